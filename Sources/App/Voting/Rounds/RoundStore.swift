import Domain
import Storage
import Web

// lint: tables issue because what a round is of is frozen with the issues behind it, in one statement.

/// One opening of a ballot, as it is stored.
struct RoundRecord: Sendable {
    enum State: String, Sendable, SQLBindable, SQLDecodable { case draft, open, closed, revealed }

    let id: Round.ID
    let event: Event.ID
    let topic: Topic.ID?
    /// From 1, within the event.
    let number: Int
    /// The question to the room, as it was written; see ``question``.
    let title: String
    let settings: RoundSettings
    /// As stored: a round whose time is over is `open` here until the closing task has been; ask ``phase(at:)``.
    let state: State
    let openedAt: Int64?
    /// Epoch milliseconds; nil if the facilitator closes by hand.
    let closesAt: Int64?
    let closedAt: Int64?
    let revealedAt: Int64?
    /// How many could have answered when the round was closed (``RoundVoters``): the denominator of its shares. Nothing before.
    let present: Int?
    /// Whether its single ballots are handed out once it is revealed; decided then, see ``RoundStore/sharesIssues(_:)``.
    var showsBallots = true

    /// Milliseconds that ballots are still taken after the announced end, for slow lines. Shown on the ballot.
    static let grace: Int64 = 3000

    /// The last moment at which a ballot counts; nil if the facilitator closes by hand.
    var endsAt: Int64? { closesAt.map { EpochTime.adding($0, milliseconds: Self.grace) } }

    func acceptsBallots(at now: Int64) -> Bool { state == .open && endsAt.map { now <= $0 } ?? true }

    /// Where the round stands for everybody who looks at it now: without time left it is closed.
    func phase(at now: Int64) -> State { state == .open && !acceptsBallots(at: now) ? .closed : state }

    var subject: String { "round:\(id)" }
}

/// One issue of a round, in the words that were voted on: a later correction of the issue does not rewrite a past vote.
struct RoundItem: Sendable, Hashable {
    let issue: Issue.ID
    /// From 1, in the order of the ballot; names the field of a form.
    let position: Int
    let title: String
    let language: String
}

extension RoundItem {
    /// Where each issue stands on the ballot, from 0.
    static func places(_ items: [RoundItem]) -> [String: Int] {
        RoundSettings.places(items.map(\.issue.description))
    }
}

/// The SQL of rounds and of what they put to the vote.
struct RoundStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func round(_ id: Round.ID) throws -> RoundRecord? {
        try reading.first("SELECT * FROM round WHERE id = \(id)").map(RoundRecord.init)
    }

    /// - Throws: ``Refusal/notFound`` where the round is missing or belongs to another event.
    func round(_ id: Round.ID, in event: Event.ID) throws -> RoundRecord {
        guard let round = try round(id), round.event == event else { throw Refusal.notFound }
        return round
    }

    /// All rounds of an event, the newest first.
    func rounds(of event: Event.ID) throws -> [RoundRecord] {
        try reading.all("SELECT * FROM round WHERE event_id = \(event) ORDER BY number DESC").map(RoundRecord.init)
    }

    func openRound(of event: Event.ID) throws -> RoundRecord? {
        try reading.first("SELECT * FROM round WHERE event_id = \(event) AND state = 'open' LIMIT 1").map(
            RoundRecord.init)
    }

    /// Open rounds whose last moment has passed and that wait for no paper ballot.
    func dueRounds(at now: Int64) throws -> [RoundRecord] {
        try reading.all(
            """
            SELECT * FROM round r WHERE state = 'open' AND closes_at IS NOT NULL AND closes_at < \(now - RoundRecord.grace)
            AND NOT EXISTS (SELECT 1 FROM paper_ballot p WHERE p.round_id = r.id AND p.state = 'waiting')
            """
        ).map(RoundRecord.init)
    }

    /// In the order of the ballot.
    func items(of round: Round.ID) throws -> [RoundItem] {
        try reading.all(
            "SELECT issue_id, position, title, language FROM round_item WHERE round_id = \(round) ORDER BY position"
        ).map {
            RoundItem(
                issue: try $0.get("issue_id"), position: try $0.get("position"), title: try $0.get("title"),
                language: try $0.get("language"))
        }
    }

    func nextNumber(in event: Event.ID) throws -> Int {
        let last: Int?? = try reading.value("SELECT MAX(number) FROM round WHERE event_id = \(event)", as: Int?.self)
        return ((last ?? nil) ?? 0) + 1
    }

    /// Earlier and later revealed rounds of the event on exactly the same issues, oldest first.
    func roundsOnSameIssues(as round: RoundRecord) throws -> [RoundRecord] {
        let own = Set(try items(of: round.id).map(\.issue))
        return try rounds(of: round.event).reversed().filter { other in
            guard other.id != round.id, other.state == .revealed else { return false }
            return try Set(items(of: other.id).map(\.issue)) == own
        }
    }

    /// Those who may have a ballot, also on paper: let in or invited. Whose paper is counted has come.
    func voices(of event: Event.ID) throws -> [ParticipantRecord] {
        try EventStore(reading).participants(of: event).filter(\.isInvitedVoice)
    }

    static func insert(_ round: RoundRecord, createdAt now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO round (id, event_id, topic_id, number, title, method, settings, state, created_at)
            VALUES (\(round.id), \(round.event), \(round.topic), \(round.number), \(round.title), \(round.settings.method),
                \(try RoundSettingsText.encode(round.settings)), 'draft', \(now))
            """)
    }

    static func change(_ id: Round.ID, title: String, topic: Topic.ID?, settings: RoundSettings, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE round SET title = \(title), topic_id = \(topic), method = \(settings.method),
                settings = \(try RoundSettingsText.encode(settings)) WHERE id = \(id)
            """)
    }

    static func putItems(_ issues: [Votable], into round: Round.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM round_item WHERE round_id = \(round)")
        for (index, issue) in issues.enumerated() {
            try tx.execute(
                """
                INSERT INTO round_item (round_id, issue_id, position, title, language)
                VALUES (\(round), \(issue.id), \(index + 1), \(issue.title), \(issue.language))
                """)
        }
    }

    static func open(_ round: RoundRecord, key: [UInt8], now: Int64, closesAt: Int64?, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE round SET state = 'open', ballot_key = \(key), opened_at = \(now), closes_at = \(closesAt) WHERE id = \(round.id)
            """)
        try RoundVoters.freeze(round.id, in: round.event, tx)
        try tx.execute(
            """
            INSERT INTO round_source (round_id, issue_id)
            WITH RECURSIVE behind (issue_id) AS (
                SELECT issue_id FROM round_item WHERE round_id = \(round.id)
                UNION SELECT i.id FROM behind b JOIN issue i ON i.merged_into = b.issue_id)
            SELECT \(round.id), issue_id FROM behind
            """)
        try show(round, tx)
    }

    /// Puts the round on the room's screens.
    static func show(_ round: RoundRecord, _ tx: Transaction) throws {
        let topic: SQL = if let topic = round.topic { ", topic_id = \(topic)" } else { "" }
        try tx.execute(
            """
            UPDATE workshop SET stage = 'vote', round_id = \(round.id) \(topic)
            WHERE id = \(EventPartStore.workshop(of: round.event))
            """
        )
    }

    static func extend(_ round: Round.ID, to closesAt: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE round SET closes_at = \(closesAt) WHERE id = \(round)")
    }

    static func close(_ round: Round.ID, at time: Int64, present: Int, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE round SET state = 'closed', ballot_key = NULL, closed_at = \(time), present = \(present) WHERE id = \(round)
            """)
    }

    static func reveal(_ round: Round.ID, at time: Int64, showsBallots: Bool, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE round SET state = 'revealed', revealed_at = \(time), shows_ballots = \(showsBallots) WHERE id = \(round)"
        )
    }

    /// Whether an issue of the round, or one that was joined into it, stood on a ballot whose single ballots were handed out already: two
    /// ballots of one person are alike. As it was joined when each was opened, and as it is now: joined issues are taken apart between rounds.
    func sharesIssues(_ round: RoundRecord) throws -> Bool {
        func sources(_ round: Round.ID) throws -> (issues: Set<Issue.ID>, titles: Set<String>) {
            let items = try items(of: round)
            let issues = try Votables.these(items.map(\.issue), reading)
            let then = try reading.all("SELECT issue_id FROM round_source WHERE round_id = \(round)").map {
                try $0.get("issue_id", as: Issue.ID.self)
            }
            return (
                Set(issues.flatMap { [$0.id] + $0.parents } + then), Set(items.map { $0.title.lowercased() })
            )
        }
        let own = try sources(round.id)
        return try rounds(of: round.event).contains { other in
            guard other.id != round.id, other.state == .revealed, other.showsBallots else { return false }
            let earlier = try sources(other.id)
            return !own.issues.isDisjoint(with: earlier.issues) || !own.titles.isDisjoint(with: earlier.titles)
        }
    }

    static func discard(_ round: RoundRecord, _ tx: Transaction) throws {
        try tx.execute("UPDATE workshop SET round_id = NULL WHERE event_id = \(round.event) AND round_id = \(round.id)")
        try tx.execute("DELETE FROM round_item WHERE round_id = \(round.id)")
        try tx.execute("DELETE FROM round WHERE id = \(round.id) AND state = 'draft'")
    }
}

extension RoundRecord {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), event: try row.get("event_id"), topic: try row.get("topic_id"),
            number: try row.get("number"),
            title: try row.get("title"),
            settings: try RoundSettingsText.decode(try row.get("settings"), method: try row.get("method")),
            state: try row.get("state"), openedAt: try row.moment("opened_at"), closesAt: try row.moment("closes_at"),
            closedAt: try row.moment("closed_at"), revealedAt: try row.moment("revealed_at"),
            present: try row.get("present"), showsBallots: try row.get("shows_ballots"))
    }
}

/// The settings of a round as JSON text of its column.
enum RoundSettingsText {
    private struct Stored: Codable {
        var dots: Int?
        var maxPerIssue: Int
        var criteria: [String]
        var inHighAtLeast: Int
        var inLowUnder: Int
        var outHighAtMost: Int
        var seats: Int
        var duration: Int?
        var maximumRanked: Int
    }

    static func encode(_ settings: RoundSettings) throws -> String {
        let thresholds = settings.thresholds
        return try JSONCoding.text(
            Stored(
                dots: settings.dots, maxPerIssue: settings.maxPerIssue, criteria: settings.criteria.map(\.rawValue),
                inHighAtLeast: thresholds.inHighAtLeast, inLowUnder: thresholds.inLowUnder,
                outHighAtMost: thresholds.outHighAtMost, seats: settings.seats, duration: settings.duration,
                maximumRanked: settings.maximumRanked))
    }

    /// A server has few different settings, and each ballot asks for those of its round.
    private static let known = Remembered<String, Stored>(most: 256)

    private static func stored(_ text: String) throws -> Stored {
        try known.value(text) { try JSONCoding.value(text) }
    }

    static func decode(_ text: String, method: VotingMethod) throws -> RoundSettings {
        let stored = try stored(text)
        return RoundSettings(
            method: method, dots: stored.dots, maxPerIssue: stored.maxPerIssue,
            criteria: stored.criteria.compactMap(RatingCriterion.init(rawValue:)),
            thresholds: ConsensusThresholds(
                inHighAtLeast: stored.inHighAtLeast, inLowUnder: stored.inLowUnder, outHighAtMost: stored.outHighAtMost),
            seats: stored.seats, duration: stored.duration, maximumRanked: stored.maximumRanked)
    }
}

extension RoundStore {
    func hasOpenRound(_ event: Event.ID) throws -> Bool {
        try reading.value("SELECT COUNT(*) FROM round WHERE event_id = \(event) AND state = 'open'", as: Int.self) ?? 0
            > 0
    }
}
