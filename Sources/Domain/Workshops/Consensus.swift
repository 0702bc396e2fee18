/// When an issue is in or out in every sector; fixed before the round opens. Percentages are whole numbers 0...100.
public struct ConsensusThresholds: Sendable, Hashable {
    /// A rating of at least this is high (7), of at most `lowRating` low (3).
    public var highRating: Int
    public var lowRating: Int
    /// In: at least so many percent rate high …
    public var inHighAtLeast: Int
    /// … and under so many percent rate low.
    public var inLowUnder: Int
    /// Out: at most so many percent rate high.
    public var outHighAtMost: Int

    public init(
        highRating: Int = 7, lowRating: Int = 3, inHighAtLeast: Int = 70, inLowUnder: Int = 15, outHighAtMost: Int = 50
    ) {
        self.highRating = highRating
        self.lowRating = lowRating
        self.inHighAtLeast = inHighAtLeast
        self.inLowUnder = inLowUnder
        self.outHighAtMost = outHighAtMost
    }

    /// The core-outcome-set rule (PMC10860107, table 2): 70 % rate 7–9 and under 15 % rate 1–3; out at 50 % or less.
    public static let coreOutcomeSet = ConsensusThresholds()

    /// Whether in and out exclude each other and all numbers are in range.
    public var isValid: Bool {
        (1...9).contains(lowRating) && (1...9).contains(highRating) && lowRating < highRating
            && (1...100).contains(inHighAtLeast) && (1...100).contains(inLowUnder)
            && (0...100).contains(outHighAtMost) && outHighAtMost < inHighAtLeast
    }
}

public enum ConsensusState: String, Sendable, Hashable, CaseIterable {
    case `in`, out, open
}

/// Whether every sector agrees on one item (methods.md, section 4).
public struct Consensus: Sendable, Hashable {
    public let state: ConsensusState
    public let shares: [SectorShare]

    /// Of those in the sector who rated the item. A sector below five ballots counts, and is not shown
    /// (`Suppression`).
    public struct SectorShare: Sendable, Hashable {
        /// Nil when no ballot names a sector: then all ballots stand together.
        public let sector: String?
        public let judged: Int
        public let high: Int
        public let low: Int
    }

    /// One result per item. *In*: in every sector at least 70 % rate 7–9 and under 15 % rate 1–3. *Out*: in every
    /// sector at most 50 % rate 7–9. Else *open*; also when all of a sector "cannot judge". Compared as integers.
    /// Ballots without a sector stay out, unless none has one.
    public static func evaluate(
        _ box: BallotBox, thresholds: ConsensusThresholds = .coreOutcomeSet
    ) -> [Consensus] {
        let names = Set(box.ballots.compactMap { $0.group(in: .sectors) }).sorted()
        let parts: [(String?, BallotBox)] =
            names.isEmpty
            ? [(nil, box)]
            : names.map { name in
                (name, BallotBox(items: box.items, ballots: box.ballots.filter { $0.sector == name }))
            }
        let summaries = parts.map { RatingSummary.summaries($0.1) }
        return box.items.indices.map { item in
            let shares = parts.indices.map { part in
                share(parts[part].0, summaries[part][item].histogram, thresholds)
            }
            return Consensus(state: state(shares, thresholds), shares: shares)
        }
    }

    private static func share(_ sector: String?, _ histogram: [Int], _ thresholds: ConsensusThresholds) -> SectorShare {
        SectorShare(
            sector: sector, judged: histogram.reduce(0, +),
            high: histogram.dropFirst(thresholds.highRating - 1).reduce(0, +),
            low: histogram.prefix(thresholds.lowRating).reduce(0, +))
    }

    private static func state(_ shares: [SectorShare], _ thresholds: ConsensusThresholds) -> ConsensusState {
        guard !shares.isEmpty, shares.allSatisfy({ $0.judged > 0 }) else { return .open }
        let isIn = shares.allSatisfy { share in
            100 * share.high >= thresholds.inHighAtLeast * share.judged
                && 100 * share.low < thresholds.inLowUnder * share.judged
        }
        if isIn { return .in }
        return shares.allSatisfy { 100 * $0.high <= thresholds.outHighAtMost * $0.judged } ? .out : .open
    }
}
