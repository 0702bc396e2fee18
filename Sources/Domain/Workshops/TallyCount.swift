extension Tally {
    /// Counts a box. Pure and independent of the order of the ballots.
    ///
    /// Means are per ballot for dots, approvals and Borda points, per ballot *that judged the item* for ratings.
    /// Borda gives n-1 points to the first of n items; tied items share the points of their places, and so do all
    /// unranked items with the places that remain; a ballot that ranks nothing gives nothing and is not averaged.
    /// Schulze reports Borda's figures and the order of the strongest paths (`Schulze`). Kendall uses the items that
    /// every ballot judged: totals are rank sums, a low mean is good.
    ///
    /// - Parameters:
    ///   - sectors: all sectors at the table, so that those without a ballot can be named; likewise `countries`.
    public static func count(
        _ box: BallotBox, by method: TallyMethod, sectors: [String] = [], countries: [String] = []
    ) -> Tally {
        let points = BallotPoints(box, method: method)
        let people = GroupSums(box, points: points, reading: .people)
        var readings: [ReadingTally] = [reading(people, points: points, known: [])]
        for (reading, known) in [(TallyReading.sectors, sectors), (.countries, countries)]
        where box.ballots.contains(where: { $0.group(in: reading) != nil }) {
            let sums = GroupSums(box, points: points, reading: reading)
            readings.append(Tally.reading(sums, points: points, known: known))
        }
        if method == .schulze {
            readings = readings.map { $0.reordered(Schulze.order(box, reading: $0.reading)) }
        }
        return Tally(
            method: method, items: box.items, ballots: box.ballotCount,
            totals: people.totals(scale: points.scale), voters: voters(box), readings: readings)
    }

    /// By item: what share of those present gave it something. `present` must be above 0.
    public func shares(present: Int) -> [Rational] { voters.map { Rational($0, max(1, present)) } }

    private static func voters(_ box: BallotBox) -> [Int] {
        var voters = [Int](repeating: 0, count: box.items.count)
        for ballot in box.ballots {
            for mark in ballot.ordered where mark.value > 0 { voters[mark.item] += ballot.count }
        }
        return voters
    }

    private static func reading(_ sums: GroupSums, points: BallotPoints, known: [String]) -> ReadingTally {
        let scores = sums.meanOfMeans(scale: points.scale)
        let order = ItemOrder.groups(scores, lowestFirst: points.method == .kendall)
        return ReadingTally(
            reading: sums.reading, scores: scores, order: order,
            ranks: ItemOrder.ranks(order, items: scores.count),
            groups: sums.names, blankGroups: known.filter { !sums.names.contains($0) }.sorted(),
            ballotsWithoutGroup: sums.ballotsWithoutGroup)
    }
}

extension ReadingTally {
    func reordered(_ order: [[Int]]) -> ReadingTally {
        ReadingTally(
            reading: reading, scores: scores, order: order, ranks: ItemOrder.ranks(order, items: scores.count),
            groups: groups, blankGroups: blankGroups, ballotsWithoutGroup: ballotsWithoutGroup)
    }
}

/// One group's own scores: how health alone, or one country alone, reads the issues.
public struct GroupTally: Sendable, Hashable {
    public let name: String
    public let ballots: Int
    /// By item: the ballots that its mean is over; a mean over fewer than five is not to be shown.
    public let counted: [Int]
    /// By item: the group's mean; nil where none of it could judge.
    public let scores: [Rational?]
    public let order: [[Int]]
    public let ranks: [Int]

    /// The groups of a reading in alphabetical order. Which of them may be *shown* is decided by `Suppression`.
    public static func groups(_ box: BallotBox, by method: TallyMethod, reading: TallyReading) -> [GroupTally] {
        let points = BallotPoints(box, method: method)
        let sums = GroupSums(box, points: points, reading: reading)
        return sums.names.indices.map { group in
            let scores = sums.means(group, scale: points.scale)
            let order = ItemOrder.groups(scores, lowestFirst: method == .kendall)
            return GroupTally(
                name: sums.names[group], ballots: sums.ballots[group], counted: sums.counted(group), scores: scores,
                order: order,
                ranks: ItemOrder.ranks(order, items: scores.count))
        }
    }
}
