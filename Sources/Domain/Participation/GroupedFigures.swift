/// Counts of people by country or sector that may be reported: groups of fewer than five are joined to the others, and where the others
/// would be fewer than five themselves, the smallest group that is left joins them, so that nobody finds a small one by subtraction.
///
/// Of a group that is large enough, how many came is told only where neither they nor those who stayed away are one to four; and where a
/// figure is left out, so many more are that nobody finds it from the sums.
public struct GroupedFigures: Sendable, Hashable {
    /// What is known of one group, in part or whole.
    public struct Count: Sendable, Hashable {
        /// A code; nothing is who gave none.
        public let group: String?
        public var registered: Int
        public var came: Int
        /// Were there for at least the share that a certificate needs.
        public var stayed: Int

        public init(group: String?, registered: Int, came: Int, stayed: Int) {
            self.group = group
            self.registered = registered
            self.came = came
            self.stayed = stayed
        }

        fileprivate mutating func add(_ other: Count) {
            registered += other.registered
            came += other.came
            stayed += other.stayed
        }
    }

    /// What may be told of one group.
    public struct Line: Sendable, Hashable {
        /// A code; nothing is the others, and who gave none.
        public let group: String?
        public let registered: Int
        /// Nothing where it is left out.
        public let came: Int?
        public let stayed: Int?
    }

    /// The least that a group of its own has.
    public static let least = 5

    /// The largest first, the others last.
    public let lines: [Line]

    /// Whether a figure is left out of any line.
    public var hides: Bool { lines.contains { $0.came == nil || $0.stayed == nil } }

    /// - Parameter counts: one for each group, in any order; those of one group are added up.
    public init(_ counts: some Sequence<Count>) {
        let joined = Self.joined(counts)
        let came = Self.told(joined.map { Share(part: $0.came, of: [$0.registered], weight: $0.registered) })
        let stayed = Self.told(
            zip(joined, came).map { sum, isTold in
                Share(
                    part: sum.stayed, of: isTold ? [sum.registered, sum.came] : [sum.registered], weight: sum.registered
                )
            })
        lines = zip(joined, zip(came, stayed)).map { sum, told in
            Line(
                group: sum.group, registered: sum.registered, came: told.0 ? sum.came : nil,
                stayed: told.1 ? sum.stayed : nil)
        }
    }

    private static func joined(_ counts: some Sequence<Count>) -> [Count] {
        var groups: [String: Count] = [:]
        var others = Count(group: nil, registered: 0, came: 0, stayed: 0)
        for count in counts {
            if let group = count.group {
                groups[group, default: Count(group: group, registered: 0, came: 0, stayed: 0)].add(count)
            } else {
                others.add(count)
            }
        }
        var kept = groups.values.sorted { ($1.registered, $0.group ?? "") < ($0.registered, $1.group ?? "") }
        while let last = kept.last,
            last.registered < least || (others.registered > 0 && others.registered < least)
        {
            others.add(last)
            kept.removeLast()
        }
        return kept + (others.registered > 0 ? [others] : [])
    }

    // MARK: Leaving figures out

    private struct Share {
        let part: Int
        /// Of what it is a part that is told, too: the differences are known with it.
        let of: [Int]
        let weight: Int

        var isSafe: Bool { GroupedFigures.isSafe(part) && of.allSatisfy { GroupedFigures.isSafe($0 - part) } }
    }

    private static func isSafe(_ count: Int) -> Bool { count == 0 || count >= least }

    /// Which of the figures of a column are told. What is left out is found from the sum of all but for what else is left out: that has to
    /// be more than one line, and no small number of people.
    private static func told(_ column: [Share]) -> [Bool] {
        guard column.count > 1 else { return column.map { _ in true } }
        var told = column.map(\.isSafe)
        while told.contains(false), told.contains(true) {
            let hidden = zip(column, told).filter { !$0.1 }.map(\.0)
            let part = hidden.reduce(0) { $0 + $1.part }
            let whole = hidden.reduce(0) { $0 + ($1.of.first ?? 0) }
            if hidden.count > 1, isSafe(part), isSafe(whole - part) { break }
            let shown = column.indices.filter { told[$0] }
            guard let least = shown.min(by: { (column[$0].weight, $1) < (column[$1].weight, $0) }) else { break }
            told[least] = false
        }
        return told
    }
}
