import Domain
import Storage
import Web

/// What counts in a region, or in the whole programme.
public enum PlanPriority { public typealias ID = Identifier<PlanPriority> }
/// Whether the priorities of a region still hold, asked of its countries.
public enum ValidityPoll { public typealias ID = Identifier<ValidityPoll> }

/// How far a priority has come. What a poll proposes is no state: the meeting decides.
enum PlanPriorityState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case proposed, adopted, confirmed
    case toReword = "to_reword"
    case toDrop = "to_drop"
    /// By another one.
    case superseded
    case dropped

    var label: Message {
        switch self {
        case .proposed: L("proposed", context: "priority")
        case .adopted: L("adopted", context: "priority")
        case .confirmed: L("confirmed", context: "priority")
        case .toReword: L("to reword", context: "priority")
        case .toDrop: L("to drop", context: "priority")
        case .superseded: L("superseded", context: "priority")
        case .dropped: L("dropped", context: "priority")
        }
    }

    /// Whether it counts.
    var isCurrent: Bool { self != .superseded && self != .dropped }
    /// Whether a poll asks about it.
    var isAsked: Bool { isCurrent && self != .proposed }

    /// What a meeting may decide from here.
    var next: [PlanPriorityState] {
        switch self {
        case .proposed: [.adopted, .dropped]
        case .adopted, .confirmed: [.confirmed, .toReword, .toDrop, .dropped]
        case .toReword: [.confirmed, .toDrop, .dropped]
        case .toDrop: [.confirmed, .toReword, .dropped]
        case .superseded, .dropped: []
        }
    }
}

extension PriorityPoll.Stance: ChoiceType {}
extension PriorityPoll.Outcome: ChoiceType {}

extension PriorityPoll.Stance: SQLBindable, SQLDecodable {}

extension PriorityPoll.Stance {
    var label: Message {
        switch self {
        case .valid: L("Still valid", context: "priority")
        case .reword: L("Valid, to be reworded", context: "priority")
        case .noLonger: L("No longer", context: "priority")
        case .cannotSay: L("Cannot say", context: "priority")
        }
    }
}

extension PriorityPoll.Outcome {
    var label: Message {
        switch self {
        case .tooFew: L("too few answered", context: "priority")
        case .confirmed: L("confirmed", context: "priority")
        case .toDrop: L("to drop", context: "priority")
        case .toReword: L("to reword", context: "priority")
        case .discuss: L("to discuss", context: "priority")
        }
    }

    var tone: String {
        switch self {
        case .confirmed: " good"
        case .toDrop: " bad"
        case .toReword, .discuss: " warn"
        case .tooFew: ""
        }
    }

    /// What the meeting is proposed.
    var state: PlanPriorityState? {
        switch self {
        case .confirmed: .confirmed
        case .toReword: .toReword
        case .toDrop: .toDrop
        case .tooFew, .discuss: nil
        }
    }
}

/// What is told of a priority.
struct PlanPriorityFields: FieldRecord {
    var statement = ""
    var reason = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<PlanPriorityFields>] = [
        .line(
            "statement", \.statement, L("The priority"),
            hint: L("One sentence that every country can say yes or no to."),
            limit: 300, isRequired: true),
        .lines("reason", \.reason, L("Why it counts"), limit: 2_000),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]
}

/// What is said of a priority besides its fields.
struct PlanPriorityDraft: Sendable, Hashable {
    /// Nothing for the whole programme.
    var region: App.Region.ID?
    /// By code, id or name; empty for none.
    var area = ""
    /// `issue:ID`, `risk:ID`, `shared-need:ID`, `finding:ID`.
    var sources: [String] = []
    /// A TLP 2.0 label without "TLP:".
    var marking = "GREEN"
    /// The meeting that adopted it already.
    var event: Event.ID?
}

/// A priority as stored.
@dynamicMemberLookup
struct PlanPriorityRecord: Sendable, Hashable {
    let id: PlanPriority.ID
    let programme: Programme.ID
    let region: App.Region.ID?
    /// In its programme, from 1.
    let number: Int
    let fields: PlanPriorityFields
    let area: Area.ID?
    let marking: String
    let state: PlanPriorityState
    /// The meeting that adopted it, where one is named.
    let event: Event.ID?
    let adoptedAt: Int64?
    /// What the meeting said when it decided last.
    let words: String
    let successor: PlanPriority.ID?
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    var sources: [String] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        region = try row.get("region_id")
        number = try row.get("number")
        fields = try PlanPriorityFields(row)
        area = try row.get("area_id")
        marking = try row.get("marking")
        state = PlanPriorityState(rawValue: try row.get("state")) ?? .proposed
        event = try row.get("event_id")
        adoptedAt = try row.moment("adopted_at")
        words = try row.get("words")
        successor = try row.get("successor_id")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<PlanPriorityFields, Value>) -> Value { fields[keyPath: path] }

    var readable: Readable {
        var owner: Account.ID?
        if let createdBy, case .account(let id) = EventActor(createdBy) { owner = id }
        return Readable(
            marking: marking, programme: programme, originators: Set([region].compactMap { $0 }.map { .region($0) }),
            owner: owner)
    }
}

extension PlansStanding {
    func reads(_ priority: PlanPriorityRecord) -> Bool {
        keeps(priority.region) || mayRead(priority.readable, visitor, roster, now: now).isAllowed
    }

    /// Whether they propose priorities at all.
    var tellsPriorities: Bool { coordinates || !heads.isEmpty }

    /// Whether they see how a poll stands, and what came out.
    func sees(_ poll: ValidityPollRecord) -> Bool {
        keeps(poll.region) || poll.region.map { regionsRead.contains($0) } ?? false
            || !focal.isDisjoint(with: poll.countries)
    }
}
