import Markup
import Web

/// The tabs of the directory.
struct DirectoryFrame {
    enum Tab: CaseIterable {
        case people, organisations, cities, countries, regions, mandates, sectors, areas
        /// For administrators.
        case retention

        var link: (path: String, label: Message) {
            switch self {
            case .people: (Paths.people(), L("People"))
            case .organisations: (Paths.organisations(), L("Organisations"))
            case .cities: (Paths.cities(), L("Cities"))
            case .countries: (Paths.countries(), L("Countries"))
            case .regions: (Paths.regions(), L("Regions"))
            case .mandates: (Paths.mandates(), L("Mandates"))
            case .sectors: (Paths.sectors(), L("Sectors"))
            case .areas: (Paths.areas(), L("Areas"))
            case .retention: (Paths.directoryRetention(), L("How long people are kept"))
            }
        }
    }

    let visit: Visit
    let tab: Tab

    /// A tab's own page.
    func list(_ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let mayAdminister = visit.visitor.account?.isAdministrator ?? false
        // Areas are there for everybody; the rest for who keeps the directory.
        let mayKeep = Policy.allows(.keepDirectory, visitor: visit.visitor, roles: [])
        let tabs = Tab.allCases.filter { $0 == tab || mayKeep && ($0 != .retention || mayAdminister) }
        let frame = DeskFrame(
            visit: visit, title: tab.link.label, path: tab.link.path)
        return frame.answer(
            """
            <div class="head"><h1>\(L("Directory"))</h1></div>
            <nav aria-label="\(L("Directory").string())"><ul class="tabs">\(tabs.html { other in
                let link = other.link
                return "<li><a href=\"\(link.path)\"\("aria-current", value: other == tab ? "page" : nil)>\(link.label)</a></li>"
            })</ul></nav>
            \(main)
            """, status: status)
    }

    /// A page below a tab.
    func detail(_ title: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let frame = DeskFrame(
            visit: visit, title: title, path: path,
            crumbs: [.init(L("Directory"), Paths.directory()), .init(tab.link.label, tab.link.path), .init(title, nil)])
        return frame.answer(main, status: status)
    }
}
