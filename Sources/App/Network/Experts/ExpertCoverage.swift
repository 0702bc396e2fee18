import Domain
import Storage
import Web

/// How many experts of each country know each area, of those whom the visitor sees.
struct ExpertCoverage: Sendable {
    let tree: AreaTree
    /// Those that somebody knows, and their neighbours: so that holes are seen.
    let areas: [AreaRecord]
    /// By their code.
    let countries: [String]
    private let counts: [Area.ID: [String: Int]]

    init(_ visit: Visit, _ reading: any Reading) throws {
        let tree = try AreaTree(reading)
        let seen = try SightStore(reading, visit).experts()
        var counts: [Area.ID: [String: Int]] = [:]
        var countries: Set<String> = []
        for expert in try KnownExpert.all(on: visit.now, reading) where seen.contains(expert.person.id) {
            guard let country = expert.person.fields.country else { continue }
            for area in Set(expert.profile.areas.keys.compactMap { tree.current($0)?.id }) {
                counts[area, default: [:]][country, default: 0] += 1
                countries.insert(country)
            }
        }
        let parents = Set(counts.keys.compactMap { tree.area($0)?.parent })
        areas = tree.inUse.filter { counts[$0.id] != nil || $0.parent.map { parents.contains($0) } ?? false }
        self.tree = tree
        self.counts = counts
        self.countries = countries.sorted()
    }

    func count(_ area: Area.ID, _ country: String) -> Int { counts[area]?[country] ?? 0 }

    var cells: Int { areas.count * countries.count }
    var filled: Int { areas.reduce(0) { sum, area in sum + countries.count { count(area.id, $0) > 0 } } }
}
