import Domain
import Storage
import Web

/// What is told to the members of a programme, or asked of them.
struct NoticeFields: FieldRecord {
    enum Kind: String, CaseIterable, Sendable, Codable {
        case notice, question

        var label: Message {
            switch self {
            case .notice: L("I tell something")
            case .question: L("I ask something, and members answer")
            }
        }
    }

    var kind = Kind.notice.rawValue
    var title = ""
    var text = ""
    /// BCP 47.
    var language = "en"
    /// Until when answers are awaited: a date, or empty.
    var answerBy = ""
    /// From when on it is no longer shown: a date, or empty.
    var expiresOn = ""

    static let isSentWithKey = true

    static let fields: [Field<NoticeFields>] = [
        .choice(
            "kind", \.kind, L("What is it?"), .choice(Kind.allCases.map(\.rawValue)),
            options: { Kind.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { Kind(rawValue: $0) == nil ? L("Choose whether you tell or ask.") : nil }),
        .line("title", \.title, L("In one sentence"), limit: 200, isRequired: true),
        .lines("text", \.text, L("More about it"), limit: 4_000),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
        .date("answer_by", \.answerBy, L("Answers until"), isRequired: false),
        .date("expires_on", \.expiresOn, L("No longer shown from"), isRequired: false, isBeside: true),
    ]
}

/// What a member answers.
struct NoticeAnswerFields: FieldRecord {
    var text = ""
    /// BCP 47.
    var language = "en"

    static let fields: [Field<NoticeAnswerFields>] = [
        .lines("text", \.text, L("Your answer"), limit: 4_000, isRequired: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]
}
