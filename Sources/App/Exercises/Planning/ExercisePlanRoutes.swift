import Domain
import Storage
import Web

/// # What an exercise is made of, and whether it is ready
///
/// - `/events/E/exercise` is the exercise for everybody of its event: what it is, how far it is, what to do next, who plays.
/// - `…/exercise/objectives` (with `…/sources`, what of the programme's thread can be exercised), `…/cells`, `…/seats`, `…/moves`, `…/actors`
///   are what planners make; `…/settings` is the director's.
/// - `…/exercise/coverage` says what the plan covers and lacks; `POST …/exercise/readiness` is the gate to *ready*.
/// - `/programmes/P/scenarios` are plans of the library: `POST …/exercise/scenario/keeping` makes one, `POST …/exercise/scenario` begins with one.
/// - What injects there are is the MSEL's (beside), what is played Play's (below). Who is no planner finds none of this.
enum ExercisePlanRoutes {
    static let all: [Route] = whole + cells + seats + moves + goals + scenarios

    private static let whole: [Route] = [
        .get(ExercisePaths.home, .attend) { visit, event in try await overview(visit, event, nil) },
        .get(ExercisePlanPaths.settings, .attend) { visit, event in try await settings(visit, event, nil) },
        .post(ExercisePlanPaths.settings, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let told = try ExerciseSettingsFields(form)
                try await ExercisePlanning.write(visit, event, .director) { work, _ in
                    let record = try EventStore(work.tx).event(event)
                    try ExercisePlanOperations.settingsIn(work, event, told.cleaned(record))
                }
                return .redirect(to: Done.saved.at(ExercisePaths.home(event)))
            } catch {
                return try await settings(visit, event, .refused(form, error))
            }
        },
        .get(ExercisePlanPaths.coverage, .attend) { visit, event in
            try await visit.read { try ExerciseCoveragePage(ExerciseFrame(visit, event, $0), $0).answer }
        },
        .post(ExercisePlanPaths.readiness, .attend) { visit, event in
            do {
                try await ExercisePlanning.makeReady(visit, event)
                return .redirect(to: Done.exerciseReady.at(ExercisePaths.home(event)))
            } catch let refusal as Refusal where refusal.code == "exercise-not-ready" {
                return try await visit.read {
                    try ExerciseCoveragePage(ExerciseFrame(visit, event, $0), refusal: refusal.title, $0).answer
                }
            }
        },
        .post(ExercisePlanPaths.scenario, .attend) { visit, event in
            guard let id = Msel.ID(try visit.inbound.form().text("scenario")) else { throw Refusal.malformedForm }
            try await ExerciseCopyOperations.begin(visit, event, of: id)
            return .redirect(to: Done.exerciseFilled.at(ExercisePaths.home(event)))
        },
        .post(ExercisePlanPaths.keeping, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                _ = try await ExerciseCopyOperations.save(visit, event, title: form["title"] ?? "")
                return .redirect(to: Done.scenarioKept.at(ExercisePaths.home(event)))
            } catch {
                return try await overview(visit, event, .refused(form, error))
            }
        },
    ]

    private static let cells: [Route] = [
        .get(ExercisePlanPaths.cells, .attend) { visit, event in try await cells(visit, event, [:]) },
        .post(ExercisePlanPaths.cells, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let told = try CellFields(form)
                _ = try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.cellIn($0, $1, told)
                }
                return .redirect(to: Done.added.at(ExercisePlanPaths.cells(event)))
            } catch {
                return try await cells(visit, event, ["cell": .refused(form, error)])
            }
        },
        .post(ExercisePlanPaths.cellMaking, .attend) { visit, event in
            let form = try visit.inbound.form()
            guard let source = ExercisePlanning.CellSource(rawValue: form.text("source")) else {
                throw Refusal.malformedForm
            }
            do {
                let count = try await ExercisePlanning.makeCells(visit, event, from: source, list: form["list"] ?? "")
                return .redirect(to: (count > 0 ? Done.added : .cellsAsBefore).at(ExercisePlanPaths.cells(event)))
            } catch {
                return try await cells(visit, event, ["making": .refused(form, error)])
            }
        },
        .get(ExercisePlanPaths.cell, .attend) { visit, event, id in try await cell(visit, event, id, nil) },
        .post(ExercisePlanPaths.cell, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let told = try CellFields(form)
                let neighbours: Set<ExerciseCell.ID>? =
                    form.has("borders")
                    ? Set(form.all("neighbour").prefix(100).compactMap { ExerciseCell.ID($0) }) : nil
                try await ExercisePlanning.write(visit, event) { work, msel in
                    try ExercisePlanOperations.changeCellIn(work, msel, id, told)
                    if let neighbours { try ExercisePlanOperations.bordersIn(work, msel, of: id, neighbours) }
                }
                return .redirect(to: Done.saved.at(ExercisePlanPaths.cells(event)))
            } catch {
                return try await cell(visit, event, id, .refused(form, error))
            }
        },
        .post(ExercisePlanPaths.cellRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeCellIn($0, $1, id) }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.cells(event)))
        },
        .post(ExercisePlanPaths.functions, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let name = form["name"] ?? ""
                _ = try await ExercisePlanning.write(visit, event) {
                    try ExercisePlanOperations.functionIn($0, $1, code: "", name: name)
                }
                return .redirect(to: Done.added.at(ExercisePlanPaths.cells(event)) + "#functions")
            } catch {
                return try await cells(visit, event, ["function": .refused(form, error)])
            }
        },
        .post(ExercisePlanPaths.functionRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeFunctionIn($0, $1, id) }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.cells(event)) + "#functions")
        },
    ]

    private static let seats: [Route] = [
        .get(ExercisePlanPaths.seats, .attend) { visit, event in try await seats(visit, event, nil) },
        .post(ExercisePlanPaths.seats, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let input = try SeatForm.input(form, participant: nil)
                _ = try await ExercisePlanning.write(visit, event, .director) { work, _ in
                    try ExercisePlanOperations.seatIn(work, event, input)
                }
                return .redirect(to: Done.added.at(ExercisePlanPaths.seats(event)))
            } catch {
                return try await seats(visit, event, .refused(form, error))
            }
        },
        .post(ExercisePlanPaths.delegations, .attend) { visit, event in
            _ = try await ExercisePlanning.write(visit, event, .director) { work, _ in
                try ExercisePlanOperations.seatDelegationsIn(work, event)
            }
            return .redirect(to: Done.delegationsSeated.at(ExercisePlanPaths.seats(event)))
        },
        .get(ExercisePlanPaths.seat, .attend) { visit, event, id in try await seat(visit, event, id, nil) },
        .post(ExercisePlanPaths.seat, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let person = try await visit.read { reading in
                    try ExercisePlanning.require(visit, event, reading, as: .director)
                    return try PlayStore(reading).seats(of: event).first { $0.id == id }?.participant
                }
                guard let person else { throw Refusal.notFound }
                let input = try SeatForm.input(form, participant: person)
                try await ExercisePlanning.write(visit, event, .director) { work, _ in
                    try ExercisePlanOperations.changeSeatIn(work, event, id, input)
                }
                return .redirect(to: Done.saved.at(ExercisePlanPaths.seats(event)))
            } catch {
                return try await seat(visit, event, id, .refused(form, error))
            }
        },
        .post(ExercisePlanPaths.seatRemoval, .attend) { visit, event, id in
            try await ExercisePlanning.write(visit, event, .director) { work, _ in
                try ExercisePlanOperations.removeSeatIn(work, event, id)
            }
            return .redirect(to: Done.removed.at(ExercisePlanPaths.seats(event)))
        },
        .post(ExercisePlanPaths.assignments, .attend) { visit, event, id in
            let pairs = Self.watched(try visit.inbound.form().all("watch"))
            try await ExercisePlanning.write(visit, event) { work, _ in
                try ExercisePlanOperations.assignmentsIn(work, event, id, pairs)
            }
            return .redirect(to: Done.saved.at(ExercisePlanPaths.seats(event)))
        },
    ]

    /// Of `TASK CELL`; what is none is left out.
    static func watched(_ words: [String]) -> Set<ExercisePlanOperations.Watched> {
        Set(
            words.prefix(ExercisePlanOperations.mostTasks * ExercisePlanOperations.mostCells).compactMap { word in
                let parts = word.split(separator: " ").map(String.init)
                guard parts.count == 2, let task = CriticalTask.ID(parts[0]), let cell = ExerciseCell.ID(parts[1])
                else { return nil }
                return .init(task: task, cell: cell)
            })
    }

    // MARK: Pages

    private static func overview(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try ExerciseOverviewPage(ExerciseFrame(visit, event, $0), state, $0).answer }
    }

    private static func settings(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try ExerciseSettingsPage(ExerciseFrame(visit, event, $0), state, $0).answer }
    }

    private static func cells(_ visit: Visit, _ event: Event.ID, _ states: [String: FormState]) async throws -> Answer {
        try await visit.read { try ExerciseCellsPage(ExerciseFrame(visit, event, $0), states, $0).answer }
    }

    private static func cell(_ visit: Visit, _ event: Event.ID, _ id: ExerciseCell.ID, _ state: FormState?) async throws
        -> Answer
    {
        try await visit.read { try ExerciseCellPage(ExerciseFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func seats(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try ExerciseSeatsPage(ExerciseFrame(visit, event, $0), state, $0).answer }
    }

    private static func seat(_ visit: Visit, _ event: Event.ID, _ id: ExerciseSeat.ID, _ state: FormState?) async throws
        -> Answer
    {
        try await visit.read { try ExerciseSeatPage(ExerciseFrame(visit, event, $0), id, state, $0).answer }
    }
}
