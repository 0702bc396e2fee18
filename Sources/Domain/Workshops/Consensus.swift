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

/// Whether every sector agrees on one item: the rule of core outcome sets (PMC10860107, table 2).
public struct Consensus: Sendable, Hashable {
    public let state: ConsensusState
    public let shares: [SectorShare]

    /// Of whom it speaks.
    public enum Scope: Sendable, Hashable {
        /// Each sector by itself; each by itself or, the small ones, together; the whole room as one.
        case sectors, together, room
    }

    public var scope: Scope {
        if shares.contains(where: { $0.sectors.isEmpty }) { return .room }
        return shares.allSatisfy { $0.sectors.count == 1 } ? .sectors : .together
    }

    /// Of those in a group of sectors who rated the item.
    public struct SectorShare: Sendable, Hashable {
        /// One sector, or the small ones that are counted together; empty where all ballots stand together.
        public let sectors: [String]
        public let judged: Int
        public let high: Int
        public let low: Int
    }

    /// One group of sectors: for each item how many gave 1, 2, … 9.
    public struct Part: Sendable {
        let sectors: [String]
        let histograms: [[Int]]
    }

    /// One result per item. *In*: in every sector at least 70 % rate 7–9 and under 15 % rate 1–3. *Out*: in every
    /// sector at most 50 % rate 7–9. Else *open*; also while fewer than five of a sector have judged the item, for a sentence about a sector
    /// needs five ratings in it. Sectors too small for that are counted together (`SafeGroups`). Compared as integers.
    /// Ballots without a sector stay out, unless none has one or they are too few to stand apart.
    public static func evaluate(
        _ box: BallotBox, thresholds: ConsensusThresholds = .coreOutcomeSet
    ) -> [Consensus] {
        var voters: [SafeGroups.Origin: Int] = [:]
        for ballot in box.ballots {
            voters[SafeGroups.Origin(sector: ballot.sector, country: nil), default: 0] += ballot.count
        }
        let groups = SafeGroups.decide(voters).sectors
        let weighed = groups.filter { $0.weight > 0 }
        let parts = (weighed.isEmpty ? groups : weighed).map { group in
            let names = Set(group.names)
            let ballots = box.ballots.filter { names.contains($0.sector ?? "") }
            return Part(
                sectors: weighed.count > 1 ? group.members : [],
                histograms: RatingSummary.summaries(BallotBox(items: box.items, ballots: ballots)).map(\.histogram))
        }
        return evaluate(parts, items: box.items.count, thresholds: thresholds)
    }

    /// The same for a closed round: by the numbers of its sectors, or where there is no reading by sectors of the whole room.
    public static func evaluate(
        _ counts: RoundCounts, room: [RatingSummary], thresholds: ConsensusThresholds
    ) -> [Consensus] {
        let parts =
            counts.has(.sectors)
            ? counts.sectors.filter { $0.group.weight > 0 }.map { counts in
                Part(sectors: counts.group.members, histograms: room.indices.map(counts.histogram))
            } : [Part(sectors: [], histograms: room.map(\.histogram))]
        return evaluate(parts, items: room.count, thresholds: thresholds)
    }

    private static func evaluate(_ parts: [Part], items: Int, thresholds: ConsensusThresholds) -> [Consensus] {
        (0..<items).map { item in
            let shares = parts.map { share($0.sectors, $0.histograms[item], thresholds) }
            return Consensus(state: state(shares, thresholds), shares: shares)
        }
    }

    private static func share(_ sectors: [String], _ histogram: [Int], _ thresholds: ConsensusThresholds) -> SectorShare
    {
        SectorShare(
            sectors: sectors, judged: histogram.reduce(0, +),
            high: histogram.dropFirst(thresholds.highRating - 1).reduce(0, +),
            low: histogram.prefix(thresholds.lowRating).reduce(0, +))
    }

    private static func state(_ shares: [SectorShare], _ thresholds: ConsensusThresholds) -> ConsensusState {
        guard !shares.isEmpty, shares.allSatisfy({ Suppression.mayShow(ballots: $0.judged) }) else { return .open }
        let isIn = shares.allSatisfy { share in
            100 * share.high >= thresholds.inHighAtLeast * share.judged
                && 100 * share.low < thresholds.inLowUnder * share.judged
        }
        if isIn { return .in }
        return shares.allSatisfy { 100 * $0.high <= thresholds.outHighAtMost * $0.judged } ? .out : .open
    }
}
