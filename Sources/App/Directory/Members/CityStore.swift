import Domain
import Storage
import Web

/// The SQL of cities.
struct CityStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By name, also those that are retired.
    func cities() throws -> [CityRecord] {
        try reading.all("SELECT * FROM city ORDER BY name, id").map(CityRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func city(_ id: City.ID) throws -> CityRecord {
        guard let row = try reading.first("SELECT * FROM city WHERE id = \(id)") else { throw Refusal.notFound }
        return try CityRecord(row)
    }

    func has(_ id: City.ID) throws -> Bool { try reading.first("SELECT id FROM city WHERE id = \(id)") != nil }

    func city(locode: String) throws -> CityRecord? {
        try reading.first("SELECT * FROM city WHERE locode = \(locode)").map(CityRecord.init)
    }

    func cities(in country: String) throws -> [CityRecord] {
        try reading.all("SELECT * FROM city WHERE country = \(country) ORDER BY name, id").map(CityRecord.init)
    }

    func insert(_ id: City.ID, _ fields: CityFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO city (id, \(CityFields.columns), created_at) VALUES (\(id), \(fields.columnValues), \(now))")
    }

    func update(_ id: City.ID, _ fields: CityFields, _ tx: Transaction) throws {
        try tx.execute("UPDATE city SET \(fields.assignments) WHERE id = \(id)")
    }

    func retire(_ id: City.ID, at: Int64?, _ tx: Transaction) throws {
        try tx.execute("UPDATE city SET retired_at = \(at) WHERE id = \(id)")
    }
}
