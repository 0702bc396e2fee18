import Domain
import Markup
import Storage
import Web

/// The surroundings of the pages on which a programme plans: those of the programme, and the row of the rooms.
struct PlansFrame {
    let frame: ProgrammeFrame
    let standing: PlansStanding

    /// - Throws: ``Refusal/notFound`` where the programme is none of theirs.
    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        standing = try PlansStanding(visit, programme, reading)
        try standing.require(standing.isOf || frame.allows(.seeProgramme))
    }

    var programme: Programme.ID { frame.id }
    var visit: Visit { frame.visit }

    static let tab = "planning"

    /// - Parameters:
    ///   - chosen: the id of the ``PlansTab``.
    ///   - between: steps between the room and this page.
    func answer(
        _ chosen: String, _ title: Message, path: String, between: [Layout.Crumb] = [], styles: [String] = [],
        status: DeskFrame.FormStatus = .ok, _ main: HTML
    ) -> Answer {
        let crumbs = chosen == "overview" ? [] : [Layout.Crumb(L("Planning"), PlansPaths.home(programme))]
        return frame.page(
            title, path: path, tab: Self.tab, between: crumbs + between, styles: ["tables"] + styles, status: status,
            "\(row(chosen))\(main)")
    }

    private func row(_ chosen: String) -> HTML {
        SubTabs(
            label: L("Planning"),
            items: PlansTab.all.filter { $0.isShown(standing) }
                .map { .init(id: $0.id, label: $0.label, path: $0.path(programme)) },
            chosen: chosen
        ).html
    }
}
