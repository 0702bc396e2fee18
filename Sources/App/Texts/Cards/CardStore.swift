import Domain
import Storage
import Web

/// A text that several devices write at once.
struct CardRecord: Sendable, Hashable {
    let id: Card.ID
    let event: Event.ID
    let place: CardPlace
    /// BCP 47.
    let language: String
    let text: String
    /// From 1; grows with each change.
    let revision: Int
    /// As ``Visitor/journalName``.
    let changedBy: String?
    let changedAt: Int64
    /// The name of who wrote last; nil if the program did.
    let writer: String?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        place = try row.get("place")
        language = try row.get("language")
        text = try row.get("text")
        revision = try row.get("revision")
        changedBy = try row.get("changed_by")
        changedAt = try row.get("changed_at")
        writer = try row.get("writer")
    }
}

/// A text that a card had: what one person wrote within half a minute.
struct CardRevision: Sendable, Hashable {
    let number: Int
    let text: String
    let changedBy: String?
    let begunAt: Int64
    let changedAt: Int64
    let writer: String?

    init(_ row: Row) throws {
        number = try row.get("number")
        text = try row.get("text")
        changedBy = try row.get("changed_by")
        begunAt = try row.get("begun_at")
        changedAt = try row.get("changed_at")
        writer = try row.get("writer")
    }
}

struct CardStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``.
    func card(_ id: Card.ID) throws -> CardRecord {
        guard let row = try reading.first("\(Self.cards) WHERE c.id = \(id)") else { throw Refusal.notFound }
        return try CardRecord(row)
    }

    /// All cards of a place, by id.
    func cards(of event: Event.ID, in place: CardPlace) throws -> [Card.ID: CardRecord] {
        let rows = try reading.all("\(Self.cards) WHERE c.event_id = \(event) AND c.place = \(place)")
        return Dictionary(uniqueKeysWithValues: try rows.map(CardRecord.init).map { ($0.id, $0) })
    }

    /// All cards of an event, by id: for pages and files that show many places.
    func cards(of event: Event.ID) throws -> [Card.ID: CardRecord] {
        let rows = try reading.all("\(Self.cards) WHERE c.event_id = \(event)")
        return Dictionary(uniqueKeysWithValues: try rows.map(CardRecord.init).map { ($0.id, $0) })
    }

    /// What the card was, newest first.
    func revisions(of id: Card.ID, limit: Int = 200) throws -> [CardRevision] {
        try reading.all("\(Self.revisions) WHERE c.card_id = \(id) ORDER BY c.number DESC LIMIT \(limit)")
            .map(CardRevision.init)
    }

    func revision(_ number: Int, of id: Card.ID) throws -> CardRevision? {
        try reading.first("\(Self.revisions) WHERE c.card_id = \(id) AND c.number = \(number)").map(CardRevision.init)
    }

    func lastRevision(of id: Card.ID) throws -> CardRevision? { try revisions(of: id, limit: 1).first }

    /// The names behind ``Visitor/journalName``, in the order of the alphabet; whoever has gone is left out.
    func names(of people: Set<String>) throws -> [String] {
        let ids = people.compactMap { $0.split(separator: ":").last.map(String.init) }
        return try reading.all(
            """
            SELECT name FROM participant WHERE id IN \(in: ids) UNION ALL SELECT name FROM account WHERE id IN \(in: ids)
            """
        ).map { try $0.get("name", as: String.self) }.sorted()
    }

    // changed_by is "participant:ID" or "account:ID"; what is cut at the other's length names nobody.
    private static let cards: SQL = """
        SELECT c.*, COALESCE(p.name, a.name) AS writer FROM card c
        LEFT JOIN participant p ON p.id = substr(c.changed_by, 13) LEFT JOIN account a ON a.id = substr(c.changed_by, 9)
        """
    private static let revisions: SQL = """
        SELECT c.*, COALESCE(p.name, a.name) AS writer FROM card_revision c
        LEFT JOIN participant p ON p.id = substr(c.changed_by, 13) LEFT JOIN account a ON a.id = substr(c.changed_by, 9)
        """

    static func insert(
        _ id: Card.ID, event: Event.ID, place: CardPlace, language: String, text: String, by actor: String?,
        at now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO card (id, event_id, place, language, text, revision, changed_by, changed_at)
            VALUES (\(id), \(event), \(place), \(language), \(text), 1, \(actor), \(now))
            """)
        try addRevision(id, 1, text, by: actor, at: now, tx)
    }

    static func setText(
        _ id: Card.ID, _ text: String, revision: Int, by actor: String?, at now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE card SET text = \(text), revision = \(revision), changed_by = \(actor), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func addRevision(
        _ id: Card.ID, _ number: Int, _ text: String, by actor: String?, at now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO card_revision (card_id, number, text, changed_by, begun_at, changed_at)
            VALUES (\(id), \(number), \(text), \(actor), \(now), \(now))
            """)
    }

    /// The newest revision goes on.
    static func replaceLastRevision(
        _ id: Card.ID, by number: Int, _ text: String, at now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE card_revision SET number = \(number), text = \(text), changed_at = \(now)
            WHERE card_id = \(id) AND number = (SELECT MAX(number) FROM card_revision WHERE card_id = \(id))
            """)
    }

    /// - Returns: false where this sending has come before.
    static func remember(_ key: String, of id: Card.ID, at now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.change(
            """
            INSERT INTO card_sending (card_id, key, sent_at) VALUES (\(id), \(key), \(now)) ON CONFLICT DO NOTHING
            """) == 1
    }

    static func forgetSendings(of id: Card.ID, before time: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM card_sending WHERE card_id = \(id) AND sent_at < \(time)")
    }
}
