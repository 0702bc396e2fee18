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
        desk = try ExconDesk(event, now: visit.now, reading)
    }

    var answer: Answer {
        var layout = frame.layout(ExconFacts.tab, Self.label, path: ExercisePaths.console(frame.event))
        layout.styles.append("excon")
        layout.scripts += ["exercise", "excon"]
        layout.live = ExconPaths.live(frame.event)
        layout.state = Self.state
        let sections = Self.sections(desk)
        let main: HTML = """
            \(ExconGraceSection.html)\(sections[0])\
            <div class="excon">\(sections[1])\(sections[2])\(sections[3])</div>
            """
        return layout.answer(frame.dressed(ExconFacts.tab, main), .ok)
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
        let desk = try ExconDesk(asked.event, now: asked.now, reading)
        // A controller's own page shows what is theirs: it is fetched anew where anything changed.
        if asked.name == ExconControlPage.audience { return LiveView(state: desk.state, regions: []) }
        let ids = ["excon-head", "excon-lists", "excon-line", "excon-cells"]
        return LiveView(state: state, regions: zip(ids, sections(desk)).map { LiveRegion($0, $1) })
    }
}
