import Domain
import Storage
import Web

/// The SQL of what the thread tells of what followed exercises.
extension AfterStore {
    /// Exercises among the events in which something was found or seen; rehearsals left out.
    func threadEvents(of events: [Event.ID]) throws -> [Event.ID] {
        guard !events.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT x.event_id FROM exercise x WHERE x.event_id IN \(in: events) AND x.rehearses IS NULL AND (
                EXISTS (SELECT 1 FROM finding f WHERE f.event_id = x.event_id)
                OR EXISTS (SELECT 1 FROM exercise_observation o WHERE o.event_id = x.event_id))
            ORDER BY x.event_id
            """
        ).map { try $0.get("event_id") }
    }

    struct Seen: Sendable {
        let id: String
        let cell: ExerciseCell.ID?
        let task: String?
        /// On which the decision or request rests that was looked at, else whose paper was on the screen.
        let inject: String?
        let text: String
        let language: String
        var findings: [ExerciseFinding.ID] = []
    }

    /// Observations of an exercise that their authors have submitted, as it went on.
    func seen(in event: Event.ID) throws -> [Seen] {
        var found = try reading.all(
            """
            SELECT o.id, o.cell_id, o.task_id, COALESCE(q.inject_id, r.inject_id, p.inject_id) AS inject_id, o.text, o.language
            FROM exercise_observation o LEFT JOIN paper p ON p.id = o.paper_id
                LEFT JOIN decision d ON o.evidence_kind = 'decision' AND d.id = o.evidence_id
                LEFT JOIN decision_point q ON q.id = d.point_id
                LEFT JOIN exercise_request e ON o.evidence_kind = 'request' AND e.id = o.evidence_id
                LEFT JOIN request_call c ON c.id = e.call_id LEFT JOIN paper r ON r.id = c.paper_id
            WHERE o.event_id = \(event) AND o.shared_at IS NOT NULL
            ORDER BY o.elapsed, o.at, o.id
            """
        ).map {
            Seen(
                id: try $0.get("id"), cell: try $0.get("cell_id"), task: try $0.get("task_id"),
                inject: try $0.get("inject_id"), text: try $0.get("text"), language: try $0.get("language"))
        }
        var findings: [String: [ExerciseFinding.ID]] = [:]
        for row in try reading.all(
            """
            SELECT l.observation_id, l.finding_id FROM finding f JOIN finding_observation l ON l.finding_id = f.id
            WHERE f.event_id = \(event) ORDER BY f.created_at, f.id
            """)
        { findings[try row.get("observation_id"), default: []].append(try row.get("finding_id")) }
        for index in found.indices { found[index].findings = findings[found[index].id] ?? [] }
        return found
    }

    /// Exercises that retest actions of findings of these, and those whose actions these retest.
    func retesting(_ events: [Event.ID]) throws -> [Event.ID] {
        guard !events.isEmpty else { return [] }
        let later: [Event.ID] = try reading.all(
            """
            SELECT DISTINCT x.event_id FROM finding f JOIN action a ON a.origin_kind = 'finding' AND a.origin_id = f.id
            JOIN objective_source s ON s.kind = 'action' AND s.source_id = a.id
            JOIN exercise_objective o ON o.id = s.objective_id JOIN exercise x ON x.msel_id = o.msel_id
            WHERE f.event_id IN \(in: events) AND x.rehearses IS NULL AND x.state <> 'cancelled' ORDER BY x.event_id
            """
        ).map { try $0.get("event_id") }
        let earlier: [Event.ID] = try reading.all(
            """
            SELECT DISTINCT f.event_id FROM exercise x JOIN exercise_objective o ON o.msel_id = x.msel_id
            JOIN objective_source s ON s.objective_id = o.id JOIN action a ON a.id = s.source_id
            JOIN finding f ON f.id = a.origin_id
            WHERE x.event_id IN \(in: events) AND s.kind = 'action' AND a.origin_kind = 'finding' AND x.rehearses IS NULL
            ORDER BY f.event_id
            """
        ).map { try $0.get("event_id") }
        return later + earlier
    }
}
