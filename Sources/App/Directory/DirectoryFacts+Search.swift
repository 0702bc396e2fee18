import Domain
import Storage
import Web

/// People as far as their own choice lets them be seen; organisations, countries, regions and sectors by who keeps the directory.
extension DirectoryFacts: SearchFeature {
    private static let person = SearchKind("person", order: 10, L("People"))
    private static let organisation = SearchKind("organisation", order: 20, L("Organisations"))
    private static let country = SearchKind("country", order: 180, L("Countries"))
    private static let city = SearchKind("city", order: 185, L("Cities"))
    private static let region = SearchKind("region", order: 190, L("Regions"))
    private static let sector = SearchKind("sector", order: 200, L("Sectors"))

    static var searchKinds: [SearchKind] { [person, organisation, country, city, region, sector] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let names = try DirectoryNames(reading)
        guard asked.keepsDirectory else { return [] }
        let store = try SightStore(reading, asked.visit)
        return try organisations(store, names) + cities(names, reading) + places(names, reading)
    }

    private struct ToldPeople: Hashable {
        let language: Language
        let opensPages: Bool
        /// Of countries and sectors.
        let names: Int
    }

    private static let told = SearchMemory<ToldPeople>(most: 200_000)

    static func keptSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchTold] {
        let seen = try SightStore(reading, asked.visit).peopleSeen()
        let opensPages = asked.keepsDirectory
        guard seen.count > few else { return try toldPeople(seen, opensPages: opensPages, reading) }
        // Who sees thousands is told from what was made of all of them, once for each commit.
        let key = "people to search in \(Language.current.rawValue), \(opensPages)"
        let all = try reading.remember(key) {
            let people = try toldPeople(nil, opensPages: opensPages, reading)
            return Dictionary(people.map { ($0.entry.id, $0) }) { first, _ in first }
        }
        return seen.compactMap { all[$0.description] }
    }

    private static let few = 500

    /// - Parameter people: nothing for everybody.
    private static func toldPeople(_ people: [Person.ID]?, opensPages: Bool, _ reading: any Reading) throws
        -> [SearchTold]
    {
        let names = try DirectoryNames(reading)
        let edition = ToldPeople(language: .current, opensPages: opensPages, names: names.fingerprint)
        return try told.told(PersonStore(reading).toSearch(people), in: edition) { rows in
            try rows.map { entry(try SearchedPerson($0), names, opensPages: opensPages) }
        }
    }

    private static func entry(_ one: SearchedPerson, _ names: DirectoryNames, opensPages: Bool) -> SearchEntry {
        var entry = SearchEntry(
            person, one.id, SearchText(one.name), in: .server, path: opensPages ? Paths.person(one.id) : nil)
        let country = names.country(one.country)
        let sector = names.sector(one.sector)
        entry.texts = [
            SearchText(one.organisation), SearchText(one.expertise.joined(separator: ", ")),
            // What those who keep the directory note of somebody is for them alone, as on the person's page.
            SearchText(opensPages ? one.note : ""), SearchText(country ?? ""),
            SearchText(sector?.label.string() ?? ""),
        ]
        entry.details = [country.map { .verbatim($0) }, sector?.label].compactMap { $0 }
        if !one.organisation.isEmpty { entry.details.append(.verbatim(one.organisation)) }
        return entry
    }

    private static func organisations(_ store: SightStore, _ names: DirectoryNames) throws -> [SearchEntry] {
        try store.organisationsToSearch().map { one in
            var entry = SearchEntry(
                organisation, one.id, SearchText(one.name), in: .server, path: Paths.organisation(one.id))
            entry.details = [names.country(one.country).map { .verbatim($0) }, names.sector(one.sector)?.label]
                .compactMap {
                    $0
                }
            return entry
        }
    }

    private static func cities(_ names: DirectoryNames, _ reading: any Reading) throws -> [SearchEntry] {
        try CityStore(reading).cities().map { one in
            var entry = SearchEntry(
                city, one.id, SearchText(one.name), in: .server, path: Paths.cityEditing(one.id))
            entry.texts = [SearchText(one.localName), SearchText(one.locode ?? "")]
            entry.details = names.country(one.country).map { [.verbatim($0)] } ?? []
            return entry
        }
    }

    private static func places(_ names: DirectoryNames, _ reading: any Reading) throws -> [SearchEntry] {
        let store = RegionStore(reading)
        let countries = try store.countryNames().map { one in
            let name = names.country(one.code) ?? one.code
            var entry = SearchEntry(
                country, one.code, SearchText(name), in: .server,
                path: "\(Paths.countries())?q=\(PercentCoding.encode(name))")
            // In any language.
            entry.texts = ([one.code, one.iso3] + one.names.filter { $0 != name }).map { SearchText($0) }
            return entry
        }
        let regions = try store.regions().map { one in
            var entry = SearchEntry(
                region, one.id, SearchText(one.label.string()), in: .server, path: Paths.region(one.id))
            entry.texts = [SearchText(one.name), SearchText(one.code), SearchText(one.city ?? "")]
            return entry
        }
        let sectors = names.sectors.map { one in
            var entry = SearchEntry(
                sector, one.code, SearchText(one.label.string()), in: .server, path: Paths.sectors())
            entry.texts = [SearchText(one.name)]
            return entry
        }
        return countries + regions + sectors
    }
}
