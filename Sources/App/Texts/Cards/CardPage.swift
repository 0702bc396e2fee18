import Domain
import Markup
import Storage
import Web

/// A card with its history: the text to write on, and what it was.
struct CardPage {
    private let frame: EventFrame
    private let card: CardRecord
    private let access: CardAccess
    private let revisions: [CardRevision]
    /// What was typed and refused.
    var typed: (base: String, text: String, error: Message)?

    /// - Throws: ``Refusal``, for who does not write here: names stand in the history.
    init(_ event: Event.ID, _ id: Card.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        card = try CardStore(reading).card(id)
        guard card.event == event else { throw Refusal.notFound }
        access = try CardAccess(card.place, in: event, visit, reading)
        guard access.isSeen else { throw Refusal.notFound }
        guard access.isOwn else { throw Refusal.notYourCard }
        revisions = try CardStore(reading).revisions(of: id)
    }

    private var event: EventRecord { frame.event }

    var document: HTML {
        var layout = frame.layout(
            L("Earlier texts"), path: frame.visit.inbound.isLooking ? frame.visit.inbound.path : Paths.event(event.id),
            tab: ["guide", "outline"].contains(card.place.kind) ? EventTab.guideID : EventTab.room.id)
        layout.title = L("A card and its earlier texts")
        layout.scripts = ["cards"]
        return layout.document(
            """
            <div class="head"><h1>\(L("A card and its earlier texts"))</h1>\
            <p class="muted">\(L("Nothing that was written is lost. Restore an earlier text, and the current one stays in this list."))</p></div>\
            <section>\(field)</section>\
            <section id="history"><h2>\(L(revisions.count, one: "\(revisions.count) text", other: "\(revisions.count) texts"))</h2>\
            <ol class="lines">\(revisions.indices.html(entry))</ol></section>
            """)
    }

    private var field: HTML {
        var field = CardField(
            card: card, label: L("The text now"), rows: 6, isReadOnly: !access.mayWrite)
        field.typed = typed
        return field.html
    }

    private func entry(_ index: Int) -> HTML {
        let revision = revisions[index]
        let isLast = index == revisions.count - 1
        let before = isLast ? "" : revisions[index + 1].text
        return """
            <li id="text-\(revision.number)"><p class="meta"><span>\(L("Text \(revision.number)"))</span>\
            \(revision.writer.map { "<bdi>\($0)</bdi>" })\(MomentWords(event.timeZone).html(revision.changedAt, .time))</p>\
            \(revision.text.isEmpty && before.isEmpty ? "<p class=\"muted\">\(L("Blank"))</p>" : ComparisonSection(from: before, to: revision.text, language: card.language).html)\
            \(index == 0 || !access.mayWrite ? .empty : restoration(revision))</li>
            """
    }

    private func restoration(_ revision: CardRevision) -> HTML {
        """
        <form class="actions" id="restore-\(revision.number)" method="post" action="\(Paths.cardRestoration(card.event, card.id))">\
        <input type="hidden" name="revision" value="\(revision.number)">\
        <button class="plain">\(Icon.svg("undo")) \(L("Restore this text"))</button></form>
        """
    }
}
