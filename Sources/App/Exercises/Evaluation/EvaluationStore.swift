import Domain
import Storage
import Web

/// The SQL of evaluation.
struct EvaluationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Observations

    /// As the exercise went on.
    func observations(of event: Event.ID) throws -> [ExerciseObservationRecord] {
        try reading.all("SELECT * FROM exercise_observation WHERE event_id = \(event) ORDER BY elapsed, at, id")
            .map(ExerciseObservationRecord.init)
    }

    func observations(_ ids: [ExerciseObservation.ID]) throws -> [ExerciseObservationRecord] {
        try reading.all("SELECT * FROM exercise_observation WHERE id IN \(in: ids) ORDER BY elapsed, at, id")
            .map(ExerciseObservationRecord.init)
    }

    /// When the server last heard from who evaluates: by what they noted and rated, no later than a moment.
    func heard(of author: String?, _ seats: [ExerciseSeat.ID], in event: Event.ID, until: Int64) throws -> Int64? {
        let noted = try author.flatMap { author in
            try reading.value(
                """
                SELECT at FROM exercise_observation WHERE event_id = \(event) AND author = \(author) AND at <= \(until)
                ORDER BY at DESC LIMIT 1
                """, as: Int64.self)
        }
        let rated = try seats.compactMap { seat in
            try reading.value(
                "SELECT at FROM task_rating WHERE seat_id = \(seat) AND at <= \(until) ORDER BY at DESC LIMIT 1",
                as: Int64.self)
        }
        return ([noted].compactMap(\.self) + rated).max()
    }

    /// - Throws: ``Refusal/notFound``.
    func observation(_ id: ExerciseObservation.ID, of event: Event.ID) throws -> ExerciseObservationRecord {
        guard
            let row = try reading.first(
                "SELECT * FROM exercise_observation WHERE id = \(id) AND event_id = \(event)")
        else { throw Refusal.notFound }
        return try ExerciseObservationRecord(row)
    }

    static func insert(
        _ id: ExerciseObservation.ID, _ draft: ObservationDraft, in event: Event.ID, seat: ExerciseSeat.ID?,
        elapsed: Int64, language: String, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO exercise_observation (id, event_id, seat_id, author, cell_id, task_id, paper_id, kind, text, language,
                elapsed, at, evidence_kind, evidence_id)
            VALUES (\(id), \(event), \(seat), \(work.actor), \(draft.cell), \(draft.task), \(draft.paper), \(draft.kind),
                \(draft.text), \(language), \(elapsed), \(work.now), \(draft.evidence?.kind), \(draft.evidence?.id))
            """)
    }

    static func update(_ id: ExerciseObservation.ID, _ draft: ObservationDraft, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE exercise_observation SET kind = \(draft.kind), text = \(draft.text), task_id = \(draft.task) WHERE id = \(id)
            """)
    }

    static func remove(_ id: ExerciseObservation.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM exercise_observation WHERE id = \(id)")
    }

    static func share(_ author: String?, seat: ExerciseSeat.ID?, in event: Event.ID, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE exercise_observation SET shared_at = \(now) WHERE event_id = \(event) AND shared_at IS NULL
                AND (seat_id = \(seat) OR author = \(author))
            """)
    }

    // MARK: Ratings

    /// Every version, the earliest first.
    func ratings(of event: Event.ID) throws -> [TaskRatingRecord] {
        try reading.all(
            """
            SELECT r.* FROM task_rating r JOIN exercise_seat s ON s.id = r.seat_id WHERE s.event_id = \(event)
            ORDER BY r.task_id, r.cell_id, r.seat_id, r.version
            """
        ).map(TaskRatingRecord.init)
    }

    func submissions(of event: Event.ID) throws -> Set<ExerciseSeat.ID> {
        Set(
            try reading.all(
                """
                SELECT r.seat_id FROM rating_submission r JOIN exercise_seat s ON s.id = r.seat_id
                WHERE s.event_id = \(event)
                """
            ).map { try $0.get("seat_id") })
    }

    /// Exercises that are over, in which one of these people has tasks to rate and has not submitted.
    func unsubmitted(_ people: Set<Participant.ID>) throws -> [(event: Event.ID, title: String)] {
        guard !people.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT DISTINCT e.id, e.title FROM exercise_seat s JOIN exercise x ON x.event_id = s.event_id
            JOIN event e ON e.id = s.event_id JOIN task_assignment a ON a.seat_id = s.id
            LEFT JOIN rating_submission r ON r.seat_id = s.id LEFT JOIN exercise_evaluation v ON v.event_id = s.event_id
            WHERE s.role = 'evaluator' AND s.participant_id IN \(in: people.sorted { $0.description < $1.description })
                AND x.state = 'ended' AND r.seat_id IS NULL AND v.closed_at IS NULL ORDER BY e.id
            """
        ).map { (event: try $0.get("id"), title: try $0.get("title")) }
    }

    func consensus(of event: Event.ID) throws -> [ConsensusRecord] {
        try reading.all(
            """
            SELECT c.* FROM rating_consensus c JOIN critical_task t ON t.id = c.task_id JOIN exercise e ON e.msel_id = t.msel_id
            WHERE e.event_id = \(event) ORDER BY t.number, c.cell_id
            """
        ).map(ConsensusRecord.init)
    }

    /// Who leads, and whether ratings were opened before all had submitted.
    func evaluation(of event: Event.ID) throws -> (lead: ExerciseSeat.ID?, closedAt: Int64?) {
        guard let row = try reading.first("SELECT * FROM exercise_evaluation WHERE event_id = \(event)") else {
            return (nil, nil)
        }
        return (try row.get("lead_id"), try row.get("closed_at"))
    }

    static func insert(
        _ unit: RatedUnit, by seat: ExerciseSeat.ID, version: Int, _ draft: RatingDraft, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO task_rating (seat_id, task_id, cell_id, version, value, reason, change, at)
            VALUES (\(seat), \(unit.task), \(unit.cell), \(version), \(draft.value), \(draft.reason), \(draft.change), \(now))
            """)
    }

    static func submit(_ seat: ExerciseSeat.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO rating_submission (seat_id, at) VALUES (\(seat), \(now)) ON CONFLICT (seat_id) DO NOTHING")
    }

    static func close(_ event: Event.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO exercise_evaluation (event_id, closed_at, closed_by) VALUES (\(event), \(work.now), \(work.actor))
            ON CONFLICT (event_id) DO UPDATE SET closed_at = excluded.closed_at, closed_by = excluded.closed_by
            """)
    }

    static func setLead(_ seat: ExerciseSeat.ID?, of event: Event.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO exercise_evaluation (event_id, lead_id) VALUES (\(event), \(seat))
            ON CONFLICT (event_id) DO UPDATE SET lead_id = excluded.lead_id
            """)
    }

    static func agree(_ unit: RatedUnit, _ value: TaskRating, reason: String, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO rating_consensus (task_id, cell_id, value, reason, actor, at)
            VALUES (\(unit.task), \(unit.cell), \(value), \(reason), \(work.actor), \(work.now))
            ON CONFLICT (task_id, cell_id) DO UPDATE SET value = excluded.value, reason = excluded.reason,
                actor = excluded.actor, at = excluded.at
            """)
    }
}
