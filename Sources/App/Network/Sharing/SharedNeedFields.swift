import Domain
import Storage
import Web

/// What members need in common.
struct SharedNeedFields: FieldRecord {
    var title = ""
    var text = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<SharedNeedFields>] = [
        .line(
            "title", \.title, L("What is needed?"), hint: L("One sentence that another member could say as well."),
            limit: 200, isRequired: true),
        .lines("text", \.text, L("Why, and what would help?"), limit: 2_000),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]
}

/// How far a need has come.
enum SharedNeedState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    /// Named by one member.
    case proposed
    /// Named by two at least.
    case shared
    /// It became a topic of an event.
    case study
    case closed

    var label: Message {
        switch self {
        case .proposed: L("proposed", context: "need")
        case .shared: L("shared", context: "need")
        case .study: L("in study", context: "need")
        case .closed: L("closed", context: "need")
        }
    }
}
