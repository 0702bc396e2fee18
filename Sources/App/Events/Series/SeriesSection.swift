import Domain
import Markup
import Storage
import Web

/// Where an event stands among the others, on its page.
struct SeriesSection {
    let told: SeriesReading

    var html: HTML {
        guard !told.isEmpty else { return .empty }
        let series: HTML =
            told.series.map {
                "<dt>\(L("Series"))</dt><dd><bdi>\($0.title)</bdi> <span class=\"muted\">\($0.rhythm.label)</span></dd>"
            }
            ?? .empty
        return """
            <section id="series"><h2>\(L("Before and after"))</h2><dl class="facts">\(series)\
            \(part(L("Follows", context: "event"), told.follows.map { [$0] } ?? []))\
            \(part(L("Followed by", context: "event"), told.followedBy))\
            \(part(L("Prepares", context: "event"), told.prepares.map { [$0] } ?? []))\
            \(part(L("Prepared by", context: "event"), told.preparedBy))</dl></section>
            """
    }

    private func part(_ label: Message, _ events: [EventSummary]) -> HTML {
        guard !events.isEmpty else { return .empty }
        return """
            <dt>\(label)</dt><dd>\(events.html { event in
                let name: HTML = "<bdi>\(event.title)</bdi> <span class=\"muted\">\(DateText.span(event.startsOn, event.endsOn))</span>"
                return told.open.contains(event.id)
                    ? "<a class=\"chip wrap\" href=\"\(Paths.event(event.id))\">\(name)</a> " : "<span class=\"chip wrap\">\(name)</span> "
            })</dd>
            """
    }
}

/// The same in the settings of the event.
struct SeriesFormSection {
    let event: EventRecord
    let all: [SeriesRecord]
    /// The other events of the programme.
    let others: [EventSummary]
    let state: FormState

    /// What stands in place of a series for one that begins with the event.
    static let new = "new"

    /// - Parameter state: of a form that comes back.
    init(_ event: EventRecord, _ state: FormState?, _ reading: any Reading) throws {
        let ties = try SeriesStore(reading).ties(of: event.id)
        self.event = event
        all = try SeriesStore(reading).series(of: event.programme)
        others = try ProgrammeStore(reading).events(of: event.programme).filter { $0.id != event.id }
        self.state =
            state
            ?? FormState(stored: [
                ("series", ties.series?.description ?? ""), ("follows", ties.follows?.description ?? ""),
                ("prepares", ties.prepares?.description ?? ""), ("rhythm", SeriesRhythm.irregular.rawValue),
            ]).placed("series")
    }

    var html: HTML {
        let isOpen =
            !state.errors.isEmpty || ["series", "follows", "prepares"].contains { state.values[$0]?.isEmpty == false }
        return """
            <details id="series-form"\("open", when: isOpen)><summary><h2>\(L("Before and after"))</h2></summary>\
            <form class="form" method="post" action="\(Paths.eventSeries(event.id))">\
            \(state.summary([("series", L("Series")), ("title", L("Title of the new series")), ("follows", L("Follows", context: "event")), ("prepares", L("Prepares", context: "event"))]))\
            \(state.select("series", L("Series"), hint: L("Events that come again and again."), options: series))\
            <div class="row">\(state.text("title", L("Title of the new series"), maxLength: 200))\
            \(state.select("rhythm", L("Rhythm"), options: SeriesRhythm.allCases.map { ($0.rawValue, $0.label) }))</div>\
            <div class="row">\(state.select("follows", L("Follows", context: "event"), hint: L("The previous one of the series."), options: events { $0.startsOn <= event.startsOn }))\
            \(state.select("prepares", L("Prepares", context: "event"), hint: L("The meeting that it prepares."), options: events { $0.startsOn >= event.startsOn }))</div>\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }

    private var series: [(value: String, label: Message)] {
        [(value: "", label: L("None", context: "series"))]
            + all.map { (value: $0.id.description, label: .verbatim($0.title)) }
            + [(value: Self.new, label: L("A new series, with the title below"))]
    }

    private func events(_ isOffered: (EventSummary) -> Bool) -> [(value: String, label: Message)] {
        [(value: "", label: L("None", context: "event"))]
            + others.filter(isOffered).map { one in
                (
                    value: one.id.description,
                    label: .verbatim("\(one.title), \(DateText.span(one.startsOn, one.endsOn))")
                )
            }
    }
}

/// The series of a programme, on its page: what comes next in each.
struct ProgrammeSeriesSection {
    let all: [(series: SeriesRecord, events: [EventSummary])]
    let open: Set<Event.ID>
    let today: String

    init(_ programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws {
        let series = try SeriesStore(reading).series(of: programme)
        today = CalendarDate.today(visit.now)
        guard !series.isEmpty else {
            (all, open) = ([], [])
            return
        }
        let places = try SeriesStore(reading).places(in: programme)
        let seen = try ProgrammeStore(reading).events(of: programme, seenBy: visit.visitor)
        all = series.map { one in (series: one, events: seen.filter { places[$0.id] == one.id }) }
        let told = Dictionary(seen.map { ($0.id, $0) }) { first, _ in first }
        open = try SeriesReading.open(in: programme, told, visit.visitor, reading)
    }

    var html: HTML {
        guard !all.isEmpty else { return .empty }
        return """
            <section id="series"><h2>\(L("Series", context: "several"))</h2><ul class="lines">\(all.html { series, events in
                """
                <li><p class="title" dir="auto">\(series.title)</p><p class="meta"><span>\(series.rhythm.label)</span> \
                <span>\(L(events.count, one: "\(events.count) event", other: "\(events.count) events"))</span> \(shown(events))</p></li>
                """
            })</ul></section>
            """
    }

    /// The next, or else the last.
    private func shown(_ events: [EventSummary]) -> HTML {
        let next = events.first { $0.endsOn >= today }
        guard let event = next ?? events.last else { return .empty }
        let days = DateText.span(event.startsOn, event.endsOn)
        let words = next == nil ? L("Last: \(days)") : L("Next: \(days)")
        return open.contains(event.id)
            ? "<a href=\"\(Paths.event(event.id))\">\(words)<span class=\"sr\">: \(event.title)</span></a>"
            : "<span>\(words)</span>"
    }
}
