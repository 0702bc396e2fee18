/// Scores of a needs assessment: a capacity's mean, the value that sectors propose, medians, gaps and their order. Exact; the page rounds.
public enum CapacityScore {
    public static let levels = 1...5
    /// Points of one level of 5, in percent.
    private static let points = 20

    /// What stands beside an indicator.
    public enum Answer: Sendable, Hashable {
        case level(Int)
        /// Leaves the mean on both sides of the fraction.
        case notApplicable
        case unanswered
    }

    /// A mean in percent, of so many indicators.
    public struct Mean: Sendable, Hashable {
        /// Nil where fewer than two thirds are answered.
        public let percent: Rational?
        public let answered: Int
        /// Without those that do not apply.
        public let of: Int

        /// 86.67 is 87; a half goes up.
        public var rounded: Int? {
            percent.flatMap { Int(($0.numerator * 2 + $0.denominator) / ($0.denominator * 2)) }
        }
    }

    /// Of one country and capacity: each level counts 20 %.
    public static func mean(_ answers: [Answer]) -> Mean {
        let levels = answers.compactMap { answer -> Int? in
            if case .level(let level) = answer, Self.levels.contains(level) { level } else { nil }
        }
        let applicable = answers.count { $0 != .notApplicable }
        let isEnough = applicable > 0 && levels.count * 3 >= applicable * 2
        let percent = isEnough ? Rational(levels.reduce(0, +) * points, levels.count) : nil
        return Mean(percent: percent, answered: levels.count, of: applicable)
    }

    /// What the sectors of a country propose together: the cautious value, and whether they should talk.
    public struct Proposal: Sendable, Hashable {
        public let value: Int
        public let spread: Int
        /// Two levels apart or more.
        public var talk: Bool { spread >= 2 }
    }

    /// Nil where no sector answered.
    public static func proposal(_ levels: some Collection<Int>) -> Proposal? {
        guard let least = levels.min(), let most = levels.max() else { return nil }
        return Proposal(value: least, spread: most - least)
    }

    /// The middle of an even number is the lower one; both are shown: "2–3".
    public struct Median: Sendable, Hashable {
        public let lower: Int
        public let upper: Int

        public init(lower: Int, upper: Int) {
            self.lower = lower
            self.upper = upper
        }

        public var value: Int { lower }
        public var shown: String { lower == upper ? "\(lower)" : "\(lower)–\(upper)" }
    }

    public static func median(_ levels: some Collection<Int>) -> Median? {
        let sorted = levels.sorted()
        guard !sorted.isEmpty else { return nil }
        return Median(lower: sorted[(sorted.count - 1) / 2], upper: sorted[sorted.count / 2])
    }

    /// What is missing to the target; nil where nothing is.
    public static func gap(value: Int, target: Int?) -> Int? {
        guard let target, target > value else { return nil }
        return target - value
    }
}

/// A gap as the board lists it.
public struct CapacityGap: Sendable, Hashable {
    public let indicator: String
    /// Of the gravest linked scenario, 0 (low) to 3 (very high); nil where none is linked.
    public let band: Int?
    public let gap: Int
    public let countries: Int

    public init(indicator: String, band: Int?, gap: Int, countries: Int) {
        (self.indicator, self.band, self.gap, self.countries) = (indicator, band, gap, countries)
    }

    /// By the band, then the gap, then how many countries have it; never by a product. Equal ones by their code.
    public static func precedes(_ left: CapacityGap, _ right: CapacityGap) -> Bool {
        let (one, two) = (left.band ?? -1, right.band ?? -1)
        if one != two { return one > two }
        if left.gap != right.gap { return left.gap > right.gap }
        if left.countries != right.countries { return left.countries > right.countries }
        return ExactText(left.indicator) < ExactText(right.indicator)
    }
}
