/// Looks for what a plan lacks.
struct CoverageSearch {
    private let coverage: ExerciseCoverage
    private let plan: CoveragePlan
    private let cells: [CoveragePlan.Cell]
    /// Ids of cells of players.
    private let played: Set<String>

    init(_ coverage: ExerciseCoverage) {
        self.coverage = coverage
        plan = coverage.plan
        cells = plan.cells.filter(\.isPlayed)
        played = Set(cells.map(\.id))
    }

    var findings: [CoverageFinding] {
        objectives + tasks + injects + evaluation + players + texts + evaluators + silences + crowds + absences
            + decisions + contingencies + thresholds
    }

    // MARK: What blocks

    private var objectives: [CoverageFinding] {
        let tested = Set(plan.tasks.map(\.objective))
        return plan.objectives.filter { !tested.contains($0.id) }.map { .objectiveWithoutTask(objective: $0.id) }
    }

    private var tasks: [CoverageFinding] {
        let used = Set(plan.injects.flatMap(\.tasks))
        return plan.tasks.filter { !used.contains($0.id) }.map { .taskWithoutInject(task: $0.id) }
    }

    private var injects: [CoverageFinding] {
        plan.injects.flatMap { inject -> [CoverageFinding] in
            var found: [CoverageFinding] = []
            if inject.tasks.isEmpty, !inject.testsNothing { found.append(.injectWithoutObjective(inject: inject.id)) }
            if inject.cells.isEmpty { found.append(.injectWithoutRecipient(inject: inject.id)) }
            if inject.languages.isEmpty { found.append(.injectWithoutText(inject: inject.id)) }
            return found
        }
    }

    private var evaluation: [CoverageFinding] {
        let watched = Set(plan.watches.map { Pair($0.task, $0.cell) })
        return plan.tasks.compactMap { task in
            let asked = Set(plan.injects.filter { $0.tasks.contains(task.id) }.flatMap(\.cells))
            let open = cells.filter { asked.contains($0.id) && !watched.contains(Pair(task.id, $0.id)) }
            return open.isEmpty ? nil : .taskWithoutEvaluator(task: task.id, cells: open.map(\.id))
        }
    }

    private var players: [CoverageFinding] {
        let asked = Set(plan.injects.flatMap(\.cells))
        return cells.filter { asked.contains($0.id) && $0.players == 0 }.map { .cellWithoutPlayer(cell: $0.id) }
    }

    // MARK: What warns

    private var texts: [CoverageFinding] {
        plan.injects.filter { !$0.languages.isEmpty }.compactMap { inject in
            let open = cells.filter { inject.cells.contains($0.id) && !inject.languages.contains($0.language) }
            return open.isEmpty ? nil : .textMissing(inject: inject.id, cells: open.map(\.id))
        }
    }

    /// Once for each evaluator: an inject to all cells would else say it as often as there are injects.
    private var evaluators: [CoverageFinding] {
        var byEvaluator: [String: Set<Pair>] = [:]
        for watch in plan.watches { byEvaluator[watch.evaluator, default: []].insert(Pair(watch.task, watch.cell)) }
        return byEvaluator.keys.sorted().compactMap { evaluator in
            let watched = byEvaluator[evaluator] ?? []
            let moments = moments(watched)
            var (times, first): (Int, Int64?) = (0, nil)
            for (index, moment) in moments.enumerated() {
                let near = moments[(index + 1)...].prefix {
                    $0.at.subtractingReportingOverflow(moment.at).partialValue <= ExerciseCoverage.sameMoment
                }
                guard near.contains(where: { $0.cell != moment.cell }) else { continue }
                times += 1
                first = first ?? moment.at
            }
            return first.map { .evaluatorTwice(evaluator: evaluator, times: times, from: $0) }
        }
    }

    private func moments(_ watched: Set<Pair>) -> [(at: Int64, cell: String)] {
        let own = Set(watched.map(\.cell))
        return plan.injects.flatMap { inject -> [(at: Int64, cell: String)] in
            guard let at = inject.elapsed, !inject.tasks.isEmpty else { return [] }
            let cells = inject.cells.filter { cell in
                own.contains(cell) && inject.tasks.contains { watched.contains(Pair($0, cell)) }
            }
            return Set(cells).map { (at: at, cell: $0) }
        }.sorted { ($0.at, $0.cell) < ($1.at, $1.cell) }
    }

    private var silences: [CoverageFinding] {
        guard plan.injects.contains(where: { $0.elapsed != nil }) else { return [] }
        return cells.flatMap { cell in
            coverage.silences(of: cell.id).filter { $0.length > ExerciseCoverage.longestSilence }.map { .silence($0) }
        }
    }

    private var crowds: [CoverageFinding] {
        cells.compactMap { cell in
            let busiest = coverage.busiest(cell.id)
            guard busiest.count > ExerciseCoverage.mostInCrowd else { return nil }
            return .crowd(cell: cell.id, count: busiest.count, from: busiest.from)
        }
    }

    private var absences: [CoverageFinding] {
        plan.objectives.flatMap { objective -> [CoverageFinding] in
            let counts = plan.moves.map { ($0.id, coverage.injects(of: objective.id, in: $0.id)) }
            let all = counts.reduce(0) { $0 + $1.1 }
            // Of one that nothing tests, it is told already.
            guard all > 0 else { return [] }
            let few: [CoverageFinding] =
                all < objective.wanted
                ? [.fewerThanWanted(objective: objective.id, count: all, wanted: objective.wanted)] : []
            return counts.filter { $0.1 == 0 }.map { .objectiveAbsent(objective: objective.id, move: $0.0) } + few
        }
    }

    private var decisions: [CoverageFinding] {
        plan.injects.filter { inject in
            inject.decision == .open
                && plan.borders.contains { inject.cells.contains($0.cell) && inject.cells.contains($0.neighbour) }
        }.map { .nothingIncompatible(inject: $0.id) }
    }

    private var contingencies: [CoverageFinding] {
        plan.injects.filter { $0.isContingency && !$0.hasTrigger }.map { .contingencyWithoutTrigger(inject: $0.id) }
    }

    private var thresholds: [CoverageFinding] {
        plan.tasks.flatMap { task -> [CoverageFinding] in
            guard let threshold = task.threshold else { return [] }
            return plan.injects.filter { inject in
                guard inject.tasks.contains(task.id), let at = inject.elapsed else { return false }
                return threshold > plan.endex.subtractingReportingOverflow(at).partialValue
            }.map { .thresholdTooLong(task: task.id, inject: $0.id) }
        }
    }

    private struct Pair: Hashable {
        let task: String
        let cell: String

        init(_ task: String, _ cell: String) {
            self.task = task
            self.cell = cell
        }
    }
}
