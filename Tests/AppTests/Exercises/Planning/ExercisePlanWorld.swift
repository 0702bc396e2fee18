import Domain
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// Nordgate in the world's event: six cells, four moves, three objectives with six tasks, and 24 injects with a text in English. Nobody sits yet.
struct ExercisePlanWorld {
    let world: World
    let site: TestSite
    let event: Event.ID
    let msel: Msel.ID
    /// By code.
    let cells: [String: ExerciseCell.ID]
    let tasks: [String: CriticalTask.ID]
    let lead: Browser
    let api: APIClient

    var path: String { "/events/\(event)/exercise" }
    var apiPath: String { "/api/v1/events/\(event)/exercise" }

    /// - Parameter without: codes of cells that do not get an inject, by its number.
    init(_ site: TestSite, without: [Int: String] = [:]) async throws {
        let world = try await site.world()
        let (environment, event) = (site.environment, world.event)
        let made = try await site.database.write { tx in
            try Maker(Work(tx, environment, actor: "account:\(world.organiser.id)"), event, without).made
        }
        (self.world, self.site, self.event) = (world, site, event)
        (msel, cells, tasks) = made
        lead = await world.browser(world.organiser)
        api = try await world.api(world.organiser)
    }

    typealias Made = (Msel.ID, [String: ExerciseCell.ID], [String: CriticalTask.ID])

    private struct Maker {
        let made: Made

        init(_ work: Work, _ event: Event.ID, _ without: [Int: String]) throws {
            var start = ExerciseStart()
            (start.title, start.zone, start.storyStart) = (Nordgate.title, Nordgate.zone, Nordgate.storyStart)
            start.languages = ["en", "fr", "ru"]
            start.functions = Nordgate.functions.map { (code: $0.0, name: $0.1) }
            let msel = try ExercisePlanOperations.beginIn(work, event, start)
            var cells: [String: ExerciseCell.ID] = [:]
            for cell in Nordgate.cells {
                var fields = CellFields()
                (fields.code, fields.name, fields.plays) = (cell.code, cell.name, cell.part)
                (fields.language, fields.zone) = (cell.language, cell.zone)
                cells[cell.code] = try ExercisePlanOperations.cellIn(work, msel, fields)
            }
            for pair in Nordgate.borders {
                guard let one = cells[pair.0], let other = cells[pair.1] else { continue }
                try ExercisePlanOperations.borderIn(work, msel, one, other)
            }
            for move in Nordgate.moves {
                var fields = MoveFields()
                (fields.title, fields.rate) = (move.title, String(move.rate))
                (fields.starts, fields.lasts) = ("\(move.start)", "\(move.end - move.start)")
                try ExercisePlanOperations.moveIn(work, msel, fields)
            }
            var tasks: [String: CriticalTask.ID] = [:]
            for objective in Nordgate.objectives {
                var fields = ExerciseObjectiveFields()
                fields.text = objective.1
                let id = try ExercisePlanOperations.objectiveIn(work, msel, fields)
                for task in Nordgate.tasks where task.objective == objective.0 {
                    var fields = TaskFields()
                    (fields.text, fields.threshold) = (task.text, task.threshold.map { Int($0) })
                    tasks[task.code] = try ExercisePlanOperations.taskIn(work, msel, id, fields)
                }
            }
            made = (msel, cells, tasks)
            try addInjects(work, without)
        }

        private func addInjects(_ work: Work, _ without: [Int: String]) throws {
            let (msel, cells, tasks) = made
            for inject in Nordgate.injects {
                let desk = try InjectDesk(msel: msel, work.tx)
                let to = inject.to.filter { $0 != without[inject.number] }.compactMap { cells[$0] }
                let move = Nordgate.move(at: inject.at)
                let start = Nordgate.moves.first { $0.number == move }?.start ?? 0
                let draft = InjectDraft(
                    "\(inject.number)", inject.title, at: "M\(move)+\(inject.at - start)",
                    ExerciseChannel(rawValue: inject.channel) ?? .document,
                    to: to.map { InjectRecord.Recipient(kind: .cell, target: $0.description) },
                    tasks: inject.tasks.compactMap { tasks[$0] })
                let id = try InjectOperations.createIn(work, desk, draft)
                try work.tx.execute(
                    """
                    INSERT INTO inject_text (inject_id, language, subject, body, source_revision, state)
                    VALUES (\(id), 'en', \(inject.title), \(inject.title), \(1), 'checked')
                    """)
            }
        }
    }

    // MARK: What is done

    @discardableResult
    func work<Value: Sendable>(_ body: @escaping @Sendable (Work) throws -> Value) async throws -> Value {
        let environment = site.environment
        return try await site.database.write { tx in try body(Work(tx, environment)) }
    }

    func cell(_ code: String) throws -> ExerciseCell.ID {
        guard let id = cells[code] else { throw Refusal.notFound }
        return id
    }

    func task(_ code: String) throws -> CriticalTask.ID {
        guard let id = tasks[code] else { throw Refusal.notFound }
        return id
    }

    /// A player in each cell, and somebody of elsewhere who evaluates everything.
    func seat() async throws {
        let (event, cells, tasks, seats) = (event, cells, tasks, world.seats)
        let evaluator = world.rapporteur.id
        try await work { work in
            try work.tx.execute("UPDATE participant SET organisation = 'Elsewhere' WHERE id = \(evaluator)")
            for (code, seat) in zip(Nordgate.all, seats) {
                try ExercisePlanOperations.seatIn(work, event, SeatInput(seat.id, .player, cell: cells[code]))
            }
            let own = try ExercisePlanOperations.seatIn(work, event, SeatInput(evaluator, .evaluator))
            for task in tasks.values {
                for cell in cells.values { try ExercisePlanOperations.assignIn(work, event, own, task, cell) }
            }
        }
    }

    func plan() async throws -> ExercisePlan {
        let msel = msel
        return try await site.database.read { try ExercisePlan(msel, $0) }
    }

    func readiness() async throws -> ExerciseReadiness {
        let event = event
        return try await site.database.read { try ExerciseReadiness(event, $0) }
    }

    func exercise() async throws -> ExerciseRecord {
        let event = event
        return try await site.database.read { try PlayStore($0).required(event) }
    }

    func setState(_ state: ExerciseState) async throws {
        let event = event
        try await work { try $0.tx.execute("UPDATE exercise SET state = \(state) WHERE event_id = \(event)") }
    }

    /// A paper that went out to a cell.
    func paper(to code: String) async throws {
        let (event, cell) = (event, try cell(code))
        let inject = try #require(try await plan().injects.first?.id)
        try await work { work in
            try work.tx.execute(
                """
                INSERT INTO paper (id, event_id, inject_id, cell_id, number, channel, sender, language, subject, body, wall,
                    elapsed, story, reached)
                VALUES (\(work.environment.id(Paper.ID.self)), \(event), \(inject), \(cell), \(1), 'document', '', 'en', 'Words',
                    'Words', \(work.now), \(0), \(0), '')
                """)
        }
    }
}
