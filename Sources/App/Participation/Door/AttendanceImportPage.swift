import Domain
import Foundation
import Markup
import Storage
import Web

/// Choosing a list of a video service; then what was found in it, and whose the rest is.
struct AttendanceImportPage {
    let frame: EventFrame
    let state: FormState
    /// Nothing before a list was sent.
    var match: (found: AttendanceMatch, day: String, list: String, left: Int)?

    private var event: EventRecord { frame.event }

    var answer: Answer {
        let path = DoorPaths.importing(event.id)
        let layout = frame.layout(
            L("Take over an attendance list"), path: path, tab: AttendancePage.tab.id,
            between: [.init(L("Attendance"), DoorPaths.attendance(event.id))])
        return layout.answer(
            """
            <div class="head"><h1>\(L("Take over an attendance list"))</h1>\
            <p class="lede">\(L("As Zoom, Teams or BigBlueButton give it out, or one of your own: names, e-mail addresses, minutes or times. Who joined from two devices is there once."))</p></div>\
            \(match.map { choice($0.found, $0.day, $0.list, $0.left) } ?? upload)
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private var upload: HTML {
        let error = state.errors["file"]
        return """
            <form class="form" id="import" method="post" action="\(DoorPaths.importing(event.id))" enctype="multipart/form-data">\
            \(state.summary([("day", L("Day")), ("file", L("File"))]))\
            \(state.select("day", L("Day"), options: EventDays.all(event).map { (value: $0, label: .verbatim(DateText.day($0))) }))\
            <div class="field"><label for="file">\(L("File"))</label>\
            <p class="hint" id="file-hint">\(L("Excel (.xlsx) or CSV, up to 10 MB. Nothing is noted before you have seen what was found in it."))</p>\
            <input type="file" id="file" name="file" accept=".csv,.xlsx,.tsv" required aria-describedby="file-hint\(error == nil ? "" : " file-error")"\
            \("aria-invalid", value: error == nil ? nil : "true")>\(state.error("file"))</div>\
            <div class="actions"><button class="primary">\(L("Look into it"))</button>\
            <a class="button plain" href="\(DoorPaths.attendance(event.id))">\(L("Cancel"))</a></div></form>
            """
    }

    private func choice(_ match: AttendanceMatch, _ day: String, _ list: String, _ left: Int) -> HTML {
        let none = match.found.count { $0.minutes == 0 }
        let known = match.found.filter { $0.minutes > 0 }
        return """
            <form class="form" id="choice" method="post" action="\(DoorPaths.importChoice(event.id))">\
            <input type="hidden" name="day" value="\(day)"><input type="hidden" name="list" value="\(list)">\
            <input type="hidden" name="found" value="\(Self.json(match.found))"><input type="hidden" name="open" value="\(Self.json(match.open))">\
            <section><h2>\(L(known.count, one: "\(known.count) person was recognised", other: "\(known.count) people were recognised"))</h2>\
            <p class="muted">\(L("By code or e-mail address, on \(DateText.day(day))."))\(none == 0 ? .empty : " \(L(none, one: "\(none) was there for no minute and is left out.", other: "\(none) were there for no minute and are left out."))" as HTML)\
            \(left == 0 ? .empty : " \(L(left, one: "\(left) row names nobody.", other: "\(left) rows name nobody."))" as HTML)</p>\
            \(known.isEmpty ? .empty : """
                <details><summary>\(L("Show them"))</summary><ul class="lines">\(known.html { found in
                    "<li class=\"between\"><bdi>\(found.person.name)</bdi> <span class=\"num\">\(L("\(found.minutes) min"))</span></li>"
                })</ul></details>
                """)</section>\
            \(match.open.isEmpty ? .empty : open(match))\
            <div class="actions dock"><button class="primary">\(L("Note their attendance"))</button>\
            <a class="button plain" href="\(DoorPaths.importing(event.id))">\(L("Choose another file"))</a></div></form>
            """
    }

    private func open(_ match: AttendanceMatch) -> HTML {
        """
        <section id="open"><h2>\(L(match.open.count, one: "Who is this?", other: "Who are these \(match.open.count)?"))</h2>\
        <p class="muted">\(L("They are not recognised by code or address. A name alone decides nothing: say who it is, or leave the row out."))</p>\
        \(match.unasked == 0 ? .empty : "<p class=\"notice warn\">\(L(match.unasked, one: "\(match.unasked) more row is not recognised and is left out: give it an e-mail address or a code in the file.", other: "\(match.unasked) more rows are not recognised and are left out: give them e-mail addresses or codes in the file."))</p>" as HTML)\
        <ul class="lines">\(match.open.enumerated().map { index, open in row(index, open, match.people) }.joined())</ul></section>
        """
    }

    private func row(_ index: Int, _ open: AttendanceMatch.Open, _ people: [ParticipantRecord]) -> HTML {
        let offered = open.likely.isEmpty && people.count <= 60 ? people : open.likely
        let name = open.row.name.isEmpty ? open.row.email : open.row.name
        return """
            <li class="between"><span class="meta"><bdi>\(name)</bdi> \(open.row.email.isEmpty || open.row.name.isEmpty ? .empty : "<bdi>\(open.row.email)</bdi>" as HTML)\
            <span>\(L("row \(open.row.number)")), \(L("\(AttendanceList.minutes(of: [open.row])) min"))</span></span>\
            \(offered.isEmpty ? "<span class=\"muted\">\(L("Nobody has such a name: left out"))</span>" as HTML : """
                <span class="field"><label class="sr" for="who-\(index)">\(L("Who is \(name)?"))</label><select id="who-\(index)" name="who-\(index)">\
                <option value="">\(L("Leave out"))</option>\(offered.html { person in
                    "<option value=\"\(person.id)\">\(person.name)\(person.organisation.isEmpty ? "" : " · \(person.organisation)")</option>"
                })</select></span>
                """)</li>
            """
    }

    private static func json(_ found: [AttendanceMatch.Found]) -> String {
        JSONValue.list(
            found.filter { $0.minutes > 0 }.map { .list([.text("\($0.person.id)"), .whole($0.minutes)]) }
        ).json
    }

    private static func json(_ open: [AttendanceMatch.Open]) -> String {
        (try? JSONCoding.text(open.map(\.row))) ?? "[]"
    }
}

extension AttendanceImportPage {
    /// What the form of the second page says: of each person the minutes, those that were named by hand too.
    static func minutes(_ form: FormValues) throws -> [Participant.ID: Int] {
        var minutes: [Participant.ID: Int] = [:]
        if case .list(let pairs)? = try? JSONReader.read(Array(form.text("found").utf8)) {
            for case .list(let pair) in pairs.prefix(AttendanceList.most) {
                guard pair.count == 2, case .text(let id) = pair[0], case .whole(let count) = pair[1],
                    let person = Participant.ID(id)
                else { continue }
                minutes[person] = Int(min(max(0, count), 1_440))
            }
        }
        let open = (try? JSONCoding.value(form.text("open"), as: [AttendanceList.Row].self)) ?? []
        var rows: [Participant.ID: [AttendanceList.Row]] = [:]
        for (index, row) in open.prefix(AttendanceList.most).enumerated() {
            if let person = Participant.ID(form.text("who-\(index)")) { rows[person, default: []].append(row) }
        }
        for (person, own) in rows { minutes[person] = max(minutes[person] ?? 0, AttendanceList.minutes(of: own)) }
        return minutes
    }
}
