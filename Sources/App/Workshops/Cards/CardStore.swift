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

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        place = try row.get("place")
        language = try row.get("language")
        text = try row.get("text")
        revision = try row.get("revision")
        changedBy = try row.get("changed_by")
        changedAt = try row.get("changed_at")
    }
}

struct CardStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``.
    func card(_ id: Card.ID) throws -> CardRecord {
        guard let row = try reading.first("SELECT * FROM card WHERE id = \(id)") else { throw Refusal.notFound }
        return try CardRecord(row)
    }

    /// All cards of a place, by id.
    func cards(of event: Event.ID, in place: CardPlace) throws -> [Card.ID: CardRecord] {
        let rows = try reading.all("SELECT * FROM card WHERE event_id = \(event) AND place = \(place)")
        return Dictionary(uniqueKeysWithValues: try rows.map(CardRecord.init).map { ($0.id, $0) })
    }

    /// All cards of an event, by id: for pages and files that show many places.
    func cards(of event: Event.ID) throws -> [Card.ID: CardRecord] {
        let rows = try reading.all("SELECT * FROM card WHERE event_id = \(event)")
        return Dictionary(uniqueKeysWithValues: try rows.map(CardRecord.init).map { ($0.id, $0) })
    }

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
        try tx.execute(
            """
            INSERT INTO card_revision (card_id, number, text, changed_by, changed_at)
            VALUES (\(id), 1, \(text), \(actor), \(now))
            """)
    }
}
