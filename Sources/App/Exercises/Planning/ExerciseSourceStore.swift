import Domain
import Storage
import Web

/// Which exercises could take something up, and which rest on what.
struct ExerciseSourceStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    struct Planned: Sendable {
        let id: Event.ID
        let title: String
        /// `kind id` of what its objectives rest on.
        let sources: Set<String>
    }

    /// Exercises of a programme that are in planning, rehearsals left out.
    func planned(in programme: Programme.ID) throws -> [Planned] {
        let rows = try reading.all(
            """
            SELECT x.event_id, m.title, s.kind, s.source_id FROM exercise x JOIN msel m ON m.id = x.msel_id
            LEFT JOIN exercise_objective o ON o.msel_id = m.id LEFT JOIN objective_source s ON s.objective_id = o.id
            WHERE m.programme_id = \(programme) AND x.state IN ('draft', 'ready') AND x.rehearses IS NULL
            ORDER BY m.title, x.event_id
            """)
        var order: [Event.ID] = []
        var (titles, sources): ([Event.ID: String], [Event.ID: Set<String>]) = ([:], [:])
        for row in rows {
            let event: Event.ID = try row.get("event_id")
            if titles[event] == nil { order.append(event) }
            titles[event] = try row.get("title")
            if let kind = try row.get("kind", as: String?.self), let id = try row.get("source_id", as: String?.self) {
                sources[event, default: []].insert("\(kind) \(id)")
            }
        }
        return order.map { Planned(id: $0, title: titles[$0] ?? "", sources: sources[$0] ?? []) }
    }
}
