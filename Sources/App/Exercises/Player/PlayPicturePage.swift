import Domain
import Markup
import Storage
import Web

/// The picture on a player's page: what the cell knows and what others show it, the newest first.
struct PlayPictureSections {
    let view: CellView

    private var event: Event.ID { view.event.id }

    var html: HTML {
        """
        <section id="play-picture" aria-labelledby="play-picture-h"><div class="between"><h2 id="play-picture-h">\(L("Picture"))</h2>\
        <a class="button" href="\(PlayerPaths.picture(event))">\(view.isPlayed ? L("Add, confirm, show") : L("The whole picture"))</a></div>\
        \(view.picture.isEmpty ? "<p class=\"muted\">\(L("Nothing is in the picture yet."))</p>" as HTML : "<ul class=\"lines\">\(view.picture.suffix(PlayerSections.shown).reversed().html { line($0) })</ul>")\
        \(view.picture.count > PlayerSections.shown ? "<p><a href=\"\(PlayerPaths.picture(event))\">\(L(view.picture.count, one: "\(view.picture.count) item", other: "\(view.picture.count) items"))</a></p>" : .empty)</section>
        """
    }

    func line(_ item: CellPictureItem, _ acts: HTML = .empty) -> HTML {
        let isOwn = item.cell == view.cell.id
        let text: HTML =
            item.standing == .disproved
            ? "<s>\(item.fields.text)</s>" : "\(item.fields.text)"
        return """
            <li id="i-\(item.id)"><p class="lines-kept" lang="\(item.language)" dir="auto">\(text)</p>\
            <p class="meta"><span class="state \(item.standing.mark)">\(item.standing.label)</span> <span>\(item.topic.label)</span> \
            \(isOwn ? .empty : "<span>\(L("from \(view.name(item.cell))"))</span> ")\
            \(item.asOf.map { "<span>\(L("Story")) \(view.words.plain($0))</span> " })\
            \(isOwn && item.audience == .all ? "<span>\(L("shown to all"))</span>" as HTML : .empty)\
            \(isOwn && item.audience == .cells ? "<span>\(L("shown to \(list: item.shown.keys.sorted().map(view.name))"))</span>" as HTML : .empty)</p>\(acts)</li>
            """
    }
}

/// The whole picture by topic, and the forms that add to it.
struct PlayPicturePage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    /// Of the form that comes back: empty for a new item, else its id.
    var state: (form: String, state: FormState)?

    init(
        _ visit: Visit, _ event: Event.ID, _ state: (form: String, state: FormState)? = nil, _ reading: any Reading
    ) throws {
        self.visit = visit
        self.state = state
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
    }

    private var event: Event.ID { player.event.id }

    var answer: Answer {
        let frame = PlayerFrame(visit, player, L("Picture"), path: PlayerPaths.picture(event))
        let sections = PlayPictureSections(view: view)
        return frame.answer(
            """
            <div class="head play-page"><h1>\(L("Picture"))</h1></div>\(adding)\
            \(view.picture.isEmpty ? "<p class=\"muted\">\(L("Nothing is in the picture yet."))</p>" as HTML : .empty)\
            \(PictureTopic.allCases.html { topic in
                let items = view.picture.filter { $0.topic == topic }
                guard !items.isEmpty else { return .empty }
                return "<section id=\"topic-\(topic.rawValue)\"><h2>\(topic.label)</h2><ul class=\"lines\">\(items.reversed().html { sections.line($0, acts($0)) })</ul></section>"
            })
            """, state?.state.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private var adding: HTML {
        guard view.isPlayed else { return .empty }
        let own = state.flatMap { $0.form.isEmpty ? $0.state : nil }
        let form = own ?? FormState(stored: FieldForm.stored(PictureFields()))
        return """
            <details id="adding"\("open", when: own != nil || view.picture.isEmpty)><summary>\(L("Add to the picture"))</summary>\
            <form class="form" id="item" method="post" action="\(PlayerPaths.picture(event))" data-send data-each data-draft="picture-\(event)-\(player.seat.participant)">\
            \(PlayForm.hidden)\(fields(form, ticked: Set(form.values.all("cell"))))<p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button class="primary">\(L("Add to the picture"))</button></div></form></details>
            """
    }

    private func fields(_ form: FormState, ticked: Set<String>) -> HTML {
        """
        \(FieldForm<PictureFields>(state: form).summary)\(FieldForm<PictureFields>(state: form).html)\
        <fieldset class="options" data-only-if="shown-to" data-only-values="\(PictureAudience.cells.rawValue)"><legend>\(L("Shown to"))</legend>\(view.others.html { cell in
            "<label><input type=\"checkbox\" name=\"cell\" value=\"\(cell.id)\"\("checked", when: ticked.contains(cell.id.description))> <span dir=\"auto\">\(cell.name)</span></label>"
        })</fieldset>
        """
    }

    /// One's own: one tap, or all its fields.
    private func acts(_ item: CellPictureItem) -> HTML {
        guard view.isPlayed, item.cell == view.cell.id else { return .empty }
        let back = state.flatMap { $0.form == item.id.description ? $0.state : nil }
        let form = (back ?? FormState(stored: FieldForm.stored(item.fields))).placed("i-\(item.id)")
        let ticked = back.map { Set($0.values.all("cell")) } ?? Set(item.shown.keys.map(\.description))
        return """
            <div class="actions">\(item.standing == .confirmed ? .empty : tap(item, .confirmed, L("Confirm")))\(item.standing == .disproved ? .empty : tap(item, .disproved, L("Disprove")))</div>\
            <details\("open", when: back != nil)><summary>\(L("Change or show it"))</summary><form class="form" id="change-\(item.id)" method="post" action="\(PlayerPaths.pictureItem(event, item.id))">\
            \(PlayForm.hidden)\(fields(form, ticked: ticked))<div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }

    private func tap(_ item: CellPictureItem, _ standing: PictureStanding, _ label: Message) -> HTML {
        """
        <form id="\(standing.rawValue)-\(item.id)" method="post" action="\(PlayerPaths.pictureItem(event, item.id))" data-send>\(PlayForm.hidden)\
        <input type="hidden" name="topic" value="\(item.topic.rawValue)"><input type="hidden" name="text" value="\(item.fields.text)">\
        <input type="hidden" name="standing" value="\(standing.rawValue)"><input type="hidden" name="shown-to" value="\(item.audience.rawValue)">\
        \(item.shown.keys.sorted().html { "<input type=\"hidden\" name=\"cell\" value=\"\($0)\">" })<button>\(label)</button></form>
        """
    }
}
