import Domain
import Storage
import Web

/// Areas of work as a tree: who knows them, and which records are of them.
enum AreaFacts: RoutedFeature, StoredFeature, JournalFeature, SearchFeature {
    static var routes: [Route] { AreaRoutes.all }
    static var api: [APIRoute] { AreaAPI.routes }

    static var tables: [TableFacts] {
        [
            TableFacts("area", search: .found(["name_en", "name_fr", "name_ru", "name_ar"])),
            TableFacts(
                "person_area", search: .left("who knows an area is found among the experts"),
                person: .rows(46, [.person("person_id")]), erasure: .deleted),
            TableFacts("record_area", search: .left("a record is found by its own words, and by its areas in lists")),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("area.creation", L("Area added")),
            JournalKind("area.change", L("Area changed")),
            JournalKind("area.retirement", L("Area retired")),
            JournalKind("area.return", L("Area restored")),
            JournalKind("area.starting-data", L("Areas loaded")),
        ]
    }

    private static let area = SearchKind("area", order: 195, L("Areas"))

    static var searchKinds: [SearchKind] { [area] }

    /// By the names in all languages, for whoever is signed in.
    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        guard asked.visit.visitor.account != nil else { return [] }
        return try AreaTree(reading).inUse.map { one in
            var entry = SearchEntry(
                area, one.id, SearchText(one.name()), in: .server, path: Paths.areas() + "#\(one.code)")
            entry.texts = one.names.all.filter { $0 != one.name() }.map { SearchText($0) }
            return entry
        }
    }
}
