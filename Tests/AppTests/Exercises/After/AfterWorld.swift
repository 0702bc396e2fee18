import Domain
import Storage
import TestSupport
import Web

@testable import App

/// An exercise for tests of what follows it: cells A of Croatia and B of Latvia, an objective with tasks T1 and T2, two evaluators from
/// Slovenia who rate both cells, a player in A. Its rows are written by SQL of its own.
struct AfterWorld: Sendable {
    let network: NetworkWorld
    let event: Event.ID
    let msel: Msel.ID
    /// A and B.
    let cells: [ExerciseCell.ID]
    let tasks: [CriticalTask.ID]
    let objective: ExerciseObjective.ID
    let seats: [ExerciseSeat.ID]

    var site: TestSite { network.site }
    var world: World { network.world }

    init(_ site: TestSite, state: String = "ended", isRehearsal: Bool = false, citing action: Action.ID? = nil)
        async throws
    {
        try await self.init(
            NetworkWorld(site, stage: .collect), state: state, isRehearsal: isRehearsal, citing: action)
    }

    init(
        _ network: NetworkWorld, state: String = "ended", isRehearsal: Bool = false, citing action: Action.ID? = nil
    ) async throws {
        self.network = network
        let (environment, world) = (network.site.environment, network.world)
        event = world.event
        let rows = Rows(
            event: world.event, programme: world.programme, msel: environment.id(),
            cells: [environment.id(), environment.id()], tasks: [environment.id(), environment.id()],
            objective: environment.id(), seats: [environment.id(), environment.id(), environment.id()],
            people: world.seats.map(\.id), now: environment.now())
        (msel, cells, tasks) = (rows.msel, rows.cells, rows.tasks)
        (objective, seats) = (rows.objective, rows.seats)
        try await network.site.database.write { tx in
            try rows.write(tx, state: state, isRehearsal: isRehearsal)
            if let action { try rows.cite(action, tx) }
        }
    }

    // MARK: Who

    func evaluator(_ number: Int) async throws -> Visit { try await world.visit(world.seats[number]) }
    func player() async throws -> Visit { try await world.visit(world.seats[2]) }
    func director() async throws -> Visit { try await world.visit(world.organiser) }

    // MARK: What happens

    func unit(_ task: Int, _ cell: Int) -> RatedUnit { RatedUnit(task: tasks[task], cell: cells[cell]) }

    func rate(_ evaluator: Int, _ task: Int, _ cell: Int, _ value: TaskRating, change: String = "") async throws {
        try await EvaluationOperations.rate(
            self.evaluator(evaluator), event, unit(task, cell),
            RatingDraft(value: value, reason: value.needsReason ? "Too late" : "", change: change))
    }

    /// Both evaluators rate all alike, and submit.
    func rateAll(_ value: TaskRating) async throws {
        for evaluator in 0...1 {
            for task in 0...1 { for cell in 0...1 { try await rate(evaluator, task, cell, value) } }
            try await EvaluationOperations.submit(self.evaluator(evaluator), event)
        }
    }

    func agree(_ task: Int, _ cell: Int, _ value: TaskRating) async throws {
        try await EvaluationOperations.agree(
            director(), event, unit(task, cell), value, reason: value == .performed ? "" : "As seen on the spot")
    }

    func sight() async throws -> EvaluationSight {
        let (event, msel) = (event, msel)
        return try await site.database.read { try EvaluationSight(event, ExercisePlan(msel, $0), $0) }
    }

    func standing(_ action: Action.ID) async throws -> (standing: ActionStanding, left: [String]) {
        try await site.database.read { reading in
            let record = try ActionStore(reading).action(action)
            let proofs = try ActionProofs([record], reading)
            return (proofs.standing(record), proofs.notRetested(record))
        }
    }

    func find(_ change: (inout FindingFields, inout FindingPlace) -> Void = { _, _ in }) async throws -> FindingRecord {
        var (fields, place) = (FindingFields(), FindingPlace())
        (fields.title, fields.reference) = ("Neighbours were told late", "Duty plan, 3.2")
        fields.why = "Nobody called\nThe list was old\nNobody tests the list"
        change(&fields, &place)
        return try await AfterOperations.find(director(), event, fields, place)
    }
}

private struct Rows {
    let event: Event.ID
    let programme: Programme.ID
    let msel: Msel.ID
    let cells: [ExerciseCell.ID]
    let tasks: [CriticalTask.ID]
    let objective: ExerciseObjective.ID
    let seats: [ExerciseSeat.ID]
    let people: [Participant.ID]
    let now: Int64

    func write(_ tx: Transaction, state: String, isRehearsal: Bool) throws {
        try tx.execute(
            """
            INSERT INTO msel (id, programme_id, kind, title, overview, zone, story_start, languages, marking, extra_columns, created_at,
                changed_at)
            VALUES (\(msel), \(programme), 'exercise', 'Nordgate', 'A choir festival', 'Europe/Zagreb', 1813297200000, '["en"]', 'GREEN',
                '[]', \(now), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO exercise (event_id, msel_id, state, pace, approval, release_default, comparison, rules_text, emergency_phone,
                rehearses, catch_up_ms, cells_talk, created_at, changed_at)
            VALUES (\(event), \(msel), \(state), 'clock', 'none', 'hand', 'private', '', '', \(isRehearsal ? event : nil), 60000, FALSE,
                \(now), \(now))
            """)
        for (index, mark) in [("start", now - 7_200_000), ("end", now - 60_000)].enumerated() {
            if mark.0 == "end", state == "running" { continue }
            try tx.execute(
                """
                INSERT INTO clock_mark (event_id, number, wall, kind, speed_num, speed_den, elapsed)
                VALUES (\(event), \(index + 1), \(mark.1), \(mark.0), 1, 1, 0)
                """)
        }
        for (index, cell) in [("A", "HR", "Croatia"), ("B", "LV", "Latvia")].enumerated() {
            try tx.execute(
                """
                INSERT INTO exercise_cell (id, msel_id, number, code, name, country, plays, zone, language, kind, publication)
                VALUES (\(cells[index]), \(msel), \(index + 1), \(cell.0), \(cell.2), \(cell.1), 'Aldoria', 'Europe/Zagreb', 'en',
                    'players', 'private')
                """)
        }
        try tx.execute(
            """
            INSERT INTO exercise_objective (id, msel_id, number, text, capability, priority, wanted)
            VALUES (\(objective), \(msel), 1, 'Tell neighbours in time', 'Information sharing', 1, 3)
            """)
        for (index, task) in tasks.enumerated() {
            try tx.execute(
                """
                INSERT INTO critical_task (id, msel_id, objective_id, number, text, target, standard, measure)
                VALUES (\(task), \(msel), \(objective), \(index + 1), \("Task \(index + 1)"), 'within 20 min', '', '')
                """)
        }
        try sit(tx)
    }

    private func sit(_ tx: Transaction) throws {
        for (index, seat) in seats.enumerated() {
            let (role, cell, country) = index < 2 ? ("evaluator", nil, "SI") : ("player", cells[0], "HR")
            try tx.execute("UPDATE participant SET country = \(country), organisation = '' WHERE id = \(people[index])")
            try tx.execute(
                """
                INSERT INTO exercise_seat (id, event_id, participant_id, role, cell_id, is_spokesperson, deputises_for, created_at)
                VALUES (\(seat), \(event), \(people[index]), \(role), \(cell), FALSE, '', \(now))
                """)
        }
        for seat in seats.prefix(2) {
            for task in tasks {
                for cell in cells {
                    try tx.execute(
                        "INSERT INTO task_assignment (seat_id, task_id, cell_id) VALUES (\(seat), \(task), \(cell))")
                }
            }
        }
    }

    func cite(_ action: Action.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO objective_source (objective_id, kind, source_id) VALUES (\(objective), 'action', \(action.description))
            """)
    }
}
