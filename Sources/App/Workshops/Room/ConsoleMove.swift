import Domain
import Markup
import Web

/// What can be undone at the moment: where the room goes in two seconds, or where it went just now.
extension ConsoleSections {
    var moveNotice: HTML {
        guard let lastMove else { return "<div id=\"move\" hidden></div>" }
        let place = name(lastMove)
        let words: HTML =
            if let due = lastMove.dueAt {
                """
                <span>\(L("Going back to \(place)"))</span> <time class="muted" data-countdown="\(due)" data-server-now="\(now)" data-quiet></time>\
                <noscript> \(L("Load this page again to see where the room is."))</noscript>
                """
            } else {
                "<span>\(L("The room went to \(place)"))</span>"
            }
        return """
            <div class="notice between\(lastMove.isWaiting ? " warn" : "")" id="move" role="status"\
            \("data-until", value: lastMove.isWaiting ? nil : String(lastMove.undoableUntil))><p>\(words)</p>\
            <form id="undo-move" method="post" action="\(Paths.stageReversal(room.event.id))" data-send>\
            <input type="hidden" name="move" value="\(lastMove.id)"><button>\(Icon.svg("undo")) \(L("Undo"))</button></form></div>
            """
    }

    private func name(_ move: RoomMove) -> String {
        let stop =
            steps.stops.first { $0.step != nil && $0.step?.id == move.step }
            ?? steps.stops.first { $0.stage == move.stage }
        let label = stop?.label.string() ?? move.stage.eventLabel.string()
        guard let topic = room.topics.first(where: { $0.id == move.topic }) else { return label }
        return L("\(label), topic \(topic.position)").string()
    }
}
