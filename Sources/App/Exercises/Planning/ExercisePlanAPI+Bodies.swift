import Domain
import Storage
import Web

/// Objectives and tasks, and what the answers hold.
extension ExercisePlanAPI {
    static let goals: [APIRoute] = [
        .get(ExercisePlanPaths.apiObjectives, .attend, tag, "What is to be shown.") { visit, event in
            ListBody(items: try await visit.read { try objectives(visit, event, $0) }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiObjectives, .attend, tag, "Adds an objective.", success: .created) {
            (visit, input: ObjectiveInput, event) in
            let id = try await ExercisePlanning.write(visit, event) { work, msel in
                let sources = try sources(input.more.sources ?? [], visit, event, work.tx)
                return try ExercisePlanOperations.objectiveIn(work, msel, input.told.fields(), sources: sources)
            }
            return try await visit.read { try objective(visit, event, id, $0) }
        },
        .send(
            .put, ExercisePlanPaths.apiObjective, .attend, tag,
            "Changes an objective; a field that the body leaves out begins again."
        ) { (visit, input: ObjectiveInput, event, id) in
            try await ExercisePlanning.write(visit, event) { work, msel in
                try ExercisePlanOperations.changeObjectiveIn(work, msel, id, input.told.fields())
                for source in try sources(input.more.sources ?? [], visit, event, work.tx) {
                    try ExercisePlanOperations.sourceIn(work, msel, id, source)
                }
            }
            return try await visit.read { try objective(visit, event, id, $0) }
        },
        .act(.delete, ExercisePlanPaths.apiObjective, .attend, tag, "Removes an objective without tasks.") {
            visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeObjectiveIn($0, $1, id) }
            return EmptyBody()
        },
        .get(ExercisePlanPaths.apiTasks, .attend, tag, "The tasks of an objective.") { visit, event, id in
            ListBody(
                items: try await visit.read { try tasks(visit, event, $0).filter { $0.facts.objective == id } },
                next: nil)
        },
        .send(.post, ExercisePlanPaths.apiTasks, .attend, tag, "Adds a task.", success: .created) {
            (visit, input: FieldInput<TaskFields>, event, objective) in
            let id = try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.taskIn($0, $1, objective, input.fields())
            }
            return try await visit.read { try task(visit, event, id, $0) }
        },
        .send(
            .put, ExercisePlanPaths.apiTask, .attend, tag,
            "Changes a task; a field that the body leaves out is emptied."
        ) { (visit, input: FieldInput<TaskFields>, event, id) in
            try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.changeTaskIn($0, $1, id, input.fields())
            }
            return try await visit.read { try task(visit, event, id, $0) }
        },
        .act(.delete, ExercisePlanPaths.apiTask, .attend, tag, "Removes a task, before STARTEX.") { visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeTaskIn($0, $1, id) }
            return EmptyBody()
        },
    ]

    /// - Throws: for what whoever asks may not see.
    private static func sources(
        _ told: [SourceBody], _ visit: Visit, _ event: Event.ID, _ reading: any Reading
    ) throws -> [ExercisePlanOperations.Source] {
        guard !told.isEmpty else { return [] }
        let offers = try ObjectiveOffers(visit, EventStore(reading).event(event).programme, reading)
        return try told.prefix(20).map { source in
            guard let offer = offers.offer(source.kind, source.id) else {
                throw Refusal.invalid(["sources": L("There is no such thing in the thread of the programme.")])
            }
            return ExercisePlanOperations.Source(kind: offer.kind, id: offer.id, event: offer.event)
        }
    }

    // MARK: Bodies

    static func plan(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> PlanBody {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        let (plan, record) = (try PlanStore(reading).msel(exercise.msel), try EventStore(reading).event(event))
        return PlanBody(
            PlanKnown(id: plan.id, state: exercise.state, exercise: true),
            ExerciseSettingsFields(plan, exercise, eventZone: record.timeZone))
    }

    static func coverage(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> CoverageBody {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        let readiness = try ExerciseReadiness(exercise, ExercisePlan(exercise.msel, reading), reading)
        return CoverageBody(
            state: exercise.state, isReady: !readiness.findings.contains { $0.blocks },
            deliveries: readiness.coverage.deliveries,
            findings: readiness.findings.map { FindingBody(blocks: $0.blocks, words: $0.words.string()) })
    }

    static func cells(_ exercise: ExerciseRecord, _ reading: any Reading) throws -> [CellBody] {
        let store = PlanStore(reading)
        let borders = try store.borders(of: exercise.msel)
        let players = Dictionary(
            grouping: try PlayStore(reading).seats(of: exercise.event).filter { $0.role == .player }
        ) { $0.cell }
        return try store.cells(of: exercise.msel).map { cell in
            let neighbours = borders.compactMap { $0.0 == cell.id ? $0.1 : $0.1 == cell.id ? $0.0 : nil }
            return CellBody(
                CellKnown(
                    id: cell.id, number: cell.number, neighbours: neighbours, players: players[cell.id]?.count ?? 0),
                CellFields(cell))
        }
    }

    static func cell(_ visit: Visit, _ event: Event.ID, _ id: ExerciseCell.ID, _ reading: any Reading) throws
        -> CellBody
    {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        guard let cell = try cells(exercise, reading).first(where: { $0.facts.id == id }) else {
            throw Refusal.notFound
        }
        return cell
    }

    static func moves(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [MoveBody] {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        let store = PlanStore(reading)
        let zone = try store.msel(exercise.msel).zone
        return try store.moves(of: exercise.msel).map {
            MoveBody(
                MoveKnown(
                    id: $0.id, number: $0.number, state: $0.state, plannedStart: $0.plannedStart,
                    plannedLength: $0.plannedLength), MoveFields($0, zone: zone))
        }
    }

    static func move(_ visit: Visit, _ event: Event.ID, _ id: ExerciseMove.ID, _ reading: any Reading) throws
        -> MoveBody
    {
        guard let move = try moves(visit, event, reading).first(where: { $0.facts.id == id }) else {
            throw Refusal.notFound
        }
        return move
    }

    static func objectives(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [ObjectiveBody] {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        let store = PlanStore(reading)
        let sources = try store.sources(of: exercise.msel)
        return try store.objectives(of: exercise.msel).map { one in
            ObjectiveBody(
                ObjectiveKnown(
                    id: one.id, number: one.number,
                    sources: sources.filter { $0.objective == one.id }.map { SourceBody(kind: $0.kind, id: $0.source) }),
                ObjectiveFields(one))
        }
    }

    static func objective(_ visit: Visit, _ event: Event.ID, _ id: ExerciseObjective.ID, _ reading: any Reading) throws
        -> ObjectiveBody
    {
        guard let one = try objectives(visit, event, reading).first(where: { $0.facts.id == id }) else {
            throw Refusal.notFound
        }
        return one
    }

    static func tasks(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [TaskBody] {
        let exercise = try ExercisePlanning.require(visit, event, reading)
        return try PlanStore(reading).tasks(of: exercise.msel).map {
            TaskBody(TaskKnown(id: $0.id, number: $0.number, objective: $0.objective), TaskFields($0))
        }
    }

    static func task(_ visit: Visit, _ event: Event.ID, _ id: CriticalTask.ID, _ reading: any Reading) throws
        -> TaskBody
    {
        guard let one = try tasks(visit, event, reading).first(where: { $0.facts.id == id }) else {
            throw Refusal.notFound
        }
        return one
    }

    static func seats(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> [SeatBody] {
        try ExercisePlanning.require(visit, event, reading)
        let store = PlayStore(reading)
        let assignments = try store.assignments(of: event)
        return try store.seats(of: event).map { SeatBody($0, assignments) }
    }

    static func seat(_ visit: Visit, _ event: Event.ID, _ id: ExerciseSeat.ID, _ reading: any Reading) throws
        -> SeatBody
    {
        guard let seat = try seats(visit, event, reading).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return seat
    }
}
