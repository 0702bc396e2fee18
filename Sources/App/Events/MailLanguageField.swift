import Web

/// The choice of the language in which people are written to whose own is not known.
enum MailLanguageField {
    static let label = L("Language of mails")
    static let hint = L("For people whose own language is not known; everybody else is written to in theirs.")

    /// - Parameter unchosen: what holds where none is chosen.
    static func options(unchosen: Message) -> [FieldOption] {
        [(value: "", label: unchosen)]
            + Language.allCases.map { (value: $0.rawValue, label: .verbatim($0.ownName)) }
    }
}
