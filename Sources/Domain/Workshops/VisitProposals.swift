/// Which countries should visit each other: who has solved a blocking aspect receives those who have it.
///
/// A trip leads a guest to a host and may serve several blockers. For each guest the fewest hosts are chosen that together
/// have solved all that can be learned (a smallest set cover, found by trying all sets in order of size up to ``exactHosts``
/// hosts, else greedily). Among equally few hosts come first those who would learn something in return, then the alphabet; the
/// order in which blockers and countries are given changes nothing.
public struct VisitProposals: Sendable, Equatable {
    /// A blocker (or several that were linked as the same) with who has it and who has solved it, as country codes.
    public struct Blocker: Sendable, Equatable {
        public let number: Int
        public let present: Set<String>
        public let solved: Set<String>

        public init(number: Int, present: Set<String>, solved: Set<String>) {
            self.number = number
            // Who has solved it no longer has it, whatever else was said.
            self.present = present.subtracting(solved)
            self.solved = solved
        }
    }

    /// Two countries; `first` < `second` by code.
    public struct Pair: Sendable, Equatable {
        public let first: String
        public let second: String
        /// The numbers of the blockers that each can learn about from the other.
        public let firstLearns: [Int]
        public let secondLearns: [Int]

        public init(first: String, second: String, firstLearns: [Int], secondLearns: [Int]) {
            self.first = first
            self.second = second
            self.firstLearns = firstLearns
            self.secondLearns = secondLearns
        }

        public var isMutual: Bool { !firstLearns.isEmpty && !secondLearns.isEmpty }
        public var trips: Int { isMutual ? 2 : 1 }
        public var count: Int { firstLearns.count + secondLearns.count }
    }

    /// More hosts than this for one guest are chosen greedily: 2^12 sets are tried at most.
    static let exactHosts = 12

    /// What serves most blockers first, then what both gain from, then by code.
    public let pairs: [Pair]
    /// Somebody has it, and nobody has solved it: by number.
    public let unsolved: [Int]

    public var trips: Int { pairs.reduce(0) { $0 + $1.trips } }

    public init(_ blockers: [Blocker]) {
        let ordered = blockers.sorted { $0.number < $1.number }
        unsolved = ordered.filter { $0.solved.isEmpty && !$0.present.isEmpty }.map(\.number)
        var lessons: [Trip: [Int]] = [:]
        for guest in Set(ordered.flatMap(\.present)).sorted() {
            for host in Self.hosts(for: guest, ordered) {
                lessons[Trip(guest: guest, host: host)] =
                    ordered.filter { $0.present.contains(guest) && $0.solved.contains(host) }.map(\.number)
            }
        }
        let couples = Set(lessons.keys.map { [min($0.guest, $0.host), max($0.guest, $0.host)] })
        pairs = couples.map { couple in
            let (one, two) = (couple[0], couple[1])
            return Pair(
                first: one, second: two, firstLearns: lessons[Trip(guest: one, host: two)] ?? [],
                secondLearns: lessons[Trip(guest: two, host: one)] ?? [])
        }.sorted {
            ($1.count, $0.isMutual ? 0 : 1, $0.first, $0.second) < ($0.count, $1.isMutual ? 0 : 1, $1.first, $1.second)
        }
    }

    private struct Trip: Hashable {
        let guest: String
        let host: String
    }

    /// The fewest hosts that teach a guest all that anybody can.
    private static func hosts(for guest: String, _ blockers: [Blocker]) -> [String] {
        let wanted = blockers.filter { $0.present.contains(guest) && !$0.solved.isEmpty }
        guard !wanted.isEmpty else { return [] }
        let candidates = Set(wanted.flatMap(\.solved)).sorted { left, right in
            let (a, b) = (returns(to: left, from: guest, blockers), returns(to: right, from: guest, blockers))
            return (b, left) < (a, right)
        }
        guard candidates.count <= exactHosts else { return greedy(candidates, wanted) }
        for size in 1...candidates.count {
            if let found = cover(wanted, candidates, size: size, from: 0) { return found }
        }
        return candidates
    }

    /// How many blockers the host would learn about if the guest received it in return.
    private static func returns(to host: String, from guest: String, _ blockers: [Blocker]) -> Int {
        blockers.count { $0.present.contains(host) && $0.solved.contains(guest) }
    }

    /// The first set of this size, in the order of the candidates, with a host for each blocker.
    private static func cover(_ wanted: [Blocker], _ candidates: [String], size: Int, from start: Int) -> [String]? {
        guard !wanted.isEmpty else { return [] }
        guard size > 0, start < candidates.count else { return nil }
        for index in start..<candidates.count {
            let left = wanted.filter { !$0.solved.contains(candidates[index]) }
            if let rest = cover(left, candidates, size: size - 1, from: index + 1) { return [candidates[index]] + rest }
        }
        return nil
    }

    private static func greedy(_ candidates: [String], _ wanted: [Blocker]) -> [String] {
        var (left, chosen): ([Blocker], [String]) = (wanted, [])
        while !left.isEmpty {
            var best: (host: String, count: Int)?
            for host in candidates {
                let count = left.count { $0.solved.contains(host) }
                if count > best?.count ?? 0 { best = (host, count) }
            }
            guard let best else { break }
            chosen.append(best.host)
            left.removeAll { $0.solved.contains(best.host) }
        }
        return chosen
    }
}

/// What was linked as the same, in clusters.
public enum LinkedClusters {
    /// Each cluster in the order of `items`, and the clusters by their first item. Links to what is not among the items count
    /// for nothing.
    public static func of<Item: Hashable>(_ items: [Item], links: [(Item, Item)]) -> [[Item]] {
        var leader = Dictionary(items.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
        func root(_ item: Item) -> Item {
            var item = item
            while let next = leader[item], next != item { item = next }
            return item
        }
        for (one, other) in links where leader[one] != nil && leader[other] != nil { leader[root(other)] = root(one) }
        var clusters: [Item: [Item]] = [:]
        var order: [Item] = []
        for item in items {
            let key = root(item)
            if clusters[key] == nil { order.append(key) }
            clusters[key, default: []].append(item)
        }
        return order.compactMap { clusters[$0] }
    }
}
