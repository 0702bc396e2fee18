/// The JSON of `roundtable tally`: what anyone gets who recounts a ballot file.
///
/// Keys: `method`; `ballots`; `items`; `totals` {item: sum}, numbers, exact (Borda and rank sums may end in .5);
/// `voters` {item: ballots that gave it something}; `scores` {reading: {item: mean, exact, as text, "17/3" where not
/// whole; null where nobody judged it}}; `order` {reading: [[tied items] …], best first}. The readings `sectors` and
/// `countries` appear when at least one ballot names its group; a ballot that names none is left out of that reading.
///
/// - `equal-shares` adds `chosen` in the order taken and `ties`: for each tie that was broken, `chosen`, `among` and
///   whether it `decided` who is in: true where another order of the tied leads to other items, null where there are too many orders
///   to try them all.
/// - `kendall` adds `w` and `chi2` over the items that every ballot judged, null where undefined; its totals are rank
///   sums, its scores mean ranks, its order lowest mean first.
/// - `schulze` gives Borda's figures with the order of the strongest paths.
public struct TallyReport: Sendable {
    public let tally: Tally
    public let equalShares: EqualShares?
    public let concordance: Kendall.Concordance?

    /// Counts a ballot file, or a file of numbers (`CountsCSV`).
    ///
    /// - Parameters:
    ///   - seats: for equal shares, from 1 to the number of items; other methods do not look at it.
    ///   - support: for equal shares, the value from which an item counts as supported: 1 for approvals and dots, 7
    ///     for ratings.
    public static func make(
        method: TallyMethod, bytes: [UInt8], format: BallotFileFormat, seats: Int? = nil, support: Int = 1
    ) throws(BallotFileProblem) -> TallyReport {
        guard format.suits(method) else {
            let wanted = BallotFileFormat.allCases.filter { $0.suits(method) }.map { ".\($0.rawValue)" }
            throw BallotFileProblem(
                line: nil, expected: "a \(wanted.joined(separator: ", ")) file for \(method.rawValue)",
                found: "a .\(format.rawValue) file")
        }
        if method == .equalShares && seats == nil {
            throw BallotFileProblem(line: nil, expected: "--seats with equal-shares")
        }
        if format == .csv, CountsCSV.isMeant(bytes: bytes) {
            return TallyReport(
                tally: try CountsCSV.read(bytes: bytes, for: method).tally, equalShares: nil, concordance: nil)
        }
        let box =
            format == .csv
            ? try BallotCSV.read(bytes: bytes, for: method) : try PrefLib.read(bytes: bytes, format: format)
        return try make(method: method, box: box, seats: seats, support: support)
    }

    /// What is known of the round and does not follow from its ballots: the last key of the JSON, `note`.
    public var note: String?

    /// Of a round that is counted already.
    public init(_ tally: Tally, note: String? = nil) {
        self.init(tally: tally, equalShares: nil, concordance: nil)
        self.note = note
    }

    private init(tally: Tally, equalShares: EqualShares?, concordance: Kendall.Concordance?) {
        self.tally = tally
        self.equalShares = equalShares
        self.concordance = concordance
    }

    public static func make(
        method: TallyMethod, box: BallotBox, seats: Int? = nil, support: Int = 1
    ) throws(BallotFileProblem) -> TallyReport {
        guard method != .schulze || box.items.count <= Schulze.mostItems else {
            throw BallotFileProblem(
                line: nil, expected: "at most \(Schulze.mostItems) items for schulze", found: "\(box.items.count)")
        }
        guard method == .equalShares else {
            return TallyReport(
                tally: Tally.count(box, by: method), equalShares: nil,
                concordance: method == .kendall ? Kendall.concordance(box) : nil)
        }
        guard let seats, seats >= 1, seats <= box.items.count else {
            throw BallotFileProblem(
                line: nil, expected: "--seats from 1 to \(box.items.count), the number of items",
                found: seats.map(String.init))
        }
        return TallyReport(
            tally: Tally.count(box, by: method),
            equalShares: EqualShares.choose(box.approvals(from: support), seats: seats), concordance: nil)
    }

    /// The report as a JSON text of always the same bytes, ending with a line break.
    public var json: String {
        var pairs: [(String, JSONValue)] = [
            ("method", .text(tally.method.rawValue)),
            ("ballots", .whole(tally.ballots)),
            ("items", names(Array(tally.items.indices))),
            ("totals", byItem(tally.totals.map(Self.exactNumber))),
            ("voters", byItem(tally.voters.map { .whole($0) })),
            ("scores", byReading { byItem($0.scores.map { score in score.map { .text($0.description) } ?? .null }) }),
            ("order", byReading { .list($0.order.map(names)) }),
        ]
        if let equalShares {
            pairs.append(("chosen", names(equalShares.chosen)))
            pairs.append(("ties", .list(equalShares.choices.filter { !$0.tied.isEmpty }.map { tie($0) })))
        }
        if let concordance {
            pairs.append(("w", concordance.w.map(JSONValue.number) ?? .null))
            pairs.append(("chi2", concordance.chiSquared.map(JSONValue.number) ?? .null))
        }
        if let note { pairs.append(("note", .text(note))) }
        return JSONValue.ordered(pairs).json(.indented) + "\n"
    }

    private func tie(_ choice: EqualShares.Choice) -> JSONValue {
        return .ordered([
            ("chosen", .text(tally.items[choice.item])), ("among", names(choice.tied)),
            (
                "decided",
                choice.influence == .unknown ? .null : .flag(choice.influence == .decided)
            ),
        ])
    }

    private func names(_ items: [Int]) -> JSONValue { .list(items.map { .text(tally.items[$0]) }) }

    private func byItem(_ values: [JSONValue]) -> JSONValue { .ordered(Array(zip(tally.items, values))) }

    private func byReading(_ value: (ReadingTally) -> JSONValue) -> JSONValue {
        .ordered(tally.readings.map { ($0.reading.rawValue, value($0)) })
    }

    /// Whole or a half, as every total is; anything else would be text.
    private static func exactNumber(_ value: Rational) -> JSONValue {
        if value.isWhole { return .digits(value.description) }
        let doubled = value + value
        guard doubled.isWhole else { return .text(value.description) }
        let whole = (value.magnitude - Rational(1, 2)).description
        return .digits((value < .zero ? "-" : "") + whole + ".5")
    }
}
