import Domain
import Markup
import Storage
import Web

/// What the room sees. The same markup is the projector's whole page and the console's preview.
struct ProjectorSection {
    let room: Room
    let figures: RoomFigures
    let address: JoinAddress
    /// What the stage shows.
    let screen: HTML

    init(_ room: Room, _ figures: RoomFigures, settings: Settings, now: Int64, _ reading: any Reading) throws {
        self.room = room
        self.figures = figures
        address = JoinAddress(settings, room.event)
        screen = try room.screen?.projector(room, join: address, now: now, reading) ?? .empty
    }

    /// - Parameter isPreview: inside the console, where the page has its own `<main>`.
    func html(isPreview: Bool = false) -> HTML {
        isPreview
            ? "<div class=\"room\" id=\"room\">\(content)</div>"
            : "<main class=\"room\" id=\"room\" data-announce=\"\(announcement.string())\">\(content)</main>"
    }

    private var announcement: Message { room.screen?.projectorAnnouncement ?? .verbatim(room.event.title) }

    private var content: HTML { room.screen == nil ? welcome : screen }

    private var welcome: HTML {
        """
        <header><p>\(TLP.chip(room.event.marking))</p><p dir="auto">\(room.event.place)</p></header>\
        <div class="room-grid"><div><h1\("class", value: room.event.title.count <= 25 ? "short" : nil) dir="auto">\(room.event.title)</h1>\
        \(invitation)</div>\(join)</div>\
        <footer><p>\(figures.coverage.attendance)</p>\
        <p><bdi>\(address.short)</bdi></p></footer>
        """
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

    /// Nothing where the door is closed: the code would lead nowhere.
    private var join: HTML { room.event.door == .closed ? .empty : address.code(isLarge: true) }
}

/// The projector's page: nothing but the region.
struct ProjectorPage {
    let section: ProjectorSection
    let live: String

    var document: HTML {
        var layout = Layout(.projector, .verbatim(section.room.event.title), path: live)
        layout.live = live
        layout.styles = ["tables", "guide"]
        return layout.document(section.html())
    }
}
