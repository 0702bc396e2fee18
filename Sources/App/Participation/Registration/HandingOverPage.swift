import Markup
import Web

extension HandingOver {
    static func page(_ frame: EventFrame, _ all: HandingOver) -> Answer {
        let hidden = all.countries.count { $0.path == nil }
        let names: HTML =
            all.administrators.isEmpty
            ? .empty : " \(L("Administrators: \(list: Array(all.administrators.prefix(5)), .commas)"))"
        let needed: HTML =
            hidden == 0
            ? .empty
            : "<p class=\"notice warn\">\(L(hidden, one: "\(hidden) of them cannot sign in yet. An administrator sees that link here, or makes the account on the person’s page.", other: "\(hidden) of them cannot sign in yet. An administrator sees those links here, or makes the accounts on their pages."))\(names)</p>"
        let none: HTML =
            all.unreachable.isEmpty
            ? .empty
            : "<p class=\"notice warn\">\(L("Nobody with an e-mail address speaks for: \(list: all.unreachable)"))</p>"
        return frame.registration(
            nil, L("Links to hand over"), path: RegistrationPaths.links(frame.event.id),
            head:
                "<p class=\"lede\">\(L("This server sends no mail. Give each of them their own address, and nobody else’s: whoever has it acts with it."))</p>",
            """
            <section><h2>\(L("Who speaks for those who are invited"))</h2>\(none)\(needed)\(list(all.countries, frame))</section>\
            <section><h2>\(L("People on the list"))</h2>\(list(all.people, frame))</section>
            """)
    }

    private static func list(_ lines: [Line], _ frame: EventFrame) -> HTML {
        guard !lines.isEmpty else { return "<p class=\"muted\">\(L("Nobody yet."))</p>" }
        return """
            <ul class="lines">\(lines.html { line in
                """
                <li class="between"><div><p class="title"><bdi>\(line.to)</bdi></p><p class="meta">\(line.what)</p></div>\
                \(line.path.map { copy(frame.visit.settings.baseURL + $0, line.to) } ?? "<span class=\"muted\">\(L("cannot sign in yet"))</span>")</li>
                """
            })</ul>
            """
    }

    private static func copy(_ address: String, _ name: String) -> HTML {
        """
        <div class="actions"><a href="\(address)" rel="noreferrer">\(L("Link"))<span class="sr">: \(name)</span></a>\
        <button type="button" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy the link"))<span class="sr">: \(name)</span></button></div>
        """
    }
}
