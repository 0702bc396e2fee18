import Domain
import Testing

@Suite struct PlanProgressTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func steps(_ done: Int, of all: Int, on day: String = "2026-05-01") -> [PlanMilestone] {
        (0..<all).map { PlanMilestone("M\($0)", doneOn: $0 < done ? CalendarDate(day) : nil) }
    }

    /// The example of the design.
    private func plan() throws -> [PlanLine] {
        let euro = try #require(Money(minor: 100_000, .euro))
        return [
            PlanLine("A1", .proven, weight: 2, due: try day("2026-06-01"), milestones: steps(4, of: 4)),
            PlanLine(
                "A2", .underWay, weight: 1, due: try day("2027-01-31"), cost: PlanCost(euro, isSecured: true),
                milestones: steps(2, of: 3)),
            PlanLine(
                "A3", .agreed, weight: 3, due: try day("2026-10-01"), cost: PlanCost(euro, isSecured: false),
                milestones: steps(0, of: 2)),
            PlanLine("A4", .agreed, weight: 1), PlanLine("A5", .dropped, weight: 5),
            PlanLine("A6", .proposed, weight: 5),
        ]
    }

    @Test func `the example is 8 of 21, with what stands beside it`() throws {
        let progress = PlanProgress(try plan(), today: try day("2026-11-30"))
        #expect(progress.value == Rational(8, 21))
        #expect(progress.value?.description == "8/21")
        #expect(progress.value.map { ($0 * 100).decimal(1) } == "38.1")
        #expect(progress.done.told == "1/4" && progress.onTime.told == "3/4" && progress.proven.told == "1/1")
        #expect(progress.costs.map(\.share) == [Rational(1, 2)])
    }

    @Test func `dropping the late one is progress from scope alone`() throws {
        let (old, today) = (try plan(), try day("2026-11-30"))
        var new = old
        new[2].state = .dropped
        let change = try #require(PlanChange(from: old, to: new, today: today))
        #expect(change.after == Rational(2, 3))
        #expect(change.total == Rational(2, 7) && change.scope == change.total && change.work == .zero)
        #expect(PlanReport.points(change.total) == "+28.6" && PlanReport.points(change.work) == "0.0")
    }

    @Test func `what is done since is work, what is added is scope`() throws {
        let (old, today) = (try plan(), try day("2026-11-30"))
        var new = old
        new[1].milestones = steps(3, of: 3)
        let worked = try #require(PlanChange(from: old, to: new, today: today))
        #expect(worked.scope == .zero && worked.work == Rational(1, 21))
        new.append(PlanLine("A7", .done, weight: 1))
        let both = try #require(PlanChange(from: old, to: new, today: today))
        #expect(both.work == Rational(1, 24))
        #expect(both.scope + both.work == both.after - both.before)
    }

    @Test func `a milestone more is scope, and one that is waived counts nowhere`() throws {
        let today = try day("2026-11-30")
        let old = [PlanLine("A1", .underWay, milestones: steps(1, of: 2))]
        var new = [PlanLine("A1", .underWay, milestones: steps(1, of: 4))]
        let change = try #require(PlanChange(from: old, to: new, today: today))
        #expect(change.scope == Rational(-1, 4) && change.work == .zero)
        new[0].milestones = steps(1, of: 1) + [PlanMilestone("M1", isWaived: true)]
        #expect(PlanProgress(new, today: today).value == .one)
    }

    @Test func `scope and work are always the whole change`() throws {
        var generator = SeededGenerator(17)
        let today = try day("2026-11-30")
        func line(_ number: Int) -> PlanLine {
            let all = generator.below(4)
            return PlanLine(
                "A\(number)", PlanLineState.allCases[generator.below(6)], weight: 1 + generator.below(5),
                milestones: steps(all == 0 ? 0 : generator.below(all + 1), of: all))
        }
        for _ in 0..<300 {
            let old = (0..<6).filter { _ in generator.below(4) > 0 }.map { line($0) }
            let new = (0..<8).filter { _ in generator.below(4) > 0 }.map { line($0) }
            guard let change = PlanChange(from: old, to: new, today: today) else { continue }
            #expect(change.scope + change.work == change.total)
            let same = try #require(PlanChange(from: new, to: new, today: today))
            #expect(same.scope == .zero && same.work == .zero)
        }
    }

    @Test func `without anything agreed there is no progress`() throws {
        let progress = PlanProgress([PlanLine("A", .proposed)], today: try day("2026-11-30"))
        #expect(progress.value == nil && progress.done.told == nil && progress.proven.told == nil)
    }

    @Test func `what is marked as done tomorrow is not done today`() throws {
        let lines = [PlanLine("A", .underWay, milestones: steps(1, of: 2, on: "2026-12-01"))]
        #expect(PlanProgress(lines, today: try day("2026-11-30")).value == .zero)
        #expect(PlanProgress(lines, today: try day("2026-12-01")).value == Rational(1, 2))
    }

    @Test func `done after its day is not on time`() throws {
        let lines = [PlanLine("A", .done, due: try day("2026-04-30"), milestones: steps(1, of: 1))]
        #expect(PlanProgress(lines, today: try day("2026-11-30")).onTime.told == "0/1")
    }

    // MARK: Days

    @Test func `the example of critical dates`() throws {
        let lines = [
            PlanLine("A", .agreed, due: try day("2027-01-15")),
            PlanLine("B", .agreed, due: try day("2027-03-01"), dependsOn: ["A"]),
            PlanLine("C", .agreed, due: try day("2027-05-01"), dependsOn: ["B"]),
        ]
        let dates = try PlanDates(lines, days: ["B": 60, "C": 30])
        #expect(dates.items.map { $0.earliest?.description } == ["2027-01-15", "2027-03-16", "2027-04-15"])
        #expect(dates.items.map(\.late) == [0, 15, 0])
        #expect(dates.items.map(\.slack) == [0, 0, 16])
        #expect(dates.items.map(\.waitsFor) == [nil, "A", "B"])
    }

    @Test func `how long something takes follows from its start and its day`() throws {
        let lines = [
            PlanLine("A", .agreed, due: try day("2027-01-15")),
            PlanLine(
                "B", .agreed, starts: try day("2026-12-31"), due: try day("2027-03-01"), dependsOn: ["A"]),
        ]
        #expect(try PlanDates(lines).items[1].earliest == day("2027-03-16"))
        #expect(try PlanDates(lines, today: day("2027-02-01")).items[1].late == 32)
    }

    @Test func `a circle is refused with its chain`() throws {
        let lines = [("A", "E"), ("B", "A"), ("C", "B"), ("D", "C"), ("E", "D"), ("F", "A")].map {
            PlanLine($0.0, .agreed, dependsOn: [$0.1])
        }
        #expect(chain(lines) == ["A", "E", "D", "C", "B", "A"])
        #expect(chain([PlanLine("X", .agreed, dependsOn: ["X"])]) == ["X", "X"])
    }

    private func chain(_ lines: [PlanLine]) -> [String] {
        do {
            _ = try PlanDates(lines)
            return []
        } catch { return error.chain }
    }

    @Test func `a day before that of a predecessor is named, and so is a predecessor that was dropped`() throws {
        let lines = [
            PlanLine("A", .agreed, due: try day("2027-03-01")), PlanLine("B", .dropped),
            PlanLine("C", .agreed, due: try day("2027-02-01"), dependsOn: ["A", "B"]),
        ]
        #expect(
            try PlanDates(lines).warnings == [
                .dueBefore(number: "C", predecessor: "A"), .dropped(number: "C", predecessor: "B"),
            ])
    }

    @Test func `the 29th of February counts in a leap year`() throws {
        let lines = [
            PlanLine("A", .agreed, due: try day("2028-02-29")),
            PlanLine("B", .agreed, due: try day("2028-03-05"), dependsOn: ["A"]),
        ]
        #expect(try PlanDates(lines, days: ["B": 1]).items[1].earliest == day("2028-03-01"))
        #expect(CalendarDate("2027-02-29") == nil && CalendarDate("2028-02-30") == nil)
    }

    // MARK: States

    @Test func `guards tell what is missing`() {
        let good = PlanLineMove.Facts(hasReason: true, isShown: true)
        #expect(PlanLineMove.refusal(from: .proposed, to: .agreed, good) == nil)
        #expect(PlanLineMove.refusal(from: .proposed, to: .agreed, .init(hasOwner: false)) == .noOwner)
        #expect(PlanLineMove.refusal(from: .proposed, to: .agreed, .init(hasDue: false)) == .noDue)
        #expect(PlanLineMove.refusal(from: .underWay, to: .done, .init(openMilestones: 1)) == .openMilestones)
        #expect(PlanLineMove.refusal(from: .done, to: .proven, .init()) == .notShown)
        #expect(PlanLineMove.refusal(from: .agreed, to: .dropped, .init()) == .noReason)
        #expect(PlanLineMove.refusal(from: .proven, to: .dropped, good) == .noWay)
        #expect(PlanLineMove.refusal(from: .proposed, to: .done, good) == .noWay)
    }

    @Test func `milestones begin an action, and open it again`() {
        #expect(PlanLineMove.follows(.agreed, done: 1, open: 2) == .underWay)
        #expect(PlanLineMove.follows(.done, done: 2, open: 1) == .underWay)
        #expect(PlanLineMove.follows(.proposed, done: 1, open: 0) == .proposed)
        #expect(PlanLineMove.follows(.proven, done: 1, open: 1) == .proven)
    }
}
