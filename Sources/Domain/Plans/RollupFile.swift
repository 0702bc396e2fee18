/// The files from which anybody can take a roll-up again: who is at home where, and each country's values.
public enum RollupFile {
    private static let tableColumns: [String] = ["country", "group", "home"]
    private static let required: [String] = ["country", "indicator", "value"]
    private static let optional: [String] = ["target"]
    /// For help and documents.
    public static let groupColumns = tableColumns.joined(separator: ",")
    public static let columns = (required + optional).joined(separator: ",")
    public static let mostCountries = 500
    public static let mostGroups = 200
    public static let mostIndicators = 2_000
    static let notApplicable = "n/a"
    private static let spelling = "names that are written alike each time"

    /// - Parameter pools: groups that are joined, each with two names and more.
    /// - Throws: ``FileProblem`` with the line for: not CSV, a country that has no home or two, a line that stands twice; and for a pool
    ///   of groups that are not there, or there in two pools.
    public static func table(_ bytes: [UInt8], pools: [[String]] = []) throws(FileProblem) -> RollupTable {
        var rows = try SeatTable(bytes, required: tableColumns, optional: [])
        var homes: [ExactText: (line: Int, group: String)] = [:]
        var lines: [ExactText: [ExactText: Int]] = [:]
        var countries: [(name: String, line: Int)] = []
        var groups: [String] = []
        while let row = try rows.next() {
            let country = ExactText(try text(row, "country"))
            let group = try text(row, "group")
            guard group != Rollup.whole, group != Rollup.chainName, !group.contains("+") else {
                throw problem(row, "group", "a name without +, and neither “all” nor “chain”")
            }
            guard ["", "0", "1"].contains(row["home"]) else { throw problem(row, "home", "1, 0 or nothing") }
            if lines[country] == nil { countries.append((row["country"], row.line)) }
            guard countries.count <= mostCountries else {
                throw problem(row, "country", "at most \(mostCountries) countries")
            }
            if let before = lines[country, default: [:]].updateValue(row.line, forKey: ExactText(group)) {
                throw problem(row, "group", "each group once for a country; this one stands on line \(before)")
            }
            // Swift's own comparison on purpose: names that look the same are the same to whoever reads the result.
            if let alike = groups.first(where: { $0 == group }) {
                guard ExactText(alike) == ExactText(group) else { throw problem(row, "group", spelling) }
            } else {
                guard groups.count < mostGroups else { throw problem(row, "group", "at most \(mostGroups) groups") }
                groups.append(group)
            }
            guard row["home"] == "1" else { continue }
            if let before = homes.updateValue((row.line, group), forKey: country) {
                throw problem(
                    row, "home",
                    "one home for \(row["country"]), which is at home in \(before.group) on line \(before.line)")
            }
        }
        for (name, line) in countries where homes[ExactText(name)] == nil {
            throw FileProblem(line: line, expected: "in column home a 1 in one of the lines of \(name)", found: "none")
        }
        return try joined(groups, countries.map(\.name), homes.mapValues(\.group), pools)
    }

    private static func joined(
        _ groups: [String], _ countries: [String], _ homes: [ExactText: String], _ pools: [[String]]
    ) throws(FileProblem) -> RollupTable {
        var pool: [ExactText: Int] = [:]
        for (place, names) in pools.enumerated() {
            for name in names {
                guard groups.contains(where: { ExactText($0) == ExactText(name) }) else {
                    throw FileProblem(
                        line: nil, expected: "pools of the groups \(groups.joined(separator: ", "))",
                        found: FileProblem.shown(name))
                }
                guard pool.updateValue(place, forKey: ExactText(name)) == nil else {
                    throw FileProblem(
                        line: nil, expected: "each group in one pool", found: "\(FileProblem.shown(name)) again")
                }
            }
        }
        let sorted = countries.map(ExactText.init).sorted()
        var names: [String] = []
        var members: [[Int]] = []
        var written: Set<Int> = []
        for group in groups {
            let place = pool[ExactText(group)]
            if let place, !written.insert(place).inserted { continue }
            let joined = place.map { pools[$0] } ?? [group]
            let set = Set(joined.map(ExactText.init))
            names.append(joined.joined(separator: "+"))
            members.append(sorted.indices.filter { homes[sorted[$0]].map { set.contains(ExactText($0)) } ?? false })
        }
        return RollupTable(
            countries: sorted.map(\.text),
            groups: zip(names, members).map { RollupTable.Group(name: $0, members: $1) })
    }

    /// - Throws: ``FileProblem`` with line and column for a country that stands in no group, a line that stands twice, a value or target
    ///   that is none.
    public static func answers(_ bytes: [UInt8], of table: RollupTable) throws(FileProblem) -> RollupAnswers {
        var rows = try SeatTable(bytes, required: required, optional: optional)
        let places = Dictionary(
            uniqueKeysWithValues: table.countries.enumerated().map { (ExactText($1), $0) })
        let nothing = [Int](repeating: 0, count: table.countries.count)
        var indicators: [ExactText: Int] = [:]
        var names: [String] = []
        var spellings: Set<String> = []
        var (lines, values, targets): ([[Int]], [[Int]], [[Int]]) = ([], [], [])
        while let row = try rows.next() {
            guard let country = places[ExactText(try text(row, "country"))] else {
                throw problem(row, "country", "a country of the groups")
            }
            let indicator = try text(row, "indicator")
            let place = indicators[ExactText(indicator)] ?? names.count
            if place == names.count {
                guard spellings.insert(indicator).inserted else { throw problem(row, "indicator", spelling) }
                guard names.count < mostIndicators else {
                    throw problem(row, "indicator", "at most \(mostIndicators) indicators")
                }
                indicators[ExactText(indicator)] = place
                names.append(indicator)
                lines.append(nothing)
                values.append(nothing)
                targets.append(nothing)
            }
            guard lines[place][country] == 0 else {
                throw problem(
                    row, "indicator",
                    "each indicator once for a country; this one stands on line \(lines[place][country])")
            }
            lines[place][country] = row.line
            values[place][country] = try value(row)
            targets[place][country] = try target(row)
        }
        return RollupAnswers(indicators: names, values: values, targets: targets)
    }

    private static func value(_ row: SeatTable.Row) throws(FileProblem) -> Int {
        let text = row["value"]
        if text.isEmpty || text == notApplicable { return 0 }
        guard let value = SeatTable.Row.number(text, most: 5), value >= 1, text.utf8.count == 1 else {
            throw problem(row, "value", "a whole number from 1 to 5, n/a or nothing")
        }
        return value
    }

    private static func target(_ row: SeatTable.Row) throws(FileProblem) -> Int {
        let text = row["target"]
        if text.isEmpty { return 0 }
        guard let value = SeatTable.Row.number(text, most: 5), value >= 1, text.utf8.count == 1 else {
            throw problem(row, "target", "a whole number from 1 to 5, or nothing")
        }
        return value
    }

    private static func text(_ row: SeatTable.Row, _ column: String) throws(FileProblem) -> String {
        let text = row[column]
        guard !text.isEmpty, text.utf8.count <= 200 else { throw problem(row, column, "a name, not too long") }
        return text
    }

    private static func problem(_ row: SeatTable.Row, _ column: String, _ expected: String) -> FileProblem {
        row.problem(column, "in column \(column) " + expected)
    }

    /// Places of countries that are named.
    public static func named(_ names: [String], of table: RollupTable) throws(FileProblem) -> Set<Int> {
        var places: Set<Int> = []
        for name in names {
            guard let place = table.countries.firstIndex(where: { ExactText($0) == ExactText(name) }) else {
                throw FileProblem(
                    line: nil, expected: "named countries that stand in the groups", found: FileProblem.shown(name))
            }
            places.insert(place)
        }
        return places
    }
}
