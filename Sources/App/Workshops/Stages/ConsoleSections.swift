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
    let formToken: HTML
    /// Newest first, at most ``arrivingAtOnce``; only while collecting.
    let arriving: [IssueRecord]
    let merge: MergeSection?
    let voteStage: HTML
    let voteWork: HTML
    let voteActions: HTML
    let isReady: Bool
    let lastRound: Int?
    let steps: RoomSteps
    /// What can be undone at the moment.
    let lastMove: RoomMove?
    let now: Int64

    static let arrivingAtOnce = 60

    init(_ room: Room, settings: Settings, connected: Int, formToken: HTML, now: Int64, _ reading: any Reading) throws {
        self.room = room
        self.settings = settings
        self.connected = connected
        self.formToken = formToken
        self.now = now
        steps = try RoomSteps(room, reading)
        figures = try RoomFigures(room, reading)
        projector = try ProjectorSection(room, figures, settings: settings, now: now, reading)
        let isVote = room.event.stage == .vote
        let screen = try room.screen?.console(room, formToken: formToken, now: now, reading)
        voteStage =
            isVote ? try RoundSections.console(room, formToken: formToken, now: now, reading) : screen?.stage ?? .empty
        voteWork =
            isVote
            ? try RoundSections.consoleWork(room, formToken: formToken, now: now, reading) : screen?.work ?? .empty
        voteActions =
            isVote
            ? try RoundSections.consoleActions(room, formToken: formToken, now: now, reading)
            : screen?.actions ?? .empty
        isReady = screen?.isReady ?? true
        merge = room.event.stage == .merge ? try MergeSection(room, formToken: formToken, reading) : nil
        arriving = room.event.stage == .collect ? try Self.arriving(room, IssueStore(reading)) : []
        lastMove = try RoomMoveStore(reading).move(of: room.event.id, at: now)
        lastRound = try RoundStore(reading).rounds(of: room.event.id).map(\.number).max()
    }

    private static func arriving(_ room: Room, _ store: IssueStore) throws -> [IssueRecord] {
        let issues =
            if let topic = room.topic { try store.issues(of: topic.id, includeJoined: true) } else {
                try store.issues(of: room.event.id, includeJoined: true)
            }
        return Array(
            issues.filter { $0.kind == .contributed }.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }.prefix(
                arrivingAtOnce))
    }

    private var event: Event.ID { room.event.id }

    /// Everything that changes while the console is open.
    var regions: [LiveRegion] {
        [
            LiveRegion("trouble", "<div id=\"trouble\" hidden></div>"), LiveRegion("connected", connectedChip),
            LiveRegion("move", moveNotice),
            LiveRegion("rail", rail),
            LiveRegion("topics", topics), LiveRegion("stage", stage), LiveRegion("room", projector.html()),
            LiveRegion("door", door),
            LiveRegion("work", work), LiveRegion("acts", acts),
            LiveRegion("coverage", coverage.html),
        ]
    }

    var coverage: CoverageSection {
        CoverageSection(coverage: figures.coverage, names: room.names, counts: figures.counted)
    }

    /// Who has come (is here) may have put the phone away: this is who has a page of the event open at the moment.
    var connectedChip: HTML {
        """
        <span class="chip" id="connected">\(L(connected, one: "\(connected) has the page open", other: "\(connected) have the page open"))</span>
        """
    }

    private var connectedFigure: HTML {
        "<div><dt>\(L(connected, one: "has the page open now", other: "have the page open now"))</dt><dd>\(connected)</dd></div>"
    }

    // MARK: Rail and topics

    var rail: HTML {
        """
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
            <li><form id="\(id)" method="post" action="\(Paths.stage(event))" data-send>\(formToken)\(fields(of: stop))\
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
        let first = stop.topic.map { L("Topic \($0.position)") } ?? note(stop.stage)
        guard let minutes = stop.step?.minutes, !isDone || first.string().isEmpty else { return first }
        let text = first.string()
        return text.isEmpty ? L("\(minutes) min") : .verbatim("\(text) · \(L("\(minutes) min").string())")
    }

    private func note(_ stage: WorkshopStage) -> Message {
        let counts = figures.counts(room.topic?.id)
        switch stage {
        case .merge: return L(counts.standing, one: "\(counts.standing) issue", other: "\(counts.standing) issues")
        case .vote: return (room.round?.number ?? lastRound).map { L("round \($0)") } ?? L("no round yet")
        case .collect:
            return L(counts.contributed, one: "\(counts.contributed) issue", other: "\(counts.contributed) issues")
        default: return .verbatim("")
        }
    }

    /// One press brings another topic to the table; how many issues each holds stands beside it.
    private var topics: HTML {
        // After the vote the room works on its priorities, whatever their topic.
        guard let stage = room.event.stage, room.screen == nil, !room.topics.isEmpty else {
            return "<div id=\"topics\" hidden></div>"
        }
        let isVote = stage == .vote && room.round?.state == .open
        guard !isVote else { return "<div id=\"topics\" hidden></div>" }
        return """
            <form class="topics" id="topics" method="post" action="\(Paths.stage(event))" data-send aria-label="\(L("Topic on the table").string())">\
            \(formToken)<input type="hidden" name="stage" value="\(stage.rawValue)">\
            \(stage == .collect ? topicButton("", L("All topics"), figures.counts(nil), isOn: room.topic == nil, hint: L("All topics open at once")) : .empty)\
            \(room.topics.html { topic in
                topicButton(
                    topic.id.description, L("Topic \(topic.position)"), figures.counts(topic.id), isOn: room.topic?.id == topic.id,
                    hint: .verbatim(topic.title))
            })</form>
            """
    }

    private func topicButton(_ value: String, _ label: Message, _ counts: IssueStore.Counts, isOn: Bool, hint: Message)
        -> HTML
    {
        let count = room.event.stage == .collect ? counts.contributed : counts.standing
        return """
            <button name="topic" value="\(value)" aria-pressed="\(isOn ? "true" : "false")" title="\(hint.string())">\
            \(label) <small>\(count)</small></button>
            """
    }

    // MARK: The middle

    var stage: HTML {
        switch room.event.stage {
        case .collect: section("collect", collect)
        case .merge: section("merge", merging)
        case .vote: section("vote", voteStage)
        default:
            if let stage = room.event.stage { section(stage.rawValue, voteStage) } else { section("welcome", welcome) }
        }
    }

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
                <div class="notice warn"><p>\(L("“\(step.label.string())” was open until \(until). Nothing more is taken from participants, and nothing opens by itself now: go on when you are ready, give it more time, or open it again."))</p>\
                <form id="reopen-step" method="post" action="\(Paths.stage(event))" data-send>\(formToken)\
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
            <p class="muted">\(L("Left of \(minutes) min:")) <time id="step-left" data-countdown="\(EpochTime.adding(openedAt, minutes: minutes))" data-server-now="\(now)" data-quiet></time></p>
            """
    }

    /// Said aloud when it changes: the stage, and the counts of the merge.
    private var spoken: Message {
        let counts = figures.counts(room.topic?.id)
        switch room.event.stage {
        case .collect: return L("Collecting is open")
        case .merge: return L("\(counts.standing) issues from \(counts.contributed)")
        case .vote: return L("Now the vote")
        default: return room.screen?.announcement ?? L("Nothing is open yet")
        }
    }

    private var topicTitle: HTML {
        room.topic.map { "\(L("Topic \($0.position) · \($0.title)"))" } ?? "\(L("All topics open at once"))"
    }

    private var welcome: HTML {
        """
        <div class="head"><h1>\(L("The room is gathering"))</h1>\
        <p class="muted">\(L("Put the projector on: it shows how to come in. Open collecting when the room is ready."))</p></div>\(people)
        """
    }

    private var people: HTML {
        """
        <dl class="figures"><div><dt>\(L("of \(room.invited.count) invited are here"))</dt><dd>\(room.voices.count)</dd></div>\
        \(connectedFigure)</dl>
        """
    }

    private var collect: HTML {
        let counts = figures.counts(room.topic?.id)
        return """
            <div class="head"><h1>\(L("Collect"))</h1><p class="muted" dir="auto">\(topicTitle)</p></div>\
            <dl class="figures"><div><dt>\(L(counts.contributed, one: "issue", other: "issues"))</dt><dd>\(counts.contributed)</dd></div>\
            <div><dt>\(L("of \(figures.coverage.present) here heard"))</dt><dd>\(figures.coverage.heard)</dd></div>\
            \(connectedFigure)</dl>
            """
    }

    private var merging: HTML {
        let counts = figures.counts(room.topic?.id)
        return """
            <div class="head"><h1>\(L("\(counts.standing) issues from \(counts.contributed)"))</h1>\
            <p class="muted" dir="auto">\(topicTitle)</p></div>
            """
    }

    var work: HTML {
        "<div class=\"stack-2\" id=\"work\">\(merge?.html ?? (room.event.stage == .collect ? arrivals : voteWork))</div>"
    }

    private var arrivals: HTML {
        guard !arriving.isEmpty else {
            return """
                <section><h2>\(L("Nothing has arrived yet"))</h2>\
                <p class="muted">\(L("Issues appear here as people send them."))</p></section>
                """
        }
        let total = figures.counts(room.topic?.id).contributed
        return """
            <section><h2>\(L("Arriving issues"))</h2><ul class="lines">\(arriving.html { issue in
                let view = IssueView(issue, in: room)
                return """
                    <li class="issue fresh" id="issue-\(issue.id)">\(view.title)\
                    \(view.origin(showsTime: true, mark: room.topic == nil ? topicMark(issue) : .empty))</li>
                    """
            })</ul>\(total > arriving.count ? "<p><a href=\"\(Paths.issues(event))\">\(L("All \(total) issues"))</a></p>" : .empty)</section>
            """
    }

    private func topicMark(_ issue: IssueRecord) -> HTML {
        guard let topic = room.topics.first(where: { $0.id == issue.topic }) else { return .empty }
        return "<span class=\"chip\" title=\"\(topic.title)\">\(L("Topic \(topic.position)"))</span>"
    }

    // MARK: The buttons

    var acts: HTML {
        """
        <div class="actions dock" id="acts">\(actions)\
        <span class="end actions"><button type="button" class="plain" data-keys-toggle hidden>\(L("Shortcuts on"))</button>\
        <button type="button" class="plain" data-keys-arm hidden>\(L("Keys move the room: off"))</button></span></div>
        """
    }

    private var actions: HTML {
        guard let next = steps.next(room.event.stage) else { return voteActions }
        switch (room.event.stage, next.stage) {
        case (nil, .collect) where next.step?.title.isEmpty ?? true: return open(next, L("Open collecting"), key: "o")
        case (nil, _): return open(next, L("Open: \(next.longLabel.string())"), key: "o")
        case (.collect, .merge) where next.topic == nil: return open(next, L("Close collecting and merge"), key: "m")
        case (.merge, .vote) where next.topic == nil || next.topic?.id == room.topic?.id:
            return open(next, L("Go to the vote"), key: "v")
        case (.vote, _):
            // The vote's own buttons lead; once a result is revealed the way on stands beside them.
            guard room.round?.state == .revealed else { return voteActions }
            return "\(voteActions)\(open(next, L("Go on to: \(next.longLabel.string())"), key: "g", isPrimary: false))"
        default:
            return
                "\(voteActions)\(open(next, L("Go on to: \(next.longLabel.string())"), key: "g", isPrimary: isReady))"
        }
    }

    private func open(_ stop: RoomSteps.Stop, _ label: Message, key: String, isPrimary: Bool = true) -> HTML {
        """
        <form id="next" method="post" action="\(Paths.stage(event))" data-send>\(formToken)\(fields(of: stop))\
        <button\("class", value: isPrimary ? "primary" : nil) data-key="\(key)">\(label) <kbd>\(key.uppercased())</kbd></button></form>
        """
    }
}
