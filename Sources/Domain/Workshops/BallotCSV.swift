/// The ballot file that a round exports and anyone can recount: header `ballot,sector,country,item,value`, one line
/// per ballot and item; read with commas, semicolons or tabs, with or without a byte order mark. Value is dots, a rating 1...9, 1 for approved, or a rank with 1 the best.
///
/// Value 0 is read for dots and approvals only: it says nothing of the item, but the ballot exists, which is how an
/// empty ballot counts in the mean. Equal ranks in one ballot are a tie.
public enum BallotCSV {
    public static let header: [String] = ["ballot", "sector", "country", "item", "value"]

    /// - Throws: `BallotFileProblem` with the line for: not CSV, another header, a line without five fields, a blank
    ///   ballot or item, a value that the method does not know, the same ballot and item twice, a ballot whose
    ///   sector or country changes, no ballot at all.
    public static func read(bytes: [UInt8], for method: TallyMethod) throws(BallotFileProblem) -> BallotBox {
        var reader = CSVReader(bytes: bytes)
        let expectedHeader = "the header " + header.joined(separator: ",")
        guard let first = try reader.told() else {
            throw BallotFileProblem(line: 1, expected: expectedHeader, found: "an empty file")
        }
        guard first.fields == header else {
            throw BallotFileProblem(
                line: 1, expected: expectedHeader, found: FileProblem.shown(first.fields.joined(separator: ",")))
        }
        var builder = BallotBoxBuilder(method: method)
        var blankLine: Int?
        while let record = try reader.told() {
            guard !record.isBlank else {
                blankLine = blankLine ?? record.line
                continue
            }
            if let blankLine { throw BallotFileProblem(line: blankLine, expected: fiveFields, found: "a blank line") }
            try builder.add(record)
        }
        return try builder.finish(endLine: reader.line)
    }

    /// The file of a box, without any order of time: ballots are numbered in an order that depends on what they say
    /// and not on when they came.
    ///
    /// - Parameter attributes: what may be told of a ballot, see `Suppression`.
    ///
    /// Items that nobody marked get a line of 0 on the first ballot for dots and approvals; in a ranking the first
    /// ballot names all that it left out as tied for its last place, which counts the same; a rating cannot name
    /// them. A rating or ranking that says nothing has no line.
    public static func write(_ box: BallotBox, method: VotingMethod, attributes: Set<BallotAttribute>) -> String {
        var text = CSVWriter.record(header)
        let marked = Set(box.ballots.flatMap { $0.ordered.map(\.item) })
        let unmarked = box.items.indices.filter { !marked.contains($0) }
        var number = 0
        for ballot in sorted(box.ballots, attributes) {
            var values = ballot.ordered.map { ($0.item, $0.value) }
            switch method {
            case .multivote, .approval:
                if number == 0 { values += unmarked.map { ($0, 0) } }
                if values.isEmpty, !box.items.isEmpty { values = [(0, 0)] }
            case .ranking:
                if number == 0 && !values.isEmpty && !unmarked.isEmpty {
                    let ranked = Set(values.map(\.0))
                    let last = (values.map(\.1).max() ?? 0) + 1
                    values += box.items.indices.filter { !ranked.contains($0) }.map { ($0, last) }
                }
            case .rating: break
            }
            guard !values.isEmpty else { continue }
            number += 1
            let sector = attributes.contains(.sector) ? ballot.sector ?? "" : ""
            let country = attributes.contains(.country) ? ballot.country ?? "" : ""
            for (item, value) in values {
                text += CSVWriter.record([String(number), sector, country, box.items[item], String(value)])
            }
        }
        return text
    }

    static let fiveFields = "five fields: " + header.joined(separator: ",")

    private static func sorted(_ ballots: [CountedBallot], _ attributes: Set<BallotAttribute>) -> [CountedBallot] {
        let keyed = ballots.flatMap { ballot in
            let sector = attributes.contains(.sector) ? ballot.sector ?? "" : ""
            let country = attributes.contains(.country) ? ballot.country ?? "" : ""
            let key = [sector, country] + ballot.ordered.map { "\($0.item) \($0.value)" }
            return repeatElement((key, ballot), count: ballot.count)
        }
        return keyed.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }
}

/// What may be told of a ballot beside its choice.
public enum BallotAttribute: String, Sendable, Hashable, CaseIterable {
    case sector, country
}

/// Gathers the lines of a ballot CSV.
struct BallotBoxBuilder {
    private let method: TallyMethod
    private var items: [String] = []
    private var itemIndex: [String: Int] = [:]
    private var ballotIndex: [String: Int] = [:]
    private var ballots: [(sector: String, country: String, line: Int, marks: [Mark])] = []
    /// Pairs of ballot and item, packed.
    private var seen: Set<UInt64> = []
    /// The highest rank and where it first stood.
    private var highest = (value: 0, line: 0)

    init(method: TallyMethod) { self.method = method }

    mutating func add(_ record: CSVReader.Record) throws(BallotFileProblem) {
        let (line, fields) = (record.line, record.fields)
        guard fields.count == 5 else {
            throw BallotFileProblem(line: line, expected: BallotCSV.fiveFields, found: "\(fields.count)")
        }
        guard !fields[0].isEmpty else {
            throw BallotFileProblem(line: line, expected: "a ballot number", found: "nothing")
        }
        guard !fields[3].isEmpty else { throw BallotFileProblem(line: line, expected: "an item", found: "nothing") }
        let value = try value(fields[4], line: line)
        let ballot = try ballot(fields, line: line)
        let item = item(fields[3])
        guard seen.insert(UInt64(ballot) << 32 | UInt64(item)).inserted else {
            throw BallotFileProblem(
                line: line, expected: "each item once per ballot",
                found: "\(FileProblem.shown(fields[3])) again on ballot \(FileProblem.shown(fields[0]))")
        }
        if value > highest.value { highest = (value, line) }
        if value > 0 { ballots[ballot].marks.append(Mark(item: item, value: value)) }
    }

    /// - Parameter endLine: the line after the last, for a file without ballots.
    func finish(endLine: Int) throws(BallotFileProblem) -> BallotBox {
        guard !ballots.isEmpty else {
            throw BallotFileProblem(
                line: max(2, endLine), expected: "at least one ballot after the header", found: "the end of the file")
        }
        if method == .borda || method == .schulze, highest.value > items.count {
            throw BallotFileProblem(
                line: highest.line, expected: "a rank from 1 to \(items.count), the number of items",
                found: "\(highest.value)")
        }
        return BallotBox(
            items: items,
            ballots: ballots.map { ballot in
                CountedBallot(
                    sector: ballot.sector.isEmpty ? nil : ballot.sector,
                    country: ballot.country.isEmpty ? nil : ballot.country, marks: ballot.marks)
            })
    }

    private var range: ClosedRange<Int> {
        switch method {
        case .multivote, .equalShares: 0...Mark.largestValue
        case .rating: 1...9
        case .approval: 0...1
        case .borda, .schulze, .kendall: 1...Mark.largestValue
        }
    }

    private var expectedValue: String {
        switch method {
        case .multivote: "a whole number of dots, 0 or more"
        case .equalShares: "1 for approved, or a whole number of dots, 0 or more"
        case .rating: "a rating, a whole number from 1 to 9"
        case .approval: "1 for approved, or 0"
        case .borda, .schulze: "a rank, a whole number from 1"
        case .kendall: "a rank or rating, a whole number from 1"
        }
    }

    private func value(_ text: String, line: Int) throws(BallotFileProblem) -> Int {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
        guard isPlain, let value = Int(text), range.contains(value) else {
            throw BallotFileProblem(
                line: line, expected: expectedValue, found: text.isEmpty ? "nothing" : FileProblem.shown(text))
        }
        return value
    }

    private mutating func ballot(_ fields: [String], line: Int) throws(BallotFileProblem) -> Int {
        guard let index = ballotIndex[fields[0]] else {
            ballotIndex[fields[0]] = ballots.count
            ballots.append((fields[1], fields[2], line, []))
            return ballots.count - 1
        }
        let known = ballots[index]
        for (name, before, now) in [("sector", known.sector, fields[1]), ("country", known.country, fields[2])]
        where before != now {
            throw BallotFileProblem(
                line: line,
                expected: "\(name) \(FileProblem.shown(before)) as on line \(known.line) of the same ballot",
                found: FileProblem.shown(now))
        }
        return index
    }

    private mutating func item(_ name: String) -> Int {
        if let index = itemIndex[name] { return index }
        itemIndex[name] = items.count
        items.append(name)
        return items.count - 1
    }
}
