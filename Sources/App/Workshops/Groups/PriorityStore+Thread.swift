import Domain
import Storage
import Web

/// What the thread is told of priorities, and of the groups that work on them.
extension PriorityStore {
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        facts.priorities = try reading.all(
            "SELECT issue_id, round_id FROM priority WHERE event_id IN \(in: events) ORDER BY position, issue_id"
        ).map { ThreadMaterial.Priority(issue: try $0.get("issue_id"), round: try $0.get("round_id")) }
        let groups = try reading.all(
            """
            SELECT p.issue_id, g.name FROM group_priority p JOIN breakout_group g ON g.id = p.group_id
            WHERE g.event_id IN \(in: events) ORDER BY g.number, g.id
            """)
        for row in groups { facts.groups[try row.get("issue_id"), default: []].append(try row.get("name")) }
    }
}
