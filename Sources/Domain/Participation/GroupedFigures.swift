/// Counts of people by country or sector that may be reported: groups of fewer than five are joined to the others, and where the others
/// would be fewer than five themselves, the smallest group that is left joins them, so that nobody finds a small one by subtraction.
public struct GroupedFigures: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        /// A code; nothing is the others, and who gave none.
        public let group: String?
        public let registered: Int
        public let came: Int
        /// Were there for at least the share that a certificate needs.
        public let stayed: Int

        public init(group: String?, registered: Int, came: Int, stayed: Int) {
            self.group = group
            self.registered = registered
            self.came = came
            self.stayed = stayed
        }

        fileprivate static func + (left: Line, right: Line) -> Line {
            Line(
                group: nil, registered: left.registered + right.registered, came: left.came + right.came,
                stayed: left.stayed + right.stayed)
        }
    }

    /// The least that a group of its own has.
    public static let least = 5

    /// The largest first, the others last.
    public let lines: [Line]

    /// - Parameter lines: one for each group, in any order; those of one group are added up.
    public init(_ lines: some Sequence<Line>) {
        var groups: [String: Line] = [:]
        var others = Line(group: nil, registered: 0, came: 0, stayed: 0)
        for line in lines {
            guard let group = line.group else {
                others = others + line
                continue
            }
            let sum = (groups[group] ?? Line(group: group, registered: 0, came: 0, stayed: 0)) + line
            groups[group] = Line(group: group, registered: sum.registered, came: sum.came, stayed: sum.stayed)
        }
        var kept = groups.values.sorted { ($1.registered, $0.group ?? "") < ($0.registered, $1.group ?? "") }
        while let last = kept.last,
            last.registered < Self.least || (others.registered > 0 && others.registered < Self.least)
        {
            others = others + last
            kept.removeLast()
        }
        self.lines = kept + (others.registered > 0 ? [others] : [])
    }
}
