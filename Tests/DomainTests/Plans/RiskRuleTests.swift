import Domain
import Testing

/// Bands by a tested table, judgement by sector, dissent (K1, K2).
struct RiskRuleTests {
    private func view(_ likelihood: Int, _ impact: Int = 3, _ confidence: RiskView.Confidence = .good) -> RiskView {
        RiskView(likelihood: likelihood, impact: impact, confidence: confidence)
            ?? RiskView(likelihood: 1, impact: 1, confidence: .poor)!
    }

    private func views(_ likelihoods: [Int]) -> [RiskView] { likelihoods.map { view($0) } }

    @Test func `the table of the house is as it was agreed`() {
        #expect(RiskTable.standard.description == "LLLMM/LLMMH/LMMHH/LMHHV/MMHVV")
        #expect(RiskTable.standard.band(likelihood: 1, impact: 1) == .low)
        #expect(RiskTable.standard.band(likelihood: 5, impact: 5) == .veryHigh)
        #expect(RiskTable.standard.band(likelihood: 4, impact: 5) == .veryHigh)
        #expect(RiskTable.standard.band(likelihood: 3, impact: 4) == .high)
        #expect(RiskTable.standard.band(likelihood: 1, impact: 4) == .medium)
    }

    @Test func `a band is no product: 2 and 5 is high, 5 and 2 is medium, though both are 10`() {
        #expect(RiskTable.standard.band(likelihood: 2, impact: 5) == .high)
        #expect(RiskTable.standard.band(likelihood: 5, impact: 2) == .medium)
    }

    @Test func `the table of the house never falls, and its neighbours differ by one band at most`() throws {
        let table = RiskTable.standard
        #expect(try RiskTable(table.description) == table)
        for likelihood in 1...5 {
            for impact in 1...5 {
                let band = try #require(table.band(likelihood: likelihood, impact: impact))
                if let before = table.band(likelihood: likelihood - 1, impact: impact) {
                    #expect((0...1).contains(band.rawValue - before.rawValue))
                }
                if let before = table.band(likelihood: likelihood, impact: impact - 1) {
                    #expect((0...1).contains(band.rawValue - before.rawValue))
                }
            }
        }
    }

    @Test func `another table is held to the same two tests`() throws {
        #expect(throws: RiskTable.Fault.falls(likelihood: 3, impact: 1)) {
            try RiskTable("LLLMM/MMMMH/LMMHH/LMHHV/MMHVV")
        }
        #expect(throws: RiskTable.Fault.falls(likelihood: 1, impact: 2)) {
            try RiskTable("MLLMM/MLMMH/MMMHH/MMHHV/MMHVV")
        }
        #expect(throws: RiskTable.Fault.jumps(likelihood: 1, impact: 4)) {
            try RiskTable("LLLHH/LLMHH/LMMHH/LMHHV/MMHVV")
        }
        #expect(throws: RiskTable.Fault.jumps(likelihood: 5, impact: 1)) {
            try RiskTable("LLLMM/LLMMH/LMMHH/LMHHV/HHHVV")
        }
        let other = try RiskTable("llmmh\nLMMHH LMHHV/MMHVV/MHHVV")
        #expect(other.band(likelihood: 5, impact: 2) == .high)
    }

    @Test(arguments: [
        "", "LLLMM", "LLLMM/LLMMH/LMMHH/LMHHV", "LLLMM/LLMMH/LMMHH/LMHHV/MMHV", "LLLMM/LLMMH/LMMHH/LMHHV/MMHVX",
        "LLLMM/LLMMH/LMMHH/LMHHV/MMHVV/MMHVV", "LLLMMM/LLMMH/LMMHH/LMHHV/MMHVV", String(repeating: "L", count: 100_000),
    ])
    func `what is no table of five by five is refused`(text: String) {
        #expect(throws: RiskTable.Fault.shape) { try RiskTable(text) }
    }

    @Test(arguments: [(0, 3), (6, 3), (3, 0), (3, 6), (.min, 1), (1, .max)])
    func `levels are 1 to 5`(likelihood: Int, impact: Int) {
        #expect(RiskTable.standard.band(likelihood: likelihood, impact: impact) == nil)
        #expect(RiskView(likelihood: likelihood, impact: impact, confidence: .good) == nil)
    }

    @Test func `the median of an even number is the lower middle, and both are shown`() {
        let median = ScaleMedian([2, 3, 1, 2, 4, 3])
        #expect(median?.value == 2)
        #expect(median?.upper == 3)
        #expect(ScaleMedian([3, 3, 4])?.value == 3)
        #expect(ScaleMedian([2, 2, 3])?.value == 2)
        #expect(ScaleMedian([4, 4, 5])?.value == 4)
        #expect(ScaleMedian([]) == nil)
    }

    @Test func `three sectors differ by two: dissent, and no value follows`() {
        // As K2, each sector with six where it had three, since medians are shown from five on.
        let panel = RiskPanel(
            ["health", "security", "civil-protection"],
            views: [
                "health": views([3, 3, 4, 3, 3, 4]), "security": views([2, 2, 3, 2, 2, 3]),
                "civil-protection": views([4, 4, 5, 4, 4, 5]),
            ])
        #expect(panel.sectors.map(\.likelihood?.value) == [3, 2, 4])
        #expect(panel.likelihoodSpread == 2)
        #expect(panel.impactSpread == 0)
        #expect(panel.isDissent)
        #expect(panel.proposed == nil)
    }

    @Test func `three judgements of a sector show nothing, until it signs one`() {
        let views = ["health": views([3, 3, 4]), "security": views([2, 2, 3]), "civil": views([4, 4, 5, 4, 4])]
        let before = RiskPanel(["health", "security", "civil"], views: views)
        #expect(before.sectors.map(\.standing) == [.few, .few, .median])
        #expect(before.sectors[0].likelihood == nil)
        #expect(before.sectors[0].confidence == nil)
        #expect(before.likelihoodSpread == nil)
        #expect(!before.isDissent)
        let after = RiskPanel(
            ["health", "security", "civil"], views: views,
            signed: ["health": view(3), "security": view(2, 3, .poor)])
        #expect(after.sectors.map(\.standing) == [.signed, .signed, .median])
        #expect(after.sectors.map(\.likelihood?.value) == [3, 2, 4])
        #expect(after.sectors[1].confidence == .poor)
        #expect(after.isDissent)
    }

    @Test func `a sector that is asked and says nothing stands there, named`() {
        let panel = RiskPanel(["health", "security"], views: ["health": views([3, 3, 3, 3, 3])])
        #expect(panel.silent == ["security"])
        #expect(panel.proposed == nil)
    }

    @Test func `without dissent the room may start from the cautious pair`() throws {
        let panel = RiskPanel(
            ["a", "b"],
            views: ["a": views([3, 3, 3, 3, 3]), "b": [view(2, 4), view(2, 4), view(2, 4), view(2, 4), view(2, 4)]])
        let proposed = try #require(panel.proposed)
        #expect(proposed.likelihood == 3)
        #expect(proposed.impact == 4)
    }

    @Test func `confidence is the lower median: as many poor as good is not good`() {
        let five: [RiskView] = [view(3, 3, .poor), view(3, 3, .poor), view(3), view(3), view(3, 3, .fair)]
        #expect(RiskPanel(["a"], views: ["a": five]).sectors[0].confidence == .fair)
        let six = five + [view(3, 3, .poor)]
        #expect(RiskPanel(["a"], views: ["a": six]).sectors[0].confidence == .poor)
    }

    // MARK: What a scenario must not say

    @Test(arguments: [
        "An unknown irritant at a station. 200 people cough; 12 go to hospital after 30 minutes.",
        "Sick travellers at a border: 15 of 180, from 3 flights, 20 km away.", "On 18 June 2027 at 07:40, line 4.",
        "Около 200 человек на станции.", "Environ 200 personnes, à 3 km.",
        "En 2027, l'eau manque ; en 2027 l'eau revient.", "В 2027 г. и позже.",
        "60 % of the staff are absent.",
    ])
    func `people, days and distances are what the public sees`(text: String) {
        #expect(ScenarioSafety.findings(in: [text], names: []).isEmpty)
    }

    @Test(arguments: [
        "5 kg of it", "5kg", "0,5 L", "1.5 litres", "20 g", "300 ppm", "ten kilograms", "a 5-kg bag", "2 µg", "5 кг",
        "десять литров",
        "٥ كغ", "12 GBq", "deux tonnes", "５ｋｇ", "5\u{200B} k\u{200B}g",
    ])
    func `quantities are found`(text: String) {
        #expect(!ScenarioSafety.findings(in: [text], names: []).isEmpty)
    }

    @Test func `names of an organiser's list are found however they are typed, addresses too`() {
        let names = ["Nordgate Central", " "]
        #expect(
            ScenarioSafety.findings(in: ["At NORDGATE  central, hall 2"], names: names) == [.name("Nordgate Central")])
        #expect(ScenarioSafety.findings(in: ["At Nordgate, in the central hall"], names: names).isEmpty)
        #expect(ScenarioSafety.findings(in: ["Nordgate Centrals"], names: names).isEmpty)
        #expect(ScenarioSafety.findings(in: ["see https://plant.gov/plan"], names: []).count == 1)
        #expect(
            ScenarioSafety.findings(in: [String(repeating: "5 kg 6 kg 7 g 8 l ", count: 5_000)], names: names).count
                == 4)
    }
}
