import Domain
import Markup
import Web

/// The team on the page of its country.
struct CountryTeamSection {
    let team: CountryTeam
    let names: MandateNames
    let mayPropose: Bool

    var html: HTML {
        """
        <section id="team"><h2>\(L("Who acts for the country"))</h2>\(people)\(waiting)\(mayPropose ? propose : .empty)</section>
        """
    }

    private var propose: HTML {
        """
        <div class="actions"><a class="button" href="\(Paths.countryProposals(team.country))">\(Icon.svg("plus")) \(L("Propose somebody"))</a></div>
        """
    }

    private var people: HTML {
        guard !team.people.isEmpty else {
            return "<p class=\"muted\">\(L("Nobody is appointed for it today."))</p>"
        }
        return "<ul class=\"lines\">\(team.people.html { line($0) })</ul>"
    }

    private func line(_ seen: SeenMandate) -> HTML {
        let who: Message =
            seen.name.map { .verbatim($0) }
            ?? (seen.mandate.person == nil ? L("A person who was erased") : L("A person you do not see"))
        let group: HTML = seen.holder.group == nil ? .empty : " <span dir=\"auto\">\(names.name(seen.holder))</span>"
        let suspended: HTML =
            seen.mandate.state == .suspended ? " <span class=\"state bad\">\(L("Suspended"))</span>" : .empty
        let programme: HTML =
            names.programme(seen.programme).map { " <span dir=\"auto\">\($0)</span>" } ?? HTML.empty
        return """
            <li><p class="title" dir="auto">\(who)</p><p class="meta"><span>\(seen.role.label)</span>\(group)\(programme) \
            <span>\(MandateDays.words(seen.mandate.since, seen.mandate.until))</span>\(suspended)</p></li>
            """
    }

    private var waiting: HTML {
        guard !team.proposed.isEmpty else { return .empty }
        return """
            <h3>\(L("Proposed, not confirmed yet"))</h3><ul class="lines" id="proposed">\(team.proposed.html { line($0) })</ul>
            """
    }
}
