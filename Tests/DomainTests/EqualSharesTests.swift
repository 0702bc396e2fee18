import Domain
import Testing

struct EqualSharesTests {
    @Test func `a minority of a third gets a third of the seats`() {
        // 6 people want A, B, C; 3 want D. Plain top 3 is A, B, C; proportionally one of three belongs to D.
        let result = EqualShares.choose(approvals([(6, "ABC"), (3, "D")], items: 4), seats: 3)
        #expect(result.chosen == [0, 1, 3])
        #expect(result.plain.sure == [0, 1, 2])
        #expect(result.difference.added == [3] && result.difference.dropped == [2])
        #expect(result.difference.unheardByTop == 3 && result.difference.unheardByShares == 0)
        #expect(result.difference.supporters == 3 && result.difference.otherwiseUnheard == 3)
    }

    @Test func `prices are exact`() {
        // By hand: budgets 1/3; A costs its 6 supporters 1/6 each, then B again 1/6; D takes all of its three.
        let result = EqualShares.choose(approvals([(6, "ABC"), (3, "D")], items: 4), seats: 3)
        #expect(result.choices.map(\.price) == [Rational(1, 6), Rational(1, 6), Rational(1, 3)])
        #expect(result.choices.map(\.phase) == [.shares, .shares, .shares])
    }

    @Test func `Phragmén completes when nobody can pay`() {
        // Three lists of one voter each share two seats: nobody holds 1; all wait equally long, so the first two win.
        let result = EqualShares.choose(approvals([(1, "A"), (1, "B"), (1, "C")], items: 3), seats: 2)
        #expect(result.choices.map(\.phase) == [.phragmen, .phragmen])
        #expect(result.chosen == [0, 1])
        #expect(result.choices[0].price == Rational(1, 3))
    }

    @Test func `a broken tie is reported with all it was between`() {
        let result = EqualShares.choose(approvals([(1, "A"), (1, "B"), (1, "C")], items: 3), seats: 2)
        #expect(result.choices.map(\.tied) == [[0, 1, 2], [1, 2]])
        #expect(result.decisiveTies.count == 2)
        let all = EqualShares.choose(approvals([(1, "A"), (1, "B")], items: 2), seats: 2)
        #expect(all.choices[0].tied == [0, 1] && all.decisiveTies.isEmpty)
    }

    @Test func `a tie for the last place of the plain top is left open`() {
        let plain = EqualShares.choose(approvals([(3, "A"), (2, "B"), (2, "C"), (1, "D")], items: 4), seats: 2).plain
        #expect(plain.sure == [0] && plain.tied == [1, 2] && plain.seatsLeft == 1)
    }

    @Test func `what nobody supports is never chosen`() {
        let result = EqualShares.choose(approvals([(2, "A")], items: 3), seats: 3)
        #expect(result.chosen == [0] && result.plain.sure == [0])
        #expect(EqualShares.choose(BallotBox(items: ["A"], ballots: []), seats: 1).chosen.isEmpty)
    }

    @Test func `ratings and dots become approvals by their threshold`() {
        let ratings = box([(nil, nil, [9, 6]), (nil, nil, [7, nil])])
        #expect(ratings.approvals(from: 7).ballots.map { $0.marks.count } == [1, 1])
        #expect(ratings.approvals().ballots.map { $0.marks.count } == [2, 1])
    }

    /// Seed, voters, items, percent, seats; then the choice and how many were paid for, from an independent
    /// implementation in Python's Fractions. (300 such profiles were compared once, ties included: all equal; and the 93
    /// without a tie among 200 with abcvoting, Lackner, Regner and Krenn 2023, "equal-shares": all equal.)
    @Test(arguments: [
        [[1, 20, 8, 30, 4], [0, 2, 1, 7], [1]],
        [[2, 45, 12, 25, 5], [5, 6, 9, 0, 4], [3]],
        [[3, 45, 30, 15, 6], [27, 10, 0, 17, 2, 4], [3]],
        [[4, 100, 20, 10, 10], [11, 15, 2, 12, 10, 14, 9, 4, 0, 17], [3]],
        [[5, 30, 10, 50, 10], [0, 1, 6, 3, 7, 8, 4, 5, 2, 9], [8]],
        [[6, 60, 15, 8, 7], [3, 5, 7, 9, 11, 12, 6], [0]],
        [[7, 45, 26, 40, 12], [25, 5, 6, 11, 7, 12, 22, 21, 15, 13, 19, 24], [10]],
    ])
    func `the choice is that of an independent count`(_ reference: [[Int]]) {
        let profile = reference[0]
        let result = EqualShares.choose(
            randomApprovals(seed: UInt64(profile[0]), voters: profile[1], items: profile[2], percent: profile[3]),
            seats: profile[4])
        #expect(result.chosen == reference[1])
        #expect(result.choices.count { $0.phase == .shares } == reference[2][0])
    }

    @Test func `large cohesive groups are represented`() {
        // Extended justified representation (Aziz et al. 2017), which equal shares satisfies: for every ℓ, no ℓ·n/k
        // voters who share ℓ items all have fewer than ℓ of the chosen. By brute force over all sets of items.
        for seed in 1...120 {
            let (voters, items) = (4 + seed % 9, 3 + seed % 4)
            let seats = 1 + seed % items
            let ballots = randomApprovals(seed: UInt64(seed), voters: voters, items: items, percent: 30 + seed % 40)
            let sets = ballots.ballots.map { Set($0.marks.map(\.item)) }
            let chosen = Set(EqualShares.choose(ballots, seats: seats).chosen)
            for mask in 1..<(1 << items) {
                let shared = Set((0..<items).filter { mask >> $0 & 1 == 1 })
                let level = shared.count
                let unhappy = sets.count { shared.isSubset(of: $0) && $0.intersection(chosen).count < level }
                #expect(level > seats || unhappy * seats < level * voters, "seed \(seed)")
            }
        }
    }

    @Test func `the order of the ballots does not matter`() {
        var generator = SeededGenerator(5)
        for seed in 1...20 {
            let ballots = randomApprovals(seed: UInt64(seed), voters: 12, items: 6, percent: 40)
            let shuffled = BallotBox(items: ballots.items, ballots: ballots.ballots.shuffled(using: &generator))
            #expect(EqualShares.choose(ballots, seats: 3) == EqualShares.choose(shuffled, seats: 3))
        }
    }
}
