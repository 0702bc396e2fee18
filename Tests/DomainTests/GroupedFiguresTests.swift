import Domain
import Testing

struct GroupedFiguresTests {
    private func figures(_ counts: [(String?, Int)]) -> [String: Int] {
        let lines = counts.map { GroupedFigures.Line(group: $0.0, registered: $0.1, came: $0.1, stayed: 0) }
        return Dictionary(GroupedFigures(lines).lines.map { ($0.group ?? "-", $0.registered) }) { $0 + $1 }
    }

    @Test func `small groups join the others`() {
        #expect(figures([("KZ", 9), ("UZ", 6), ("TJ", 3), ("MN", 2)]) == ["KZ": 9, "UZ": 6, "-": 5])
        #expect(figures([("KZ", 9), ("UZ", 5)]) == ["KZ": 9, "UZ": 5])
        #expect(figures([("KZ", 4)]) == ["-": 4])
        #expect(figures([]).isEmpty)
    }

    @Test func `a single small group is not found by subtraction`() {
        #expect(figures([("KZ", 9), ("UZ", 6), ("TJ", 2)]) == ["KZ": 9, "-": 8])
        #expect(figures([("KZ", 9), (nil, 1)]) == ["-": 10])
        #expect(figures([("KZ", 9), ("UZ", 6), (nil, 5)]) == ["KZ": 9, "UZ": 6, "-": 5])
    }

    @Test func `no group of a report has fewer than five, and nobody is lost`() {
        var state: UInt64 = 11
        func next(_ below: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % below)
        }
        for _ in 0..<500 {
            let counts: [(String?, Int)] = (0..<next(8)).map { (next(6) == 0 ? nil : "G\($0)", next(12)) }
            let total = counts.map(\.1).reduce(0, +)
            let shown = figures(counts)
            #expect(shown.values.reduce(0, +) == total)
            if total >= GroupedFigures.least { #expect(shown.values.allSatisfy { $0 >= GroupedFigures.least }) }
        }
    }
}
