/// A picture of a programme's groups of countries that hides every country: one snapshot of a chain.
///
/// **What is shown** of a group and an indicator: how many answered, the median, how many stand in each of three classes, how many are
/// below their target. Or the one word *withheld*, without a reason.
///
/// **Why no country can be told.** The answers of an indicator lie in *batches*: countries that came into the figures together. Whatever was
/// ever shown is a figure of whole batches without their order, so two members of a batch may change places and nothing that was shown
/// changes. A batch counts only while, without any one answer, it has two classes: whoever knows one answer cannot tell another's class.
/// Whatever was looked at to decide becomes a batch too, so that a decision tells no more than a figure. ``RollupIndicator`` has the rules.
public struct Rollup: Sendable, Hashable {
    /// By group in the table's order, then for all; in each by indicator.
    public let cells: [[RollupCell]]
    public let names: [String]
    public let indicators: [String]
    /// What the next snapshot needs.
    public let chain: RollupChain

    /// Of everybody, after the groups.
    public static let whole = "all"
    public static let chainName = "chain"

    /// - Parameters:
    ///   - named: countries that agreed to be shown by name, as places in the table.
    ///   - before: the last published snapshot's.
    public init(_ answers: RollupAnswers, of table: RollupTable, named: Set<Int> = [], after before: RollupChain? = nil)
    {
        let known = named.union(before?.named ?? [])
        let snapshot = (before?.snapshot ?? 0) + 1
        var states = before?.states ?? [:]
        var columns: [[RollupCell]] = []
        for (place, indicator) in answers.indicators.enumerated() {
            var one = RollupIndicator(
                table: table, values: answers.values[place], targets: answers.targets[place], named: known,
                snapshot: snapshot, state: states[indicator] ?? RollupState())
            columns.append(one.take())
            states[indicator] = one.state
        }
        indicators = answers.indicators
        names = table.groups.map(\.name) + [Self.whole]
        cells = names.indices.map { group in columns.map { $0[group] } }
        chain = RollupChain(snapshot: snapshot, table: table.fingerprint, named: known, states: states)
    }
}

/// Who is at home where, with pools in place of the groups that they join.
public struct RollupTable: Sendable, Hashable {
    public struct Group: Sendable, Hashable {
        public let name: String
        /// Places in `countries`.
        public let members: [Int]

        public init(name: String, members: [Int]) {
            (self.name, self.members) = (name, members)
        }
    }

    public let countries: [String]
    public let groups: [Group]

    public init(countries: [String], groups: [Group]) {
        (self.countries, self.groups) = (countries, groups)
    }

    /// One line that is the same only for the same table.
    public var fingerprint: String {
        groups.map { group in
            JSONValue.list([.text(group.name)] + group.members.map { .text(countries[$0]) }).json
        }.joined(separator: " ")
    }
}

/// Levels and targets from 1 to 5; 0 where there is none, also where an indicator does not apply.
public struct RollupAnswers: Sendable, Hashable {
    public let indicators: [String]
    /// By indicator, then by country.
    public let values: [[Int]]
    public let targets: [[Int]]

    public init(indicators: [String], values: [[Int]], targets: [[Int]]) {
        (self.indicators, self.values, self.targets) = (indicators, values, targets)
    }
}

public enum RollupCell: Sendable, Hashable {
    case shown(RollupFigures)
    case withheld(members: Int, answered: Int)

    public var figures: RollupFigures? { if case .shown(let figures) = self { figures } else { nil } }
    public var isWithheld: Bool { figures == nil }
}

public struct RollupFigures: Sendable, Hashable {
    public let members: Int
    /// Whose answers are counted here.
    public let answered: Int
    public let median: CapacityScore.Median
    /// Levels 1 and 2, level 3, levels 4 and 5.
    public let classes: [Int]
    public let belowTarget: Int?
    /// Of which snapshot of the chain these figures are; earlier than the present one where too little is new.
    public let snapshot: Int

    public static let classNames: [String] = ["1-2", "3", "4-5"]

    public init(
        members: Int, answered: Int, median: CapacityScore.Median, classes: [Int], belowTarget: Int?, snapshot: Int
    ) {
        (self.members, self.answered, self.median) = (members, answered, median)
        (self.classes, self.belowTarget, self.snapshot) = (classes, belowTarget, snapshot)
    }
}
