import Domain
import Storage
import Web

/// How many experts of each country know each area, of those whom the visitor sees.
struct ExpertCoverage: Sendable {
    let tree: AreaTree
    /// Those that somebody knows, and their neighbours: so that holes are seen.
    let areas: [AreaRecord]
    /// By their code: those of which somebody is an expert, or all that belong to the programme.
    let countries: [String]
    /// By whose countries it can be asked: those of the visitor that have any, by title.
    let programmes: [(id: Programme.ID, title: String)]
    /// Of whose countries it is; nothing for all.
    let programme: Programme.ID?
    private let counts: [Area.ID: [String: Int]]

    /// - Parameter asked: a programme of the visitor; nothing for all countries.
    init(_ visit: Visit, of asked: Programme.ID? = nil, _ reading: any Reading) throws {
        let (programmes, members) = try Self.members(visit, reading)
        let only = asked.flatMap { id in programmes.contains { $0.id == id } ? members[id] : nil }
        self.programmes = programmes
        programme = only == nil ? nil : asked
        let tree = try AreaTree(reading)
        let seen = try SightStore(reading, visit).experts()
        var counts: [Area.ID: [String: Int]] = [:]
        var countries: Set<String> = only ?? []
        for expert in try KnownExpert.all(on: visit.now, reading) where seen.contains(expert.person.id) {
            guard let country = expert.person.fields.country, only?.contains(country) ?? true else { continue }
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

    private static func members(_ visit: Visit, _ reading: any Reading) throws -> (
        [(id: Programme.ID, title: String)], [Programme.ID: Set<String>]
    ) {
        let own = try NetworkRoster.read(visit.visitor, reading, now: visit.now).programmes
        let members = try MemberStore(reading).countries(on: CalendarDate.today(visit.now)).filter {
            own.contains($0.key) && !$0.value.isEmpty
        }
        let titles = try MandateStore(reading).programmeTitles()
        let programmes = members.keys.map { (id: $0, title: titles[$0] ?? "") }
        return (programmes.sorted { ($0.title, $0.id) < ($1.title, $1.id) }, members)
    }

    /// The one that is shown where none is asked for.
    static func usual(_ visit: Visit, _ reading: any Reading) throws -> Programme.ID? {
        try members(visit, reading).0.first?.id
    }

    func count(_ area: Area.ID, _ country: String) -> Int { counts[area]?[country] ?? 0 }

    var cells: Int { areas.count * countries.count }
    var filled: Int { areas.reduce(0) { sum, area in sum + countries.count { count(area.id, $0) > 0 } } }
}
