import Domain
import Markup
import Storage
import Web

/// The pages behind the event's tab of its visit.
enum VisitFrame {
    static let tab = "visit"

    /// - Parameter between: steps between the visit and this page.
    static func answer(
        _ frame: EventFrame, _ chosen: String, _ title: Message, path: String, between: [Layout.Crumb] = [],
        _ main: HTML, status: DeskFrame.FormStatus = .ok
    ) -> Answer {
        var layout = frame.layout(title, path: path, tab: tab, between: between)
        layout.styles = ["tables"]
        let event = frame.event.id
        let items: [SubTabs.Item] =
            frame.allows(.organise)
            ? [
                .init(id: "visit", label: L("Visit"), path: VisitPaths.visit(event)),
                .init(id: "access", label: L("Access list"), path: VisitPaths.access(event)),
                .init(id: "settings", label: L("Host"), path: VisitPaths.settings(event)),
            ] : []
        let tabs = SubTabs(label: L("Visit"), items: items, chosen: chosen)
        return layout.answer("\(tabs.html)\(main)", status)
    }

    static func time(_ stop: StopFields) -> HTML {
        let times = [stop.starts, stop.ends].filter { !$0.isEmpty }.joined(separator: "–")
        return "\(DateText.dayAndMonth(stop.day))\(times.isEmpty ? .empty : " <bdi>\(times)</bdi>")"
    }
}

/// Where one goes: the host, and the stops in their order with what is asked and seen at each.
struct VisitPage {
    let frame: EventFrame
    let study: StudyVisitRecord
    let stops: [StopRecord]
    /// How many have a seat and come to the place.
    let coming: Int
    let draft: [AgendaContent.Block]

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let event = frame.event.id
        study = try VisitStore(reading).visit(of: event)
        stops = try VisitStore(reading).stops(of: event)
        coming = try frame.allows(.organise) ? TravellerStore(reading).all(of: event).count(where: \.travels) : 0
        draft = try frame.allows(.organise) ? AgendaStore(reading).draft(of: event) : []
    }

    private var event: Event.ID { frame.event.id }
    private var organises: Bool { frame.allows(.organise) }

    var answer: Answer {
        VisitFrame.answer(
            frame, "visit", L("Visit"), path: VisitPaths.visit(event),
            """
            <div class="between"><h1>\(L("Visit"))</h1>\(organises && !stops.isEmpty ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(VisitPaths.newStop(event))\">\(Icon.svg("plus")) \(L("Add a stop"))</a></div>" : .empty)</div>\
            \(stops.isEmpty ? empty : "<div class=\"split\"><section id=\"stops\"><h2>\(L("Stops"))</h2><ol class=\"lines\">\(stops.html(line))</ol></section><section>\(host)\(planning)\(report)</section></div>")
            """)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No stop is planned yet"))</h2>\
        <p class="muted">\(organises ? L("Add the places that you visit, in any order. Everybody who comes then finds where and when, what to bring, and asks and observes on the phone.") : L("Who runs the visit adds the places that you go to."))</p>\
        \(organises ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(VisitPaths.newStop(event))\">\(Icon.svg("plus")) \(L("Add a stop"))</a></div>" : .empty)</div>\(host)
        """
    }

    private func line(_ stop: StopRecord) -> HTML {
        let fields = stop.fields
        let isFull = fields.capacity.map { $0 < coming } ?? false
        return """
            <li id="stop-\(stop.id)"><p class="small muted">\(VisitFrame.time(fields))</p>\
            <p class="title" dir="auto"><a href="\(VisitPaths.stop(event, stop.id))">\(fields.title)</a></p>\
            <p class="meta">\(fields.place.isEmpty ? .empty : "<bdi>\(fields.place)</bdi> ")<span>\(L(stop.questions, one: "\(stop.questions) question", other: "\(stop.questions) questions"))</span> \
            <span>\(L(stop.observations, one: "\(stop.observations) observation", other: "\(stop.observations) observations"))</span>\
            \(isFull ? " <span class=\"state warn\">\(L("\(coming) come, the site takes \(fields.capacity ?? 0)"))</span>" : .empty)</p></li>
            """
    }

    private var host: HTML {
        let fields = study.fields
        guard !fields.host.isEmpty || !fields.address.isEmpty || !fields.note.isEmpty else {
            return organises
                ? "<section id=\"host\"><h2>\(L("Host"))</h2><p class=\"muted\">\(L("Nobody has said who receives the group."))</p><p><a class=\"button\" href=\"\(VisitPaths.settings(event))\">\(L("Say who the host is"))</a></p></section>"
                : .empty
        }
        let isKnown =
            frame.visit.visitor.account != nil && Policy.allows(.keepDirectory, visitor: frame.visit.visitor, roles: [])
        let name: HTML =
            if let organisation = study.organisation, isKnown {
                "<a href=\"\(Paths.organisation(organisation))\" dir=\"auto\">\(fields.host)</a>"
            } else {
                "<span dir=\"auto\">\(fields.host)</span>"
            }
        let contact = [fields.contact, fields.reach].filter { !$0.isEmpty }
        return """
            <section id="host"><h2>\(L("Host"))</h2><dl class="facts"><dt>\(L("Organisation"))</dt><dd>\(name)</dd>\
            \(contact.isEmpty ? .empty : "<dt>\(L("Contact"))</dt><dd>\(contact.html { "<p dir=\"auto\">\($0)</p>" })</dd>")\
            \(fields.address.isEmpty ? .empty : "<dt>\(L("Address"))</dt><dd class=\"lines-kept\" dir=\"auto\">\(fields.address)</dd>")</dl>\
            \(fields.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(fields.note)</p>")</section>
            """
    }

    /// How the stops stand in the draft of the agenda.
    private var planning: HTML {
        guard organises, !stops.isEmpty else { return .empty }
        let timed = stops.filter { $0.fields.hasTimes }
        let same = timed.filter { stop in
            draft.first { $0.id == stop.block?.description }?.fields.tells(stop.fields.block) ?? false
        }
        let (waiting, untimed) = (timed.count - same.count, stops.count - timed.count)
        return """
            <section id="agenda"><h2>\(EventTab.agenda.label)</h2>\
            \(untimed > 0 ? "<p class=\"muted\">\(L(untimed, one: "\(untimed) stop has no times yet.", other: "\(untimed) stops have no times yet."))</p>" : .empty)\
            \(waiting == 0 ? "<p class=\"muted\">\(L("All stops with times stand in the draft of the agenda."))</p>" as HTML : """
                <p>\(L(waiting, one: "\(waiting) stop is not in the draft of the agenda, or otherwise.", other: "\(waiting) stops are not in the draft of the agenda, or otherwise."))</p>\
                <form method="post" action="\(VisitPaths.agenda(event))"><button>\(L("Put the stops into the draft"))</button></form>
                """)</section>
            """
    }

    private var report: HTML {
        guard frame.allows(.facilitate) else { return .empty }
        return """
            <section id="report"><h2>\(L("Report of the visit"))</h2><p class="muted">\(L("Host and stops, questions with their answers, observations, and the practices that are offered. Nobody of the group is named."))</p>\
            <div class="actions">\(Document.Format.allCases.html { "<a class=\"button plain\" href=\"\(VisitPaths.report(event, "report.\($0.rawValue)"))\">\($0.rawValue.uppercased())</a>" })</div></section>
            """
    }
}

/// Who receives, what the host asks, and until when.
struct VisitSettingsPage {
    let frame: EventFrame
    let state: FormState

    init(_ frame: EventFrame, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        let stored = try VisitStore(reading).visit(of: frame.event.id)
        self.state =
            state
            ?? FormState(
                stored: FieldForm.stored(stored.fields) + stored.asks.map { ("ask", $0.rawValue) })
    }

    var answer: Answer {
        let path = VisitPaths.settings(frame.event.id)
        let form = FieldForm<StudyVisitFields>(state: state)
        let chosen = Set(state.values.all("ask"))
        return VisitFrame.answer(
            frame, "settings", L("Host"), path: path,
            """
            <div class="head"><h1>\(L("Host"))</h1></div><form class="form" id="host" method="post" action="\(path)">\(form.summary)\(form.html)\
            <fieldset class="options"><legend>\(L("What the host asks of everybody who enters"))</legend>\
            <p class="hint">\(L("Only what you tick is asked. Each person tells it on their own page; you get it in the list only."))</p>\
            \(AccessAsk.allCases.html { ask in
                "<label class=\"check\"><input type=\"checkbox\" name=\"ask\" value=\"\(ask.rawValue)\"\("checked", when: chosen.contains(ask.rawValue))> <span>\(ask.label)</span></label>"
            })</fieldset><div class="actions"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(VisitPaths.visit(frame.event.id))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}

/// A new stop, or another wording of one.
struct StopFormPage {
    let frame: EventFrame
    let stop: StopRecord?
    let state: FormState

    init(_ frame: EventFrame, _ id: VisitStop.ID?, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        stop = try id.map { try VisitStore(reading).stop($0, of: frame.event.id) }
        var begin = StopFields()
        begin.day = frame.event.startsOn
        self.state = state ?? FormState(stored: FieldForm.stored(stop?.fields ?? begin))
    }

    var answer: Answer {
        let event = frame.event.id
        let path = stop.map { VisitPaths.stopEditing(event, $0.id) } ?? VisitPaths.newStop(event)
        let back = stop.map { VisitPaths.stop(event, $0.id) } ?? VisitPaths.visit(event)
        let title = stop == nil ? L("Add a stop") : L("Change the stop")
        let form = FieldForm<StopFields>(state: state)
        return VisitFrame.answer(
            frame, "visit", title, path: path, between: [.init(L("Visit"), VisitPaths.visit(event))],
            """
            <div class="head"><h1>\(title)</h1></div>\
            <form class="form" id="stop" method="post" action="\(stop == nil ? VisitPaths.stops(event) : path)">\(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>\
            \(stop.map(removal) ?? .empty)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func removal(_ stop: StopRecord) -> HTML {
        guard stop.questions + stop.observations == 0 else { return .empty }
        return """
            <form id="removal" method="post" action="\(VisitPaths.stopRemoval(frame.event.id, stop.id))"><button class="plain danger">\(L("Remove this stop"))</button></form>
            """
    }
}
