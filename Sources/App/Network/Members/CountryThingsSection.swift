import Markup
import Web

/// On the page of a country, for who speaks for it: what others of its programmes offer and ask, what it answered, and what it shares.
struct CountryThingsSection {
    private static let most = 8

    let offers: [CountryThing]
    let answers: [CountryThing]
    let own: [(title: Message, things: [MemberThing])]
    let names: MemberNames

    var html: HTML {
        """
        \(list("offers", L("What others offer and ask"), offers, empty: L("Nothing new of the other members.")))\
        \(list("answers", L("What we answered"), answers, empty: nil))\(shared)
        """
    }

    private func list(_ id: String, _ title: Message, _ things: [CountryThing], empty: Message?) -> HTML {
        guard !things.isEmpty else {
            guard let empty else { return .empty }
            return "<section id=\"\(id)\"><h2>\(title)</h2><p class=\"muted\">\(empty)</p></section>"
        }
        return """
            <section id="\(id)"><h2>\(title)</h2><ul class="lines">\(things.prefix(Self.most).html { one in
                line(one.thing, one.from.map { "<span>\(names.html($0))</span> " as HTML } ?? .empty)
            })</ul></section>
            """
    }

    private var shared: HTML {
        guard !own.isEmpty else { return .empty }
        return """
            <section id="shared"><h2>\(L("What we share and need"))</h2>\(own.html { group in
                """
                <h3>\(group.title)</h3><ul class="lines">\(group.things.prefix(Self.most).html { line($0, .empty) })</ul>
                """
            })</section>
            """
    }

    private func line(_ thing: MemberThing, _ from: HTML) -> HTML {
        """
        <li><p class="title" dir="auto"><a href="\(thing.path)">\(thing.title)</a></p>\
        <p class="meta">\(thing.note.map { "<span>\($0)</span> " as HTML } ?? .empty)\(from)\(TLP.chip(thing.marking))</p></li>
        """
    }
}
