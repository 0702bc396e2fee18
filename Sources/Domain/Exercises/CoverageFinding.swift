/// One thing that a plan lacks. What blocks keeps an exercise from being ready; the rest planners may leave as it is, knowing it.
public enum CoverageFinding: Hashable, Sendable {
    // What blocks
    case objectiveWithoutTask(objective: String)
    case taskWithoutInject(task: String)
    case injectWithoutObjective(inject: String)
    /// Nobody looks at the task in these cells, which get an inject that tests it.
    case taskWithoutEvaluator(task: String, cells: [String])
    case cellWithoutPlayer(cell: String)
    case injectWithoutRecipient(inject: String)
    case injectWithoutText(inject: String)

    // What warns
    /// The cells' own languages have no text.
    case textMissing(inject: String, cells: [String])
    /// So many times an evaluator would have to be with two cells at once; the first at `from`.
    case evaluatorTwice(evaluator: String, times: Int, from: Int64)
    case silence(ExerciseCoverage.Silence)
    case crowd(cell: String, count: Int, from: Int64)
    case objectiveAbsent(objective: String, move: String)
    case fewerThanWanted(objective: String, count: Int, wanted: Int)
    /// Cells that border decide, and nothing says which options do not go together.
    case nothingIncompatible(inject: String)
    case contingencyWithoutTrigger(inject: String)
    case thresholdTooLong(task: String, inject: String)

    public var blocks: Bool {
        switch self {
        case .objectiveWithoutTask, .taskWithoutInject, .injectWithoutObjective, .taskWithoutEvaluator,
            .cellWithoutPlayer, .injectWithoutRecipient, .injectWithoutText:
            true
        default: false
        }
    }

    /// As programs name it.
    public var code: String {
        switch self {
        case .objectiveWithoutTask: "objective-without-task"
        case .taskWithoutInject: "task-without-inject"
        case .injectWithoutObjective: "inject-without-objective"
        case .taskWithoutEvaluator: "task-without-evaluator"
        case .cellWithoutPlayer: "cell-without-player"
        case .injectWithoutRecipient: "inject-without-recipient"
        case .injectWithoutText: "inject-without-text"
        case .textMissing: "text-missing"
        case .evaluatorTwice: "evaluator-twice"
        case .silence: "silence"
        case .crowd: "crowd"
        case .objectiveAbsent: "objective-absent"
        case .fewerThanWanted: "fewer-than-wanted"
        case .nothingIncompatible: "nothing-incompatible"
        case .contingencyWithoutTrigger: "contingency-without-trigger"
        case .thresholdTooLong: "threshold-too-long"
        }
    }
}
