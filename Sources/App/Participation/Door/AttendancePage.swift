import Domain
import Markup
import Storage
import Web

/// Who was there, day by day; and the ways to note it.
struct AttendancePage {
    static let tab = EventTab(
        id: "door", order: 38, label: L("Attendance"), path: { DoorPaths.attendance($0.event.id) },
        permission: .facilitate, under: EventTab.people.id)

    private let frame: EventFrame
    private let sheet: AttendanceSheet
    private let names: DirectoryNames
    private let passes: [DeskPassRecord]
    private let passForm: FormState
    private let certificates: Int

    init(_ visit: Visit, _ event: Event.ID, passForm: FormState = FormState(), _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        sheet = try AttendanceSheet(frame.event, reading)
        names = try DirectoryNames(reading)
        passes = try DeskPassStore(reading).passes(of: event)
        self.passForm = passForm
        certificates = try CertificateStore(reading).certificates(of: event).count { $0.revokedAt == nil }
    }

    private var event: EventRecord { frame.event }
    private var mayOrganise: Bool { frame.allows(.organise) }

    private var days: [String] { sheet.days }
    private var today: String { CalendarDate.today(frame.visit.now, timeZone: event.timeZone) }

    var answer: Answer {
        var layout = frame.layout(Self.tab.label, path: DoorPaths.attendance(event.id), tab: Self.tab.id)
        layout.title = .verbatim("\(Self.tab.label.string()) · \(event.title)")
        layout.styles = ["door"]
        return layout.answer(
            """
            <div class="head"><h1>\(Self.tab.label)</h1></div>
            \(sheet.lines.isEmpty ? empty : figures)\(actions)\(doubles)\(mayOrganise ? links : .empty)\(sheet.lines.isEmpty ? .empty : table)
            """, passForm.errors.isEmpty ? .ok : .wrong)
    }

    private var actions: HTML {
        """
        <div class="actions"><a class="button primary" href="\(DoorPaths.desk(event.id))">\(Icon.svg("check")) \(L("Open the check-in desk"))</a>\
        <details class="menu"><summary class="button">\(L("More to do"))</summary><ul>\
        <li><a href="\(DoorPaths.selfCheckIn(event.id))">\(L("“I am here” by phone"))</a></li>\
        \(AttendanceLinks.all(of: event.id).html { "<li><a href=\"\($0.path)\">\($0.label)</a></li>" })\
        \(mayOrganise ? """
            <li><a href="\(DoorPaths.importing(event.id))">\(L("Take over an attendance list"))</a></li>\
            <li><a href="\(DoorPaths.certificates(event.id))">\(L("Certificates"))\(certificates == 0 ? .empty : " (\(certificates))" as HTML)</a></li>\
            <li><a href="\(DoorPaths.badges(event.id))">\(L("Badges"))</a></li>
            """ : .empty)</ul></details></div>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nobody has a seat yet"))</h2>\
        <p class="muted">\(L("Who has a seat is noted here when they come. Give seats first."))</p>\
        <a class="button" href="\(Paths.eventPeople(event.id))">\(L("People"))</a></div>
        """
    }

    /// Today where it is one of the event's, else how many came at all; then the other days, each once.
    private var figures: HTML {
        let (isOn, count) = (days.contains(today), sheet.lines.count)
        let others = days.filter { (!isOn || $0 != today) && sheet.here(on: $0) > 0 }
        let isSaid = days.count < 2 || others.count > 8
        return """
            <dl class="figures"><div><dt>\(isOn ? L("of \(count) today") : L("of \(count) with a seat have come"))</dt>\
            <dd>\(isOn ? sheet.here(on: today) : sheet.come)</dd></div>\(isSaid ? .empty : others.html { day in
                "<div><dt>\(DateText.dayAndMonth(day))</dt><dd>\(sheet.here(on: day))</dd></div>"
            })</dl>
            """
    }

    // MARK: Table

    private var shownDays: [String] { days.count <= 8 ? days : days.filter { sheet.here(on: $0) > 0 } }

    private var table: HTML {
        let count = sheet.lines.count
        return """
            \(TableFormat.line(L(count, one: "\(count) person with a seat", other: "\(count) people with a seat")) { DoorPaths.export(event.id, $0.rawValue) })\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Attendance").string())"><table class="stack two">\
            <thead><tr><th scope="col">\(L("Name"))</th><th scope="col">\(L("Country"))</th>\(shownDays.html { "<th scope=\"col\">\(DateText.dayAndMonth($0))</th>" })\
            <th scope="col" class="num">\(L("Share"))</th></tr></thead>\
            <tbody>\(sheet.lines.html(line))</tbody></table></div>
            """
    }

    private func line(_ line: AttendanceSheet.Line) -> HTML {
        let person = line.person
        return """
            <tr><th scope="row"><div class="stack-2"><bdi>\(person.name)</bdi>\
            \(person.organisation.isEmpty ? .empty : "<span class=\"small muted\" dir=\"auto\">\(person.organisation)</span>" as HTML)</div></th>\
            <td class="place"><span>\(names.place(person.country))</span></td>\(shownDays.html { cell(line.days[$0], on: $0) })\
            \(share(line))</tr>
            """
    }

    private func cell(_ entry: AttendanceSheet.Day?, on day: String) -> HTML {
        let label = DateText.dayAndMonth(day)
        guard let entry else { return "<td class=\"day\" data-label=\"\(label)\"><span class=\"muted\">–</span></td>" }
        let isTimed = !entry.notes.allSatisfy { $0.via == .list }
        let time: HTML? = isTimed ? entry.firstAt.map { "\(MomentWords(event.timeZone).plain($0, .time))" } : nil
        let words: HTML = time.map { " <span class=\"when\">\($0)</span>" } ?? .empty
        let minutes: HTML = entry.minutes.map { " <span class=\"small muted\">\(L("\($0) min"))</span>" } ?? .empty
        return """
            <td class="day" data-label="\(label)"><span class="meta"><span class="state good"><span aria-hidden="true">✓</span><span class="sr">\(L("Was there"))</span>\(words)</span>\(minutes)</span></td>
            """
    }

    private func share(_ line: AttendanceSheet.Line) -> HTML {
        guard !line.days.isEmpty, let share = line.share else {
            return "<td class=\"num share\"><span class=\"muted\">–</span></td>"
        }
        return "<td class=\"num share\" data-label=\"\(L("Share").string())\">\(ShareWords.message(share))</td>"
    }

    private var doubles: HTML {
        let doubles = sheet.doubles
        guard !doubles.isEmpty else { return .empty }
        let clock = MomentWords(event.timeZone)
        return """
            <details id="doubles"><summary>\(L(doubles.count, one: "\(doubles.count) person was noted more than once on a day", other: "\(doubles.count) people were noted more than once on a day"))</summary>\
            <p class="muted">\(L("They count once. Was somebody else meant, take the wrong note back."))</p>\
            <ul class="lines">\(doubles.html { double in
                """
                <li><p><bdi>\(double.person.name)</bdi> <span class="muted">\(DateText.day(double.day))</span></p><ul class="plain-list">\(double.notes.html { note in
                    """
                    <li class="between"><span class="meta"><span>\(clock.plain(note.at, .time))</span> <span>\(note.via.label)</span> <bdi>\(note.device)</bdi></span>\
                    <form method="post" action="\(DoorPaths.undoing(event.id, note.id))"><button class="plain">\(L("Take back"))\
                    <span class="sr">: \(double.person.name)</span></button></form></li>
                    """
                })</ul></li>
                """
            })</ul></details>
            """
    }

    // MARK: Links for a day

    private var links: HTML {
        // Folded unless it is the day and no device has a link for it.
        let isWanted = days.contains(today) && !passes.contains { $0.day == today }
        var form = passForm
        if form.values["day"] == nil {
            form = FormState(stored: [("day", days.contains(today) ? today : days.first ?? "")])
        }
        return """
            <details id="desk-links"\("open", when: !form.errors.isEmpty || isWanted)><summary>\(L("Devices at the door"))\(passes.isEmpty ? .empty : " (\(passes.count))" as HTML)</summary>\
            <div class="stack-2"><p class="muted">\(L("A device needs no account: give it a link for a day. It shows names, organisations and countries, checks people in by tapping or by the code of their name card, and goes on without a connection."))</p>\
            \(passes.isEmpty ? .empty : "<ul class=\"lines\">\(passes.html(pass))</ul>" as HTML)\
            <form class="form" id="desk-link" method="post" action="\(DoorPaths.passes(event.id))">\
            \(form.summary([("day", L("Day")), ("label", L("Where it stands"))]))<div class="row">\
            \(form.select("day", L("Day"), options: days.map { (value: $0, label: .verbatim(DateText.day($0))) }))\
            \(form.text("label", L("Where it stands"), hint: L("Entrance, tablet 1"), maxLength: 60, isRequired: true))</div>\
            <div class="actions"><button>\(L("Make a desk link"))</button></div></form>\
            <p class="muted small">\(L("Did a link end before its device could send everything?")) <a href="\(DoorPaths.notes(event.id))">\(L("Take over the notes of a desk"))</a></p></div></details>
            """
    }

    private func pass(_ pass: DeskPassRecord) -> HTML {
        let now = frame.visit.now
        let isUsed = pass.usedAt != nil
        let state: (Message, String) =
            if pass.endsAt <= now { (L("The day is over"), "open") } else if pass.opensAt > now {
                (L("Does not open yet"), "open")
            } else { isUsed ? (L("In use"), "good") : (L("Open, no device yet"), "warn") }
        return """
            <li class="between"><span><bdi>\(pass.label)</bdi> <span class="muted">\(DateText.day(pass.day))</span> \
            <span class="state \(state.1)">\(state.0)</span></span><span class="actions">\
            \(pass.endsAt <= now ? .empty : "<a class=\"button plain\" href=\"\(DoorPaths.pass(event.id, pass.id))\">\(L("Show the link"))<span class=\"sr\">: \(pass.label)</span></a>" as HTML)\
            <form method="post" action="\(DoorPaths.passRevocation(event.id, pass.id))"><button class="plain">\(L("End"))<span class="sr">: \(pass.label)</span></button></form></span></li>
            """
    }
}

extension AttendanceRecord.Way {
    var label: Message {
        switch self {
        case .desk: L("at the desk")
        case .scan: L("by name card")
        case .own: L("by themselves")
        case .link: L("by personal link")
        case .list: L("from a list")
        }
    }
}

/// Tenths of a hundredth in words: `84.7 %`, `50 %`.
enum ShareWords {
    static func message(_ tenths: Int) -> Message {
        L("\(NumberText.decimal(Double(tenths) / 10, tenths % 10 == 0 ? 0 : 1)) %")
    }
}
