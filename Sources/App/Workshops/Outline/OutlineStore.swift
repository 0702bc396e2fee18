import Domain
import Storage
import Web

/// What a statement of the outline is about.
enum OutlinePart: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case scope, audience, purpose, structure

    var label: Message {
        switch self {
        case .scope: L("Scope")
        case .audience: L("Target audience")
        case .purpose: L("Purpose")
        case .structure: L("Structure")
        }
    }

    /// What the room is asked.
    var question: Message {
        switch self {
        case .scope: L("What does the guide cover, and what not?")
        case .audience: L("Who is the guide for?")
        case .purpose: L("What should a reader be able to do with it?")
        case .structure: L("Which sections does the guide have?")
        }
    }
}

enum StatementState: String, CaseIterable, Sendable, SQLBindable, SQLDecodable { case proposed, agreed, dropped }

/// A statement of the outline with the words of its card.
struct OutlineStatementRecord: Sendable, Hashable {
    let id: OutlineStatement.ID
    let event: Event.ID
    let part: OutlinePart
    let card: Card.ID
    let state: StatementState
    /// From 1 within its part.
    let position: Int
    /// Who proposed it, where it came from a seat.
    let participant: Participant.ID?
    /// BCP 47.
    let language: String
    let text: String
    /// Of the card; ratings are of one revision.
    let revision: Int
    let createdAt: Int64
    let decidedAt: Int64?
    let decidedRevision: Int?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        part = try row.get("part")
        card = try row.get("card_id")
        state = try row.get("state")
        position = try row.get("position")
        participant = try row.get("participant_id")
        language = try row.get("language")
        text = try row.get("text")
        revision = try row.get("revision")
        createdAt = try row.get("created_at")
        decidedAt = try row.get("decided_at")
        decidedRevision = try row.get("decided_revision")
    }
}

/// One person's rating of a statement.
struct StatementRating: Sendable, Hashable {
    let statement: OutlineStatement.ID
    let participant: Participant.ID
    /// 1...9; nothing for "cannot judge".
    let rating: Int?
    let revision: Int
    /// Whether the words that were rated are the statement's present words.
    let isOfPresentWording: Bool
    let sector: String?
    let country: String?
}

/// All the SQL of the outline.
struct OutlineStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By part in the order of ``OutlinePart``, then by position; dropped ones too.
    func statements(of event: Event.ID) throws -> [OutlineStatementRecord] {
        let found = try records("s.event_id = \(event)")
        return OutlinePart.allCases.flatMap { part in found.filter { $0.part == part } }
    }

    /// - Throws: ``Refusal/notFound``.
    func statement(_ id: OutlineStatement.ID, in event: Event.ID) throws -> OutlineStatementRecord {
        guard let found = try records("s.id = \(id) AND s.event_id = \(event)").first else { throw Refusal.notFound }
        return found
    }

    /// What an author sent before under a key.
    func statement(of event: Event.ID, author: String?, key: String) throws -> OutlineStatementRecord? {
        try records("s.event_id = \(event) AND s.author = \(author) AND s.key = \(key)").first
    }

    private func records(_ condition: SQL) throws -> [OutlineStatementRecord] {
        try reading.all(
            """
            SELECT s.id, s.event_id, s.part, s.card_id, s.state, s.position, s.participant_id, s.created_at, s.decided_at,
                s.decided_revision, c.language, c.text, c.revision
            FROM outline_statement s JOIN card c ON c.id = s.card_id WHERE \(condition) ORDER BY s.position, s.created_at, s.id
            """
        ).map(OutlineStatementRecord.init)
    }

    /// All ratings of an event by those who may rate now, by statement.
    func ratings(of event: Event.ID) throws -> [OutlineStatement.ID: [StatementRating]] {
        let rows = try reading.all(
            """
            SELECT r.statement_id, r.participant_id, r.rating, r.revision, p.sector, p.country,
                CASE WHEN r.revision = c.revision OR v.text = c.text THEN 1 ELSE 0 END AS present
            FROM statement_rating r JOIN outline_statement s ON s.id = r.statement_id JOIN card c ON c.id = s.card_id
            JOIN participant p ON p.id = r.participant_id
            LEFT JOIN card_revision v ON v.card_id = c.id AND v.number = r.revision
            WHERE s.event_id = \(event) AND p.state <> 'removed' AND p.role IN ('participant', 'rapporteur')
            """)
        let ratings = try rows.map { row in
            StatementRating(
                statement: try row.get("statement_id"), participant: try row.get("participant_id"),
                rating: try row.get("rating"), revision: try row.get("revision"),
                isOfPresentWording: try row.get("present", as: Int.self) == 1, sector: try row.get("sector"),
                country: try row.get("country"))
        }
        return Dictionary(grouping: ratings, by: \.statement)
    }

    /// The part that the projector shows; nil if nobody has chosen.
    func shownPart(of event: Event.ID) throws -> OutlinePart? {
        guard
            let row = try reading.first(
                "SELECT outline_part FROM workshop WHERE id = \(EventPartStore.workshop(of: event))")
        else {
            throw Refusal.notFound
        }
        return try row.get("outline_part")
    }

    // MARK: Writing

    struct NewStatement {
        let id: OutlineStatement.ID
        let event: Event.ID
        let part: OutlinePart
        let card: Card.ID
        let participant: Participant.ID?
        let author: String?
        let key: String?
    }

    /// At the end of its part.
    static func insert(_ new: NewStatement, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO outline_statement (id, event_id, part, card_id, state, position, participant_id, author, key, created_at)
            SELECT \(new.id), \(new.event), \(new.part), \(new.card), 'proposed', COALESCE(MAX(position), 0) + 1,
                \(new.participant), \(new.author), \(new.key), \(now)
            FROM outline_statement WHERE event_id = \(new.event) AND part = \(new.part)
            """)
    }

    static func setState(
        _ id: OutlineStatement.ID, _ state: StatementState, revision: Int?, at time: Int64?, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE outline_statement SET state = \(state), decided_at = \(time), decided_revision = \(revision) WHERE id = \(id)
            """)
    }

    static func setPosition(_ id: OutlineStatement.ID, _ position: Int, _ tx: Transaction) throws {
        try tx.execute("UPDATE outline_statement SET position = \(position) WHERE id = \(id)")
    }

    /// The last one counts.
    static func rate(
        _ id: OutlineStatement.ID, _ participant: Participant.ID, _ rating: Int?, revision: Int, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO statement_rating (statement_id, participant_id, rating, revision, rated_at)
            VALUES (\(id), \(participant), \(rating), \(revision), \(now))
            ON CONFLICT (statement_id, participant_id) DO UPDATE SET rating = excluded.rating, revision = excluded.revision,
                rated_at = excluded.rated_at
            """)
    }

    static func setShownPart(_ event: Event.ID, _ part: OutlinePart, _ tx: Transaction) throws {
        try tx.execute("UPDATE workshop SET outline_part = \(part) WHERE id = \(EventPartStore.workshop(of: event))")
    }

    /// Who has rated every statement that is proposed.
    func ratedAll(in event: Event.ID) throws -> Set<Participant.ID> {
        let rows = try reading.all(
            """
            SELECT r.participant_id FROM statement_rating r JOIN outline_statement s ON s.id = r.statement_id
            WHERE s.event_id = \(event) AND s.state = 'proposed' GROUP BY r.participant_id
            HAVING COUNT(*) >= (SELECT COUNT(*) FROM outline_statement WHERE event_id = \(event) AND state = 'proposed')
            """)
        return Set(try rows.map { try $0.get("participant_id") })
    }
}
