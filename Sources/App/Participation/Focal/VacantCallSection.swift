import Markup
import Web

/// Invitations that came to who heads a secretariat, on the page of the region.
struct VacantCallSection {
    let calls: [VacantCall]
    let names: MandateNames

    var html: HTML {
        guard !calls.isEmpty else { return .empty }
        return """
            <section id="vacant" class="notice warn"><p>\(L("These invitations came to you, since the country has neither a focal point nor an alternate who could be told:"))</p>\
            <ul>\(calls.html { call in
                """
                <li>\(names.html(.country(call.country))) <bdi>\(call.event.title)</bdi> \
                <span class="meta">\(DateText.span(call.event.startsOn, call.event.endsOn))\(call.due.map { due -> HTML in
                    " · \(L("Nominations until")) \(MomentWords(call.event.timeZone).html(due))"
                })</span></li>
                """
            })</ul><p>\(L("See that somebody is appointed, who then finds the invitation on the country's page; or tell the organisers whom the country sends."))</p></section>
            """
    }
}
