import Domain
import Markup
import Storage
import Web

/// The exchange in plenary, as the three screens of the room show it.
enum ExchangeScreen: StageScreen {
    static let stage = WorkshopStage.exchange
    static var announcement: Message { L("The groups show what they found") }

    // MARK: Participant

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        let viewer = try SheetViewer(visit, in: room.event.id, reading)
        let links = ExchangeLinks.html(room.event.id, decides: seat.role.contributes && seat.country != nil)
        guard let (sheet, _) = try ExchangeTable.shown(room.event.id, reading) else {
            return
                "<div class=\"head\"><h1>\(announcement)</h1><p class=\"lede\">\(L("Nothing is presented yet. This page updates by itself."))</p></div>\(links)"
        }
        let content = try SheetContent(sheet, as: SheetAccess.visible(sheet, to: viewer), reading)
        let store = ExchangeStore(reading)
        let endorsed = try store.endorsed(by: seat.id)
        let mayEndorse =
            seat.role.contributes && !SheetAccess.isMember(of: sheet, viewer)
            && (sheet.country == nil || viewer.isKnown(from: seat.country))
        let own = try store.questions(of: room.event.id).filter { $0.sheet == sheet.id && $0.participant == seat.id }
        let section = SheetReadingSection(content: content) { record in
            mayEndorse
                ? EndorsementForm(record: record, isOn: endorsed.contains(record.id)).html
                : .empty
        }
        return """
            <div class="head"><h1 dir="auto">\(content.label)</h1><p class="muted">\(L("Presented now. Endorse what you would support, and ask what you want to know."))</p></div>\
            \(seat.role.contributes ? QuestionForm(sheet: sheet, seat: seat, visit: visit).html : .empty)\
            \(QuestionList(questions: own, room: room).own)\(section.html)\(links)
            """
    }

    /// A page is fetched anew when another sheet comes to the table or its words change hands; not with each endorsement.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        let (view, _) = try ExchangeStore(reading).shown(in: room.event.id)
        let sheet = try ExchangeTable.shown(room.event.id, reading)?.sheet
        return "\(view.rawValue) \(sheet?.id.description ?? "-") \(sheet?.publication.rawValue ?? "-")"
    }

    /// Who has endorsed or asked.
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>? {
        try ExchangeStore(reading).heard(in: room.event.id)
    }

    // MARK: Console

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let event = room.event.id
        let store = ExchangeStore(reading)
        let (view, _) = try store.shown(in: event)
        let gallery = SheetAccess.gallery(try SheetStore(reading).sheets(of: event), for: .room, room.names)
        let shown = try ExchangeTable.shown(event, reading)?.sheet
        let visible = Set(gallery.map(\.sheet.id))
        let questions = try store.questions(of: event).filter { visible.contains($0.sheet) }
        let decisions = try store.adoptions(of: event)
        let stage: HTML = """
            <div class="head"><h1>\(L("Exchange"))</h1><p class="muted">\(L("Go through the gallery sheet by sheet; then show what countries share."))</p></div>\
            <dl class="figures"><div><dt>\(L("sheets in the gallery"))</dt><dd>\(gallery.count)</dd></div>\
            <div><dt>\(L("open questions"))</dt><dd>\(questions.count { $0.isOpen })</dd></div>\
            <div><dt>\(L("decisions of countries"))</dt><dd>\(decisions.count)</dd></div></dl>\(try headless(room, reading))
            """
        let list = gallery.html { item in
            """
            <li class="between"><span dir="auto">\(SheetAccess.label(item.sheet, as: item.visibility, room.names))</span>\
            <form id="show-\(item.sheet.id)" method="post" action="\(Paths.exchangeView(event))" data-send>\
            <input type="hidden" name="view" value="gallery"><input type="hidden" name="sheet" value="\(item.sheet.id)">\
            <button class="plain" aria-pressed="\(item.sheet.id == shown?.id ? "true" : "false")">\(L("Show"))</button></form></li>
            """
        }
        let views = ExchangeView.allCases.html { one in
            "<button name=\"view\" value=\"\(one.rawValue)\" aria-pressed=\"\(one == view ? "true" : "false")\">\(one.label)</button>"
        }
        let work: HTML = """
            <form class="topics" id="exchange-view" method="post" action="\(Paths.exchangeView(event))" data-send>\(views)</form>\
            <section><h2>\(L("Gallery"))</h2>\(gallery.isEmpty ? "<p class=\"muted\">\(L("No sheet can be shown yet."))</p>" : "<ul class=\"lines\">\(list)</ul>" as HTML)</section>\
            \(QuestionList(questions: questions.filter { shown == nil || $0.sheet == shown?.id }, room: room).console)\
            <p><a href="\(Paths.exchange(event))">\(L("Matrix, shared blocking aspects and visits"))</a></p>
            """
        return StageConsole(stage: stage, work: work, actions: gallery.isEmpty ? .empty : steps(event))
    }

    /// Countries that are here and have nobody who decides for them.
    private static func headless(_ room: Room, _ reading: any Reading) throws -> HTML {
        let heads = try SpeakerStore(reading).heads(of: room.event.id)
        let without = Set(room.voices.compactMap(\.country)).filter { country in
            !heads.contains { $0.country == country && $0.maySpeak }
        }
        guard !without.isEmpty else { return .empty }
        let list = without.map { room.names.country($0) ?? $0 }.sorted()
        let words =
            list.count == 1
            ? L("\(list[0]) has no head yet: nobody decides for it.")
            : L("These have no head yet, so nobody decides for them: \(list: list).")
        return """
            <div class="notice warn" id="headless"><p>\(words)</p><p><a href="\(Paths.speakers(room.event.id))">\(L("Name the heads"))</a></p></div>
            """
    }

    private static func steps(_ event: Event.ID) -> HTML {
        """
        <form id="previous-sheet" method="post" action="\(Paths.exchangeStep(event))" data-send><input type="hidden" name="by" value="-1">\
        <button data-key="p">\(L("Previous sheet")) <kbd>P</kbd></button></form>\
        <form id="next-sheet" method="post" action="\(Paths.exchangeStep(event))" data-send><input type="hidden" name="by" value="1">\
        <button data-key="n">\(L("Next sheet")) <kbd>N</kbd></button></form>
        """
    }

    // MARK: Projector

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        let event = room.event.id
        let content: HTML
        switch try ExchangeStore(reading).shown(in: event).view {
        case .gallery: content = try gallery(room, reading)
        case .matrix:
            let matrix = try ExchangeMatrix(event, for: .room, reading)
            let pages = ExchangeChart.pages(
                id: "matrix", countries: matrix.countries, rows: ExchangeChart.rows(matrix),
                room: WallPages.height - 150)
            content =
                WallPages(
                    id: "matrix",
                    pages: pages.map { "<div class=\"room-matrix\">\($0.svg())\(ExchangeChart.key)</div>" }
                ).html
        case .blockers: content = try blockers(room, reading)
        }
        return ProjectorScene(
            about: .verbatim(room.event.title), label: L("Exchange"), content: content,
            foot: L("Endorse and ask on your phone"))
    }

    private static func gallery(_ room: Room, _ reading: any Reading) throws -> HTML {
        guard let (sheet, visibility) = try ExchangeTable.shown(room.event.id, reading) else {
            return try waiting(room, reading)
        }
        let content = try SheetContent(sheet, as: visibility, reading)
        let endorsements = try ExchangeStore(reading).endorsements(of: room.event.id)
        let questions = try ExchangeStore(reading).questions(of: room.event.id).filter {
            $0.sheet == sheet.id && $0.isOpen
        }
        // What the room endorses most, then what changes most for least.
        let list = content.interventions.sorted { left, right in
            let (a, b) = (endorsements[left.record.id] ?? 0, endorsements[right.record.id] ?? 0)
            return (b, right.record.impact ?? 0, left.number) < (a, left.record.impact ?? 0, right.number)
        }.prefix(5)
        let lines = list.html { item in
            let count = endorsements[item.record.id] ?? 0
            return """
                <li><p class="clamp" lang="\(item.record.language)" dir="auto">\(item.record.text)</p>\
                <p class="meta">\(item.record.element.label) · \(item.record.horizon.label)\(count > 0 ? " · \(L(count, one: "\(count) endorsement", other: "\(count) endorsements"))" as HTML : .empty)</p></li>
                """
        }
        return """
            <div class="room-grid even"><div><h1 class="short" dir="auto">\(content.label)</h1>\
            <dl class="figures"><div><dt>\(L("interventions"))</dt><dd>\(content.interventions.count)</dd></div>\
            <div><dt>\(L("open questions"))</dt><dd>\(questions.count)</dd></div></dl>\
            \(questions.first.map { "<p class=\"clamp newest-question\" lang=\"\($0.language)\" dir=\"auto\">\($0.text)</p>" })</div>\
            <div><ul class="lines">\(lines)</ul></div></div>
            """
    }

    /// Before the first sheet is shown: what there is to come.
    private static func waiting(_ room: Room, _ reading: any Reading) throws -> HTML {
        let gallery = SheetAccess.gallery(
            try SheetStore(reading).sheets(of: room.event.id), for: .room, room.names)
        let lines = gallery.prefix(10).html { item in
            "<li dir=\"auto\">\(SheetAccess.label(item.sheet, as: item.visibility, room.names))</li>"
        }
        let rest = gallery.count - min(gallery.count, 10)
        return """
            <div class="room-grid even"><div><h1>\(announcement)</h1><p class="lede">\(L("One sheet after the other."))</p></div>\
            <div><ol class="lines gallery">\(lines)\(rest > 0 ? "<li class=\"muted\">\(L(rest, one: "and \(rest) more", other: "and \(rest) more"))</li>" : .empty)</ol></div></div>
            """
    }

    private static func blockers(_ room: Room, _ reading: any Reading) throws -> HTML {
        let shared = try SharedBlockers(room.event.id, reading)
        func name(_ code: String) -> String { room.names.country(code) ?? code }
        let told = ChartRows.pages(shared.told.map { $0.first?.text ?? "" }, room: WallPages.height - 130)
        let blockers = told.map { range in
            let list = shared.told[range].html { blocker in
                """
                <li><span class="place">\(blocker.number)</span><div><p lang="\(blocker.first?.language ?? "")" dir="auto">\(blocker.first?.text ?? "")</p>\
                <p class="meta">\(SharedBlockersSection.sentence(blocker))</p></div></li>
                """
            }
            return
                "<div class=\"room-list\"><h1 class=\"wall-2\">\(L("Blocking aspects that countries share"))</h1><ul class=\"lines\">\(list)</ul></div>"
                as HTML
        }
        let pairs = shared.visits.pairs
        let visits = stride(from: 0, to: pairs.count, by: 10).map { first in
            let list = pairs[first..<min(pairs.count, first + 10)].html { pair in
                let numbers = Message.list(Set(pair.firstLearns + pair.secondLearns).sorted())
                return """
                    <li class="between"><span><bdi>\(name(pair.first))</bdi> ↔ <bdi>\(name(pair.second))</bdi></span> <span class="muted"><bdi>\(numbers)</bdi></span></li>
                    """
            }
            return
                "<div class=\"room-list\"><h1 class=\"wall-2\">\(L("Who should visit whom"))</h1><ul class=\"lines visits\">\(list)</ul></div>"
                as HTML
        }
        guard !blockers.isEmpty else {
            return
                "<div class=\"room-grid\"><div><h1>\(L("No country has said yet which blocking aspects it has or has solved."))</h1></div></div>"
        }
        return WallPages(id: "blockers", pages: blockers + visits).html
    }
}

/// The sheet on the table, where the room may see it.
enum ExchangeTable {
    static func shown(_ event: Event.ID, _ reading: any Reading) throws -> (
        sheet: SheetRecord, visibility: SheetVisibility
    )? {
        guard let id = try ExchangeStore(reading).shown(in: event).sheet else { return nil }
        let sheet = try SheetStore(reading).sheet(id, in: event)
        let visibility = SheetAccess.visible(sheet, to: .room)
        return visibility == .hidden ? nil : (sheet, visibility)
    }
}
