import Domain
import Storage
import Web

/// A priority issue: what the room has put first, and why.
struct PriorityRecord: Sendable, Hashable {
    enum Reason: String, Sendable, Codable {
        /// By the Method of Equal Shares from a round's result, by most support in it, or chosen by the facilitator.
        case shares = "equal-shares", top, hand
    }

    let issue: Issue.ID
    let event: Event.ID
    let topic: Topic.ID
    let title: String
    /// BCP 47.
    let language: String
    /// From 1.
    let position: Int
    /// Of whose result it was chosen; nothing by hand.
    let round: Round.ID?
    let reason: Reason

    init(_ row: Row) throws {
        issue = try row.get("issue_id")
        event = try row.get("event_id")
        topic = try row.get("topic_id")
        title = try row.get("title")
        language = try row.get("language")
        position = try row.get("position")
        round = try row.get("round_id")
        reason = try row.get("reason")
    }
}

extension PriorityRecord.Reason: SQLBindable, SQLDecodable, ChoiceType, CaseIterable {}

/// The SQL of the priority issues.
struct PriorityStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// In their order.
    func priorities(of event: Event.ID) throws -> [PriorityRecord] {
        try reading.all(
            """
            SELECT p.issue_id, p.event_id, i.topic_id, i.title, i.language, p.position, p.round_id, p.reason
            FROM priority p JOIN issue i ON i.id = p.issue_id WHERE p.event_id = \(event) ORDER BY p.position, p.issue_id
            """
        ).map(PriorityRecord.init)
    }

    /// The numbers of the groups of the plan in use that have an issue on their list.
    func groups(with issue: Issue.ID, in event: Event.ID) throws -> [Int] {
        try reading.all(
            """
            SELECT g.number FROM group_priority gp JOIN breakout_group g ON g.id = gp.group_id
            JOIN workshop w ON w.group_plan_id = g.plan_id
            WHERE gp.issue_id = \(issue) AND w.id = \(EventPartStore.workshop(of: event)) ORDER BY g.number
            """
        ).map { try $0.get("number") }
    }

    /// Whether a table has written anything about an issue: an aspect, a desired situation, an intervention.
    func isWorkedOn(_ issue: Issue.ID) throws -> Bool {
        try RestingStore(reading).isUsed("priority", issue)
    }

    static func insert(_ choice: PriorityChoice, in event: Event.ID, position: Int, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO priority (issue_id, event_id, position, round_id, reason, chosen_at)
            VALUES (\(choice.issue), \(event), \(position), \(choice.round), \(choice.reason), \(now))
            ON CONFLICT (issue_id) DO UPDATE SET position = \(position)
            """)
    }

    /// Takes it off the lists of groups whose plan is not in use, too.
    static func delete(_ issue: Issue.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM group_priority WHERE issue_id = \(issue)")
        try tx.execute("DELETE FROM priority WHERE issue_id = \(issue)")
    }
}
