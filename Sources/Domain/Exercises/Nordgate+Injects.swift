extension Nordgate {
    public static let injects: [Inject] = [
        inject(1, 0, "briefing", all, "The day before the festival"),
        inject(2, 4, "phone", ["A"], "Station duty desk: many with sore eyes", ["T1"]),
        inject(3, 9, "media", all, "Clip from the hall spreads", ["T2"]),
        inject(4, 14, "document", ["A"], "First confirmed report", ["T1", "T2"]),
        inject(5, 20, "email", ["B"], "Hospital sees self-presenters", ["T1"]),
        inject(6, 26, "document", ["A", "B"], "Close, part-close or keep the station?", ["T3"]),
        inject(7, 33, "cap", all, "Stay away from Nordgate", ["T2", "T6"]),
        inject(8, 42, "phone", ["A", "C"], "Kestrel: gates do not answer", ["T3", "T4"]),
        inject(9, 47, "email", ["C"], "Mail is down; this came by a private line", ["T4"]),
        inject(10, 52, "social", all, "Rumour joins both places", ["T2"]),
        inject(11, 57, "document", all, "Hold the festival?", ["T3"]),
        inject(12, 63, "phone", ["B"], "Patients without papers at the crossing", ["T1", "T5"]),
        inject(13, 69, "document", ["C", "D", "E", "F"], "Can you spare protective staff?", ["T5"]),
        inject(14, 76, "email", ["A", "B", "C"], "Two drafts of one press line", ["T6"]),
        inject(15, 88, "document", ["A", "B"], "Trains held at the border bridge", ["T5"]),
        inject(16, 93, "phone", ["D", "E", "F"], "Transit passengers need places tonight", ["T5"]),
        inject(17, 98, "media", all, "“Neighbours knew before us”", ["T6"]),
        inject(18, 104, "document", ["C", "D"], "Manual gates: who decides?", ["T3", "T4"]),
        inject(19, 111, "email", ["A"], "A neighbour asks why no notice came", ["T1"], type: "contingency"),
        inject(20, 118, "cap", all, "Update: hall cleared", ["T2", "T6"]),
        inject(21, 132, "document", all, "Laboratory’s last word", ["T2"]),
        inject(22, 139, "media", ["A", "B", "C"], "Interview request for three capitals", ["T6"]),
        inject(23, 146, "email", ["D", "E", "F"], "Your help, one month on", ["T5"], type: "adaptive"),
        inject(24, 153, "document", all, "What do we change first?", ["T3"]),
    ]

    private static func inject(
        _ number: Int, _ at: Int64, _ channel: String, _ to: [String], _ title: String, _ tasks: [String] = [],
        type: String = "standard"
    ) -> Inject {
        Inject(number: number, at: at, channel: channel, to: to, title: title, tasks: tasks, type: type)
    }

    public static let points: [Point] = [
        Point(
            inject: 6, question: "What do you do with the station?",
            options: [
                Option(code: "a", text: "Close it"), Option(code: "b", text: "Close a part of it"),
                Option(code: "c", text: "Keep it open"),
            ], incompatible: [("a", "c")]),
        Point(
            inject: 11, question: "Does the festival take place?",
            options: [
                Option(code: "a", text: "Hold it as planned"), Option(code: "b", text: "Shorten it"),
                Option(code: "c", text: "Move it to another day"),
            ], incompatible: [("a", "c")]),
        Point(
            inject: 18, question: "What do you do with the gates?",
            options: [
                Option(code: "a", text: "Open them by hand"), Option(code: "b", text: "Keep them shut"),
                Option(code: "c", text: "Ask first"),
            ], incompatible: [("a", "b")]),
        Point(inject: 24, question: "What do we change first, and who begins?", options: [], incompatible: []),
    ]

    /// The move that a minute belongs to.
    public static func move(at minute: Int64) -> Int { moves.last { $0.start <= minute }?.number ?? 1 }

    /// As ``ExerciseCoverage`` looks at it: every cell played by three, every text in every language.
    public static var plan: CoveragePlan {
        let languages = Set(cells.map(\.language))
        let compared = Dictionary(points.map { ($0.inject, !$0.incompatible.isEmpty || $0.options.isEmpty) }) { $1 }
        let injects = injects.map { one in
            let decision = compared[one.number].map { $0 ? CoveragePlan.Inject.Decision.compared : .open }
            return CoveragePlan.Inject(
                id: String(one.number), elapsed: one.at * minute, move: String(move(at: one.at)), cells: one.to,
                tasks: one.tasks, languages: languages, testsNothing: one.channel == "briefing",
                isContingency: one.type != "standard", hasTrigger: one.type != "standard", decision: decision ?? .none)
        }
        let watches = evaluators.flatMap { one in
            tasks.filter { one.objectives.contains($0.objective) }.flatMap { task in
                one.cells.map { CoveragePlan.Watch(evaluator: one.code, task: task.code, cell: $0) }
            }
        }
        return CoveragePlan(
            moves: moves.map {
                .init(id: String($0.number), start: $0.start * minute, length: ($0.end - $0.start) * minute)
            }, cells: cells.map { .init(id: $0.code, language: $0.language, players: 3) },
            borders: borders.map { .init($0.0, $0.1) }, objectives: objectives.map { .init(id: $0.0) },
            tasks: tasks.map {
                .init(id: $0.code, objective: $0.objective, threshold: $0.threshold.map { $0 * minute })
            },
            injects: injects, watches: watches, endex: endex * minute)
    }

    private static let minute: Int64 = 60_000
}
