import Domain
import Storage
import Web

struct MaterialRecord: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable, Codable { case draft, released, withdrawn }

    let id: Material.ID
    let event: Event.ID
    let fields: MaterialFields
    let state: State
    /// From when on it may be read; perhaps still to come. Nothing for a draft.
    let releasedAt: Int64?
    let withdrawnAt: Int64?
    /// Why it was withdrawn.
    let reason: String
    let createdAt: Int64
    let changedAt: Int64
    /// The one that is given out.
    let file: KeptFileRecord
    /// Of the file that is given out, from 1.
    let number: Int
    let fileAddedAt: Int64

    /// - Parameter file: of it, where the row is of the material alone.
    init(_ row: Row, file: KeptFileRecord) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        fields = try MaterialFields(row)
        state = try State(rawValue: row.get("state")) ?? .draft
        releasedAt = try row.moment("released_at")
        withdrawnAt = try row.moment("withdrawn_at")
        reason = try row.get("reason")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
        self.file = file
        number = try row.get("number")
        fileAddedAt = try row.get("added_at")
    }

    func isOut(at now: Int64) -> Bool { state == .released && (releasedAt ?? .max) <= now }
}

/// One of the files that a material had.
struct MaterialFileRecord: Sendable {
    let number: Int
    let file: KeptFileRecord
    let addedAt: Int64
}

/// That somebody fetched a file.
struct MaterialFetchRecord: Sendable {
    let number: Int
    /// `account:ID` or `participant:ID`.
    let reader: String
    let fetchedAt: Int64
}

/// The SQL of materials.
struct MaterialStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    private static let newest: SQL = """
        SELECT m.*, f.number, f.file_id, f.added_at FROM material m JOIN material_file f ON f.material_id = m.id
            AND f.number = (SELECT MAX(number) FROM material_file WHERE material_id = m.id)
        """

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func material(_ event: Event.ID, _ id: Material.ID) throws -> MaterialRecord {
        guard let row = try reading.first("\(Self.newest) WHERE m.id = \(id) AND m.event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try record(row)
    }

    /// By title, without case and diacritics.
    func materials(of events: [Event.ID]) throws -> [MaterialRecord] {
        let records = try reading.all("\(Self.newest) WHERE m.event_id IN \(in: events) ORDER BY m.id").map(record)
        return Folded.ordered(records) { $0.fields.title }
    }

    func materials(_ ids: [Material.ID]) throws -> [MaterialRecord] {
        try reading.all("\(Self.newest) WHERE m.id IN \(in: ids) ORDER BY m.id").map(record)
    }

    func count(of event: Event.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM material WHERE event_id = \(event)", as: Int.self) ?? 0
    }

    func sent(_ event: Event.ID, key: String) throws -> MaterialRecord? {
        try reading.first("\(Self.newest) WHERE m.event_id = \(event) AND m.key = \(key)").map(record)
    }

    private func record(_ row: Row) throws -> MaterialRecord {
        try MaterialRecord(row, file: KeptFileStore(reading).file(row.get("file_id")))
    }

    /// Newest first.
    func files(of id: Material.ID) throws -> [MaterialFileRecord] {
        try reading.all("SELECT * FROM material_file WHERE material_id = \(id) ORDER BY number DESC").map { row in
            MaterialFileRecord(
                number: try row.get("number"), file: try KeptFileStore(reading).file(row.get("file_id")),
                addedAt: try row.get("added_at"))
        }
    }

    /// Newest first.
    func fetches(of id: Material.ID) throws -> [MaterialFetchRecord] {
        try reading.all(
            "SELECT * FROM material_fetch WHERE material_id = \(id) ORDER BY fetched_at DESC, number DESC, reader"
        ).map {
            MaterialFetchRecord(
                number: try $0.get("number"), reader: try $0.get("reader"), fetchedAt: try $0.get("fetched_at"))
        }
    }

    /// What those are called who fetched it, by how the journal names them.
    func names(of readers: Set<String>) throws -> [String: String] {
        var names: [String: String] = [:]
        for reader in readers {
            switch EventActor(reader) {
            case .account(let id): names[reader] = try AccountStore(reading).known(id)?.name
            case .participant(let id):
                names[reader] = try reading.value("SELECT name FROM participant WHERE id = \(id)", as: String.self)
            case .imported, nil: continue
            }
        }
        return names
    }

    /// Whose release is due and not yet told.
    func due(at now: Int64) throws -> [(event: Event.ID, id: Material.ID)] {
        try reading.all(
            """
            SELECT event_id, id FROM material WHERE state = 'released' AND NOT announced AND released_at <= \(now)
            ORDER BY released_at, id LIMIT 100
            """
        ).map { (try $0.get("event_id"), try $0.get("id")) }
    }

    static func insert(
        _ id: Material.ID, _ event: Event.ID, _ fields: MaterialFields, key: String?, by actor: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO material (id, event_id, \(MaterialFields.columns), state, announced, reason, created_by, created_at,
                changed_at, key)
            VALUES (\(id), \(event), \(fields.columnValues), 'draft', \(false), '', \(actor), \(now), \(now), \(key))
            """)
    }

    static func update(_ id: Material.ID, _ fields: MaterialFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE material SET \(fields.assignments), changed_at = \(now) WHERE id = \(id)")
    }

    static func addFile(
        _ file: KeptFile.ID, to id: Material.ID, by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO material_file (material_id, number, file_id, added_by, added_at)
            SELECT \(id), COALESCE(MAX(number), 0) + 1, \(file), \(actor), \(now) FROM material_file
            WHERE material_id = \(id)
            """)
        try tx.execute("UPDATE material SET changed_at = \(now) WHERE id = \(id)")
    }

    static func release(_ id: Material.ID, at time: Int64, announced: Bool, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE material SET state = 'released', released_at = \(time), announced = \(announced), withdrawn_at = NULL,
                reason = '', changed_at = \(now) WHERE id = \(id)
            """)
    }

    /// - Returns: whether it was not told before.
    static func announce(_ id: Material.ID, _ tx: Transaction) throws -> Bool {
        try tx.first(
            """
            UPDATE material SET announced = \(true) WHERE id = \(id) AND NOT announced AND state = 'released' RETURNING id
            """) != nil
    }

    static func withdraw(_ id: Material.ID, _ reason: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE material SET state = 'withdrawn', withdrawn_at = \(now), reason = \(reason), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// With all its files.
    static func remove(_ id: Material.ID, _ tx: Transaction) throws {
        let files = try MaterialStore(tx).files(of: id).map(\.file.id)
        try tx.execute("DELETE FROM material_fetch WHERE material_id = \(id)")
        try tx.execute("DELETE FROM material_file WHERE material_id = \(id)")
        try tx.execute("DELETE FROM material WHERE id = \(id)")
        for file in files {
            try MailStore.detach(file, tx)
            try KeptFileStore.remove(file, tx)
        }
    }

    static func noteFetch(_ id: Material.ID, _ number: Int, by reader: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO material_fetch (material_id, number, reader, fetched_at)
            VALUES (\(id), \(number), \(reader), \(now)) ON CONFLICT (material_id, number, reader) DO NOTHING
            """)
    }
}
