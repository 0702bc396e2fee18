import Domain
import Markup
import Storage
import Web

/// What every page of issues needs to know of who looks.
private struct IssueAccess {
    let room: Room
    let isRunningTheRoom: Bool
    private let sight: IssueSight
    private let frame: EventFrame

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        room = try Room(event, reading)
        let membership = try visit.membership(in: event, reading)
        isRunningTheRoom = membership.runsTheRoom
        sight = IssueSight(membership, stage: room.event.stage, issuesVisible: room.event.issuesVisible)
        frame = try EventFrame(visit, room.event, reading)
    }

    func maySee(_ issue: IssueRecord) -> Bool {
        sight.maySee(by: issue.participant, isWithdrawn: issue.withdrawnAt != nil, isMerged: issue.kind == .merged)
    }

    func layout(_ title: Message, path: String) -> Layout {
        var layout = frame.layout(title, path: path, tab: EventTab.results.id)
        layout.styles = ["guide"]
        return layout
    }
}

/// What the room has, by topic.
struct IssueListPage {
    private let access: IssueAccess
    private let issues: [IssueRecord]

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        access = try IssueAccess(event, visit: visit, reading)
        issues = try IssueStore(reading).issues(of: event).filter(access.maySee)
    }

    var document: HTML {
        let room = access.room
        let topics = room.topics.compactMap { topic -> HTML? in
            let list = issues.filter { $0.topic == topic.id }
            guard !list.isEmpty else { return nil }
            return """
                <section id="topic-\(topic.position)"><h2 dir="auto">\(L("Topic \(topic.position) · \(topic.title)"))</h2><ul class="lines">\
                \(list.html { issue in
                    let view = IssueView(issue, in: room)
                    return """
                        <li class="issue"><a class="title" href="\(Paths.issue(room.event.id, issue.id))" lang="\(issue.language)" dir="auto">\
                        \(issue.title)</a>\(view.origin())</li>
                        """
                })</ul></section>
                """
        }
        return access.layout(L("Issues"), path: Paths.issues(room.event.id)).document(
            """
            <div class="head"><h1>\(L(issues.count, one: "\(issues.count) issue", other: "\(issues.count) issues"))</h1></div>\
            \(topics.isEmpty ? "<p class=\"muted\">\(L("There is nothing to see yet."))</p>" : topics.joined())
            """)
    }
}

/// The thread of one issue: where it comes from, and what became of it.
struct IssueThreadPage {
    private let access: IssueAccess
    private let issue: IssueRecord
    private let thread: ThreadTrail
    private let follow: FollowButton

    init(_ event: Event.ID, _ id: Issue.ID, visit: Visit, _ reading: any Reading) throws {
        access = try IssueAccess(event, visit: visit, reading)
        let store = IssueStore(reading)
        issue = try store.issue(id)
        guard issue.event == event, access.maySee(issue) else { throw Refusal.notFound }
        thread = try ThreadTrail(id, event: event, reading, visit)
        follow = try FollowButton("issue:\(id)", visit, reading)
    }

    private var room: Room { access.room }

    var document: HTML {
        let view = IssueView(issue, in: room)
        return access.layout(L("Issue"), path: Paths.issue(room.event.id, issue.id)).document(
            """
            <div class="head">\(trail)<h1 lang="\(issue.language)" dir="auto">\(issue.title)</h1>\(view.origin(showsTime: issue.kind == .contributed))\(follow.html)</div>\
            \(issue.explanation.isEmpty ? .empty : "<p class=\"lines-kept\" lang=\"\(issue.language)\" dir=\"auto\">\(issue.explanation)</p>")\
            \(parents)\(thread.html)
            """)
    }

    private var trail: HTML {
        let topic = room.topics.first { $0.id == issue.topic }
        return """
            <ol class="trail" aria-label="\(L("Where this comes from").string())">\
            <li><span class="chip">\(topic.map { L("Topic \($0.position)") })</span></li>\
            \(issue.parents.isEmpty ? .empty : "<li><a class=\"chip\" href=\"#parents\">\(L(issue.parents.count, one: "\(issue.parents.count) contribution", other: "\(issue.parents.count) contributions"))</a></li>")\
            <li><span class="chip" aria-current="page">\(issue.kind == .merged ? L("Merged issue") : L("Contribution"))</span></li></ol>
            """
    }

    private var parents: HTML {
        guard !issue.parents.isEmpty else { return .empty }
        return """
            <section id="parents"><h2>\(L("Merged from"))</h2><ul class="lines">\(issue.parents.html { parent in
                """
                <li class="issue"><a href="\(Paths.issue(room.event.id, parent.id))" lang="\(parent.language)" dir="auto">\(parent.title)</a>\
                \(IssueView(parent, in: room).origin())</li>
                """
            })</ul></section>
            """
    }
}
