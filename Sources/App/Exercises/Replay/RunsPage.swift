import Domain
import Markup
import Storage
import Web

/// Two runs of one scenario beside each other; it names no cell unless both exercises are compared by name.
struct RunsPage {
    let frame: ProgrammeFrame
    let scenario: ExercisePlan
    let runs: [ExerciseRun]
    let comparison: RunComparison?

    init(_ visit: Visit, _ programme: Programme.ID, _ id: Msel.ID, _ query: FormValues, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        (scenario, runs, comparison) = try RunComparison.read(visit, programme, id, query, reading)
    }

    static let label: Message = L("Two runs")

    var answer: Answer {
        let scenarioPath = ExercisePlanPaths.scenarioPage(frame.id, scenario.msel.id)
        return frame.page(
            Self.label, path: ExercisePlanPaths.runs(frame.id, scenario.msel.id), tab: ExerciseFacts.scenariosTab,
            between: [
                .init(L("Scenarios"), ExercisePlanPaths.scenarios(frame.id)),
                .init(.verbatim(scenario.msel.title), scenarioPath),
            ], styles: ["tables", "exercise"],
            """
            \(ExerciseMark.bar())<div class="head"><h1>\(Self.label)</h1><p class="muted">\(L("The same scenario, played twice. Other people, another day: what differs says nothing alone."))</p></div>\
            \(choosing)\(comparison.map { "\(injects($0))\(tasks($0))" })
            """)
    }

    private var choosing: HTML {
        guard runs.count > 1 else {
            return "<p class=\"muted\">\(L("It takes two exercises of this scenario that have begun."))</p>"
        }
        let options: [FieldOption] = runs.map { ($0.event.description, .verbatim($0.title)) }
        let chosen = comparison?.runs.map(\.event.description) ?? []
        let state = FormState(stored: [("one", chosen.first ?? ""), ("other", chosen.last ?? "")])
        return """
            <form class="form" id="runs" method="get" action="\(ExercisePlanPaths.runs(frame.id, scenario.msel.id))"><div class="row">\(state.select("one", L("One run"), options: options))\
            \(state.select("other", L("The other"), options: options))</div><div class="actions"><button class="primary">\(L("Compare"))</button></div></form>
            """
    }

    private func table(_ title: Message, _ heads: [HTML], _ rows: [HTML]) -> HTML {
        """
        <section><h2>\(title)</h2><div class="scroll" tabindex="0" role="region" aria-label="\(title.string())"><table class="stack"><thead><tr>\(heads.html { "<th scope=\"col\">\($0)</th>" })</tr></thead><tbody>\(rows)</tbody></table></div></section>
        """
    }

    private func heads(_ first: Message, _ comparison: RunComparison) -> [HTML] {
        ["\(first)"] + comparison.runs.map { "<bdi>\($0.title)</bdi>" }
    }

    private func injects(_ comparison: RunComparison) -> HTML {
        table(
            L("Inject by inject"), heads(L("Inject"), comparison),
            comparison.lines.map { line in
                """
                <tr><th scope="row" dir="auto">#\(line.inject.label) \(line.inject.title)</th>\(zip(comparison.runs, line.played).map { $0 }.html { run, played in
                    "<td data-label=\"\(run.title)\">\(played.map(cell) ?? "–")</td>"
                })</tr>
                """
            })
    }

    private func cell(_ played: RunComparison.Played) -> HTML {
        guard let released = played.released else { return "<span class=\"muted\">\(L("not released"))</span>" }
        let late = played.late ?? 0
        return """
            <span class="num">\(ElapsedText.long(released))</span>\(late >= 1_000 ? " <span class=\"state warn\">\(L("late by \(ElapsedText.long(late))"))</span>" : .empty)\
            \(played.asked > 0 ? "<br><span>\(L("decided \(played.decided) of \(played.asked), alike \(played.alike.map { $0.decimal(2) } ?? "–")"))</span>" : .empty)
            """
    }

    private func tasks(_ comparison: RunComparison) -> HTML {
        table(
            L("Ratings by task"), heads(L("Task"), comparison),
            comparison.tasks.map { line in
                """
                <tr><th scope="row" dir="auto">\(line.task.code) \(line.task.text)</th>\(zip(comparison.runs, line.ratings).map { $0 }.html { run, ratings in
                    "<td data-label=\"\(run.title)\">\(ratings.isEmpty ? "–" : Self.ratings(ratings))</td>"
                })</tr>
                """
            })
    }

    private static func ratings(_ all: [(rating: TaskRating, count: Int, cells: [String])]) -> HTML {
        all.html { one in
            "<span class=\"state\(one.rating.mark)\">\(one.rating.letter) \(one.count)</span> \(one.cells.isEmpty ? .empty : "<bdi>\(one.cells.joined(separator: ", "))</bdi> ")"
        }
    }
}
