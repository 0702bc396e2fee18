/// What was changed between two texts, by words.
///
/// E. Myers: An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), after the common beginning and end are set
/// aside. The cost is bounded: at most ``stepLimit`` steps for a pair of texts, which is enough for some thousand changed words; a
/// text of 40,000 characters has about 12,000 tokens. What is longer is first cut at words that each side has exactly once (patience
/// differencing), and where there are none the whole stretch counts as changed.
public enum TextDifference {
    public enum Kind: Sendable { case same, removed, added }

    public struct Segment: Sendable, Hashable {
        public let kind: Kind
        public let text: String
    }

    /// Steps of comparison for a pair of texts; also the number of cells that are remembered, 4 bytes each.
    static let stepLimit = 2_000_000

    /// One text as changes of another, to be read from the beginning: what was removed stands before what was added in its place.
    public static func segments(from old: String, to new: String) -> [Segment] {
        var lexicon = TextTokens.Lexicon()
        let (before, after) = (lexicon.tokens(of: old), lexicon.tokens(of: new))
        var output: [Segment] = []
        func add(_ kind: Kind, _ tokens: ArraySlice<Int>) {
            if !tokens.isEmpty { output.append(Segment(kind: kind, text: lexicon.text(of: tokens))) }
        }
        var place = 0
        for hunk in hunks(from: before, to: after, lexicon) {
            add(.same, before[place..<hunk.old.lowerBound])
            add(.removed, before[hunk.old])
            add(.added, after[hunk.new])
            place = hunk.old.upperBound
        }
        add(.same, before[place...])
        return output
    }

    /// A stretch of the old text, and the stretch of the new one that stands in its place.
    struct Hunk: Sendable, Hashable {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// The changes in their order. Between two of them stands at least a word or a line end that is unchanged.
    static func hunks(from old: [Int], to new: [Int], _ lexicon: TextTokens.Lexicon) -> [Hunk] {
        var search = Search(old: old, new: new, steps: stepLimit)
        search.compare(0..<old.count, 0..<new.count)
        var joined: [Hunk] = []
        for hunk in search.hunks {
            if let last = joined.last, lexicon.isSlight(old[last.old.upperBound..<hunk.old.lowerBound]) {
                joined[joined.count - 1] = Hunk(
                    old: last.old.lowerBound..<hunk.old.upperBound, new: last.new.lowerBound..<hunk.new.upperBound)
            } else {
                joined.append(hunk)
            }
        }
        return joined
    }
}

private struct Search {
    let old: [Int]
    let new: [Int]
    /// How many more may be taken.
    var steps: Int
    var hunks: [TextDifference.Hunk] = []

    mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        var (a, b) = (oldRange, newRange)
        while let one = a.first, let other = b.first, old[one] == new[other] {
            a = (one + 1)..<a.upperBound
            b = (other + 1)..<b.upperBound
        }
        while let one = a.last, let other = b.last, old[one] == new[other] {
            a = a.lowerBound..<one
            b = b.lowerBound..<other
        }
        guard !a.isEmpty, !b.isEmpty else { return add(a, b) }
        let matches = shortest(a, b) ?? anchors(a, b)
        // Without a match the stretch counts as changed as a whole; what the shortest way left out has no further match.
        guard !matches.pairs.isEmpty else { return add(a, b) }
        for (one, other) in matches.pairs + [(a.upperBound, b.upperBound)] {
            if matches.isComplete {
                add(a.lowerBound..<one, b.lowerBound..<other)
            } else {
                compare(a.lowerBound..<one, b.lowerBound..<other)
            }
            a = min(one + 1, a.upperBound)..<a.upperBound
            b = min(other + 1, b.upperBound)..<b.upperBound
        }
    }

    private mutating func add(_ a: Range<Int>, _ b: Range<Int>) {
        guard !a.isEmpty || !b.isEmpty else { return }
        if let last = hunks.last, last.old.upperBound == a.lowerBound, last.new.upperBound == b.lowerBound {
            hunks[hunks.count - 1] = .init(
                old: last.old.lowerBound..<a.upperBound, new: last.new.lowerBound..<b.upperBound)
        } else {
            hunks.append(.init(old: a, new: b))
        }
    }

    private typealias Matches = (pairs: [(Int, Int)], isComplete: Bool)

    /// The longest common sequence; nil if the search costs more than half of what is left.
    private mutating func shortest(_ a: Range<Int>, _ b: Range<Int>) -> Matches? {
        let (n, m) = (a.count, b.count)
        var budget = steps / 2
        defer { steps -= steps / 2 - max(0, budget) }
        // furthest[k + centre]: how far the old text is used up on the diagonal k.
        let centre = n + m + 1
        var furthest = [Int32](repeating: 0, count: 2 * centre + 1)
        var trace: [[Int32]] = []
        for d in 0...(n + m) {
            trace.append(Array(furthest[(centre - d - 1)...(centre + d + 1)]))
            budget -= 2 * d + 3
            guard budget > 0 else { return nil }
            for k in stride(from: -d, through: d, by: 2) {
                let goesDown = k == -d || (k != d && furthest[centre + k - 1] < furthest[centre + k + 1])
                var x = Int(goesDown ? furthest[centre + k + 1] : furthest[centre + k - 1] + 1)
                let start = x
                while x < n, x - k < m, old[a.lowerBound + x] == new[b.lowerBound + x - k] { x += 1 }
                budget -= x - start
                furthest[centre + k] = Int32(x)
                if x >= n, x - k >= m { return (pairs: way(back: trace, a, b), isComplete: true) }
            }
        }
        return nil
    }

    /// The matches on the way that the search took, from the beginning.
    private func way(back trace: [[Int32]], _ a: Range<Int>, _ b: Range<Int>) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        var (x, y) = (a.count, b.count)
        for (d, row) in trace.enumerated().reversed() {
            let k = x - y
            // row holds the diagonals -d-1 … d+1.
            func reached(_ diagonal: Int) -> Int { Int(row[diagonal + d + 1]) }
            let goesDown = k == -d || (k != d && reached(k - 1) < reached(k + 1))
            let from = goesDown ? k + 1 : k - 1
            let (startX, startY) = d == 0 ? (0, 0) : (reached(from), reached(from) - from)
            while x > startX, y > startY {
                x -= 1
                y -= 1
                pairs.append((a.lowerBound + x, b.lowerBound + y))
            }
            if d > 0 { (x, y) = (startX, startY) }
        }
        return pairs.reversed()
    }

    /// Words that stand once on each side, as many as are in the same order on both.
    private func anchors(_ a: Range<Int>, _ b: Range<Int>) -> Matches {
        func single(_ text: [Int], _ range: Range<Int>) -> [Int: Int] {
            var places: [Int: Int] = [:]
            for place in range { places[text[place]] = places[text[place]] == nil ? place : -1 }
            return places.filter { $0.value >= 0 }
        }
        let others = single(new, b)
        let pairs = single(old, a).compactMap { token, place in others[token].map { (place, $0) } }
            .sorted { $0.0 < $1.0 }
        return (pairs: rising(pairs), isComplete: false)
    }

    /// The longest part whose second numbers rise (patience sorting).
    private func rising(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
        var tops: [Int] = []
        var before = [Int?](repeating: nil, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, tops.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? tops[low - 1] : nil
            if low == tops.count { tops.append(index) } else { tops[low] = index }
        }
        var output: [(Int, Int)] = []
        var at = tops.last
        while let index = at {
            output.append(pairs[index])
            at = before[index]
        }
        return output.reversed()
    }
}
