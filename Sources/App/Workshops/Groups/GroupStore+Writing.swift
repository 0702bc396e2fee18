import Domain
import Storage
import Web

/// The SQL that writes plans and groups.
extension GroupStore {
    struct NewGroup: Sendable {
        let id: BreakoutGroup.ID
        let number: Int
        var name = ""
        var place = ""
        var language = ""
        var facilitator: Participant.ID?
        var rapporteur: Participant.ID?
        var members: [Participant.ID] = []
        var priorities: [Issue.ID] = []
    }

    func nextNumber(in event: Event.ID) throws -> Int {
        let last: Int?? = try reading.value(
            "SELECT MAX(number) FROM group_plan WHERE event_id = \(event)", as: Int?.self)
        return ((last ?? nil) ?? 0) + 1
    }

    static func insert(
        _ plan: GroupPlan.ID, in event: Event.ID, number: Int, title: String, note: String, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO group_plan (id, event_id, number, title, note, created_at)
            VALUES (\(plan), \(event), \(number), \(title), \(note), \(now))
            """)
    }

    static func insert(_ group: NewGroup, plan: GroupPlan.ID, event: Event.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO breakout_group (id, plan_id, event_id, number, name, place, language, facilitator_id, rapporteur_id)
            VALUES (\(group.id), \(plan), \(event), \(group.number), \(group.name), \(group.place), \(group.language),
                \(group.facilitator), \(group.rapporteur))
            """)
        for member in group.members { try seat(member, in: group.id, plan: plan, tx) }
        try setPriorities(group.priorities, of: group.id, tx)
    }

    static func seat(_ member: Participant.ID, in group: BreakoutGroup.ID, plan: GroupPlan.ID, _ tx: Transaction) throws
    {
        try tx.execute(
            """
            INSERT INTO group_member (plan_id, participant_id, group_id) VALUES (\(plan), \(member), \(group))
            ON CONFLICT (plan_id, participant_id) DO UPDATE SET group_id = \(group)
            """)
    }

    static func unseat(_ member: Participant.ID, plan: GroupPlan.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM group_member WHERE plan_id = \(plan) AND participant_id = \(member)")
    }

    /// Whoever leaves a group no longer writes or leads in it.
    static func dismiss(_ member: Participant.ID, from group: BreakoutGroup.ID, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE breakout_group SET facilitator_id = NULL WHERE id = \(group) AND facilitator_id = \(member)")
        try tx.execute(
            "UPDATE breakout_group SET rapporteur_id = NULL WHERE id = \(group) AND rapporteur_id = \(member)")
    }

    static func update(_ id: BreakoutGroup.ID, _ fields: GroupFields, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE breakout_group SET name = \(fields.name), place = \(fields.place), language = \(fields.language),
                facilitator_id = \(fields.facilitator), rapporteur_id = \(fields.rapporteur) WHERE id = \(id)
            """)
    }

    static func setPriorities(_ issues: [Issue.ID], of group: BreakoutGroup.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM group_priority WHERE group_id = \(group)")
        for (index, issue) in issues.enumerated() {
            try tx.execute(
                "INSERT INTO group_priority (group_id, issue_id, position) VALUES (\(group), \(issue), \(index + 1))")
        }
    }

    static func update(_ plan: GroupPlan.ID, title: String, note: String, _ tx: Transaction) throws {
        try tx.execute("UPDATE group_plan SET title = \(title), note = \(note) WHERE id = \(plan)")
    }

    static func use(_ plan: GroupPlan.ID, in event: Event.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE workshop SET group_plan_id = \(plan) WHERE id = \(EventPartStore.workshop(of: event))")
    }

    static func delete(_ group: BreakoutGroup.ID, _ tx: Transaction) throws {
        // It may still be the one that the projector showed.
        try tx.execute(
            "UPDATE workshop SET shown_group_id = NULL, shown_issue_id = NULL WHERE shown_group_id = \(group)")
        try tx.execute("DELETE FROM group_priority WHERE group_id = \(group)")
        try tx.execute("DELETE FROM group_member WHERE group_id = \(group)")
        try tx.execute("DELETE FROM breakout_group WHERE id = \(group)")
    }

    static func delete(_ plan: GroupPlan.ID, _ tx: Transaction) throws {
        for row in try tx.all("SELECT id FROM breakout_group WHERE plan_id = \(plan)") {
            try delete(try row.get("id", as: BreakoutGroup.ID.self), tx)
        }
        try tx.execute("DELETE FROM group_plan WHERE id = \(plan)")
    }
}
