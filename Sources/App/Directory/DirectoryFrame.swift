import Markup
import Web

extension Paths {
    static let directory = FixedPath("/directory")
    static let people = FixedPath("/directory/people")
    static let newPerson = FixedPath("/directory/people/new")
    static let person = PathPattern<Person.ID>("/directory/people/:person")
    static let personEditing = PathPattern<Person.ID>("/directory/people/:person/edit")
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

/// What desk pages have in common: header, breadcrumb and what was just done.
struct DeskFrame {
    let visit: Visit
    let title: Message
    let path: String
    var crumbs: [Layout.Crumb] = []
    var marking: String?
    var kind: Layout.Kind = .desk
    var styles: [String] = []

    /// - Parameter main: the page without its notice, which stands above it.
    func answer(_ main: HTML, status: FormStatus = .ok) -> Answer {
        var layout = Layout(kind, title, path: path)
        layout.crumbs = crumbs
        layout.zone = visit.visitor.account?.timeZone
        layout.styles = styles
        layout.marking = marking
        layout.tools = AccountMenu.html(visit)
        return .html(
            layout.document("\(Done.notice(visit))\(main)"), status: status == .ok ? .ok : .unprocessableContent)
    }

    enum FormStatus { case ok, wrong }
}

/// What was just done, told on the page that a form leads to: `?done=created`.
enum Done: String {
    case created, saved, added, removed, restored, ended, retired, moved, renewed, invited, imported, clockKept,
        momentKept, joined, parted

    var words: Message {
        switch self {
        case .created: L("Created.")
        case .saved: L("Saved.")
        case .added: L("Added.")
        case .removed: L("Removed.")
        case .restored: L("Brought back.")
        case .ended: L("The membership was ended.")
        case .retired: L("Retired: it is no longer offered, and stays where it was used.")
        case .moved: L("The order was changed.")
        case .renewed: L("There is a new one. The one before leads nowhere now.")
        case .invited: L("The account has the role now; it is in effect when they sign in.")
        case .imported: L("The import is done.")
        case .clockKept: L("Saved. The event has another time zone now; the steps keep the times on their clock.")
        case .momentKept:
            L(
                "Saved. The event has another time zone now; the steps open and close when they would have, which is another time on the clock."
            )
        case .joined: L("The two seats are one now.")
        case .parted: L("They are two seats again.")
        }
    }

    static func notice(_ visit: Visit) -> HTML {
        guard let done = visit.inbound.query["done"].flatMap(Done.init(rawValue:)) else { return .empty }
        return "<div class=\"notice good\" role=\"status\"><p>\(done.words)</p></div>"
    }

    /// The address with this word on it.
    func at(_ path: String) -> String { "\(path)\(path.contains("?") ? "&" : "?")done=\(rawValue)" }
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

extension FormState {
    /// The form as it was sent, with what a refusal says of its fields.
    /// - Throws: the refusal itself where it is about something else than fields.
    static func refused(_ values: FormValues, _ error: any Error) throws -> FormState {
        guard let refusal = error as? Refusal, !refusal.fields.isEmpty else { throw error }
        return FormState(values, errors: refusal.fields)
    }
}
