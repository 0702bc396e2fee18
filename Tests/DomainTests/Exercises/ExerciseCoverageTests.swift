import Domain
import Testing

struct ExerciseCoverageTests {
    private let nordgate = ExerciseCoverage(Nordgate.plan)
    private static let minute: Int64 = 60_000

    // MARK: Nordgate

    @Test func `Nordgate goes out in 84 copies`() {
        #expect(nordgate.deliveries == 84)
        let byCell = Nordgate.all.map { nordgate.deliveries(to: $0) }
        #expect(byCell == [17, 15, 15, 13, 12, 12])
    }

    @Test func `Nordgate tests each objective in each move`() {
        func counts(_ objective: String) -> [Int] {
            (1...4).map { nordgate.injects(of: objective, in: String($0)) }
        }
        #expect(counts("O1") == [5, 2, 2, 1])
        #expect(counts("O2") == [1, 3, 1, 1])
        #expect(counts("O3") == [1, 3, 4, 2])
        #expect(nordgate.counts.count == 12)
        #expect(nordgate.counts.first.map { [$0.objective, $0.move, "\($0.injects)"] } == ["O1", "1", "5"])
    }

    @Test func `Nordgate tests each task`() {
        #expect(Nordgate.tasks.map { nordgate.injects(of: $0.code) } == [5, 6, 5, 3, 5, 5])
    }

    @Test func `nobody waits longer than 24 minutes in Nordgate`() {
        let longest = Nordgate.all.map { nordgate.silences(of: $0).first?.length ?? 0 }
        #expect(longest.max() == 24 * Self.minute)
        let waiting = Nordgate.all.filter { nordgate.silences(of: $0).first?.length == 24 * Self.minute }
        #expect(waiting == ["C", "D", "E", "F"])
    }

    @Test func `nobody gets more than four in a quarter of an hour in Nordgate`() {
        let busiest = Nordgate.all.map { nordgate.busiest($0).count }
        #expect(busiest.max() == 4)
        #expect(nordgate.busiest("A").count == 4 && nordgate.busiest("A").from == 0)
    }

    @Test func `Nordgate is ready, and warns of evaluators alone`() {
        #expect(nordgate.isReady)
        #expect(
            nordgate.warnings.allSatisfy {
                if case .evaluatorTwice = $0 { true } else { false }
            })
        #expect(nordgate.warnings.count == 6)
    }

    @Test func `each task of each cell of Nordgate has two evaluators`() {
        for task in Nordgate.tasks {
            for cell in Nordgate.all {
                let watching = Nordgate.plan.watches.filter { $0.task == task.code && $0.cell == cell }
                #expect(watching.count == 2, "\(task.code) of \(cell)")
            }
        }
    }

    @Test func `a broken twin of Nordgate tells of the cells that it leaves waiting`() {
        var plan = Nordgate.plan
        plan.injects = plan.injects.map { inject in
            switch inject.id {
            case "13", "14": changed(inject) { $0.filter { $0 != "C" } }
            case "16": changed(inject) { $0.filter { $0 != "D" } }
            default: inject
            }
        }
        let silences = ExerciseCoverage(plan).findings.compactMap { finding in
            if case .silence(let silence) = finding { silence } else { nil }
        }
        #expect(
            silences == [
                .init(cell: "C", from: 57 * Self.minute, to: 98 * Self.minute),
                .init(cell: "D", from: 69 * Self.minute, to: 98 * Self.minute),
            ])
        #expect(silences.map { $0.length / Self.minute } == [41, 29])
    }

    private func changed(_ inject: CoveragePlan.Inject, _ cells: ([String]) -> [String]) -> CoveragePlan.Inject {
        CoveragePlan.Inject(
            id: inject.id, elapsed: inject.elapsed, move: inject.move, cells: cells(inject.cells), tasks: inject.tasks,
            languages: inject.languages)
    }

    // MARK: What blocks

    @Test func `an empty plan lacks nothing that could be told`() {
        let coverage = ExerciseCoverage(CoveragePlan())
        #expect(coverage.findings.isEmpty)
        #expect(coverage.deliveries == 0)
        #expect(coverage.silences(of: "A").isEmpty)
        #expect(coverage.busiest("A").count == 0)
    }

    @Test func `objectives need tasks, and tasks injects`() {
        let coverage = ExerciseCoverage(
            CoveragePlan(
                objectives: [.init(id: "O1"), .init(id: "O2")], tasks: [.init(id: "T1", objective: "O1")]))
        #expect(coverage.findings == [.objectiveWithoutTask(objective: "O2"), .taskWithoutInject(task: "T1")])
        #expect(!coverage.isReady)
    }

    @Test func `an inject needs an objective, a recipient and a text, a briefing no objective`() {
        let plan = CoveragePlan(
            cells: [.init(id: "A", language: "en", players: 1)],
            injects: [
                .init(id: "1", elapsed: 0, move: nil, cells: []),
                .init(id: "2", elapsed: 0, move: nil, cells: ["A"], languages: ["en"], testsNothing: true),
            ])
        #expect(
            ExerciseCoverage(plan).findings == [
                .injectWithoutObjective(inject: "1"), .injectWithoutRecipient(inject: "1"),
                .injectWithoutText(inject: "1"),
            ])
    }

    @Test func `a task needs an evaluator in each cell that it is asked of, and a cell players`() {
        var plan = small
        plan.watches = [.init(evaluator: "E", task: "T1", cell: "A")]
        plan.cells = [.init(id: "A", language: "en", players: 1), .init(id: "B", language: "fr", players: 0)]
        #expect(
            ExerciseCoverage(plan).blocks == [
                .taskWithoutEvaluator(task: "T1", cells: ["B"]), .cellWithoutPlayer(cell: "B"),
            ])
    }

    @Test func `a simulated cell needs neither players nor evaluators`() {
        var plan = small
        plan.watches = [.init(evaluator: "E", task: "T1", cell: "A")]
        plan.cells = [
            .init(id: "A", language: "en", players: 1), .init(id: "B", language: "fr", players: 0, isPlayed: false),
        ]
        #expect(ExerciseCoverage(plan).findings.isEmpty)
    }

    // MARK: What warns

    @Test func `a cell's language without a text is told, and blocks nothing`() {
        let coverage = ExerciseCoverage(watched)
        #expect(coverage.findings == [.textMissing(inject: "1", cells: ["B"])])
        #expect(coverage.isReady)
    }

    @Test func `an evaluator cannot be with two cells within ten minutes`() {
        var plan = watched
        plan.injects = [
            inject("1", 0, ["A"]), inject("2", 10, ["B"]), inject("3", 21, ["A"]), inject("4", 22, ["A"]),
        ]
        plan.watches = ["A", "B"].map { .init(evaluator: "E", task: "T1", cell: $0) }
        #expect(ExerciseCoverage(plan).warnings == [.evaluatorTwice(evaluator: "E", times: 1, from: 0)])
    }

    @Test func `silence is told beyond 25 minutes, also before the first and after the last`() {
        var plan = watched
        plan.injects = [inject("1", 26, ["A", "B"]), inject("2", 51, ["A"]), inject("3", 52, ["B"])]
        plan.endex = 77 * Self.minute
        let told = ExerciseCoverage(plan).warnings.compactMap { finding in
            if case .silence(let silence) = finding { silence } else { nil }
        }
        #expect(
            told
                == [
                    .init(cell: "A", from: 0, to: 26 * Self.minute),
                    .init(cell: "A", from: 51 * Self.minute, to: plan.endex),
                    .init(cell: "B", from: 26 * Self.minute, to: 52 * Self.minute),
                    .init(cell: "B", from: 0, to: 26 * Self.minute),
                ].filter { $0.length > ExerciseCoverage.longestSilence }.sorted { left, right in
                    (left.cell, right.length, left.from) < (right.cell, left.length, right.from)
                })
    }

    @Test func `five in a quarter of an hour are too many, in sixteen minutes they are not`() {
        var plan = watched
        plan.injects = [0, 3, 6, 9, 14].map { inject("i\($0)", $0, ["A"]) }
        plan.cells = [.init(id: "A", language: "en", players: 1)]
        #expect(ExerciseCoverage(plan).warnings == [.crowd(cell: "A", count: 5, from: 0)])
        plan.injects = [0, 3, 6, 9, 15].map { inject("i\($0)", $0, ["A"]) }
        #expect(ExerciseCoverage(plan).warnings.isEmpty)
    }

    @Test func `an objective that a move leaves out is told, and one with fewer injects than wanted`() {
        var plan = watched
        plan.injects = [inject("1", 1, ["A", "B"])]
        plan.objectives = [.init(id: "O1", wanted: 3)]
        plan.moves = [.init(id: "1", start: 0, length: 10 * Self.minute), .init(id: "2", start: 600_000, length: 1)]
        #expect(
            ExerciseCoverage(plan).warnings == [
                .objectiveAbsent(objective: "O1", move: "2"), .fewerThanWanted(objective: "O1", count: 1, wanted: 3),
            ])
    }

    @Test func `neighbours who decide need to know which options do not go together`() {
        var plan = watched
        plan.borders = [.init("B", "A")]
        plan.injects = [
            .init(
                id: "1", elapsed: 1, move: nil, cells: ["A", "B"], tasks: ["T1"], languages: ["en", "fr"],
                decision: .open)
        ]
        #expect(ExerciseCoverage(plan).warnings == [.nothingIncompatible(inject: "1")])
        plan.borders = [.init("A", "X")]
        #expect(ExerciseCoverage(plan).warnings.isEmpty)
    }

    @Test func `a contingency needs a rule or a hand, and a time limit the time that is left`() {
        var plan = watched
        plan.endex = 20 * Self.minute
        plan.tasks = [.init(id: "T1", objective: "O1", threshold: 10 * Self.minute)]
        plan.injects = [
            inject("1", 10, ["A", "B"]),
            .init(
                id: "2", elapsed: 11 * Self.minute, move: nil, cells: ["A"], tasks: ["T1"], languages: ["en"],
                isContingency: true),
        ]
        plan.watches = [.init(evaluator: "E", task: "T1", cell: "A"), .init(evaluator: "F", task: "T1", cell: "B")]
        #expect(
            ExerciseCoverage(plan).warnings == [
                .contingencyWithoutTrigger(inject: "2"), .thresholdTooLong(task: "T1", inject: "2"),
            ])
    }

    @Test func `times at the ends of the numbers trap nothing`() {
        var plan = watched
        plan.endex = .max
        plan.injects = [
            .init(id: "1", elapsed: .max, move: nil, cells: ["A"], tasks: ["T1"], languages: ["en"]),
            .init(id: "2", elapsed: .min, move: nil, cells: ["A", "A"], tasks: ["T1"], languages: ["en"]),
        ]
        plan.tasks = [.init(id: "T1", objective: "O1", threshold: .max)]
        let coverage = ExerciseCoverage(plan)
        #expect(coverage.deliveries == 2)
        #expect(coverage.silences(of: "A").first?.length == .max)
        #expect(!coverage.findings.isEmpty)
    }

    // MARK: Plans

    /// Two cells, one task, one inject to both, in English.
    private var small: CoveragePlan {
        CoveragePlan(
            cells: [.init(id: "A", language: "en", players: 1), .init(id: "B", language: "fr", players: 1)],
            objectives: [.init(id: "O1", wanted: 1)], tasks: [.init(id: "T1", objective: "O1")],
            injects: [
                .init(id: "1", elapsed: 1, move: nil, cells: ["A", "B"], tasks: ["T1"], languages: ["en"])
            ], endex: Self.minute)
    }

    private var watched: CoveragePlan {
        var plan = small
        plan.watches = [.init(evaluator: "E", task: "T1", cell: "A"), .init(evaluator: "F", task: "T1", cell: "B")]
        return plan
    }

    private func inject(_ id: String, _ minute: Int64, _ cells: [String]) -> CoveragePlan.Inject {
        CoveragePlan.Inject(
            id: id, elapsed: minute * Self.minute, move: nil, cells: cells, tasks: ["T1"], languages: ["en", "fr"])
    }
}
