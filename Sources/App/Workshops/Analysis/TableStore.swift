import Domain
import Storage
import Web

/// A breakout group at its table, as the analysis needs it.
struct TableRecord: Sendable, Hashable {
    let group: BreakoutGroup.ID
    let plan: GroupPlan.ID
    let event: Event.ID
    let number: Int
    let name: String
    let place: String
    let facilitator: Participant.ID?
    let rapporteur: Participant.ID?
    var members: [Participant.ID] = []
    /// Its priority issues, in their order.
    var issues: [Issue.ID] = []

    init(_ row: Row) throws {
        group = try row.get("id")
        plan = try row.get("plan_id")
        event = try row.get("event_id")
        number = try row.get("number")
        name = try row.get("name")
        place = try row.get("place")
        facilitator = try row.get("facilitator_id")
        rapporteur = try row.get("rapporteur_id")
    }

    /// Members, and those who lead and write for it.
    var people: Set<Participant.ID> { Set(members + [facilitator, rapporteur].compactMap { $0 }) }

    var cardPlace: CardPlace { .table(group) }
}

/// Reads the tables of an event's breakout groups.
struct TableStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``, also for a group of another event.
    func table(_ group: BreakoutGroup.ID, in event: Event.ID) throws -> TableRecord {
        guard let found = try tables(where: "g.id = \(group) AND g.event_id = \(event)").first else {
            throw Refusal.notFound
        }
        return found
    }

    /// The groups in use, by number; none before a plan is in use.
    func tables(of event: Event.ID) throws -> [TableRecord] {
        try tables(where: "g.plan_id = (SELECT group_plan_id FROM event WHERE id = \(event))")
    }

    /// Where somebody sits in the groups in use: as a member first, else as rapporteur or facilitator.
    func table(of participants: Set<Participant.ID>, in event: Event.ID) throws -> TableRecord? {
        let tables = try tables(of: event)
        return tables.first { !participants.isDisjoint(with: $0.members) }
            ?? tables.first { !participants.isDisjoint(with: $0.people) }
    }

    private func tables(where condition: SQL) throws -> [TableRecord] {
        var found = try reading.all("SELECT g.* FROM breakout_group g WHERE \(condition) ORDER BY g.number").map(
            TableRecord.init)
        let members = Dictionary(
            grouping: try reading.all(
                """
                SELECT m.group_id, m.participant_id FROM group_member m JOIN breakout_group g ON g.id = m.group_id
                JOIN participant p ON p.id = m.participant_id WHERE \(condition) AND p.state <> 'removed'
                ORDER BY p.country, p.name, p.id
                """
            ).map { (try $0.get("group_id", as: BreakoutGroup.ID.self), try $0.get("participant_id", as: Participant.ID.self)) }
        ) { $0.0 }
        let issues = Dictionary(
            grouping: try reading.all(
                """
                SELECT i.group_id, i.issue_id FROM group_priority i JOIN breakout_group g ON g.id = i.group_id
                WHERE \(condition) ORDER BY i.position, i.issue_id
                """
            ).map { (try $0.get("group_id", as: BreakoutGroup.ID.self), try $0.get("issue_id", as: Issue.ID.self)) }
        ) { $0.0 }
        for index in found.indices {
            found[index].members = members[found[index].group]?.map(\.1) ?? []
            found[index].issues = issues[found[index].group]?.map(\.1) ?? []
        }
        return found
    }

    /// Who a visitor is among the participants of an event: by seat and by account.
    func participants(of visitor: Visitor, in event: Event.ID) throws -> Set<Participant.ID> {
        var found: Set<Participant.ID> = []
        if let seat = visitor.seat, seat.event == event, seat.isApproved { found.insert(seat.id) }
        if let account = visitor.account {
            let rows = try reading.all(
                "SELECT id FROM participant WHERE event_id = \(event) AND account_id = \(account.id) AND state <> 'removed'")
            for row in rows { found.insert(try row.get("id")) }
        }
        return found
    }
}
