import Domain
import Storage
import Web

struct «Noun»Record: Sendable, Hashable {
    let id: «Noun».ID
    let fields: «Noun»Fields
    let retiredAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        fields = try «Noun»Fields(row)
        retiredAt = try row.get("retired_at")
    }
}

/// Reads and writes «nouns».
struct «Noun»Store {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``, also for one of another place.
    func record(«_ owner, »_ id: «Noun».ID) throws -> «Noun»Record {
        guard let row = try reading.first("SELECT * FROM «table» WHERE id = \(id) AND «is own»") else {
            throw Refusal.notFound
        }
        return try «Noun»Record(row)
    }

    /// By «title word», without case and diacritics.
    func records(«_ owner, »includeRetired: Bool = false) throws -> [«Noun»Record] {
        let filter: SQL = includeRetired ? "" : "AND retired_at IS NULL"
        let records = try reading.all("SELECT * FROM «table» WHERE «is own» \(filter) ORDER BY id").map(«Noun»Record.init)
        return Folded.ordered(records) { $0.fields.«title» }
    }

    func count(«_ owner, »includeRetired: Bool = true) throws -> Int {
        let filter: SQL = includeRetired ? "" : "AND retired_at IS NULL"
        return try reading.first("SELECT COUNT(*) AS n FROM «table» WHERE «is own» \(filter)")?.get("n") ?? 0
    }

    func sent(«_ owner, »key: String) throws -> «Noun»Record? {
        try reading.first("SELECT * FROM «table» WHERE «is own» AND key = \(key)").map(«Noun»Record.init)
    }

    static func insert(
        _ id: «Noun».ID«, _ owner», _ fields: «Noun»Fields, key: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO «table» (id, «owner column»\(«Noun»Fields.columns), created_at, changed_at, key)
            VALUES (\(id), «owner value»\(fields.columnValues), \(now), \(now), \(key))
            """)
    }

    static func update(_ id: «Noun».ID, _ fields: «Noun»Fields, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE «table» SET \(fields.assignments), changed_at = \(now) WHERE id = \(id)")
    }

    static func setRetired(_ id: «Noun».ID, at time: Int64?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE «table» SET retired_at = \(time), changed_at = \(now) WHERE id = \(id)")
    }
}
