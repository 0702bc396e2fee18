import Domain
import Markup
import Storage
import Web

/// What waits for a second person, who may be one, and what is still being written.
struct InjectApprovalPage {
    let frame: ExerciseFrame
    let table: InjectTable
    let names: InjectNames
    let authors: [Inject.ID: Set<String>]
    let own: Set<String>
    let planners: InjectPlanners

    init(_ frame: ExerciseFrame, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        table = try InjectTable(InjectDesk(frame.event, reading), InjectFilter(), reading)
        authors = try InjectStore(reading).authors(in: frame.exercise.msel)
        own = try InjectOperations.names(frame.visit, frame.event, reading)
        planners = try InjectPlanners(table.desk, reading)
        names = try InjectNames(
            authors.values.flatMap { $0 } + table.rows.map(\.inject.submittedBy), of: frame.event, reading)
    }

    var answer: Answer {
        let rows = table.rows
        let submitted = rows.filter { $0.inject.status == .submitted }
        let (mine, others) = (submitted.filter { !isOwn($0.inject) }, submitted.filter { isOwn($0.inject) })
        let returned = rows.filter { $0.inject.status == .draft && !$0.inject.reason.isEmpty }
        let drafts = rows.filter { $0.inject.status == .draft && $0.inject.reason.isEmpty }
        return InjectFrame.answer(
            frame, "approval", L("To approve"), path: InjectPaths.approval(frame.event),
            """
            <div class="head"><h1>\(L("To approve"))</h1><p class="muted">\(frame.exercise.approval.label)</p></div>\
            \(rows.allSatisfy { $0.inject.status != .draft && $0.inject.status != .submitted } ? "<div class=\"empty\"><h2>\(L("Nothing waits for approval"))</h2></div>" : .empty)\
            \(section("mine", L("You can approve"), mine))\(section("others", L("Waits for somebody else"), others))\
            \(section("returned", L("Returned"), returned))\(drafts.isEmpty ? .empty : goingOn)\(section("drafts", L("Still drafts"), drafts))
            """)
    }

    /// For many at once, as after an import.
    private var goingOn: HTML {
        """
        <form id="drafts-on" method="post" action="\(InjectPaths.approval(frame.event))"><button>\(table.desk.needsSecond ? L("Submit all drafts that are whole") : L("Approve all drafts that are whole"))</button></form>
        """
    }

    /// Who may: or that nobody is left who did not write on it.
    private func approvers(_ inject: InjectRecord) -> HTML {
        guard table.desk.needsSecond else { return .empty }
        let people = planners.others(than: authors[inject.id] ?? [])
        guard !people.isEmpty else {
            return "<p class=\"state warn\">\(L("Everybody who plans wrote on it: an organiser adds somebody."))</p>"
        }
        let rest = people.count - 6
        return """
            <p class="small muted">\(L("Can be approved by: \(list: Array(people.prefix(6)), .commas)"))\(rest > 0 ? " + \(rest)" : "")</p>
            """
    }

    private func isOwn(_ inject: InjectRecord) -> Bool {
        table.desk.needsSecond && !(authors[inject.id] ?? []).isDisjoint(with: own)
    }

    private func section(_ id: String, _ title: Message, _ rows: [InjectTable.Row]) -> HTML {
        guard !rows.isEmpty else { return .empty }
        return """
            <section id="\(id)"><h2>\(title) <small>\(rows.count)</small></h2><ol class="lines">\(rows.html { row in
                let wrote = (authors[row.inject.id] ?? []).compactMap { names.name($0) }.sorted()
                return """
                    <li><p class="title"><a href="\(InjectPaths.inject(frame.event, row.inject.id))"><bdi>\(InjectRuleWords.number(row.inject.label))</bdi> <span dir="auto">\(row.inject.title)</span></a></p>\
                    <p class="meta"><span>\(row.time)</span> \(wrote.isEmpty ? .empty : "<span>\(L("Written by \(list: wrote)"))</span>")</p>\(row.inject.status == .submitted ? approvers(row.inject) : .empty)\
                    \(row.inject.reason.isEmpty ? .empty : "<p dir=\"auto\">\(row.inject.reason)</p>")</li>
                    """
            })</ol></section>
            """
    }
}

/// The plan along the exercise's clock: a lane for each cell, a mark for each inject that it gets.
struct InjectTimelinePage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    private let marks: [Mark]
    private let end: Int64

    init(_ frame: ExerciseFrame, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        let plan = try ExercisePlan(frame.exercise.msel, reading)
        self.plan = plan
        marks = plan.injects.filter { $0.status != .obsolete }.compactMap { inject in
            plan.dueElapsed(inject).map {
                Mark(inject: inject, due: max(0, $0), cells: Set(plan.recipients(of: inject).map(\.id)))
            }
        }.sorted { $0.due < $1.due }
        end = max(plan.plannedEnd, marks.last?.due ?? 0, 60 * EpochTime.minute)
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

    var answer: Answer {
        let timeless = plan.injects.filter { plan.dueElapsed($0) == nil && $0.status != .obsolete }
        return InjectFrame.answer(
            frame, "timeline", L("Timeline"), path: InjectPaths.timeline(frame.event),
            """
            <div class="head"><h1>\(L("Timeline"))</h1><p class="muted">\(L("As planned, by the exercise’s clock, without breaks. Each mark leads to its inject."))</p></div>\
            \(lanes)\
            \(timeless.isEmpty ? .empty : "<section id=\"timeless\"><h2>\(L("By hand, by a rule, or at a time of the day"))</h2><ul class=\"lines\">\(timeless.html { "<li><a href=\"\(InjectPaths.inject(frame.event, $0.id))\"><bdi>\(InjectRuleWords.number($0.label))</bdi> <span dir=\"auto\">\($0.title)</span></a></li>" })</ul></section>")
            """)
    }

    private var lanes: HTML {
        guard !plan.cells.isEmpty else {
            return "<div class=\"empty\"><h2>\(L("There are no cells yet"))</h2></div>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Timeline").string())">\(chart)</div>
            """
    }

    private var chart: HTML {
        let height = Self.head + Int64(plan.cells.count) * Self.lane
        return """
            <svg class="chart" viewBox="0 0 \(Int(Self.left + Self.width + 20)) \(Int(height))" width="\(Int(Self.left + Self.width + 20))" height="\(Int(height))" role="group" aria-labelledby="timeline-t">\
            <title id="timeline-t">\(L("Timeline"))</title>\(plan.moves.html { band($0, height) })\(plan.cells.enumerated().map { ($0.offset, $0.element) }.html { index, cell in
                lane(cell, at: Self.head + Int64(index) * Self.lane, marks.filter { $0.cells.contains(cell.id) })
            })</svg>
            """
    }

    private func band(_ move: MoveRecord, _ height: Int64) -> HTML {
        let start = x(move.start)
        return """
            <line x1="\(Int(start))" x2="\(Int(start))" y1="0" y2="\(Int(height))" stroke="currentColor" stroke-opacity=".3"/>\
            <text x="\(Int(start + 4))" y="14" font-size="12" fill="currentColor">\(L("Move \(move.number)").string()) · \(InjectTime.clock(move.start))</text>
            """
    }

    private func lane(_ cell: CellRecord, at top: Int64, _ marks: [Mark]) -> HTML {
        let middle = top + Self.lane / 2
        return """
            <line x1="0" x2="\(Int(Self.left + Self.width))" y1="\(Int(top))" y2="\(Int(top))" stroke="currentColor" stroke-opacity=".15"/>\
            <text x="4" y="\(Int(middle + 4))" font-size="13" fill="currentColor">\(String("\(cell.code) \(cell.name)".prefix(15)))</text>\(marks.html { mark in
                """
                <a href="\(InjectPaths.inject(frame.event, mark.inject.id))"><title>\(InjectRuleWords.number(mark.inject.label)) \(mark.inject.title) · \(InjectTime.clock(mark.due))</title>\
                <rect x="\(Int(x(mark.due)))" y="\(Int(top + 8))" width="3" height="24" fill="currentColor"/>\
                <text x="\(Int(x(mark.due) + 6))" y="\(Int(middle + 4))" font-size="12" fill="currentColor">\(String(mark.inject.label.prefix(6)))</text></a>
                """
            })
            """
    }
}
