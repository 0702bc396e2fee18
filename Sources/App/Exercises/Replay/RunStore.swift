import Domain
import Storage
import Web

/// An exercise that was played, as far as runs are told apart by it.
struct ExerciseRun: Sendable {
    let event: Event.ID
    let title: String
    let msel: Msel.ID
    let comparison: Comparison

    init(_ row: Row) throws {
        event = try row.get("event_id")
        title = try row.get("title")
        msel = try row.get("msel_id")
        comparison = try row.get("comparison")
    }
}

/// Reads which exercises were copied from one another.
struct RunStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Those of a programme that have begun, without rehearsals: what is rehearsed is no result.
    func played(in programme: Programme.ID) throws -> [ExerciseRun] {
        try reading.all(
            """
            SELECT x.event_id, e.title, x.msel_id, x.comparison FROM exercise x JOIN event e ON e.id = x.event_id
            JOIN msel m ON m.id = x.msel_id WHERE m.programme_id = \(programme) AND x.rehearses IS NULL
                AND x.state IN ('running', 'paused', 'halted', 'ended', 'reviewed', 'closed')
            ORDER BY COALESCE(x.planned_startex, 0), e.starts_on, e.title, x.event_id
            """
        ).map(ExerciseRun.init)
    }

    /// From what each inject of a programme's plans was copied.
    func injects(in programme: Programme.ID) throws -> Ancestry {
        Ancestry(
            try reading.all(
                """
                SELECT i.id, i.copied_from FROM inject i JOIN msel m ON m.id = i.msel_id
                WHERE m.programme_id = \(programme) AND i.copied_from IS NOT NULL
                """
            ).map { (try $0.get("id"), try $0.get("copied_from")) })
    }

    /// The same of critical tasks.
    func tasks(in programme: Programme.ID) throws -> Ancestry {
        Ancestry(
            try reading.all(
                """
                SELECT t.id, t.copied_from FROM critical_task t JOIN msel m ON m.id = t.msel_id
                WHERE m.programme_id = \(programme) AND t.copied_from IS NOT NULL
                """
            ).map { (try $0.get("id"), try $0.get("copied_from")) })
    }

    /// What was copied from what, by ids.
    struct Ancestry: Sendable {
        private let parents: [String: String]

        init(_ pairs: [(String, String)]) { parents = Dictionary(pairs) { first, _ in first } }

        /// The first of its line: two copies of one have the same.
        func root(_ id: String) -> String {
            var (root, seen) = (id, Set([id]))
            while let parent = parents[root], seen.insert(parent).inserted { root = parent }
            return root
        }
    }
}
