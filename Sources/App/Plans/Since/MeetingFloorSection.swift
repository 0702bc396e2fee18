import Domain
import Markup
import Storage
import Web

/// Who has the floor, until when, and who comes next: the same on phones and on the wall.
struct MeetingFloorSection {
    static let element = "floor"
    static let state = "meeting"
    private static let most = 8

    let floor: MeetingFloor
    let speakers: [MeetingSpeakerRecord]
    let names: DirectoryNames
    let now: Int64
    let event: Event.ID
    let audience: Audience

    /// For whom it is drawn.
    enum Audience: String, Sendable {
        case phone = "reader"
        case wall
        /// Who runs the room gives the floor from it.
        case desk
    }

    init(_ event: Event.ID, now: Int64, _ audience: Audience, _ reading: any Reading) throws {
        let store = MeetingFloorStore(reading)
        floor = try store.floor(of: event)
        speakers = try store.speakers(of: event)
        names = try DirectoryNames(reading)
        (self.event, self.now, self.audience) = (event, now, audience)
    }

    var speaking: MeetingSpeakerRecord? { speakers.first { $0.state == .speaking } }
    var waiting: [MeetingSpeakerRecord] { speakers.filter { $0.state == .waiting } }

    var html: HTML {
        let shown = audience == .wall ? Array(waiting.prefix(Self.most)) : waiting
        let left = waiting.count - shown.count
        let more: HTML =
            left > 0 ? "<p class=\"muted\">\(L(left, one: "and \(left) more", other: "and \(left) more"))</p>" : .empty
        return """
            <div id="\(Self.element)" class="stack-2">\(present)\(shown.isEmpty ? nobody : "<ol class=\"lines\">\(shown.html { "<li>\(name($0))</li>" })</ol>\(more)" as HTML)\(audience == .desk ? desk : .empty)</div>
            """
    }

    /// The next, and the order. Each press says whose turn it saw: a second one of somebody else changes nothing.
    private var desk: HTML {
        let seen = "<input type=\"hidden\" name=\"after\" value=\"\(speaking?.id.description ?? "")\">" as HTML
        let next: HTML =
            waiting.isEmpty && speaking == nil
            ? .empty
            : """
            <form class="actions" id="next" method="post" action="\(MeetingPaths.turn(event))">\(seen)\
            <button>\(waiting.isEmpty ? L("They have spoken") : L("Give the floor to the next"))</button></form>
            """
        let order = waiting.dropFirst().html { speaker in
            """
            <li>\(name(speaker)) <form method="post" action="\(MeetingPaths.turn(event))">\(seen)<input type="hidden" name="speaker" value="\(speaker.id)">\
            <button class="plain" name="way" value="first">\(L("To the front"))</button> <button class="plain" name="way" value="now">\(L("Now"))</button></form></li>
            """
        }
        let changing: HTML =
            order.isEmpty
            ? .empty : "<details><summary>\(L("Change the order"))</summary><ul class=\"lines\">\(order)</ul></details>"
        return "\(next)\(changing)"
    }

    private var nobody: HTML {
        "<p class=\"muted\">\(floor.isOpen ? L("Nobody waits for the floor.") : L("The list of speakers is closed."))</p>"
    }

    private var present: HTML {
        guard let speaking else { return .empty }
        let time: HTML =
            speaking.until.map { until in
                "<time data-fresh data-countdown=\"\(until)\" data-server-now=\"\(now)\" data-quiet>\(ClockText.left(until: until, now: now))</time>"
            } ?? .empty
        return "<p class=\"lede\"><span class=\"state open\">\(L("has the floor"))</span> \(name(speaking)) \(time)</p>"
    }

    /// The country first: on a wall a delegation speaks.
    func name(_ speaker: MeetingSpeakerRecord) -> HTML {
        let country = names.country(speaker.country)
        return country.map { "<b>\($0)</b> <span class=\"muted\" dir=\"auto\">\(speaker.name)</span>" as HTML }
            ?? "<b dir=\"auto\">\(speaker.name)</b>"
    }
}

/// The list of speakers on the screen of the room.
struct MeetingWallPage {
    let event: EventRecord
    let section: MeetingFloorSection

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        self.event = try EventStore(reading).event(event)
        section = try MeetingFloorSection(event, now: visit.now, .wall, reading)
    }

    var answer: Answer {
        var layout = Layout(.projector, .verbatim(event.title), path: MeetingPaths.wall(event.id))
        layout.live = MeetingPaths.live(event.id) + "?wall=1"
        layout.state = MeetingFloorSection.state
        return .html(
            layout.document(
                """
                <main class="room" id="room"><header><p><bdi>\(event.title)</bdi></p><p>\(L("List of speakers"))</p></header>\
                <div>\(section.html)</div>\
                <footer><p>\(L("Ask for the floor from your phone."))</p><p>\(TLP.chip(event.marking))</p></footer></main>
                """))
    }
}
