import Domain
import Testing

struct SuppressionTests {
    @Test func `groups of five and more are shown when all are`() {
        let decision = Suppression.decide(ballots: ["health": 20, "security": 15, "civil": 5])
        #expect(decision.shown == ["civil", "health", "security"])
        #expect(decision.isComplete && decision.showsReading)
    }

    @Test func `one small group takes the next two with it`() {
        let decision = Suppression.decide(ballots: ["a": 20, "b": 15, "c": 4, "d": 9])
        #expect(decision.hidden == ["b", "c", "d"] && decision.shown == ["a"])
        #expect(decision.showsReading && !decision.isComplete)
    }

    @Test func `of two groups one small, neither line nor reading is shown`() {
        let decision = Suppression.decide(ballots: ["a": 20, "b": 4])
        #expect(decision.shown.isEmpty && !decision.showsReading)
    }

    @Test func `hidden groups hold at least five ballots together`() {
        let decision = Suppression.decide(ballots: ["a": 20, "b": 1, "c": 1, "d": 1, "e": 7])
        #expect(decision.hidden == ["b", "c", "d", "e"])
    }

    @Test func `of equal groups the first in the alphabet is hidden`() {
        #expect(Suppression.decide(ballots: ["d": 6, "c": 6, "b": 6, "a": 2]).hidden == ["a", "b", "c"])
    }

    @Test func `ballots without a group count as one`() {
        let decision = Suppression.decide(ballots: ["a": 20, "b": 15, "c": 6], ungrouped: 2)
        #expect(decision.hidden == ["b", "c"] && decision.shown == ["a"] && !decision.showsUngrouped)
        #expect(Suppression.decide(ballots: ["a": 20], ungrouped: 8).showsUngrouped)
    }

    @Test func `a group without ballots has nothing to hide`() {
        #expect(Suppression.decide(ballots: ["a": 20, "b": 0]).isComplete)
    }

    @Test func `no hidden group comes back by subtraction`() {
        // What a reader knows: all sizes, the sum over people, the sum of means if shown, and the shown groups. A
        // hidden group of four is found out when at most two unknowns face those two equations.
        var generator = SeededGenerator(9)
        for _ in 0..<500 {
            let sizes = (0..<(1 + generator.below(7))).map { _ in generator.below(9) }
            let named = Dictionary(uniqueKeysWithValues: sizes.enumerated().map { ("g\($0)", $1) })
            let decision = Suppression.decide(ballots: named)
            let hidden = decision.hidden.compactMap { named[$0] }
            #expect(decision.shown.allSatisfy { named[$0, default: 0] >= 5 })
            guard let smallest = hidden.min() else { continue }
            let equations = decision.showsReading ? 2 : 1
            #expect(smallest < 5)
            #expect(hidden.count > equations || decision.shown.isEmpty && hidden.count >= equations)
        }
    }

    private func room(_ groups: [(String?, String?, Int)]) -> BallotBox {
        BallotBox(items: ["A"], ballots: groups.map { ballot([1], sector: $0.0, country: $0.1, count: $0.2) })
    }

    @Test func `thirteen small delegations weigh and have no lines`() {
        let delegations = room((0..<13).map { ("health", "c\($0)", $0 < 6 ? 4 : 3) })
        #expect(Suppression.mayShow(.countries, of: delegations))
        #expect(Suppression.decide(delegations, reading: .countries).shown.isEmpty)
    }
}

struct ResultStoryTests {
    /// Ballots of one sector that all rank the items in this order, as dots from n - 1 down.
    private func sector(_ name: String, _ order: String, _ count: Int, country: String? = nil) -> CountedBallot {
        let marks = order.utf8.enumerated().map { Mark(item: Int($1) - 65, value: order.count - $0) }
        return CountedBallot(sector: name, country: country, marks: marks, count: count)
    }

    private func story(_ ballots: [CountedBallot], items: Int = 9) -> ResultStory {
        ResultStory.pick(BallotBox(items: letters(items), ballots: ballots), by: .multivote)
    }

    @Test func `health puts an issue first and security ninth`() {
        let told = story([sector("health", "ABCDEFGHI", 8), sector("security", "BCDEFGHIA", 7)])
        #expect(
            told
                == .sectorsDiffer(
                    item: 0, best: .init(sector: "health", rank: 1), worst: .init(sector: "security", rank: 9)))
    }

    @Test func `a sector below five ballots tells no story`() {
        let told = story([sector("health", "ABCDEFGHI", 20), sector("security", "BCDEFGHIA", 4)])
        #expect(told == .leads(1))
    }

    @Test func `a tie at the top comes first`() {
        #expect(story([sector("a", "AB", 5), sector("b", "BA", 5)], items: 2) == .tieAtTop([0, 1]))
    }

    @Test func `another leader by sectors is told`() {
        let told = story([sector("a", "ABC", 20), sector("b", "BCA", 5), sector("c", "BAC", 5)], items: 3)
        #expect(told == .leaderDiffers(byPeople: 0, reading: .sectors, leaders: [1]))
    }

    @Test func `else the largest change of rank`() {
        let told = story([sector("a", "ABC", 20), sector("b", "ACB", 5), sector("c", "ACB", 5)], items: 3)
        #expect(told == .rankChanges(item: 1, byPeople: 2, reading: .sectors, rank: 3, leader: 0))
    }

    @Test func `else that all readings agree`() {
        let told = story([sector("a", "ABC", 6, country: "x"), sector("b", "ABC", 5, country: "y")], items: 3)
        #expect(told == .readingsAgree(leader: 0, readings: [.sectors, .countries]))
    }

    @Test func `four ballots tell nothing`() {
        #expect(story([sector("a", "ABC", 4)], items: 3) == .tooFewBallots)
        #expect(story([], items: 3) == .tooFewBallots)
    }

    @Test func `a sector of which fewer than five could judge takes no part in dissent`() {
        var ballots = BallotBox(
            items: letters(1), ballots: [ballot([9], sector: "a", count: 5), ballot([1], sector: "b", count: 4)])
        ballots.ballots.append(ballot([nil], sector: "b", count: 3))
        #expect(Dissent.find(ballots, by: .rating)[0].ranks.map(\.sector) == ["a"])
    }

    @Test func `dissent is flagged from a third of the issues and three ranks`() {
        let ballots = BallotBox(
            items: letters(9), ballots: [sector("a", "ABCDEFGHI", 5), sector("b", "DABCEFGIH", 5)])
        let dissent = Dissent.find(ballots, by: .multivote)
        #expect(dissent.map(\.spread) == [1, 1, 1, 3, 0, 0, 0, 1, 1])
        #expect(dissent.filter(\.isFlagged).map(\.item) == [3])
        // By hand: of 36 pairs four are the other way round.
        let expected: [Double?] = [28.0 / 36]
        #expect(SectorAgreement.pairs(ballots, by: .multivote).map(\.tau) == expected)
    }
}
