import Domain
import Storage
import Web

/// A mass gathering that a programme prepares for: a pilgrimage, games, a summit.
public enum Gathering { public typealias ID = Identifier<Gathering> }
public enum GatheringLesson { public typealias ID = Identifier<GatheringLesson> }

enum GatheringState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case planned, over, cancelled

    var label: Message {
        switch self {
        case .planned: L("planned", context: "gathering")
        case .over: L("over", context: "gathering")
        case .cancelled: L("cancelled", context: "gathering")
        }
    }
}

/// What is told of a gathering.
struct GatheringFields: FieldRecord {
    var title = ""
    var startsOn = ""
    var endsOn = ""
    var venue = ""
    var summary = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<GatheringFields>] = [
        .line("title", \.title, L("What is it called?"), limit: 200, isRequired: true),
        .date("starts_on", \.startsOn, L("First day")),
        .date("ends_on", \.endsOn, L("Last day"), isBeside: true),
        .line("venue", \.venue, L("Where it is"), hint: L("As it was announced; no details of the site."), limit: 200),
        .lines(
            "summary", \.summary, L("What is expected"),
            hint: L("How many people, from where, and what could become difficult."), limit: 2_000),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    /// Cleaned, with its days in order.
    var ordered: Cleaned<GatheringFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.startsOn.isEmpty, !fields.endsOn.isEmpty, fields.endsOn < fields.startsOn {
                check.fail("ends-on", L("The last day is before the first."))
            }
        }
    }
}

/// What is said of a gathering besides its fields.
struct GatheringDraft: Sendable, Hashable {
    var place = RiskPlace.programme
    /// Codes, ids or names.
    var areas: [String] = []
    var marking = "GREEN"
    /// Everybody of the programme reads it, as its marking says; else those whose it is.
    var isShared = true
}

/// What a gathering is linked with.
enum GatheringLink: Sendable, Hashable {
    case risk(RiskScenario.ID)
    /// An exercise, or another event of the programme.
    case event(Event.ID)

    /// `risk:ID` or `event:ID`.
    init?(_ text: String) {
        let sides = text.split(separator: ":", maxSplits: 1).map { String($0) }
        guard sides.count == 2 else { return nil }
        switch sides[0] {
        case "risk":
            guard let id = RiskScenario.ID(sides[1]) else { return nil }
            self = .risk(id)
        case "event":
            guard let id = Event.ID(sides[1]) else { return nil }
            self = .event(id)
        default: return nil
        }
    }

    var kind: String {
        switch self {
        case .risk: "risk"
        case .event: "event"
        }
    }

    var target: String {
        switch self {
        case .risk(let id): id.description
        case .event(let id): id.description
        }
    }

    var description: String { "\(kind):\(target)" }
}

/// A gathering as stored.
@dynamicMemberLookup
struct GatheringRecord: Sendable, Hashable {
    let id: Gathering.ID
    let programme: Programme.ID
    let fields: GatheringFields
    let place: RiskPlace
    let marking: String
    let isShared: Bool
    let state: GatheringState
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    var areas: Set<Area.ID> = []
    var links: [GatheringLink] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try GatheringFields(row)
        place = RiskPlace(region: try row.get("region_id"), country: try row.get("country"))
        marking = try row.get("marking")
        isShared = try row.get("is_shared")
        state = GatheringState(rawValue: try row.get("state")) ?? .planned
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<GatheringFields, Value>) -> Value { fields[keyPath: path] }

    var draft: GatheringDraft {
        GatheringDraft(
            place: place, areas: areas.sorted().map(\.description), marking: marking, isShared: isShared)
    }

    /// - Parameter countries: at home in its region.
    func readable(_ countries: Set<String>) -> Readable {
        let members: Set<MemberRef> =
            switch place {
            case .programme: []
            case .region(let id): Set(countries.map { .country($0) } + [.region(id)])
            case .country(let code): [.country(code)]
            }
        var owner: Account.ID?
        if let createdBy, case .account(let id) = EventActor(createdBy) { owner = id }
        return Readable(
            marking: isShared ? marking : TLP.stricter(marking, "AMBER"), programme: programme,
            audience: isShared ? .programme : .members(members), originators: members, owner: owner)
    }
}

/// What was learned at a gathering, for the next ones.
struct GatheringLessonRecord: Sendable, Hashable {
    let id: GatheringLesson.ID
    let gathering: Gathering.ID
    let text: String
    let language: String
    let createdBy: String?

    init(_ row: Row) throws {
        id = try row.get("id")
        gathering = try row.get("gathering_id")
        text = try row.get("text")
        language = try row.get("language")
        createdBy = try row.get("created_by")
    }
}

extension PlansStanding {
    func keeps(_ gathering: GatheringRecord) -> Bool { keeps(gathering.place) }

    func reads(_ gathering: GatheringRecord) -> Bool {
        if keeps(gathering) { return true }
        guard gathering.isShared || gathering.place.country == nil else { return false }
        let region = gathering.place.region.map { countries(of: $0) } ?? []
        return mayRead(gathering.readable(Set(region)), visitor, roster, now: now).isAllowed
    }
}
