/// The points that a group gave, from how many of its ballots gave which value.
struct CountedPoints {
    let method: VotingMethod
    let items: Int

    /// As in ``BallotPoints``: half points of shared places stay whole.
    var scale: Int { method == .ranking ? 2 : 1 }

    func points(_ value: Int) -> Int {
        guard method == .ranking else { return value }
        // n - 1 for the first … 0; what k ranked items leave is shared by the others: (n - 1 - k) / 2 each.
        return value > 0 ? 2 * (items - value) : items - 1 + value
    }

    /// Scaled points of all ballots of the group for an item, and the ballots that its mean is over.
    func sum(_ counts: GroupCounts, _ item: Int) -> (points: Int, ballots: Int) {
        let points = counts.values[item].reduce(0) { $0 + self.points($1.key) * $1.value }
        switch method {
        case .multivote, .approval: return (points, counts.group.people)
        case .rating, .ranking: return (points, counts.said(item))
        }
    }

    func mean(_ counts: GroupCounts, _ item: Int) -> Rational? {
        let (points, ballots) = sum(counts, item)
        return ballots == 0 ? nil : Rational(points, ballots * scale)
    }

    /// The mean over sectors of the sector's mean: sectors that are counted together weigh as many as they are; those that said nothing
    /// of the item are left out.
    func meanOfMeans(_ groups: [GroupCounts], _ item: Int) -> Rational? {
        var (sum, weight) = (Rational.zero, 0)
        for counts in groups where counts.group.weight > 0 {
            guard let mean = mean(counts, item) else { continue }
            sum = sum + mean * Rational(counts.group.weight)
            weight += counts.group.weight
        }
        return weight == 0 ? nil : sum / Rational(weight)
    }

    /// The mean with every country the same: each person of a group weighs its countries / its people.
    func weightedMean(_ groups: [GroupCounts], _ item: Int) -> Rational? {
        var (points, weight) = (Rational.zero, Rational.zero)
        for counts in groups where counts.group.weight > 0 {
            let (given, ballots) = sum(counts, item)
            let share = Rational(counts.group.weight, counts.group.people)
            points = points + share * Rational(given, scale)
            weight = weight + share * Rational(ballots)
        }
        return weight == .zero ? nil : points / weight
    }
}

extension RoundCounts {
    /// The readings by groups that may be shown.
    ///
    /// - Parameters:
    ///   - sectors: all sectors at the table, so that those without a ballot can be named; likewise `countries`.
    public func readings(_ method: VotingMethod, items: Int, sectors: [String] = [], countries: [String] = [])
        -> [ReadingTally]
    {
        let points = CountedPoints(method: method, items: items)
        return [(TallyReading.sectors, sectors), (.countries, countries)].filter { has($0.0) }.map { reading, known in
            let groups = self[reading]
            let scores = (0..<items).map { item in
                reading == .sectors ? points.meanOfMeans(groups, item) : points.weightedMean(groups, item)
            }
            let order = ItemOrder.groups(scores)
            let names = groups.flatMap(\.group.members)
            return ReadingTally(
                reading: reading, scores: scores, order: order, ranks: ItemOrder.ranks(order, items: items),
                groups: names.sorted(), blankGroups: known.filter { !names.contains($0) }.sorted(),
                ballotsWithoutGroup: groups.filter { $0.group.weight == 0 }.reduce(0) { $0 + $1.group.people })
        }
    }

    /// Sectors without a ballot, also where there is no reading; likewise countries.
    public func blank(_ reading: TallyReading, known: [String]) -> [String] {
        let names = Set(self[reading].flatMap(\.group.members))
        return names.isEmpty ? [] : known.filter { !names.contains($0) }.sorted()
    }

    /// The sectors that may be told by themselves: five ballots each, and of each issue only what five of it said.
    public func sectorTallies(_ method: VotingMethod, items: Int) -> [GroupTally] {
        guard has(.sectors) else { return [] }
        let points = CountedPoints(method: method, items: items)
        return sectors.compactMap { counts in
            guard let name = counts.group.name, Suppression.mayShow(ballots: counts.group.people) else { return nil }
            let said = (0..<items).map { points.sum(counts, $0).ballots }
            let scores = (0..<items).map { Suppression.mayShow(ballots: said[$0]) ? points.mean(counts, $0) : nil }
            let order = ItemOrder.groups(scores)
            return GroupTally(
                name: name, ballots: counts.group.people, counted: said, scores: scores, order: order,
                ranks: ItemOrder.ranks(order, items: items))
        }
    }
}

extension Tally {
    /// A closed round: the reading by people from the ballots, which name no group, those by groups from their numbers.
    public static func count(
        _ box: BallotBox, _ counts: RoundCounts, by method: VotingMethod, sectors: [String] = [],
        countries: [String] = []
    ) -> Tally {
        let people = count(box, by: method.tally)
        return Tally(
            method: people.method, items: people.items, ballots: people.ballots, totals: people.totals,
            voters: people.voters,
            readings: people.readings.filter { $0.reading == .people }
                + counts.readings(method, items: box.items.count, sectors: sectors, countries: countries))
    }
}
