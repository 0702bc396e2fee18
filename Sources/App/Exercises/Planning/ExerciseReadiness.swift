import Domain
import Storage
import Web

/// What a plan covers, and what it lacks, in words: live while it is written, and the gate to *ready*.
struct ExerciseReadiness: Sendable {
    let exercise: ExerciseRecord
    let plan: ExercisePlan
    let seats: [SeatRecord]
    let coverage: ExerciseCoverage
    /// What blocks first.
    let findings: [ReadyFinding]

    init(_ event: Event.ID, _ reading: any Reading) throws {
        let exercise = try PlayStore(reading).required(event)
        let plan = try ExercisePlan(exercise.msel, reading)
        try self.init(exercise, plan, reading)
    }

    init(_ exercise: ExerciseRecord, _ plan: ExercisePlan, _ reading: any Reading) throws {
        self.exercise = exercise
        self.plan = plan
        let store = PlayStore(reading)
        let seats = try store.seats(of: exercise.event)
        self.seats = seats
        let coverage = ExerciseCoverage(
            CoveragePlan(plan, seats: seats, assignments: try store.assignments(of: exercise.event)))
        self.coverage = coverage
        let words = CoverageWords(plan, seats, event: exercise.event)
        let isPractical = try plan.injects.isEmpty && PracticalExercise.holds(exercise.event, reading)
        let found = isPractical ? coverage.findings.filter { !$0.isOfInjects } : coverage.findings
        let own = Self.basics(plan, exercise, isPractical: isPractical) + found.map(words.finding)
        let others = try Features.all { $0 as? any ReadyGateFeature.Type }.flatMap {
            try $0.findings(exercise, plan, reading)
        }
        let all = own + others
        findings = all.filter(\.blocks) + all.filter { !$0.blocks }
    }

    /// Without which there is nothing to look at.
    private static func basics(_ plan: ExercisePlan, _ exercise: ExerciseRecord, isPractical: Bool) -> [ReadyFinding] {
        var found: [ReadyFinding] = []
        if plan.players.isEmpty {
            found.append(
                ReadyFinding(
                    blocks: true, words: L("There is no cell of players."),
                    path: ExercisePlanPaths.cells(exercise.event)))
        }
        if plan.objectives.isEmpty {
            found.append(
                ReadyFinding(
                    blocks: true, words: L("There is no objective."),
                    path: ExercisePlanPaths.objectives(exercise.event)))
        }
        if plan.injects.allSatisfy({ $0.status == .obsolete }), !isPractical {
            found.append(
                ReadyFinding(blocks: true, words: L("There is no inject."), path: InjectPaths.msel(exercise.event)))
        }
        return found
    }
}

extension CoverageFinding {
    /// Said of a list of injects, which a practical exercise does not have.
    fileprivate var isOfInjects: Bool {
        switch self {
        case .taskWithoutInject, .silence, .objectiveAbsent, .fewerThanWanted: true
        default: false
        }
    }
}

extension CoveragePlan {
    /// As planned: of what waits for a hand or a rule the time that planners gave it, if any.
    init(_ plan: ExercisePlan, seats: [SeatRecord], assignments: [AssignmentRecord]) {
        let players = Dictionary(grouping: seats.filter { $0.role == .player }) { $0.cell }
        let evaluators = Set(seats.filter { $0.role == .evaluator }.map(\.id))
        self.init(
            moves: plan.moves.map { .init(id: $0.id.description, start: $0.plannedStart, length: $0.plannedLength) },
            cells: plan.cells.map {
                .init(
                    id: $0.id.description, language: $0.language, players: players[$0.id]?.count ?? 0,
                    isPlayed: $0.kind == .players)
            }, borders: plan.borders.map { .init($0.0.description, $0.1.description) },
            objectives: plan.objectives.map { .init(id: $0.id.description, wanted: $0.wanted) },
            tasks: plan.tasks.map {
                .init(id: $0.id.description, objective: $0.objective.description, threshold: $0.threshold)
            },
            injects: plan.injects.filter { $0.status != .obsolete && $0.status != .deferred }.map { .init($0, plan) },
            watches: assignments.filter { evaluators.contains($0.seat) }.map {
                .init(evaluator: $0.seat.description, task: $0.task.description, cell: $0.cell.description)
            }, endex: plan.plannedEnd)
    }
}

extension CoveragePlan.Inject {
    init(_ inject: InjectRecord, _ plan: ExercisePlan) {
        let elapsed: Int64? =
            switch inject.anchor {
            case .elapsed: EpochTime.sum(plan.move(inject.move)?.plannedStart ?? 0, inject.offset)
            case .wall: nil
            case .hand, .rule:
                inject.offset > 0 || inject.move != nil
                    ? EpochTime.sum(plan.move(inject.move)?.plannedStart ?? 0, inject.offset) : nil
            }
        let decision: Decision =
            plan.point(of: inject.id).map { $0.options.isEmpty || !$0.incompatible.isEmpty ? .compared : .open }
            ?? .none
        self.init(
            id: inject.id.description, elapsed: elapsed, move: inject.move?.description,
            cells: plan.recipients(of: inject).map(\.id.description), tasks: inject.tasks.map(\.description),
            languages: Set(inject.texts.filter { !$0.body.isEmpty || !$0.subject.isEmpty }.map(\.language)),
            testsNothing: inject.channel == .briefing, isContingency: inject.type == .contingency,
            hasTrigger: inject.anchor == .hand || plan.rule(of: inject.id) != nil, decision: decision)
    }
}

/// What a plan lacks, in words with the way to where it is mended.
struct CoverageWords {
    let plan: ExercisePlan
    let event: Event.ID
    private let objectives: [String: ExerciseObjectiveRecord]
    private let tasks: [String: TaskRecord]
    private let injects: [String: InjectRecord]
    private let cells: [String: CellRecord]
    private let moves: [String: MoveRecord]
    private let evaluators: [String: String]

    init(_ plan: ExercisePlan, _ seats: [SeatRecord], event: Event.ID) {
        self.plan = plan
        self.event = event
        objectives = Self.named(plan.objectives) { $0.id.description }
        tasks = Self.named(plan.tasks) { $0.id.description }
        injects = Self.named(plan.injects) { $0.id.description }
        cells = Self.named(plan.cells) { $0.id.description }
        moves = Self.named(plan.moves) { $0.id.description }
        evaluators = Dictionary(seats.map { ($0.id.description, $0.name) }) { first, _ in first }
    }

    private static func named<Value>(_ values: [Value], _ id: (Value) -> String) -> [String: Value] {
        Dictionary(values.map { (id($0), $0) }) { first, _ in first }
    }

    func finding(_ finding: CoverageFinding) -> ReadyFinding {
        ReadyFinding(
            blocks: finding.blocks, words: finding.blocks ? blocking(finding) : warning(finding), path: path(finding))
    }

    private func blocking(_ finding: CoverageFinding) -> Message {
        switch finding {
        case .objectiveWithoutTask(let id): L("Objective \(objective(id)) has no task.")
        case .taskWithoutInject(let id): L("Task \(task(id)) has no inject.")
        case .injectWithoutObjective(let id): L("Inject \(inject(id)) tests no task.")
        case .injectWithoutRecipient(let id): L("Inject \(inject(id)) goes to nobody.")
        case .injectWithoutText(let id): L("Inject \(inject(id)) has no text in any language.")
        case .taskWithoutEvaluator(let id, let open): L("Nobody evaluates task \(task(id)) in \(list: names(open)).")
        case .cellWithoutPlayer(let id): L("Cell \(cell(id)) gets injects, and nobody plays it.")
        default: .verbatim("")
        }
    }

    private func warning(_ finding: CoverageFinding) -> Message {
        switch finding {
        case .textMissing(let id, let open):
            L("Inject \(inject(id)) has no text in the language of \(list: names(open)).")
        case .evaluatorTwice(let seat, let times, let from):
            L(
                times,
                one:
                    "\(evaluators[seat] ?? "") would be with two cells at once \(times) time, first at \(ElapsedTyped.text(from)).",
                other:
                    "\(evaluators[seat] ?? "") would be with two cells at once \(times) times, first at \(ElapsedTyped.text(from))."
            )
        case .silence(let silence):
            L(
                "Cell \(cell(silence.cell)) gets nothing for \(Int(clamping: silence.length / 60_000)) min, from \(ElapsedTyped.text(silence.from)) to \(ElapsedTyped.text(silence.to))."
            )
        case .crowd(let id, let count, let from):
            L("Cell \(cell(id)) gets \(count) injects in 15 min, from \(ElapsedTyped.text(from)).")
        case .objectiveAbsent(let id, let move):
            L("Objective \(objective(id)) has no inject in move \(moves[move]?.number ?? 0).")
        case .fewerThanWanted(let id, let count, let wanted):
            L("Objective \(objective(id)) has \(count) of \(wanted) injects.")
        case .nothingIncompatible(let id):
            L("Neighbours decide on inject \(inject(id)), and no options are named that do not go together.")
        case .contingencyWithoutTrigger(let id): L("Inject \(inject(id)) is a contingency without a rule or a hand.")
        case .thresholdTooLong(let task, let id):
            L("Inject \(inject(id)) comes too late for task \(self.task(task)): its time runs beyond ENDEX.")
        default: .verbatim("")
        }
    }

    private func path(_ finding: CoverageFinding) -> String? {
        switch finding {
        case .objectiveWithoutTask(let id), .objectiveAbsent(let id, _), .fewerThanWanted(let id, _, _):
            ExerciseObjective.ID(id).map { ExercisePlanPaths.objectives(event) + "#objective-\($0)" }
        case .taskWithoutInject: ExercisePlanPaths.objectives(event)
        case .taskWithoutEvaluator, .cellWithoutPlayer, .evaluatorTwice: ExercisePlanPaths.seats(event)
        case .silence, .crowd: ExercisePlanPaths.coverage(event) + "#lanes"
        case .injectWithoutObjective(let id), .injectWithoutRecipient(let id), .injectWithoutText(let id),
            .textMissing(let id, _), .nothingIncompatible(let id), .contingencyWithoutTrigger(let id),
            .thresholdTooLong(_, let id):
            Inject.ID(id).map { ExercisePaths.inject(event, $0) }
        }
    }

    private func objective(_ id: String) -> String { objectives[id]?.code ?? "" }
    private func task(_ id: String) -> String { tasks[id]?.code ?? "" }
    private func inject(_ id: String) -> String { injects[id].map { "#\($0.label)" } ?? "" }
    private func cell(_ id: String) -> String { cells[id].map { $0.code } ?? "" }
    private func names(_ ids: [String]) -> [String] { ids.map(cell) }
}
