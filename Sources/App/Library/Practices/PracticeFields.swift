import Domain
import Storage
import Web

/// What is told of a practice that a member shares: its part of a case, and what it needs.
struct PracticeFields: FieldRecord {
    var title = ""
    var summary = ""
    var conditions = ""
    /// ISO 8601, also only a year or a month.
    var happenedOn = ""
    /// An http or https address.
    var link = ""
    /// BCP 47.
    var language = "en"

    static let conditionsLimit = 2_000
    static let isSentWithKey = true

    static let fields: [Field<PracticeFields>] = [
        .line(
            "title", \.title, L("What is it called?"), hint: L("A few words by which others find it."), limit: 200,
            isRequired: true),
        .lines(
            "summary", \.summary, L("What do you do?"),
            hint: L("A few sentences, without names of people."), limit: CaseFields.summaryLimit, isRequired: true),
        .lines(
            "conditions", \.conditions, L("What does it need to work?"),
            hint: L("People, equipment, law, money: what somebody else must have before they try it."),
            limit: conditionsLimit),
        .partialDate("happened_on", \.happenedOn, L("In use since"), hint: L("A year is enough.")),
        .choice(
            "language", \.language, L("Written in"), .language, isBeside: true,
            options: { ContributionLanguage.options }, fault: ContributionLanguage.fault),
        .link("link", \.link, L("Link"), hint: L("An address beginning with https://."), limit: 500),
    ]

    /// - Parameter today: ISO 8601.
    func cleaned(today: String) -> Cleaned<PracticeFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.title.isEmpty && !fields.title.contains(where: \.isLetter) {
                check.fail("title", L("Use words: symbols and emoji alone cannot be found again."))
            }
            if PartialDate(fields.happenedOn)?.isAfter(today) == true {
                check.fail("happened-on", L("It is shared once it is in use; this date is still to come."))
            }
        }
    }

    /// As it stands among the cases.
    func asCase(marking: String, country: String?, over begin: CaseFields = CaseFields()) -> CaseFields {
        var fields = begin
        fields.kind = CaseRecord.Kind.practice.rawValue
        fields.title = title
        fields.summary = summary
        fields.happenedOn = happenedOn
        fields.link = link
        fields.language = language
        fields.marking = marking
        fields.country = country
        return fields
    }
}

extension PracticeFields {
    init(_ record: CaseRecord) {
        self.init(
            title: record.title, summary: record.summary, conditions: record.conditions,
            happenedOn: record.happenedOn, link: record.link, language: record.language)
    }
}

/// All that a form, or a body of the API, says of a practice.
struct PracticeDraft: Sendable {
    var fields: PracticeFields
    /// Whose it is; nothing for the programme's own.
    var owner: MemberRef?
    /// Codes of areas.
    var areas: [String] = []
    var choice: AudienceChoice

    /// All markings but RED: what named persons alone may know is no practice to take over.
    static let markings: [String] = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT"]
}

/// What a member does with a practice of another.
enum PracticeDecision: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case considering, adapt, adopt, decline

    var label: Message {
        switch self {
        case .considering: L("considering it")
        case .adapt: L("adapting it")
        case .adopt: L("adopted as it is")
        case .decline: L("declined")
        }
    }

    /// Whether it is asked again after a year what became of it.
    var isAskedAgain: Bool { self != .decline }
}
