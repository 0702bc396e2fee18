/// Choosing k issues so that no large minority is left with nothing.
///
/// The Method of Equal Shares with unit cost (Peters and Skowron 2020, "Proportionality and the limits of welfarism",
/// doi 10.1145/3391403.3399465, there "Rule X"): each of n voters holds k/n; the next item is the one with the smallest
/// ρ where the sum of min(budget, ρ) over its supporters is 1, and each of them pays that. When nothing can be paid
/// any more, sequential Phragmén completes from the budgets that are left: everybody earns at the same speed and the
/// first item whose supporters together hold 1 is taken.
///
/// Items that nobody supports are never chosen, so fewer than k may come out. All comparisons are exact. **Ties** are
/// broken in favour of the item that stands first in the box, and each is reported with all items between which it
/// was broken, and whether breaking it otherwise leads to other items in the end (``TieSearch``).
public struct EqualShares: Sendable, Hashable {
    public enum Phase: String, Sendable, Hashable {
        case shares, phragmen
    }

    public struct Choice: Sendable, Hashable {
        public let item: Int
        public let phase: Phase
        /// In shares: ρ, the most that one supporter pays. In Phragmén: what each voter has earned since it began.
        public let price: Rational
        /// The items that stood equal at this step, this one included, ascending; empty without a tie.
        public let tied: [Int]
        /// Whether another order of the tied leads to another set of chosen items; nothing without a tie.
        public let influence: TieInfluence?
    }

    /// What a broken tie meant for who is in.
    public enum TieInfluence: String, Sendable, Hashable {
        /// Whichever of the tied goes first, the same items are chosen in the end.
        case harmless
        /// With another of them first, other items may be chosen.
        case decided
        /// There are too many orders to try them all, and of those that were tried none led elsewhere.
        case unknown
    }

    public let seats: Int
    /// In the order in which they were taken.
    public let choices: [Choice]
    public let plain: TopChoice
    public let difference: ChoiceDifference

    public var chosen: [Int] { choices.map(\.item) }

    /// Ties that mattered: with another order of the tied, other items are chosen.
    public var decisiveTies: [Choice] { choices.filter { $0.influence == .decided } }

    /// Ties of which nobody can tell, as there are too many orders to try.
    public var unclearTies: [Choice] { choices.filter { $0.influence == .unknown } }

    /// - Parameters:
    ///   - box: of approvals; a mark above 0 is support. See `BallotBox.approvals(from:)`.
    ///   - seats: k, from 0 on; more than there are items chooses all that have support.
    ///   - effort: how much may be spent on telling which ties decided; see ``TieSearch/usualEffort``.
    public static func choose(
        _ box: BallotBox, seats: Int, effort: Int = TieSearch.usualEffort
    ) -> EqualShares {
        let electorate = Electorate(box)
        var state = SharesState(electorate, seats: seats)
        var steps: [(before: SharesState, step: SharesState.Step)] = []
        while let step = state.next(electorate), let item = step.items.first {
            steps.append((state, step))
            state.take(item, step, electorate)
        }
        var search = TieSearch(electorate, outcome: state.chosen, effort: effort)
        // From the last tie on: what an earlier one needs to know of later ones is known then.
        let influences = steps.reversed().map {
            $0.step.items.count > 1 ? search.influence($0.step, in: $0.before) : nil
        }
        let choices = zip(steps, influences.reversed()).compactMap { taken, influence -> Choice? in
            guard let item = taken.step.items.first else { return nil }
            return Choice(
                item: item, phase: taken.step.phase, price: taken.before.purses.rational(taken.step.price),
                tied: taken.step.items.count > 1 ? taken.step.items : [], influence: influence)
        }
        let plain = TopChoice(votes: electorate.votes, seats: seats)
        return EqualShares(
            seats: seats, choices: choices, plain: plain,
            difference: ChoiceDifference(electorate, shares: choices.map(\.item), plain: plain.all))
    }
}

/// The k items with most supporters; a tie at the border is left open.
public struct TopChoice: Sendable, Hashable {
    /// In without question, most supporters first.
    public let sure: [Int]
    /// Tied for the seats that are left; empty when nothing is open.
    public let tied: [Int]
    /// How many of `tied` have a seat.
    public let seatsLeft: Int

    init(votes: [Int], seats: Int) {
        var sure: [Int] = []
        var tied: [Int] = []
        for group in ItemOrder.groups(votes.map { $0 > 0 ? Rational($0) : nil }) where sure.count < seats {
            guard tied.isEmpty, votes[group[0]] > 0 else { break }
            if sure.count + group.count <= seats { sure += group } else { tied = group }
        }
        self.sure = sure
        self.tied = tied
        seatsLeft = tied.isEmpty ? 0 : seats - sure.count
    }

    /// With the tie broken as equal shares breaks it: the first in the box. For counting only; show the tie.
    var all: [Int] { sure + tied.prefix(seatsLeft) }
}

/// Facts for the sentence why the two choices differ: "The five with most support leave 9 of 45 people with nothing;
/// equal shares leaves 2. It takes X, which 12 people support and 8 of them have nothing else, instead of Y."
public struct ChoiceDifference: Sendable, Hashable {
    /// Chosen by equal shares and not by the plain top k, in the order taken; and the other way round.
    public let added: [Int]
    public let dropped: [Int]
    /// Ballots that support something but nothing of the plain top k; and nothing of equal shares.
    public let unheardByTop: Int
    public let unheardByShares: Int
    /// Of the first of `added`: its supporters, and how many of them have nothing in the plain top k.
    public let supporters: Int
    public let otherwiseUnheard: Int

    public var isSame: Bool { added.isEmpty && dropped.isEmpty }

    init(_ electorate: Electorate, shares: [Int], plain: [Int]) {
        let (inShares, inTop) = (Set(shares), Set(plain))
        added = shares.filter { !inTop.contains($0) }
        dropped = plain.filter { !inShares.contains($0) }
        var (byTop, byShares, alone) = (0, 0, 0)
        for (approved, count) in zip(electorate.approvals, electorate.counts) where !approved.isEmpty {
            let hasTop = approved.contains { inTop.contains(Int($0)) }
            if !hasTop { byTop += count }
            if !approved.contains(where: { inShares.contains(Int($0)) }) { byShares += count }
            if !hasTop, let first = added.first, approved.contains(Int32(first)) { alone += count }
        }
        unheardByTop = byTop
        unheardByShares = byShares
        supporters = added.first.map { electorate.votes[$0] } ?? 0
        otherwiseUnheard = alone
    }
}
