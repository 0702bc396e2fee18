import Domain
import Storage
import Web

/// A past event or exercise, or a practice that somebody saw at work, as evidence.
@dynamicMemberLookup
struct CaseRecord: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable, Codable { case event, exercise, practice }

    let id: Case.ID
    let programme: Programme.ID
    /// Where it was added; nil if an organiser added it to the library.
    let event: Event.ID?
    let fields: CaseFields
    /// Of a practice: what it needs to work elsewhere.
    let conditions: String
    /// Of a practice: the member that shares it.
    let owner: MemberRef?
    /// As ``Visitor/journalName``.
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    let retiredAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        event = try row.get("event_id")
        fields = try CaseFields(row)
        conditions = try row.get("conditions")
        let (ownerKind, ownerRef): (String?, String?) = (try row.get("owner_kind"), try row.get("owner"))
        owner = MemberRef("\(ownerKind ?? ""):\(ownerRef ?? "")")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
        retiredAt = try row.get("retired_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<CaseFields, Value>) -> Value { fields[keyPath: path] }

    var kind: Kind { Kind(rawValue: fields.kind) ?? .event }

    /// As a choice shows it, and as a typed choice is found again: "Explosion at a fertiliser store (2021, BE)".
    var label: String {
        "\(fields.title) (\(([fields.happenedOn] + (fields.country.map { [$0] } ?? [])).joined(separator: ", ")))"
    }

    /// Whether all words of a search stand in it, without case and diacritics.
    func matches(_ query: SearchQuery) -> Bool {
        let told = [
            fields.title, fields.happenedOn, fields.place, fields.country ?? "", fields.summary, fields.source,
            conditions,
        ]
        return query.isIn(told.joined(separator: " "))
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

    /// What is searched of those that are not retired, with what decides who reads them. What they tell is in one column.
    func casesToSearch() throws -> [(sight: CaseSight, words: String)] {
        try reading.all(
            """
            SELECT id, programme_id, event_id, owner_kind, owner, created_by, marking, retired_at,
                programme_id || '\u{1F}' || title || '\u{1F}' || happened_on || '\u{1F}' || place || '\u{1F}' || COALESCE(country, '') || '\u{1F}' || marking
                || '\u{1F}' || language || '\u{1F}' || source || '\u{1F}' || conditions || '\u{1F}' || summary AS words
            FROM past_case WHERE programme_id IN (SELECT id FROM programme) AND retired_at IS NULL
            """
        ).map { (try CaseSight($0), try $0.get("words")) }
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
            INSERT INTO past_case (id, programme_id, event_id, \(CaseFields.columns), created_by, created_at, changed_at, key)
            VALUES (\(id), \(origin.programme), \(origin.event), \(fields.columnValues), \(origin.actor), \(now), \(now),
                \(origin.key))
            """)
    }

    static func update(_ id: Case.ID, _ fields: CaseFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE past_case SET \(fields.assignments), changed_at = \(now) WHERE id = \(id)")
    }

    static func setRetired(_ id: Case.ID, at time: Int64?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE past_case SET retired_at = \(time), changed_at = \(now) WHERE id = \(id)")
    }

    static func delete(_ id: Case.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM past_case WHERE id = \(id)")
    }
}
