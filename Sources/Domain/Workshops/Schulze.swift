/// The Schulze method: strongest paths over winning votes (Schulze 2011, "A new monotonic, clone-independent, reversal
/// symmetric, and Condorcet-consistent single-winner election method", doi 10.1007/s00355-010-0475-4).
///
/// Items that a ballot does not rank stand below all that it ranks, tied among themselves. In the readings by sector
/// and country each group's pairwise counts are divided by its ballots, so that every group weighs the same.
public enum Schulze {
    /// Every pair is compared and every path tried: work grows with the cube of the items.
    public static let mostItems = 500

    /// [i][j]: how many ballots (or, by group, what sum of shares) put i strictly before j.
    public static func preferences(_ box: BallotBox, reading: TallyReading = .people) -> [[Rational]] {
        let count = box.items.count
        var byGroup: [String: (ballots: Int, wins: [Int])] = [:]
        for ballot in box.ballots where !ballot.ordered.isEmpty {
            guard let group = reading == .people ? "" : ballot.group(in: reading) else { continue }
            var entry = byGroup[group] ?? (0, [Int](repeating: 0, count: count * count))
            byGroup[group] = nil
            entry.ballots += ballot.count
            add(ballot, to: &entry.wins, items: count)
            byGroup[group] = entry
        }
        var result = [[Rational]](repeating: [Rational](repeating: .zero, count: count), count: count)
        for group in byGroup.keys.sorted() {
            guard let entry = byGroup[group] else { continue }
            let weight = reading == .people ? 1 : entry.ballots
            for i in 0..<count {
                for j in 0..<count where entry.wins[i * count + j] > 0 {
                    result[i][j] += Rational(entry.wins[i * count + j], weight)
                }
            }
        }
        return result
    }

    /// Item indices, best first. An item stands in the first group if no strongest path beats it (a potential winner);
    /// the next group is what is unbeaten once those are set aside, and so on.
    public static func order(_ box: BallotBox, reading: TallyReading = .people) -> [[Int]] {
        layers(beats: relation(strongestPaths(preferences(box, reading: reading))))
    }

    /// By place among all strengths: only their order matters to a path, and integers compare faster than fractions.
    /// 0 is no path.
    static func strongestPaths(_ preferences: [[Rational]]) -> [[Int]] {
        let count = preferences.count
        var strengths: Set<Rational> = []
        for i in 0..<count {
            for j in 0..<count where preferences[i][j] > preferences[j][i] { strengths.insert(preferences[i][j]) }
        }
        let place = Dictionary(uniqueKeysWithValues: strengths.sorted().enumerated().map { ($1, $0 + 1) })
        var path = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        for i in 0..<count {
            for j in 0..<count where preferences[i][j] > preferences[j][i] {
                path[i][j] = place[preferences[i][j]] ?? 0
            }
        }
        for via in 0..<count {
            for i in 0..<count where i != via && path[i][via] > 0 {
                let first = path[i][via]
                for j in 0..<count where j != i {
                    let strength = min(first, path[via][j])
                    if strength > path[i][j] { path[i][j] = strength }
                }
            }
        }
        return path
    }

    private static func add(_ ballot: CountedBallot, to wins: inout [Int], items: Int) {
        var rank = [Int](repeating: .max, count: items)
        for mark in ballot.ordered { rank[mark.item] = mark.value }
        for mark in ballot.ordered {
            for other in 0..<items where rank[other] > mark.value { wins[mark.item * items + other] += ballot.count }
        }
    }

    private static func relation(_ path: [[Int]]) -> [[Bool]] {
        path.indices.map { i in path.indices.map { j in path[i][j] > path[j][i] } }
    }

    private static func layers(beats: [[Bool]]) -> [[Int]] {
        var left = Array(beats.indices)
        var order: [[Int]] = []
        while !left.isEmpty {
            let unbeaten = left.filter { item in !left.contains { beats[$0][item] } }
            order.append(unbeaten)
            // The relation is transitive (Schulze 2011, section 4.1), hence never empty; the guard ends a broken one.
            guard !unbeaten.isEmpty else { return order.dropLast() + [left] }
            left.removeAll { unbeaten.contains($0) }
        }
        return order
    }
}
