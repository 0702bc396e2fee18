import Domain
import Markup
import Web

/// What there is for somebody with a seat, each with its state; the first thing to do stands above it.
struct MyEventListSection {
    let own: MyEvent
    let mine: MyEventReading
    let ways: OwnJourney
    let now: Int64

    private var registration: RegistrationRecord { own.registration }
    private var event: EventRecord { own.event }
    private var today: String { CalendarDate.today(now, timeZone: event.timeZone) }
    private var isOver: Bool { event.endsOn < today }
    private var hasBegun: Bool { event.startsOn <= today }
    private var travels: Bool { registration.mode == .inPerson }
    private var hasTold: Bool { !(mine.journey?.fields.arrivesOn.isEmpty ?? true) }

    /// What is to be done next: to tell the journey, then to read the agenda; on its days to come in, and then to say what it was worth.
    var primary: HTML {
        if mine.isAskedForFeedback {
            return
                "<p>\(L("What do you say of it?"))</p><div class=\"actions\">\(way(to: .feedback, L("Give feedback"), style: "primary"))</div>"
        }
        let asksJourney = travels && !hasTold && !isOver && !mine.hasCome
        if event.isNear(on: today), event.standing == .planned {
            let isAway = !travels && mine.isOnline
            let words = isAway ? L("Meeting, questions and polls") : L("Go to the room")
            let more: HTML =
                asksJourney
                ? "<a class=\"button\" href=\"\(ways.journeyPath)\">\(L("Tell when you arrive"))</a>" : .empty
            return "<div class=\"actions\">\(way(to: isAway ? .online : .room, words, style: "primary"))\(more)</div>"
        }
        guard registration.confirmedAt != nil || registration.channel != .nomination, event.standing == .planned else {
            return .empty
        }
        if asksJourney {
            return
                "<div class=\"actions\"><a class=\"button primary\" href=\"\(ways.journeyPath)\">\(L("Tell when you arrive"))</a></div>"
        }
        guard mine.release != nil else { return .empty }
        return
            "<div class=\"actions\"><a class=\"button primary\" href=\"\(ways.agendaPath)\">\(EventTab.agenda.label)</a></div>"
    }

    var html: HTML {
        "<ul class=\"lines\" id=\"own-list\">\(room)\(agenda)\(materials)\(journey)\(costs)\(others)\(certificate)</ul>"
    }

    private func line(_ title: Message, _ path: String?, _ state: HTML, _ more: HTML = .empty) -> HTML {
        let name: HTML = path.map { "<a href=\"\($0)\">\(title)</a>" } ?? "\(title)"
        return "<li><div class=\"between\"><span class=\"title\">\(name)</span> \(state)</div>\(more)</li>"
    }

    /// A link where the account opens it; else a press, since the seat's own link may have to be made for it.
    private func way(to place: RoomPlace, _ label: Message, style: String) -> HTML {
        switch ways {
        case .account:
            "<a class=\"button \(style)\" href=\"\(place == .room ? Paths.event(event.id) : place.path(of: event))\">\(label)</a>"
        case .link(let token):
            """
            <form method="post" action="\(Paths.personalRoom(token))"><input type="hidden" name="to" value="\(place.rawValue)">\
            <button class="\(style)">\(label)</button></form>
            """
        }
    }

    /// The room from the first day on, also afterwards for what came of it; the page of the meeting before, too.
    private var room: HTML {
        var places: [(RoomPlace, Message)] = []
        if hasBegun { places.append((.room, EventTab.room.label)) }
        if mine.isOnline, !isOver { places.append((.online, L("Meeting, questions and polls"))) }
        return places.html { "<li><div class=\"actions\">\(way(to: $0, $1, style: "plain"))</div></li>" }
    }

    private func day(_ moment: Int64) -> HTML { "\(DateText.day(MomentWords(event.timeZone).wallClock(moment).date))" }

    private var agenda: HTML {
        guard let release = mine.release else {
            return line(
                EventTab.agenda.label, nil, "<span class=\"muted\">\(L("not released yet", context: "agenda"))</span>")
        }
        return line(
            EventTab.agenda.label, ways.agendaPath,
            "<span class=\"muted\">\(L("Release \(release.number)")), \(day(release.releasedAt))</span>")
    }

    private var materials: HTML {
        guard !mine.materials.isEmpty else {
            return line(L("Materials"), nil, "<span class=\"muted\">\(L("none yet", context: "materials"))</span>")
        }
        let files: HTML = "<ul class=\"lines\">\(mine.materials.html(material))</ul>"
        return line(L("Materials"), nil, "<span class=\"muted\">\(mine.materials.count)</span>", files)
    }

    private func material(_ material: MaterialRecord) -> HTML {
        let fields = material.fields
        let isOpen = MaterialReading.opens(material, of: event.marking, mine.membership, now: now)
        let title: HTML =
            isOpen
            ? "<a href=\"\(ways.materialPath(material.id))\" download>\(Icon.svg("download")) \(fields.title)</a>"
            : "\(fields.title)"
        return """
            <li><p lang="\(fields.language)" dir="auto">\(title)</p>\
            <p class="meta">\(TLP.chip(TLP.stricter(fields.marking, event.marking)))\(MaterialFacts.about(material))\
            \(MaterialStanding(material: material, zone: event.timeZone, now: now).html)</p></li>
            """
    }

    private var journey: HTML {
        guard travels else { return line(L("Needs"), ways.journeyPath, .empty) }
        guard let fields = mine.journey?.fields, hasTold else {
            let mark = isOver || mine.hasCome ? "muted" : "state warn"
            return line(
                L("Travel and needs"), ways.journeyPath, "<span class=\"\(mark)\">\(L("not told yet"))</span>")
        }
        let when = DateText.day(fields.arrivesOn) + (fields.arrivesTime.isEmpty ? "" : " \(fields.arrivesTime)")
        return line(
            L("Travel and needs"), ways.journeyPath, "<span class=\"state good\">\(L("Arrives \(when)"))</span>")
    }

    private var costs: HTML {
        let states = mine.claims.html { "\($0.state.chip) " }
        return line(
            L("Costs"), ways.claimPath,
            mine.claims.isEmpty ? "<span class=\"muted\">\(L("nothing claimed"))</span>" : "<span>\(states)</span>")
    }

    /// What other features have of one's own.
    private var others: HTML {
        let known: Set<String> = ["home", "agenda", "journey", "claim"]
        return OwnPage.pages(ways, event).filter { !known.contains($0.id) }.html { line($0.label, $0.path, .empty) }
    }

    private var certificate: HTML {
        guard let certificate = mine.certificate else { return .empty }
        return """
            <li><div class="between"><span class="title"><a href="\(ways.certificatePath)" download>\(Icon.svg("download")) \(L("Certificate"))</a></span> \
            <span class="state good">\(day(certificate.issuedAt))</span></div></li>
            """
    }
}
