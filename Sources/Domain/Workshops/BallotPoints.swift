/// What each ballot gives to each item, as integers: `scale` times the points, so that halves of shared places stay
/// whole. Only marked items are listed; what every unmarked item gets is one number per ballot, so a ballot of five
/// marks costs five steps and not 2,000.
struct BallotPoints {
    let method: TallyMethod
    let scale: Int
    /// Whether an item's mean is over the ballots that marked it instead of over all ballots.
    let averagesOverMarks: Bool
    let itemCount: Int
    /// For Kendall: the items that every ballot judged.
    let complete: [Bool]

    init(_ box: BallotBox, method: TallyMethod) {
        self.method = method
        itemCount = box.items.count
        scale = method.readsRanks ? 2 : 1
        averagesOverMarks = method == .rating || method == .kendall
        complete = method == .kendall ? Kendall.completeItems(box) : []
    }

    struct Given {
        /// Added to every item …
        var base = 0
        /// … and this to the marked ones.
        var marks: [(item: Int, points: Int)] = []
        var isCounted = true
    }

    func given(by ballot: CountedBallot) -> Given {
        switch method {
        // Equal shares choose by who supports what; the sums beside the choice are those of the file.
        case .multivote, .rating, .equalShares:
            return Given(marks: ballot.ordered.map { ($0.item, $0.value) })
        case .approval:
            return Given(marks: ballot.ordered.map { ($0.item, $0.value > 0 ? 1 : 0) })
        case .borda, .schulze:
            guard !ballot.ordered.isEmpty else { return Given(isCounted: false) }
            // Unranked items share the places left below: (n - 1 - ranked) / 2 points each.
            let base = itemCount - 1 - ballot.ordered.count
            let places = Self.doubledPlaces(ballot.ordered)
            return Given(base: base, marks: places.map { ($0.item, 2 * itemCount - $0.place - base) })
        case .kendall:
            return Given(
                marks: Self.doubledPlaces(ballot.ordered.filter { complete[$0.item] }).map { ($0.item, $0.place) })
        }
    }

    /// Twice the place that each mark takes among its ballot's marks (lowest value first); tied marks take the mean.
    static func doubledPlaces(_ marks: [Mark]) -> [(item: Int, place: Int)] {
        let sorted = marks.sorted { ($0.value, $0.item) < ($1.value, $1.item) }
        var places: [(item: Int, place: Int)] = []
        places.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            var end = start
            while end + 1 < sorted.count && sorted[end + 1].value == sorted[start].value { end += 1 }
            for index in start...end { places.append((sorted[index].item, start + end + 2)) }
            start = end + 1
        }
        return places
    }
}

/// Sums by group and item; "people" is one group that holds everybody.
struct GroupSums {
    let reading: TallyReading
    let names: [String]
    /// By group: the ballots in it that count.
    private(set) var ballots: [Int]
    private(set) var ballotsWithoutGroup = 0
    /// [group][item]
    private var sums: [[Int]]
    private var judged: [[Int]]
    private let averagesOverMarks: Bool

    init(_ box: BallotBox, points: BallotPoints, reading: TallyReading) {
        self.reading = reading
        averagesOverMarks = points.averagesOverMarks
        names = reading == .people ? [] : Set(box.ballots.compactMap { $0.group(in: reading) }).sorted()
        let indexOf = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let groupCount = reading == .people ? 1 : names.count
        ballots = [Int](repeating: 0, count: groupCount)
        sums = [[Int]](repeating: [Int](repeating: 0, count: points.itemCount), count: groupCount)
        judged = averagesOverMarks ? sums : []
        var bases = [Int](repeating: 0, count: groupCount)
        for ballot in box.ballots {
            guard let group = reading == .people ? 0 : ballot.group(in: reading).flatMap({ indexOf[$0] }) else {
                ballotsWithoutGroup += ballot.count
                continue
            }
            let given = points.given(by: ballot)
            guard given.isCounted else { continue }
            ballots[group] += ballot.count
            bases[group] += given.base * ballot.count
            for (item, value) in given.marks {
                sums[group][item] += value * ballot.count
                if averagesOverMarks { judged[group][item] += ballot.count }
            }
        }
        for group in sums.indices where bases[group] != 0 {
            for item in sums[group].indices { sums[group][item] += bases[group] }
        }
    }

    func totals(scale: Int) -> [Rational] {
        guard let first = sums.first else { return [] }
        return first.indices.map { item in Rational(sums.reduce(0) { $0 + $1[item] }, scale) }
    }

    func means(_ group: Int, scale: Int) -> [Rational?] {
        sums[group].indices.map { item in
            let count = averagesOverMarks ? judged[group][item] : ballots[group]
            return count == 0 ? nil : Rational(sums[group][item], count * scale)
        }
    }

    /// By item: the ballots of a group that its mean is over.
    func counted(_ group: Int) -> [Int] {
        averagesOverMarks ? judged[group] : sums[group].map { _ in ballots[group] }
    }

    /// The mean over the groups that have a mean for the item; for people simply the mean.
    func meanOfMeans(scale: Int) -> [Rational?] {
        let means = sums.indices.map { self.means($0, scale: scale) }
        guard means.count != 1 else { return means[0] }
        return (sums.first ?? []).indices.map { item in
            let known = means.compactMap { $0[item] }
            return known.isEmpty ? nil : known.reduce(.zero, +) / Rational(known.count)
        }
    }
}
