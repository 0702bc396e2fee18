/// How many could sit at the most under the caps, whatever the order, those who sit already staying.
///
/// Caps on at most two attributes besides `all` are two families of sets in each of which two sets are either apart or one in the other;
/// the most is then a flow from the tree of one family to the tree of the other (as for the intersection of two laminar matroids: Schrijver,
/// Combinatorial Optimization, 2003, chapter 41). With three attributes the question is NP-hard (three-dimensional matching), and a
/// guarantee bends it; then only an upper bound is told, from the families of two attributes at a time.
public enum SeatMaximum: Sendable, Hashable {
    case exact(Int)
    case atMost(Int)

    public var seats: Int {
        switch self {
        case .exact(let seats), .atMost(let seats): seats
        }
    }

    /// - Parameters: as for ``Allocation/init(_:quotas:staying:at:)``.
    public init(_ requests: [SeatRequest], quotas: [SeatQuota], staying: [String] = [], at time: Int64? = nil) {
        var seating = SeatLedger(quotas, at: time)
        let known = Dictionary(requests.map { (ExactText($0.id), $0) }, uniquingKeysWith: { first, _ in first })
        let sitting = staying.filter { known[ExactText($0)] != nil }
        for id in sitting { if let request = known[ExactText(id)] { seating.take(request) } }
        let names = Set(sitting.map(ExactText.init))
        let others = requests.filter { !names.contains(ExactText($0.id)) }
        let belongings = others.map { seating.belonging(of: $0) }
        var members: [Int: [Int]] = [:]
        for (index, belonging) in belongings.enumerated() {
            for cap in belonging.caps { members[cap, default: []].append(index) }
        }
        let sets = members.sorted { $0.key < $1.key }.map { cap, members in
            CapSet(quota: seating.quota(of: cap), room: seating.room(cap), members: members)
        }
        let attributes = Self.attributes(quotas)
        var pairs: [(SeatAttribute?, SeatAttribute?)] = []
        for (index, first) in attributes.enumerated() {
            for second in attributes[(index + 1)...] { pairs.append((first, second)) }
        }
        if pairs.isEmpty { pairs = [(attributes.first, nil)] }
        var least = others.count
        var isWhole = attributes.count <= 2 && !seating.hasGuarantee
        for (first, second) in pairs {
            let (seats, isAll) = CapFamilies(sets, first: first, second: second, requests: others.count).most()
            least = min(least, seats)
            isWhole = isWhole && isAll
        }
        self = isWhole ? .exact(sitting.count + least) : .atMost(sitting.count + least)
    }

    private static func attributes(_ quotas: [SeatQuota]) -> [SeatAttribute] {
        var seen: [SeatAttribute] = []
        for quota in quotas where quota.kind == .cap {
            if let attribute = quota.attribute, !seen.contains(attribute) { seen.append(attribute) }
        }
        return seen
    }
}

/// Whoever a cap is about, and how many of them may still sit.
private struct CapSet {
    let quota: SeatQuota
    let room: Int
    let members: [Int]
}

/// Sets of which two are always apart or one in the other: a tree.
private struct LaminarFamily {
    private let sets: [CapSet]
    /// Which sets each request is in.
    private(set) var holding: [[Int]]

    init(_ sets: [CapSet], requests: Int) {
        self.sets = sets
        holding = [[Int]](repeating: [], count: requests)
    }

    /// Whether it could be added.
    mutating func add(_ set: Int) -> Bool {
        var shared: [Int: Int] = [:]
        let members = sets[set].members
        for member in members { for other in holding[member] { shared[other, default: 0] += 1 } }
        guard shared.allSatisfy({ $0.value == members.count || $0.value == sets[$0.key].members.count }) else {
            return false
        }
        for member in members { holding[member].append(set) }
        return true
    }

    /// The sets of a request, from the smallest.
    func chain(_ request: Int) -> [Int] {
        holding[request].sorted { (sets[$0].members.count, $0) < (sets[$1].members.count, $1) }
    }
}

/// The caps that two attributes and `all` bring, as two trees, and the flow between them.
private struct CapFamilies {
    private let sets: [CapSet]
    private var left: LaminarFamily
    private var right: LaminarFamily
    private let requests: Int
    /// Whether every cap found its place.
    private var isWhole = true

    init(_ sets: [CapSet], first: SeatAttribute?, second: SeatAttribute?, requests: Int) {
        // What has room for all its members limits nothing.
        self.sets = sets.filter { $0.room < $0.members.count }
        self.requests = requests
        left = LaminarFamily(self.sets, requests: requests)
        right = LaminarFamily(self.sets, requests: requests)
        // Last the whole by its mode, which may cut through an attribute.
        let turns: [(CapSet) -> Bool] = [
            { $0.quota.attribute == nil && $0.quota.mode == nil }, { $0.quota.attribute == first && first != nil },
            { $0.quota.attribute == second && second != nil }, { $0.quota.attribute == nil && $0.quota.mode != nil },
        ]
        for (turn, isMeant) in turns.enumerated() {
            for (index, set) in self.sets.enumerated() where isMeant(set) {
                let isPlaced = turn == 2 ? right.add(index) : left.add(index) || right.add(index)
                if !isPlaced { isWhole = false }
            }
        }
    }

    func most() -> (seats: Int, isWhole: Bool) {
        // Nodes: source, sink, each set once on either side.
        var flow = SeatFlow(nodes: 2 + 2 * sets.count)
        var edges: Set<[Int]> = []
        var between: [[Int]: Int] = [:]
        for request in 0..<requests {
            let ways = [(left.chain(request), 2, 0), (right.chain(request), 2 + sets.count, 1)]
            var ends: [Int] = []
            for (chain, base, root) in ways {
                for (place, set) in chain.enumerated() {
                    let above = place + 1 < chain.count ? base + chain[place + 1] : root
                    guard edges.insert([base + set, above]).inserted else { continue }
                    if root == 0 {
                        flow.add(from: above, to: base + set, capacity: sets[set].room)
                    } else {
                        flow.add(from: base + set, to: above, capacity: sets[set].room)
                    }
                }
                ends.append(chain.first.map { base + $0 } ?? root)
            }
            between[ends, default: 0] += 1
        }
        for (ends, count) in between.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            flow.add(from: ends[0], to: ends[1], capacity: count)
        }
        return (flow.most(from: 0, to: 1), isWhole)
    }
}

/// The largest flow by blocking flows (Dinic 1970), without recursion.
struct SeatFlow {
    private var first: [Int]
    private var next: [Int] = []
    private var target: [Int] = []
    private var room: [Int] = []

    init(nodes: Int) { first = [Int](repeating: -1, count: nodes) }

    mutating func add(from: Int, to: Int, capacity: Int) {
        for (start, end, room) in [(from, to, capacity), (to, from, 0)] {
            next.append(first[start])
            first[start] = target.count
            target.append(end)
            self.room.append(room)
        }
    }

    mutating func most(from source: Int, to sink: Int) -> Int {
        var total = 0
        while var levels = levels(from: source, to: sink) {
            var current = first
            var path: [Int] = []
            var node = source
            search: while true {
                if node == sink {
                    let least = path.map { room[$0] }.min() ?? 0
                    for edge in path {
                        room[edge] -= least
                        room[edge ^ 1] += least
                    }
                    total += least
                    let cut = path.firstIndex { room[$0] == 0 } ?? 0
                    node = target[path[cut] ^ 1]
                    path.removeSubrange(cut...)
                    continue
                }
                while current[node] >= 0 {
                    let edge = current[node]
                    if room[edge] > 0 && levels[target[edge]] == levels[node] + 1 {
                        path.append(edge)
                        node = target[edge]
                        continue search
                    }
                    current[node] = next[edge]
                }
                // A dead end: back, and never again in this round.
                guard let back = path.popLast() else { break }
                levels[node] = -1
                node = target[back ^ 1]
            }
        }
        return total
    }

    private func levels(from source: Int, to sink: Int) -> [Int]? {
        var levels = [Int](repeating: -1, count: first.count)
        levels[source] = 0
        var queue = [source]
        var at = 0
        while at < queue.count {
            let node = queue[at]
            at += 1
            var edge = first[node]
            while edge >= 0 {
                if room[edge] > 0 && levels[target[edge]] < 0 {
                    levels[target[edge]] = levels[node] + 1
                    queue.append(target[edge])
                }
                edge = next[edge]
            }
        }
        return levels[sink] < 0 ? nil : levels
    }
}
