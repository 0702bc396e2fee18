import Domain
import Markup
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
        let store = ProfileStore(reading)
        let people = try PersonStore(reading).people(try store.experts(in: nil))
        let sights = try SightStore(reading, visit).sights(of: people)
        let seen = people.filter { sights[$0.id]?.hasProfile ?? false }.map(\.id)
        var counts: [Area.ID: [String: Int]] = [:]
        var countries: Set<String> = []
        for row in try store.areas(of: seen) {
            guard let country = row.country, let area = tree.current(row.area) else { continue }
            counts[area.id, default: [:]][country, default: 0] += 1
            countries.insert(country)
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

    /// Of an area, the countries that have nobody for it.
    func holes(_ area: Area.ID) -> [String] { countries.filter { count(area, $0) == 0 } }
}

/// The same as a table: areas down, countries across.
struct ExpertCoveragePage {
    let visit: Visit
    let coverage: ExpertCoverage
    let names: DirectoryNames

    var answer: Answer {
        ExpertFrame(visit: visit, tab: .coverage).list(coverage.areas.isEmpty ? empty : table)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No experts yet"))</h2>\
        <p class="muted">\(L("Once people say on their profile what they know, you see here which country has somebody for which area."))</p></div>
        """
    }

    private var table: HTML {
        let (filled, cells) = (coverage.filled, coverage.cells)
        let percent = cells == 0 ? 0 : (filled * 100 + cells / 2) / cells
        return """
            <p class="lede">\(L("\(filled) of \(cells) cells have somebody: \(percent) %. Of those who let you see them."))</p>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Who knows what, by country").string())"><table class="coverage">\
            <thead><tr><th scope="col">\(L("Area"))</th>\(coverage.countries.html { "<th scope=\"col\">\(names.chip($0))</th>" })</tr></thead>\
            <tbody>\(coverage.areas.html(row))</tbody></table></div>
            """
    }

    private func row(_ area: AreaRecord) -> HTML {
        let path = Paths.experts() + QueryText.of([("area", area.code)])
        return """
            <tr><th scope="row"><a href="\(path)">\(area.name())</a></th>\(coverage.countries.html { country in
                let count = coverage.count(area.id, country)
                return count == 0
                    ? "<td class=\"num muted\"><span aria-hidden=\"true\">–</span><span class=\"sr\">\(L("nobody"))</span></td>"
                    : "<td class=\"num\">\(count)</td>"
            })</tr>
            """
    }
}
