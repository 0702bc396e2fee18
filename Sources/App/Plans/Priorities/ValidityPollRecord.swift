import Domain
import Storage
import Web

/// How the answers of a poll are shown.
enum ValidityShown: String, CaseIterable, Sendable, Codable, ChoiceType {
    case unnamed
    /// By country.
    case named
}

/// What is fixed before a poll opens.
struct ValidityPollFields: FieldRecord {
    var closesOn = ""
    var isNamed = ""
    var note = ""

    static let fields: [Field<ValidityPollFields>] = [
        .date("closes_on", \.closesOn, L("Answers until"), hint: L("The whole day, everywhere.")),
        .choice(
            "is_named", \.isNamed, L("How answers are shown"), .choice(["", "named"]),
            options: {
                [
                    (value: "", label: L("Without names: only what they come to")),
                    (value: "named", label: L("By country")),
                ]
            },
            fault: { ["", "named"].contains($0) ? nil : L("This value is not one of those allowed.") }),
        .lines("note", \.note, L("A word to those asked"), limit: 1_000),
    ]

    /// Cleaned, with a day that is still to come.
    func checked(on today: String, countries: Int) throws -> ValidityPollFields {
        try cleaned.checked { fields, check in
            if !fields.closesOn.isEmpty, fields.closesOn < today {
                check.fail("closes-on", L("Choose a day that is still to come."))
            }
            if fields.isNamed.isEmpty, !PriorityPoll.mayBeUnnamed(members: countries) {
                check.fail(
                    "is-named",
                    L("A region of fewer than \(PriorityPoll.least) countries is asked by country, with all agreeing."))
            }
        }
    }
}

/// A poll as stored.
struct ValidityPollRecord: Sendable, Hashable {
    let id: ValidityPoll.ID
    let programme: Programme.ID
    /// Nothing for all countries of the programme.
    let region: App.Region.ID?
    let fields: ValidityPollFields
    let openedAt: Int64
    let closedAt: Int64?
    /// In their order.
    var priorities: [PlanPriority.ID] = []
    /// Codes of those that are asked, as they were at its opening; sorted.
    var countries: [String] = []
    /// Those of them that agreed to be shown, where there are fewer than five.
    var agreeing: Set<String> = []

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        region = try row.get("region_id")
        fields = try ValidityPollFields(row)
        openedAt = try row.get("opened_at")
        closedAt = try row.get("closed_at")
    }

    var isNamed: Bool { !fields.isNamed.isEmpty }
    /// Fewer than five countries: all have to agree before anything is shown.
    var needsAgreement: Bool { !PriorityPoll.mayBeUnnamed(members: countries.count) }

    func isOpen(on today: String) -> Bool { closedAt == nil && today <= fields.closesOn }
}

/// What a country says of one priority.
struct ValidityAnswer: Sendable, Hashable {
    let priority: PlanPriority.ID
    let country: String
    let stance: PriorityPoll.Stance
    let words: String
    /// As the journal names people.
    let by: String?
    let at: Int64

    init(_ row: Row) throws {
        priority = try row.get("priority_id")
        country = try row.get("country")
        stance = PriorityPoll.Stance(rawValue: try row.get("stance")) ?? .cannotSay
        words = try row.get("words")
        by = try row.get("answered_by")
        at = try row.get("answered_at")
    }
}

/// What came out of a poll, as far as it may be told: of one without names what the rule proposes and words without a country, never numbers,
/// which would tell single answers where all say the same.
struct ValidityResult: Sendable {
    struct Item: Sendable {
        let priority: PlanPriority.ID
        /// Nothing before it is closed, and where it may not be told.
        let outcome: PriorityPoll.Outcome?
        /// Of a named poll alone.
        let counts: PriorityPoll?
        /// By country, of a named poll alone.
        let answers: [ValidityAnswer]
        /// Without countries, in no order that tells whose they are.
        let words: [String]
    }

    let items: [Item]
    /// Countries that have answered something; that is named in any poll.
    let answered: [String]

    init(_ poll: ValidityPollRecord, _ answers: [ValidityAnswer], on today: String) {
        answered = Set(answers.map(\.country)).sorted()
        let isOver = !poll.isOpen(on: today)
        let mayTell = isOver && (!poll.needsAgreement || poll.agreeing.count == poll.countries.count)
        items = poll.priorities.map { id in
            let own = answers.filter { $0.priority == id }
            let counts = PriorityPoll(own.map(\.stance), members: poll.countries.count)
            let tells = isOver && counts.outcome != .tooFew
            return Item(
                priority: id, outcome: mayTell ? counts.outcome : nil, counts: mayTell && poll.isNamed ? counts : nil,
                answers: mayTell && poll.isNamed ? own : [],
                words: poll.isNamed || !tells ? [] : own.map(\.words).filter { !$0.isEmpty }.sorted())
        }
    }
}
