import Domain
import Testing

struct RoundSettingsTests {
    @Test(arguments: [(1, 3), (9, 3), (10, 3), (11, 4), (12, 4), (20, 7), (40, 13)])
    func `default dots are a third of the issues, at least three`(issues: Int, dots: Int) {
        #expect(RoundSettings.defaultDots(issues: issues) == dots)
        #expect(RoundSettings(method: .multivote).dots(issues: issues) == dots)
    }

    @Test(arguments: [0, 10_000, Int.max])
    func `dots outside their range are refused before anybody adds them up`(dots: Int) {
        let settings = RoundSettings(method: .multivote, dots: dots, maxPerIssue: max(1, dots), seats: 2)
        #expect(settings.problems(issues: 2).contains(.dotsOutOfRange))
    }

    @Test func `a rating always asks for importance`() {
        let settings = RoundSettings(method: .rating, criteria: [.feasibility], seats: 2)
        #expect(settings.problems(issues: 2).contains(.criteriaMissingOrRepeated))
    }

    @Test func `usual settings may open`() {
        for method in VotingMethod.allCases { #expect(RoundSettings(method: method).problems(issues: 10).isEmpty) }
    }

    @Test func `each wrong setting is told`() {
        var settings = RoundSettings(method: .multivote, dots: 0, maxPerIssue: 0, seats: 11, duration: 0)
        #expect(
            settings.problems(issues: 10)
                == [.durationOutOfRange, .seatsOutOfRange(issues: 10), .dotsOutOfRange, .maxPerIssueOutOfRange])
        settings = RoundSettings(method: .rating, criteria: [], thresholds: ConsensusThresholds(outHighAtMost: 70))
        #expect(settings.problems(issues: 10) == [.criteriaMissingOrRepeated, .thresholdsOutOfRange])
        settings = RoundSettings(method: .ranking, maximumRanked: 8)
        #expect(settings.problems(issues: 10) == [.maximumRankedOutOfRange])
        #expect(RoundSettings(method: .approval, seats: 1).problems(issues: 0) == [.noIssues])
    }

    @Test func `stages follow each other`() {
        #expect(WorkshopStage.collect.next == .merge && WorkshopStage.guide.next == nil)
        #expect(WorkshopStage.collect.previous == nil && WorkshopStage.vote < .analyse)
    }
}

struct BallotValidationTests {
    private let items: [String] = letters(10)

    private func problems(_ settings: RoundSettings, _ entries: [(String, Int)]) -> [BallotProblem] {
        do {
            _ = try settings.marks(entries.map { BallotEntry(item: $0.0, value: $0.1) }, items: items)
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `a valid ballot becomes marks in item order`() throws {
        let entries = [("C", 2), ("A", 1), ("B", 0)].map { BallotEntry(item: $0.0, value: $0.1) }
        let marks = try RoundSettings(method: .multivote).marks(entries, items: items)
        #expect(marks == [Mark(item: 0, value: 1), Mark(item: 2, value: 2)])
    }

    @Test func `an empty ballot is valid`() {
        for method in VotingMethod.allCases { #expect(problems(RoundSettings(method: method), []).isEmpty) }
    }

    @Test func `dots have their limits`() {
        let multivote = RoundSettings(method: .multivote)
        #expect(problems(multivote, [("A", 2), ("B", 2)]) == [.tooManyDots(used: 4, allowed: 3)])
        #expect(problems(multivote, [("A", 3)]) == [.tooManyOnOneItem("A", used: 3, allowed: 2)])
        #expect(problems(multivote, [("A", -1)]) == [.negativeDots("A")])
        #expect(problems(multivote, [("A", .max)]) == [.tooManyOnOneItem("A", used: .max, allowed: 2)])
    }

    @Test func `items must be known and stand once`() {
        let problems = problems(RoundSettings(method: .rating), [("Z", 5), ("A", 5), ("A", 6)])
        #expect(problems == [.unknownItem("Z"), .itemTwice("A")])
    }

    @Test(arguments: [0, 10, -3])
    func `a rating is from one to nine`(value: Int) {
        #expect(problems(RoundSettings(method: .rating), [("A", value)]) == [.ratingOutOfRange("A", value: value)])
    }

    @Test func `an approval is one or nothing`() {
        #expect(problems(RoundSettings(method: .approval), [("A", 2)]) == [.notAnApproval("A", value: 2)])
    }

    @Test func `ranks go up to seven, each once, none skipped`() {
        let ranking = RoundSettings(method: .ranking)
        #expect(problems(ranking, [("A", 1), ("B", 1)]) == [.rankTwice(1)])
        #expect(problems(ranking, [("A", 1), ("B", 3)]) == [.rankSkipped(2)])
        #expect(problems(ranking, [("A", 8)]) == [.rankOutOfRange("A", value: 8)])
        #expect(problems(ranking, zip(items, [1, 2, 3, 4, 5, 6, 7]).map { ($0, $1) }).isEmpty)
        let eight = problems(ranking, zip(items, [1, 2, 3, 4, 5, 6, 7, 7]).map { ($0, $1) })
        #expect(eight == [.tooManyRanked(used: 8, allowed: 7), .rankTwice(7)])
    }
}
