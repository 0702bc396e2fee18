import Domain
import Storage
import Web

/// Writes moves, breaks, objectives and tasks.
enum ExerciseMoveStore {
    /// A move as its row has it.
    struct Values: Sendable, Hashable {
        let title: String
        let start: Int64
        let length: Int64
        let storyAt: Int64?
        let rate: Speed
        let briefing: String
    }

    static func insert(_ id: ExerciseMove.ID, in msel: Msel.ID, number: Int, _ move: Values, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO exercise_move (id, msel_id, number, title, planned_start, planned_length, story_at, rate_num,
                rate_den, briefing, state)
            VALUES (\(id), \(msel), \(number), \(move.title), \(move.start), \(move.length), \(move.storyAt),
                \(move.rate.numerator), \(move.rate.denominator), \(move.briefing), \(MoveState.planned))
            """)
    }

    static func update(_ id: ExerciseMove.ID, _ move: Values, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE exercise_move SET title = \(move.title), planned_start = \(move.start), planned_length = \(move.length),
                story_at = \(move.storyAt), rate_num = \(move.rate.numerator), rate_den = \(move.rate.denominator),
                briefing = \(move.briefing) WHERE id = \(id)
            """)
    }

    static func setStart(_ id: ExerciseMove.ID, _ start: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_move SET planned_start = \(start) WHERE id = \(id)")
    }

    /// Injects of the move are counted from STARTEX then: their offsets grow by its beginning.
    static func remove(_ move: MoveRecord, of msel: Msel.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE inject SET move_id = NULL, offset_ms = offset_ms + \(move.plannedStart)
            WHERE move_id = \(move.id) AND msel_id = \(msel) AND offset_ms BETWEEN \(-EpochTime.day * 365) AND \(EpochTime.day * 365)
            """)
        try tx.execute("UPDATE inject SET move_id = NULL WHERE move_id = \(move.id)")
        try tx.execute("DELETE FROM exercise_move WHERE id = \(move.id)")
    }

    static func insertBreak(
        _ id: Identifier<PlannedBreak>, in msel: Msel.ID, at elapsed: Int64, length: Int64, _ title: String,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO planned_break (id, msel_id, elapsed, length_ms, title)
            VALUES (\(id), \(msel), \(elapsed), \(length), \(title))
            """)
    }

    static func removeBreak(_ id: Identifier<PlannedBreak>, of msel: Msel.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM planned_break WHERE id = \(id) AND msel_id = \(msel)")
    }

    // MARK: Objectives

    static func insert(
        _ id: ExerciseObjective.ID, in msel: Msel.ID, number: Int, _ fields: ExerciseObjectiveFields,
        copiedFrom: ExerciseObjective.ID? = nil,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO exercise_objective (id, msel_id, number, text, capability, priority, wanted, copied_from)
            VALUES (\(id), \(msel), \(number), \(fields.text), \(fields.capability), \(fields.priority ?? 1),
                \(fields.wanted ?? 3), \(copiedFrom))
            """)
    }

    static func update(_ id: ExerciseObjective.ID, _ fields: ExerciseObjectiveFields, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE exercise_objective SET text = \(fields.text), capability = \(fields.capability),
                priority = \(fields.priority ?? 1), wanted = \(fields.wanted ?? 3) WHERE id = \(id)
            """)
    }

    /// Its tasks are gone before.
    static func remove(_ id: ExerciseObjective.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM objective_source WHERE objective_id = \(id)")
        try tx.execute("DELETE FROM exercise_objective WHERE id = \(id)")
    }

    static func insertSource(
        _ kind: String, _ source: String, event: Event.ID?, of objective: ExerciseObjective.ID, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO objective_source (objective_id, kind, source_id, event_id)
            VALUES (\(objective), \(kind), \(source), \(event)) ON CONFLICT (objective_id, kind, source_id) DO NOTHING
            """)
    }

    static func removeSource(_ kind: String, _ source: String, of objective: ExerciseObjective.ID, _ tx: Transaction)
        throws
    {
        try tx.execute(
            "DELETE FROM objective_source WHERE objective_id = \(objective) AND kind = \(kind) AND source_id = \(source)"
        )
    }

    static func insert(
        _ id: CriticalTask.ID, in msel: Msel.ID, of objective: ExerciseObjective.ID, number: Int, _ fields: TaskFields,
        copiedFrom: CriticalTask.ID? = nil, _ tx: Transaction
    ) throws {
        let threshold = fields.threshold.map { Int64($0) * 60_000 }
        try tx.execute(
            """
            INSERT INTO critical_task (id, msel_id, objective_id, number, text, target, standard, threshold_ms, measure,
                copied_from)
            VALUES (\(id), \(msel), \(objective), \(number), \(fields.text), \(fields.target), \(fields.standard),
                \(threshold), \(fields.measure), \(copiedFrom))
            """)
    }

    static func update(_ id: CriticalTask.ID, _ fields: TaskFields, _ tx: Transaction) throws {
        let threshold = fields.threshold.map { Int64($0) * 60_000 }
        try tx.execute(
            """
            UPDATE critical_task SET text = \(fields.text), target = \(fields.target), standard = \(fields.standard),
                threshold_ms = \(threshold), measure = \(fields.measure) WHERE id = \(id)
            """)
    }

    static func remove(_ id: CriticalTask.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM inject_task WHERE task_id = \(id)")
        try tx.execute("DELETE FROM task_assignment WHERE task_id = \(id)")
        try tx.execute("DELETE FROM critical_task WHERE id = \(id)")
    }

    // MARK: Seats

    static func insert(_ id: ExerciseSeat.ID, in event: Event.ID, _ seat: SeatInput, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO exercise_seat (id, event_id, participant_id, role, cell_id, function_id, is_spokesperson,
                deputises_for, created_at)
            VALUES (\(id), \(event), \(seat.participant), \(seat.role), \(seat.cell), \(seat.function),
                \(seat.isSpokesperson), \(seat.deputisesFor), \(work.now))
            """)
    }

    static func update(_ id: ExerciseSeat.ID, _ seat: SeatInput, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE exercise_seat SET role = \(seat.role), cell_id = \(seat.cell), function_id = \(seat.function),
                is_spokesperson = \(seat.isSpokesperson), deputises_for = \(seat.deputisesFor) WHERE id = \(id)
            """)
    }

    static func silence(_ cell: ExerciseCell.ID, in event: Event.ID, but seat: ExerciseSeat.ID, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE exercise_seat SET is_spokesperson = \(false)
            WHERE event_id = \(event) AND cell_id = \(cell) AND id <> \(seat)
            """)
    }

    static func remove(_ id: ExerciseSeat.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM task_assignment WHERE seat_id = \(id)")
        try tx.execute("UPDATE inject SET controller_id = NULL WHERE controller_id = \(id)")
        try tx.execute("DELETE FROM exercise_seat WHERE id = \(id)")
    }

    static func assign(
        _ seat: ExerciseSeat.ID, _ task: CriticalTask.ID, _ cell: ExerciseCell.ID, _ isOn: Bool, _ tx: Transaction
    )
        throws
    {
        guard isOn else {
            return try tx.execute(
                "DELETE FROM task_assignment WHERE seat_id = \(seat) AND task_id = \(task) AND cell_id = \(cell)")
        }
        try tx.execute(
            """
            INSERT INTO task_assignment (seat_id, task_id, cell_id) VALUES (\(seat), \(task), \(cell))
            ON CONFLICT (seat_id, task_id, cell_id) DO NOTHING
            """)
    }
}
