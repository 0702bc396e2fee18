import Domain
import Storage
import TestSupport
import Web

@testable import App

/// An exercise of three cells for tests of its play: A and B in English, C in French. The organiser directs, the facilitator controls, the
/// first three seats play in A, B and C, the fourth evaluates A, the observer looks on. Its rows are written by SQL of its own.
struct PlayWorld: Sendable {
    static let minute: Int64 = 60_000

    struct Plan: Sendable {
        var label: String
        var channel = "document"
        var anchor = "elapsed"
        /// Minutes.
        var at: Int64 = 0
        var wallAt: Int64?
        var release = "hand"
        var move: Int?
        /// Codes of cells; empty: all.
        var to: [String] = []
        var languages = ["en", "fr"]
        var body = "Words of the inject"
        var status = "approved"
    }

    let world: World
    let msel: Msel.ID
    /// By code.
    let cells: [String: ExerciseCell.ID]
    let moves: [ExerciseMove.ID]
    let injects: [String: Inject.ID]

    var site: TestSite { world.site }
    var event: Event.ID { world.event }

    init(_ site: TestSite, _ plans: [Plan], isRehearsal: Bool = false) async throws {
        let world = try await site.world()
        self.world = world
        let environment = site.environment
        let msel: Msel.ID = environment.id()
        let codes = ["A", "B", "C"]
        let cells = Dictionary(uniqueKeysWithValues: codes.map { ($0, environment.id(ExerciseCell.ID.self)) })
        let moves = [environment.id(ExerciseMove.ID.self), environment.id(ExerciseMove.ID.self)]
        let injects = Dictionary(uniqueKeysWithValues: plans.map { ($0.label, environment.id(Inject.ID.self)) })
        (self.msel, self.cells, self.moves, self.injects) = (msel, cells, moves, injects)
        try await site.database.write { tx in
            let frame = Frame(tx: tx, world: world, msel: msel, now: environment.now())
            try frame.makeExercise(isRehearsal: isRehearsal)
            for (index, code) in codes.enumerated() {
                guard let id = cells[code] else { continue }
                try frame.addCell(id, index + 1, code, language: code == "C" ? "fr" : "en")
                try frame.addSeat(environment.id(), world.seats[index].id, "player", cell: id)
            }
            for (index, id) in moves.enumerated() { try frame.addMove(id, index + 1, start: Int64(index) * 50) }
            let controller: Participant.ID? = try tx.value(
                "SELECT id FROM participant WHERE account_id = \(world.facilitator.id) AND event_id = \(world.event)")
            if let controller { try frame.addSeat(environment.id(), controller, "controller", cell: nil) }
            try frame.addSeat(environment.id(), world.seats[3].id, "evaluator", cell: nil)
            try frame.addSeat(environment.id(), world.observer.id, "observer", cell: nil)
            for (index, plan) in plans.enumerated() {
                guard let id = injects[plan.label] else { continue }
                try frame.add(id, index + 1, plan, cells: cells, moves: moves)
            }
        }
    }

    // MARK: What happens

    func start() async throws { try await act(.start) }

    func act(_ act: ExerciseOperations.Act, seen: Int? = nil) async throws {
        try await ExerciseOperations.act(try await director(), event, act, seen: seen)
    }

    func advance(minutes: Int64) { site.clock.advance(seconds: minutes * 60) }

    /// The scheduler's look, as after whatever wakes it.
    func look() async throws { _ = try await ExerciseScheduler.run(site.database, site.environment) }

    func director() async throws -> Visit { try await world.visit(world.organiser) }
    func controller() async throws -> Visit { try await world.visit(world.facilitator) }

    @discardableResult
    func release(_ label: String, _ wish: ReleaseOperations.Wish = .init()) async throws -> [Paper.ID] {
        try await ReleaseOperations.release(try await controller(), event, try id(label), wish)
    }

    func id(_ label: String) throws -> Inject.ID {
        guard let id = injects[label] else { throw Refusal.notFound }
        return id
    }

    func cell(_ code: String) throws -> ExerciseCell.ID {
        guard let id = cells[code] else { throw Refusal.notFound }
        return id
    }

    /// The fourth seat, which evaluates, looks at one task of a cell.
    func watch(_ code: String) async throws {
        let (msel, cell, person, environment) = (msel, try cell(code), world.seats[3].id, site.environment)
        try await site.database.write { tx in
            let (objective, task) = (environment.id(ExerciseObjective.ID.self), environment.id(CriticalTask.ID.self))
            try tx.execute(
                """
                INSERT INTO exercise_objective (id, msel_id, number, text, capability, priority, wanted)
                VALUES (\(objective), \(msel), 1, 'Tell neighbours in time', '', 1, 3)
                """)
            try tx.execute(
                """
                INSERT INTO critical_task (id, msel_id, objective_id, number, text, target, standard, measure)
                VALUES (\(task), \(msel), \(objective), 1, 'First notice', '', '', '')
                """)
            try tx.execute(
                """
                INSERT INTO task_assignment (seat_id, task_id, cell_id)
                SELECT id, \(task), \(cell) FROM exercise_seat WHERE participant_id = \(person)
                """)
        }
    }

    // MARK: What is there

    func exercise() async throws -> ExerciseRecord {
        let event = event
        return try await site.database.read { try PlayStore($0).required(event) }
    }

    func moment() async throws -> ExerciseMoment {
        let (event, now) = (event, site.clock.now)
        return try await site.database.read { try ExerciseMoment(event, now: now, $0) }
    }

    func view() async throws -> ReleaseView {
        let (event, now) = (event, site.clock.now)
        return try await site.database.read { try ReleaseView(try PlayStore($0).required(event), now: now, $0) }
    }

    func papers() async throws -> [ExercisePaper] {
        let event = event
        return try await site.database.read { try PlayStore($0).papers(of: event) }
    }

    /// `A B C`: who has an inject.
    func having(_ label: String) async throws -> String {
        let id = try id(label)
        let codes = Dictionary(cells.map { ($1, $0) }) { first, _ in first }
        return try await papers().filter { $0.inject == id && $0.corrects == nil }.compactMap { codes[$0.cell] }
            .sorted().joined(separator: " ")
    }

    func journal(_ kind: String) async throws -> Int {
        try await site.database.read {
            try $0.value("SELECT COUNT(*) FROM journal WHERE kind = \(kind)", as: Int.self) ?? 0
        }
    }
}

/// The rows.
private struct Frame {
    let tx: Transaction
    let world: World
    let msel: Msel.ID
    let now: Int64

    func makeExercise(isRehearsal: Bool) throws {
        try tx.execute(
            """
            INSERT INTO msel (id, programme_id, kind, title, overview, zone, story_start, languages, marking, extra_columns, created_at,
                changed_at)
            VALUES (\(msel), \(world.programme), 'exercise', 'Nordgate', '', 'Europe/Zagreb', 1813297200000, '["en","fr"]', 'AMBER',
                '[]', \(now), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO exercise (event_id, msel_id, state, pace, approval, release_default, comparison, rules_text, emergency_phone,
                rehearses, catch_up_ms, cells_talk, created_at, changed_at)
            VALUES (\(world.event), \(msel), 'ready', 'clock', 'none', 'hand', 'private', '', '+385 555 0101',
                \(isRehearsal ? world.event : nil), 60000, FALSE, \(now), \(now))
            """)
    }

    func addCell(_ id: ExerciseCell.ID, _ number: Int, _ code: String, language: String) throws {
        try tx.execute(
            """
            INSERT INTO exercise_cell (id, msel_id, number, code, name, country, plays, zone, language, kind, publication)
            VALUES (\(id), \(msel), \(number), \(code), \("Cell \(code)"), NULL, \("Land \(code)"), 'Asia/Tashkent', \(language),
                'players', 'private')
            """)
    }

    func addSeat(_ id: ExerciseSeat.ID, _ person: Participant.ID, _ role: String, cell: ExerciseCell.ID?) throws {
        try tx.execute(
            """
            INSERT INTO exercise_seat (id, event_id, participant_id, role, cell_id, is_spokesperson, deputises_for, created_at)
            VALUES (\(id), \(world.event), \(person), \(role), \(cell), FALSE, '', \(now))
            """)
    }

    func addMove(_ id: ExerciseMove.ID, _ number: Int, start: Int64) throws {
        try tx.execute(
            """
            INSERT INTO exercise_move (id, msel_id, number, title, planned_start, planned_length, rate_num, rate_den, briefing, state)
            VALUES (\(id), \(msel), \(number), \("Move \(number)"), \(start * PlayWorld.minute), \(50 * PlayWorld.minute), 1, 1, '',
                'planned')
            """)
    }

    func add(
        _ id: Inject.ID, _ position: Int, _ plan: PlayWorld.Plan, cells: [String: ExerciseCell.ID],
        moves: [ExerciseMove.ID]
    ) throws {
        let move = plan.move.map { moves[$0 - 1] }
        try tx.execute(
            """
            INSERT INTO inject (id, msel_id, position, label, title, type, channel, incident, move_id, anchor, offset_ms, wall_at,
                release, expected, note, shows_observers, status, reason, revision, cleared, extra, created_at, changed_at)
            VALUES (\(id), \(msel), \(position), \(plan.label), \("Secret title \(plan.label)"), 'standard', \(plan.channel), '',
                \(move), \(plan.anchor), \(plan.at * PlayWorld.minute), \(plan.wallAt), \(plan.release), 'Secret expectation',
                'Secret note', FALSE, \(plan.status), '', 1, '[]', '{}', \(now), \(now))
            """)
        if plan.to.isEmpty {
            try tx.execute(
                "INSERT INTO inject_recipient (inject_id, kind, target_id) VALUES (\(id), 'all', '')")
        }
        for code in plan.to {
            try tx.execute(
                """
                INSERT INTO inject_recipient (inject_id, kind, target_id) VALUES (\(id), 'cell',
                    \(cells[code]?.description ?? ""))
                """)
        }
        for language in plan.languages {
            try tx.execute(
                """
                INSERT INTO inject_text (inject_id, language, subject, body, source_revision, state)
                VALUES (\(id), \(language), \("Secret subject \(plan.label)"), \("\(plan.body) (\(language))"), 1, 'checked')
                """)
        }
    }
}
