import Domain
import Markup
import Web

/// Before they are invited: who gets an account by it, and who cannot be told.
struct MandateInvitationsPage {
    let visit: Visit
    let invitations: MandateInvitations
    let names: MandateNames
    /// To be handed over, where nothing is mailed.
    var links: [(name: String, path: String)]?

    private var hasMail: Bool { visit.settings.mail != nil }

    func answer(_ status: DeskFrame.FormStatus = .ok) -> Answer {
        let title = L("Invite those without an account")
        let count = invitations.reachable.count
        return DirectoryFrame(visit: visit, tab: .mandates).detail(
            title, path: Paths.mandateInvitations(),
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Who holds a mandate acts with an account. Each gets a link of their own, at which they choose a password; links of before go on working."))</p></div>\
            \(links.map(handed) ?? .empty)\(hasMail ? .empty : "<p class=\"notice warn\">\(L("This server sends no mail: you see the links once, and hand them over."))</p>")\
            \(missing)\(count == 0 ? "<p>\(L("Everybody with an address has an account."))</p>" : sending(count))
            """, status: status)
    }

    private func sending(_ count: Int) -> HTML {
        """
        <form method="post" action="\(Paths.mandateInvitations())"><div class="actions"><button\("class", value: links == nil ? "primary" : nil)>\
        \(hasMail ? L(count, one: "Send \(count) e-mail", other: "Send \(count) e-mails") : L(count, one: "Make \(count) link", other: "Make \(count) links"))</button>\
        <a class="button plain" href="\(Paths.mandates())">\(L("Cancel"))</a></div></form>\
        <h2>\(L("Who gets an account by it"))</h2><ul class="lines">\(invitations.reachable.html(line))</ul>
        """
    }

    private var missing: HTML {
        guard !invitations.unreachable.isEmpty else { return .empty }
        return """
            <section><h2>\(L("Who cannot be told: no e-mail address"))</h2><ul class="lines">\(invitations.unreachable.html(line))</ul></section>
            """
    }

    private func line(_ holder: MandateInvitations.Holder) -> HTML {
        """
        <li><p class="title"><a href="\(Paths.person(holder.person.id))" dir="auto">\(holder.person.fields.fullName)</a></p>\
        <p class="meta">\(holder.holders.html { "<span>\(names.name($0))</span> " })</p></li>
        """
    }

    private func handed(_ links: [(name: String, path: String)]) -> HTML {
        """
        <section class="notice good" id="links" role="status"><p>\(L("Give each of them their own address. It is shown this once."))</p><ul class="lines">\(links.html { link in
            let address = visit.settings.baseURL + link.path
            return "<li class=\"between\"><bdi>\(link.name)</bdi> <button type=\"button\" data-copy=\"\(address)\">\(Icon.svg("copy")) \(L("Copy the link"))<span class=\"sr\">: \(link.name)</span></button></li>"
        })</ul></section>
        """
    }
}
