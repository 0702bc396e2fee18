import Domain
import Storage
import Web

/// What the thread is told of issues.
extension IssueStore {
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let rows = try reading.all(
            """
            SELECT i.id, i.event_id, i.topic_id, i.participant_id, i.kind, i.language, i.title, i.country, i.sector,
                i.merged_into, i.withdrawn_at, i.created_at, p.name AS author
            FROM issue i LEFT JOIN participant p ON p.id = i.participant_id
            WHERE i.event_id IN \(in: events) ORDER BY i.created_at, i.id
            """)
        let unnamed = Set(facts.events.values.filter { !$0.namesShown }.map(\.id))
        let origins = try IssueOrigins(unnamed, reading)
        facts.issues = try rows.map { row in
            let event: Event.ID = try row.get("event_id")
            var from: (sector: String?, country: String?) = (try row.get("sector"), try row.get("country"))
            if unnamed.contains(event) {
                from = origins.told(
                    event, sector: from.sector, country: from.country, writtenAt: try row.get("created_at"))
            }
            var item = ThreadItem(
                kind: .issue, id: try row.get("id"), event: event, title: try row.get("title"),
                language: try row.get("language"), country: from.country, sector: from.sector,
                author: try row.get("author"))
            item.isMerged = try row.get("kind", as: String.self) == "merged"
            item.isWithdrawn = try row.get("withdrawn_at", as: Int64?.self) != nil
            return ThreadMaterial.Issue(
                item: item, topic: try row.get("topic_id"), participant: try row.get("participant_id"),
                mergedInto: try row.get("merged_into"))
        }
    }

    static func threadHome(of id: String) -> SQL {
        "SELECT 'issue' AS kind, event_id AS home FROM issue WHERE id = \(id)"
    }
}
