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
    private var isOver: Bool { event.endsOn < CalendarDate.today(now, timeZone: event.timeZone) }
    private var travels: Bool { registration.mode == .inPerson }
    private var hasTold: Bool { !(mine.journey?.fields.arrivesOn.isEmpty ?? true) }

    /// What is to be done next: to say what one thinks of it, to come in, to tell the journey, then to read the agenda.
    var primary: HTML {
        if mine.isAskedForFeedback { return room(L("What do you say of it?"), feedback: true) }
        guard registration.confirmedAt != nil || registration.channel != .nomination, event.standing == .planned else {
            return .empty
        }
        let asksJourney = travels && !hasTold && !isOver && !mine.hasCome
        let today = CalendarDate.today(now, timeZone: event.timeZone)
        if event.isNear(on: today) {
            let more: HTML =
                asksJourney
                ? "<a class=\"button\" href=\"\(ways.journeyPath)\">\(L("Tell when you arrive"))</a>" : .empty
            return room(L("Go to the room"), feedback: false, more)
        }
        if asksJourney {
            return
                "<div class=\"actions\"><a class=\"button primary\" href=\"\(ways.journeyPath)\">\(L("Tell when you arrive"))</a></div>"
        }
        guard mine.release != nil else { return .empty }
        return
            "<div class=\"actions\"><a class=\"button primary\" href=\"\(ways.agendaPath)\">\(EventTab.agenda.label)</a></div>"
    }

    /// The page opens by a link of its own; the way to the seat is made when somebody goes it.
    private func room(_ words: Message, feedback: Bool, _ more: HTML = .empty) -> HTML {
        guard case .link(let link) = ways else {
            let path = feedback ? FeedbackPaths.own(event.code) : Paths.room(event.code)
            return
                "<div class=\"actions\"><a class=\"button primary\" href=\"\(path)\">\(words)</a>\(more)</div>"
        }
        let onward: HTML = feedback ? "<input type=\"hidden\" name=\"to\" value=\"feedback\">" : .empty
        return """
            <form class="actions" method="post" action="\(Paths.personalRoom(link))">\
            \(onward)<button class="primary">\(words)</button>\(more)</form>
            """
    }

    var html: HTML {
        "<ul class=\"lines\" id=\"own-list\">\(agenda)\(materials)\(journey)\(costs)\(others)\(certificate)</ul>"
    }

    private func line(_ title: Message, _ path: String?, _ state: HTML, _ more: HTML = .empty) -> HTML {
        let name: HTML = path.map { "<a href=\"\($0)\">\(title)</a>" } ?? "\(title)"
        return "<li><div class=\"between\"><span class=\"title\">\(name)</span> \(state)</div>\(more)</li>"
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
            return line(
                L("Travel and needs"), ways.journeyPath, "<span class=\"state warn\">\(L("not told yet"))</span>")
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
