import Domain
import Testing

struct GroupedFiguresTests {
    private func figures(_ counts: [(String?, Int)]) -> [String: Int] {
        let lines = counts.map { GroupedFigures.Count(group: $0.0, registered: $0.1, came: $0.1, stayed: 0) }
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

    /// Seed 002: of 214 who registered 171 came. Groups as such a seminar has them, a few of them small, one of which all but two came.
    private let seminar: [GroupedFigures.Count] = [
        .init(group: "KZ", registered: 48, came: 40, stayed: 35),
        .init(group: "UZ", registered: 41, came: 35, stayed: 22),
        .init(group: "KG", registered: 33, came: 26, stayed: 20),
        .init(group: "TJ", registered: 27, came: 25, stayed: 18),
        .init(group: "MN", registered: 22, came: 16, stayed: 11),
        .init(group: "PK", registered: 18, came: 12, stayed: 6),
        .init(group: "TM", registered: 12, came: 4, stayed: 2), .init(group: "AF", registered: 7, came: 7, stayed: 7),
        .init(group: "AZ", registered: 4, came: 4, stayed: 3), .init(group: nil, registered: 2, came: 2, stayed: 1),
    ]

    @Test func `of 214 who registered 171 came, and no figure tells of fewer than five`() {
        let figures = GroupedFigures(seminar)
        #expect(figures.lines.reduce(0) { $0 + $1.registered } == 214 && seminar.map(\.came).reduce(0, +) == 171)
        let came = Dictionary(uniqueKeysWithValues: figures.lines.map { ($0.group ?? "-", $0.came) })
        // Of Tajikistan two stayed away, of Turkmenistan four came: both would be told by 27 − 25 and by 4.
        #expect(came["TJ"] == .some(nil) && came["TM"] == .some(nil))
        #expect(came["KZ"] == 40 && came["UZ"] == 35 && came["KG"] == 26)
        #expect(figures.hides)
    }

    @Test func `what is left out is found neither by subtraction from the sums nor from the line beside it`() {
        var state: UInt64 = 7
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        for _ in 0..<2_000 {
            let counts = (0..<next(9)).map { number in
                let registered = next(30)
                let came = next(registered + 1)
                return GroupedFigures.Count(
                    group: next(7) == 0 ? nil : "G\(number)", registered: registered, came: came,
                    stayed: next(came + 1))
            }
            let figures = GroupedFigures(counts)
            for line in figures.lines where figures.lines.count > 1 {
                for count in [line.came, line.came.map { line.registered - $0 }, line.stayed].compactMap({ $0 }) {
                    #expect(count == 0 || count >= 5)
                }
                if let came = line.came, let stayed = line.stayed {
                    #expect(came - stayed == 0 || came - stayed >= 5)
                }
            }
            let hidden = figures.lines.filter { $0.came == nil }
            guard !hidden.isEmpty, hidden.count < figures.lines.count else { continue }
            // Whoever adds up what is told learns of those that are left out together, and that is five or more.
            let (total, told) = (counts.reduce(0) { $0 + $1.came }, figures.lines.compactMap(\.came).reduce(0, +))
            let whole = hidden.reduce(0) { $0 + $1.registered }
            #expect(hidden.count > 1)
            #expect([total - told, whole - (total - told)].allSatisfy { $0 == 0 || $0 >= 5 })
        }
    }
}
