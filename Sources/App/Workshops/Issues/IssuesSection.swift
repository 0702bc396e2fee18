import Domain
import Markup
import Storage
import Web

/// What a participant sees of the issues, while they are collected and while they are joined.
struct IssuesSection {
    let room: Room
    let seat: Visitor.Seat
    let visit: Visit
    let counts: IssueCounts
    /// What the participant wrote, that of the topic on the table first, then newest first, and where it was joined.
    let own: [IssueRecord]
    let destinations: [Issue.ID: IssueRecord]
    /// What everybody may see of the topic.
    let shared: [IssueRecord]
    /// A form that comes back with errors: for a new issue, or for the one named.
    var form: IssueFields
    var editing: (issue: Issue.ID, fields: IssueFields)?

    init(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws {
        self.room = room
        self.seat = seat
        self.visit = visit
        counts = try IssueCounts(room, reading)
        let store = IssueStore(reading)
        let written = try store.issues(by: seat.id)
        own = written.filter { $0.topic == room.topic?.id } + written.filter { $0.topic != room.topic?.id }
        destinations = try store.destinations(of: own)
        shared = try Self.shared(room, store)
        form = IssueFields(prefix: "new-", topic: room.topic?.id, language: Language.current.rawValue)
    }

    /// The region that follows what the room sends.
    static func regions(_ room: Room, _ reading: any Reading) throws -> [LiveRegion] {
        let issues = try shared(room, IssueStore(reading))
        return [LiveRegion("others", others(room, issues, try IssueCounts(room, reading)))]
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

    var collect: HTML {
        """
        <div class="head"><h1 dir="auto">\(question)</h1><p class="muted">\(topicLine)</p></div>\
        \(seat.role.contributes ? contributeForm : """
            <div class="notice"><p>\(L("You are an observer in this event: you see what is collected and do not write."))</p></div>
            """)\
        \(own.isEmpty ? .empty : ownIssues(canChange: true))\
        \(Self.others(room, shared, counts))
        """
    }

    private var contributeForm: HTML {
        """
        <form class="form" id="contribute" method="post" action="\(Paths.issues(room.event.id))" data-send \
        data-draft="issue-new-\(room.event.id)-\(seat.id)">\
        <input type="hidden" name="idempotency">\
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
            <section id="own" data-announce="\(L(sent, one: "\(sent) issue from you was received.", other: "\(sent) issues from you were received.").string())">\
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
        if issue.withdrawnAt != nil {
            return "<li><span class=\"state warn\">\(L("withdrawn", context: "issue"))</span></li>"
        }
        guard let into = destinations[issue.id] else {
            return "<li><span class=\"state good\">\(L("received"))</span></li>"
        }
        return """
            <li><a class="chip wrap" href="\(Paths.issue(room.event.id, into.id))">\
            \(L("merged into")) <bdi lang="\(into.language)">\(into.title)</bdi></a></li>
            """
    }

    private func ownActions(_ issue: IssueRecord) -> HTML {
        guard issue.withdrawnAt == nil else {
            return """
                <form class="actions" id="restore-\(issue.id)" method="post" data-send \
                action="\(Paths.issueRestoration(room.event.id, issue.id))">\
                <button>\(Icon.svg("undo")) \(L("Restore"))</button></form>
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
            data-draft="issue-\(issue.id)-\(seat.id)">\
            \(fields?.html(topics: room.topic == nil ? room.topics : []))\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(L("Save the change"))</button>\
            <button class="plain danger" formnovalidate formaction="\(Paths.issueWithdrawal(room.event.id, issue.id))">\
            \(Icon.svg("withdraw")) \(L("Withdraw"))</button></div></form></details>
            """
    }

    var merge: HTML {
        let figures = counts.present
        return """
            <div class="head"><h1>\(L("The facilitator is merging similar issues"))</h1><p class="muted">\(topicLine)</p></div>\
            <p>\(L(figures.standing, one: "\(figures.standing) issue from \(figures.contributed).", other: "\(figures.standing) issues from \(figures.contributed).")) \(L("Nobody's words are lost: each stays under the issue that it was merged into."))</p>\
            \(own.isEmpty ? .empty : ownIssues(canChange: false))\
            \(Self.others(room, shared, counts))\
            <p class="hint">\(L("If you were still writing, it is kept on this device and comes back when issues are collected again."))</p>
            """
    }

    /// What the room has so far: the same bytes for everybody.
    static func others(_ room: Room, _ issues: [IssueRecord], _ counts: IssueCounts) -> HTML {
        let counts = counts.present
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
