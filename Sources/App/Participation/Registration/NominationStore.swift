import Domain
import Storage
import Web

/// Somebody whom a country, a city or an organisation sends, as stored. What is decided of them stands in their registration.
@dynamicMemberLookup
struct NominationRecord: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case draft, submitted, replaced, withdrawn
    }

    let id: Nomination.ID
    let event: Event.ID
    let behalf: Behalf
    let mandate: Mandate.ID?
    let person: Person.ID?
    /// From 1, in the nominator's own order; one of each rank among those that are drafts or submitted.
    let rank: Int
    let state: State
    let fields: NominationFields
    let region: App.Region.ID?
    let submittedAt: Int64?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        behalf = Behalf(kind: try row.get("behalf_kind"), code: try row.get("behalf"))
        mandate = try row.get("mandate_id")
        person = try row.get("person_id")
        rank = try row.get("rank")
        state = try row.get("state")
        fields = try NominationFields(row)
        region = try row.get("region_id")
        submittedAt = try row.get("submitted_at")
        createdAt = try row.get("created_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<NominationFields, Value>) -> Value { fields[keyPath: path] }

    /// Neither replaced nor withdrawn.
    var isOpen: Bool { state == .draft || state == .submitted }
}

/// The SQL of nominations.
struct NominationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Parameter behalf: nothing for everybody's.
    func nominations(of event: Event.ID, behalf: Behalf? = nil) throws -> [NominationRecord] {
        let filter: SQL =
            if let behalf { "AND behalf_kind = \(behalf.kind) AND behalf = \(behalf.code)" } else { "" }
        return try reading.all(
            "SELECT * FROM nomination WHERE event_id = \(event) \(filter) ORDER BY behalf_kind, behalf, rank, created_at, id"
        ).map(NominationRecord.init)
    }

    /// Drafts and submitted ones, in their order.
    func open(in event: Event.ID, behalf: Behalf) throws -> [NominationRecord] {
        try nominations(of: event, behalf: behalf).filter(\.isOpen)
    }

    /// Of the last that is a draft or submitted; 0 where there is none.
    func lastRank(in event: Event.ID, behalf: Behalf) throws -> Int {
        try reading.value(
            """
            SELECT rank FROM nomination WHERE event_id = \(event) AND behalf_kind = \(behalf.kind) AND behalf = \(behalf.code)
            AND state IN ('draft', 'submitted') ORDER BY rank DESC LIMIT 1
            """, as: Int.self) ?? 0
    }

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func nomination(_ id: Nomination.ID, in event: Event.ID) throws -> NominationRecord {
        guard let row = try reading.first("SELECT * FROM nomination WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try NominationRecord(row)
    }

    /// Nothing where there is none.
    func known(_ id: Nomination.ID) throws -> NominationRecord? {
        try reading.first("SELECT * FROM nomination WHERE id = \(id)").map(NominationRecord.init)
    }

    // MARK: Writing

    static func insert(
        _ id: Nomination.ID, in event: Event.ID, _ behalf: Behalf, mandate: Mandate.ID?, _ fields: NominationFields,
        region: App.Region.ID?, rank: Int, by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO nomination (id, event_id, behalf_kind, behalf, mandate_id, person_id, rank, state, \(NominationFields.columns),
                region_id, nominated_by, created_at, submitted_at, changed_at)
            VALUES (\(id), \(event), \(behalf.kind), \(behalf.code), \(mandate), NULL, \(rank), 'draft', \(fields.columnValues), \(region),
                \(actor), \(now), NULL, \(now))
            """)
    }

    static func update(
        _ id: Nomination.ID, _ fields: NominationFields, region: App.Region.ID?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            "UPDATE nomination SET \(fields.assignments), region_id = \(region), changed_at = \(now) WHERE id = \(id)")
    }

    static func submit(
        _ id: Nomination.ID, person: Person.ID?, mandate: Mandate.ID?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE nomination SET state = 'submitted', submitted_at = \(now), person_id = \(person),
                mandate_id = COALESCE(\(mandate), mandate_id), changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func set(_ state: NominationRecord.State, of id: Nomination.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE nomination SET state = \(state), changed_at = \(now) WHERE id = \(id)")
    }

    static func set(region: App.Region.ID, of id: Nomination.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE nomination SET region_id = \(region) WHERE id = \(id)")
    }

    static func set(rank: Int, of id: Nomination.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE nomination SET rank = \(rank), changed_at = \(now) WHERE id = \(id)")
    }
}
