import Domain
import Testing

struct CoverageMapTests {
    @Test
    func `of six countries by four areas nineteen cells are 79 percent, and the five holes are named`() {
        let countries = ["KZ", "KG", "MN", "TJ", "TM", "UZ"]
        let areas = ["food", "water", "chemical", "c3"]
        let holes: Set<String> = ["food TM", "water KG", "chemical MN", "chemical TM", "c3 TJ"]
        let held = areas.flatMap { area in
            countries.filter { !holes.contains("\(area) \($0)") }.map { CoverageMap.Cell(area, $0) }
        }
        let coverage = CoverageMap(lines: areas, columns: countries, held: held + [held[0]])
        #expect(coverage.cells == 24)
        #expect(coverage.filled == 19, "who is there twice fills one cell")
        #expect(coverage.percent == 79)
        #expect(Set(coverage.holes.map { "\($0.line) \($0.column)" }) == holes)
        #expect(coverage.count("food", "KZ") == 2)
    }

    @Test
    func `what has no line or no column counts for nothing`() {
        let coverage = CoverageMap(lines: ["food"], columns: ["KZ"], held: [.init("water", "KZ"), .init("food", "HR")])
        #expect(coverage.filled == 0 && coverage.percent == 0 && coverage.holes.count == 1)
        #expect(CoverageMap<String, String>(lines: [], columns: ["KZ"], held: []).percent == nil)
    }
}
