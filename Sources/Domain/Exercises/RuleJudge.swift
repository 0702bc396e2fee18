/// For which cells an inject becomes due by its rule, and at which time of the exercise's clock.
///
/// A rule is judged from what happened so far, each time anew, so that it says the same however often and in whatever order it is asked.
/// A cell that has the inject stands outside its rule from then on: rules cannot loop. Times are milliseconds of the exercise's clock.
public struct RuleJudge: Sendable {
    /// Something that happened to a cell.
    public struct Signal: Sendable, Hashable {
        public let event: String
        /// What it happened to: an inject, a decision point.
        public let subject: String
        /// More exactly: an option's code, a request's type.
        public let value: String
        /// Nothing where it happened to all, as when a move begins.
        public let cell: String?
        public let elapsed: Int64

        public init(_ event: String, _ subject: String, value: String = "", cell: String?, at elapsed: Int64) {
            (self.event, self.subject, self.value, self.cell, self.elapsed) = (event, subject, value, cell, elapsed)
        }
    }

    /// What is looked for among the signals of a cell.
    public struct Pattern: Sendable, Hashable {
        public let event: String
        public let subject: String
        /// Empty: any.
        public let value: String

        public init(_ event: String, _ subject: String, value: String = "") {
            (self.event, self.subject, self.value) = (event, subject, value)
        }

        func matches(_ signal: Signal) -> Bool {
            signal.event == event && (subject.isEmpty || signal.subject == subject)
                && (value.isEmpty || signal.value == value)
        }
    }

    public enum Condition: Sendable, Hashable {
        /// It happened so many times, counted from when something else did; true from the last of them.
        case happened(Pattern, times: Int = 1, since: Pattern? = nil)
        /// It has not happened when so long has passed since something else did, or since STARTEX; true from that time on.
        case missing(Pattern, since: Pattern?, after: Int64)
    }

    public enum Scope: Sendable, Hashable {
        /// Due for each cell for which it holds.
        case eachCell
        /// Due for all recipients once it holds for all that are watched.
        case all
        /// Due for all recipients once it holds for so many of those that are watched.
        case some(Int)
    }

    public struct Rule: Sendable, Hashable {
        public let scope: Scope
        /// All conditions, or any of them.
        public let matchesAll: Bool
        public let delay: Int64
        public let conditions: [Condition]

        public init(_ scope: Scope, matchesAll: Bool = true, delay: Int64 = 0, _ conditions: [Condition]) {
            (self.scope, self.matchesAll, self.delay, self.conditions) = (scope, matchesAll, delay, conditions)
        }
    }

    public struct Due: Sendable, Hashable {
        public let cell: String
        /// May be later than now, by the rule's delay.
        public let elapsed: Int64
    }

    /// Earliest first; of one time in the order of the recipients.
    public let due: [Due]
    /// When time alone could change it: the next time at which something will be missing.
    public let next: Int64?

    /// - Parameters:
    ///   - recipients: of the inject.
    ///   - watched: whom ``Scope/all`` and ``Scope/some(_:)`` count.
    ///   - released: who has it already, by whatever hand.
    public init(
        _ rule: Rule, signals: [Signal], recipients: [String], watched: [String], released: Set<String>, now: Int64
    ) {
        let open = recipients.filter { !released.contains($0) }
        guard !open.isEmpty, !rule.conditions.isEmpty else {
            (due, next) = ([], nil)
            return
        }
        let cells = rule.scope == .eachCell ? open : watched
        let known = signals.filter { $0.elapsed <= now }.sorted { $0.elapsed < $1.elapsed }
        var moments: [(cell: String, elapsed: Int64)] = []
        var waits: [Int64] = []
        for cell in cells {
            let own = known.filter { $0.cell == nil || $0.cell == cell }
            let judged = rule.conditions.map { Self.judge($0, own, now) }
            let held = judged.compactMap(\.holds)
            if rule.matchesAll ? held.count == judged.count : !held.isEmpty {
                let moment = rule.matchesAll ? held.max() : held.min()
                moments.append((cell, (moment ?? now).addingCapped(rule.delay)))
            } else {
                waits += judged.compactMap(\.next)
            }
        }
        due = Self.due(rule.scope, moments, open, watched: watched.count)
        next = waits.min()
    }

    private static func due(
        _ scope: Scope, _ moments: [(cell: String, elapsed: Int64)], _ open: [String], watched: Int
    ) -> [Due] {
        let wanted: Int
        switch scope {
        case .eachCell:
            return moments.map { Due(cell: $0.cell, elapsed: $0.elapsed) }.enumerated()
                .sorted { ($0.element.elapsed, $0.offset) < ($1.element.elapsed, $1.offset) }.map(\.element)
        case .all: wanted = watched
        case .some(let count): wanted = max(1, count)
        }
        let times = moments.map(\.elapsed).sorted()
        guard wanted > 0, times.count >= wanted else { return [] }
        return open.map { Due(cell: $0, elapsed: times[wanted - 1]) }
    }

    /// Since when a condition holds for a cell; where it does not, when time alone could make it so.
    private static func judge(_ condition: Condition, _ signals: [Signal], _ now: Int64) -> (
        holds: Int64?, next: Int64?
    ) {
        switch condition {
        case .happened(let pattern, let times, let since):
            guard let begins = begin(since, signals) else { return (nil, nil) }
            let found = signals.filter { $0.elapsed >= begins && pattern.matches($0) }.dropFirst(max(1, times) - 1)
            return (found.first?.elapsed, nil)
        case .missing(let pattern, let since, let after):
            guard let begins = begin(since, signals) else { return (nil, nil) }
            let limit = begins.addingCapped(max(0, after))
            // What came before the time began counts, too: who told their neighbour sooner has told.
            if let first = signals.first(where: { pattern.matches($0) }), first.elapsed <= limit { return (nil, nil) }
            return limit <= now ? (limit, nil) : (nil, limit)
        }
    }

    /// From when on something counts; nothing while what it waits for has not happened.
    private static func begin(_ since: Pattern?, _ signals: [Signal]) -> Int64? {
        guard let since else { return 0 }
        return signals.first { since.matches($0) }?.elapsed
    }
}

extension Int64 {
    /// The sum, or the end of the range that it would pass.
    func addingCapped(_ other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other > 0 ? .max : .min) : sum
    }
}
