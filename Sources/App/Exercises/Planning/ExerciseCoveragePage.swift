import Domain
import Markup
import Storage
import Web

/// What a plan covers and what it lacks; from here it is said to be ready.
struct ExerciseCoveragePage {
    let frame: ExerciseFrame
    let readiness: ExerciseReadiness
    let refusal: Message?

    init(_ frame: ExerciseFrame, refusal: Message? = nil, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        self.refusal = refusal
        readiness = try ExerciseReadiness(frame.exercise, ExercisePlan(frame.exercise.msel, reading), reading)
    }

    private var plan: ExercisePlan { readiness.plan }
    private var coverage: ExerciseCoverage { readiness.coverage }
    private var blocking: [ReadyFinding] { readiness.findings.filter(\.blocks) }
    private var warnings: [ReadyFinding] { readiness.findings.filter { !$0.blocks } }

    var answer: Answer {
        frame.answer(
            "coverage", L("Coverage"), path: ExercisePlanPaths.coverage(frame.event),
            """
            \(refusal.map { "<div class=\"notice bad\" role=\"alert\"><p>\($0)</p></div>" } ?? .empty)<div class="between"><div><h1>\(L("Coverage"))</h1><p>\(verdict)</p></div>\(gate)</div>\
            <div class="split"><section>\(list("blocking", L("Stands in the way"), blocking, "bad"))\(list("warnings", L("Worth a look"), warnings, "warn"))</section>\
            <section>\(matrix)\(lanes)</section></div>
            """, status: refusal == nil ? .ok : .wrong)
    }

    private var verdict: HTML {
        guard !blocking.isEmpty else {
            return "<span class=\"state good\">\(L("Nothing stands in the way of a ready exercise."))</span>"
        }
        return
            "<span class=\"state bad\">\(L(blocking.count, one: "\(blocking.count) thing stands in the way of a ready exercise.", other: "\(blocking.count) things stand in the way of a ready exercise."))</span>"
    }

    private var gate: HTML {
        guard frame.exercise.state == .draft else {
            return "<p><span class=\"state good\">\(frame.exercise.state.label)</span></p>"
        }
        guard frame.standing.isDirector else { return .empty }
        return """
            <form id="ready" method="post" action="\(ExercisePlanPaths.readiness(frame.event))"><div class="actions"><button\("class", value: blocking.isEmpty ? "primary" : nil)>\
            \(L("Say that it is ready"))</button></div></form>
            """
    }

    private func list(_ id: String, _ title: Message, _ findings: [ReadyFinding], _ mark: String) -> HTML {
        guard !findings.isEmpty else { return .empty }
        return """
            <section id="\(id)"><h2>\(title) <span class="num">(\(findings.count))</span></h2><ul class="lines">\(findings.html { one in
                let words: HTML = one.path.map { "<a href=\"\($0)\">\(one.words)</a>" } ?? "\(one.words)"
                return "<li><p><span class=\"state \(mark)\" aria-hidden=\"true\">\(mark == "bad" ? "▲" : "△")</span> \(words)</p></li>"
            })</ul></section>
            """
    }

    /// Objective by move.
    private var matrix: HTML {
        guard !plan.objectives.isEmpty, !plan.moves.isEmpty else { return .empty }
        return """
            <section id="matrix"><h2>\(L("Objectives in moves"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(L("Objectives in moves").string())">\
            <table><thead><tr><th scope="col">\(L("Objective"))</th>\(plan.moves.html { "<th scope=\"col\" class=\"num\"><abbr title=\"\($0.title)\">\($0.number)</abbr></th>" })\
            <th scope="col" class="num">\(L("All"))</th><th scope="col" class="num">\(L("Wanted"))</th></tr></thead><tbody>\(plan.objectives.html(row))</tbody></table></div></section>
            """
    }

    private func row(_ objective: ExerciseObjectiveRecord) -> HTML {
        let counts = plan.moves.map { coverage.injects(of: objective.id.description, in: $0.id.description) }
        let all = counts.reduce(0, +)
        return """
            <tr><th scope="row"><abbr title="\(objective.text)">\(objective.code)</abbr></th>\(counts.html { count in
                count == 0 ? "<td class=\"num\"><span class=\"state warn\">0</span></td>" : "<td class=\"num\">\(count)</td>"
            })<td class="num"><b>\(all)</b></td><td class="num\(all < objective.wanted ? " bad" : "")">\(objective.wanted)</td></tr>
            """
    }

    /// Cell by cell: how much, how long nothing, how much at once.
    private var lanes: HTML {
        guard !plan.players.isEmpty else { return .empty }
        return """
            <section id="lanes"><h2>\(L("What reaches each cell"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(L("What reaches each cell").string())">\
            <table class="stack"><thead><tr><th scope="col">\(L("Cell"))</th><th scope="col" class="num">\(L("Injects"))</th><th scope="col">\(L("Longest silence"))</th>\
            <th scope="col" class="num">\(L("Most in 15 min"))</th></tr></thead><tbody>\(plan.players.html(lane))</tbody></table></div></section>
            """
    }

    private func lane(_ cell: CellRecord) -> HTML {
        let id = cell.id.description
        let silence = coverage.silences(of: id).first
        let busiest = coverage.busiest(id).count
        let isLong = (silence?.length ?? 0) > ExerciseCoverage.longestSilence
        let words: HTML =
            silence.map {
                "\(L("\(Int(clamping: $0.length / 60_000)) min")) <span class=\"muted num\">\(ElapsedTyped.text($0.from))–\(ElapsedTyped.text($0.to))</span>"
            } ?? .empty
        return """
            <tr><th scope="row"><span class="chip">\(cell.code)</span> <bdi>\(cell.name)</bdi></th><td class="num" data-label="\(L("Injects").string())">\(coverage.deliveries(to: id))</td>\
            <td data-label="\(L("Longest silence").string())">\(isLong ? "<span class=\"state warn\">\(words)</span>" : words)</td>\
            <td class="num" data-label="\(L("Most in 15 min").string())">\(busiest > ExerciseCoverage.mostInCrowd ? "<span class=\"state warn\">\(busiest)</span>" : "\(busiest)")</td></tr>
            """
    }
}
