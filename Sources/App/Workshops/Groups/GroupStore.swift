import Domain
import Storage
import Web

/// A division of the room into groups. An event may have several; at most one is in use.
struct GroupPlanRecord: Sendable, Hashable {
    let id: GroupPlan.ID
    let event: Event.ID
    /// From 1, within the event.
    let number: Int
    /// Empty until somebody names it: show ``label``.
    let title: String
    let note: String
    /// Epoch milliseconds.
    let createdAt: Int64
    let isInUse: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        number = try row.get("number")
        title = try row.get("title")
        note = try row.get("note")
        createdAt = try row.get("created_at")
        isInUse = try row.get("used", as: GroupPlan.ID?.self) == id
    }

    var label: Message { title.isEmpty ? L("Plan \(number)") : .verbatim(title) }
}

/// A breakout group with who sits in it and what it works on.
struct BreakoutGroupRecord: Sendable {
    let id: BreakoutGroup.ID
    let plan: GroupPlan.ID
    let event: Event.ID
    /// From 1, within the plan.
    let number: Int
    /// Empty until somebody names it: show ``label``.
    let name: String
    /// The room or table; may be empty.
    let place: String
    /// BCP 47; empty where nothing was said.
    let language: String
    let facilitator: Participant.ID?
    let rapporteur: Participant.ID?
    /// Without the removed and those who wait at the door, by country and name.
    var members: [ParticipantRecord] = []
    /// In their order.
    var priorities: [Issue.ID] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        plan = try row.get("plan_id")
        event = try row.get("event_id")
        number = try row.get("number")
        name = try row.get("name")
        place = try row.get("place")
        language = try row.get("language")
        facilitator = try row.get("facilitator_id")
        rapporteur = try row.get("rapporteur_id")
    }

    var label: Message { name.isEmpty ? L("Group \(number)") : .verbatim(name) }

    func holds(_ participant: Participant.ID) -> Bool { members.contains { $0.id == participant } }
    var rapporteurSeat: ParticipantRecord? { members.first { $0.id == rapporteur } }
    var facilitatorSeat: ParticipantRecord? { members.first { $0.id == facilitator } }
}

/// Reads plans and groups; writing is in GroupStore+Writing.swift.
struct GroupStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Plans

    /// The first made first.
    func plans(of event: Event.ID) throws -> [GroupPlanRecord] {
        try plans(where: "p.event_id = \(event)")
    }

    /// - Throws: ``Refusal/notFound``, also where the plan belongs to another event.
    func plan(_ id: GroupPlan.ID, in event: Event.ID) throws -> GroupPlanRecord {
        guard let plan = try plans(where: "p.id = \(id) AND p.event_id = \(event)").first else {
            throw Refusal.notFound
        }
        return plan
    }

    /// The plan in use.
    func presentPlan(of event: Event.ID) throws -> GroupPlanRecord? {
        try plans(where: "p.event_id = \(event) AND p.id = w.group_plan_id").first
    }

    private func plans(where condition: SQL) throws -> [GroupPlanRecord] {
        try reading.all(
            """
            SELECT p.id, p.event_id, p.number, p.title, p.note, p.created_at, w.group_plan_id AS used
            FROM group_plan p JOIN event e ON e.id = p.event_id LEFT JOIN workshop w ON w.id = e.workshop_id WHERE \(condition) ORDER BY p.number
            """
        ).map(GroupPlanRecord.init)
    }

    // MARK: Groups

    /// The groups of a plan, by number.
    func groups(of plan: GroupPlan.ID) throws -> [BreakoutGroupRecord] { try groups(where: "g.plan_id = \(plan)") }

    /// The groups of the plan in use, by number; empty where there is none.
    func groups(of event: Event.ID) throws -> [BreakoutGroupRecord] {
        try groups(
            where: "g.plan_id = (SELECT group_plan_id FROM workshop WHERE id = \(EventPartStore.workshop(of: event)))")
    }

    /// Of the groups of all plans, also of those that are not in use.
    func names(of event: Event.ID) throws -> [BreakoutGroup.ID: String] {
        let rows = try reading.all("SELECT id, name FROM breakout_group WHERE event_id = \(event)")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("id"), try $0.get("name")) })
    }

    /// The group in which somebody sits in the plan in use.
    func group(of participant: Participant.ID, in event: Event.ID) throws -> BreakoutGroupRecord? {
        try groups(
            where: """
                g.id = (SELECT m.group_id FROM workshop w JOIN group_member m ON m.plan_id = w.group_plan_id
                WHERE w.id = \(EventPartStore.workshop(of: event)) AND m.participant_id = \(participant))
                """
        ).first
    }

    /// - Throws: ``Refusal/notFound``.
    func group(_ id: BreakoutGroup.ID) throws -> BreakoutGroupRecord {
        guard let group = try groups(where: "g.id = \(id)").first else { throw Refusal.notFound }
        return group
    }

    func group(_ id: BreakoutGroup.ID, in event: Event.ID) throws -> BreakoutGroupRecord {
        let group = try group(id)
        guard group.event == event else { throw Refusal.notFound }
        return group
    }

    private func groups(where condition: SQL) throws -> [BreakoutGroupRecord] {
        var groups = try reading.all(
            """
            SELECT g.id, g.plan_id, g.event_id, g.number, g.name, g.place, g.language, g.facilitator_id, g.rapporteur_id
            FROM breakout_group g WHERE \(condition) ORDER BY g.plan_id, g.number
            """
        ).map(BreakoutGroupRecord.init)
        let ids = groups.map(\.id)
        guard !ids.isEmpty else { return [] }
        let members = try reading.all(
            """
            SELECT m.group_id, p.* FROM group_member m JOIN participant p ON p.id = m.participant_id
            WHERE m.group_id IN \(in: ids) AND p.state NOT IN ('removed', 'waiting') ORDER BY p.country, p.name, p.id
            """
        ).map { (group: try $0.get("group_id", as: BreakoutGroup.ID.self), person: try ParticipantRecord($0)) }
        let priorities = try reading.all(
            "SELECT group_id, issue_id FROM group_priority WHERE group_id IN \(in: ids) ORDER BY position, issue_id"
        ).map {
            (group: try $0.get("group_id", as: BreakoutGroup.ID.self), issue: try $0.get("issue_id", as: Issue.ID.self))
        }
        for index in groups.indices {
            let id = groups[index].id
            groups[index].members = members.filter { $0.group == id }.map(\.person)
            groups[index].priorities = priorities.filter { $0.group == id }.map(\.issue)
        }
        return groups
    }

    // MARK: What a proposal needs

    /// The languages that people speak, as the directory knows them; else the language of their pages. BCP 47.
    func languages(of event: Event.ID) throws -> [Participant.ID: [String]] {
        let rows = try reading.all(
            """
            SELECT p.id, p.language, d.languages FROM participant p LEFT JOIN person d ON d.id = p.person_id
            WHERE p.event_id = \(event) AND p.state <> 'removed'
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
                let own: String? = try row.get("language")
                return (try row.get("id"), known.isEmpty ? (own.map { [$0] } ?? []) : known)
            })
    }

    /// Whether the groups of a plan have written anything.
    func isWorkedIn(_ plan: GroupPlan.ID) throws -> Bool {
        try reading.all("SELECT id FROM breakout_group WHERE plan_id = \(plan)").contains {
            try isWorkedIn(try $0.get("id", as: BreakoutGroup.ID.self))
        }
    }

    func isWorkedIn(_ group: BreakoutGroup.ID) throws -> Bool {
        try RestingStore(reading).isUsed("breakout_group", group)
    }
}
