/// Whether a plan tests what it means to test, and leaves nobody without work: what must be mended before an exercise is ready, and what
/// planners should know. Times are milliseconds of the exercise's own clock, as planned.
public struct ExerciseCoverage: Sendable {
    /// More silence than this is told.
    public static let longestSilence: Int64 = 25 * minute
    /// So many in ``crowd`` are still told nothing of.
    public static let mostInCrowd = 4
    public static let crowd: Int64 = 15 * minute
    /// An evaluator cannot be with two cells within this.
    public static let sameMoment: Int64 = 10 * minute
    private static let minute: Int64 = 60_000

    public struct Count: Hashable, Sendable {
        public let objective: String
        public let move: String
        public let injects: Int
    }

    /// Nothing reaches a cell from one moment to another.
    public struct Silence: Hashable, Sendable {
        public let cell: String
        public let from: Int64
        public let to: Int64

        public var length: Int64 { to - from }

        public init(cell: String, from: Int64, to: Int64) {
            self.cell = cell
            self.from = from
            self.to = to
        }
    }

    public let plan: CoveragePlan
    /// Deliveries by cell, in the order of time; injects without a time are not among them.
    public let times: [String: [Int64]]
    /// Where it blocks first, then in the order of the plan.
    public private(set) var findings: [CoverageFinding]

    public init(_ plan: CoveragePlan) {
        self.plan = plan
        var times: [String: [Int64]] = [:]
        for inject in plan.injects {
            guard let elapsed = inject.elapsed else { continue }
            for cell in Set(inject.cells) { times[cell, default: []].append(elapsed) }
        }
        self.times = times.mapValues { $0.sorted() }
        findings = []
        findings = CoverageSearch(self).findings
    }

    // MARK: Figures

    /// Copies that would go out, also of injects without a time.
    public var deliveries: Int { plan.injects.reduce(0) { $0 + Set($1.cells).count } }

    public func deliveries(to cell: String) -> Int { plan.injects.count { $0.cells.contains(cell) } }

    public func injects(of task: String) -> Int { plan.injects.count { $0.tasks.contains(task) } }

    /// How many injects of a move test an objective by at least one of its tasks. Of injects that belong to no move, the move of their time.
    public func injects(of objective: String, in move: String) -> Int {
        let tasks = Set(plan.tasks.filter { $0.objective == objective }.map(\.id))
        return plan.injects.count { self.move(of: $0) == move && !tasks.isDisjoint(with: $0.tasks) }
    }

    /// Objective by objective, move by move.
    public var counts: [Count] {
        plan.objectives.flatMap { objective in
            plan.moves.map { move in
                Count(objective: objective.id, move: move.id, injects: injects(of: objective.id, in: move.id))
            }
        }
    }

    func move(of inject: CoveragePlan.Inject) -> String? {
        if let move = inject.move { return move }
        guard let elapsed = inject.elapsed else { return nil }
        return plan.moves.last { $0.start <= elapsed }?.id
    }

    /// Of a cell: between two deliveries, before the first and after the last, the longest first.
    public func silences(of cell: String) -> [Silence] {
        let there = times[cell] ?? []
        let ends = there + [plan.endex].filter { end in there.last.map { $0 < end } ?? true }
        var (from, found) = (Int64(0), [Silence]())
        for end in ends where end > from {
            found.append(Silence(cell: cell, from: from, to: end))
            from = end
        }
        return found.sorted { ($0.length, $1.from) > ($1.length, $0.from) }
    }

    /// Most deliveries to a cell in any quarter of an hour, and when that begins.
    public func busiest(_ cell: String) -> (count: Int, from: Int64) {
        let there = times[cell] ?? []
        var (best, first) = ((count: 0, from: Int64(0)), 0)
        for last in there.indices {
            while there[last].subtractingReportingOverflow(there[first]).partialValue >= Self.crowd { first += 1 }
            if last - first + 1 > best.count { best = (last - first + 1, there[first]) }
        }
        return best
    }

    public var blocks: [CoverageFinding] { findings.filter(\.blocks) }
    public var warnings: [CoverageFinding] { findings.filter { !$0.blocks } }
    public var isReady: Bool { blocks.isEmpty }
}
