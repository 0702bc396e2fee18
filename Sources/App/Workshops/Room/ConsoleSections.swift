import Domain
import Markup
import Storage
import Web

/// The facilitator's console, as regions that are the same bytes for everybody who runs the room.
struct ConsoleSections {
    let room: Room
    let figures: RoomFigures
    let projector: ProjectorSection
    let settings: Settings
    let connected: Int
    /// What the stage shows; nothing before the first.
    let screen: StageConsole?
    /// Beside each stage of the rail, by stage.
    let notes: [WorkshopStage: Message]
    let topicCounts: [Topic.ID?: Int]
    let steps: RoomSteps
    /// What can be undone at the moment.
    let lastMove: RoomMove?
    let now: Int64

    init(_ room: Room, settings: Settings, connected: Int, now: Int64, _ reading: any Reading) throws {
        self.room = room
        self.settings = settings
        self.connected = connected
        self.now = now
        steps = try RoomSteps(room, reading)
        figures = try RoomFigures(room, reading)
        projector = try ProjectorSection(room, figures, settings: settings, now: now, reading)
        screen = try room.screen?.console(room, connected: connected, now: now, reading)
        notes = try Dictionary(
            uniqueKeysWithValues: Set(steps.stops.map(\.stage)).map {
                ($0, try StageScreens.of($0)?.note(room, reading) ?? .verbatim(""))
            })
        topicCounts = try room.stageScreen?.topicCounts(room, reading) ?? [:]
        lastMove = try RoomMoveStore(reading).move(of: room.event.id, at: now)
    }

    private var event: Event.ID { room.event.id }

    /// Everything that changes while the console is open.
    var regions: [LiveRegion] {
        [
            LiveRegion("trouble", "<div id=\"trouble\" hidden></div>"), LiveRegion("connected", connectedChip),
            LiveRegion("move", moveNotice),
            LiveRegion("rail", rail),
            LiveRegion("waiting", waitingList),
            LiveRegion("topics", topics), LiveRegion("stage", stage), LiveRegion("room", projector.html()),
            LiveRegion("door", door),
            LiveRegion("work", work), LiveRegion("acts", acts),
            LiveRegion("coverage", coverage.html),
        ]
    }

    var coverage: CoverageSection {
        CoverageSection(
            coverage: figures.coverage, names: room.names, counts: figures.counted, isAsked: figures.isAsked)
    }

    /// Who has come (is here) may have put the phone away: this is who has a page of the event open at the moment.
    var connectedChip: HTML {
        """
        <span class="chip" id="connected">\(L(connected, one: "\(connected) has the page open", other: "\(connected) have the page open"))</span>
        """
    }

    static func connectedFigure(_ connected: Int) -> HTML {
        "<div><dt>\(L(connected, one: "has the page open now", other: "have the page open now"))</dt><dd>\(connected)</dd></div>"
    }

    // MARK: Rail and topics

    var rail: HTML {
        guard !steps.stops.isEmpty else { return "<nav class=\"rail\" id=\"rail\" hidden></nav>" }
        return """
            <nav class="rail" id="rail" aria-label="\(L("Stages").string())"><ol>\(steps.stops.enumerated().map { $0 }.html(railItem))</ol></nav>
            """
    }

    private func railItem(_ index: Int, _ stop: RoomSteps.Stop) -> HTML {
        let label: HTML =
            "<span><bdi>\(stop.label)</bdi></span> <small>\(note(stop, isDone: steps.present.map { index < $0 } ?? false))</small>"
        guard index != steps.present else { return "<li><a href=\"#stage\" aria-current=\"step\">\(label)</a></li>" }
        let isDone = steps.present.map { index < $0 } ?? false
        let id = stop.step.map { "go-\($0.id)" } ?? "go-\(stop.stage.rawValue)"
        return """
            <li><form id="\(id)" method="post" action="\(Paths.stage(event))" data-send>\(fields(of: stop))\
            <button\("class", value: isDone ? "done" : nil)>\(label)</button></form></li>
            """
    }

    /// What opens a step, or a stage of the whole flow.
    private func fields(of stop: RoomSteps.Stop) -> HTML {
        """
        \(stop.step.map { "<input type=\"hidden\" name=\"step\" value=\"\($0.id)\">" as HTML })\
        <input type="hidden" name="stage" value="\(stop.stage.rawValue)">\
        <input type="hidden" name="topic" value="\((stop.topic ?? room.topic)?.id.description ?? "")">
        """
    }

    /// Beside a step: its topic, or what its stage counts; and the time that it is meant to take, until it is over.
    private func note(_ stop: RoomSteps.Stop, isDone: Bool) -> Message {
        let first = stop.topic.map { L("Topic \($0.position)") } ?? notes[stop.stage] ?? .verbatim("")
        guard let minutes = stop.step?.minutes, !isDone || first.string().isEmpty else { return first }
        let text = first.string()
        return text.isEmpty ? L("\(minutes) min") : .verbatim("\(text) · \(L("\(minutes) min").string())")
    }

    /// One press brings another topic to the table; how many issues each holds stands beside it.
    var topics: HTML {
        // After the vote the room works on its priorities, whatever their topic.
        guard let stage = room.event.stage, !topicCounts.isEmpty, !room.topics.isEmpty else {
            return "<div id=\"topics\" hidden></div>"
        }
        let all: HTML =
            topicCounts[nil].map { count in
                topicButton("", L("All topics"), count, isOn: room.topic == nil, name: L("All topics open at once"))
            } ?? .empty
        return """
            <form class="topics" id="topics" method="post" action="\(Paths.stage(event))" data-send aria-label="\(L("Topic under discussion").string())">\
            <input type="hidden" name="stage" value="\(stage.rawValue)">\(all)\
            \(room.topics.html { topic in
                topicButton(
                    topic.id.description, L("Topic \(topic.position)"), topicCounts[topic.id] ?? 0, isOn: room.topic?.id == topic.id,
                    name: .verbatim(topic.title))
            })</form>
            """
    }

    private func topicButton(_ value: String, _ label: Message, _ count: Int, isOn: Bool, name: Message) -> HTML {
        """
        <button name="topic" value="\(value)" aria-pressed="\(isOn ? "true" : "false")" title="\(name.string())">\
        <span class="between"><b>\(label)</b> <small>\(count)</small></span> <span class="clamp" dir="auto">\(name)</span></button>
        """
    }

    // MARK: The middle

    var stage: HTML { section(room.screen?.key ?? "welcome", screen?.stage ?? welcome) }

    private func section(_ stage: String, _ content: HTML) -> HTML {
        "<section id=\"stage\" data-stage=\"\(stage)\" data-announce=\"\(spoken.string())\">\(stepNote)\(content)</section>"
    }

    /// From when until when a step is open, what is left of its minutes, and what to do when its time is over.
    private var stepNote: HTML {
        guard let step = room.step else { return .empty }
        if let closesAt = step.closesAt {
            let until = EventClock(zone: room.event.timeZone).words(closesAt)
            guard step.isOver(at: now) else { return "<p class=\"muted\">\(L("Open until \(until)"))</p>" }
            return """
                <div class="notice warn"><p>\(L("“\(step.label.string())” was open until \(until). Nothing more is accepted from participants, and nothing opens by itself now: go on when you are ready, give it more time, or open it again."))</p>\
                <form id="reopen-step" method="post" action="\(Paths.stage(event))" data-send>\
                <input type="hidden" name="step" value="\(step.id)"><input type="hidden" name="stage" value="\(step.stage.rawValue)">\
                <input type="hidden" name="topic" value="\((step.topic ?? room.topic?.id)?.description ?? "")">\
                <button>\(L("Open it again"))</button></form></div>
                """
        }
        guard let minutes = step.minutes, let openedAt = step.openedAt,
            EpochTime.adding(openedAt, minutes: minutes) > now
        else {
            return .empty
        }
        return """
            <p class="muted">\(L("Time left of \(minutes) min:")) <time id="step-left" data-countdown="\(EpochTime.adding(openedAt, minutes: minutes))" data-server-now="\(now)" data-quiet></time></p>
            """
    }

    private var spoken: Message { screen?.spoken ?? room.screen?.announcement ?? L("Nothing is open yet") }

    private var welcome: HTML {
        """
        <div class="head"><h1>\(L("The room is gathering"))</h1>\
        <p class="muted">\(room.event.part == nil ? L("Put the projector on: it shows how to come in.") : L("Put the projector on: it shows how to come in. Open collecting when the room is ready."))</p></div>\(people)\(nobodyComes)
        """
    }

    private var people: HTML {
        """
        <dl class="figures"><div><dt>\(L("of \(room.invited.count) invited are here"))</dt><dd>\(room.voices.count)</dd></div>\
        \(Self.connectedFigure(connected))</dl>
        """
    }

    var work: HTML { "<div class=\"stack-2\" id=\"work\">\(screen?.work)</div>" }

    // MARK: The buttons

    var acts: HTML {
        """
        <div class="actions dock" id="acts">\(actions)\
        <details class="menu up end" id="keys"><summary>\(L("Keys"))</summary><ul>\
        <li><button type="button" class="plain" data-keys-toggle hidden>\(L("Shortcuts on"))</button></li>\
        <li><button type="button" class="plain" data-keys-arm hidden>\(L("Keys move the room: off"))</button></li></ul></details></div>
        """
    }

    private var actions: HTML {
        let own = screen?.actions ?? .empty
        guard let next = steps.next(room.event.stage), screen?.leadsOn ?? true else { return own }
        guard let screen, let kind = room.stageScreen else {
            let isPlain = next.stage == .collect && next.step?.title.isEmpty ?? true
            return open(next, isPlain ? L("Open collecting") : L("Open: \(next.longLabel.string())"), key: "o")
        }
        if next.topic == nil || next.topic?.id == room.topic?.id, let way = kind.onward(to: next.stage) {
            return "\(own)\(open(next, way.label, key: way.key))"
        }
        let way = open(next, L("Go on to: \(next.longLabel.string())"), key: "g", isPrimary: screen.isReady)
        return screen.isReady ? "\(way)\(own)" : "\(own)\(way)"
    }

    private func open(_ stop: RoomSteps.Stop, _ label: Message, key: String, isPrimary: Bool = true) -> HTML {
        """
        <form id="next" method="post" action="\(Paths.stage(event))" data-send>\(fields(of: stop))\
        <button\("class", value: isPrimary ? "primary" : nil) data-key="\(key)">\(label) <kbd>\(key.uppercased())</kbd></button></form>
        """
    }
}
