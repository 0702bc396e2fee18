import Domain
import Markup
import Storage
import Web

/// How many issues the room has; read once for all who ask while nothing changes.
struct IssueCounts: Sendable {
    let byTopic: [Topic.ID: IssueStore.Counts]
    /// Of the topic on the table, or of all.
    let present: IssueStore.Counts

    init(_ room: Room, _ reading: any Reading) throws {
        byTopic = try reading.remember("issue counts \(room.event.id)") {
            try IssueStore(reading).counts(of: room.event.id)
        }
        let all = byTopic.values.reduce(into: IssueStore.Counts()) {
            $0.contributed += $1.contributed
            $0.standing += $1.standing
        }
        present = room.topic.map { [byTopic] in byTopic[$0.id] ?? .init() } ?? all
    }

    /// Each topic's.
    func numbers(of topics: [TopicRecord], _ number: (IssueStore.Counts) -> Int) -> [Topic.ID?: Int] {
        var result: [Topic.ID?: Int] = [:]
        for topic in topics { result[topic.id] = byTopic[topic.id].map(number) ?? 0 }
        return result
    }
}

/// The collect stage: everybody writes issues on the topic on the table, or on all at once.
enum CollectScreen: StageScreen {
    static let stage = WorkshopStage.collect
    static var announcement: Message { L("Collecting is open") }

    static func note(_ room: Room, _ reading: any Reading) throws -> Message {
        let count = try IssueCounts(room, reading).present.contributed
        return L(count, one: "\(count) issue", other: "\(count) issues")
    }

    static func topicCounts(_ room: Room, _ reading: any Reading) throws -> [Topic.ID?: Int]? {
        var counts = try IssueCounts(room, reading).numbers(of: room.topics, \.contributed)
        counts[nil] = counts.values.reduce(0, +)
        return counts
    }

    static func onward(to next: WorkshopStage) -> (label: Message, key: String)? {
        next == .merge ? (L("Close collecting and merge"), "m") : nil
    }

    /// While issues are collected or joined, those of the topic on the table; else of all.
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>? {
        let isAboutTopic = room.event.stage.map { $0 <= .merge } ?? true
        return try IssueStore(reading).authors(of: room.event.id, topic: isAboutTopic ? room.topic?.id : nil)
    }

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        try IssuesSection(room, seat: seat, visit: visit, reading).collect
    }

    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion] {
        try IssuesSection.regions(room, reading)
    }

    // MARK: Console

    static let arrivingAtOnce = 60

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let count = try IssueCounts(room, reading).present.contributed
        let coverage = try RoomFigures(room, reading).coverage
        let stage: HTML = """
            <div class="head"><h1>\(L("Collect"))</h1><p class="muted" dir="auto">\(room.topicTitle)</p></div>\
            <dl class="figures"><div><dt>\(L(count, one: "issue", other: "issues"))</dt><dd>\(count)</dd></div>\
            \(heard(coverage))\
            \(ConsoleSections.connectedFigure(connected))</dl>
            """
        return StageConsole(stage: stage, work: try arrivals(room, total: count, reading))
    }

    /// Nothing while nobody is here.
    private static func heard(_ coverage: Coverage) -> HTML {
        coverage.present == 0
            ? .empty : "<div><dt>\(L("of \(coverage.present) here have answered"))</dt><dd>\(coverage.heard)</dd></div>"
    }

    /// Newest first.
    private static func arrivals(_ room: Room, total: Int, _ reading: any Reading) throws -> HTML {
        let store = IssueStore(reading)
        let issues =
            if let topic = room.topic { try store.issues(of: topic.id, includeJoined: true) } else {
                try store.issues(of: room.event.id, includeJoined: true)
            }
        let arriving = issues.filter { $0.kind == .contributed }
            .sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }.prefix(arrivingAtOnce)
        guard !arriving.isEmpty else {
            return """
                <section><h2>\(L("Nothing has arrived yet"))</h2>\
                <p class="muted">\(L("Issues appear here as people send them."))</p></section>
                """
        }
        return """
            <section><h2>\(L("Arriving issues"))</h2><ul class="lines">\(arriving.html { issue in
                let view = IssueView(issue, in: room)
                return """
                    <li class="issue fresh" id="issue-\(issue.id)">\(view.title)\
                    \(view.origin(showsTime: true, mark: room.topic == nil ? topicMark(issue, room) : .empty))</li>
                    """
            })</ul>\(total > arriving.count ? "<p><a href=\"\(Paths.issues(room.event.id))\">\(L("All \(total) issues"))</a></p>" : .empty)</section>
            """
    }

    private static func topicMark(_ issue: IssueRecord, _ room: Room) -> HTML {
        guard let topic = room.topics.first(where: { $0.id == issue.topic }) else { return .empty }
        return "<span class=\"chip\" title=\"\(topic.title)\">\(L("Topic \(topic.position)"))</span>"
    }

    // MARK: Projector

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        let count = try IssueCounts(room, reading).present.contributed
        let coverage = try RoomFigures(room, reading).coverage
        return IssuesProjector.framed(
            L("Collect"), room,
            """
            <div class="room-grid"><div>\(question(room))\
            <dl class="figures"><div><dt>\(L(count, one: "issue", other: "issues"))</dt><dd>\(count)</dd></div>\
            \(heard(coverage))</dl>\
            \(CoverageSection(coverage: coverage, names: room.names).bars)</div>\(room.event.door == .closed ? .empty : join.code())</div>
            """)
    }

    private static func question(_ room: Room) -> HTML {
        let text =
            room.topic.map { $0.question.isEmpty ? $0.title : $0.question } ?? L("What gets in the way?").string()
        return "<h1\("class", value: ProjectorSection.size(of: text)) dir=\"auto\">\(text)</h1>"
    }
}

/// The frame of the projector while issues are collected and joined.
enum IssuesProjector {
    static func framed(_ stage: Message, _ room: Room, _ content: HTML) -> ProjectorScene {
        let about =
            room.topic.map { L("Topic \($0.position)") }
            ?? L(room.topics.count, one: "\(room.topics.count) topic", other: "\(room.topics.count) topics")
        return ProjectorScene(about: about, title: room.topic?.title, label: stage, content: content)
    }
}
