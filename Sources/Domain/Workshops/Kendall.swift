import BigInt

/// Agreement of orders. W: Kendall and Babington Smith 1939, "The problem of m rankings"; with ties as in Siegel and
/// Castellan 1988, section 9.7. τ_b: Kendall 1945, "The treatment of ties in ranking problems".
public enum Kendall {
    public struct Concordance: Sendable, Hashable {
        /// Ballots, and the items that every one of them judged: only those are compared.
        public let raters: Int
        public let items: [Int]
        /// 0 no agreement … 1 all orders the same. Nil with fewer than two items, no ballot, or nothing but ties.
        public let w: Double?
        /// m (n - 1) W, to be read with n - 1 degrees of freedom.
        public let chiSquared: Double?
    }

    /// W over ballots of ranks or of ratings: values are turned into ranks per ballot, ties get the mean rank, and W
    /// is the same whichever end is best. Computed exactly, rounded once.
    public static func concordance(_ box: BallotBox) -> Concordance {
        let complete = completeItems(box)
        let items = complete.indices.filter { complete[$0] }
        let raters = box.ballotCount
        var sums = [Int](repeating: 0, count: box.items.count)
        var ties: BigInt = 0
        for ballot in box.ballots {
            let places = BallotPoints.doubledPlaces(ballot.ordered.filter { complete[$0.item] })
            for (item, place) in places { sums[item] += place * ballot.count }
            ties += BigInt(tieSum(places.map(\.place))) * BigInt(ballot.count)
        }
        let (m, n) = (BigInt(raters), BigInt(items.count))
        // With doubled ranks the mean of the rank sums is m (n + 1), a whole number, and 12 S becomes 3 S.
        let deviations = items.reduce(BigInt(0)) { sum, item in
            let deviation = BigInt(sums[item]) - m * (n + 1)
            return sum + deviation * deviation
        }
        let most = m * m * (n * n * n - n) - m * ties
        guard raters > 0, items.count >= 2, most > 0 else {
            return Concordance(raters: raters, items: items, w: nil, chiSquared: nil)
        }
        let w = Rational(3 * deviations, most)
        return Concordance(
            raters: raters, items: items, w: w.double,
            chiSquared: (w * Rational(m * (n - 1), 1)).double)
    }

    /// τ_b of two sets of ranks or scores of the same items: 1 the same order, -1 the reverse. Nil if either is all
    /// ties. Items that lack a value on either side are left out.
    public static func tauB<Value: Comparable>(_ first: [Value?], _ second: [Value?]) -> Double? {
        let pairs = zip(first, second).compactMap { a, b in a.flatMap { a in b.map { (a, $0) } } }
        var (balance, untiedFirst, untiedSecond) = (0, 0, 0)
        for i in pairs.indices {
            for j in pairs.indices.dropFirst(i + 1) {
                let a = sign(pairs[i].0, pairs[j].0)
                let b = sign(pairs[i].1, pairs[j].1)
                balance += a * b
                untiedFirst += a * a
                untiedSecond += b * b
            }
        }
        guard untiedFirst > 0, untiedSecond > 0 else { return nil }
        return Double(balance) / (Double(untiedFirst) * Double(untiedSecond)).squareRoot()
    }

    /// By item: whether every ballot marked it.
    static func completeItems(_ box: BallotBox) -> [Bool] {
        var marked = [Int](repeating: 0, count: box.items.count)
        for ballot in box.ballots {
            for mark in ballot.ordered { marked[mark.item] += 1 }
        }
        return marked.map { $0 == box.ballots.count && $0 > 0 }
    }

    private static func sign<Value: Comparable>(_ a: Value, _ b: Value) -> Int { a < b ? -1 : (a > b ? 1 : 0) }

    /// Σ (t³ - t) over groups of t equal places, which stand together.
    private static func tieSum(_ places: [Int]) -> Int {
        var sum = 0
        var start = 0
        while start < places.count {
            var end = start
            while end < places.count && places[end] == places[start] { end += 1 }
            let t = end - start
            sum += t * t * t - t
            start = end
        }
        return sum
    }
}
