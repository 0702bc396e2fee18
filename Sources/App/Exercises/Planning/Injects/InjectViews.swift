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
            \(whose(submitted))\(section("mine", L("You can approve"), mine))\(section("others", L("Waits for somebody else"), others))\
            \(section("returned", L("Returned"), returned))\(drafts.isEmpty ? .empty : goingOn)\(section("drafts", L("Still drafts"), drafts))
            """)
    }

    /// Each person who can approve something that waits, with what: whoever has most first.
    private func whose(_ rows: [InjectTable.Row]) -> HTML {
        guard table.desk.needsSecond, !rows.isEmpty else { return .empty }
        var waiting: [String: [String]] = [:]
        for row in rows {
            for name in planners.others(than: authors[row.inject.id] ?? []) {
                waiting[name, default: []].append(InjectRuleWords.number(row.inject.label))
            }
        }
        let people = waiting.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        guard !people.isEmpty else { return .empty }
        return """
            <section id="whose"><h2>\(L("Who can approve what waits"))</h2><ul class="lines">\(people.html { name, labels in
                let (count, more) = (labels.count, labels.count - 20)
                return """
                    <li><p class="title"><bdi>\(name)</bdi></p><p class="meta"><span>\(L(count, one: "\(count) inject", other: "\(count) injects"))</span> \
                    <bdi>\(labels.prefix(20).joined(separator: " "))</bdi>\(more > 0 ? " + \(more)" : "")</p></li>
                    """
            })</ul></section>
            """
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
