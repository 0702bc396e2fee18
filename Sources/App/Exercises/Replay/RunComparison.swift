import Domain
import Storage
import Web

/// Two exercises of one scenario, inject by inject and task by task.
struct RunComparison: Sendable {
    /// What became of one inject in one run; nothing of it where it did not go out.
    struct Played: Sendable {
        let released: Int64?
        /// By how much after it was due; nothing where nothing said when.
        let late: Int64?
        /// Pairs of cells that decided alike.
        let alike: Rational?
        let decided: Int
        let asked: Int
    }

    struct Line: Sendable {
        let inject: InjectRecord
        /// In the order of the runs.
        let played: [Played?]
    }

    struct TaskLine: Sendable {
        let task: TaskRecord
        /// Of each run: each rating with how many cells got it, and which, where both runs are compared by name.
        let ratings: [[(rating: TaskRating, count: Int, cells: [String])]]
    }

    let runs: [ExerciseRun]
    let lines: [Line]
    let tasks: [TaskLine]
    let namesCells: Bool

    /// The exercises of a programme that were made of a scenario, or of which it was made.
    static func runs(of scenario: ExercisePlan, in programme: Programme.ID, _ reading: any Reading) throws
        -> [ExerciseRun]
    {
        let store = RunStore(reading)
        let line = try store.injects(in: programme)
        let roots = Set(scenario.injects.map { line.root($0.id.description) })
        return try store.played(in: programme).filter { run in
            try PlanStore(reading).injects(of: run.msel).contains { roots.contains(line.root($0.id.description)) }
        }
    }

    init(
        _ scenario: ExercisePlan, _ runs: [ExerciseRun], in programme: Programme.ID, now: Int64, _ reading: any Reading
    ) throws {
        self.runs = runs
        namesCells = runs.allSatisfy { $0.comparison == .named }
        let store = RunStore(reading)
        let (injects, tasks) = (try store.injects(in: programme), try store.tasks(in: programme))
        let sides = try runs.map { try Side($0, injects, tasks, now: now, reading) }
        lines = scenario.injects.map { inject in
            let root = injects.root(inject.id.description)
            return Line(inject: inject, played: sides.map { $0.played(root) })
        }
        let names = namesCells
        self.tasks = scenario.tasks.map { task in
            let root = tasks.root(task.id.description)
            return TaskLine(task: task, ratings: sides.map { $0.ratings(root, named: names) })
        }
    }

    /// One of the runs.
    private struct Side {
        let plan: ExercisePlan
        let injects: [String: InjectRecord]
        let tasks: [String: CriticalTask.ID]
        let points: [Inject.ID: ExerciseFigures.PointFigures]
        let sight: EvaluationSight
        let ladder: ExerciseLadder

        init(
            _ run: ExerciseRun, _ line: RunStore.Ancestry, _ goals: RunStore.Ancestry, now: Int64,
            _ reading: any Reading
        ) throws {
            let figures = try ExerciseFigures(run.event, now: now, reading)
            plan = figures.plan
            ladder = ExerciseLadder(figures.exercise, figures.plan)
            injects = Dictionary(plan.injects.map { (line.root($0.id.description), $0) }) { first, _ in first }
            tasks = Dictionary(plan.tasks.map { (goals.root($0.id.description), $0.id) }) { first, _ in first }
            points = Dictionary(figures.points.map { ($0.point.inject, $0) }) { first, _ in first }
            sight = try EvaluationSight(run.event, plan, reading)
        }

        func played(_ root: String) -> Played? {
            guard let inject = injects[root] else { return nil }
            let likeness = points[inject.id]?.likeness
            var late: Int64?
            if let released = inject.releasedElapsed, let due = plan.dueElapsed(inject) {
                late = max(0, released - due)
            }
            return Played(
                released: inject.releasedElapsed, late: late, alike: likeness?.alike, decided: likeness?.decided ?? 0,
                asked: likeness?.asked ?? 0)
        }

        func ratings(_ root: String, named: Bool) -> [(rating: TaskRating, count: Int, cells: [String])] {
            guard let task = tasks[root] else { return [] }
            let results = sight.units.filter { $0.task == task }.compactMap { unit in
                sight.result(unit).map {
                    (rating: $0, cell: ladder.names(unit.cell) ? plan.cell(unit.cell)?.name : nil)
                }
            }
            return TaskRating.allCases.compactMap { rating in
                let own = results.filter { $0.rating == rating }
                return own.isEmpty ? nil : (rating, own.count, named ? own.compactMap(\.cell) : [])
            }
        }
    }

    // MARK: Who may look

    /// - Throws: ``Refusal/notFound`` for a run that is none of the scenario's, or that somebody may not plan.
    static func read(
        _ visit: Visit, _ programme: Programme.ID, _ id: Msel.ID, _ query: FormValues, _ reading: any Reading
    )
        throws -> (scenario: ExercisePlan, runs: [ExerciseRun], comparison: RunComparison?)
    {
        try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
        let scenario = try ExercisePlan(
            ExerciseCopyOperations.scenario(id, of: programme, reading).id, reading)
        let runs = try runs(of: scenario, in: programme, reading).filter { run in
            try ExerciseStanding(visit, run.event, reading).mayPlan
        }
        let asked = ["one", "other"].map { query.text($0) }
        guard asked.contains(where: { !$0.isEmpty }) else {
            guard runs.count > 1 else { return (scenario, runs, nil) }
            let two = Array(runs.suffix(2))
            return (scenario, runs, try RunComparison(scenario, two, in: programme, now: visit.now, reading))
        }
        let chosen = try asked.map { text -> ExerciseRun in
            guard let run = runs.first(where: { $0.event.description == text }) else { throw Refusal.notFound }
            return run
        }
        return (scenario, runs, try RunComparison(scenario, chosen, in: programme, now: visit.now, reading))
    }
}
