import Markup
import Storage
import Web

/// A part of a programme in the row above all its pages. A feature tells its own; where there is one only, no row is shown.
struct ProgrammeTab: Sendable {
    let id: String
    /// From left to right in the direction of reading: Overview 10, Members 20, Groups 30, Publications 40, Sharing 50, Library 60, Thread 70.
    let order: Int
    let label: Message
    let path: @Sendable (Programme.ID) -> String
    /// Who finds it there.
    var permission: Permission = .seeProgramme

    static let all: [ProgrammeTab] = Features.all { $0 as? any ProgrammeTabFeature.Type }
        .flatMap { $0.programmeTabs }.sorted { $0.order < $1.order }

    static let overview = ProgrammeTab(
        id: "overview", order: 10, label: L("Overview"), path: { Paths.programme($0) })
}

protocol ProgrammeTabFeature: Feature {
    static var programmeTabs: [ProgrammeTab] { get }
}

/// The surroundings of every page of a programme: trail and tabs.
struct ProgrammeFrame {
    let visit: Visit
    let programme: ProgrammeRecord
    let roles: Set<Role>

    var id: Programme.ID { programme.id }

    /// - Throws: ``Refusal/notFound``.
    init(_ visit: Visit, _ id: Programme.ID, _ reading: any Reading) throws {
        self.visit = visit
        programme = try ProgrammeStore(reading).programme(id)
        roles = try Policy.roles(of: visit.visitor, in: id, reading)
    }

    func allows(_ permission: Permission) -> Bool { Policy.allows(permission, visitor: visit.visitor, roles: roles) }

    /// - Parameters:
    ///   - tab: behind which it stands: the id of a ``ProgrammeTab``.
    ///   - between: steps between the programme and this page.
    func page(
        _ title: Message, path: String, tab: String, between: [Layout.Crumb] = [], styles: [String] = [],
        status: DeskFrame.FormStatus = .ok, _ main: HTML
    ) -> Answer {
        let isHome = path == Paths.programme(id)
        var layout = Layout(.desk, title, path: path)
        layout.crumbs =
            [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), isHome ? nil : Paths.programme(id)),
            ]
            + between + (isHome ? [] : [.init(title, nil)])
        layout.styles = styles
        layout.dress(visit)
        layout.under = tabs(tab, at: path)
        return layout.answer(main, status)
    }

    private func tabs(_ chosen: String, at path: String) -> HTML {
        let shown = ProgrammeTab.all.filter { allows($0.permission) }
        guard shown.count > 1 else { return .empty }
        return """
            <nav class="event-tabs" aria-label="\(L("Programme").string())"><ul class="tabs">\(shown.html { item in
                let address = item.path(id)
                let current = item.id == chosen ? (address == path ? "page" : "true") : nil
                return "<li><a href=\"\(address)\"\("aria-current", value: current)>\(item.label)</a></li>"
            })</ul></nav>
            """
    }
}
