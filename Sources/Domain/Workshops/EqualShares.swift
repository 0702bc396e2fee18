/// Choosing k issues so that no large minority is left with nothing (methods.md, section 6).
///
/// The Method of Equal Shares with unit cost (Peters and Skowron 2020, "Proportionality and the limits of welfarism",
/// doi 10.1145/3391403.3399465, there "Rule X"): each of n voters holds k/n; the next item is the one with the smallest
/// ρ where the sum of min(budget, ρ) over its supporters is 1, and each of them pays that. When nothing can be paid
/// any more, sequential Phragmén completes from the budgets that are left: everybody earns at the same speed and the
/// first item whose supporters together hold 1 is taken.
///
/// Items that nobody supports are never chosen, so fewer than k may come out. All comparisons are exact. **Ties** are
/// broken in favour of the item that stands first in the box, and each is reported with all items between which it
/// was broken.
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
    }

    public let seats: Int
    /// In the order in which they were taken.
    public let choices: [Choice]
    public let plain: TopChoice
    public let difference: ChoiceDifference

    public var chosen: [Int] { choices.map(\.item) }

    /// Ties that mattered: some of the items between which one was broken were not chosen later either.
    public var decisiveTies: [Choice] {
        let all = Set(chosen)
        return choices.filter { choice in choice.tied.contains { !all.contains($0) } }
    }

    /// - Parameters:
    ///   - box: of approvals; a mark above 0 is support. See `BallotBox.approvals(from:)`.
    ///   - seats: k, from 0 on; more than there are items chooses all that have support.
    public static func choose(_ box: BallotBox, seats: Int) -> EqualShares {
        let electorate = Electorate(box)
        var purses = Purses(electorate, seats: seats)
        var choices: [Choice] = []
        for phase in [Phase.shares, .phragmen] {
            var queue = PriceQueue(electorate, without: Set(choices.map(\.item)))
            while choices.count < seats, let found = queue.cheapest(phase, electorate, purses) {
                choices.append(found.choice)
                purses.charge(found.price, phase, supporters: electorate.supporters[found.choice.item])
            }
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
