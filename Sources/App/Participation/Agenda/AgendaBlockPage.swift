import Domain
import Markup
import Storage
import Web

/// One block with its minutes.
struct AgendaBlockPage {
    private let frame: EventFrame
    private let block: AgendaContent.Block
    private let id: AgendaBlock.ID
    private let names: [String: String]
    private let card: CardRecord?
    private let access: CardAccess

    /// - Throws: ``Refusal/notFound`` for who may not read it.
    init(_ frame: EventFrame, _ id: AgendaBlock.ID, _ reading: any Reading) throws {
        (self.frame, self.id) = (frame, id)
        let event = frame.event.id
        access = try CardAccess(.minutes(id), in: event, frame.visit, reading)
        guard access.isSeen else { throw Refusal.notFound }
        let store = AgendaStore(reading)
        let released = try store.last(of: event)?.content.blocks.first { $0.id == id.description }
        // Before its release a block is there for those who run the event.
        guard released != nil || frame.allows(.facilitate) else { throw Refusal.notFound }
        block = try released ?? store.block(id, of: event)
        // As it was told, and as it stands now.
        guard block.isRead(by: try frame.visit.membership(in: event, reading), in: frame.event.marking) else {
            throw Refusal.notFound
        }
        names = try store.names(of: event)
        card = try BlockMinutes.card(of: id, in: event, reading)
    }

    var answer: Answer {
        let between = [Layout.Crumb(EventTab.agenda.label, AgendaPaths.agenda(frame.event.id))]
        var layout = frame.layout(
            .verbatim(block.title), path: AgendaPaths.block(frame.event.id, id), tab: EventTab.agenda.id,
            between: between)
        layout.scripts = ["cards"]
        let text = AgendaBlockText(block: block, zone: frame.event.timeZone, names: names)
        return layout.answer(
            """
            <div class="head"><h1 dir="auto">\(block.title)</h1><p class="meta"><span>\(AgendaDays.name(String(block.startsLocal.prefix(10))))</span> \
            \(text.time) <span class="chip">\(block.kind.label)</span> \(text.place)\(text.marking)</p>\(text.people)\(text.summary)</div>\
            <section id="minutes">\(minutes)</section>
            """, .ok)
    }

    private var minutes: HTML {
        if let card {
            return CardField(
                card: card, label: L("Minutes", context: "of a session"), rows: 12, isReadOnly: !access.mayWrite
            ).html
        }
        guard access.mayWrite else {
            return
                "<h2>\(L("Minutes", context: "of a session"))</h2><p class=\"muted\">\(L("Nothing is written here yet."))</p>"
        }
        return """
            <h2>\(L("Minutes", context: "of a session"))</h2><p class="muted">\(L("Several people can write at once: what each types is brought together."))</p>\
            <form class="actions" id="begin" method="post" action="\(AgendaPaths.minutes(frame.event.id, id))">\
            <button class="primary">\(L("Write the minutes"))</button></form>
            """
    }
}
