import Domain
import Storage
import Web

/// Everything that a workshop left behind, as the report and the tables need it. What may not leave the room is not in it: sealed
/// rounds, sheets that their delegation has not published, the country of anonymous ones, cases marked closer than the event.
struct WorkshopRecord: Sendable {
    struct Group: Sendable {
        let id: BreakoutGroup.ID
        let number: Int
        let name: String
        let members: [Participant.ID]
        let facilitator: Participant.ID?
        let rapporteur: Participant.ID?
        let issues: [Issue.ID]
    }

    /// A text of a card, with the language in which it stands there.
    struct Words: Sendable, Hashable {
        let text: String
        let language: String
    }

    struct PastCase: Sendable, Hashable {
        let id: Case.ID
        let kind: String
        let title: String
        let happenedOn: String
        let place: String
        let country: String?
        let summary: String
        let marking: String
        let source: String
        let language: String
    }

    struct AspectItem: Sendable {
        let id: Aspect.ID
        let group: BreakoutGroup.ID
        let issue: Issue.ID
        let isFacilitating: Bool
        let words: Words
        let weight: Int
        let sector: String?
        let isWithoutCase: Bool
        let cases: [Case.ID]
    }

    struct Sheet: Sendable {
        let id: EnvisionSheet.ID
        let group: BreakoutGroup.ID?
        /// Nil if it was published without its name.
        let country: String?
        let isAnonymous: Bool
    }

    struct Situation: Sendable {
        let sheet: EnvisionSheet.ID
        let issue: Issue.ID
        let words: Words
    }

    struct InterventionItem: Sendable {
        let id: Intervention.ID
        let sheet: EnvisionSheet.ID
        let issue: Issue.ID
        let country: String?
        let words: Words
        let needs: Words
        let lead: String
        let element: InterventionElement
        let difficulty: Int?
        let impact: Int?
        let horizon: InterventionHorizon
        let sectors: [String]
        let endorsements: Int
    }

    struct Statement: Sendable {
        let part: String
        let words: Words
        /// proposed, agreed or dropped
        let state: String
        /// Of the present wording.
        let ratings: [Int]
    }

    struct GuideFacts: Sendable {
        let title: String
        let marking: String
        let language: String
        let state: String
        let sections: Int
        let evidence: Int
    }

    var event: EventRecord
    var programme: ProgrammeRecord
    var topics: [TopicRecord]
    /// Without those who wait at the door.
    var people: [ParticipantRecord]
    var names: DirectoryNames
    /// What stands after joining, with parents.
    var issues: [IssueRecord]
    /// By number; only those that have been revealed.
    var results: [RoundResult]
    var sealedRounds: Int
    /// As everybody in the room may see it.
    var thread: ThreadBook
    var priorities: [PriorityRecord] = []
    var groups: [Group] = []
    var cases: [Case.ID: PastCase] = [:]
    var aspects: [AspectItem] = []
    /// Those that everybody in the room sees, in the order of the gallery.
    var sheets: [Sheet] = []
    var situations: [Situation] = []
    var interventions: [InterventionItem] = []
    var matrix: ExchangeMatrix?
    var shared: SharedBlockers?
    var standings: [StandingRecord] = []
    var adoptions: [AdoptionRecord] = []
    var statements: [Statement] = []
    var guide: GuideFacts?

    /// Those who took part: who may contribute, and came.
    var voices: [ParticipantRecord] { people.filter(\.isVoice) }
    /// Who may contribute and was invited, came or not.
    var invited: Int { people.count(where: \.isInvitedVoice) }
    /// Of those who took part, who agreed to be named.
    var named: [ParticipantRecord] { voices.filter { $0.namingAgreedAt != nil } }

    func issue(_ id: Issue.ID) -> IssueRecord? { issues.first { $0.id == id } }
    func sheet(_ id: EnvisionSheet.ID) -> Sheet? { sheets.first { $0.id == id } }
    func group(_ id: BreakoutGroup.ID?) -> Group? { groups.first { $0.id == id } }

    /// Whether something of this marking may stand in a document of another.
    static func mayStand(_ marking: String, in document: String) -> Bool {
        (TLP.all.firstIndex(of: marking) ?? 0) >= (TLP.all.firstIndex(of: document) ?? 0)
    }
}

/// Reads a ``WorkshopRecord``.
struct ReportStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func record(of id: Event.ID) throws -> WorkshopRecord {
        let event = try EventStore(reading).event(id)
        let rounds = try RoundStore(reading).rounds(of: id).reversed()
        var record = WorkshopRecord(
            event: event, programme: try ProgrammeStore(reading).programme(event.programme),
            topics: try EventStore(reading).topics(of: id),
            people: try EventStore(reading).participants(of: id).filter { $0.state != .waiting },
            names: try DirectoryNames(reading), issues: try IssueStore(reading).issues(of: id),
            results: try rounds.filter { $0.state == .revealed }.compactMap {
                try ResultCache.shared.result(of: $0, reading)
            },
            sealedRounds: rounds.count { $0.state == .closed || $0.state == .open },
            thread: try ThreadBook(room: id, reading))
        record.priorities = try PriorityStore(reading).priorities(of: id)
        try addIssuesJoinedSince(to: &record)
        record.groups = try groups(event)
        let cards = try CardStore(reading).cards(of: id)
        try addAnalysis(to: &record, cards)
        try addSheets(to: &record)
        try addExchange(to: &record)
        record.statements = try statements(id, cards)
        record.guide = try guide(id)
        return record
    }

    /// Priority issues stay, whatever was joined after they were chosen.
    private func addIssuesJoinedSince(to record: inout WorkshopRecord) throws {
        let known = Set(record.issues.map(\.id))
        let missing = record.priorities.map(\.issue).filter { !known.contains($0) }
        if !missing.isEmpty { record.issues += try IssueStore(reading).issues(missing) }
    }

    private func groups(_ event: EventRecord) throws -> [WorkshopRecord.Group] {
        let plan: SQL = "(SELECT group_plan_id FROM workshop WHERE id = \(EventPartStore.workshop(of: event.id)))"
        let members = Dictionary(
            grouping: try reading.all("SELECT group_id, participant_id FROM group_member WHERE plan_id = \(plan)").map {
                (
                    group: try $0.get("group_id", as: BreakoutGroup.ID.self),
                    id: try $0.get("participant_id", as: Participant.ID.self)
                )
            }, by: \.group)
        let issues = Dictionary(
            grouping: try reading.all(
                """
                SELECT p.group_id, p.issue_id FROM group_priority p JOIN breakout_group g ON g.id = p.group_id
                WHERE g.plan_id = \(plan) ORDER BY p.position
                """
            ).map {
                (
                    group: try $0.get("group_id", as: BreakoutGroup.ID.self),
                    id: try $0.get("issue_id", as: Issue.ID.self)
                )
            }, by: \.group)
        return try reading.all(
            "SELECT * FROM breakout_group WHERE event_id = \(event.id) AND plan_id = \(plan) ORDER BY number"
        )
        .map { row in
            let id: BreakoutGroup.ID = try row.get("id")
            return .init(
                id: id, number: try row.get("number"), name: try row.get("name"),
                members: members[id, default: []].map(\.id), facilitator: try row.get("facilitator_id"),
                rapporteur: try row.get("rapporteur_id"), issues: issues[id, default: []].map(\.id))
        }
    }

    func words(_ id: Card.ID, _ cards: [Card.ID: CardRecord]) -> WorkshopRecord.Words {
        .init(text: cards[id]?.text.trimmed ?? "", language: cards[id]?.language ?? "en")
    }

    private func addAnalysis(to record: inout WorkshopRecord, _ cards: [Card.ID: CardRecord]) throws {
        let event = record.event
        let pairs = try reading.all(
            """
            SELECT c.aspect_id, c.case_id FROM aspect_case c JOIN aspect a ON a.id = c.aspect_id WHERE a.event_id = \(event.id)
            """
        ).map { (aspect: try $0.get("aspect_id", as: Aspect.ID.self), id: try $0.get("case_id", as: Case.ID.self)) }
        let casesOf = Dictionary(grouping: pairs, by: \.aspect)
        let cited = Set(pairs.map(\.id))
        for row in try reading.all("SELECT * FROM past_case WHERE programme_id = \(event.programme)") {
            let found = try WorkshopRecord.PastCase(
                id: row.get("id"), kind: row.get("kind"), title: row.get("title"), happenedOn: row.get("happened_on"),
                place: row.get("place"), country: row.get("country"), summary: row.get("summary"),
                marking: row.get("marking"), source: row.get("source"), language: row.get("language"))
            let isOwn = try row.get("event_id", as: Event.ID?.self) == event.id
            if cited.contains(found.id) || isOwn, WorkshopRecord.mayStand(found.marking, in: event.marking) {
                record.cases[found.id] = found
            }
        }
        record.aspects = try reading.all(
            "SELECT * FROM aspect WHERE event_id = \(event.id) AND withdrawn_at IS NULL ORDER BY weight DESC, created_at, id"
        ).map { row in
            let id: Aspect.ID = try row.get("id")
            return .init(
                id: id, group: try row.get("group_id"), issue: try row.get("issue_id"),
                isFacilitating: try row.get("direction", as: String.self) == "facilitating",
                words: words(try row.get("card_id"), cards), weight: try row.get("weight"),
                sector: try row.get("sector"), isWithoutCase: try row.get("without_case"),
                cases: casesOf[id, default: []].map(\.id))
        }.filter { !$0.words.text.isEmpty }
    }
}
