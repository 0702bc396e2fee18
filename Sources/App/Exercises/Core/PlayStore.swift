import Domain
import Storage
import Web

/// Reads what is played: the exercise, its seats, its clocks, its papers.
struct PlayStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Nothing where the event has no exercise.
    func exercise(of event: Event.ID) throws -> ExerciseRecord? {
        try reading.first("SELECT * FROM exercise WHERE event_id = \(event)").map(ExerciseRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func required(_ event: Event.ID) throws -> ExerciseRecord {
        guard let exercise = try exercise(of: event) else { throw Refusal.notFound }
        return exercise
    }

    func exercise(playing msel: Msel.ID) throws -> ExerciseRecord? {
        try reading.first("SELECT * FROM exercise WHERE msel_id = \(msel)").map(ExerciseRecord.init)
    }

    /// Those in which the clock runs.
    func running() throws -> [ExerciseRecord] {
        try reading.all("SELECT * FROM exercise WHERE state = 'running' ORDER BY event_id").map(ExerciseRecord.init)
    }

    // MARK: Seats

    private var seats: SQL {
        "SELECT s.*, p.name, p.organisation, p.country FROM exercise_seat s JOIN participant p ON p.id = s.participant_id"
    }

    /// Of people whose place in the event was not taken away.
    func seats(of event: Event.ID) throws -> [SeatRecord] {
        try reading.all(
            "\(seats) WHERE s.event_id = \(event) AND p.state <> 'removed' ORDER BY s.role, s.cell_id, p.name, s.id"
        ).map(SeatRecord.init)
    }

    func seats(of people: Set<Participant.ID>, in event: Event.ID) throws -> [SeatRecord] {
        guard !people.isEmpty else { return [] }
        return try reading.all(
            """
            \(seats) WHERE s.event_id = \(event) AND s.participant_id IN \(in: people.sorted { $0.description < $1.description })
            ORDER BY s.role, s.id
            """
        ).map(SeatRecord.init)
    }

    func assignments(of event: Event.ID) throws -> [AssignmentRecord] {
        try reading.all(
            """
            SELECT a.* FROM task_assignment a JOIN exercise_seat s ON s.id = a.seat_id WHERE s.event_id = \(event)
            ORDER BY a.task_id, a.cell_id, a.seat_id
            """
        ).map(AssignmentRecord.init)
    }

    // MARK: Clocks

    func clock(of event: Event.ID) throws -> ExerciseClock {
        ExerciseClock(
            try reading.all("SELECT * FROM clock_mark WHERE event_id = \(event) ORDER BY number").compactMap { row in
                ClockMark.Kind(rawValue: try row.get("kind")).map { kind in (row, kind) }
            }.map { row, kind in
                ClockMark(
                    kind, at: try row.get("wall"), speed: Speed(try row.get("speed_num"), try row.get("speed_den")))
            })
    }

    func story(of event: Event.ID) throws -> StoryClock {
        StoryClock(
            try reading.all("SELECT * FROM story_mark WHERE event_id = \(event) ORDER BY number").map {
                StoryMark(
                    elapsed: try $0.get("elapsed"), story: try $0.get("story"),
                    rate: Speed(try $0.get("rate_num"), try $0.get("rate_den")))
            })
    }

    // MARK: Papers

    /// In the order in which they went out.
    func papers(of event: Event.ID) throws -> [ExercisePaper] {
        try reading.all("SELECT * FROM paper WHERE event_id = \(event) ORDER BY elapsed, wall, id").map(
            ExercisePaper.init)
    }

    /// Without what is written in them: who runs an exercise counts thousands of them. Remembered until something is committed.
    func papersUnread(of event: Event.ID) throws -> [ExercisePaper] {
        try reading.remember("papers of \(event)") {
            try reading.all(
                """
                SELECT id, event_id, inject_id, cell_id, number, channel, '' AS sender, language, '' AS subject, '' AS body, wall,
                    elapsed, story, released_by, corrects, reached
                FROM paper WHERE event_id = \(event) ORDER BY elapsed, wall, id
                """
            ).map(ExercisePaper.init)
        }
    }

    /// Of all cells, in the order in which they went out.
    func papers(of inject: Inject.ID) throws -> [ExercisePaper] {
        try reading.all("SELECT * FROM paper WHERE inject_id = \(inject) ORDER BY elapsed, wall, id").map(
            ExercisePaper.init)
    }

    func papers(of cell: ExerciseCell.ID) throws -> [ExercisePaper] {
        try reading.all("SELECT * FROM paper WHERE cell_id = \(cell) ORDER BY number, id").map(ExercisePaper.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func paper(_ id: Paper.ID, of event: Event.ID) throws -> ExercisePaper {
        guard let row = try reading.first("SELECT * FROM paper WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try ExercisePaper(row)
    }

    func openings(of event: Event.ID) throws -> [PaperOpening] {
        try reading.all(
            """
            SELECT o.* FROM paper_opening o JOIN paper p ON p.id = o.paper_id WHERE p.event_id = \(event)
            ORDER BY o.at, o.paper_id, o.participant_id
            """
        ).map {
            PaperOpening(
                paper: try $0.get("paper_id"), participant: try $0.get("participant_id"), at: try $0.get("at"),
                elapsed: try $0.get("elapsed"))
        }
    }

    /// Papers that somebody has opened.
    func opened(of event: Event.ID) throws -> Set<Paper.ID> {
        Set(
            try reading.all(
                """
                SELECT p.id FROM paper p WHERE p.event_id = \(event)
                    AND EXISTS (SELECT 1 FROM paper_opening o WHERE o.paper_id = p.id)
                """
            ).map { try $0.get("id") })
    }

    func passings(of event: Event.ID) throws -> [PaperPassing] {
        try reading.all(
            "SELECT x.* FROM paper_passing x JOIN paper p ON p.id = x.paper_id WHERE p.event_id = \(event) ORDER BY x.at, x.paper_id"
        ).map {
            PaperPassing(
                paper: try $0.get("paper_id"), from: try $0.get("from_cell"), to: try $0.get("to_cell"),
                actor: try $0.get("actor"), at: try $0.get("at"), elapsed: try $0.get("elapsed"),
                note: try $0.get("note"))
        }
    }
}

/// Where an exercise stands at a moment, by its three clocks.
struct ExerciseMoment: Sendable {
    let wall: Int64
    let elapsed: Int64
    let clock: ExerciseClock
    /// The story's clock; as planned before STARTEX.
    let storyClock: StoryClock

    init(_ event: Event.ID, now: Int64, _ reading: any Reading) throws {
        let store = PlayStore(reading)
        self.init(clock: try store.clock(of: event), story: try store.story(of: event), now: now)
    }

    init(clock: ExerciseClock, story: StoryClock, now: Int64) {
        wall = now
        self.clock = clock
        storyClock = story
        elapsed = clock.elapsed(at: now)
    }

    /// Nothing before STARTEX.
    var story: Int64? { storyClock.story(at: elapsed) }
    var rate: Speed { storyClock.rate(at: elapsed) }
}
