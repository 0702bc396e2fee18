import Domain
import Markup
import Storage
import Web

/// What the room sees. The same markup is the projector's whole page and the console's preview.
struct ProjectorSection {
    let room: Room
    let figures: RoomFigures
    let address: JoinAddress
    /// What the stage shows; nothing before the first.
    let scene: ProjectorScene?

    init(_ room: Room, _ figures: RoomFigures, settings: Settings, now: Int64, _ reading: any Reading) throws {
        self.room = room
        self.figures = figures
        address = JoinAddress(settings, room.event)
        scene = try room.screen?.projector(room, join: address, now: now, reading)
    }

    /// - Parameter isPreview: inside the console, where the page has its own `<main>`.
    func html(isPreview: Bool = false) -> HTML {
        isPreview
            ? "<div class=\"room\" id=\"room\">\(content)</div>"
            : "<main class=\"room\" id=\"room\" data-announce=\"\(announcement.string())\">\(content)</main>"
    }

    private var announcement: Message { room.screen?.projectorAnnouncement ?? .verbatim(room.event.title) }

    /// The same frame around every stage: what it is about, the marking, and the way in.
    private var content: HTML {
        let scene = scene ?? welcome
        return """
            <header><p><bdi>\(scene.about)</bdi>\(scene.title.map { "<span>·</span><bdi>\($0)</bdi>" as HTML })</p>\
            <p><bdi>\(scene.label)</bdi></p></header>\(scene.content)\
            <footer><p dir="auto">\(scene.foot ?? .verbatim(room.event.title))</p><p>\(TLP.chip(marking(of: scene)))<bdi>\(address.short)</bdi></p></footer>
            """
    }

    /// The event's; the closer one where what is shown has another.
    private func marking(of scene: ProjectorScene) -> String {
        guard let own = scene.marking, let event = Marking(rawValue: room.event.marking) else {
            return room.event.marking
        }
        return max(own, event).rawValue
    }

    private var welcome: ProjectorScene {
        ProjectorScene(
            about: .verbatim(room.event.place),
            content: """
                <div class="room-grid"><div><h1\("class", value: Self.size(of: room.event.title)) dir="auto">\(room.event.title)</h1>\
                \(invitation)</div>\(join)</div>
                """, foot: figures.coverage.attendance)
    }

    /// A title or question as large as the last row needs it: long ones get a smaller head, so that they stand whole.
    static func size(of title: String) -> String? {
        switch title.count {
        case ...25: "short"
        case ...70: nil
        case ...110: "long"
        default: "longer"
        }
    }

    private var invitation: HTML {
        if room.event.door == .closed {
            return "<p class=\"lede\">\(L("Open the link that you were sent, or scan the one on your slip."))</p>"
        }
        return """
            <p class="lede">\(L("Open this address on your phone, or scan the code."))</p>\
            <p class="big"><bdi>\(room.event.code)</bdi></p>
            """
    }

    /// Nil if the door is closed: the code would lead nowhere.
    private var join: HTML { room.event.door == .closed ? .empty : address.code(isLarge: true) }
}

/// The projector's page: nothing but the region.
struct ProjectorPage {
    let section: ProjectorSection
    let live: String
    /// Changes when the screen shows something else than the room.
    let state: String

    var document: HTML {
        var layout = Layout(.projector, .verbatim(section.room.event.title), path: live)
        layout.live = live
        layout.state = state
        layout.styles = ["tables", "guide"]
        return layout.document(section.html())
    }
}
