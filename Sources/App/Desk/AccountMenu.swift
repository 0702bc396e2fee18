import Markup
import Web

/// The end of a desk page's header: who is signed in, and the way to their account; or the way to sign in.
enum AccountMenu {
    static func html(_ visit: Visit) -> HTML {
        guard let account = visit.visitor.account else {
            return "<a href=\"\(AccountPaths.signIn())\">\(L("Sign in"))</a>"
        }
        return """
            <details class="menu"><summary>\(Icon.svg("people")) <bdi>\(account.name)</bdi></summary><ul>\
            <li><a href="/">\(L("My programmes and events"))</a></li>\
            <li><a href="\(Paths.programmes())">\(L("Programmes"))</a></li>\
            \(Policy.allows(.keepDirectory, visitor: visit.visitor, roles: []) ? "<li><a href=\"\(Paths.people())\">\(L("Directory"))</a></li>" : .empty)\
            \(account.isAdministrator || account.organisesProgrammes ? "<li><a href=\"/directory\">\(L("Directory"))</a></li>" : .empty)\
            <li><a href="\(AccountPaths.account())">\(L("My account"))</a></li>\
            \(account.isAdministrator ? "<li><a href=\"\(AccountPaths.accounts())\">\(L("Accounts"))</a></li>" : .empty)\
            <li><form method="post" action="\(AccountPaths.signOut())">\(visit.formToken)\
            <button class="plain">\(L("Sign out"))</button></form></li></ul></details>
            """
    }
}

extension Visit {
    /// A page for work at a desk, with the account's menu and the language menu leading back to it.
    func layout(_ kind: Layout.Kind, _ title: Message, crumbs: [Layout.Crumb] = []) -> Layout {
        var layout = Layout(kind, title, path: inbound.isLooking ? inbound.path : "/")
        layout.crumbs = crumbs
        layout.tools = AccountMenu.html(self)
        layout.zone = visitor.account?.timeZone
        return layout
    }
}
