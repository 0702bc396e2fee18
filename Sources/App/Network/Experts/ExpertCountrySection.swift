import Domain
import Markup
import Storage
import Web

/// The experts of a country on the page of who speaks for it: as far as they let them see.
extension ExpertFacts: CountrySectionFeature {
    static var countrySectionOrder: Int { 15 }

    private static let mostShown = 12

    static func section(ofCountry country: String, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let seen = try SightStore(reading, visit).experts()
        let own = try KnownExpert.all(on: visit.now, reading).filter { one in
            one.row.country == country && seen.contains(one.person.id)
        }.sorted { ($0.row.name, $0.row.id) < ($1.row.name, $1.row.id) }
        guard !own.isEmpty else {
            return """
                <section id="experts"><h2>\(L("Our experts"))</h2>\
                <p class="muted">\(L("Nobody yet lets you find them. People say on “My profile” what they know, and who may see it."))</p></section>
                """
        }
        let tree = try AreaTree(reading)
        let all = Paths.experts() + QueryText.of([("country", country)])
        return """
            <section id="experts"><h2>\(L("Our experts"))</h2><ul class="lines">\(own.prefix(mostShown).html { one in
                """
                <li><p class="title"><a href="\(Paths.expert(one.person.id))" dir="auto">\(one.person.fields.fullName)</a></p>\
                <p class="meta">\(Message.list(tree.names(one.profile.areas.keys), .commas)) <bdi>\(one.person.fields.organisation)</bdi></p></li>
                """
            })</ul><p><a href="\(all)">\(L(own.count, one: "\(own.count) expert", other: "\(own.count) experts"))</a></p></section>
            """
    }
}
