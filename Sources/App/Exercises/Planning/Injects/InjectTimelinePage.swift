import Domain
import Markup
import Storage
import Web

/// The plan along the exercise's clock: a lane for each cell, a mark for each inject that it gets, which can be dragged.
struct InjectTimelinePage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    private let state: FormState?
    private let marks: [Mark]
    private let end: Int64
    /// Of the exercise's clock; nothing where it is not played.
    private let now: Int64?

    init(_ frame: ExerciseFrame, state: FormState? = nil, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        try frame.standing.require(frame.standing.mayPlan)
        let plan = try ExercisePlan(frame.exercise.msel, reading)
        self.plan = plan
        marks = plan.injects.filter { $0.status != .obsolete }.compactMap { inject in
            plan.dueElapsed(inject).map {
                Mark(inject: inject, due: max(0, $0), cells: Set(plan.recipients(of: inject).map(\.id)))
            }
        }.sorted { $0.due < $1.due }
        let isPlayed = frame.exercise.state.isPlayed
        let clock = try PlayStore(reading).clock(of: frame.event).elapsed(at: frame.visit.now)
        now = isPlayed ? clock : nil
        end = max(plan.plannedEnd, marks.last?.due ?? 0, isPlayed ? clock : 0, 60 * EpochTime.minute)
    }

    private static let (left, width, lane, head): (Int64, Int64, Int64, Int64) = (120, 1_080, 40, 44)

    private struct Mark {
        let inject: InjectRecord
        let due: Int64
        let cells: Set<ExerciseCell.ID>
    }

    private func x(_ elapsed: Int64) -> Int64 {
        Self.left + Int64(Double(min(max(0, elapsed), end)) / Double(end) * Double(Self.width))
    }

    private var isOpen: Bool { !frame.exercise.state.isOver && frame.exercise.state != .cancelled }

    var answer: Answer {
        let timeless = plan.injects.filter { plan.dueElapsed($0) == nil && $0.status != .obsolete }
        return InjectFrame.answer(
            frame, "timeline", L("Timeline"), path: InjectPaths.timeline(frame.event),
            """
            <div class="head"><h1>\(L("Timeline"))</h1><p class="muted">\(L("As planned, by the exercise’s clock, without breaks. Each mark leads to its inject."))</p></div>\
            \(InjectPutSection(event: frame.event, plan: plan, query: frame.visit.inbound.query).html)\
            \(lanes)\(isOpen ? InjectPutForm(event: frame.event, plan: plan, state: state).html : .empty)\
            \(timeless.isEmpty ? .empty : "<section id=\"timeless\"><h2>\(L("By hand, by a rule, or at a time of the day"))</h2><ul class=\"lines\">\(timeless.html { "<li><a href=\"\(InjectPaths.inject(frame.event, $0.id))\"><bdi>\(InjectRuleWords.number($0.label))</bdi> <span dir=\"auto\">\($0.title)</span></a></li>" })</ul></section>")
            """, status: state?.errors.isEmpty ?? true ? .ok : .wrong, scripts: ["timeline"])
    }

    private var lanes: HTML {
        guard !plan.cells.isEmpty else {
            return "<div class=\"empty\"><h2>\(L("There are no cells yet"))</h2></div>"
        }
        return """
            \(rowsChoice)\(isOpen ? InjectPutForm.arming : .empty)\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Timeline").string())">\(chart)</div>
            """
    }

    private var rowsChoice: HTML {
        guard !plan.storylines.isEmpty else { return .empty }
        let path = InjectPaths.timeline(frame.event)
        return """
            <p class="meta"><span>\(L("Rows"))</span> <a href="\(path)"\("aria-current", value: hasStorylines ? nil : "true")>\(L("Cells"))</a> \
            <a href="\(path)?lanes=storylines"\("aria-current", value: hasStorylines ? "true" : nil)>\(L("Storylines"))</a></p>
            """
    }

    private var chart: HTML {
        let height = Self.head + Int64(rows.count) * Self.lane
        return """
            <svg class="chart" viewBox="0 0 \(Int(Self.left + Self.width + 20)) \(Int(height))" width="\(Int(Self.left + Self.width + 20))" height="\(Int(height))" role="group" aria-labelledby="timeline-t" data-span="\(end)" data-width="\(Self.width)">\
            <title id="timeline-t">\(L("Timeline"))</title>\(plan.moves.html { band($0, height) })\(nowLine(height))\(rows.enumerated().map { ($0.offset, $0.element) }.html { index, row in
                lane(row.name, at: Self.head + Int64(index) * Self.lane, row.marks)
            })</svg>
            """
    }

    private func nowLine(_ height: Int64) -> HTML {
        guard let now else { return .empty }
        let place = Int(x(now))
        return """
            <line x1="\(place)" x2="\(place)" y1="18" y2="\(Int(height))" stroke="currentColor" stroke-width="2" stroke-dasharray="6 3"><title>\(L("now")) \(InjectTime.clock(now))</title></line>\
            <text x="\(place + 4)" y="32" font-size="12" fill="currentColor">\(L("now").string())</text>
            """
    }

    private func band(_ move: MoveRecord, _ height: Int64) -> HTML {
        let start = x(move.start)
        let words = bandWords(move, start, height)
        guard isOpen, let handle = InjectPutForm.handle(move) else { return words }
        return "<a href=\"\(ExercisePlanPaths.moves(frame.event))#move-\(move.id)\" data-put=\"\(handle)\">\(words)</a>"
    }

    private func bandWords(_ move: MoveRecord, _ start: Int64, _ height: Int64) -> HTML {
        """
        <line x1="\(Int(start))" x2="\(Int(start))" y1="0" y2="\(Int(height))" stroke="currentColor" stroke-opacity=".3"/>\
        <text x="\(Int(start + 4))" y="14" font-size="12" fill="currentColor">\(L("Move \(move.number)").string()) · \(InjectTime.clock(move.start))</text>
        """
    }

    private var hasStorylines: Bool {
        !plan.storylines.isEmpty && frame.visit.inbound.query.text("lanes") == "storylines"
    }

    /// Cells, or storylines with one row for what is in none.
    private var rows: [(name: String, marks: [Mark])] {
        guard hasStorylines else {
            return plan.cells.map { cell in ("\(cell.code) \(cell.name)", marks.filter { $0.cells.contains(cell.id) }) }
        }
        return plan.storylines.map { line in (line.title, marks.filter { $0.inject.storyline == line.id }) }
            + [("–", marks.filter { $0.inject.storyline == nil })]
    }

    private func lane(_ name: String, at top: Int64, _ marks: [Mark]) -> HTML {
        let middle = top + Self.lane / 2
        return """
            <line x1="0" x2="\(Int(Self.left + Self.width))" y1="\(Int(top))" y2="\(Int(top))" stroke="currentColor" stroke-opacity=".15"/>\
            <text x="4" y="\(Int(middle + 4))" font-size="13" fill="currentColor">\(String(name.prefix(15)))</text>\(marks.html { mark in
                """
                <a href="\(InjectPaths.inject(frame.event, mark.inject.id))"\("data-put", value: isOpen ? InjectPutForm.handle(mark.inject, plan) : nil)><title>\(InjectRuleWords.number(mark.inject.label)) \(mark.inject.title) · \(InjectTime.clock(mark.due))</title>\
                <rect x="\(Int(x(mark.due)))" y="\(Int(top + 8))" width="3" height="24" fill="currentColor"/>\
                <text x="\(Int(x(mark.due) + 6))" y="\(Int(middle + 4))" font-size="12" fill="currentColor">\(String(mark.inject.label.prefix(6)))</text></a>
                """
            })
            """
    }
}
