/// Who turned to whom: cells by their place, and the ties between them. Every figure is exact, and nil where there is nothing to tell.
public struct CellNetwork: Sendable, Hashable {
    public struct Tie: Sendable, Hashable {
        public let from: Int
        public let to: Int

        public init(_ from: Int, _ to: Int) {
            self.from = from
            self.to = to
        }
    }

    public let size: Int
    /// Each once, never of a cell with itself.
    public let ties: Set<Tie>

    /// - Parameter ties: of places below `size`; others and a cell's with itself are left out.
    public init(size: Int, ties: some Sequence<Tie>) {
        self.size = size
        self.ties = Set(
            ties.filter { $0.from != $0.to && (0..<size).contains($0.from) && (0..<size).contains($0.to) })
    }

    public var received: [Int] {
        var counts = Array(repeating: 0, count: size)
        for tie in ties { counts[tie.to] += 1 }
        return counts
    }

    /// Freeman 1978 (doi 10.1016/0378-8733(78)90021-7) on ties received: Σ (greatest − own) / (n − 1)². 1 where all turn to one.
    public var centralisation: Rational? {
        guard size > 1, !ties.isEmpty else { return nil }
        let received = received
        let most = received.max() ?? 0
        return Rational(received.reduce(0) { $0 + most - $1 }, (size - 1) * (size - 1))
    }

    /// Those to whom most turn, in their order.
    public var centres: [Int] {
        let received = received
        guard let most = received.max(), most > 0 else { return [] }
        return received.indices.filter { received[$0] == most }
    }

    public var density: Rational? { size > 1 ? Rational(ties.count, size * (size - 1)) : nil }

    public var reciprocated: Int { ties.count { ties.contains(Tie($0.to, $0.from)) } }

    /// The share of ties that are answered by a tie back.
    public var reciprocity: Rational? { ties.isEmpty ? nil : Rational(reciprocated, ties.count) }

    /// Borgatti 2006 (doi 10.1007/s10588-006-7084-x): the share of pairs that no path joins, whatever the direction of ties.
    /// - Parameter without: a cell that is taken away with its ties.
    public func fragmentation(without: Int? = nil) -> Rational? {
        let nodes = nodes(without)
        guard nodes.count > 1 else { return nil }
        let neighbours = neighbours
        var seen = Set(without.map { [$0] } ?? [])
        var joined = 0
        for node in nodes where !seen.contains(node) {
            let part = distances(from: node, neighbours, without: without)
            seen.formUnion(part.keys)
            joined += part.count * (part.count - 1)
        }
        return .one - Rational(joined, nodes.count * (nodes.count - 1))
    }

    /// 1 − Σ 1/d over all ordered pairs / (n (n − 1)); a pair that no path joins counts 0.
    public var distanceWeighted: Rational? {
        guard size > 1 else { return nil }
        let neighbours = neighbours
        var byDistance: [Int: Int] = [:]
        for node in 0..<size {
            for (other, distance) in distances(from: node, neighbours, without: nil) where other != node {
                byDistance[distance, default: 0] += 1
            }
        }
        let near = byDistance.reduce(Rational.zero) { $0 + Rational($1.value, $1.key) }
        return .one - near / Rational(size * (size - 1))
    }

    private func nodes(_ without: Int?) -> [Int] { (0..<size).filter { $0 != without } }

    private var neighbours: [[Int]] {
        var lists = Array(repeating: Set<Int>(), count: size)
        for tie in ties {
            lists[tie.from].insert(tie.to)
            lists[tie.to].insert(tie.from)
        }
        return lists.map { $0.sorted() }
    }

    /// Of all that can be reached, with itself at 0.
    private func distances(from start: Int, _ neighbours: [[Int]], without: Int?) -> [Int: Int] {
        var distances = [start: 0]
        var frontier = [start]
        var distance = 0
        while !frontier.isEmpty {
            distance += 1
            var next: [Int] = []
            for node in frontier {
                for other in neighbours[node] where other != without && distances[other] == nil {
                    distances[other] = distance
                    next.append(other)
                }
            }
            frontier = next
        }
        return distances
    }
}

/// Krackhardt and Stern 1988 (doi 10.2307/2786835): whether people turn to other functions than their own, and what chance gives from the
/// same margins.
public struct FunctionIndex: Sendable, Hashable {
    public let inside: Int
    public let outside: Int
    private let byChance: Rational?

    public init(_ pairs: [(from: String, to: String)]) {
        inside = pairs.count { ExactText($0.from) == ExactText($0.to) }
        outside = pairs.count - inside
        guard !pairs.isEmpty else {
            byChance = nil
            return
        }
        let from = Dictionary(grouping: pairs) { ExactText($0.from) }.mapValues(\.count)
        let to = Dictionary(grouping: pairs) { ExactText($0.to) }.mapValues(\.count)
        let own = from.reduce(0) { $0 + $1.value * (to[$1.key] ?? 0) }
        byChance = .one - Rational(2 * own, pairs.count * pairs.count)
    }

    public var count: Int { inside + outside }
    /// (outside − inside) / all: −1 each to its own kind, 1 each to another.
    public var value: Rational? { count > 0 ? Rational(outside - inside, count) : nil }
    /// What the same givers and takers would have, drawn by lot.
    public var chance: Rational? { byChance }
}
