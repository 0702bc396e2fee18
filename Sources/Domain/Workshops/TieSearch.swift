/// How far a choice by equal shares has come.
struct SharesState {
    /// What can be taken next, all at the same price.
    struct Step {
        /// Ascending; more than one is a tie.
        let items: [Int]
        let price: Price
        let phase: EqualShares.Phase
    }

    private let seats: Int
    private(set) var phase = EqualShares.Phase.shares
    private(set) var purses: Purses
    private var queue: PriceQueue
    private(set) var chosen: Set<Int> = []

    init(_ electorate: Electorate, seats: Int) {
        self.seats = seats
        purses = Purses(electorate, seats: seats)
        queue = PriceQueue(electorate, without: [])
    }

    /// Goes over to the completion when nothing can be paid any more; nil at the end.
    mutating func next(_ electorate: Electorate) -> Step? {
        guard chosen.count < seats else { return nil }
        if let found = queue.cheapest(phase, electorate, purses) {
            return Step(items: found.items, price: found.price, phase: phase)
        }
        guard phase == .shares else { return nil }
        phase = .phragmen
        queue = PriceQueue(electorate, without: chosen)
        return next(electorate)
    }

    mutating func take(_ item: Int, _ step: Step, _ electorate: Electorate) {
        queue.remove(item)
        chosen.insert(item)
        purses.charge(step.price, step.phase, supporters: electorate.supporters[item])
    }
}

/// Whether a broken tie decided who is in: the orders of equals are tried, with what was found once remembered by what is chosen and
/// what everybody holds, as long as the effort allows.
///
/// A tie **decided** when the items that can be chosen in the end are not the same whichever of the tied goes first. So no tie of a
/// choice decided exactly when every order of equals leads to the same items.
public struct TieSearch {
    /// In looks at a pair of voter and item: about 0.3 s in a release build.
    public static let usualEffort = 4_000_000

    /// What follows depends on nothing else.
    private struct Key: Hashable {
        let phase: EqualShares.Phase
        let chosen: Set<Int>
        let holdings: [Rational]
    }

    private let electorate: Electorate
    private let outcome: Set<Int>
    private let price: Int
    private var effort: Int
    private var known: [Key: Set<Set<Int>>] = [:]

    init(_ electorate: Electorate, outcome: Set<Int>, effort: Int) {
        self.electorate = electorate
        self.outcome = outcome
        self.effort = effort
        price = electorate.supporters.reduce(electorate.counts.count + 1) { $0 + $1.count + 1 }
    }

    mutating func influence(_ step: SharesState.Step, in state: SharesState) -> EqualShares.TieInfluence {
        // As many are chosen as there are seats or items with support: where all have a seat, no order takes it away.
        guard outcome.count < electorate.votes.count(where: { $0 > 0 }) else { return .harmless }
        // The others in turn, with later ties broken as they always are: this finds nearly all that decide.
        for item in step.items.dropFirst() {
            var other = state
            other.take(item, step, electorate)
            guard let end = finish(other) else { return .unknown }
            if end != outcome { return .decided }
        }
        var first: Set<Set<Int>>?
        for item in step.items {
            var branch = state
            branch.take(item, step, electorate)
            guard let ends = reached(branch, depth: 0) else { return .unknown }
            if let first, first != ends { return .decided }
            first = ends
        }
        return .harmless
    }

    /// What is chosen in the end when ties are broken as always; nil when the effort is spent.
    private mutating func finish(_ state: SharesState) -> Set<Int>? {
        var state = state
        while true {
            effort -= price
            guard effort > 0 else { return nil }
            guard let step = state.next(electorate), let item = step.items.first else { return state.chosen }
            state.take(item, step, electorate)
        }
    }

    /// All that can be chosen in the end; nil when the effort is spent, or the ties are deeper than a stack should be.
    private mutating func reached(_ state: SharesState, depth: Int) -> Set<Set<Int>>? {
        effort -= price
        guard effort > 0, depth < 200 else { return nil }
        var state = state
        guard let step = state.next(electorate) else { return [state.chosen] }
        let key = Key(phase: state.phase, chosen: state.chosen, holdings: state.purses.holdings)
        if let ends = known[key] { return ends }
        var ends: Set<Set<Int>> = []
        for item in step.items {
            var branch = state
            branch.take(item, step, electorate)
            guard let found = reached(branch, depth: depth + 1) else { return nil }
            ends.formUnion(found)
            effort -= found.count
        }
        known[key] = ends
        return ends
    }
}
