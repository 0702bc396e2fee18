import Domain
import Storage
import Web

/// What somebody from outside says of one indicator of a country.
struct NeedsOutsideRecord: Sendable, Hashable {
    let country: String
    let indicator: String
    /// Such as an assessment and its year.
    let source: String
    let value: Int
    /// ISO 8601, or empty.
    let saidOn: String
}

/// The SQL of outside values.
struct NeedsOutsideStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By country, indicator and source.
    func values(of cycle: NeedsCycle.ID) throws -> [NeedsOutsideRecord] { try read("cycle_id = \(cycle)") }

    func values(of cycle: NeedsCycle.ID, _ country: String) throws -> [NeedsOutsideRecord] {
        try read("cycle_id = \(cycle) AND country = \(country)")
    }

    private func read(_ condition: SQL) throws -> [NeedsOutsideRecord] {
        try reading.all("SELECT * FROM needs_outside WHERE \(condition) ORDER BY country, indicator, source").map {
            NeedsOutsideRecord(
                country: try $0.get("country"), indicator: try $0.get("indicator"), source: try $0.get("source"),
                value: try $0.get("value"), saidOn: try $0.get("said_on"))
        }
    }

    static func keep(_ records: [NeedsOutsideRecord], of cycle: NeedsCycle.ID, _ work: Work) throws {
        for start in stride(from: 0, to: records.count, by: 200) {
            let rows = records[start..<min(start + 200, records.count)].map { one -> SQL in
                "(\(cycle), \(one.country), \(one.indicator), \(one.source), \(one.value), \(one.saidOn), \(work.actor), \(work.now))"
            }
            try work.tx.execute(
                """
                INSERT INTO needs_outside (cycle_id, country, indicator, source, value, said_on, taken_by, taken_at)
                VALUES \(rows.joined())
                ON CONFLICT (cycle_id, country, indicator, source) DO UPDATE SET value = excluded.value,
                    said_on = excluded.said_on, taken_by = excluded.taken_by, taken_at = excluded.taken_at
                """)
        }
    }

    /// - Returns: how many there were.
    static func remove(_ source: String, of cycle: NeedsCycle.ID, _ tx: Transaction) throws -> Int {
        Int(try tx.change("DELETE FROM needs_outside WHERE cycle_id = \(cycle) AND source = \(source)"))
    }
}
