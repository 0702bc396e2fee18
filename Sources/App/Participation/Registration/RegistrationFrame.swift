import Domain
import Markup
import Storage
import Web

/// A page behind the tab Registration. What stands in folders of their own tells theirs.
struct RegistrationPage: Sendable {
    let id: String
    /// As the journey goes: Rule 10, Questions 15, Quotas 20, Invitations 30, Allocation 40, List 50, which comes first once people are on it.
    let order: Int
    let label: Message
    let path: @Sendable (Event.ID) -> String
    let permission: Permission
}

/// The next thing that has to be done: the primary button of the list.
struct RegistrationDue: Sendable {
    /// The least first.
    let order: Int
    let label: Message
    let path: String
    /// Why now.
    var note: Message?
}

/// What a folder adds to the pages of an event's registration.
protocol RegistrationPageFeature: Feature {
    static var registrationPages: [RegistrationPage] { get }
    /// Above the list: a strip for each quota.
    static func strips(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> HTML
    static func due(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> [RegistrationDue]
}

extension RegistrationPageFeature {
    static func strips(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> HTML { .empty }
    static func due(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> [RegistrationDue] {
        []
    }

}

enum RegistrationPages {
    static let features: [any RegistrationPageFeature.Type] = Features.all { $0 as? any RegistrationPageFeature.Type }
    static let all: [RegistrationPage] = features.flatMap { $0.registrationPages }.sorted { $0.order < $1.order }
    static let list = "list"

    /// What is due, the next first.
    static func due(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> [RegistrationDue] {
        try features.flatMap { try $0.due(frame, rule, reading) }.sorted { $0.order < $1.order }
    }

    /// Whether anybody is on the list.
    static func hasPeople(_ event: Event.ID, _ reading: any Reading) throws -> Bool {
        try !RegistrationStore(reading).registrations(of: event).isEmpty
    }
}

extension EventFrame {
    /// A page behind the tab Registration.
    /// - Parameters:
    ///   - page: the id of the ``RegistrationPage``; nothing for a page below one.
    ///   - under: the page that it stands below.
    ///   - hasPeople: whether anybody is on the list.
    func registration(
        _ page: String?, _ title: Message, path: String, under: [Layout.Crumb] = [], head: HTML = .empty, _ main: HTML,
        hasPeople: Bool = true, status: DeskFrame.FormStatus = .ok
    ) -> Answer {
        let isHome = page == RegistrationPages.list
        var between = isHome ? [] : [Layout.Crumb(L("Registration"), RegistrationPaths.list(event.id))]
        between += under
        var layout = layout(title, path: path, tab: RegistrationFacts.tabID, between: between)
        // Who only nominated somebody has no list, and perhaps no event, to go back to.
        if !allows(.facilitate) { layout.crumbs = [.init(.verbatim(event.title), nil), .init(title, nil)] }
        return layout.answer(
            "\(sections(page, path, hasPeople))<div class=\"head\"><h1>\(title)</h1>\(head)</div>\n\(main)", status)
    }

    /// A page that needs the rule, while there is none: what to do first.
    func registrationNotSetUp(_ page: String, _ title: Message, path: String) -> Answer {
        registration(page, title, path: path, notSetUpYet, hasPeople: false)
    }

    var notSetUpYet: HTML {
        """
        <div class="empty"><h2>\(L("Registration has not been set up"))</h2>\
        <p class="muted">\(L("First say how people come and until when. Then set quotas, and invite."))</p>\
        \(allows(.organise) ? "<a class=\"button primary\" href=\"\(RegistrationPaths.rule(event.id))\">\(L("Set up registration"))</a>" : .empty)</div>
        """
    }

    private func sections(_ chosen: String?, _ path: String, _ hasPeople: Bool) -> HTML {
        let pages = RegistrationPages.all.filter { allows($0.permission) }
        let list = pages.filter { $0.id == RegistrationPages.list }
        let others = pages.filter { $0.id != RegistrationPages.list }
        let shown = hasPeople ? list + others : others + list
        guard shown.count > 1 else { return .empty }
        return """
            <nav class="sub-tabs" aria-label="\(L("Registration").string())"><ul class="tabs">\(shown.html { page in
                """
                <li><a href="\(page.path(event.id))"\("aria-current", value: page.id == chosen ? (page.path(event.id) == path ? "page" : "true") : nil)>\
                \(page.label)</a></li>
                """
            })</ul></nav>
            """
    }
}
