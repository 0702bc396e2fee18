import Domain
import Storage
import Web

struct RegionRecord: Sendable, Hashable {
    let id: App.Region.ID
    let code: String
    let name: String
    let city: String?
    let host: String?
}

/// A country's time in a region.
struct RegionMembership: Sendable, Hashable {
    let region: App.Region.ID
    let country: String
    /// ISO date; ``StartingData/unknownSince`` where nobody has said.
    let since: String
    /// The last day; nothing while it lasts.
    let until: String?
    let remark: String?
    /// What is told by regions counts the country here, and in no other region of its.
    var isHome = false

    func isCurrent(on day: String) -> Bool { since <= day && (until.map { day <= $0 } ?? true) }
}

/// The SQL of countries and regions.
struct RegionStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func regions() throws -> [RegionRecord] {
        try reading.all("SELECT * FROM region ORDER BY name, id").map(Self.record)
    }

    func region(_ id: App.Region.ID) throws -> RegionRecord {
        guard let row = try reading.first("SELECT * FROM region WHERE id = \(id)") else { throw Refusal.notFound }
        return try Self.record(row)
    }

    private static func record(_ row: Row) throws -> RegionRecord {
        RegionRecord(
            id: try row.get("id"), code: try row.get("code"), name: try row.get("name"), city: try row.get("city"),
            host: try row.get("host_country"))
    }

    /// - Parameter region: nothing for all.
    func memberships(of region: App.Region.ID? = nil) throws -> [RegionMembership] {
        let filter: SQL = if let region { "WHERE region_id = \(region)" } else { "" }
        return try reading.all("SELECT * FROM region_country \(filter) ORDER BY country, since").map {
            RegionMembership(
                region: try $0.get("region_id"), country: try $0.get("country"), since: try $0.get("since"),
                until: try $0.get("until"), remark: try $0.get("remark"), isHome: try $0.get("is_home"))
        }
    }

    func iso3() throws -> [String: String] {
        let rows = try reading.all("SELECT code, iso3 FROM country")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("code"), try $0.get("iso3")) })
    }

    /// Each country with its names in all languages.
    func countryNames() throws -> [(code: String, iso3: String, names: [String])] {
        try reading.all("SELECT * FROM country").map { row in
            let names = try ["name_en", "name_fr", "name_ru", "name_ar"].map { try row.get($0, as: String.self) }
            return (try row.get("code"), try row.get("iso3"), names)
        }
    }

    func insert(_ membership: RegionMembership, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO region_country (region_id, country, since, until, remark, is_home)
            VALUES (\(membership.region), \(membership.country), \(membership.since), \(membership.until), \(membership.remark),
                \(membership.isHome))
            """)
    }

    /// The home region of each country on a day; nothing for one that is in none.
    func homes(on day: String) throws -> [String: App.Region.ID] {
        let current = try memberships().filter { $0.isCurrent(on: day) }
        let byCountry = Dictionary(grouping: current, by: \.country)
        return byCountry.compactMapValues { ($0.first(where: \.isHome) ?? $0.first)?.region }
    }

    /// The country's home is there alone.
    func setHome(_ country: String, _ region: App.Region.ID, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE region_country SET is_home = (region_id = \(region)) WHERE country = \(country)")
    }

    func end(_ membership: RegionMembership, until: String, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE region_country SET until = \(until) WHERE region_id = \(membership.region) AND country = \(membership.country)
            AND since = \(membership.since)
            """)
    }
}
