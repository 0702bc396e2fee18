/// What ``ExerciseCoverage`` looks at of a plan. Ids are the caller's own; times are milliseconds of the exercise's clock.
public struct CoveragePlan: Hashable, Sendable {
    public struct Move: Hashable, Sendable {
        public let id: String
        public let start: Int64
        public let length: Int64

        public init(id: String, start: Int64, length: Int64) {
            self.id = id
            self.start = start
            self.length = length
        }
    }

    public struct Cell: Hashable, Sendable {
        public let id: String
        /// BCP 47.
        public let language: String
        public let players: Int
        /// Only cells of players are looked after; a SimCell is not.
        public let isPlayed: Bool

        public init(id: String, language: String, players: Int, isPlayed: Bool = true) {
            self.id = id
            self.language = language
            self.players = players
            self.isPlayed = isPlayed
        }
    }

    /// Two cells that touch each other.
    public struct Border: Hashable, Sendable {
        public let cell: String
        public let neighbour: String

        public init(_ cell: String, _ neighbour: String) {
            self.cell = cell
            self.neighbour = neighbour
        }
    }

    public struct Objective: Hashable, Sendable {
        public let id: String
        /// How many injects are wanted for it.
        public let wanted: Int

        public init(id: String, wanted: Int = 3) {
            self.id = id
            self.wanted = wanted
        }
    }

    public struct Task: Hashable, Sendable {
        public let id: String
        public let objective: String
        /// The time within which it is to be done.
        public let threshold: Int64?

        public init(id: String, objective: String, threshold: Int64? = nil) {
            self.id = id
            self.objective = objective
            self.threshold = threshold
        }
    }

    public struct Inject: Hashable, Sendable {
        public let id: String
        /// Nothing for one that waits for a hand or a rule and has no planned time.
        public let elapsed: Int64?
        public let move: String?
        public let cells: [String]
        public let tasks: [String]
        /// Languages in which it has a text.
        public let languages: Set<String>
        /// A briefing or administration, which tests nothing.
        public let testsNothing: Bool
        public let isContingency: Bool
        /// A rule or a hand lets it out.
        public let hasTrigger: Bool
        public let decision: Decision

        public enum Decision: Hashable, Sendable {
            case none
            /// No options are told as not going together.
            case open
            case compared
        }

        public init(
            id: String, elapsed: Int64?, move: String?, cells: [String], tasks: [String] = [],
            languages: Set<String> = [], testsNothing: Bool = false, isContingency: Bool = false,
            hasTrigger: Bool = false, decision: Decision = .none
        ) {
            self.id = id
            self.elapsed = elapsed
            self.move = move
            self.cells = cells
            self.tasks = tasks
            self.languages = languages
            self.testsNothing = testsNothing
            self.isContingency = isContingency
            self.hasTrigger = hasTrigger
            self.decision = decision
        }
    }

    /// An evaluator looks at a task of a cell.
    public struct Watch: Hashable, Sendable {
        public let evaluator: String
        public let task: String
        public let cell: String

        public init(evaluator: String, task: String, cell: String) {
            self.evaluator = evaluator
            self.task = task
            self.cell = cell
        }
    }

    public var moves: [Move]
    public var cells: [Cell]
    public var borders: [Border]
    public var objectives: [Objective]
    public var tasks: [Task]
    public var injects: [Inject]
    public var watches: [Watch]
    /// The end of the last move, as planned.
    public var endex: Int64

    public init(
        moves: [Move] = [], cells: [Cell] = [], borders: [Border] = [], objectives: [Objective] = [],
        tasks: [Task] = [], injects: [Inject] = [], watches: [Watch] = [], endex: Int64 = 0
    ) {
        self.moves = moves
        self.cells = cells
        self.borders = borders
        self.objectives = objectives
        self.tasks = tasks
        self.injects = injects
        self.watches = watches
        self.endex = endex
    }
}
