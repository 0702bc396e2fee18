import Domain
import Markup
import Storage
import Web

/// Envision, as the three screens of the room show it. Who has a sheet is led to it (``workplace(_:seat:_:)``).
enum EnvisionScreen: StageScreen {
    static let stage = WorkshopStage.envision
    static var announcement: Message { L("Now the desired situation") }

    /// The address of the sheet on which somebody writes.
    static func workplace(_ event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String? {
        try ownSheet(event.id, seat, reading).map { Paths.sheet(event.id, $0.id) }
    }

    private static func ownSheet(_ event: Event.ID, _ seat: Visitor.Seat, _ reading: any Reading) throws -> SheetRecord?
    {
        guard seat.role.contributes else { return nil }
        let store = SheetStore(reading)
        switch try store.envisionBy(event) {
        case .group: return try GroupStore(reading).group(of: seat.id, in: event).flatMap { try store.sheet(of: $0.id) }
        case .country:
            guard seat.isKnown else { return nil }
            return try seat.country.flatMap { try store.sheet(of: $0, in: event) }
        }
    }

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        let head: HTML = "<h1>\(L("What should it look like, and what does it take?"))</h1>"
        let by = try SheetStore(reading).envisionBy(room.event.id)
        if let sheet = try ownSheet(room.event.id, seat, reading) {
            let name = sheet.ownName(room.names)
            return """
                <div class="head">\(head)<p class="lede">\(L("Write with the others on the sheet of \(name)."))</p></div>\
                <p><a class="button primary" href="\(Paths.sheet(room.event.id, sheet.id))">\(L("Open our sheet"))</a></p>
                """
        }
        if by == .country, seat.role.contributes, seat.country != nil, !seat.isKnown {
            return
                "<div class=\"head\">\(head)<p class=\"lede\">\(Refusal.notKnownYet.title)</p><p>\(Refusal.notKnownYet.advice)</p></div>"
        }
        let group = try GroupStore(reading).group(of: seat.id, in: room.event.id)
        let begins = seat.role.contributes && (by == .group ? group != nil : seat.country != nil)
        guard begins else {
            let words =
                seat.role.contributes
                ? L(
                    "You are in no group yet, or your country is not known. Ask the facilitator; this page updates by itself."
                )
                : L("You are an observer in this event: you read the sheets when they are shown.")
            return "<div class=\"head\">\(head)<p class=\"lede\">\(words)</p></div>"
        }
        let words =
            by == .group
            ? L(
                "Your group describes the situation that it wants for each of its issues, and what has to be done for it."
            )
            : L(
                "Your delegation describes the situation that it wants, and what your country would have to do. Nobody else reads it until its head publishes it."
            )
        return """
            <div class="head">\(head)<p class="lede">\(words)</p></div>\
            <form id="begin" method="post" action="\(Paths.sheets(room.event.id))" data-send>\
            <button class="primary">\(L("Begin our sheet"))</button></form>
            """
    }

    /// Other groups, other sheets, and that somebody is known now, lead people elsewhere.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        let store = SheetStore(reading)
        let groups = try GroupStore(reading).groups(of: room.event.id).map {
            "\($0.id) \($0.members.map(\.id.description))"
        }
        // The number of sheets, not whose they are.
        let sheets = try store.sheets(of: room.event.id).count
        let by = try store.envisionBy(room.event.id)
        // Where groups write, it changes nothing for anybody.
        let unknown =
            by == .country
            ? try SpeakerStore(reading).unknown(in: room.event.id).filter { $0.country != nil }.map(\.id.description)
            : []
        return Secret.digest("\(by) \(sheets) \(groups) \(unknown)")
    }

    // MARK: Console

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let progress = try EnvisionProgress(room, reading)
        let stage: HTML = """
            <div class="head"><h1>\(L("Envision"))</h1>\
            <p class="muted">\(L("Each group or country writes what it wants and what it would do."))</p></div>\
            <dl class="figures">\(begun(progress))<div><dt>\(L("interventions"))</dt><dd>\(progress.interventions)</dd></div>\
            \(progress.by == .country ? published(progress) : .empty)</dl>
            """
        return StageConsole(stage: stage, work: choice(room, progress) + table(room, progress))
    }

    /// Nothing where there is nobody who could: no group, no country.
    private static func begun(_ progress: EnvisionProgress) -> HTML {
        progress.rows.isEmpty
            ? .empty : "<div><dt>\(L("of \(progress.rows.count) have begun"))</dt><dd>\(progress.begun)</dd></div>"
    }

    private static func published(_ progress: EnvisionProgress) -> HTML {
        """
        <div><dt>\(L("published with their name"))</dt><dd>\(progress.named)</dd></div>\
        <div><dt>\(L("published without"))</dt><dd>\(progress.anonymous)</dd></div>
        """
    }

    private static func choice(_ room: Room, _ progress: EnvisionProgress) -> HTML {
        """
        <form class="topics" id="envision-by" method="post" action="\(Paths.envision(room.event.id))" data-send \
        aria-label="\(L("Who writes sheets").string())">\(EnvisionBy.allCases.html { by in
            """
            <button name="by" value="\(by.rawValue)" aria-pressed="\(by == progress.by ? "true" : "false")">\(by.label)</button>
            """
        })</form><p class="hint">\(L("You may change this later: what is written stays."))</p>
        """
    }

    private static func table(_ room: Room, _ progress: EnvisionProgress) -> HTML {
        let note =
            progress.by == .country
            ? L(
                "Of a country's sheet you see only whether it has begun, until its delegation publishes it with its name."
            )
            : L("Open any sheet to read or to help.")
        let rows = progress.rows.html { row in
            """
            <tr><th scope="row" dir="auto">\(row.sheet.map { "<a href=\"\(Paths.sheet(room.event.id, $0))\">\(row.label)</a>" as HTML } ?? "\(row.label)")</th>\
            <td data-label="\(L("State").string())"><span class="state \(row.hasBegun ? "good" : "open")">\(row.hasBegun ? L("begun", context: "sheet") : L("not begun", context: "sheet"))</span>\(begin(row, room))</td>\
            <td class="num" data-label="\(L("Situations").string())">\(row.counts.map { String($0.situations) } ?? "")</td>\
            <td class="num" data-label="\(L("Interventions").string())">\(row.counts.map { String($0.interventions) } ?? "")</td></tr>
            """
        }
        return """
            <section><h2>\(L("Sheets"))</h2><p class="muted">\(note)</p>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Sheets").string())"><table class="stack"><thead><tr><th scope="col">\(L("Sheet"))</th>\
            <th scope="col">\(L("State"))</th><th scope="col" class="num">\(L("Situations"))</th>\
            <th scope="col" class="num">\(L("Interventions"))</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }

    private static func begin(_ row: EnvisionProgress.Row, _ room: Room) -> HTML {
        guard let group = row.group, row.sheet == nil else { return .empty }
        return """
            <form id="begin-\(group)" method="post" action="\(Paths.sheets(room.event.id))" data-send>\
            <input type="hidden" name="group" value="\(group)"><button class="plain">\(L("Begin it"))</button></form>
            """
    }

    // MARK: Projector

    /// The prompt and how far everybody is: never what is written.
    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        let progress = try EnvisionProgress(room, reading)
        let total = max(1, progress.rows.count)
        let content: HTML = """
            <div class="room-grid even"><div><h1>\(L("What should it look like, and what does it take?"))</h1>\
            <dl class="figures">\(begun(progress))<div><dt>\(L("interventions"))</dt><dd>\(progress.interventions)</dd></div></dl>\
            <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="1"/>\
            <rect class="fill" width="\(progress.begun * 100 / total)" height="1"/></svg></div>\
            <div><ol class="steps-of-envision"><li>\(L("The ideal situation, in a few sentences"))</li><li>\(L("What has to be done, and who leads"))</li>\
            <li>\(L("How hard it is, and what it would change"))</li><li>\(L("What you need from others"))</li></ol></div></div>
            """
        return ProjectorScene(
            about: .verbatim(room.event.title), label: L("Envision"), content: content,
            foot: progress.by == .country
                ? L("A country's sheet is read by its delegation only, until it publishes it.")
                : L("Each group writes one sheet."))
    }
}

/// How far the sheets are, without what is on private ones. Countries' own figures are told only where the sheet is published with
/// its name: figures beside a country would tell whose an unnamed sheet is.
struct EnvisionProgress {
    struct Row {
        let label: Message
        let hasBegun: Bool
        /// Where who runs the room may see it.
        let sheet: EnvisionSheet.ID?
        let counts: SheetCounts?
        /// For a group without a sheet.
        let group: BreakoutGroup.ID?
    }

    let by: EnvisionBy
    let rows: [Row]
    let interventions: Int
    let named: Int
    let anonymous: Int

    var begun: Int { rows.count { $0.hasBegun } }

    init(_ room: Room, _ reading: any Reading) throws {
        let store = SheetStore(reading)
        by = try store.envisionBy(room.event.id)
        let sheets = try store.sheets(of: room.event.id)
        let counts = try store.counts(of: room.event.id)
        switch by {
        case .group:
            rows = try GroupStore(reading).groups(of: room.event.id).map { group in
                let sheet = sheets.first { $0.group == group.id }
                let count = sheet.map { counts[$0.id] ?? SheetCounts() }
                return Row(
                    label: group.label, hasBegun: count?.hasBegun ?? false, sheet: sheet?.id, counts: count,
                    group: group.id)
            }
        case .country:
            let countries = Set(room.voices.compactMap(\.country))
            rows = countries.map { ($0, room.names.country($0) ?? $0) }.sorted { $0.1 < $1.1 }.map { code, name in
                let sheet = sheets.first { $0.country == code }
                let isNamed = sheet?.publication == .named
                let count = sheet.map { counts[$0.id] ?? SheetCounts() }
                return Row(
                    label: .verbatim(name), hasBegun: count?.hasBegun ?? false, sheet: isNamed ? sheet?.id : nil,
                    counts: isNamed ? count : nil, group: nil)
            }
        }
        let isByGroup = by == .group
        let present = sheets.filter { ($0.group != nil) == isByGroup }
        interventions = present.reduce(0) { $0 + (counts[$1.id]?.interventions ?? 0) }
        named = present.count { $0.publication == .named }
        anonymous = present.count { $0.publication == .anonymous }
    }
}
