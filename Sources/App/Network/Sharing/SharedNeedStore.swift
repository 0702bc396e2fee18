import Domain
import Storage
import Web

/// A need as stored, with the members that named it.
@dynamicMemberLookup
struct SharedNeedRecord: SharedRecord, Hashable {
    struct Naming: Sendable, Hashable {
        let member: MemberRef
        let note: String
        let namedAt: Int64
        /// Under which it was named.
        let mandate: Mandate.ID?
    }

    static let subject = RecordSubject.Kind.need

    let id: SharedNeed.ID
    let programme: Programme.ID
    let fields: SharedNeedFields
    let marking: String
    let state: SharedNeedState
    let event: Event.ID?
    let outcome: String
    /// The item of the thread from which it comes, as ``NeedSource/reference``.
    let source: String?
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    /// By when it was named.
    var namings: [Naming] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try SharedNeedFields(row)
        marking = try row.get("marking")
        state = SharedNeedState(rawValue: try row.get("state")) ?? .proposed
        event = try row.get("event_id")
        outcome = try row.get("outcome")
        source = try row.get("source")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<SharedNeedFields, Value>) -> Value { fields[keyPath: path] }

    var recordID: String { id.description }
    var members: Set<MemberRef> { Set(namings.map(\.member)) }
    var originators: Set<MemberRef> { members }
}

/// The SQL of shared needs.
struct SharedNeedStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Newest first.
    func needs(of programme: Programme.ID) throws -> [SharedNeedRecord] {
        try read("programme_id = \(programme)")
    }

    func needs(of programmes: [Programme.ID]) throws -> [SharedNeedRecord] {
        try read("programme_id IN \(in: programmes)")
    }

    func needs(_ ids: [SharedNeed.ID]) throws -> [SharedNeedRecord] { try read("id IN \(in: ids)") }

    /// - Throws: ``Refusal/notFound``.
    func need(_ id: SharedNeed.ID) throws -> SharedNeedRecord {
        guard let found = try read("id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    func sent(_ programme: Programme.ID, key: String) throws -> SharedNeedRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM shared_need WHERE programme_id = \(programme)") ?? 0
    }

    private func read(_ condition: SQL) throws -> [SharedNeedRecord] {
        var needs = try reading.all(
            "SELECT * FROM shared_need WHERE \(condition) ORDER BY created_at DESC, id"
        ).map(SharedNeedRecord.init)
        let rows = try reading.all(
            """
            SELECT need_id, member_kind, member, note, named_at, mandate_id FROM need_naming
            WHERE need_id IN \(in: needs.map(\.id)) ORDER BY named_at, member_kind, member
            """)
        var namings: [SharedNeed.ID: [SharedNeedRecord.Naming]] = [:]
        for row in rows {
            guard let member = try row.member("member_kind", "member") else { continue }
            namings[try row.get("need_id"), default: []].append(
                .init(
                    member: member, note: try row.get("note"), namedAt: try row.get("named_at"),
                    mandate: try row.get("mandate_id")))
        }
        for index in needs.indices { needs[index].namings = namings[needs[index].id, default: []] }
        return needs
    }

    /// What the event is called where a need became a topic, and how it is marked.
    func event(_ event: Event.ID) throws -> (title: String, marking: String)? {
        try reading.first("SELECT title, marking FROM event WHERE id = \(event)").map {
            (try $0.get("title"), try $0.get("marking"))
        }
    }

    static func insert(
        _ id: SharedNeed.ID, _ fields: SharedNeedFields, _ marking: String, in programme: Programme.ID,
        source: String?, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO shared_need (id, programme_id, \(SharedNeedFields.columns), marking, state, outcome, source, created_by,
                created_at, changed_at, key)
            VALUES (\(id), \(programme), \(fields.columnValues), \(marking), 'proposed', '', \(source), \(work.actor),
                \(work.now), \(work.now), \(key))
            """)
    }

    static func update(_ id: SharedNeed.ID, _ fields: SharedNeedFields, _ marking: String, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE shared_need SET \(fields.assignments), marking = \(marking), changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func set(_ state: SharedNeedState, of id: SharedNeed.ID, event: Event.ID?, outcome: String, _ work: Work)
        throws
    {
        try work.tx.execute(
            """
            UPDATE shared_need SET state = \(state), event_id = \(event), outcome = \(outcome), changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    static func name(
        _ id: SharedNeed.ID, _ member: MemberRef, note: String, under mandate: Mandate.ID?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO need_naming (need_id, member_kind, member, note, named_by, mandate_id, named_at)
            VALUES (\(id), \(member.kind), \(member.ref), \(note), \(work.actor), \(mandate), \(work.now))
            ON CONFLICT (need_id, member_kind, member) DO UPDATE SET note = excluded.note, named_by = excluded.named_by,
                mandate_id = excluded.mandate_id
            """)
    }

    static func unname(_ id: SharedNeed.ID, _ member: MemberRef, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM need_naming WHERE need_id = \(id) AND member_kind = \(member.kind) AND member = \(member.ref)")
    }
}
