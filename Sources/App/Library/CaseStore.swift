import Domain
import Storage
import Web

/// A past event or exercise, as evidence.
struct CaseRecord: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable, Codable { case event, exercise }

    let id: Case.ID
    let programme: Programme.ID
    /// Where it was added; nothing where an organiser added it to the library.
    let event: Event.ID?
    let kind: Kind
    let title: String
    /// ISO 8601, also only a year or a month.
    let happenedOn: String
    let place: String
    let country: String?
    let summary: String
    let marking: String
    let source: String
    let link: String
    /// BCP 47.
    let language: String
    /// As ``Visitor/journalName``.
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    let retiredAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        event = try row.get("event_id")
        kind = try row.get("kind")
        title = try row.get("title")
        happenedOn = try row.get("happened_on")
        place = try row.get("place")
        country = try row.get("country")
        summary = try row.get("summary")
        marking = try row.get("marking")
        source = try row.get("source")
        link = try row.get("link")
        language = try row.get("language")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
        retiredAt = try row.get("retired_at")
    }

    /// As a choice shows it, and as a typed choice is found again: "Explosion at a fertiliser store (2021, BE)".
    var label: String { "\(title) (\(([happenedOn] + (country.map { [$0] } ?? [])).joined(separator: ", ")))" }

    /// Whether all words of a search stand in it, without case and diacritics.
    func matches(_ query: String) -> Bool {
        let words = Folded.text(query).split { !$0.isLetter && !$0.isNumber }
        guard !words.isEmpty else { return true }
        let text = Folded.text("\(title) \(happenedOn) \(place) \(country ?? "") \(summary) \(source)")
        return words.allSatisfy(text.contains)
    }
}

extension CaseRecord.Kind: SQLBindable, SQLDecodable, ChoiceType {}

/// Reads and writes the cases of programmes.
struct CaseStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Retired ones too.
    func count(in programme: Programme.ID) throws -> Int {
        try reading.first("SELECT COUNT(*) AS n FROM past_case WHERE programme_id = \(programme)")?.get("n") ?? 0
    }

    /// - Throws: ``Refusal/notFound``.
    func record(_ id: Case.ID) throws -> CaseRecord {
        guard let row = try reading.first("SELECT * FROM past_case WHERE id = \(id)") else { throw Refusal.notFound }
        return try CaseRecord(row)
    }

    /// The library, newest event or exercise first.
    func cases(of programme: Programme.ID, includeRetired: Bool = false) throws -> [CaseRecord] {
        let filter: SQL = includeRetired ? "" : "AND retired_at IS NULL"
        return try reading.all(
            """
            SELECT * FROM past_case WHERE programme_id = \(programme) \(filter) ORDER BY happened_on DESC, title, id
            """
        ).map(CaseRecord.init)
    }

    /// These cases, by id; also retired ones.
    func cases(_ ids: some Sequence<Case.ID>) throws -> [Case.ID: CaseRecord] {
        let rows = try reading.all("SELECT * FROM past_case WHERE id IN \(in: Array(Set(ids)))")
        return Dictionary(uniqueKeysWithValues: try rows.map(CaseRecord.init).map { ($0.id, $0) })
    }

    func sent(_ programme: Programme.ID, key: String) throws -> CaseRecord? {
        try reading.first("SELECT * FROM past_case WHERE programme_id = \(programme) AND key = \(key)").map(
            CaseRecord.init)
    }
}

/// Writing cases.
extension CaseStore {
    /// Where a new case comes from.
    struct Origin {
        let programme: Programme.ID
        let event: Event.ID?
        let actor: String?
        let key: String?
    }

    static func insert(_ id: Case.ID, _ fields: CaseFields, from origin: Origin, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO past_case (id, programme_id, event_id, kind, title, happened_on, place, country, summary, marking, source,
                link, language, created_by, created_at, changed_at, key)
            VALUES (\(id), \(origin.programme), \(origin.event), \(fields.kind), \(fields.title), \(fields.happenedOn), \(fields.place),
                \(fields.country), \(fields.summary), \(fields.marking), \(fields.source), \(fields.link), \(fields.language),
                \(origin.actor), \(now), \(now), \(origin.key))
            """)
    }

    static func update(_ id: Case.ID, _ fields: CaseFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE past_case SET kind = \(fields.kind), title = \(fields.title), happened_on = \(fields.happenedOn),
                place = \(fields.place), country = \(fields.country), summary = \(fields.summary), marking = \(fields.marking),
                source = \(fields.source), link = \(fields.link), language = \(fields.language), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func setRetired(_ id: Case.ID, at time: Int64?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE past_case SET retired_at = \(time), changed_at = \(now) WHERE id = \(id)")
    }

    static func delete(_ id: Case.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM past_case WHERE id = \(id)")
    }
}
