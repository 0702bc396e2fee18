import Markup
import Web

extension Paths {
    static let directory = FixedPath("/directory")
    static let people = FixedPath("/directory/people")
    static let newPerson = FixedPath("/directory/people/new")
    static let person = PathPattern<Person.ID>("/directory/people/:person")
    static let personEditing = PathPattern<Person.ID>("/directory/people/:person/edit")
    static let peopleImport = FixedPath("/directory/people/import")
    static let peopleExport = PathPattern<String>("/directory/people/export/:format")
    static let organisations = FixedPath("/directory/organisations")
    static let newOrganisation = FixedPath("/directory/organisations/new")
    static let organisation = PathPattern<Organisation.ID>("/directory/organisations/:organisation")
    static let countries = FixedPath("/directory/countries")
    static let regions = FixedPath("/directory/regions")
    static let region = PathPattern<Region.ID>("/directory/regions/:region")
    static let memberships = PathPattern<Region.ID>("/directory/regions/:region/memberships")
    static let membershipEnding = PathPattern<Region.ID, String>(
        "/directory/regions/:region/memberships/:country/ending")
    static let directoryRetention = FixedPath("/directory/retention")
    static let sectors = FixedPath("/directory/sectors")
    static let sector = PathPattern<String>("/directory/sectors/:sector")
    static let sectorOrder = PathPattern<String>("/directory/sectors/:sector/order")
    static let sectorRetirement = PathPattern<String>("/directory/sectors/:sector/retirement")
    static let sectorReturn = PathPattern<String>("/directory/sectors/:sector/return")
}

/// The tabs of the directory.
struct DirectoryFrame {
    enum Tab: CaseIterable {
        case people, organisations, countries, regions, sectors
        /// For administrators.
        case retention

        var link: (path: String, label: Message) {
            switch self {
            case .people: (Paths.people(), L("People"))
            case .organisations: (Paths.organisations(), L("Organisations"))
            case .countries: (Paths.countries(), L("Countries"))
            case .regions: (Paths.regions(), L("Regions"))
            case .sectors: (Paths.sectors(), L("Sectors"))
            case .retention: (Paths.directoryRetention(), L("How long people stay"))
            }
        }
    }

    let visit: Visit
    let tab: Tab

    /// A tab's own page.
    func list(_ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let mayAdminister = visit.visitor.account?.isAdministrator ?? false
        let tabs = Tab.allCases.filter { $0 != .retention || mayAdminister }
        let frame = DeskFrame(
            visit: visit, title: tab.link.label, path: tab.link.path,
            crumbs: [.init(L("Directory"), Paths.directory()), .init(tab.link.label, nil)])
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
