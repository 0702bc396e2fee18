import Domain
import Storage
import Web

/// What somebody asks from their phone.
struct RoomQuestionRecord: Sendable {
    enum State: String, Sendable, Codable, CaseIterable, SQLBindable, SQLDecodable {
        case waiting, shown, answered, hidden
    }

    let id: RoomQuestion.ID
    let participant: Participant.ID
    let name: String
    let country: String?
    let text: String
    let state: State
    let endorsements: Int
    let createdAt: Int64

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        participant = try row.get("participant_id")
        name = try row.get("name")
        country = try row.get("country")
        text = try row.get("text")
        state = try row.get("state")
        endorsements = try row.get("endorsements")
        createdAt = try row.moment("created_at") ?? 0
    }
}

/// A plain question with answers to choose from.
struct RoomPollRecord: Sendable {
    enum State: String, Sendable, Codable, CaseIterable, SQLBindable, SQLDecodable { case draft, open, closed }

    let id: RoomPoll.ID
    let question: String
    let options: [String]
    let state: State
    /// By option.
    var counts: [Int]

    var answered: Int { counts.reduce(0, +) }

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        question = try row.get("question")
        options = try JSONCoding.value(try row.get("options"))
        state = try row.get("state")
        counts = options.map { _ in 0 }
    }
}

/// The SQL of an event's online room.
struct OnlineStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Presence

    struct Stay: Sendable {
        let id: String
        let participant: Participant.ID
        let startedAt: Int64
        let seenAt: Int64
        let heads: Int
        let joins: Int
    }

    func stays(of event: Event.ID) throws -> [Stay] {
        try reading.all("SELECT * FROM online_stay WHERE event_id = \(event) ORDER BY started_at, id").map(Self.stay)
    }

    /// When people were there, person by person: as little of each stay as it takes, since there may be very many.
    func times(of event: Event.ID) throws -> [(participant: Participant.ID, startedAt: Int64, seenAt: Int64)] {
        try reading.all(
            """
            SELECT participant_id, started_at, seen_at FROM online_stay WHERE event_id = \(event)
            ORDER BY participant_id, seen_at
            """
        ).map {
            (
                participant: try $0.get("participant_id"), startedAt: try $0.moment("started_at") ?? 0,
                seenAt: try $0.moment("seen_at") ?? 0
            )
        }
    }

    /// By person: how many sat before the screen at most, and how often the button was pressed.
    func presses(of event: Event.ID) throws -> [Participant.ID: (heads: Int, joins: Int)] {
        let rows = try reading.all(
            """
            SELECT participant_id, MAX(heads) AS heads, CAST(SUM(joins) AS BIGINT) AS joins FROM online_stay
            WHERE event_id = \(event) GROUP BY participant_id
            """)
        var found: [Participant.ID: (heads: Int, joins: Int)] = [:]
        for row in rows {
            let (person, heads, joins): (Participant.ID, Int, Int) = (
                try row.get("participant_id"), try row.get("heads"), try row.get("joins")
            )
            found[person] = (heads: heads, joins: joins)
        }
        return found
    }

    /// How many people were heard of since then, and how many sit before their screens.
    func connected(to event: Event.ID, since: Int64) throws -> (people: Int, heads: Int) {
        let row = try reading.first(
            """
            SELECT COUNT(*) AS people, CAST(COALESCE(SUM(heads), 0) AS BIGINT) AS heads FROM
                (SELECT participant_id, MAX(heads) AS heads FROM online_stay
                 WHERE event_id = \(event) AND seen_at >= \(since) GROUP BY participant_id) AS present
            """)
        guard let row else { return (0, 0) }
        return (people: try row.get("people"), heads: try row.get("heads"))
    }

    func lastStay(of participant: Participant.ID, in event: Event.ID) throws -> Stay? {
        try reading.first(
            """
            SELECT * FROM online_stay WHERE event_id = \(event) AND participant_id = \(participant)
            ORDER BY seen_at DESC, id DESC LIMIT 1
            """
        ).map(Self.stay)
    }

    private static func stay(_ row: Row) throws -> Stay {
        Stay(
            id: try row.get("id"), participant: try row.get("participant_id"),
            startedAt: try row.moment("started_at") ?? 0,
            seenAt: try row.moment("seen_at") ?? 0, heads: try row.get("heads"), joins: try row.get("joins"))
    }

    static func begin(_ participant: Participant.ID, in event: Event.ID, heads: Int, joins: Int = 1, _ work: Work)
        throws
    {
        let id = work.environment.id(Identifier<Stay>.self).description
        try work.tx.execute(
            """
            INSERT INTO online_stay (id, event_id, participant_id, started_at, seen_at, heads, joins)
            VALUES (\(id), \(event), \(participant), \(work.now), \(work.now), \(heads), \(joins))
            """)
    }

    static func extend(_ stay: String, heads: Int? = nil, joins: Int = 0, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE online_stay SET seen_at = \(now), heads = COALESCE(\(heads), heads), joins = joins + \(joins) WHERE id = \(stay)
            """)
    }

    // MARK: The meeting

    /// What is said while the meeting cannot be reached; nothing while it can.
    func down(_ event: Event.ID) throws -> String? {
        try reading.first("SELECT words FROM online_down WHERE event_id = \(event)")?.get("words")
    }

    static func setDown(_ isDown: Bool, words: String, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM online_down WHERE event_id = \(event)")
        guard isDown else { return }
        try tx.execute("INSERT INTO online_down (event_id, words, since) VALUES (\(event), \(words), \(now))")
    }

    // MARK: Questions

    private var select: SQL {
        """
        SELECT q.*, p.name, p.country, (SELECT COUNT(*) FROM room_question_endorsement e WHERE e.question_id = q.id) AS endorsements
        FROM room_question q JOIN participant p ON p.id = q.participant_id
        """
    }

    /// Those most endorsed first, then the oldest.
    func questions(of event: Event.ID) throws -> [RoomQuestionRecord] {
        try reading.all("\(select) WHERE q.event_id = \(event)").map(RoomQuestionRecord.init).sorted {
            ($1.endorsements, $0.createdAt, $0.id) < ($0.endorsements, $1.createdAt, $1.id)
        }
    }

    func question(_ id: RoomQuestion.ID, of event: Event.ID) throws -> RoomQuestionRecord {
        guard let row = try reading.first("\(select) WHERE q.id = \(id) AND q.event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try RoomQuestionRecord(row)
    }

    func endorsed(by participant: Participant.ID, in event: Event.ID) throws -> Set<RoomQuestion.ID> {
        let rows = try reading.all(
            """
            SELECT e.question_id FROM room_question_endorsement e JOIN room_question q ON q.id = e.question_id
            WHERE e.participant_id = \(participant) AND q.event_id = \(event)
            """)
        return Set(try rows.map { try $0.get("question_id", as: RoomQuestion.ID.self) })
    }

    static func insert(_ text: String, by participant: Participant.ID, in event: Event.ID, _ work: Work) throws
        -> RoomQuestion.ID
    {
        let id: RoomQuestion.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO room_question (id, event_id, participant_id, text, state, created_at, changed_at)
            VALUES (\(id), \(event), \(participant), \(text), \(RoomQuestionRecord.State.waiting), \(work.now), \(work.now))
            """)
        return id
    }

    static func set(_ state: RoomQuestionRecord.State, of question: RoomQuestion.ID, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute("UPDATE room_question SET state = \(state), changed_at = \(now) WHERE id = \(question)")
    }

    static func endorse(
        _ question: RoomQuestion.ID, by participant: Participant.ID, _ isOn: Bool, now: Int64, _ tx: Transaction
    )
        throws
    {
        if isOn {
            try tx.execute(
                """
                INSERT INTO room_question_endorsement (question_id, participant_id, created_at)
                VALUES (\(question), \(participant), \(now)) ON CONFLICT DO NOTHING
                """)
        } else {
            try tx.execute(
                "DELETE FROM room_question_endorsement WHERE question_id = \(question) AND participant_id = \(participant)"
            )
        }
    }

    // MARK: Polls

    func polls(of event: Event.ID) throws -> [RoomPollRecord] {
        let counts = try reading.all(
            """
            SELECT a.poll_id, a.choice, COUNT(*) AS n FROM room_poll_answer a JOIN room_poll p ON p.id = a.poll_id
            WHERE p.event_id = \(event) GROUP BY a.poll_id, a.choice
            """)
        var byPoll: [RoomPoll.ID: [(choice: Int, count: Int)]] = [:]
        for row in counts {
            byPoll[try row.get("poll_id"), default: []].append((try row.get("choice"), try row.get("n")))
        }
        return try reading.all("SELECT * FROM room_poll WHERE event_id = \(event) ORDER BY created_at DESC, id DESC")
            .map {
                var poll = try RoomPollRecord($0)
                for (choice, count) in byPoll[poll.id] ?? [] where poll.counts.indices.contains(choice) {
                    poll.counts[choice] = count
                }
                return poll
            }
    }

    func poll(_ id: RoomPoll.ID, of event: Event.ID) throws -> RoomPollRecord {
        guard let poll = try polls(of: event).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return poll
    }

    func choices(of participant: Participant.ID, in event: Event.ID) throws -> [RoomPoll.ID: Int] {
        let rows = try reading.all(
            """
            SELECT a.poll_id, a.choice FROM room_poll_answer a JOIN room_poll p ON p.id = a.poll_id
            WHERE p.event_id = \(event) AND a.participant_id = \(participant)
            """)
        return try Dictionary(
            uniqueKeysWithValues: rows.map {
                (try $0.get("poll_id", as: RoomPoll.ID.self), try $0.get("choice", as: Int.self))
            })
    }

    static func insert(_ question: String, _ options: [String], in event: Event.ID, _ work: Work) throws -> RoomPoll.ID
    {
        let id: RoomPoll.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO room_poll (id, event_id, question, options, state, created_at, changed_at)
            VALUES (\(id), \(event), \(question), \(try JSONCoding.text(options)), \(RoomPollRecord.State.draft), \(work.now), \(work.now))
            """)
        return id
    }

    static func set(_ state: RoomPollRecord.State, of poll: RoomPoll.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE room_poll SET state = \(state), changed_at = \(now) WHERE id = \(poll)")
    }

    static func answer(
        _ poll: RoomPoll.ID, by participant: Participant.ID, _ choice: Int, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO room_poll_answer (poll_id, participant_id, choice, answered_at)
            VALUES (\(poll), \(participant), \(choice), \(now))
            ON CONFLICT (poll_id, participant_id) DO UPDATE SET choice = excluded.choice, answered_at = excluded.answered_at
            """)
    }
}
