import Domain
import Storage
import Web

/// A whole plan, read at once: what most pages of an exercise begin with.
struct ExercisePlan: Sendable {
    let msel: MselRecord
    let breaks: [BreakRecord]
    let moves: [MoveRecord]
    let cells: [CellRecord]
    let borders: [(ExerciseCell.ID, ExerciseCell.ID)]
    let functions: [FunctionRecord]
    let actors: [ActorRecord]
    let storylines: [StorylineRecord]
    let objectives: [ExerciseObjectiveRecord]
    let tasks: [TaskRecord]
    let injects: [InjectRecord]
    let points: [PointRecord]
    let rules: [RuleRecord]

    init(_ id: Msel.ID, _ reading: any Reading) throws {
        let store = PlanStore(reading)
        msel = try store.msel(id)
        breaks = try store.breaks(of: id)
        moves = try store.moves(of: id)
        cells = try store.cells(of: id)
        borders = try store.borders(of: id)
        functions = try store.functions(of: id)
        actors = try store.actors(of: id)
        storylines = try store.storylines(of: id)
        objectives = try store.objectives(of: id)
        tasks = try store.tasks(of: id)
        injects = try store.injects(of: id)
        points = try store.points(of: id)
        rules = try store.rules(of: id)
    }

    func cell(_ id: ExerciseCell.ID) -> CellRecord? { cells.first { $0.id == id } }
    func move(_ id: ExerciseMove.ID?) -> MoveRecord? { id.flatMap { id in moves.first { $0.id == id } } }
    func actor(_ id: Actor.ID?) -> ActorRecord? { id.flatMap { id in actors.first { $0.id == id } } }
    func function(_ id: ExerciseFunction.ID?) -> FunctionRecord? {
        id.flatMap { id in functions.first { $0.id == id } }
    }
    func function(code: String) -> FunctionRecord? { functions.first { $0.code == code } }
    func storyline(_ id: Storyline.ID?) -> StorylineRecord? { id.flatMap { id in storylines.first { $0.id == id } } }
    func inject(_ id: Inject.ID) -> InjectRecord? { injects.first { $0.id == id } }
    func point(_ id: DecisionPoint.ID) -> PointRecord? { points.first { $0.id == id } }
    func point(of inject: Inject.ID) -> PointRecord? { points.first { $0.inject == inject } }
    func rule(of inject: Inject.ID) -> RuleRecord? { rules.first { $0.inject == inject } }
    func task(_ id: CriticalTask.ID) -> TaskRecord? { tasks.first { $0.id == id } }
    func objective(_ id: ExerciseObjective.ID) -> ExerciseObjectiveRecord? { objectives.first { $0.id == id } }

    /// Cells in which people play.
    var players: [CellRecord] { cells.filter { $0.kind == .players } }

    func neighbours(of cell: ExerciseCell.ID) -> [CellRecord] {
        let ids = Set(borders.compactMap { $0.0 == cell ? $0.1 : $0.1 == cell ? $0.0 : nil })
        return cells.filter { ids.contains($0.id) }
    }

    /// The cells that get an inject, in their order. A function is asked in every cell of players.
    func recipients(of inject: InjectRecord) -> [CellRecord] {
        let kinds = Set(inject.recipients.map(\.kind))
        let named = Set(inject.recipients.filter { $0.kind == .cell }.map(\.target))
        return cells.filter { cell in
            switch cell.kind {
            case .players:
                kinds.contains(.all) || kinds.contains(.function) || named.contains(cell.id.description)
            case .simcell: kinds.contains(.simcell) || named.contains(cell.id.description)
            }
        }
    }

    /// When an inject is due by the exercise's clock; nothing for what is released by hand, by a rule, or at a time of the day, and while its
    /// move waits in an exercise that goes move by move.
    func dueElapsed(_ inject: InjectRecord) -> Int64? {
        guard inject.anchor == .elapsed else { return inject.dueElapsed }
        return EpochTime.sum(move(inject.move)?.start ?? 0, inject.offset)
    }

    /// ENDEX as it is planned: the end of the last move, or the last inject.
    var plannedEnd: Int64 {
        moves.map(\.plannedEnd).max() ?? injects.compactMap(dueElapsed).max() ?? 0
    }

    /// As planned, for print and for letters before the exercise.
    func plannedWall(startex: Int64) -> PlannedWall { PlannedWall(startex: startex, breaks: breaks.map(\.planned)) }

    /// The story's clock as planned: it begins with the plan's first instant and follows the moves.
    var plannedStory: StoryClock {
        var marks: [StoryMark] = []
        if moves.isEmpty { marks = [StoryMark(elapsed: 0, story: msel.storyStart, rate: .normal)] }
        for move in moves {
            let going = StoryClock(marks).story(at: move.plannedStart) ?? msel.storyStart
            marks.append(StoryMark(elapsed: move.plannedStart, story: move.storyAt ?? going, rate: move.rate))
        }
        return StoryClock(marks)
    }
}
