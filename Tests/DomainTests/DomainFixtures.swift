import Domain

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// By remainder, so that any language repeats it.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// A box of items "A", "B", … from rows (sector, country, values by item; nil for no mark).
func box(_ rows: [(String?, String?, [Int?])], items: Int? = nil) -> BallotBox {
    let count = items ?? rows.first?.2.count ?? 0
    return BallotBox(items: letters(count), ballots: rows.map { ballot($0.2, sector: $0.0, country: $0.1) })
}

func ballot(_ values: [Int?], sector: String? = nil, country: String? = nil, count: Int = 1) -> CountedBallot {
    let marks = values.enumerated().compactMap { index, value in value.map { Mark(item: index, value: $0) } }
    return CountedBallot(sector: sector, country: country, marks: marks, count: count)
}

func letters(_ count: Int) -> [String] {
    (0..<count).map { index in
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : letter + String(index / 26)
    }
}

/// Orders such as "ACBED" with counts, as ranks.
func rankings(_ orders: [(Int, String)], items: Int) -> BallotBox {
    BallotBox(
        items: letters(items),
        ballots: orders.map { count, order in
            let marks = order.utf8.enumerated().map { Mark(item: Int($1) - 65, value: $0 + 1) }
            return CountedBallot(marks: marks, count: count)
        })
}

/// Approval sets such as "ACD" with counts.
func approvals(_ sets: [(Int, String)], items: Int) -> BallotBox {
    BallotBox(
        items: letters(items),
        ballots: sets.map { count, set in
            CountedBallot(marks: set.utf8.map { Mark(item: Int($0) - 65, value: 1) }, count: count)
        })
}

/// Approvals drawn with `percent` chance each.
func randomApprovals(seed: UInt64, voters: Int, items: Int, percent: Int) -> BallotBox {
    var generator = SeededGenerator(seed)
    let ballots = (0..<voters).map { _ in
        CountedBallot(
            marks: (0..<items).filter { _ in generator.below(100) < percent }.map { Mark(item: $0, value: 1) })
    }
    return BallotBox(items: letters(items), ballots: ballots)
}

extension TallyReport {
    /// By item letters, best first: "AB" is a tie.
    func letters(_ reading: TallyReading) -> [String]? {
        tally[reading]?.order.map { $0.map { tally.items[$0] }.joined() }
    }
}

extension Tally {
    func letters(_ reading: TallyReading) -> [String]? {
        self[reading]?.order.map { $0.map { items[$0] }.joined() }
    }

    func scores(_ reading: TallyReading) -> [String]? {
        self[reading]?.scores.map { $0?.description ?? "nil" }
    }
}
