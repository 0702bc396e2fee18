import Domain
import Storage
import Web

/// A design that a programme keeps.
struct DesignRecord: Sendable {
    let id: Design.ID
    let programme: Programme.ID
    let title: String
    let summary: String
    let steps: [DesignStep]
    let retiredAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        title = try row.get("title")
        summary = try row.get("summary")
        steps = try JSONCoding.value(try row.get("steps"))
        retiredAt = try row.get("retired_at")
    }
}

/// The SQL of the designs of programmes.
struct DesignStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By title, the retired ones last.
    func designs(of programme: Programme.ID) throws -> [DesignRecord] {
        try reading.all(
            """
            SELECT * FROM design WHERE programme_id = \(programme)
            ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, title, id
            """
        ).map(DesignRecord.init)
    }

    func design(_ id: Design.ID, in programme: Programme.ID) throws -> DesignRecord {
        guard
            let row = try reading.first("SELECT * FROM design WHERE id = \(id) AND programme_id = \(programme)")
        else { throw Refusal.notFound }
        return try DesignRecord(row)
    }

    static func insert(
        _ id: Design.ID, in programme: Programme.ID, title: String, summary: String, steps: [DesignStep], now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO design (id, programme_id, title, summary, steps, created_at)
            VALUES (\(id), \(programme), \(title), \(summary), \(try JSONCoding.text(steps)), \(now))
            """)
    }

    static func retire(_ id: Design.ID, at time: Int64?, _ tx: Transaction) throws {
        try tx.execute("UPDATE design SET retired_at = \(time) WHERE id = \(id)")
    }
}
