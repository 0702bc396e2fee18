/// What a room's ratings 1...9 of one item look like. "Cannot judge" is counted apart and is never a 0.
public struct RatingSummary: Sendable, Hashable {
    /// How many gave 1, 2, … 9.
    public let histogram: [Int]
    /// Ballots of the box that did not rate the item.
    public let cannotJudge: Int

    public init(histogram: [Int], cannotJudge: Int = 0) {
        self.histogram = histogram
        self.cannotJudge = cannotJudge
    }

    /// One summary per item. Marks outside 1...9 are not counted; the readers refuse them.
    public static func summaries(_ box: BallotBox) -> [RatingSummary] {
        var histograms = [[Int]](repeating: [Int](repeating: 0, count: 9), count: box.items.count)
        for ballot in box.ballots {
            for mark in ballot.ordered where (1...9).contains(mark.value) {
                histograms[mark.item][mark.value - 1] += ballot.count
            }
        }
        let ballots = box.ballotCount
        return histograms.map { RatingSummary(histogram: $0, cannotJudge: ballots - $0.reduce(0, +)) }
    }

    public var judged: Int { histogram.reduce(0, +) }

    public var mean: Rational? {
        let sum = histogram.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
        return judged == 0 ? nil : Rational(sum, judged)
    }

    public var median: Rational? { percentile(50) }
    public var lowerQuartile: Rational? { percentile(25) }
    public var upperQuartile: Rational? { percentile(75) }

    public var interquartileRange: Rational? {
        guard let lowerQuartile, let upperQuartile else { return nil }
        return upperQuartile - lowerQuartile
    }

    /// The percentile by linear interpolation at (N - 1) p / 100 (Hyndman and Fan 1996, type 7: the default of R and
    /// NumPy), exact. Nil without a rating. `percent` is 0...100.
    public func percentile(_ percent: Int) -> Rational? {
        guard judged > 0, (0...100).contains(percent) else { return nil }
        let position = (judged - 1) * percent
        let below = rating(at: position / 100)
        let above = rating(at: min(position / 100 + 1, judged - 1))
        return Rational(below) + Rational((above - below) * (position % 100), 100)
    }

    /// The rating in this place of all ratings from the lowest, from 0.
    private func rating(at place: Int) -> Int {
        var passed = 0
        for (index, count) in histogram.enumerated() {
            passed += count
            if place < passed { return index + 1 }
        }
        return histogram.count
    }

    /// The interpercentile range adjusted for symmetry: 2.35 + 1.5 · |5 - (p30 + p70) / 2| (Fitch et al. 2001, The
    /// RAND/UCLA Appropriateness Method User's Manual), with the percentiles of `percentile(_:)`.
    public var ipras: Rational? {
        guard let p30 = percentile(30), let p70 = percentile(70) else { return nil }
        return Rational(47, 20) + Rational(3, 2) * (5 - (p30 + p70) / 2).magnitude
    }

    /// RAND/UCLA: p70 - p30 exceeds IPRAS. False without a rating.
    public var isDisagreement: Bool {
        guard let p30 = percentile(30), let p70 = percentile(70), let ipras else { return false }
        return p70 - p30 > ipras
    }

    /// Tastle–Wierman consensus, see `Agreement.consensus`.
    public var consensus: Double? { Agreement.consensus(counts: histogram) }
}
