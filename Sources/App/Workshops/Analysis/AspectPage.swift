import Domain
import Markup
import Storage
import Web

/// One aspect: what it says, what it rests on, and where it leads.
struct AspectPage {
    let table: TableView
    let aspect: AspectRecord
    let issue: IssueRecord
    private let frame: EventFrame

    private let whole: ThreadTrail

    init(_ event: Event.ID, _ id: Aspect.ID, visit: Visit, _ reading: any Reading) throws {
        aspect = try AspectStore(reading).aspect(id)
        guard aspect.event == event else { throw Refusal.notFound }
        table = try TableView(event, aspect.group, isWriting: false, reading)
        issue = try IssueStore(reading).issue(aspect.issue)
        whole = try ThreadTrail(id, event: event, reading, visit)
        frame = try EventFrame(visit, table.event, reading)
    }

    private var event: Event.ID { table.event.id }
    private var tablePath: String { "\(Paths.table(event, aspect.group))?issue=\(aspect.issue)" }

    var document: HTML {
        var layout = frame.layout(
            L("Aspect"), path: Paths.aspect(event, aspect.id), tab: EventTab.results.id,
            between: [.init(table.group.label, tablePath)])
        layout.styles = ["tables", "guide"]
        return layout.document(
            """
            <div class="head">\(thread)<h1 lang="\(aspect.language)" dir="auto">\(aspect.text)</h1>\(meta)</div>
            <div class="split"><section><h2>\(L("What it rests on"))</h2>\(foundation)</section>
            <section><h2>\(L("The same in other groups"))</h2>\(counterparts)</section></div>\(whole.html)
            """)
    }

    /// The short way up; the whole thread stands below.
    private var thread: HTML {
        """
        <ol class="trail" aria-label="\(L("Where this comes from").string())">\
        <li><a class="chip wrap" href="\(Paths.issue(event, issue.id))"><bdi lang="\(issue.language)">\(issue.title)</bdi></a></li>\
        <li><a class="chip" href="\(tablePath)">\(L("Group \(table.group.number)"))</a></li>\
        <li><span class="chip" aria-current="page">\(aspect.direction.label)</span></li></ol>
        """
    }

    private var meta: HTML {
        """
        <p class="meta"><span>\(aspect.direction.label)</span> <span>\(L("Weight \(aspect.weight)"))</span> \
        \(table.names.sector(aspect.sector)?.html ?? "<span>\(L("All sectors"))</span>") \
        \(aspect.withdrawnAt == nil ? .empty : "<span class=\"state warn\">\(L("withdrawn", context: "aspect"))</span>") \
        <span>\(L("last change")) \(MomentWords(table.event.timeZone).html(aspect.changedAt, .time))</span>\(history)</p>
        """
    }

    /// The card's earlier texts.
    private var history: HTML { " <a href=\"\(Paths.card(event, aspect.card))\">\(L("Earlier texts"))</a>" }

    private var foundation: HTML {
        let cited = aspect.cases.compactMap { table.cases[$0] }
        guard !cited.isEmpty else {
            return aspect.withoutCase
                ? "<p>\(L("The group says that there is no case."))</p>"
                : "<p class=\"quiet-warning\">\(L("No case was named yet."))</p>"
        }
        return """
            <ul class="lines">\(cited.html { record in
                """
                <li><p class="title" lang="\(record.language)" dir="auto"><a href="\(Paths.eventCase(event, record.id))">\(record.title)</a></p>\
                \(record.meta(table.names))\
                \(record.summary.isEmpty ? .empty : "<p class=\"small lines-kept\" lang=\"\(record.language)\" dir=\"auto\">\(record.summary)</p>")</li>
                """
            })</ul>
            """
    }

    private var counterparts: HTML {
        let linked = (table.counterparts[aspect.id] ?? []).filter(\.isLinked).map(\.aspect)
        guard !linked.isEmpty else { return "<p class=\"muted\">\(L("None was linked."))</p>" }
        return """
            <ul class="lines">\(linked.html { other in
                """
                <li><p class="title" lang="\(other.language)" dir="auto"><a href="\(Paths.aspect(event, other.id))">\(other.text)</a></p>\
                <p class="meta"><span>\(table.groups[other.group].map { L("Group \($0.number)") } ?? L("Another group"))</span> \
                <span>\(L("Weight \(other.weight)"))</span></p></li>
                """
            })</ul>
            """
    }
}
