import Domain
import Markup
import Web

/// Requests on a player's page: what waits for a word of the cell, with the time that is left.
struct PlayRequestSections {
    let view: CellView

    private var event: Event.ID { view.event.id }

    var html: HTML {
        let waiting = view.waiting
        return """
            <section id="play-requests" aria-labelledby="play-requests-h"><div class="between"><h2 id="play-requests-h">\(L("Requests"))</h2>\
            \(view.isPlayed ? "<a class=\"button\" href=\"\(PlayerPaths.newRequest(event))\">\(L("Ask another cell"))</a>" as HTML : .empty)</div>\
            \(waiting.isEmpty ? "<p class=\"muted\">\(L("No request waits."))</p>" as HTML : "<ul class=\"lines\">\(waiting.prefix(PlayerSections.shown).map { $0 }.html(line))</ul>")\
            \(view.requests.count > waiting.prefix(PlayerSections.shown).count ? "<p><a href=\"\(PlayerPaths.requests(event))\">\(L(view.requests.count, one: "All \(view.requests.count) request", other: "All \(view.requests.count) requests"))</a></p>" : .empty)</section>
            """
    }

    /// What waits for a word of this cell, and half of its time is gone: it stands under “Now”.
    var reminders: [HTML] {
        view.waiting.filter { view.isAsked($0) && $0.isHalfOver(at: view.moment.elapsed) }.prefix(3).map { request in
            let isOver = request.due <= view.moment.elapsed
            return """
                <div class="play-card" id="now-r-\(request.id)" role="status"><p class="between"><span class="eyebrow">\(isOver ? L("A request is overdue") : L("A request waits: half of its time is over"))</span>\
                \(TimeLeft(deadline: request.due, moment: view.moment).html)</p><p class="asked clamp" lang="\(request.language)" dir="auto">\(request.text)</p>\
                <p class="meta">\(L("from \(view.name(request.from))"))</p><a class="button" href="\(PlayerPaths.request(event, request.id))">\(L("Answer"))</a></div>
                """
        }
    }

    private func half(_ request: CellRequest) -> HTML {
        let elapsed = view.moment.elapsed
        guard request.isHalfOver(at: elapsed), request.due > elapsed else { return .empty }
        return "<span class=\"state warn\">\(L("Half of the time is over"))</span> "
    }

    func line(_ request: CellRequest) -> HTML {
        let isIn = view.isAsked(request)
        return """
            <li id="r-\(request.id)"><a class="play-line" href="\(PlayerPaths.request(event, request.id))"><span class="title clamp" lang="\(request.language)" dir="auto">\(request.text)</span></a>\
            <p class="meta"><span class="chip">\(isIn ? L("In", context: "request") : L("Out", context: "request")) \(request.number)</span> \
            <span>\(isIn ? L("from \(view.name(request.from))") : L("to \(view.name(request.target))"))</span> \
            <span class="state \(request.state.mark)">\(request.state.label)</span> \(half(request))\(request.state.isOpen ? TimeLeft(deadline: request.due, moment: view.moment).html : .empty)</p></li>
            """
    }
}
