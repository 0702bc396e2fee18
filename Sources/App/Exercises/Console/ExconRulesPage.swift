import Domain
import Markup
import Storage
import Web

/// All rules of an exercise, tried on what happened so far: for whom each would have been due and when, beside what was done. Also after the
/// end, when a rule is to be written better.
struct ExconRulesPage {
    private struct Line {
        let inject: InjectRecord
        let sentence: Message
        let due: [(cell: CellRecord, elapsed: Int64)]
        let released: [(cell: CellRecord, elapsed: Int64)]
    }

    private let frame: ExerciseFrame
    private let lines: [Line]

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isExcon)
        let view = try ReleaseView(frame.exercise, now: visit.now, reading)
        let signals = try RulesOperations.gather(event, view, reading)
        let words = InjectRuleWords(plan: view.plan)
        lines = view.plan.injects.compactMap { inject in
            guard let rule = view.plan.rule(of: inject.id) else { return nil }
            let judged = RulesOperations.judge(rule, inject, signals, view, asIfNobodyHasIt: true)
            let papers = view.papers.filter { $0.inject == inject.id && $0.corrects == nil }
            return Line(
                inject: inject, sentence: words.sentence(rule),
                due: judged.due.compactMap { due in
                    ExerciseCell.ID(due.cell).flatMap(view.plan.cell).map { ($0, due.elapsed) }
                },
                released: papers.compactMap { paper in view.plan.cell(paper.cell).map { ($0, paper.elapsed) } })
        }
    }

    var answer: Answer {
        let title = L("Rules")
        let main: HTML = """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Each rule tried on what has happened so far, beside what went out."))</p></div>\
            \(lines.isEmpty ? "<p class=\"muted\">\(L("No inject has a rule."))</p>" as HTML : .empty)\
            <ul class="lines">\(lines.html(row))</ul>
            """
        return frame.answer(
            ExconFacts.tab, title, path: ExconPaths.rules(frame.event),
            between: [.init(ExconPage.label, ExercisePaths.console(frame.event))], main)
    }

    private func row(_ line: Line) -> HTML {
        """
        <li><p class="title"><a href="\(ExconPaths.inject(frame.event, line.inject.id))">\(ExconDesk.name(line.inject))</a></p>\
        <p>\(line.sentence)</p><p class="meta"><span>\(L("by the rule:")) \(times(line.due))</span> \
        <span>\(L("went out:")) \(times(line.released))</span></p></li>
        """
    }

    private func times(_ times: [(cell: CellRecord, elapsed: Int64)]) -> HTML {
        guard !times.isEmpty else { return "–" }
        return times.html { cell, elapsed in
            "<abbr title=\"\(cell.name)\">\(cell.code)</abbr> \(ElapsedText.short(elapsed)) "
        }
    }
}
