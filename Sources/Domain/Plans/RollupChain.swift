/// What a snapshot leaves to the next one of its chain: who was counted together, and what was shown of them. No value of a country, and
/// nothing that is made of one: whoever holds all outputs of a chain, and knows who answered, could write it. So nothing in it can be
/// broken open, and there is no key to lose.
public struct RollupChain: Sendable, Hashable {
    /// From 1.
    public let snapshot: Int
    /// The table of groups: one for a chain.
    public let table: String
    /// Who was ever named in it; they stay known.
    public let named: Set<Int>
    let states: [String: RollupState]
}

/// One indicator's part of a chain.
struct RollupState: Sendable, Hashable {
    /// The key of the unit that holds what only the whole counts.
    static let rest = -1

    struct Shown: Sendable, Hashable {
        /// With those who are named.
        let members: Set<Int>
        let classes: [Int]
        /// Nil for the rest: what is told of it is the whole less the groups, which is its classes.
        let figures: RollupFigures?

        init(members: Set<Int>, classes: [Int], figures: RollupFigures? = nil) {
            (self.members, self.classes, self.figures) = (members, classes, figures)
        }

        init(_ members: Set<Int>, _ figures: RollupFigures) {
            self.init(members: members, classes: figures.classes, figures: figures)
        }
    }

    struct Unit: Sendable, Hashable {
        var batches: [Set<Int>] = []
        var last: Shown?
    }

    /// Groups that may be shown by themselves, and those that only the whole counts.
    var alone: Set<Int> = []
    var others: Set<Int> = []
    var units: [Int: Unit] = [:]
    var whole: Shown?
}

extension RollupChain {
    /// Of countries that are to be named from now on, those whose naming would tell of others in what was shown before: a batch of which,
    /// without them, fewer than two classes remain whichever one answer is taken away.
    /// - Parameter answers: as they stand; of an answer that is gone nothing is known, so it counts as alike.
    public func telling(_ names: Set<Int>, _ answers: RollupAnswers) -> Set<Int> {
        let new = names.subtracting(named)
        guard !new.isEmpty else { return [] }
        var telling: Set<Int> = []
        for (place, indicator) in answers.indicators.enumerated() {
            guard let state = states[indicator] else { continue }
            let shown = state.units.filter { $0.value.last != nil }.values.flatMap(\.batches)
            for batch in shown where !batch.isDisjoint(with: new) {
                let rest = batch.subtracting(named).subtracting(new)
                let classes = [1...2, 3...3, 4...5].map { levels in
                    rest.count { levels.contains(answers.values[place][$0]) }
                }
                if !rest.isEmpty, classes.reduce(0, +) - (classes.max() ?? 0) < 2 {
                    telling.formUnion(batch.intersection(new))
                }
            }
        }
        return telling
    }
}

// MARK: As text

extension RollupChain {
    private static let form = 1

    public var value: JSONValue {
        .ordered([
            ("form", .whole(Self.form)), ("snapshot", .whole(snapshot)), ("table", .text(table)),
            ("named", Self.list(named)),
            ("indicators", .object(states.filter { $0.value != RollupState() }.mapValues(Self.value))),
        ])
    }

    private static func list(_ places: Set<Int>) -> JSONValue { .list(places.sorted().map { .whole($0) }) }

    private static func value(_ state: RollupState) -> JSONValue {
        .ordered([
            ("alone", list(state.alone)), ("others", list(state.others)),
            (
                "units",
                .list(
                    state.units.sorted { $0.key < $1.key }.map { place, unit in
                        .list([.whole(place), .list(unit.batches.map(list)), unit.last.map(value) ?? .null])
                    })
            ),
            ("whole", state.whole.map(value) ?? .null),
        ])
    }

    private static func value(_ shown: RollupState.Shown) -> JSONValue {
        let figures = shown.figures.map { figures -> JSONValue in
            .list(
                [
                    figures.members, figures.answered, figures.median.lower, figures.median.upper,
                    figures.belowTarget ?? -1, figures.snapshot,
                ].map { .whole($0) })
        }
        return .list([list(shown.members), .list(shown.classes.map { .whole($0) }), figures ?? .null])
    }

    /// - Throws: ``FileProblem`` for what no chain of this table can be.
    public init(_ value: JSONValue, of table: RollupTable) throws(FileProblem) {
        let reader = RollupChainReader(table: table)
        guard case .object(let object) = value, case .whole(Int64(Self.form))? = object["form"],
            let snapshot = reader.number(object["snapshot"], 1...100_000),
            case .text(let text)? = object["table"], let named = reader.countries(object["named"]),
            case .object(let indicators)? = object["indicators"]
        else { throw RollupChainReader.problem }
        guard ExactText(text) == ExactText(table.fingerprint) else {
            throw FileProblem(
                line: nil, expected: "the groups and pools with which the chain began, since a chain has one grouping",
                found: "others")
        }
        var states: [String: RollupState] = [:]
        for (indicator, value) in indicators.values {
            guard let state = reader.state(value) else { throw RollupChainReader.problem }
            states[indicator] = state
        }
        self.init(snapshot: Int(snapshot), table: text, named: named, states: states)
    }
}

/// Reads a chain without trusting it.
private struct RollupChainReader {
    let table: RollupTable

    static let problem = FileProblem(line: nil, expected: "the chain of an earlier output", found: "something else")

    func number(_ value: JSONValue?, _ range: ClosedRange<Int>) -> Int? {
        guard case .whole(let whole)? = value, let number = Int(exactly: whole), range.contains(number) else {
            return nil
        }
        return number
    }

    private func list(_ value: JSONValue?) -> [JSONValue]? {
        guard case .list(let list)? = value else { return nil }
        return list
    }

    private func places(_ value: JSONValue?, below count: Int) -> Set<Int>? {
        guard let list = list(value), list.count <= count else { return nil }
        let places = list.compactMap { number($0, 0...max(0, count - 1)) }
        return places.count == list.count ? Set(places) : nil
    }

    func countries(_ value: JSONValue?) -> Set<Int>? { places(value, below: table.countries.count) }

    func state(_ value: JSONValue) -> RollupState? {
        guard case .object(let object) = value, let alone = places(object["alone"], below: table.groups.count),
            let others = places(object["others"], below: table.groups.count), alone.isDisjoint(with: others),
            let units = list(object["units"])
        else { return nil }
        var state = RollupState(alone: alone, others: others)
        for unit in units {
            guard let parts = list(unit), parts.count == 3,
                let place = number(parts[0], RollupState.rest...table.groups.count - 1),
                let batches = list(parts[1]), batches.count <= table.countries.count
            else { return nil }
            let members = batches.compactMap(countries)
            guard members.count == batches.count else { return nil }
            var last: RollupState.Shown?
            if case .null = parts[2] {
            } else {
                guard let shown = shown(parts[2]) else { return nil }
                last = shown
            }
            state.units[place] = RollupState.Unit(batches: members, last: last)
        }
        if case .null? = object["whole"] { return state }
        guard let value = object["whole"], let whole = shown(value) else { return nil }
        state.whole = whole
        return state
    }

    private func shown(_ value: JSONValue) -> RollupState.Shown? {
        let most = table.countries.count
        guard let parts = list(value), parts.count == 3, let members = countries(parts[0]),
            let counts = list(parts[1])
        else { return nil }
        let classes = counts.compactMap { number($0, 0...most) }
        guard counts.count == 3, classes.count == 3 else { return nil }
        if case .null = parts[2] { return RollupState.Shown(members: members, classes: classes) }
        guard let numbers = list(parts[2])?.compactMap({ number($0, -1...100_000) }), numbers.count == 6,
            CapacityScore.levels.contains(numbers[2]), CapacityScore.levels.contains(numbers[3])
        else { return nil }
        let figures = RollupFigures(
            members: numbers[0], answered: numbers[1],
            median: CapacityScore.Median(lower: numbers[2], upper: numbers[3]), classes: classes,
            belowTarget: numbers[4] < 0 ? nil : numbers[4], snapshot: numbers[5])
        return RollupState.Shown(members: members, classes: classes, figures: figures)
    }
}
