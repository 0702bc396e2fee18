import Markup
import Storage
import Web

/// Something of others that concerns a member of a network, or what the member said to it.
struct CountryThing: Sendable {
    let thing: MemberThing
    /// From whom it comes, where a member is behind it.
    let from: MemberRef?
    /// Milliseconds since 1970: the newest stands first.
    let at: Int64
}

/// What a feature tells on the page of a country: what others offer it or ask of it, and what it answered. Nothing that the visitor may
/// not read.
protocol CountryThingFeature: Feature {
    /// - Parameter programmes: to which the country belongs.
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
}

extension CountryThingFeature {
    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    { [] }
}

enum CountryThings {
    private static let features: [any CountryThingFeature.Type] = Features.all { $0 as? any CountryThingFeature.Type }

    /// Newest first.
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        try features.flatMap { try $0.offers(to: member, in: programmes, visit, reading) }.sorted { $0.at > $1.at }
    }

    /// Newest first.
    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        try features.flatMap { try $0.answers(of: member, in: programmes, visit, reading) }.sorted { $0.at > $1.at }
    }
}

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

extension NetworkMemberFacts: CountrySectionFeature {
    static var countrySectionOrder: Int { 20 }

    static func section(ofCountry country: String, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let member = MemberRef.country(country)
        let belongs = try NetworkRoster.read(visit.visitor, reading, now: visit.now).belongs
        let programmes = belongs.filter { $0.value.contains(member) }.keys.sorted()
        guard !programmes.isEmpty else { return .empty }
        let offers = try CountryThings.offers(to: member, in: programmes, visit, reading)
        let answers = try CountryThings.answers(of: member, in: programmes, visit, reading)
        return CountryThingsSection(
            offers: offers, answers: answers, own: try MemberThings.all(of: member, in: programmes, visit, reading),
            names: try MemberNames((offers + answers).compactMap(\.from), reading)
        ).html
    }
}
