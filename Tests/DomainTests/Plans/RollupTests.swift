import Testing

@testable import Domain

/// The worked examples of the design, and the rules one by one.
struct RollupTests {
    /// Countries are named by their group: CA1, CA2 …
    private func table(_ sizes: [(String, Int)], pools: [[String]] = []) throws -> RollupTable {
        let rows = sizes.flatMap { name, size in (0..<size).map { "\(name)\($0 + 1),\(name),1" } }
        let text = (["country,group,home"] + rows).joined(separator: "\n")
        return try RollupFile.table(Array(text.utf8), pools: pools)
    }

    /// - Parameter values: by group, in the order of its countries; 0 where one did not answer.
    private func answers(
        _ table: RollupTable, _ values: [String: [Int]], target: Int? = nil
    ) throws -> RollupAnswers {
        var rows = ["country,indicator,value,target"]
        for (group, levels) in values.sorted(by: { $0.key < $1.key }) {
            for (place, level) in levels.enumerated() {
                let name = "\(group)\(place + 1)"
                rows.append("\(name),I,\(level == 0 ? "" : "\(level)"),\(target.map(String.init) ?? "")")
            }
        }
        return try RollupFile.answers(Array(rows.joined(separator: "\n").utf8), of: table)
    }

    private func cell(_ rollup: Rollup, _ name: String) throws -> RollupCell {
        let place = try #require(rollup.names.firstIndex(of: name))
        return try #require(rollup.cells[place].first)
    }

    private func shown(_ rollup: Rollup) throws -> [String] {
        try rollup.names.filter { try !cell(rollup, $0).isWithheld }
    }

    private let mixed: [Int] = [1, 2, 3, 4, 5, 2, 3, 4, 1, 5, 3]

    @Test func `six of seven in Central Asia`() throws {
        let table = try table([("CA", 7)])
        let rollup = Rollup(try answers(table, ["CA": [2, 3, 1, 2, 4, 3, 0]], target: 3), of: table)
        let figures = try #require(try cell(rollup, "CA").figures)
        #expect(figures.members == 7)
        #expect(figures.answered == 6)
        #expect(figures.median.value == 2)
        #expect(figures.median.shown == "2–3")
        #expect(figures.classes == [3, 2, 1])
        #expect(figures.belowTarget == 3)
    }

    @Test func `fewer than five answers are withheld, without a reason`() throws {
        let table = try table([("CA", 7)])
        let rollup = Rollup(try answers(table, ["CA": [2, 3, 1, 4]]), of: table)
        #expect(try cell(rollup, "CA") == .withheld(members: 7, answered: 4))
        #expect(try cell(rollup, "all") == .withheld(members: 7, answered: 4))
    }

    @Test(arguments: [[1, 1, 1, 1, 1, 1], [1, 2, 1, 2, 1, 2], [4, 4, 4, 4, 1], [3, 3, 3, 3, 5, 3]])
    func `a group in one class, or in one without a single answer, is withheld with a decoy`(levels: [Int]) throws {
        let table = try table([("A", 6), ("B", 6), ("C", 6), ("D", 6), ("E", 6), ("F", 6)])
        let full = Array(mixed.prefix(6))
        let rollup = Rollup(
            try answers(table, ["A": levels, "B": full, "C": full, "D": full, "E": full, "F": full]), of: table)
        #expect(try shown(rollup) == ["D", "E", "F"])
    }

    private let regions: [(String, Int)] = [
        ("AAF", 10), ("CA", 7), ("ECA", 11), ("GCC", 6), ("MIE", 3), ("NAS", 5), ("SEA", 10), ("SEEE", 10),
    ]

    @Test func `as soon as one group is hidden, three are`() throws {
        let table = try table(regions)
        let values = Dictionary(uniqueKeysWithValues: regions.map { ($0, Array(mixed.prefix($1))) })
        let rollup = Rollup(try answers(table, values), of: table)
        #expect(try shown(rollup) == ["AAF", "CA", "ECA", "SEA", "SEEE", "all"])
    }

    @Test func `a pool of two groups shows them all`() throws {
        let table = try table(regions, pools: [["GCC", "MIE"]])
        let values = Dictionary(uniqueKeysWithValues: regions.map { ($0, Array(mixed.prefix($1))) })
        let rollup = Rollup(try answers(table, values), of: table)
        #expect(rollup.names == ["AAF", "CA", "ECA", "GCC+MIE", "NAS", "SEA", "SEEE", "all"])
        #expect(try shown(rollup) == rollup.names)
        #expect(try cell(rollup, "GCC+MIE").figures?.answered == 9)
    }

    @Test func `a country in two groups counts at home only`() throws {
        let text = """
            country,group,home
            MA,AAF,1
            MA,NAS,0
            DZ,NAS,1
            """
        let table = try RollupFile.table(Array(text.utf8))
        #expect(table.countries == ["DZ", "MA"])
        #expect(table.groups.map(\.members) == [[1], [0]])
    }

    @Test func `a sixth answer changes nothing, three mixed ones do`() throws {
        let table = try table([("A", 10)])
        let first = Rollup(try answers(table, ["A": [1, 2, 3, 3, 4]]), of: table)
        #expect(try cell(first, "A").figures?.answered == 5)
        let second = Rollup(try answers(table, ["A": [1, 2, 3, 3, 4, 4]]), of: table, after: first.chain)
        #expect(try cell(second, "A") == cell(first, "A"))
        let third = Rollup(try answers(table, ["A": [1, 2, 3, 3, 4, 4, 3, 1]]), of: table, after: second.chain)
        let figures = try #require(try cell(third, "A").figures)
        #expect(figures.answered == 8)
        #expect(figures.classes == [3, 3, 2])
        #expect(figures.snapshot == 3)
    }

    @Test func `three new answers that are alike are not shown, nor later ones through them`() throws {
        let table = try table([("A", 12)])
        let first = Rollup(try answers(table, ["A": [1, 2, 3, 3, 4]]), of: table)
        let second = Rollup(try answers(table, ["A": [1, 2, 3, 3, 4, 3, 3, 3]]), of: table, after: first.chain)
        #expect(try cell(second, "A") == cell(first, "A"))
        let third = Rollup(
            try answers(table, ["A": [1, 2, 3, 3, 4, 3, 3, 3, 1, 3, 5]]), of: table, after: second.chain)
        #expect(try cell(third, "A").figures?.answered == 8)
        #expect(try cell(third, "A").figures?.classes == [3, 3, 2])
    }

    @Test func `moved answers are shown when the classes prove three of them`() throws {
        let table = try table([("A", 6)])
        let first = Rollup(try answers(table, ["A": [1, 1, 2, 3, 3, 4]]), of: table)
        let two = Rollup(try answers(table, ["A": [3, 3, 2, 3, 3, 4]]), of: table, after: first.chain)
        #expect(try cell(two, "A") == cell(first, "A"))
        let three = Rollup(try answers(table, ["A": [3, 4, 4, 3, 3, 4]]), of: table, after: two.chain)
        #expect(try cell(three, "A").figures?.classes == [0, 3, 3])
    }

    @Test func `an answer withdrawn leaves the old picture, and below five none`() throws {
        let table = try table([("A", 6)])
        let first = Rollup(try answers(table, ["A": [1, 1, 2, 3, 3, 4]]), of: table)
        let five = Rollup(try answers(table, ["A": [0, 1, 2, 3, 3, 4]]), of: table, after: first.chain)
        #expect(try cell(five, "A") == cell(first, "A"))
        let four = Rollup(try answers(table, ["A": [0, 0, 2, 3, 3, 4]]), of: table, after: five.chain)
        #expect(try cell(four, "A").isWithheld)
    }

    @Test func `naming two of six withholds the rest, and stays`() throws {
        let table = try table([("CA", 7)])
        let values = try answers(table, ["CA": [4, 3, 1, 2, 4, 3]])
        let named = try RollupFile.named(["CA1", "CA2"], of: table)
        let first = Rollup(values, of: table, named: named)
        #expect(try cell(first, "CA").isWithheld)
        #expect(try cell(Rollup(values, of: table, after: first.chain), "CA").isWithheld)
        let seven = try answers(table, ["CA": [4, 3, 1, 2, 4, 3, 5]])
        #expect(try cell(Rollup(seven, of: table, named: named), "CA").figures?.answered == 7)
    }

    @Test func `a group that was hidden beside a shown whole stays hidden in the chain`() throws {
        let table = try table([("A", 7), ("B", 7), ("C", 7), ("D", 7)])
        let full = Array(mixed.prefix(7))
        let first = Rollup(
            try answers(table, ["A": [1, 3, 5, 4], "B": full, "C": full, "D": full]), of: table)
        #expect(try shown(first) == ["D", "all"])
        let second = Rollup(
            try answers(table, ["A": full, "B": full, "C": full, "D": full]), of: table, after: first.chain)
        #expect(try shown(second) == ["D", "all"])
    }

    @Test func `those below a target are told only where equal targets hide who`() throws {
        let table = try table([("A", 6)])
        let rows = [1, 2, 3, 4, 5, 2].enumerated().map { "A\($0 + 1),I,\($1),\($0 == 0 ? 2 : 3)" }
        let text = (["country,indicator,value,target"] + rows).joined(separator: "\n")
        let rollup = Rollup(try RollupFile.answers(Array(text.utf8), of: table), of: table)
        #expect(try cell(rollup, "A").figures != nil)
        #expect(try cell(rollup, "A").figures?.belowTarget == nil)
    }

    @Test func `who does not need it has not answered`() throws {
        let table = try table([("A", 6)])
        let rows = (1...6).map { "A\($0),I,n/a" }
        let text = (["country,indicator,value"] + rows).joined(separator: "\n")
        let rollup = Rollup(try RollupFile.answers(Array(text.utf8), of: table), of: table)
        #expect(try cell(rollup, "A") == .withheld(members: 6, answered: 0))
    }

    @Test func `a chain comes back from its text, and only for its groups`() throws {
        let table = try table(regions)
        let values = Dictionary(uniqueKeysWithValues: regions.map { ($0, Array(mixed.prefix($1))) })
        let rollup = Rollup(try answers(table, values, target: 4), of: table, named: [3])
        let value = try JSONReader.read(Array(rollup.chain.value.json.utf8))
        #expect(try RollupChain(value, of: table) == rollup.chain)
        let other = try self.table(regions, pools: [["GCC", "MIE"]])
        #expect(throws: FileProblem.self) { try RollupChain(value, of: other) }
    }

    @Test func `naming late is told of where it would leave others alike`() throws {
        let table = try table([("A", 6)])
        let values = try answers(table, ["A": [1, 2, 2, 2, 4, 3]])
        let first = Rollup(values, of: table)
        #expect(try cell(first, "A").figures != nil)
        let one = try RollupFile.named(["A5"], of: table)
        let two = try RollupFile.named(["A6"], of: table)
        #expect(first.chain.telling(one, values) == one)
        #expect(first.chain.telling(one.union(two), values) == one.union(two))
        let mixed = try answers(table, ["A": [1, 2, 3, 3, 4, 5]])
        #expect(Rollup(mixed, of: table).chain.telling(one, mixed).isEmpty)
    }
}
