import Domain
import Markup
import Storage
import Web

/// The merge stage: the facilitator joins issues that say the same.
enum MergeScreen: StageScreen {
    static let stage = WorkshopStage.merge
    static var announcement: Message { L("The facilitator is merging similar issues") }
    static var projectorAnnouncement: Message { L("Similar issues are being merged") }

    static func note(_ room: Room, _ reading: any Reading) throws -> Message {
        let count = try IssueCounts(room, reading).present.standing
        return L(count, one: "\(count) issue", other: "\(count) issues")
    }

    static func topicCounts(_ room: Room, _ reading: any Reading) throws -> [Topic.ID?: Int]? {
        try IssueCounts(room, reading).numbers(of: room.topics, \.standing)
    }

    static func onward(to next: WorkshopStage) -> (label: Message, key: String)? {
        next == .vote ? (L("Go to the vote"), "v") : nil
    }

    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>? {
        try CollectScreen.heard(room, reading)
    }

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        try IssuesSection(room, seat: seat, visit: visit, reading).merge
    }

    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion] {
        try IssuesSection.regions(room, reading)
    }

    /// Each act counts, since each page says what became of one's own.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        "\(try MergeStore(reading).lastAct(of: room.event.id))"
    }

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let counts = try IssueCounts(room, reading).present
        let words = L(
            counts.standing, one: "\(counts.standing) issue from \(counts.contributed)",
            other: "\(counts.standing) issues from \(counts.contributed)")
        return StageConsole(
            stage: "<div class=\"head\"><h1>\(words)</h1><p class=\"muted\" dir=\"auto\">\(room.topicTitle)</p></div>",
            spoken: words, work: try MergeSection(room, reading).html)
    }

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        let counts = try IssueCounts(room, reading).present
        let latest =
            try room.topic.map { try IssueStore(reading).issues(of: $0.id) }?.filter { $0.kind == .merged }
            .sorted { $0.changedAt > $1.changedAt } ?? []
        return IssuesProjector.framed(
            L("Merge"), room,
            """
            <div class="room-grid even"><div><h1>\(L("We merge issues that say the same"))</h1>\
            <dl class="figures"><div><dt>\(L("issues now"))</dt><dd>\(counts.standing)</dd></div>\
            <div><dt>\(L("written by the room"))</dt><dd>\(counts.contributed)</dd></div></dl></div>\
            <div>\(latest.isEmpty ? "<p class=\"lede muted\">\(L("Nobody's words are lost: each stays under the issue that it is merged into."))</p>" : list(latest))</div></div>
            """)
    }

    /// What was joined last, newest first.
    private static func list(_ latest: [IssueRecord]) -> HTML {
        """
        <h2>\(L("Latest merges"))</h2><ul class="lines">\(latest.prefix(4).html { issue in
            """
            <li id="shown-\(issue.id)"><p class="clamp" lang="\(issue.language)" dir="auto">\(issue.title)</p>\
            <p class="meta">\(L(issue.parents.count, one: "\(issue.parents.count) issue", other: "\(issue.parents.count) issues"))\
            \(issue.raisedIn.map { " · \($0)" } ?? HTML.empty)</p></li>
            """
        })</ul>
        """
    }
}
