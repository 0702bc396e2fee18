import Domain
import Markup
import Web

/// Who speaks for the countries of a region, on the page of its secretariat.
struct SecretariatTeamsSection {
    let teams: SecretariatTeams
    let names: MandateNames
    let region: App.Region.ID
    /// Whether the visitor confirms this one.
    let mayAnswer: (SeenMandate) -> Bool

    var html: HTML {
        guard !teams.teams.isEmpty else { return .empty }
        return """
            \(proposals)\(reviews)<section id="teams"><h2>\(L("Who speaks for the countries"))</h2>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Who speaks for the countries").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("Country"))</th><th scope="col">\(MandateRole.focalPoint.label)</th><th scope="col">\(L("Alternates"))</th>\
            <th scope="col">\(L("National team"))</th><th scope="col">\(L("Working groups"))</th><th scope="col">\(L("To be confirmed"))</th>\
            </tr></thead><tbody>\(teams.teams.html(row))</tbody></table></div></section>
            """
    }

    private func row(_ team: CountryTeam) -> HTML {
        let points = team.people(.focalPoint)
        let isGap = !points.contains { $0.mandate.person != nil }
        let groups = team.people.filter { $0.holder.group != nil }
        let due = team.people.count(where: teams.isDue)
        return """
            <tr><th scope="row">\(names.html(.country(team.country)))</th>\
            <td data-label="\(MandateRole.focalPoint.label.string())"><div>\(points.isEmpty ? .empty : people(points))\(isGap
                ? "<span class=\"state warn\">\(L("No focal point"))</span>" as HTML : .empty)</div></td>\
            <td data-label="\(L("Alternates").string())"><div>\(people(team.people(.alternate)))</div></td>\
            <td data-label="\(L("National team").string())"><div>\(people(team.people(.nationalTeam)))</div></td>\
            <td data-label="\(L("Working groups").string())" class="num">\(groups.count)</td>\
            <td data-label="\(L("To be confirmed").string())" class="num">\(due == 0 ? "0" as HTML : "<span class=\"state warn\">\(due)</span>")</td></tr>
            """
    }

    private func people(_ mandates: [SeenMandate]) -> HTML {
        guard !mandates.isEmpty else { return "<span class=\"muted\">–</span>" }
        return mandates.html { seen in
            let address = seen.mandate.person.flatMap { teams.addresses[$0] }
            let who = MandateLine(seen: seen, names: names, day: teams.today).who
            return
                "<div dir=\"auto\">\(who)\(address.map { "<br><a class=\"small\" href=\"mailto:\($0)\" dir=\"ltr\">\($0)</a>" as HTML } ?? .empty)</div>"
        }
    }

    private var proposals: HTML {
        let waiting = teams.teams.flatMap { team in team.proposed.map { (country: team.country, seen: $0) } }
        guard !waiting.isEmpty else { return .empty }
        return """
            <section id="proposed"><h2>\(L("Proposed by their countries"))</h2><ul class="lines">\(waiting.html { one in
                let who = MandateLine(seen: one.seen, names: names, day: teams.today).who
                let holder: HTML =
                    one.seen.holder.group == nil ? .empty : " <span dir=\"auto\">\(names.name(one.seen.holder))</span>"
                return """
                    <li class="between"><div><p class="title" dir="auto">\(who)</p><p class="meta">\(names.html(.country(one.country))) \
                    <span>\(one.seen.role.label)</span>\(holder) <span>\(MandateDays.words(one.seen.mandate.since, one.seen.mandate.until))</span></p></div>\
                    \(mayAnswer(one.seen) ? answers(one.seen, who) : .empty)</li>
                    """
            })</ul></section>
            """
    }

    /// Those whom the visitor, too, is asked about.
    private var reviews: HTML {
        let due = teams.teams.flatMap { team in
            team.people.filter { teams.isDue($0) && mayAnswer($0) }.map { (country: team.country, seen: $0) }
        }
        guard !due.isEmpty else { return .empty }
        return """
            <section id="reviews"><h2>\(L("To be confirmed"))</h2><ul class="lines">\(due.html { one in
                let line = MandateLine(seen: one.seen, names: names, day: teams.today)
                return """
                    <li class="between"><div><p class="title" dir="auto">\(line.who)</p><p class="meta">\(names.html(.country(one.country))) \
                    <span>\(one.seen.role.label)</span> \(line.marks)</p></div>\
                    <form method="post" action="\(Paths.secretariatConfirmation(region, one.seen.id))">\
                    <button>\(one.seen.mandate.state == .suspended ? L("Let them act again") : L("Confirm for another year"))<span class="sr">: \(line.who)</span></button></form></li>
                    """
            })</ul></section>
            """
    }

    private func answers(_ seen: SeenMandate, _ who: Message) -> HTML {
        """
        <div class="actions"><form method="post" action="\(Paths.secretariatProposal(region, seen.id))">\
        <button>\(L("Confirm"))<span class="sr">: \(who)</span></button></form>\
        <form method="post" action="\(Paths.secretariatRefusal(region, seen.id))">\
        <button class="plain">\(L("Refuse"))<span class="sr">: \(who)</span></button></form></div>
        """
    }
}
