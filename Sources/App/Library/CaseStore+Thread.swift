import Domain
import Storage
import Web

/// What the thread is told of cases.
extension CaseStore {
    /// Those that the events use, and those that were brought in there.
    func threadItems(of events: [Event.ID], and wanted: String?) throws -> [ThreadItem] {
        guard let first = events.first else { return [] }
        var used: SQL = ""
        for cited in Citings.cited(in: events) { used = "\(used) OR c.id IN (\(cited))" }
        return try reading.all(
            """
            SELECT c.id, c.kind, c.title, c.language, c.country, c.event_id, c.retired_at FROM past_case c
            WHERE c.id = \(wanted) OR c.event_id IN \(in: events) \(used)
            ORDER BY c.created_at, c.id
            """
        ).map { row in
            let event: Event.ID? = try row.get("event_id")
            var item = ThreadItem(
                kind: .pastCase, id: try row.get("id"),
                event: event.flatMap { events.contains($0) ? $0 : nil } ?? first,
                title: try row.get("title"), language: try row.get("language"), country: try row.get("country"))
            item.isPractice = try row.get("kind", as: String.self) == CaseRecord.Kind.practice.rawValue
            item.isWithdrawn = try row.get("retired_at", as: Int64?.self) != nil
            return item
        }
    }

    static func threadHome(of id: String) -> SQL {
        "SELECT 'case' AS kind, programme_id AS home FROM past_case WHERE id = \(id)"
    }
}
