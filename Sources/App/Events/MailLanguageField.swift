import Markup
import Web

/// The choice of the language in which people are written to whose own is not known.
struct MailLanguageField {
    let state: FormState
    /// What holds where none is chosen.
    let unchosen: Message

    var html: HTML {
        state.select(
            "language", L("Language of mails"),
            hint: L("For people whose own language is not known; everybody else is written to in theirs."),
            options: [(value: "", label: unchosen)]
                + Language.allCases.map { (value: $0.rawValue, label: .verbatim($0.ownName)) })
    }
}
