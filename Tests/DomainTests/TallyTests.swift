import Domain
import Testing

struct TallyTests {
    /// Three of health (one country), two of security, one of civil protection, over three issues.
    private let room = box([
        ("health", "FR", [2, 1, nil]), ("health", "FR", [2, nil, 1]), ("health", "DE", [2, 1, nil]),
        ("security", "DE", [nil, 2, 1]), ("security", "IT", [nil, 2, 1]), ("civil", "IT", [nil, 1, 2]),
    ])

    @Test func `a multivote reports the sum of dots, the people and their share`() {
        let tally = Tally.count(room, by: .multivote)
        #expect(tally.totals == [6, 7, 5])
        #expect(tally.voters == [3, 5, 4])
        #expect(tally.shares(present: 9) == [Rational(1, 3), Rational(5, 9), Rational(4, 9)])
    }

    @Test func `the three readings weigh ballots, sectors and countries`() {
        // By hand: health (2, 2/3, 1/3), security (0, 2, 1), civil (0, 1, 2); FR (2, 1/2, 1/2), DE (1, 3/2, 1/2),
        // IT (0, 3/2, 3/2).
        let tally = Tally.count(room, by: .multivote)
        #expect(tally.scores(.people) == ["1", "7/6", "5/6"])
        #expect(tally.scores(.sectors) == ["2/3", "11/9", "10/9"])
        #expect(tally.scores(.countries) == ["1", "7/6", "5/6"])
        #expect(tally.letters(.people) == ["B", "A", "C"])
        #expect(tally.letters(.sectors) == ["B", "C", "A"])
    }

    @Test func `a group without a ballot is left out and named`() {
        let tally = Tally.count(room, by: .multivote, sectors: ["health", "security", "civil", "customs"])
        #expect(tally[.sectors]?.blankGroups == ["customs"])
        #expect(tally[.sectors]?.groups == ["civil", "health", "security"])
    }

    @Test func `a reading needs a group and leaves out ballots without one`() {
        let tally = Tally.count(box([("health", nil, [2]), (nil, nil, [0]), ("", nil, [0])]), by: .multivote)
        #expect(tally.readings.map(\.reading) == [.people, .sectors])
        #expect(tally[.sectors]?.ballotsWithoutGroup == 2)
        #expect(tally.scores(.sectors) == ["2"])
    }

    @Test func `ties share a rank and leave the next free`() {
        let tally = Tally.count(box([(nil, nil, [1, 2, 2, 3])]), by: .multivote)
        #expect(tally.people?.ranks == [4, 2, 2, 1])
        #expect(tally.letters(.people) == ["D", "BC", "A"])
    }

    @Test func `a mean rating is over those who could judge`() {
        let ratings = box([("a", nil, [9, nil]), ("a", nil, [6, nil]), ("b", nil, [nil, 4]), ("b", nil, [2, nil])])
        let tally = Tally.count(ratings, by: .rating)
        #expect(tally.scores(.people) == ["17/3", "4"])
        #expect(tally.scores(.sectors) == ["19/4", "4"])
        #expect(tally.voters == [3, 1])
    }

    @Test func `an item that nobody judged has no score and stands last`() {
        let tally = Tally.count(box([(nil, nil, [1, nil]), (nil, nil, [1, nil])]), by: .rating)
        #expect(tally.scores(.people) == ["1", "nil"])
        #expect(tally.letters(.people) == ["A", "B"])
    }

    @Test func `Borda on the capital of Tennessee`() {
        // Published example (Wikipedia, "Borda count"): Memphis 126, Nashville 194, Chattanooga 173, Knoxville 107.
        let tally = Tally.count(
            rankings([(42, "ABCD"), (26, "BCDA"), (15, "CDBA"), (17, "DCBA")], items: 4), by: .borda)
        #expect(tally.totals == [126, 194, 173, 107])
        #expect(tally.scores(.people) == ["63/50", "97/50", "173/100", "107/100"])
    }

    @Test func `tied and unranked items share the points of their places`() {
        // First to A; B and C share places 2 and 3; D and E, unranked, share 4 and 5: (4, 2.5, 2.5, 0.5, 0.5).
        let tally = Tally.count(box([(nil, nil, [1, 2, 2, nil, nil])]), by: .borda)
        #expect(tally.totals == [4, Rational(5, 2), Rational(5, 2), Rational(1, 2), Rational(1, 2)])
        #expect(tally.voters == [1, 1, 1, 0, 0])
    }

    @Test func `a ranking that says nothing is a ballot and is not averaged`() {
        let tally = Tally.count(box([(nil, nil, [1, 2]), (nil, nil, [nil, nil])]), by: .borda)
        #expect(tally.ballots == 2)
        #expect(tally.scores(.people) == ["1", "0"])
    }

    @Test func `an empty box counts to nothing`() {
        let tally = Tally.count(BallotBox(items: ["A"], ballots: []), by: .multivote)
        #expect(tally.scores(.people) == ["nil"] && tally.ballots == 0)
    }

    @Test(arguments: TallyMethod.allCases)
    func `the order of the ballots does not matter`(method: TallyMethod) {
        var generator = SeededGenerator(11)
        let top = method == .approval || method == .equalShares ? 1 : 4
        for _ in 0..<25 {
            let rows: [(String?, String?, [Int?])] = (0..<12).map { _ in
                let values = (0..<4).map { _ in generator.below(3) == 0 ? nil : 1 + generator.below(top) }
                return (["a", "b", nil][generator.below(3)], ["x", "y", "z"][generator.below(3)], values)
            }
            #expect(
                Tally.count(box(rows), by: method) == Tally.count(box(rows.shuffled(using: &generator)), by: method))
        }
    }

    @Test func `a counted ballot weighs as many`() {
        let once = BallotBox(items: letters(2), ballots: [ballot([2, 1], sector: "a", count: 3)])
        let thrice = BallotBox(
            items: letters(2), ballots: [CountedBallot](repeating: ballot([2, 1], sector: "a"), count: 3))
        for method in TallyMethod.allCases {
            #expect(Tally.count(once, by: method) == Tally.count(thrice, by: method))
        }
    }

    @Test func `a sector's own scores are told apart`() {
        let groups = GroupTally.groups(room, by: .multivote, reading: .sectors)
        #expect(groups.map(\.name) == ["civil", "health", "security"])
        #expect(groups[1].scores == [2, Rational(2, 3), Rational(1, 3)])
        #expect(groups[2].ranks == [3, 1, 2])
    }
}

struct SchulzeTests {
    @Test func `Schulze's first example`() {
        // Schulze 2011, section 3.1 (45 voters): E > A > C > B > D.
        let ballots = rankings(
            [
                (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"),
                (8, "EBADC"),
            ], items: 5)
        #expect(Tally.count(ballots, by: .schulze).letters(.people) == ["E", "A", "C", "B", "D"])
        #expect(Schulze.preferences(ballots)[0] == [0, 20, 26, 30, 22])
    }

    @Test func `unranked items stand below the ranked and tie among themselves`() {
        #expect(Tally.count(rankings([(3, "B")], items: 3), by: .schulze).letters(.people) == ["B", "AC"])
    }

    @Test func `sectors weigh the same whatever their size`() {
        let ballots = box([
            ("big", nil, [1, 2]), ("big", nil, [1, 2]), ("big", nil, [2, 1]), ("small", nil, [2, 1]),
        ])
        let tally = Tally.count(ballots, by: .schulze)
        #expect(tally.letters(.people) == ["AB"])
        #expect(tally.letters(.sectors) == ["B", "A"])
    }

    @Test func `strongest paths agree with a search over all paths`() {
        var generator = SeededGenerator(3)
        for _ in 0..<60 {
            let rows: [(String?, String?, [Int?])] = (0..<7).map { _ in
                (nil, nil, (0..<5).map { _ in generator.below(5) == 0 ? nil : 1 + generator.below(5) })
            }
            let ballots = box(rows)
            #expect(Schulze.order(ballots) == BruteForce.schulzeOrder(ballots))
        }
    }
}

/// Slow and obvious, written apart from the product.
enum BruteForce {
    static func schulzeOrder(_ box: BallotBox) -> [[Int]] {
        let count = box.items.count
        func prefers(_ ballot: CountedBallot, _ a: Int, _ b: Int) -> Bool {
            let rank = Dictionary(uniqueKeysWithValues: ballot.marks.map { ($0.item, $0.value) })
            return rank[a, default: 1000] < rank[b, default: 1000]
        }
        var wins = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        for a in 0..<count {
            for b in 0..<count { wins[a][b] = box.ballots.count { prefers($0, a, b) } }
        }
        /// The best weakest link over all simple paths.
        func best(_ from: Int, _ to: Int, _ visited: Set<Int>) -> Int {
            var found = 0
            for next in 0..<count where !visited.contains(next) && wins[from][next] > wins[next][from] {
                let rest = next == to ? Int.max : best(next, to, visited.union([next]))
                found = max(found, min(wins[from][next], rest))
            }
            return found
        }
        let path = (0..<count).map { a in (0..<count).map { b in a == b ? 0 : best(a, b, [a]) } }
        var left = Set(0..<count)
        var order: [[Int]] = []
        while !left.isEmpty {
            let top = left.filter { a in left.allSatisfy { path[$0][a] <= path[a][$0] } }.sorted()
            order.append(top)
            left.subtract(top)
        }
        return order
    }
}

struct KendallTests {
    private let ranks = box([
        (nil, nil, [1, 2, 3, 4, 5, 6]), (nil, nil, [2, 1, 3, 5, 4, 6]), (nil, nil, [1, 3, 2, 4, 6, 5]),
        (nil, nil, [1, 2, 2, 5, 4, 6]), (nil, nil, [3, 3, 1, 4, 4, 6]),
    ])

    @Test func `W and chi squared with ties`() throws {
        // NumPy on these ranks: W 0.8639534883720931; scipy.stats.friedmanchisquare (tie-corrected) 21.5988372093023.
        let concordance = Kendall.concordance(ranks)
        #expect(abs(try #require(concordance.w) - 0.863953488372093) < 1e-12)
        #expect(abs(try #require(concordance.chiSquared) - 21.598837209302324) < 1e-12)
    }

    @Test func `the same orders agree fully and reversed ratings too`() {
        #expect(Kendall.concordance(rankings([(3, "CAB")], items: 3)).w == 1)
        #expect(Kendall.concordance(box([(nil, nil, [9, 5, 1]), (nil, nil, [8, 4, 2])])).w == 1)
        #expect(Kendall.concordance(rankings([(1, "AB"), (1, "BA")], items: 2)).w == 0)
    }

    @Test func `only items that every ballot judged are compared`() {
        let concordance = Kendall.concordance(box([(nil, nil, [1, 2, 3, nil]), (nil, nil, [1, 2, nil, 1])]))
        #expect(concordance.items == [0, 1] && concordance.w == 1)
    }

    @Test func `nothing but ties has no W`() {
        #expect(Kendall.concordance(box([(nil, nil, [5, 5]), (nil, nil, [3, 3])])).w == nil)
        #expect(Kendall.concordance(box([(nil, nil, [1])])).w == nil)
    }

    @Test func `tau-b of two orders with ties`() throws {
        // scipy.stats.kendalltau: 0.6851601597031489.
        let first: [Int?] = [1, 2, 2, 4, 5, 6, 7]
        let tau = Kendall.tauB(first, [2, 1, 3, 3, 3, 7, 6])
        #expect(abs(try #require(tau) - 0.6851601597031489) < 1e-15)
        #expect(Kendall.tauB([1, 2, 3], [3, 2, 1]) == -1)
        #expect(Kendall.tauB([1, 1], [1, 2]) == nil)
    }
}

struct RatingTests {
    /// 1, 2, 2, 3, 5, 5, 5, 6, 7, 7, 8, 9, 9
    private let summary = RatingSummary(histogram: [1, 2, 1, 0, 3, 1, 2, 1, 2], cannotJudge: 4)

    @Test func `median and quartiles are NumPy's`() {
        // numpy.percentile: 25 → 3, 30 → 4.2, 50 → 5, 70 → 7, 75 → 7.
        #expect(summary.median == 5 && summary.lowerQuartile == 3 && summary.interquartileRange == 4)
        #expect(summary.percentile(30) == Rational(21, 5) && summary.percentile(70) == 7)
        #expect(summary.mean == Rational(69, 13))
    }

    @Test func `the median of an even number is between the two in the middle`() {
        #expect(RatingSummary(histogram: [0, 0, 1, 0, 0, 1, 0, 0, 0]).median == Rational(9, 2))
    }

    @Test func `cannot judge is counted apart`() {
        let summaries = RatingSummary.summaries(box([(nil, nil, [9, nil]), (nil, nil, [nil, nil])]))
        #expect(summaries.map(\.cannotJudge) == [1, 2])
        #expect(summaries[1].median == nil && summaries[1].isDisagreement == false)
    }

    @Test func `IPRAS finds a split room`() {
        // NumPy on 1,1,1,2,2,8,9,9,9,9: p30 1.7, p70 9, IPRAS 2.875, range 7.3.
        let split = RatingSummary(histogram: [3, 2, 0, 0, 0, 0, 0, 1, 4])
        #expect(split.ipras == Rational(23, 8) && split.isDisagreement)
        #expect(!summary.isDisagreement)
    }

    @Test func `Tastle and Wierman's reference`() throws {
        // methods.md, section 5, and NumPy.
        let consensus = try #require(Agreement.consensus(counts: [30, 40, 210, 130, 530, 50, 10]))
        #expect(abs(consensus - 0.7256876139593463) < 1e-12)
        #expect(Agreement.consensus(counts: [0, 4, 0]) == 1)
        #expect(Agreement.consensus(counts: [4, 0, 4]) == 0)
        #expect(Agreement.consensus(counts: [0, 0]) == nil)
    }

    private func state(_ ratings: [(String, [Int?])]) -> ConsensusState {
        let rows: [(String?, String?, [Int?])] = ratings.flatMap { sector, values in
            values.map { (sector, nil, [$0]) as (String?, String?, [Int?]) }
        }
        return Consensus.evaluate(box(rows))[0].state
    }

    /// A sentence about a sector needs five ratings in it: smaller sectors are counted together (decision 18), where they once decided alone.
    @Test func `in needs seventy percent high and under fifteen low in every sector`() {
        let seven: [Int?] = [7, 7, 8, 9, 9, 7, 7, 5, 5, 4]
        let high = [Int?](repeating: 9, count: 5)
        #expect(state([("a", seven), ("b", high)]) == .in)
        #expect(state([("a", [7, 7, 8, 9, 9, 7, 5, 5, 5, 4]), ("b", high)]) == .open)
        // 3 of 20 low is 15 %, which is not under it.
        #expect(state([("a", [Int?](repeating: 8, count: 17) + [1, 2, 3])]) == .open)
    }

    @Test func `out needs at most half high in every sector`() {
        let low: [Int?] = [1, 2, 2, 3, 7]
        #expect(state([("a", [7, 6, 7, 6, 5]), ("b", low)]) == .out)
        #expect(state([("a", [7, 6, 7, 6, 5]), ("b", [9, 9, 9, 2, 2])]) == .open)
    }

    @Test func `a sector of which fewer than five judged keeps the issue open`() {
        let high = [Int?](repeating: 9, count: 5)
        #expect(state([("a", high), ("b", [nil, nil, nil, nil, nil])]) == .open)
        #expect(state([("a", high), ("b", [9, 9, 9, 9, nil])]) == .open)
        #expect(Consensus.evaluate(box([(nil, nil, [9])]))[0].state == .open)
    }

    @Test func `small sectors are counted together, and one alone takes the whole room`() {
        let high = [Int?](repeating: 9, count: 6)
        func scope(_ ratings: [(String, Int)]) -> Consensus.Scope {
            Consensus.evaluate(
                box(ratings.flatMap { sector, count in high.prefix(count).map { (sector, nil, [$0]) } }))[0].scope
        }
        #expect(scope([("a", 6), ("b", 5)]) == .sectors)
        #expect(scope([("a", 6), ("b", 3), ("c", 2)]) == .together)
        #expect(scope([("a", 6), ("b", 1)]) == .room)
    }
}
