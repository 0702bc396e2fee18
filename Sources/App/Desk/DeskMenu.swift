import Markup
import Web

/// An entry of the user's menu at the end of a desk page's header: what is the user's own, and what only administrators do.
struct MenuEntry: Sendable {
    enum Kind: Sendable {
        case link
        /// Pressing it does something: a form.
        case act
        /// For whoever is not signed in, in place of the menu.
        case guestLink
        /// Under a heading of its own.
        case administration
    }

    /// From the top.
    let order: Int
    let path: String
    let label: @Sendable () -> Message
    var kind = Kind.link
    /// Whom it is shown to.
    var isFor: @Sendable (Visitor.AccountSession) -> Bool = { _ in true }
}

/// A feature that the menu leads to. Where the house leads everybody: ``RailFeature``.
protocol MenuFeature: Feature {
    static var menu: [MenuEntry] { get }
}

/// The end of a desk page's header: who is signed in, and what is theirs; or the way to sign in.
enum DeskMenu {
    private static let entries: [MenuEntry] =
        Features.all { $0 as? any MenuFeature.Type }.flatMap { $0.menu }.sorted { $0.order < $1.order }

    /// - Parameter path: where a choice of language leads back to.
    static func html(_ visit: Visit, at path: String) -> HTML {
        guard let account = visit.visitor.account else {
            return entries.filter { $0.kind == .guestLink }.html { "<a href=\"\($0.path)\">\($0.label())</a>" }
        }
        func list(_ kind: MenuEntry.Kind) -> HTML {
            entries.filter { $0.kind == kind && $0.isFor(account) }.html { "<li>\(entry($0))</li>" }
        }
        let administration = list(.administration)
        return """
            <details class="menu own"><summary>\(Icon.svg("account")) <bdi>\(account.name)</bdi></summary><div>\
            <ul>\(list(.link))<li><a href="\(Help.address(at: path))" data-help>\(L("Help with this page"))</a></li>\
            <li class="keys"><button type="button" class="plain" data-keys-toggle hidden></button></li></ul>\
            <p class="muted small">\(L("Language"))</p>\(LanguageMenu.choice(path: path))\
            \(administration.isEmpty ? .empty : "<p class=\"muted small\">\(L("Administration"))</p><ul>\(administration)</ul>")\
            <ul class="last">\(list(.act))</ul></div></details>
            """
    }

    private static func entry(_ entry: MenuEntry) -> HTML {
        guard entry.kind == .act else { return "<a href=\"\(entry.path)\">\(entry.label())</a>" }
        return """
            <form method="post" action="\(entry.path)"><button class="plain">\(entry.label())</button></form>
            """
    }
}

extension Layout {
    /// What stands around every desk page: the rail, the menu, help, and what was just done. Whoever has no account finds none of it.
    /// - Parameter isInRoom: a page for people with a seat, who are not asked to sign in.
    mutating func dress(_ visit: Visit, isInRoom: Bool = false) {
        help = Help.address(at: path)
        notice = Done.notice(visit)
        zone = visit.visitor.account?.timeZone
        guard let account = visit.visitor.account else {
            tools = isInRoom ? .empty : DeskMenu.html(visit, at: path)
            return
        }
        tools = DeskMenu.html(visit, at: path)
        showsLanguages = false
        // The console is an instrument of its own: its tabs and its menu lead away from it.
        if kind != .console && kind != .phone && !account.lacksSecondFactor { rail = Rail.html(account, at: path) }
    }
}

extension Visit {
    /// A page for work at a desk, with the menu and the language menu leading back to it.
    func layout(_ kind: Layout.Kind, _ title: Message, crumbs: [Layout.Crumb] = []) -> Layout {
        var layout = Layout(kind, title, path: inbound.isLooking ? inbound.path : "/")
        layout.crumbs = crumbs
        layout.dress(self)
        return layout
    }
}
