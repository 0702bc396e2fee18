import Domain
import Storage
import Web

enum ExerciseAlarm { typealias ID = Identifier<ExerciseAlarm> }

/// For whom a rule has made an inject due.
struct InjectDue: Sendable, Hashable {
    let inject: Inject.ID
    let cell: ExerciseCell.ID
    let elapsed: Int64
    let isDismissed: Bool
}

/// A call that nobody took.
struct CallAttempt: Sendable, Hashable {
    let inject: Inject.ID
    let cell: ExerciseCell.ID
    let wall: Int64
    let elapsed: Int64
    let actor: String?
}

struct ExerciseAlarmRecord: Sendable, Hashable {
    let id: ExerciseAlarm.ID
    let raisedBy: String?
    let raisedAt: Int64
}

/// The last thing that was done to the clock, and by whom.
struct LastMark: Sendable, Hashable {
    let number: Int
    let kind: ClockMark.Kind
    let wall: Int64
    let actor: String?
}

/// The SQL of the play of an exercise. What is read of exercises as such stands in ``PlayStore``.
struct ReleaseStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Clocks

    /// Nothing before STARTEX.
    func lastMark(of event: Event.ID) throws -> LastMark? {
        try reading.first("SELECT * FROM clock_mark WHERE event_id = \(event) ORDER BY number DESC LIMIT 1").flatMap {
            row -> LastMark? in
            guard let kind = ClockMark.Kind(rawValue: try row.get("kind")) else { return nil }
            return LastMark(
                number: try row.get("number"), kind: kind, wall: try row.get("wall"), actor: try row.get("actor"))
        }
    }

    static func insert(
        _ mark: ClockMark, number: Int, elapsed: Int64, actor: String?, of event: Event.ID, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO clock_mark (event_id, number, wall, kind, speed_num, speed_den, elapsed, actor)
            VALUES (\(event), \(number), \(mark.wall), \(mark.kind.rawValue), \(mark.speed.numerator),
                \(mark.speed.denominator), \(elapsed), \(actor))
            """)
    }

    static func insert(_ mark: StoryMark, reason: String, of event: Event.ID, _ tx: Transaction) throws {
        let last: Int? =
            try tx.value("SELECT MAX(number) FROM story_mark WHERE event_id = \(event)", as: Int?.self) ?? nil
        try tx.execute(
            """
            INSERT INTO story_mark (event_id, number, elapsed, story, rate_num, rate_den, reason)
            VALUES (\(event), \((last ?? 0) + 1), \(mark.elapsed), \(mark.story), \(mark.rate.numerator),
                \(mark.rate.denominator), \(reason))
            """)
    }

    static func set(_ state: ExerciseState, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE exercise SET state = \(state), changed_at = \(now) WHERE event_id = \(event)")
    }

    static func setHalt(_ from: ExerciseState, by actor: String?, of event: Event.ID, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE exercise SET state = 'halted', halted_at = \(now), halted_by = \(actor), halted_from = \(from),
                changed_at = \(now) WHERE event_id = \(event)
            """)
    }

    static func update(_ settings: PlaySettings, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE exercise SET comparison = \(settings.comparison), release_default = \(settings.releaseDefault),
                emergency_phone = \(settings.emergencyPhone), rules_text = \(settings.rules),
                cells_talk = \(settings.cellsTalk), changed_at = \(now) WHERE event_id = \(event)
            """)
    }

    // MARK: Moves

    static func open(_ move: ExerciseMove.ID, at elapsed: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_move SET state = 'open', opened_elapsed = \(elapsed) WHERE id = \(move)")
    }

    static func close(_ move: ExerciseMove.ID, at elapsed: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE exercise_move SET state = 'closed', closed_elapsed = \(elapsed) WHERE id = \(move)")
    }

    /// Kept for a later move: a hand releases it there.
    static func keep(_ inject: Inject.ID, for move: ExerciseMove.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE inject SET move_id = \(move), anchor = CASE anchor WHEN 'rule' THEN 'rule' ELSE 'hand' END,
                offset_ms = 0, changed_at = \(now) WHERE id = \(inject) AND status IN ('approved', 'deferred')
            """)
    }

    // MARK: Injects

    /// Compare and set: of two that release it, one finds it approved.
    static func setReleased(
        _ inject: Inject.ID, due: Int64?, elapsed: Int64, now: Int64, _ tx: Transaction
    ) throws -> Bool {
        try tx.change(
            """
            UPDATE inject SET status = 'released', held_at = NULL, due_elapsed = \(due), released_elapsed = \(elapsed),
                released_wall = \(now), changed_at = \(now) WHERE id = \(inject) AND status = 'approved'
            """) == 1
    }

    static func setHeld(_ inject: Inject.ID, at time: Int64?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE inject SET held_at = \(time), changed_at = \(now) WHERE id = \(inject)")
    }

    static func set(_ status: InjectStatus, reason: String, of inject: Inject.ID, now: Int64, _ tx: Transaction) throws
    {
        try tx.execute(
            "UPDATE inject SET status = \(status), reason = \(reason), changed_at = \(now) WHERE id = \(inject)")
    }

    // MARK: Papers

    func paperNumber(in cell: ExerciseCell.ID) throws -> Int {
        (try reading.value("SELECT MAX(number) FROM paper WHERE cell_id = \(cell)", as: Int?.self) ?? nil) ?? 0
    }

    /// - Returns: false where the cell has it already.
    static func insert(_ paper: ExercisePaper, _ tx: Transaction) throws -> Bool {
        try tx.change(
            """
            INSERT INTO paper (id, event_id, inject_id, cell_id, number, channel, sender, language, subject, body, wall, elapsed,
                story, released_by, corrects, reached)
            VALUES (\(paper.id), \(paper.event), \(paper.inject), \(paper.cell), \(paper.number), \(paper.channel),
                \(paper.sender), \(paper.language), \(paper.subject), \(paper.body), \(paper.wall), \(paper.elapsed),
                \(paper.story), \(paper.releasedBy), \(paper.corrects), \(paper.reached)) ON CONFLICT DO NOTHING
            """) == 1
    }

    // MARK: Dues and calls

    func dues(of msel: Msel.ID) throws -> [InjectDue] {
        try reading.all(
            """
            SELECT d.* FROM inject_due d JOIN inject i ON i.id = d.inject_id WHERE i.msel_id = \(msel)
            ORDER BY d.elapsed, d.inject_id, d.cell_id
            """
        ).map {
            InjectDue(
                inject: try $0.get("inject_id"), cell: try $0.get("cell_id"), elapsed: try $0.get("elapsed"),
                isDismissed: try $0.get("dismissed_at", as: Int64?.self) != nil)
        }
    }

    static func makeDue(
        _ inject: Inject.ID, for cell: ExerciseCell.ID, at elapsed: Int64, now: Int64, _ tx: Transaction
    ) throws
        -> Bool
    {
        try tx.change(
            """
            INSERT INTO inject_due (inject_id, cell_id, elapsed, created_at, dismissed_at)
            VALUES (\(inject), \(cell), \(elapsed), \(now), NULL) ON CONFLICT DO NOTHING
            """) == 1
    }

    static func dismiss(_ inject: Inject.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE inject_due SET dismissed_at = \(now) WHERE inject_id = \(inject) AND dismissed_at IS NULL")
    }

    func attempts(of msel: Msel.ID) throws -> [CallAttempt] {
        try reading.all(
            """
            SELECT a.* FROM call_attempt a JOIN inject i ON i.id = a.inject_id WHERE i.msel_id = \(msel)
            ORDER BY a.wall, a.inject_id, a.cell_id, a.number
            """
        ).map {
            CallAttempt(
                inject: try $0.get("inject_id"), cell: try $0.get("cell_id"), wall: try $0.get("wall"),
                elapsed: try $0.get("elapsed"), actor: try $0.get("actor"))
        }
    }

    static func insert(_ attempt: CallAttempt, _ tx: Transaction) throws {
        let last: Int? =
            try tx.value(
                """
                SELECT MAX(number) FROM call_attempt WHERE inject_id = \(attempt.inject) AND cell_id = \(attempt.cell)
                """, as: Int?.self) ?? nil
        try tx.execute(
            """
            INSERT INTO call_attempt (inject_id, cell_id, number, wall, elapsed, actor)
            VALUES (\(attempt.inject), \(attempt.cell), \((last ?? 0) + 1), \(attempt.wall), \(attempt.elapsed),
                \(attempt.actor))
            """)
    }

    // MARK: Alarms

    /// Those that nobody has answered.
    func alarms(of event: Event.ID) throws -> [ExerciseAlarmRecord] {
        try reading.all(
            """
            SELECT * FROM exercise_alarm WHERE event_id = \(event) AND answered_at IS NULL ORDER BY raised_at, id
            """
        ).map {
            ExerciseAlarmRecord(
                id: try $0.get("id"), raisedBy: try $0.get("raised_by"), raisedAt: try $0.get("raised_at"))
        }
    }

    static func raise(_ id: ExerciseAlarm.ID, by actor: String?, in event: Event.ID, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO exercise_alarm (id, event_id, raised_by, raised_at, answered_by, answered_at, is_real)
            VALUES (\(id), \(event), \(actor), \(now), NULL, NULL, NULL)
            """)
    }

    static func answerAlarms(_ isReal: Bool, by actor: String?, of event: Event.ID, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE exercise_alarm SET answered_by = \(actor), answered_at = \(now), is_real = \(isReal)
            WHERE event_id = \(event) AND answered_at IS NULL
            """)
    }
}

/// What may be set of an exercise while it is planned and played.
struct PlaySettings: Sendable {
    var comparison: Comparison
    var releaseDefault: ReleaseWay
    var emergencyPhone: String
    var rules: String
    var cellsTalk: Bool
}
