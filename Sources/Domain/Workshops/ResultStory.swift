/// The one sentence under a result, as facts; the words are the App's. Items are indices, ranks are 1 for the best.
public enum ResultStory: Sendable, Hashable {
    /// Fewer than five ballots: there is nothing to tell.
    case tooFewBallots
    /// Several items share the first place by people.
    case tieAtTop([Int])
    /// "Health puts X first; security puts it 9th."
    case sectorsDiffer(item: Int, best: Dissent.SectorRank, worst: Dissent.SectorRank)
    /// Another item leads in this reading than by people.
    case leaderDiffers(byPeople: Int, reading: TallyReading, leaders: [Int])
    /// The first place stands, another item moves most: from its rank by people to its rank in the reading.
    case rankChanges(item: Int, byPeople: Int, reading: TallyReading, rank: Int, leader: Int)
    /// The same order in all readings (named beside people); `leader` is first.
    case readingsAgree(leader: Int, readings: [TallyReading])
    /// There is no other reading to compare with.
    case leads(Int)

    /// Picks by this order: too few; a tie at the top; sectors of which one has an item among its first three and
    /// another puts it far off (the widest such gap, see `Dissent.isFlagged`); another leader by sectors or by
    /// countries; the largest change of rank; agreement. Of equals the item first in the box.
    ///
    /// - Parameters:
    ///   - dissent: of the same box, see `Dissent.find`.
    ///   - speaks: whether enough people in each group of a reading have said something of an item for a sentence about them.
    public static func pick(
        _ tally: Tally, dissent: [Dissent], readings allowed: Set<TallyReading>,
        speaks: (_ reading: TallyReading, _ item: Int) -> Bool = { _, _ in true }
    ) -> ResultStory {
        guard Suppression.mayShow(ballots: tally.ballots), let people = tally.people, let top = people.order.first,
            let leader = top.first
        else { return .tooFewBallots }
        if top.count > 1 { return .tieAtTop(top) }
        if let story = sectorStory(dissent) { return story }
        let others = tally.readings.filter { $0.reading != .people && allowed.contains($0.reading) }
        guard !others.isEmpty else { return .leads(leader) }
        for other in others where other.order.first != [leader] {
            let leaders = other.order.first ?? []
            guard (leaders + [leader]).allSatisfy({ speaks(other.reading, $0) }) else { continue }
            return .leaderDiffers(byPeople: leader, reading: other.reading, leaders: leaders)
        }
        if let story = rankStory(people, others, leader: leader, speaks) { return story }
        // An order that differs only where too few have said something is neither told nor called the same.
        guard others.allSatisfy({ $0.ranks == people.ranks }) else { return .leads(leader) }
        return .readingsAgree(leader: leader, readings: others.map(\.reading))
    }

    /// Counts, compares and picks in one go.
    public static func pick(_ box: BallotBox, by method: TallyMethod) -> ResultStory {
        let allowed = TallyReading.allCases.filter { Suppression.mayShow($0, of: box) }
        return pick(
            Tally.count(box, by: method), dissent: Dissent.find(box, by: method), readings: Set(allowed))
    }

    private static func sectorStory(_ dissent: [Dissent]) -> ResultStory? {
        let telling = dissent.filter { $0.spread >= 3 && $0.isFlagged && ($0.best?.rank ?? .max) <= 3 }
        guard let widest = telling.max(by: { ($0.spread, $1.item) < ($1.spread, $0.item) }),
            let best = widest.best, let worst = widest.worst
        else { return nil }
        return .sectorsDiffer(item: widest.item, best: best, worst: worst)
    }

    private static func rankStory(
        _ people: ReadingTally, _ others: [ReadingTally], leader: Int,
        _ speaks: (_ reading: TallyReading, _ item: Int) -> Bool
    ) -> ResultStory? {
        var largest = 0
        var story: ResultStory?
        for other in others {
            for item in people.ranks.indices {
                let change = abs(other.ranks[item] - people.ranks[item])
                guard change > largest, speaks(other.reading, item) else { continue }
                largest = change
                story = .rankChanges(
                    item: item, byPeople: people.ranks[item], reading: other.reading, rank: other.ranks[item],
                    leader: leader)
            }
        }
        return story
    }
}
