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
    let isOnWall: Bool

    init(_ event: Event.ID, now: Int64, isOnWall: Bool, _ reading: any Reading) throws {
        let store = MeetingFloorStore(reading)
        floor = try store.floor(of: event)
        speakers = try store.speakers(of: event)
        names = try DirectoryNames(reading)
        (self.now, self.isOnWall) = (now, isOnWall)
    }

    var speaking: MeetingSpeakerRecord? { speakers.first { $0.state == .speaking } }
    var waiting: [MeetingSpeakerRecord] { speakers.filter { $0.state == .waiting } }

    var html: HTML {
        let shown = isOnWall ? Array(waiting.prefix(Self.most)) : waiting
        let left = waiting.count - shown.count
        let more: HTML =
            left > 0 ? "<p class=\"muted\">\(L(left, one: "and \(left) more", other: "and \(left) more"))</p>" : .empty
        return """
            <div id="\(Self.element)" class="stack-2">\(present)\(shown.isEmpty ? nobody : "<ol class=\"lines\">\(shown.html { "<li>\(name($0))</li>" })</ol>\(more)" as HTML)</div>
            """
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
        section = try MeetingFloorSection(event, now: visit.now, isOnWall: true, reading)
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
