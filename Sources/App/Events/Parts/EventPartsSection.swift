import Markup
import Web

/// The parts of an event in its settings. An event that has what its kind has, and can have no more, shows nothing.
struct EventPartsSection {
    let event: EventRecord

    private var kind: EventKind? { EventKind.named(event.kind) }
    /// What can be added: one of each kind.
    private var missing: [EventPartKind] { EventParts.all.filter { !event.has($0.code) } }

    var html: HTML {
        let own = event.parts.filter { kind?.parts.contains($0.kind) != true }
        guard !missing.isEmpty || !own.isEmpty else { return .empty }
        return """
            <h2 id="parts">\(L("Parts"))</h2>\(event.parts.isEmpty ? "<p class=\"muted\">\(L("This event has no part with a programme of its own."))</p>" : list)\
            \(missing.html(offer))
            """
    }

    private var list: HTML {
        """
        <ol class="lines">\(event.parts.html { part in
            """
            <li><p class="title" dir="auto">\(part.label)</p>\(kind?.parts.contains(part.kind) == true ? .empty : """
                <form method="post" action="\(Paths.eventPartRemoval(event.id, part.id))">\
                <button class="plain danger">\(L("Remove"))<span class="sr">: \(part.label)</span></button></form>
                """)</li>
            """
        })</ol>
        """
    }

    private func offer(_ part: EventPartKind) -> HTML {
        """
        <form method="post" action="\(Paths.eventParts(event.id))"><input type="hidden" name="kind" value="\(part.code)">\
        <p class="muted">\(part.summary)</p><button>\(Icon.svg("plus")) \(L("Add: \(part.label.string())"))</button></form>
        """
    }
}
