import Domain
import Markup
import Storage
import Web

/// The console of whoever runs an exercise.
struct ExconPage {
    static let label: Message = L("Console")

    private let frame: ExerciseFrame
    private let desk: ExconDesk

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isExcon)
        desk = try ExconDesk(event, now: visit.now, filter: InjectFilter(visit.inbound.query), reading)
    }

    /// The audience of those who look at a part only: alike for all who chose the same.
    static func audience(_ filter: InjectFilter) -> String {
        filter.isEmpty ? LiveParts.writing : filtered + filter.query
    }

    private static let filtered = "filter?"

    var answer: Answer {
        var layout = frame.layout(ExconFacts.tab, Self.label, path: ExercisePaths.console(frame.event))
        layout.styles.append("excon")
        layout.scripts += ["exercise", "excon", "timeline"]
        layout.live = desk.filter.at(ExconPaths.live(frame.event))
        layout.state = Self.state
        let sections = Self.sections(desk)
        let main: HTML = """
            \(ExconGraceSection.html)\
            \(InjectPutSection(event: frame.event, plan: desk.plan, query: frame.visit.inbound.query, back: "console").html)\(sections[0])\(filters)\
            <div class="excon">\(sections[1])\(sections[2])\(sections[3])</div>\(putting)
            """
        return layout.answer(frame.dressed(ExconFacts.tab, main), .ok)
    }

    /// Outside of what renews itself: it names every inject, and what has changed since is compared when it is sent.
    private var putting: HTML {
        guard !desk.exercise.state.isOver else { return .empty }
        let form = InjectPutForm(event: frame.event, plan: desk.plan, back: "console").html
        return form.isEmpty ? .empty : "<p class=\"small muted\">\(InjectPutForm.telling)</p>\(form)"
    }

    /// Folded while nothing is chosen; what is chosen stays in sight.
    private var filters: HTML {
        let filter = desk.filter
        let bar = InjectFilterBar(
            filter: filter, plan: desk.plan, controllers: desk.seats.filter { $0.role.isExcon },
            hasLanes: true)
        let own = desk.seats.first { seat in seat.role.isExcon && frame.standing.seats.contains { $0.id == seat.id } }
        var mine = InjectFilter()
        mine.controller = own?.id.description ?? ""
        let path = ExercisePaths.console(frame.event)
        return """
            <details id="excon-filter"\("open", when: !filter.isEmpty)><summary>\(L("Filter"))</summary><div class="stack-2">\(bar.html)\
            <p class="actions">\(own == nil || filter == mine ? .empty : "<a class=\"button plain\" href=\"\(mine.at(path))\">\(L("Only mine"))</a>" as HTML)\
            \(filter.isEmpty ? .empty : "<a class=\"button plain\" href=\"\(path)\">\(L("Show all"))</a>" as HTML)</p></div></details>
            """
    }

    /// One page for all who run it: nothing makes it necessary to fetch it anew.
    private static let state = "excon"

    private static func sections(_ desk: ExconDesk) -> [HTML] {
        [
            ExconHeadSection(desk: desk).html, ExconListsSection(desk: desk).html,
            ExconTimelineSection(desk: desk).html,
            ExconCellsSection(desk: desk).html,
        ]
    }

    static func view(_ asked: LiveParts.Asked, _ reading: any Reading) throws -> LiveView? {
        guard try PlayStore(reading).exercise(of: asked.event) != nil else { return nil }
        if asked.name == ExconPresentPage.audience {
            let plan = try ExercisePlan(PlayStore(reading).required(asked.event).msel, reading)
            return LiveView(state: ExconPresentPage.state(plan), regions: [])
        }
        if asked.name == ExconSimcellPage.audience {
            return LiveView(
                state: try ExconSimcellPage.queue(asked.event, now: asked.now, reading).state, regions: [])
        }
        let filter =
            asked.name.hasPrefix(filtered) ? InjectFilter(query: String(asked.name.dropFirst(filtered.count))) : .init()
        let desk = try ExconDesk(asked.event, now: asked.now, filter: filter, reading)
        // A controller's own page shows what is theirs: it is fetched anew where anything changed.
        if asked.name == ExconControlPage.audience { return LiveView(state: desk.state, regions: []) }
        let ids = ["excon-head", "excon-lists", "excon-line", "excon-cells"]
        return LiveView(state: state, regions: zip(ids, sections(desk)).map { LiveRegion($0, $1) })
    }
}
