import Domain
import Foundation
import Markup
import Storage
import Web

/// A sector with its place in the fixed list of hues and shapes (1 …8).
struct SectorName: Sendable, Hashable {
    let code: String
    let name: String
    let hue: Int

    /// The three default sectors are translated as long as they keep their name; what somebody named stays as named.
    var label: Message {
        switch (code, name) {
        case ("health", "Health"): L("Health")
        case ("security", "Security and law enforcement"): L("Security and law enforcement")
        case ("civil-protection", "Civil protection"): L("Civil protection")
        default: .verbatim(name)
        }
    }

    /// Hue, shape and word.
    var html: HTML { "<span class=\"sector s\(hue)\">\(label)</span>" }
}

/// Names of territories in the interface's languages, by the CLDR; asked once each.
private enum RegionNames {
    private struct Region: Hashable {
        let code: String
        let language: Language
    }

    private static let known = Remembered<Region, String?>(most: 2_000)

    static func name(of code: String, _ language: Language) -> String? {
        guard language != .english else { return nil }
        return known.value(Region(code: code, language: language)) {
            Locale(identifier: language.rawValue).localizedString(forRegionCode: code)
        }
    }
}

/// Names of countries and sectors, for pages. Read once per page.
struct DirectoryNames: Sendable {
    /// Those in use, in their written order.
    let sectors: [SectorName]
    /// Also those that are retired: past votes and people still name them.
    private let everySector: [SectorName]
    private let countries: [String: String]

    /// - Parameter language: countries are named in it.
    init(_ reading: any Reading, language: Language = .current) throws {
        let stored = try reading.all("SELECT code, name, hue, retired_at FROM sector ORDER BY position").map {
            (
                name: SectorName(code: try $0.get("code"), name: try $0.get("name"), hue: try $0.get("hue")),
                isRetired: try $0.get("retired_at", as: Int64?.self) != nil
            )
        }
        sectors = stored.filter { !$0.isRetired }.map(\.name)
        everySector = stored.map(\.name)
        let rows = try reading.all("SELECT code, name_en, name_fr, name_ru, name_ar FROM country")
        countries = Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                let (code, english): (String, String) = (try row.get("code"), try row.get("name_en"))
                let name: String = try row.get("name_\(language.rawValue)")
                // The UN names no territories: what is left in English is named as the CLDR does.
                return (code, name == english ? RegionNames.name(of: code, language) ?? name : name)
            })
    }

    /// Another one where anything is called otherwise; within one run of the program.
    var fingerprint: Int {
        var hasher = Hasher()
        hasher.combine(everySector)
        hasher.combine(countries)
        return hasher.finalize()
    }

    func sector(_ code: String?) -> SectorName? { everySector.first { $0.code == code } }

    func country(_ code: String?) -> String? { code.flatMap { countries[$0] } }

    /// All countries by name, for choices.
    var allCountries: [(code: String, name: String)] {
        countries.map { (code: $0.key, name: $0.value) }.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
    }

    /// The choices of a form, with a first one for "not known".
    var countryOptions: [(value: String, label: Message)] {
        [(value: "", label: L("Not stated"))] + allCountries.map { (value: $0.code, label: .verbatim($0.name)) }
    }

    /// - Parameter kept: a retired sector that the form began with stays a choice.
    func sectorOptions(kept: String? = nil) -> [(value: String, label: Message)] {
        let offered = sectors + everySector.filter { $0.code == kept && !sectors.contains($0) }
        return [(value: "", label: L("Not stated"))] + offered.map { (value: $0.code, label: $0.label) }
    }

    /// The ISO code as a chip that tells its name.
    func chip(_ code: String?) -> HTML {
        guard let code else { return .empty }
        return "<abbr class=\"country\" title=\"\(country(code) ?? code)\">\(code)</abbr>"
    }

    /// Sector and country of somebody, as they stand under a contribution.
    func origin(sector: String?, country: String?) -> HTML {
        "\(self.sector(sector)?.html) \(chip(country))"
    }

    /// The regions with the codes of the countries that belong to them now.
    static func regions(_ reading: any Reading) throws -> [(code: String, name: String, countries: [String])] {
        let members = try reading.all(
            "SELECT region_id, country FROM region_country WHERE until IS NULL ORDER BY country")
        let byRegion = Dictionary(
            grouping: try members.map {
                (try $0.get("region_id", as: Region.ID.self), try $0.get("country", as: String.self))
            }
        ) {
            $0.0
        }
        return try reading.all("SELECT id, code, name FROM region ORDER BY name").map { row in
            let id: Region.ID = try row.get("id")
            return (try row.get("code"), try row.get("name"), byRegion[id, default: []].map(\.1))
        }
    }
}
