import Domain
import Foundation
import Storage
import Web

/// What a new installation begins with: the countries of ISO 3166-1, the eight CBRN CoE regions with their partner countries as
/// public pages name them, and the three default sectors. Whoever keeps the directory changes all of it later.
public enum StartingData {
    /// Since when a country belongs to a region where nobody has said so: the earliest date there is, shown as "not known".
    static let unknownSince = "0001-01-01"

    static let unconfirmed = "Named by public pages, not confirmed"

    /// The three sectors, in the order of their hues and shapes.
    static let sectors: [(code: String, name: String)] = [
        ("health", "Health"), ("security", "Security and law enforcement"), ("civil-protection", "Civil protection"),
    ]

    /// Adds what is missing and changes nothing that is there: running it twice does no harm.
    public static func load(_ tx: Transaction, environment: Environment) throws {
        try StartingDataStore(tx).add(countries: countries())
        for (index, sector) in sectors.enumerated() {
            try StartingDataStore(tx).add(sector: sector.code, name: sector.name, number: index + 1)
        }
        try AreaSeed.load(tx)
        let file = try regionFile()
        let codes = try StartingDataStore(tx).codesByISO3()
        for region in file.regions {
            let id = try StartingDataStore(tx).add(
                region: environment.id(Identifier<Region>.self), code: region.code, name: region.name,
                city: region.secretariatCity,
                host: codes[region.hostCountry])
            for member in region.members {
                guard let country = codes[member.iso3] else { continue }
                try StartingDataStore(tx).add(
                    member: country, to: id, since: unknownSince,
                    remark: member.status == "confirmed" ? nil : unconfirmed)
            }
        }
    }

    /// At the start of the program: only where there is no country yet, so that a removed region does not come back.
    static func loadIfEmpty(_ database: Database, environment: Environment) async throws {
        let (isEmpty, hasNoArea) = try await database.read {
            (try StartingDataStore($0).hasNoCountry(), try AreaStore($0).hasNone())
        }
        guard isEmpty else {
            if hasNoArea { try await loadAreas(database, environment: environment) }
            return
        }
        try await database.write { tx in
            try load(tx, environment: environment)
            try StartingDataStore(tx).startDirectoryRule(years: 3)
            try tx.append(
                JournalEntry(
                    time: environment.now(), actor: nil, scope: Scope.directory.description, subject: "directory",
                    kind: "directory.starting-data"))
        }
    }

    /// Into a database from before there were areas.
    private static func loadAreas(_ database: Database, environment: Environment) async throws {
        try await database.write { tx in
            guard try AreaStore(tx).hasNone() else { return }
            try AreaSeed.load(tx)
            try tx.append(
                JournalEntry(
                    time: environment.now(), actor: nil, scope: Scope.directory.description, subject: "directory",
                    kind: "area.starting-data"))
        }
    }

    struct CountryRow: Sendable, Hashable {
        let code: String
        let iso3: String
        /// In the order of the columns: English, French, Russian, Arabic.
        let names: [String]
    }

    /// English by CLDR, the others by the UN; where the UN has no name, English.
    static func countries() throws -> [CountryRow] {
        var reader = CSVReader(Asset.named("countries.csv")?.text ?? "", separator: ",")
        return try reader.all().dropFirst().filter { $0.fields.count == 7 }.map { record in
            let fields = record.fields
            let english = fields[2].isEmpty ? plainName(fields[3]) : fields[2]
            let others = fields[4...6].map { $0.isEmpty ? english : plainName($0) }
            return CountryRow(code: fields[0], iso3: fields[1], names: [english] + others)
        }
    }

    /// A UN short name without its article in brackets and footnote stars: `Afghanistan (l')` is `Afghanistan`.
    static func plainName(_ name: String) -> String {
        var name = name.trimmed
        while name.hasSuffix("*") { name = String(name.dropLast()).trimmed }
        for article in ["(le)", "(la)", "(les)", "(l')", "(l’)", "(the)"] where name.hasSuffix(article) {
            name = String(name.dropLast(article.count)).trimmed
        }
        return name
    }

    private struct RegionFile: Decodable {
        let regions: [RegionEntry]
    }

    private struct RegionEntry: Decodable {
        let code: String
        let name: String
        let secretariatCity: String
        let hostCountry: String
        let members: [MemberEntry]

        enum CodingKeys: String, CodingKey {
            case code, name, members
            case secretariatCity = "secretariat_city"
            case hostCountry = "host_country"
        }
    }

    private struct MemberEntry: Decodable {
        let iso3: String
        let status: String
    }

    private static func regionFile() throws -> RegionFile {
        try JSONCoding.value(Asset.named("coe-regions.json")?.text ?? "{}", as: RegionFile.self)
    }
}

/// The SQL of the starting data.
private struct StartingDataStore {
    private let reading: any Reading
    private let tx: Transaction?

    init(_ reading: any Reading) {
        self.reading = reading
        tx = reading as? Transaction
    }

    func hasNoCountry() throws -> Bool { try reading.first("SELECT code FROM country LIMIT 1") == nil }

    func codesByISO3() throws -> [String: String] {
        let rows = try reading.all("SELECT code, iso3 FROM country")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("iso3"), try $0.get("code")) })
    }

    func add(countries: [StartingData.CountryRow]) throws {
        let rows = countries.map { country -> SQL in
            let names = country.names
            return "(\(country.code), \(country.iso3), \(names[0]), \(names[1]), \(names[2]), \(names[3]))"
        }
        guard !rows.isEmpty else { return }
        try tx?.execute(
            """
            INSERT INTO country (code, iso3, name_en, name_fr, name_ru, name_ar) VALUES \(rows.joined())
            ON CONFLICT DO NOTHING
            """)
    }

    /// How long people stay in the directory whom nothing needs; see `DirectoryRetention`, which comes later in the order of features.
    func startDirectoryRule(years: Int) throws {
        try tx?.execute(
            "INSERT INTO setting (name, value) VALUES ('directory-years', \(String(years))) ON CONFLICT (name) DO NOTHING"
        )
    }

    func add(sector code: String, name: String, number: Int) throws {
        try tx?.execute(
            """
            INSERT INTO sector (code, name, position, hue, retired_at) VALUES (\(code), \(name), \(number), \(number), NULL)
            ON CONFLICT DO NOTHING
            """)
    }

    /// - Returns: the id of the region with that code, new or not.
    func add(region id: Region.ID, code: String, name: String, city: String, host: String?) throws -> Region.ID {
        try tx?.execute(
            """
            INSERT INTO region (id, code, name, city, host_country) VALUES (\(id), \(code), \(name), \(city), \(host))
            ON CONFLICT DO NOTHING
            """)
        return try reading.first("SELECT id FROM region WHERE code = \(code)")?.get("id") ?? id
    }

    func add(member country: String, to region: Region.ID, since: String, remark: String?) throws {
        try tx?.execute(
            """
            INSERT INTO region_country (region_id, country, since, until, remark, is_home)
            VALUES (\(region), \(country), \(since), NULL, \(remark),
                NOT EXISTS (SELECT h.country FROM region_country h WHERE h.country = \(country) AND h.until IS NULL))
            ON CONFLICT DO NOTHING
            """)
    }
}
