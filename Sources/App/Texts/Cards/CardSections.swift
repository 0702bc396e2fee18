import Domain
import Markup
import Web

/// The field in which a card is written: a form of its own, whose text the client keeps in step with the server (cards.js). The same
/// bytes for everybody, so it may stand in a live region.
struct CardField {
    let card: CardRecord
    let label: Message
    var rows = 3
    var isReadOnly = false
    /// In place of the card's text: what somebody typed that was refused, with why.
    var typed: (base: String, text: String, error: Message)?

    init(
        card: CardRecord, label: Message, rows: Int = 3, isReadOnly: Bool = false
    ) {
        self.card = card
        self.label = label
        self.rows = rows
        self.isReadOnly = isReadOnly
    }

    var html: HTML {
        if isReadOnly { return reading }
        let id = "card-\(card.id)"
        let isWrong = typed != nil
        let wrong: HTML = isWrong ? "<p class=\"error\" id=\"\(id)-error\">\(typed?.error)</p>" : .empty
        // A textarea begins after its first line end.
        return """
            <form class="card-field" id="\(id)" autocomplete="off" method="post" action="\(Paths.cardText(card.event, card.id))" data-card="\(card.id)" \
            data-revision="\(card.revision)" data-limit="\(card.place.limit)" data-long="\(tooLong.string())">\
            <input type="hidden" name="base" value="\(typed?.base ?? card.text)">\
            <div class="field"><label for="\(id)-text">\(label)</label>\
            <textarea id="\(id)-text" name="text" rows="\(rows)" lang="\(card.language)" dir="auto"\
            \("aria-invalid", value: isWrong ? "true" : nil)\("aria-describedby", value: isWrong ? "\(id)-error" : nil)>
            \(typed?.text ?? card.text)</textarea>\
            \(wrong)</div>\
            <p class="unsent" id="\(id)-trouble" role="status" hidden></p>\
            <p class="meta"><span id="\(id)-saved" hidden></span>\
            <span id="\(id)-writing" hidden><bdi>\(card.writer ?? "")</bdi> \(L("is writing"))</span>\
            <a href="\(Paths.card(card.event, card.id))">\(L("Earlier texts"))</a></p>\
            <button>\(L("Save"))</button></form>
            """
    }

    private var tooLong: Message { L("At most \(card.place.limit) characters fit here.") }

    private var reading: HTML {
        let text: HTML =
            if card.text.isEmpty {
                "<p class=\"muted\">\(L("Nothing is written here yet."))</p>"
            } else {
                "<p class=\"lines-kept\" lang=\"\(card.language)\" dir=\"auto\">\(card.text)</p>"
            }
        return "<div class=\"field\" id=\"card-\(card.id)\"><p><b>\(label)</b></p>\(text)</div>"
    }
}

/// Who has a page open: "Here now: Ana, Boris". An element of its own in a live region.
struct PresenceLine {
    /// As ``CardStore/names(of:)`` tells them.
    let names: [String]
    var id = "present"

    init(_ names: [String], id: String = "present") {
        self.names = names
        self.id = id
    }

    var html: HTML {
        """
        <p class="meta" id="\(id)"\("hidden", when: names.isEmpty)><span>\(L("Here now:"))</span> \
        \(names.map { "<bdi>\($0)</bdi>" as HTML }.joined(separator: " · "))</p>
        """
    }
}

/// Two texts compared word by word.
struct ComparisonSection {
    let segments: [TextDifference.Segment]
    let language: String

    init(from old: String, to new: String, language: String) {
        segments = TextDifference.segments(from: old, to: new)
        self.language = language
    }

    /// Long stretches without a change are cut short.
    var html: HTML {
        "<p class=\"lines-kept\" lang=\"\(language)\" dir=\"auto\">\(segments.enumerated().html(piece))</p>"
    }

    private func piece(_ index: Int, _ segment: TextDifference.Segment) -> HTML {
        switch segment.kind {
        case .removed: "<del>\(segment.text)</del>"
        case .added: "<ins>\(segment.text)</ins>"
        case .same: "\(shortened(segment.text, isFirst: index == 0, isLast: index == segments.count - 1))"
        }
    }

    private func shortened(_ text: String, isFirst: Bool, isLast: Bool) -> String {
        let (kept, whole) = (120, 400)
        guard text.count > whole else { return text }
        let start = isFirst ? "" : String(text.prefix(kept))
        let end = isLast ? "" : String(text.suffix(kept))
        return start + " … " + end
    }
}
