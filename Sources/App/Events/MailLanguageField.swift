import Markup
import Web

/// The choice of the language in which people are written to whose own is not known.
struct MailLanguageField {
    let state: FormState
    /// What holds where none is chosen.
    let unchosen: Message

    static let label = L("Language of mails")
    static let hint = L("For people whose own language is not known; everybody else is written to in theirs.")

    static func options(unchosen: Message) -> [FieldOption] {
        [(value: "", label: unchosen)]
            + Language.allCases.map { (value: $0.rawValue, label: .verbatim($0.ownName)) }
    }

    var html: HTML {
        state.select("language", Self.label, hint: Self.hint, options: Self.options(unchosen: unchosen))
    }
}
