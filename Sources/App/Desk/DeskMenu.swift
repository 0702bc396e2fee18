import Markup
import Web

/// An entry of the menu at the end of a desk page's header.
struct MenuEntry: Sendable {
    enum Kind: Sendable {
        case link
        /// Pressing it does something: a form.
        case act
        /// For whoever is not signed in, in place of the menu.
        case guestLink
    }

    /// From the top.
    let order: Int
    let path: String
    let label: @Sendable () -> Message
    var kind = Kind.link
    /// Whom it is shown to.
    var isFor: @Sendable (Visitor.AccountSession) -> Bool = { _ in true }
}

/// A feature that the menu leads to.
protocol MenuFeature: Feature {
    static var menu: [MenuEntry] { get }
}

/// The end of a desk page's header: who is signed in, and where to go; or the way to sign in.
enum DeskMenu {
    private static let entries: [MenuEntry] =
        Features.all { $0 as? any MenuFeature.Type }.flatMap { $0.menu }.sorted { $0.order < $1.order }

    static func html(_ visit: Visit) -> HTML {
        guard let account = visit.visitor.account else {
            return entries.filter { $0.kind == .guestLink }.html { "<a href=\"\($0.path)\">\($0.label())</a>" }
        }
        let shown = entries.filter { $0.kind != .guestLink && $0.isFor(account) }
        return """
            <details class="menu"><summary>\(Icon.svg("people")) <bdi>\(account.name)</bdi></summary><ul>\
            <li><a href="\(Paths.home())">\(L("My programmes and events"))</a></li>\
            \(Rail.entries.filter { $0.isFor(account) }.html { "<li><a href=\"\($0.path)\">\($0.label())</a></li>" })\
            \(shown.html { "<li>\(entry($0))</li>" })</ul></details>
            """
    }

    private static func entry(_ entry: MenuEntry) -> HTML {
        guard entry.kind == .act else { return "<a href=\"\(entry.path)\">\(entry.label())</a>" }
        return """
            <form method="post" action="\(entry.path)"><button class="plain">\(entry.label())</button></form>
            """
    }
}

extension Visit {
    /// A page for work at a desk, with the menu and the language menu leading back to it.
    func layout(_ kind: Layout.Kind, _ title: Message, crumbs: [Layout.Crumb] = []) -> Layout {
        var layout = Layout(kind, title, path: inbound.isLooking ? inbound.path : "/")
        layout.crumbs = crumbs
        layout.tools = DeskMenu.html(self)
        layout.zone = visitor.account?.timeZone
        return layout
    }
}
