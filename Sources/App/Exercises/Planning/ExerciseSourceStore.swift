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

    /// Exercises of a programme that rehearse nothing, by title.
    func exercises(of programme: Programme.ID, but event: Event.ID) throws -> [(id: Event.ID, title: String)] {
        try reading.all(
            """
            SELECT x.event_id, e.title FROM exercise x JOIN event e ON e.id = x.event_id
            WHERE e.programme_id = \(programme) AND x.event_id <> \(event) AND x.rehearses IS NULL ORDER BY e.title, e.id
            """
        ).map { (try $0.get("event_id"), try $0.get("title")) }
    }

    // MARK: The thread

    struct Exercised: Sendable {
        let event: Event.ID
        let msel: Msel.ID
        let state: ExerciseState
        let language: String?
    }

    /// Exercises among the events, and those that test what comes from them; rehearsals left out.
    func exercised(in events: [Event.ID]) throws -> [Exercised] {
        guard !events.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT DISTINCT x.event_id, x.msel_id, x.state, m.languages FROM exercise x JOIN msel m ON m.id = x.msel_id
            LEFT JOIN exercise_objective o ON o.msel_id = m.id LEFT JOIN objective_source s ON s.objective_id = o.id
            WHERE x.rehearses IS NULL AND x.state <> 'cancelled' AND (x.event_id IN \(in: events) OR s.event_id IN \(in: events))
            ORDER BY x.event_id
            """
        ).map { row in
            let languages: [String] = try JSONCoding.value(try row.get("languages"))
            return Exercised(
                event: try row.get("event_id"), msel: try row.get("msel_id"), state: try row.get("state"),
                language: languages.first)
        }
    }

    struct Links: Sendable {
        /// Objective → what it rests on.
        var sources: [(objective: String, source: String)] = []
        var objectives: [(id: String, msel: Msel.ID, number: Int, text: String)] = []
        var tasks: [(id: String, msel: Msel.ID, objective: String, number: Int, text: String)] = []
        /// Once for each task that an inject tests.
        var injects: [(id: String, msel: Msel.ID, task: String, title: String, isOut: Bool)] = []
    }

    func links(of plans: [Msel.ID]) throws -> Links {
        var links = Links()
        links.objectives = try reading.all(
            "SELECT id, msel_id, number, text FROM exercise_objective WHERE msel_id IN \(in: plans) ORDER BY msel_id, number, id"
        ).map { (try $0.get("id"), try $0.get("msel_id"), try $0.get("number"), try $0.get("text")) }
        links.sources = try reading.all(
            """
            SELECT s.objective_id, s.source_id FROM objective_source s JOIN exercise_objective o ON o.id = s.objective_id
            WHERE o.msel_id IN \(in: plans) ORDER BY s.objective_id, s.source_id
            """
        ).map { (try $0.get("objective_id"), try $0.get("source_id")) }
        links.tasks = try reading.all(
            """
            SELECT id, msel_id, objective_id, number, text FROM critical_task WHERE msel_id IN \(in: plans)
            ORDER BY msel_id, number, id
            """
        ).map {
            (
                try $0.get("id"), try $0.get("msel_id"), try $0.get("objective_id"), try $0.get("number"),
                try $0.get("text")
            )
        }
        links.injects = try reading.all(
            """
            SELECT i.id, i.msel_id, t.task_id, i.title, i.status, i.shows_observers FROM inject i JOIN inject_task t ON t.inject_id = i.id
            WHERE i.msel_id IN \(in: plans) AND i.status <> 'obsolete' ORDER BY i.msel_id, i.position, i.id, t.task_id
            """
        ).map { row in
            let status: InjectStatus = try row.get("status")
            let isShown = try row.get("shows_observers", as: Bool.self)
            return (
                try row.get("id"), try row.get("msel_id"), try row.get("task_id"), try row.get("title"),
                status.isOut && isShown
            )
        }
        return links
    }

    /// Exercises of what comes from these events, and the events from which theirs come.
    func beside(_ events: [Event.ID]) throws -> [Event.ID] {
        guard !events.isEmpty else { return [] }
        let later: [Event.ID] = try reading.all(
            """
            SELECT DISTINCT x.event_id FROM objective_source s JOIN exercise_objective o ON o.id = s.objective_id
            JOIN exercise x ON x.msel_id = o.msel_id
            WHERE s.event_id IN \(in: events) AND x.rehearses IS NULL AND x.state <> 'cancelled' ORDER BY x.event_id
            """
        ).map { try $0.get("event_id") }
        let earlier: [Event.ID] = try reading.all(
            """
            SELECT DISTINCT s.event_id FROM exercise x JOIN exercise_objective o ON o.msel_id = x.msel_id
            JOIN objective_source s ON s.objective_id = o.id
            WHERE x.event_id IN \(in: events) AND s.event_id IS NOT NULL AND x.rehearses IS NULL ORDER BY s.event_id
            """
        ).map { try $0.get("event_id") }
        return later + earlier
    }

    static func threadHome(of id: String) -> SQL {
        """
        SELECT 'exercise-objective' AS kind, x.event_id AS home FROM exercise_objective o
        JOIN exercise x ON x.msel_id = o.msel_id WHERE o.id = \(id)
        UNION ALL SELECT 'critical-task', x.event_id FROM critical_task t JOIN exercise x ON x.msel_id = t.msel_id WHERE t.id = \(id)
        UNION ALL SELECT 'inject', x.event_id FROM inject i JOIN exercise x ON x.msel_id = i.msel_id WHERE i.id = \(id)
        """
    }
}
