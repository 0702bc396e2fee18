/// How far several people rated alike, exact: Krippendorff's α (Krippendorff 2018, *Content Analysis*, chapter 12), raw agreement, and for
/// two people Cohen's weighted κ (1968, doi 10.1037/h0026256).
public struct RatingAgreement: Sendable {
    public enum Metric: String, Sendable, CaseIterable { case nominal, ordinal, interval }

    /// A figure, or why there is none.
    public enum Figure: Sendable, Hashable {
        case value(Rational)
        case none(reason: String)

        public var value: Rational? {
            if case .value(let value) = self { return value }
            return nil
        }
        public var reason: String? {
            if case .none(let reason) = self { return reason }
            return nil
        }
    }

    public struct Rating: Sendable, Hashable {
        public let unit: String
        public let rater: String
        /// Its place on the scale.
        public let value: Int

        public init(unit: String, rater: String, value: Int) {
            self.unit = unit
            self.rater = rater
            self.value = value
        }
    }

    /// What stands at each place, for distances; places themselves where the scale has words.
    private let scale: [Rational]
    /// Values by place on the scale of each unit that at least two rated.
    private let units: [(name: String, counts: [Int: Int])]
    public let raters: [String]
    private let ratings: [Rating]

    /// Ratings of units that nobody else rated are left out of all figures.
    /// - Parameters:
    ///   - ratings: one of a rater for a unit, each value a place below `scale.count`.
    ///   - scale: what stands at each place, ascending.
    public init(_ ratings: [Rating], scale: [Rational]) {
        self.scale = scale
        let known = ratings.filter { scale.indices.contains($0.value) }
        self.ratings = known
        var order: [String] = []
        var byUnit: [String: [Int: Int]] = [:]
        var raters: [String] = []
        var seen: Set<String> = []
        for rating in known {
            if byUnit[rating.unit] == nil { order.append(rating.unit) }
            byUnit[rating.unit, default: [:]][rating.value, default: 0] += 1
            if seen.insert(rating.rater).inserted { raters.append(rating.rater) }
        }
        self.raters = raters
        units = order.compactMap { name in
            let counts = byUnit[name] ?? [:]
            return counts.values.reduce(0, +) > 1 ? (name, counts) : nil
        }
    }

    /// With a scale of words, from the best to the worst or the other way.
    public init(_ ratings: [Rating], steps: Int) { self.init(ratings, scale: (0..<max(0, steps)).map { Rational($0) }) }

    public var unitCount: Int { units.count }
    /// Values that can be compared, by place.
    public var counts: [Int] {
        var totals = Array(repeating: 0, count: scale.count)
        for unit in units { for (value, count) in unit.counts { totals[value] += count } }
        return totals
    }
    public var count: Int { counts.reduce(0, +) }

    /// Pairs within units: alike, and all.
    public var pairs: RequestMeasures.Share {
        var (alike, all) = (0, 0)
        for unit in units {
            let size = unit.counts.values.reduce(0, +)
            all += size * (size - 1) / 2
            alike += unit.counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
        }
        return RequestMeasures.Share(alike, of: all)
    }

    public var raw: Figure { pairs.value.map { .value($0) } ?? .none(reason: Self.noUnits) }

    /// Units whose ratings lie two or more steps of the scale apart: what to talk about.
    public var apart: [String] {
        units.filter { ($0.counts.keys.max() ?? 0) - ($0.counts.keys.min() ?? 0) >= 2 }.map(\.name)
    }

    /// Nearly all of one value: then α and κ say little.
    public var isOneSided: Bool {
        guard count > 0, let most = counts.max() else { return false }
        return most < count && most * 10 >= count * 9
    }

    /// What may be shown as a figure: two raters, five units, two values.
    public var isShown: Bool { raters.count >= 2 && unitCount >= 5 && counts.count { $0 > 0 } >= 2 }

    // MARK: α

    public func alpha(_ metric: Metric) -> Figure {
        guard !units.isEmpty else { return .none(reason: Self.noUnits) }
        let counts = counts
        let used = counts.indices.filter { counts[$0] > 0 }
        guard used.count > 1 else { return .none(reason: Self.allAlike) }
        let distances = Distances(metric, counts: counts, scale: scale)
        var observed = Rational.zero
        for unit in units {
            let values = unit.counts.sorted { $0.key < $1.key }
            var sum = Rational.zero
            for (place, one) in values.enumerated() {
                for two in values[(place + 1)...] {
                    sum += Rational(one.value * two.value) * distances.square(one.key, two.key)
                }
            }
            observed += sum / Rational(values.reduce(0) { $0 + $1.value } - 1)
        }
        var expected = Rational.zero
        for (place, one) in used.enumerated() {
            for two in used[(place + 1)...] {
                expected += Rational(counts[one] * counts[two]) * distances.square(one, two)
            }
        }
        guard expected != .zero else { return .none(reason: Self.allAlike) }
        return .value(.one - Rational(count - 1) * observed / expected)
    }

    private struct Distances {
        let metric: Metric
        let scale: [Rational]
        /// Up to and with each place.
        let sums: [Int]
        let counts: [Int]

        init(_ metric: Metric, counts: [Int], scale: [Rational]) {
            self.metric = metric
            self.scale = scale
            self.counts = counts
            var total = 0
            sums = counts.map { count in
                total += count
                return total
            }
        }

        /// `low` below `high`.
        func square(_ low: Int, _ high: Int) -> Rational {
            switch metric {
            case .nominal: return .one
            case .interval:
                let distance = scale[high] - scale[low]
                return distance * distance
            case .ordinal:
                let between = sums[high] - sums[low] + counts[low]
                let distance = Rational(2 * between - counts[low] - counts[high], 2)
                return distance * distance
            }
        }
    }

    // MARK: κ

    public enum Weights: String, Sendable, CaseIterable { case linear, quadratic }

    public func kappa(_ weights: Weights) -> Figure {
        guard raters.count == 2 else { return .none(reason: "κ is for two raters; there are \(raters.count)") }
        let first = ratings.filter { $0.rater == raters[0] }
        let second = Dictionary(
            ratings.filter { $0.rater == raters[1] }.map { ($0.unit, $0.value) }, uniquingKeysWith: { one, _ in one })
        let both = first.compactMap { rating in second[rating.unit].map { (rating.value, $0) } }
        guard !both.isEmpty else { return .none(reason: Self.noUnits) }
        let rows = Dictionary(grouping: both, by: \.0).mapValues(\.count)
        let columns = Dictionary(grouping: both, by: \.1).mapValues(\.count)
        let weight = { (one: Int, two: Int) in
            let distance = (scale[one] - scale[two]).magnitude
            return weights == .linear ? distance : distance * distance
        }
        let observed = both.reduce(Rational.zero) { $0 + weight($1.0, $1.1) }
        var expected = Rational.zero
        for (row, inRow) in rows {
            for (column, inColumn) in columns { expected += Rational(inRow * inColumn) * weight(row, column) }
        }
        guard expected != .zero else { return .none(reason: Self.allAlike) }
        return .value(.one - Rational(both.count) * observed / expected)
    }

    static let noUnits = "no unit has two ratings"
    static let allAlike = "all ratings are alike"
}
