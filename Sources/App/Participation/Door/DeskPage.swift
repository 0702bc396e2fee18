import Domain
import Markup
import Storage
import Web

/// The list at the door, for a tablet: search, tap, next. Each line is a form, so that it works as it stands; the module desk.js keeps it
/// working without a connection.
struct DeskPage {
    private let visit: Visit
    private let access: DeskAccess
    private let day: String
    private let block: AgendaBlock.ID?
    private let blocks: [AgendaContent.Block]
    private let people: [DeskPerson]
    private let names: DirectoryNames
    private let state: DeskState
    private let here: [Participant.ID: DeskState.Here]
    /// By the person: what their card and link are recognised by.
    private let codes: [Participant.ID: String]
    private let waiting: Int

    init(_ visit: Visit, _ access: DeskAccess, key: [UInt8], _ reading: any Reading) throws {
        self.visit = visit
        self.access = access
        let place = try DeskPlace(
            access.day(visit), AgendaBlock.ID(visit.inbound.query.text("block")), access, reading)
        (day, block) = (place.day, place.block)
        blocks = try DeskPlace.blocks(on: place.day, of: access.event, reading)
        people = try AttendanceStore(reading).people(of: access.event.id)
        names = try DirectoryNames(reading)
        state = try DeskOperations.state(access, place, [], now: visit.now, reading)
        here = Dictionary(uniqueKeysWithValues: state.here.map { ($0.participant, $0) })
        codes = Dictionary(
            uniqueKeysWithValues: people.map { ($0.id, DeskCodes.words(of: $0, in: access.event.id, key: key)) })
        waiting = try JoiningStore(reading).waiting(for: access.event.id).count
    }

    private var event: EventRecord { access.event }
    private var path: String { DoorPaths.desk(event.id) }

    var answer: Answer {
        var layout = Layout(.phone, L("Check-in"), path: "\(path)?day=\(day)")
        layout.heading = "<span dir=\"auto\">\(event.title)</span>"
        layout.tools = access.pass == nil ? leave : .empty
        layout.scripts = ["desk"]
        layout.styles = ["door"]
        let page = layout.document(
            """
            <div class="head"><h1>\(L("Check-in"))</h1><p class="muted">\(DateText.day(day))\
            \(access.device.isEmpty ? .empty : " · <bdi>\(access.device)</bdi>" as HTML)</p></div>
            <div id="desk" data-list="\(state.list)"\("data-block", value: block?.description)\("data-until", value: access.pass.map { String($0.endsAt) })\
            \(DeskUnsent.marks(visit, access.event, day, device: access.device))>
            <p id="desk-said" class="sr" aria-live="polite"></p>\(DeskUnsent.panel)
            \(scanned)\(finding)\(days)\(parts)
            <ul class="lines desk-list" id="desk-people">\(people.html(line))</ul>
            <p id="desk-nobody" class="muted" hidden>\(L("Nobody on this list has such a name. Is it written otherwise, or is it somebody of another event?"))</p>
            \(notes)</div>
            \(departure)
            """)
        return .html(page).setting(.permissionsPolicy, "camera=(self), geolocation=(), microphone=(), payment=()")
    }

    private var leave: HTML {
        "<a class=\"button plain\" href=\"\(DoorPaths.attendance(event.id))\">\(L("Attendance"))</a>"
    }

    private var finding: HTML {
        """
        <form class="desk-find" id="desk-find" method="get" action="\(path)" role="search"><input type="hidden" name="day" value="\(day)">\
        <div class="desk-top"><p><b id="desk-count">\(state.here.count)</b> \(L("of \(state.expected) are here"))</p>\
        <p id="desk-connection" class="unsent" role="status" hidden></p>\
        <button type="button" class="plain" id="desk-awaited" aria-pressed="false" hidden>\(L("Still to come")) <b>\(max(0, state.expected - state.here.count))</b></button></div>\
        <div class="field"><label for="desk-q">\(L("Name, organisation or country"))</label>\
        <input id="desk-q" name="q" type="search" dir="auto" autocomplete="off" value="\(visit.inbound.query.text("q"))"></div>\
        <button type="button" id="desk-scan" hidden>\(L("Scan a name card"))</button></form>
        <div id="desk-camera" hidden><video muted playsinline></video><p class="muted">\(L("Hold the code of the card into the picture."))</p>\
        <button type="button" class="plain">\(L("Stop scanning"))</button></div>
        """
    }

    /// Somebody's card was opened with the camera of the device: they stand alone above the list.
    private var scanned: HTML {
        guard let id = Participant.ID(visit.inbound.query.text("person")) else { return .empty }
        guard let person = people.first(where: { $0.id == id }) else {
            return
                "<div class=\"notice warn\" role=\"status\"><p>\(L("This card is of nobody on this list."))</p></div>"
        }
        let isHere = here[id] != nil
        return """
            <section class="notice\(isHere ? " good" : "")" id="desk-scanned"><h2 dir="auto">\(person.person.name)</h2>\
            <p>\(origin(person.person))</p>\
            \(isHere ? "<p>\(L("Is checked in already."))</p>" : form(person, button: L("Check in \(person.person.name)"), isPrimary: true))\
            </section>
            """
    }

    private var days: HTML {
        let all = EventDays.all(event)
        guard access.pass == nil, all.count > 1 else { return .empty }
        return """
            <nav aria-label="\(L("Day").string())"><ul class="tabs">\(all.html { one in
                """
                <li><a href="\(path)?day=\(one)"\("aria-current", value: one == day ? "page" : nil)>\(DateText.dayAndMonth(one))</a></li>
                """
            })</ul></nav>
            """
    }

    /// The whole day, or one part of its agenda.
    private var parts: HTML {
        guard !blocks.isEmpty else { return .empty }
        let clock = MomentWords(event.timeZone)
        return """
            <details id="desk-parts"\("open", when: block != nil)><summary>\(L("Note a part of the agenda"))</summary><ul class="lines">\
            <li><a href="\(path)?day=\(day)"\("aria-current", value: block == nil ? "page" : nil)>\(L("The whole day"))</a></li>\
            \(blocks.html { one in
                """
                <li><a href="\(path)?day=\(day)&amp;block=\(one.id)"\("aria-current", value: one.id == block?.description ? "page" : nil)>\
                \(clock.plain(one.startsAt, .time)) <bdi>\(one.discreetTitle(in: event.marking))</bdi></a></li>
                """
            })</ul></details>
            """
    }

    private var hidden: HTML {
        """
        <input type="hidden" name="day" value="\(day)">\(block.map { "<input type=\"hidden\" name=\"block\" value=\"\($0)\">" })
        """
    }

    private func line(_ person: DeskPerson) -> HTML {
        let isHere = here[person.id]
        let query = Folded.text(visit.inbound.query.text("q"))
        let key = Folded.text(
            "\(person.person.name) \(person.person.organisation) \(names.country(person.person.country) ?? "")")
        let isHidden = !query.split(separator: " ").allSatisfy { key.contains($0) }
        return """
            <li id="p-\(person.id)" data-person="\(person.id)" data-key="\(key)" data-codes="\(codes[person.id] ?? "")"\
            \("data-here", when: isHere != nil)\("hidden", when: isHidden)><div class="who">\
            <p><b dir="auto">\(person.person.name)</b></p><p class="meta">\(origin(person.person))</p></div>\
            <p class="desk-here"><span class="state good"><span class="when">\(isHere?.clock ?? "")</span></span>\
            <span class="unsent small" hidden>\(L("not sent yet"))</span></p>\
            \(form(person, button: L("Check in"), isPrimary: false))\(back(person))</li>
            """
    }

    private func origin(_ person: ParticipantRecord) -> HTML {
        """
        \(person.organisation.isEmpty ? .empty : "<span dir=\"auto\">\(person.organisation)</span> " as HTML)\
        \(person.country == nil ? .empty : names.place(person.country))
        """
    }

    private func form(_ person: DeskPerson, button: Message, isPrimary: Bool) -> HTML {
        """
        <form class="tick" method="post" action="\(DoorPaths.ticks(event.id))" data-person="\(person.id)">\
        \(hidden)<input type="hidden" name="participant" value="\(person.id)">\
        <button\("class", value: isPrimary ? "primary" : nil)>\(button)\(isPrimary ? .empty : "<span class=\"sr\">: \(person.person.name)</span>" as HTML)</button></form>
        """
    }

    private func back(_ person: DeskPerson) -> HTML {
        """
        <form class="untick" method="post" action="\(DoorPaths.ticks(event.id))" data-person="\(person.id)">\
        \(hidden)<input type="hidden" name="participant" value="\(person.id)">\
        <input type="hidden" name="undo" value="1"><button class="plain">\(L("Take back"))<span class="sr">: \(person.person.name)</span></button></form>
        """
    }

    private var notes: HTML {
        """
        \(people.isEmpty ? "<div class=\"empty\"><h2>\(L("Nobody has a seat yet"))</h2></div>" : .empty)\
        \(waiting == 0 ? .empty : "<p class=\"muted\">\(L(waiting, one: "\(waiting) person waits at the event’s door and is let in by whoever runs the room.", other: "\(waiting) people wait at the event’s door and are let in by whoever runs the room."))</p>")
        """
    }

    private var departure: HTML {
        guard access.pass != nil else { return .empty }
        return """
            <form id="desk-departure" method="post" action="\(DoorPaths.passDeparture())">\
            <p class="muted small">\(L("This device shows names. When the day is over, take them from it."))</p>\
            <button class="plain">\(L("End on this device"))</button></form>
            """
    }
}

/// By what a device recognises a card without holding its code: the beginning of the SHA-256 of the code, of this event only.
enum DeskCodes {
    static let length = 16

    static func word(_ kind: String, _ code: String, in event: Event.ID) -> String {
        String(Secret.hex(Crypto.sha256(Array("\(kind):\(code):\(event)".utf8))).prefix(length))
    }

    /// Of the name card, and of the personal link where it is one that can be made again.
    static func words(of person: DeskPerson, in event: Event.ID, key: [UInt8]) -> String {
        var words: [String] = []
        if let code = person.cardCode { words.append(word("k", code, in: event)) }
        if let digest = person.linkDigest {
            let token = PersonalLink.token(person.id, generation: person.linkGeneration, key: key)
            if Secret.digest(token) == digest { words.append(word("i", token, in: event)) }
        }
        return words.joined(separator: " ")
    }
}
