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
    private let index: Index

    /// Remembered until something is committed: a release is shown on many pages at once, and each begins with the whole plan.
    init(_ id: Msel.ID, _ reading: any Reading) throws {
        self = try reading.remember("exercise plan \(id)") { try Self(reading: id, reading) }
    }

    private init(reading id: Msel.ID, _ reading: any Reading) throws {
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
        index = Index(injects, points, rules, cells)
    }

    /// What is looked up for each inject of a plan, and there may be thousands.
    private final class Index: Sendable {
        let injects: [Inject.ID: Int]
        let points: [Inject.ID: Int]
        let rules: [Inject.ID: Int]
        let recipients: [[CellRecord]]

        init(_ injects: [InjectRecord], _ points: [PointRecord], _ rules: [RuleRecord], _ cells: [CellRecord]) {
            self.injects = Self.places(injects, \.id)
            self.points = Self.places(points, \.inject)
            self.rules = Self.places(rules, \.inject)
            let named = cells.map { (cell: $0, id: $0.id.description) }
            // Lists of hundreds of injects have few different answers.
            var known: [Set<InjectRecord.Recipient>: [CellRecord]] = [:]
            recipients = injects.map { inject in
                let wanted = Set(inject.recipients)
                if let cells = known[wanted] { return cells }
                let cells = Self.recipients(inject.recipients, named)
                known[wanted] = cells
                return cells
            }
        }

        private static func places<Record>(_ records: [Record], _ id: (Record) -> Inject.ID) -> [Inject.ID: Int] {
            Dictionary(records.enumerated().map { (id($1), $0) }) { first, _ in first }
        }

        static func recipients(_ wanted: [InjectRecord.Recipient], _ cells: [(cell: CellRecord, id: String)])
            -> [CellRecord]
        {
            let kinds = Set(wanted.map(\.kind))
            let named = Set(wanted.filter { $0.kind == .cell }.map(\.target))
            return cells.filter { cell, id in
                switch cell.kind {
                case .players: kinds.contains(.all) || kinds.contains(.function) || named.contains(id)
                case .simcell: kinds.contains(.simcell) || named.contains(id)
                }
            }.map(\.cell)
        }
    }

    func cell(_ id: ExerciseCell.ID) -> CellRecord? { cells.first { $0.id == id } }
    func move(_ id: ExerciseMove.ID?) -> MoveRecord? { id.flatMap { id in moves.first { $0.id == id } } }
    func actor(_ id: Actor.ID?) -> ActorRecord? { id.flatMap { id in actors.first { $0.id == id } } }
    func function(_ id: ExerciseFunction.ID?) -> FunctionRecord? {
        id.flatMap { id in functions.first { $0.id == id } }
    }
    func function(code: String) -> FunctionRecord? { functions.first { $0.code == code } }
    func storyline(_ id: Storyline.ID?) -> StorylineRecord? { id.flatMap { id in storylines.first { $0.id == id } } }
    func inject(_ id: Inject.ID) -> InjectRecord? { index.injects[id].map { injects[$0] } }
    func point(_ id: DecisionPoint.ID) -> PointRecord? { points.first { $0.id == id } }
    func point(of inject: Inject.ID) -> PointRecord? { index.points[inject].map { points[$0] } }
    func rule(of inject: Inject.ID) -> RuleRecord? { index.rules[inject].map { rules[$0] } }
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
        // Of one that is only being written, its own words count.
        if let place = index.injects[inject.id], injects[place].recipients == inject.recipients {
            return index.recipients[place]
        }
        return Index.recipients(inject.recipients, cells.map { ($0, $0.id.description) })
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
