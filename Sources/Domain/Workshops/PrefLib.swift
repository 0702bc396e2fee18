/// Reads the PrefLib formats of September 2022 (preflib.org, "Format specification"): `# NAME: value` lines, then
/// `count: preference` lines. In `.soc` `.soi` `.toc` `.toi` a preference is an order, `1,{2,3},4` with ties in braces;
/// in `.cat` it is one category after another, `{1,2},3,{}`, of which the first counts as approved. The older form of orders
/// is read, too (``PrefLibOldForm``).
///
/// Refused with the line: counts in the header that do not fit, alternatives that do not exist or stand twice in one
/// preference, two equal preferences, ties in `.soc`/`.soi`, gaps in `.soc`/`.toc`. An alternative without a name line goes by its
/// number; several of one name, by name and number: `Smith (2)`. A preference that `0` voters hold is checked and counts for
/// nobody. A comma at the end of a line, and an empty last category, say nothing.
public enum PrefLib {
    /// - Parameter format: not `.csv`.
    /// - Returns: marks are ranks (tied alternatives share one), or 1 for the first category.
    public static func read(bytes: [UInt8], format: BallotFileFormat) throws(BallotFileProblem) -> BallotBox {
        var header = PrefLibHeader(format: format)
        var ballots: [CountedBallot] = []
        var seen: [[[Int]]: Int] = [:]
        let lines = try lines(bytes)
        if PrefLibOldForm.begins(lines) { return try PrefLibOldForm.read(lines, format: format) }
        var unique = 0
        for (index, text) in lines.enumerated() {
            let line = index + 1
            if text.isEmpty {
                throw BallotFileProblem(line: line, expected: preferenceForm(format), found: "a blank line")
            }
            if text.hasPrefix("#") {
                guard unique == 0 else {
                    throw BallotFileProblem(
                        line: line, expected: preferenceForm(format), found: "a header line after the preferences")
                }
                try header.read(text, line: line)
                continue
            }
            let count = try header.alternatives(line: line)
            var parser = PrefLibLine(text: text, line: line, format: format, alternatives: count)
            let (voters, groups) = try parser.read(categories: header.categories)
            if let first = seen[groups] {
                throw BallotFileProblem(
                    line: line, expected: "each preference once, with its count",
                    found: "the preference of line \(first) again")
            }
            seen[groups] = line
            unique += 1
            if voters > 0 { ballots.append(CountedBallot(marks: marks(groups, format), count: voters)) }
        }
        return try header.finish(ballots, unique: unique, lines: lines.count)
    }

    static func preferenceForm(_ format: BallotFileFormat) -> String {
        format == .cat ? "a preference such as 5: {1,2},{3}" : "a preference such as 12: 1,2,{3,4}"
    }

    static func marks(_ groups: [[Int]], _ format: BallotFileFormat) -> [Mark] {
        if format == .cat { return (groups.first ?? []).map { Mark(item: $0, value: 1) } }
        return groups.enumerated().flatMap { place, group in group.map { Mark(item: $0, value: place + 1) } }
    }

    /// Lines without the spaces around them and without blank ones at the end.
    private static func lines(_ bytes: [UInt8]) throws(BallotFileProblem) -> [String] {
        let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
        var lines: [String] = []
        for part in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard let text = String(validating: part, as: UTF8.self) else {
                throw BallotFileProblem(line: lines.count + 1, expected: "text in UTF-8")
            }
            lines.append(text.trimmingSpaces())
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard !lines.isEmpty else {
            throw BallotFileProblem(
                line: 1, expected: "a header such as # NUMBER ALTERNATIVES: 4", found: "an empty file")
        }
        return lines
    }
}

/// The `#` lines: what they promise is held against what follows.
struct PrefLibHeader {
    private let format: BallotFileFormat
    private var count: Int?
    private var names: [Int: (name: String, line: Int)] = [:]
    private var voters: (number: Int, line: Int)?
    private var unique: (number: Int, line: Int)?
    private(set) var categories: Int?

    init(format: BallotFileFormat) { self.format = format }

    mutating func read(_ text: String, line: Int) throws(BallotFileProblem) {
        guard let colon = text.firstIndex(of: ":") else {
            // A remark without a value is no business of ours.
            return
        }
        let key = String(text[..<colon].dropFirst()).trimmingSpaces()
        let value = String(text[text.index(after: colon)...]).trimmingSpaces()
        switch key {
        case "DATA TYPE":
            guard value == format.rawValue else {
                throw BallotFileProblem(
                    line: line, expected: "data type \(format.rawValue), as the file's name ends",
                    found: FileProblem.shown(value))
            }
        case "NUMBER ALTERNATIVES": count = try number(value, line: line, from: 1, to: PrefLibLine.mostAlternatives)
        case "NUMBER VOTERS": voters = (try number(value, line: line, from: 0), line)
        case "NUMBER UNIQUE ORDERS", "NUMBER UNIQUE PREFERENCES":
            unique = (try number(value, line: line, from: 0), line)
        case "NUMBER CATEGORIES": categories = try number(value, line: line, from: 1)
        case _ where key.hasPrefix("ALTERNATIVE NAME "):
            let index = try number(String(key.dropFirst("ALTERNATIVE NAME ".count)), line: line, from: 1)
            guard names[index] == nil, !value.isEmpty else {
                throw BallotFileProblem(
                    line: line, expected: "each alternative once, with its name", found: FileProblem.shown(text))
            }
            names[index] = (value, line)
        default: break
        }
    }

    func alternatives(line: Int) throws(BallotFileProblem) -> Int {
        guard let count else {
            throw BallotFileProblem(
                line: line, expected: "a header line # NUMBER ALTERNATIVES: … before the first preference")
        }
        return count
    }

    /// - Parameter unique: how many preferences there are, those that nobody holds included.
    func finish(_ ballots: [CountedBallot], unique found: Int, lines: Int) throws(BallotFileProblem) -> BallotBox {
        let count = try alternatives(line: lines)
        if let wrong = names.filter({ $0.key > count }).values.min(by: { $0.line < $1.line }) {
            throw BallotFileProblem(
                line: wrong.line, expected: "alternatives 1 to \(count)", found: "a name for another")
        }
        guard !ballots.isEmpty else {
            throw BallotFileProblem(
                line: lines + 1, expected: PrefLib.preferenceForm(format), found: "the end of the file")
        }
        let counted = ballots.reduce(0) { $0 + $1.count }
        guard counted <= PrefLibLine.mostVoters else {
            throw BallotFileProblem(
                line: lines, expected: "at most \(PrefLibLine.mostVoters) voters", found: "\(counted)")
        }
        if let voters, voters.number != counted {
            throw BallotFileProblem(
                line: voters.line, expected: "\(counted) voters, as the preferences add up to",
                found: "\(voters.number)")
        }
        if let unique, unique.number != found {
            throw BallotFileProblem(
                line: unique.line, expected: "\(found) unique preferences, as many as follow",
                found: "\(unique.number)")
        }
        return BallotBox(items: try Self.items(names.mapValues(\.name), count: count), ballots: ballots)
    }

    /// What the alternatives are called, each differently: several of one name get their numbers behind it.
    static func items(_ names: [Int: String], count: Int) throws(BallotFileProblem) -> [String] {
        let plain = (1...count).map { names[$0] ?? String($0) }
        let shared = Dictionary(grouping: plain, by: { $0 }).filter { $0.value.count > 1 }
        let items = plain.enumerated().map { index, name in shared[name] == nil ? name : "\(name) (\(index + 1))" }
        guard Set(items).count == count else {
            throw BallotFileProblem(
                line: nil,
                expected: "names that stay different with their numbers behind them; rename one of those that are alike"
            )
        }
        return items
    }

    private func number(_ text: String, line: Int, from least: Int, to most: Int = PrefLibLine.mostVoters)
        throws(BallotFileProblem) -> Int
    {
        guard let value = Int(text), (least...most).contains(value) else {
            throw BallotFileProblem(
                line: line, expected: "a whole number from \(least) to \(most)", found: FileProblem.shown(text))
        }
        return value
    }
}

/// One `count: preference` line.
struct PrefLibLine {
    /// More voters or alternatives than this are a typing error, and would not fit the sums.
    static let mostVoters = 1_000_000_000
    static let mostAlternatives = 100_000

    let text: String
    let line: Int
    let format: BallotFileFormat
    let alternatives: Int

    /// The count and the groups of alternatives (indices from 0, ascending in each group).
    mutating func read(categories: Int?) throws(BallotFileProblem) -> (voters: Int, groups: [[Int]]) {
        guard let colon = text.firstIndex(of: ":") else { throw malformed() }
        let countText = String(text[..<colon]).trimmingSpaces()
        guard let voters = Int(countText), (0...Self.mostVoters).contains(voters) else {
            throw BallotFileProblem(
                line: line, expected: "a count of voters before the colon", found: FileProblem.shown(countText))
        }
        return (voters, try preference(String(text[text.index(after: colon)...]), categories: categories))
    }

    /// The groups of alternatives of what stands behind the count.
    mutating func preference(_ text: String, categories: Int?) throws(BallotFileProblem) -> [[Int]] {
        var groups = try groups(Self.withoutLastComma(text))
        // Nothing in the last category: said or left out, it is the same.
        while groups.count > max(1, format == .cat ? categories ?? .max : 0), groups.last?.isEmpty == true {
            groups.removeLast()
        }
        if format != .cat, groups.contains(where: \.isEmpty) { throw malformed() }
        var seen: Set<Int> = []
        for alternative in groups.flatMap({ $0 }) where !seen.insert(alternative).inserted {
            throw BallotFileProblem(
                line: line, expected: "each alternative once in a preference", found: "\(alternative + 1) again")
        }
        if let categories, groups.count > categories {
            throw BallotFileProblem(line: line, expected: "\(categories) categories", found: "\(groups.count)")
        }
        if format == .soc || format == .soi, groups.contains(where: { $0.count > 1 }) {
            throw BallotFileProblem(
                line: line, expected: "an order without ties in a .\(format.rawValue) file", found: "braces")
        }
        if format == .soc || format == .toc, seen.count != alternatives {
            throw BallotFileProblem(
                line: line, expected: "all \(alternatives) alternatives in a .\(format.rawValue) file",
                found: "\(seen.count)")
        }
        return groups
    }

    /// Some programs end every list with a comma.
    private static func withoutLastComma(_ text: String) -> String {
        let text = text.trimmingSpaces()
        guard text.hasSuffix(","), !String(text.dropLast()).trimmingSpaces().hasSuffix(","), text.count > 1 else {
            return text
        }
        return String(text.dropLast())
    }

    /// Longer than usual: one small state machine reads better whole.
    private func groups(_ preference: String) throws(BallotFileProblem) -> [[Int]] {
        var groups: [[Int]] = []
        var open: [Int]?
        var digits = ""
        var needsValue = true
        for character in preference {
            switch character {
            case " ", "\t":
                // Spaces may stand around a number, not inside one: "1 2" is no "12".
                if !digits.isEmpty { digits += " " }
            case "0"..."9": digits.append(character)
            case "{":
                guard open == nil, digits.isEmpty, needsValue else { throw malformed() }
                open = []
            case ",", "}":
                let value = try value(&digits)
                if open != nil, let value { open?.append(value) } else if let value { groups.append([value]) }
                if character == "," {
                    // After a closed group the comma stands alone.
                    guard value != nil || (open == nil && !needsValue) else { throw malformed() }
                    needsValue = true
                    continue
                }
                guard let group = open, value != nil || group.isEmpty else { throw malformed() }
                groups.append(group.sorted())
                (open, needsValue) = (nil, false)
                continue
            default: throw malformed()
            }
            if !digits.isEmpty {
                guard needsValue || open != nil else { throw malformed() }
            }
        }
        guard open == nil else {
            throw BallotFileProblem(line: line, expected: "a closing brace", found: "the end of the line")
        }
        if let value = try value(&digits) {
            groups.append([value])
        } else if needsValue {
            throw malformed()
        }
        return groups
    }

    private func value(_ digits: inout String) throws(BallotFileProblem) -> Int? {
        let text = digits.trimmingSpaces()
        digits = ""
        guard !text.isEmpty else { return nil }
        guard let value = Int(text), (1...alternatives).contains(value) else {
            throw BallotFileProblem(
                line: line, expected: "an alternative from 1 to \(alternatives)", found: FileProblem.shown(text))
        }
        return value - 1
    }

    private func malformed() -> BallotFileProblem {
        BallotFileProblem(line: line, expected: PrefLib.preferenceForm(format), found: FileProblem.shown(text))
    }
}

extension String {
    func trimmingSpaces() -> String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
