import Domain
import Markup
import Storage
import Web

/// The released agenda of a public event, for whoever has its address: without people's names, since nobody of them was asked.
struct AgendaPublicPage {
    let visit: Visit
    let event: EventRecord
    let release: AgendaReleaseRecord?

    init(_ visit: Visit, _ event: EventRecord, _ reading: any Reading) throws {
        self.visit = visit
        self.event = event
        release = try AgendaStore(reading).last(of: event.id)
    }

    var answer: Answer {
        // Guests read what is CLEAR.
        let blocks = (release?.content.blocks ?? []).map { block in
            block.marking(in: event.marking) == "CLEAR" ? block : block.hidden(in: event.marking)
        }
        let zone = MomentWords(event.timeZone).name(at: release?.content.span?.start ?? visit.now)
        var layout = JoiningPages.phone(event)
        layout.title = .verbatim("\(EventTab.agenda.label.string()) · \(event.title)")
        layout.styles = ["tables"]
        return .html(
            layout.document(
                """
                <section id="activity" data-stage="agenda"><div class="head"><h1 dir="auto">\(event.title)</h1>\
                <p class="muted"><bdi>\(event.place)</bdi> <span>\(DateText.span(event.startsOn, event.endsOn))</span></p></div>\
                \(event.standing.label.map { "<p class=\"notice warn\">\($0)</p>" as HTML } ?? .empty)\
                \(blocks.isEmpty ? "<p class=\"muted\">\(L("No agenda yet"))</p>" as HTML : "<p class=\"muted\">\(L("Times are \(zone)."))</p>\(AgendaDays(blocks, event.timeZone).days.html(day))")\
                <p><a class="button" href="\(RegistrationPaths.own(event.code))">\(L("Registration"))</a></p></section>
                """))
    }

    private func day(_ date: String, _ blocks: [AgendaContent.Block]) -> HTML {
        """
        <h2>\(AgendaDays.name(date))</h2><ol class="lines calendar">\(blocks.html(line))</ol>
        """
    }

    private func line(_ block: AgendaContent.Block) -> HTML {
        let text = AgendaBlockText(block: block, zone: event.timeZone, names: [:])
        return """
            <li><p class="when">\(text.time)</p><div><p class="title" dir="auto">\(block.title)</p>\
            <p class="meta"><span class="chip">\(block.kind.label)</span> \(text.place)</p>\(text.summary)</div></li>
            """
    }
}
