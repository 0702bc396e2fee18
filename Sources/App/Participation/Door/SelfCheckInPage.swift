import Domain
import Markup
import Storage
import Web

/// Where the organiser allows that people say themselves that they are there, part by part.
struct SelfCheckInPage {
    private let frame: EventFrame
    private let open: [SelfCheckInRecord]
    private let blocks: [AgendaContent.Block]
    private let state: FormState

    init(_ visit: Visit, _ event: Event.ID, state: FormState = FormState(), _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        let now = visit.now
        open = try SelfCheckInStore(reading).open(in: event).filter { SelfCheckInOperations.isOpen($0, at: now) }
        blocks = try AgendaStore(reading).draft(of: event).filter { $0.kind == .plenary || $0.kind == .parallel }
            .sorted { $0.startsAt < $1.startsAt }
        self.state = state
    }

    private var event: EventRecord { frame.event }

    var answer: Answer {
        let title = L("“I am here” by phone")
        let layout = frame.layout(
            title, path: DoorPaths.selfCheckIn(event.id), tab: AttendancePage.tab.id,
            between: [.init(L("Attendance"), DoorPaths.attendance(event.id))])
        return layout.answer(
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("People note themselves on their own page, with a code that only the room sees. A code ends when you close it, or after two hours."))</p></div>\
            \(open.isEmpty ? .empty : "<ul class=\"lines\">\(open.html(line))</ul>" as HTML)\(frame.allows(.organise) ? form : .empty)
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    /// What a code is of, in words.
    static func place(_ record: SelfCheckInRecord, _ blocks: [AgendaContent.Block]) -> String {
        blocks.first { $0.id == record.block?.description }?.title ?? DateText.day(record.day)
    }

    private func line(_ record: SelfCheckInRecord) -> HTML {
        let place = Self.place(record, blocks)
        return """
            <li class="between"><span><b class="num">\(record.code)</b> <bdi>\(place)</bdi></span><span class="actions">\
            <a class="button primary" href="\(DoorPaths.selfCheckInWall(event.id, record.id))" target="_blank" rel="noopener">\(Icon.svg("screen")) \(L("Show it to the room"))<span class="sr">: \(place)</span></a>\
            <form method="post" action="\(DoorPaths.selfCheckInClosing(event.id, record.id))"><button class="plain">\(L("Close"))<span class="sr">: \(place)</span></button></form></span></li>
            """
    }

    private var form: HTML {
        let clock = MomentWords(event.timeZone)
        let today = CalendarDate.today(frame.visit.now, timeZone: event.timeZone)
        let days = EventDays.all(event)
        let wholeDay = L("The whole day").string()
        let parts: [(value: String, label: Message)] = blocks.map { block in
            (
                value: "\(clock.wallClock(block.startsAt).date) \(block.id)",
                label: .verbatim("\(clock.plain(block.startsAt, .weekday)) \(block.title)")
            )
        }
        let options: [(value: String, label: Message)] =
            days.map { (value: $0, label: .verbatim("\(DateText.day($0)): \(wholeDay)")) } + parts
        let shown =
            state.values.fields.isEmpty
            ? FormState(stored: [("place", days.contains(today) ? today : days.first ?? "")]) : state
        return """
            <form class="form" id="open-code" method="post" action="\(DoorPaths.selfCheckIn(event.id))">\
            \(shown.summary([("place", L("For what"))]))\(shown.select("place", L("For what"), options: options))\
            <div class="actions"><button\(open.isEmpty ? " class=\"primary\"" as HTML : .empty)>\(L("Open with a new code"))</button></div></form>
            """
    }
}

/// The code, as large as the room needs it.
struct SelfCheckInWallPage {
    let frame: EventFrame
    let record: SelfCheckInRecord
    let place: String

    var answer: Answer {
        let (event, settings) = (frame.event, frame.visit.settings)
        let layout = Layout(.projector, .verbatim(event.title), path: DoorPaths.selfCheckInWall(event.id, record.id))
        let address = settings.baseURL + DoorPaths.here(event.code)
        let isOpen = SelfCheckInOperations.isOpen(record, at: frame.visit.now)
        return .html(
            layout.document(
                """
                <main class="room" id="room"><header><p><bdi>\(event.title)</bdi></p><p><bdi>\(place)</bdi></p></header>\
                \(isOpen ? """
                    <div class="room-grid"><div><h1>\(L("I am here"))</h1><p class="lede">\(L("Open this address on your phone, or scan the code."))</p>\
                    <p class="big"><bdi>\(record.code)</bdi></p></div><div class="join"><div class="qr large">\(QRCode.svg("\(address)?code=\(record.code)", label: L("QR code of the join address").string()))</div>\
                    <p class="address">\(settings.joinAddress(event.code))/here</p></div></div>
                    """ : "<div><h1>\(L("This code has ended."))</h1></div>" as HTML)\
                <footer><p dir="auto">\(event.place)</p><p>\(TLP.chip(event.marking))</p></footer></main>
                """))
    }
}

/// A person's own page: "I am here".
struct HerePage {
    let visit: Visit
    let event: EventRecord
    let isOpen: Bool
    let notedAt: Int64?
    var state = FormState()

    var answer: Answer {
        var layout = Layout(.phone, L("I am here"), path: DoorPaths.here(event.code))
        layout.heading = "<span dir=\"auto\">\(event.title)</span>"
        let code = String(visit.inbound.query.text("code").prefix(12)).nilIfEmpty
        layout.tools = LanguageMenu.html(path: DoorPaths.here(event.code) + QueryText.of([("code", code)]))
        let at = notedAt.map { MomentWords(event.timeZone).plain($0, .time) }
        let html = layout.document(
            """
            <div class="head"><h1>\(L("I am here"))</h1></div>\
            \(at.map { "<div class=\"notice good\" role=\"status\"><p>\(L("You are noted as there, at \($0)."))</p></div>" as HTML })\
            \(isOpen ? form : "<p>\(L("Nobody asks for it now. Who sits at the door notes you, or a code is shown in the room when it is time."))</p>" as HTML)
            """)
        return .html(html, status: state.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private var form: HTML {
        let shown =
            state.values.fields.isEmpty
            ? FormState(stored: [("code", String(visit.inbound.query.text("code").prefix(12)))]) : state
        let error = shown.errors["code"]
        return """
            <form class="form" id="here" method="post" action="\(DoorPaths.here(event.code))">\
            \(shown.summary([("code", L("The code that is shown in the room"))]))\
            <div class="field"><label for="code">\(L("The code that is shown in the room"))</label>\
            <input id="code" name="code" class="num" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required dir="ltr" value="\(shown.values["code"] ?? "")"\
            \("aria-invalid", value: error == nil ? nil : "true")\("aria-describedby", value: error == nil ? nil : "code-error")>\(shown.error("code"))</div>\
            <div class="actions"><button class="primary">\(L("I am here"))</button></div></form>
            """
    }
}
