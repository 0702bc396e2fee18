import Domain
import Markup
import Storage
import Web

/// A participant's page: the present activity of the event, at one address that changes by itself.
struct ParticipantPage {
    let room: Room
    let seat: Visitor.Seat
    let figures: RoomFigures
    /// What the participant wrote, that of the topic on the table first, then newest first, and where it was joined.
    let own: [IssueRecord]
    let destinations: [Issue.ID: IssueRecord]
    /// What everybody may see of the topic (nothing in the vote, whose content ``RoundSections`` makes).
    let shared: [IssueRecord]
    let vote: HTML
    /// Of the stages that ``StageScreens`` knows.
    var screen: HTML
    /// A form that comes back with errors: for a new issue, or for the one named.
    var form: IssueFields
    var editing: (issue: Issue.ID, fields: IssueFields)?
    let visit: Visit
    let state: String

    init(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws {
        self.room = room
        self.seat = seat
        self.visit = visit
        figures = try RoomFigures(room, reading)
        let store = IssueStore(reading)
        let written = try store.issues(by: seat.id)
        own = written.filter { $0.topic == room.topic?.id } + written.filter { $0.topic != room.topic?.id }
        destinations = try store.destinations(of: own)
        shared = try Self.shared(room, store)
        vote =
            room.event.stage == .vote ? try RoundSections.participant(room, seat: seat, visit: visit, reading) : .empty
        screen = try room.screen?.participant(room, seat: seat, visit: visit, reading) ?? .empty
        form = IssueFields(prefix: "new-", topic: room.topic?.id, language: Language.current.rawValue)
        state = try Self.state(room, reading)
    }

    /// Changes when the page must be fetched anew. In merge also with every act, since each page says what became of one's own.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        if let screen = room.screen { return "\(room.state) \(try screen.state(room, reading))" }
        guard room.event.stage == .merge else { return room.state }
        return "\(room.state) \(try MergeStore(reading).lastAct(of: room.event.id))"
    }

    /// What changes for everybody alike while the page is open.
    static func regions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion] {
        switch room.event.stage {
        case .collect, .merge:
            let issues = try shared(room, IssueStore(reading))
            return [LiveRegion("others", others(room, issues, try RoomFigures(room, reading)))]
        case .vote: return try RoundSections.participantRegions(room, now: now, reading)
        default: return try room.screen?.participantRegions(room, now: now, reading) ?? []
        }
    }

    private static func shared(_ room: Room, _ store: IssueStore) throws -> [IssueRecord] {
        switch room.event.stage {
        case .collect where room.event.issuesVisible, .merge:
            let includesJoined = room.event.stage == .collect
            let issues =
                if let topic = room.topic { try store.issues(of: topic.id, includeJoined: includesJoined) } else {
                    try store.issues(of: room.event.id, includeJoined: includesJoined)
                }
            let shown = includesJoined ? issues.filter { $0.kind == .contributed } : issues
            return shown.sorted {
                ($1.kind == .contributed ? 1 : 0, $1.changedAt) < ($0.kind == .contributed ? 1 : 0, $0.changedAt)
            }
        default: return []
        }
    }

    var document: HTML {
        var layout = Layout(.phone, .verbatim(room.event.title), path: Paths.room(room.event.code))
        layout.heading = "<span dir=\"auto\">\(room.event.title)</span>"
        layout.tools = person
        layout.styles = ["tables", "guide"]
        layout.live = Paths.roomLive(room.event.code)
        layout.state = state
        layout.token = visit.token
        return layout.document("<div id=\"trouble\" hidden></div>\(activity)")
    }

    /// What a fetch of the client gets.
    var fragment: HTML { "<div id=\"trouble\" hidden></div>\(activity)" }

    private var person: HTML {
        """
        <details class="menu"><summary>\(room.names.origin(sector: seat.sector, country: seat.country))</summary><div>\
        <ul><li><span dir="auto">\(seat.name)</span></li></ul>\(LanguageMenu.choice(path: Paths.room(room.event.code)))\
        <ul><li>\(naming)</li></ul></div></details>
        """
    }

    /// The person's own word on being named in reports.
    private var naming: HTML {
        let agrees = room.participants.first { $0.id == seat.id }?.namingAgreedAt != nil
        return """
            <form id="naming" method="post" action="\(Paths.naming(room.event.id))">\(visit.formToken)\
            \(agrees ? .empty : "<input type=\"hidden\" name=\"agrees\" value=\"1\">")\
            <p class="small">\(agrees ? L("Reports may name you.") : L("Reports do not name you."))</p>\
            <button class="plain">\(agrees ? L("Do not name me") : L("I agree to be named"))</button></form>
            """
    }

    var activity: HTML {
        switch room.event.stage {
        case .collect: section("collect", L("Collecting is open"), collect)
        case .merge: section("merge", L("The facilitator is joining similar issues"), merge)
        case .vote: section("vote", L("Now the vote"), vote)
        default:
            if let kind = room.screen, let stage = room.event.stage {
                section(stage.rawValue, kind.announcement, screen)
            } else {
                section("welcome", L("You are in"), welcome)
            }
        }
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
                <p class="notice">\(L("This was open until \(until), and nothing more is taken. The facilitator opens what comes next."))</p>
                """
        }
        return closesAt > visit.now ? "<p class=\"notice\">\(L("Open until \(until)"))</p>" : .empty
    }

    private var welcome: HTML {
        """
        <div class="head"><h1>\(L("You are in"))</h1>\
        <p class="lede">\(L("Nothing is open yet. This page changes by itself when the facilitator begins."))</p></div>\
        <dl class="facts"><dt>\(L("Name"))</dt><dd dir="auto">\(seat.name)</dd>\
        <dt>\(L("Sector"))</dt><dd>\(room.names.sector(seat.sector)?.html ?? "–")</dd>\
        <dt>\(L("Country"))</dt><dd>\(room.names.country(seat.country) ?? "–")</dd></dl>\
        \(room.topics.isEmpty ? .empty : """
            <h2>\(L("What it is about"))</h2><ol class="lines">\
            \(room.topics.html { "<li dir=\"auto\">\($0.title)</li>" })</ol>
            """)
        """
    }
}

/// Collect and merge, as a participant sees them.
extension ParticipantPage {
    private var topicLine: Message {
        room.topic.map { L("Topic \($0.position) · \($0.title)") }
            ?? L(
                room.topics.count, one: "\(room.topics.count) topic is open.",
                other: "\(room.topics.count) topics are open at once.")
    }

    private var question: HTML {
        guard let topic = room.topic else { return "\(L("What gets in the way?"))" }
        return topic.question.isEmpty ? "\(topic.title)" : "\(topic.question)"
    }

    private var collect: HTML {
        """
        <div class="head"><h1 dir="auto">\(question)</h1><p class="muted">\(topicLine)</p></div>\
        \(seat.role.contributes ? contributeForm : """
            <div class="notice"><p>\(L("You look on in this event: you see what is collected and do not write."))</p></div>
            """)\
        \(own.isEmpty ? .empty : ownIssues(canChange: true))\
        \(Self.others(room, shared, figures))
        """
    }

    private var contributeForm: HTML {
        let key = visit.freshKey
        return """
            <form class="form" id="contribute" method="post" action="\(Paths.issues(room.event.id))" data-send \
            data-draft="issue-new-\(room.event.id)-\(seat.id)">\(visit.formToken)\
            <input type="hidden" name="idempotency" value="\(key)">\
            \(room.topic.map { "<input type=\"hidden\" name=\"topic\" id=\"contribute-topic\" data-fresh value=\"\($0.id)\">" } ?? HTML.empty)\
            \(form.html(topics: room.topic == nil ? room.topics : []))\
            <p class="hint">\(room.event.namesShown ? L("It is shown with your name, sector and country.") : L("It is shown with your sector and country, without your name."))</p>\
            <div class="dock"><p class="unsent" data-send-status role="status" hidden></p>\
            <button class="primary">\(L("Send the issue"))</button></div></form>
            """
    }

    private func ownIssues(canChange: Bool) -> HTML {
        let sent = own.count { $0.withdrawnAt == nil }
        return """
            <section id="own" data-announce="\(L(sent, one: "\(sent) issue from you has arrived.", other: "\(sent) issues from you have arrived.").string())">\
            <h2>\(L("Your issues"))</h2><ul class="lines">\(own.html { ownIssue($0, canChange: canChange) })</ul></section>
            """
    }

    private func ownIssue(_ issue: IssueRecord, canChange: Bool) -> HTML {
        let view = IssueView(issue, in: room)
        let topic = room.topics.first { $0.id == issue.topic }
        let isOpen = canChange && issue.mergedInto == nil && (room.topic == nil || room.topic?.id == issue.topic)
        return """
            <li class="issue" id="own-\(issue.id)">\(issue.withdrawnAt == nil ? view.title : view.title("del"))\
            <ol class="trail" aria-label="\(L("What became of it").string())">\
            <li><span class="chip">\(topic.map { L("Topic \($0.position)") })</span></li>\(fate(issue))</ol>\
            \(isOpen ? ownActions(issue) : .empty)</li>
            """
    }

    private func fate(_ issue: IssueRecord) -> HTML {
        if issue.withdrawnAt != nil { return "<li><span class=\"state warn\">\(L("withdrawn"))</span></li>" }
        guard let into = destinations[issue.id] else {
            return "<li><span class=\"state good\">\(L("arrived"))</span></li>"
        }
        return """
            <li><a class="chip wrap" href="\(Paths.issue(room.event.id, into.id))">\
            \(L("joined into")) <bdi lang="\(into.language)">\(into.title)</bdi></a></li>
            """
    }

    private func ownActions(_ issue: IssueRecord) -> HTML {
        guard issue.withdrawnAt == nil else {
            return """
                <form class="actions" id="restore-\(issue.id)" method="post" data-send \
                action="\(Paths.issueRestoration(room.event.id, issue.id))">\(visit.formToken)\
                <button>\(Icon.svg("undo")) \(L("Bring back"))</button></form>
                """
        }
        let isEdited = editing?.issue == issue.id
        let fields =
            isEdited
            ? editing?.fields
            : IssueFields(
                prefix: "edit-\(issue.id)-", topic: issue.topic, title: issue.title, explanation: issue.explanation,
                language: issue.language)
        return """
            <details id="change-\(issue.id)"\("open", when: isEdited)><summary>\(L("Change or withdraw"))</summary>\
            <form class="form" id="edit-\(issue.id)" method="post" action="\(Paths.issue(room.event.id, issue.id))" data-send \
            data-draft="issue-\(issue.id)-\(seat.id)">\(visit.formToken)\
            \(fields?.html(topics: room.topic == nil ? room.topics : []))\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(L("Save the change"))</button>\
            <button class="plain danger" formnovalidate formaction="\(Paths.issueWithdrawal(room.event.id, issue.id))">\
            \(Icon.svg("withdraw")) \(L("Withdraw"))</button></div></form></details>
            """
    }

    private var merge: HTML {
        let counts = figures.counts(room.topic?.id)
        return """
            <div class="head"><h1>\(L("The facilitator is joining similar issues"))</h1><p class="muted">\(topicLine)</p></div>\
            <p>\(L("\(counts.standing) issues from \(counts.contributed). Nobody's words are lost: each stays under the issue that it was joined into."))</p>\
            \(own.isEmpty ? .empty : ownIssues(canChange: false))\
            \(Self.others(room, shared, figures))\
            <p class="hint">\(L("If you were still writing, it is kept on this device and comes back when issues are collected again."))</p>
            """
    }

    /// What the room has so far: the same bytes for everybody.
    static func others(_ room: Room, _ issues: [IssueRecord], _ figures: RoomFigures) -> HTML {
        let counts = figures.counts(room.topic?.id)
        let isMerge = room.event.stage == .merge
        let heading =
            isMerge
            ? L(counts.standing, one: "\(counts.standing) issue now", other: "\(counts.standing) issues now")
            : L(
                counts.contributed, one: "\(counts.contributed) issue in the room",
                other: "\(counts.contributed) issues in the room")
        let shown = issues.prefix(shownAtOnce)
        return """
            <section id="others"><h2>\(heading)</h2>\
            \(!isMerge && !room.event.issuesVisible ? "<p class=\"muted\">\(L("You will see them when collecting is closed."))</p>" : .empty)\
            \(shown.isEmpty ? .empty : "<ul class=\"lines\">\(shown.html { other($0, room) })</ul>")\
            \(issues.count > shownAtOnce ? "<p><a href=\"\(Paths.issues(room.event.id))\">\(L("All \(issues.count) issues"))</a></p>" : .empty)\
            </section>
            """
    }

    private static func other(_ issue: IssueRecord, _ room: Room) -> HTML {
        let view = IssueView(issue, in: room)
        return "<li class=\"issue\" id=\"other-\(issue.id)\">\(view.title)\(view.origin())</li>"
    }

    /// A change of the list stays below 5 kB.
    private static let shownAtOnce = 12
}
