import Domain
import Markup
import Storage
import Web

/// A participant's page: the present activity of the event, at one address that changes by itself.
struct ParticipantPage {
    let room: Room
    let seat: Visitor.Seat
    /// What the stage shows.
    var screen: HTML
    let visit: Visit
    let state: String
    /// Pages of the event besides the room.
    private let links: [(label: Message, path: String)]
    private let ahead: RoomWorkplaceAhead?

    init(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws {
        self.room = room
        self.seat = seat
        self.visit = visit
        screen = try room.screen?.participant(room, seat: seat, visit: visit, reading) ?? .empty
        state = try Self.state(room, reading)
        links = try RoomLinks.all(of: room.event, visit, reading)
        ahead = try RoomWorkplaces.ahead(of: room.event, seat: seat, reading)
    }

    /// Changes when the page must be fetched anew.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        let elsewhere = try RoomWorkplaces.state(of: room.event, reading)
        guard let screen = room.screen else { return "\(room.state)\(elsewhere)" }
        let own = try screen.state(room, reading)
        return (own.isEmpty ? room.state : "\(room.state) \(own)") + elsewhere
    }

    /// What changes for everybody alike while the page is open.
    static func regions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion] {
        try room.screen?.participantRegions(room, now: now, reading) ?? []
    }

    var document: HTML {
        var layout = Layout(.phone, .verbatim(room.event.title), path: Paths.room(room.event.code))
        layout.heading = "<span dir=\"auto\">\(room.event.title)</span>"
        layout.tools = person
        layout.styles = ["tables", "guide"]
        layout.live = Paths.roomLive(room.event.code)
        layout.state = state
        return layout.document("<div id=\"trouble\" hidden></div>\(activity)")
    }

    /// What a fetch of the client gets.
    var fragment: HTML { "<div id=\"trouble\" hidden></div>\(activity)" }

    private var person: HTML {
        """
        <details class="menu"><summary>\(room.names.origin(sector: seat.sector, country: seat.country))</summary><div>\
        <ul><li><span dir="auto">\(seat.name)</span></li>\(asides)</ul>\(LanguageMenu.choice(path: Paths.room(room.event.code)))\
        \(links.isEmpty ? .empty : "<ul>\(links.html { "<li><a href=\"\($0.path)\">\($0.label)</a></li>" })</ul>")\
        <ul><li>\(naming)</li></ul></div></details>
        """
    }

    private var asides: HTML {
        RoomAsides.all(of: room.event).html { "<li><a href=\"\($0.path)\">\($0.label)</a></li>" }
    }

    /// The person's own word on being named in reports.
    private var naming: HTML {
        let agrees = room.participants.first { $0.id == seat.id }?.namingAgreedAt != nil
        return """
            <form id="naming" method="post" action="\(Paths.naming(room.event.id))">\
            \(agrees ? .empty : "<input type=\"hidden\" name=\"agrees\" value=\"1\">")\
            <p class="small">\(agrees ? L("Reports may name you.") : L("Reports do not name you."))</p>\
            <button class="plain">\(agrees ? L("Do not name me") : L("I agree to be named"))</button></form>
            """
    }

    var activity: HTML {
        guard let kind = room.screen else { return section("welcome", L("You have joined"), welcome) }
        return section(kind.key, kind.announcement, screen)
    }

    private func section(_ stage: String, _ announcement: Message, _ content: HTML) -> HTML {
        "<section id=\"activity\" data-stage=\"\(stage)\" data-announce=\"\(announcement.string())\">\(openUntil)\(content)</section>"
    }

    /// Of a step that is open for days.
    private var openUntil: HTML {
        guard let step = room.step, let closesAt = step.closesAt else { return .empty }
        let until = EventClock(zone: room.event.timeZone).words(closesAt)
        guard !step.isOver(at: visit.now) else {
            return """
                <p class="notice">\(L("This was open until \(until), and nothing more is accepted. The facilitator opens what comes next."))</p>
                """
        }
        return closesAt > visit.now ? "<p class=\"notice\">\(L("Open until \(until)"))</p>" : .empty
    }

    /// Of an event without a part of its own.
    private var meeting: HTML {
        let event = room.event
        return """
            <dt>\(L("When"))</dt><dd>\(DateText.span(event.startsOn, event.endsOn)) <span class="muted">(\(event.timeZone))</span></dd>\
            \(event.place.isEmpty ? .empty : "<dt>\(L("Place"))</dt><dd><bdi>\(event.place)</bdi></dd>")\
            \(event.link.isEmpty ? .empty : "<dt>\(L("Link"))</dt><dd><a href=\"\(event.link)\" rel=\"noreferrer\">\(event.link)</a></dd>")
            """
    }

    /// The one link that is meant, with what is there; before all others.
    private var lead: HTML {
        ahead.map { ahead in
            """
            <p class="lede">\(ahead.words)</p></div>\
            <div class="actions"><a class="button primary" href="\(ahead.path)">\(ahead.label)</a></div>
            """
        } ?? "\(waiting)</div>"
    }

    private var waiting: HTML {
        """
        <p class="lede">\(room.event.part == nil ? L("There is nothing to do on this page. Here is when and where you meet.") : L("Nothing is open yet. This page updates by itself when the facilitator begins."))</p>
        """
    }

    private var welcome: HTML {
        let links = links.filter { $0.path != ahead?.path }
        return """
            <div class="head"><h1>\(L("You have joined"))</h1>\(lead)\
            \(RoomAsides.all(of: room.event).html { "<div class=\"actions\"><a class=\"button\" href=\"\($0.path)\">\($0.label)</a></div>" })\
            \(links.isEmpty ? .empty : "<div class=\"actions\">\(links.html { "<a class=\"button\" href=\"\($0.path)\">\($0.label)</a>" })</div>")\
            <dl class="facts">\(room.event.part == nil ? meeting : .empty)<dt>\(L("Name"))</dt><dd dir="auto">\(seat.name)</dd>\
            <dt>\(L("Sector"))</dt><dd>\(room.names.sector(seat.sector)?.html ?? "–")</dd>\
            <dt>\(L("Country"))</dt><dd>\(room.names.country(seat.country) ?? "–")</dd></dl>\
            \(room.topics.isEmpty ? .empty : """
            <h2>\(L("What it is about"))</h2><ol class="lines">\
            \(room.topics.html { "<li dir=\"auto\">\($0.title)</li>" })</ol>
            """)
            """
    }
}
