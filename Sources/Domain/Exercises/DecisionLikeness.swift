/// How alike cells decided on one point.
public struct DecisionLikeness: Sendable, Hashable {
    /// How many chose each option, in the order first met.
    public let counts: [(option: String, count: Int)]
    public let asked: Int

    /// - Parameter choices: one for each cell that was asked; nil where it did not decide.
    public init(_ choices: [String?]) {
        asked = choices.count
        var counts: [(option: String, count: Int)] = []
        for choice in choices.compactMap(\.self) {
            if let place = counts.firstIndex(where: { ExactText($0.option) == ExactText(choice) }) {
                counts[place].count += 1
            } else {
                counts.append((choice, 1))
            }
        }
        self.counts = counts
    }

    public var decided: Int { counts.reduce(0) { $0 + $1.count } }

    /// The share of pairs that chose alike; nil below two.
    public var alike: Rational? {
        guard decided > 1 else { return nil }
        return Rational(counts.reduce(0) { $0 + $1.count * ($1.count - 1) }, decided * (decided - 1))
    }

    /// The share of the option that most chose.
    public var modal: Rational? {
        guard let most = counts.map(\.count).max() else { return nil }
        return Rational(most, decided)
    }

    public var coverage: RequestMeasures.Share { RequestMeasures.Share(decided, of: asked) }

    public static func == (left: DecisionLikeness, right: DecisionLikeness) -> Bool {
        left.asked == right.asked && left.counts.elementsEqual(right.counts, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(asked)
        for entry in counts {
            hasher.combine(entry.option)
            hasher.combine(entry.count)
        }
    }
}

/// Neighbours whose decisions cannot both be carried out.
public enum IncompatibleNeighbours {
    public struct Pair: Sendable, Hashable {
        public let first: String
        public let second: String

        public init(_ first: String, _ second: String) {
            self.first = min(first, second)
            self.second = max(first, second)
        }
    }

    /// - Parameters:
    ///   - choices: option by cell, of those that decided.
    ///   - borders: pairs of cells.
    ///   - incompatible: pairs of options; an option may be incompatible with itself.
    /// - Returns: the pairs of cells that clash, of how many pairs of which both decided.
    public static func clashes(
        _ choices: [String: String], borders: Set<Pair>, incompatible: Set<Pair>
    ) -> (pairs: [Pair], of: Int) {
        var clashing: [Pair] = []
        var both = 0
        for border in borders.sorted(by: { ($0.first, $0.second) < ($1.first, $1.second) }) {
            guard border.first != border.second, let one = choices[border.first], let two = choices[border.second]
            else { continue }
            both += 1
            if incompatible.contains(Pair(one, two)) { clashing.append(border) }
        }
        return (clashing, both)
    }
}
