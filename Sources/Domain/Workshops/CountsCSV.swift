/// The numbers of a round as a file that anyone can recount: header `reading,group,weight,people,item,value,ballots`, one line for each
/// group, item and value.
///
/// `reading` is people, sectors or countries. `group` names sectors ("fire+health" where they are counted together) or numbers groups of
/// countries; `weight` is how many sectors or countries it holds, `people` how many ballots it cast. Value is dots, a rating 1…9, 1 for
/// approved, or a rank; `3+` stands for what a ballot left out below three ranked items, nothing for a ballot that said nothing of the item.
/// The ballots of a group's item sum up to its people.
public enum CountsCSV {
    public static let header: [String] = ["reading", "group", "weight", "people", "item", "value", "ballots"]

    /// - Parameters:
    ///   - everybody: see ``RoundCounts/everybody(_:isRanking:people:)``.
    ///   - order: of the items.
    public static func write(
        _ everybody: GroupCounts, _ counts: RoundCounts, items: [String], method: VotingMethod, order: [Int]
    ) -> String {
        var text = CSVWriter.record(header)
        func add(_ reading: TallyReading, _ name: String, _ group: GroupCounts) {
            let weight = reading == .people ? "" : String(group.group.weight)
            for item in order {
                for (value, ballots) in lines(group, item, method) {
                    text += CSVWriter.record([
                        reading.rawValue, name, weight, String(group.group.people), items[item], value, String(ballots),
                    ])
                }
            }
        }
        add(.people, "", everybody)
        for reading in [TallyReading.sectors, .countries] where counts.has(reading) {
            for (index, group) in counts[reading].enumerated() where group.group.weight > 0 {
                add(
                    reading, reading == .sectors ? group.group.members.joined(separator: "+") : String(index + 1), group
                )
            }
        }
        return text
    }

    private static func lines(_ group: GroupCounts, _ item: Int, _ method: VotingMethod) -> [(String, Int)] {
        let values = group.values[item]
        var lines = values.filter { $0.value > 0 }.sorted {
            ($0.key < 0 ? 1 : 0, abs($0.key)) < ($1.key < 0 ? 1 : 0, abs($1.key))
        }
        .map { ($0.key < 0 ? "\(-$0.key)+" : String($0.key), $0.value) }
        let silent = group.group.people - group.said(item)
        if silent > 0 { lines.insert((method == .multivote || method == .approval ? "0" : "", silent), at: 0) }
        return lines
    }

    /// Whether a file begins as one of numbers and not of ballots.
    public static func isMeant(bytes: [UInt8]) -> Bool {
        bytes.prefix(64).split(separator: UInt8(ascii: "\n"), maxSplits: 1).first.map {
            String(decoding: $0, as: UTF8.self).contains("reading")
        } ?? false
    }

    /// Semicolons where the head has them.
    private static func separator(of bytes: [UInt8]) -> Character {
        let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
        return head.contains(UInt8(ascii: ";")) ? ";" : ","
    }

    /// - Throws: `BallotFileProblem` with the line for: not CSV, another header, a line without seven fields, a reading, number or value that
    ///   is not known, a line twice, groups whose lines do not agree, items whose ballots do not sum up to the people of their group.
    public static func read(bytes: [UInt8], for method: TallyMethod) throws(BallotFileProblem) -> CountedFile {
        guard let voting = VotingMethod.allCases.first(where: { $0.tally == method }) else {
            throw BallotFileProblem(
                line: nil, expected: "a file of ballots for \(method.rawValue)",
                found: "a file of numbers, which does not say what stood on one ballot")
        }
        var reader = CSVReader(bytes: bytes, separator: separator(of: bytes))
        var builder = CountedFileBuilder(method: voting)
        var isHead = true
        while let record = try reader.told() {
            if isHead {
                guard record.fields == header else {
                    throw BallotFileProblem(
                        line: 1, expected: "the header " + header.joined(separator: ","),
                        found: FileProblem.shown(record.fields.joined(separator: ",")))
                }
                isHead = false
            } else if !record.isBlank {
                try builder.add(record)
            }
        }
        return try builder.finish()
    }
}

/// What a file of numbers holds.
public struct CountedFile: Sendable {
    public let method: VotingMethod
    public let items: [String]
    public let everybody: GroupCounts
    public let counts: RoundCounts

    public var tally: Tally {
        let points = CountedPoints(method: method, items: items.count)
        let scores = items.indices.map { points.mean(everybody, $0) }
        let order = ItemOrder.groups(scores)
        let people = ReadingTally(
            reading: .people, scores: scores, order: order, ranks: ItemOrder.ranks(order, items: items.count),
            groups: [],
            blankGroups: [], ballotsWithoutGroup: 0)
        return Tally(
            method: method.tally, items: items, ballots: everybody.group.people,
            totals: items.indices.map { Rational(points.sum(everybody, $0).points, points.scale) },
            voters: items.indices.map { everybody.values[$0].reduce(0) { $0 + ($1.key > 0 ? $1.value : 0) } },
            readings: [people] + counts.readings(method, items: items.count))
    }
}

/// Gathers the lines of a file of numbers.
private struct CountedFileBuilder {
    let method: VotingMethod
    private var items: [String] = []
    private var places: [String: Int] = [:]
    private var groups:
        [(
            reading: TallyReading, name: String, group: SafeGroup, line: Int, values: [Int: [Int: Int]],
            silent: [Int: Int]
        )] = []
    private var index: [String: Int] = [:]

    init(method: VotingMethod) { self.method = method }

    mutating func add(_ record: CSVReader.Record) throws(BallotFileProblem) {
        let (line, fields) = (record.line, record.fields)
        guard fields.count == CountsCSV.header.count else {
            throw BallotFileProblem(
                line: line, expected: "seven fields: " + CountsCSV.header.joined(separator: ","),
                found: "\(fields.count)")
        }
        guard let reading = TallyReading(rawValue: fields[0]) else {
            throw BallotFileProblem(
                line: line, expected: "people, sectors or countries", found: FileProblem.shown(fields[0]))
        }
        guard !fields[4].isEmpty else { throw BallotFileProblem(line: line, expected: "an item", found: "nothing") }
        let weight = reading == .people ? 0 : try Self.number(fields[2], 1, "a weight, a whole number from 1", line)
        let people = try Self.number(fields[3], 1, "how many people, a whole number from 1", line)
        let ballots = try Self.number(fields[6], 1, "how many ballots, a whole number from 1", line)
        let place = try group(reading, fields[1], weight: weight, people: people, line)
        let item = item(fields[4])
        let isNew: Bool
        if let value = try value(fields[5], line) {
            isNew = groups[place].values[item, default: [:]].updateValue(ballots, forKey: value) == nil
        } else {
            isNew = groups[place].silent.updateValue(ballots, forKey: item) == nil
        }
        guard isNew else {
            throw BallotFileProblem(line: line, expected: "each value once per group and item", found: "it again")
        }
    }

    private mutating func group(
        _ reading: TallyReading, _ name: String, weight: Int, people: Int, _ line: Int
    ) throws(BallotFileProblem) -> Int {
        let key = "\(reading.rawValue) \(name)"
        if let known = index[key] {
            guard groups[known].group.people == people, groups[known].group.weight == weight else {
                throw BallotFileProblem(
                    line: line, expected: "weight and people as on line \(groups[known].line) of the same group",
                    found: "others")
            }
            return known
        }
        index[key] = groups.count
        // The names of what it holds do not matter to the numbers, but how many they are.
        let members = (0..<weight).map { "\(name) \($0)" }
        groups.append((reading, name, SafeGroup(members, people: people), line, [:], [:]))
        return groups.count - 1
    }

    private mutating func item(_ name: String) -> Int {
        if let known = places[name] { return known }
        places[name] = items.count
        items.append(name)
        return items.count - 1
    }

    private static func number(_ text: String, _ least: Int, _ expected: String, _ line: Int) throws(BallotFileProblem)
        -> Int
    {
        let isPlain = !text.isEmpty && text.utf8.count <= 7 && text.utf8.allSatisfy { (48...57).contains($0) }
        guard isPlain, let value = Int(text), value >= least else {
            throw BallotFileProblem(
                line: line, expected: expected, found: text.isEmpty ? "nothing" : FileProblem.shown(text))
        }
        return value
    }

    /// Nothing for a ballot that said nothing.
    private func value(_ text: String, _ line: Int) throws(BallotFileProblem) -> Int? {
        switch method {
        case .multivote, .approval:
            let value = try Self.number(text, 0, method == .approval ? "1 for approved, or 0" : "dots, or 0", line)
            guard method == .multivote ? value <= Mark.largestValue : value <= 1 else {
                throw BallotFileProblem(line: line, expected: "1 for approved, or 0", found: text)
            }
            return value == 0 ? nil : value
        case .rating:
            if text.isEmpty { return nil }
            let value = try Self.number(text, 1, "a rating from 1 to 9, or nothing", line)
            guard value <= 9 else { throw BallotFileProblem(line: line, expected: "a rating from 1 to 9", found: text) }
            return value
        case .ranking:
            if text.isEmpty { return nil }
            let isLeftOut = text.hasSuffix("+")
            let rank = try Self.number(
                isLeftOut ? String(text.dropLast()) : text, 1, "a rank, or 3+ for what was left out below three", line)
            return isLeftOut ? -rank : rank
        }
    }

    func finish() throws(BallotFileProblem) -> CountedFile {
        guard let everybody = groups.first(where: { $0.reading == .people }) else {
            throw BallotFileProblem(line: nil, expected: "lines of the reading people", found: "none")
        }
        var counts = RoundCounts()
        var people: GroupCounts?
        for group in groups {
            var values = [[Int: Int]](repeating: [:], count: items.count)
            for item in items.indices {
                values[item] = group.values[item] ?? [:]
                let sum = values[item].values.reduce(group.silent[item] ?? 0, +)
                guard sum == group.group.people else {
                    throw BallotFileProblem(
                        line: group.line,
                        expected:
                            "the ballots of \(FileProblem.shown(items[item])) in this group to sum up to its people, \(group.group.people)",
                        found: "\(sum)")
                }
                guard method != .ranking || values[item].keys.allSatisfy({ abs($0) <= items.count }) else {
                    throw BallotFileProblem(
                        line: group.line, expected: "ranks from 1 to \(items.count), the number of items",
                        found: "others")
                }
            }
            let counted = GroupCounts(group.group, values: values)
            switch group.reading {
            case .people: people = counted
            case .sectors: counts.sectors.append(counted)
            case .countries: counts.countries.append(counted)
            }
        }
        guard let people, everybody.name.isEmpty else {
            throw BallotFileProblem(
                line: everybody.line, expected: "no group in the reading people", found: everybody.name)
        }
        return CountedFile(method: method, items: items, everybody: people, counts: counts)
    }
}
