import Domain
import Markup
import Web

/// The released agenda on one's own page, on the phone: what is mine stands out.
struct OwnAgendaPage {
    let visit: Visit
    let own: OwnJourney
    let event: EventRecord
    /// Nothing for who has no seat.
    let mine: MyEventReading?
    let names: [String: String]
    let chosen: Set<String>

    private var path: String { own.agendaPath }

    var answer: Answer {
        let blocks =
            mine.map { mine in
                (mine.release?.content.blocks ?? []).map { $0.seen(by: mine.membership, in: event.marking) }
            } ?? []
        let clock = MomentWords(event.timeZone)
        var layout = OwnPage.layout(visit, own, event, EventTab.agenda.label, path: path)
        layout.styles = ["tables"]
        let about: HTML =
            mine?.release.map {
                "<p class=\"meta muted\"><span>\(L("Release \($0.number)"))</span> \(clock.html($0.releasedAt))</p>"
            } ?? .empty
        return layout.answer(
            """
            \(OwnPage.tabs(own, event, "agenda"))<div class="head"><h1>\(EventTab.agenda.label)</h1><p class="muted"><bdi>\(event.title)</bdi> · \(DateText.span(event.startsOn, event.endsOn))</p></div>\
            \(event.standing.label.map { "<p class=\"notice warn\">\($0)</p>" as HTML } ?? .empty)\
            \(shown(blocks))\(about)
            """, .ok)
    }

    private func shown(_ blocks: [AgendaContent.Block]) -> HTML {
        guard mine != nil else { return OwnPage.noSeat }
        guard !blocks.isEmpty else {
            return "<p class=\"muted\">\(L("It stands here as soon as the organisers release it."))</p>"
        }
        let clock = MomentWords(event.timeZone).name(at: mine?.release?.content.span?.start ?? visit.now)
        return """
            <p class="small muted">\(L("Times are \(clock)."))</p>\(AgendaDays(blocks, event.timeZone).days.html(day))
            """
    }

    private func day(_ date: String, _ blocks: [AgendaContent.Block]) -> HTML {
        "<section id=\"day-\(date)\"><h2>\(AgendaDays.name(date))</h2><ol class=\"lines calendar\">\(blocks.html(line))</ol></section>"
    }

    private func line(_ block: AgendaContent.Block) -> HTML {
        let text = AgendaBlockText(block: block, zone: event.timeZone, names: names)
        let seats = Set((mine?.membership.seats ?? []).map(\.description))
        let isMine = chosen.contains(block.id) || block.people.contains { $0.participant.map(seats.contains) ?? false }
        return """
            <li id="block-\(block.id)"\(isMine ? " class=\"mine\"" as HTML : .empty)><p class="when">\(text.time)</p>\
            <div><p class="title" dir="auto">\(block.title)</p><p class="meta"><span class="chip">\(block.kind.label)</span> \(text.place)\(text.marking)\
            \(block.link.isEmpty ? .empty : "<a href=\"\(block.link)\" rel=\"noreferrer\">\(L("Join online"))</a> ")\
            \(isMine ? "<span class=\"state open\">\(L("my part"))</span>" : .empty)</p>\(text.people)\(text.summary)</div></li>
            """
    }
}
