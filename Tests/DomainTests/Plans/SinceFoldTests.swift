import Domain
import Testing

@Suite struct SinceFoldTests {
    private func action(_ id: String) -> SinceSubject { SinceSubject("action", id) }
    private func day(_ text: String) -> CalendarDate? { CalendarDate(text) }

    /// The example of the design, entries 101 to 112.
    private var journal: [SinceChange] {
        let idea = SinceSubject("idea", "I7")
        let assessment = SinceSubject("assessment", "MN")
        return [
            SinceChange(101, action("A1"), .state(from: "agreed", to: "under way")),
            SinceChange(102, action("A2"), .came),
            SinceChange(103, action("A1"), .due(from: day("2027-03-31"), to: day("2027-05-31"))),
            SinceChange(104, action("A3"), .blocked), SinceChange(105, action("A3"), .unblocked),
            SinceChange(106, action("A1"), .due(from: day("2027-05-31"), to: day("2027-04-30"))),
            SinceChange(107, action("A2"), .went),
            SinceChange(108, action("A4"), .state(from: "under way", to: "done")), SinceChange(109, idea, .came),
            SinceChange(110, idea, .endorsed("KG")), SinceChange(111, idea, .endorsed("TJ")),
            SinceChange(112, assessment, .submitted("MN")),
        ]
    }

    private let answered: Set<String> = ["KZ", "KG", "TJ", "TM", "UZ"]

    @Test func `the example, to the letter`() throws {
        let fold = SinceFold(journal, members: 7, answered: answered)
        #expect(fold.done.map(\.subject.id) == ["A4"])
        #expect(fold.new.map(\.subject.id) == ["I7"])
        #expect(fold.new.first?.endorsed == ["KG", "TJ"])
        let moved = try #require(fold.moved.first)
        #expect(fold.moved.count == 1 && moved.subject.id == "A1")
        #expect(moved.state?.from == "agreed" && moved.state?.to == "under way")
        #expect(moved.due?.from == day("2027-03-31") && moved.due?.to == day("2027-04-30"))
        #expect(moved.due?.days == 30 && moved.due?.times == 2)
        #expect([fold.answers.now, fold.answers.before, fold.answers.members] == [6, 5, 7])
        #expect(fold.cameAndWent == 1 && fold.wasBlocked == 1 && fold.gone.isEmpty)
    }

    @Test func `the order in which entries are given changes nothing`() {
        let fold = SinceFold(journal, members: 7, answered: answered)
        #expect(SinceFold(journal.reversed(), members: 7, answered: answered) == fold)
    }

    @Test func `what the reader may not see now is not counted either`() {
        let fold = SinceFold(journal, members: 7, answered: answered) { !["A2", "A3", "A4"].contains($0.id) }
        #expect(fold.done.isEmpty && fold.cameAndWent == 0 && fold.wasBlocked == 0)
        #expect(fold.moved.map(\.subject.id) == ["A1"])
    }

    @Test func `there and back is nothing, and a lasting block is told`() {
        let fold = SinceFold([
            SinceChange(1, action("A"), .state(from: "done", to: "under way")),
            SinceChange(2, action("A"), .state(from: "under way", to: "done")),
            SinceChange(3, action("B"), .due(from: nil, to: day("2027-01-01"))),
            SinceChange(4, action("B"), .due(from: day("2027-01-01"), to: nil)),
            SinceChange(5, action("C"), .blocked), SinceChange(6, action("D"), .unblocked),
            SinceChange(7, action("E"), .endorsed("KG")), SinceChange(8, action("E"), .endorsementTaken("KG")),
        ])
        #expect(fold.moved.map(\.subject.id) == ["C", "D"])
        #expect(fold.moved.map(\.blocked) == [true, false])
        #expect(fold.wasBlocked == 0 && fold.done.isEmpty)
    }

    @Test func `what was there and is dropped or withdrawn is gone`() {
        let fold = SinceFold([
            SinceChange(1, action("A"), .state(from: "agreed", to: "dropped")), SinceChange(2, action("B"), .went),
            SinceChange(3, action("C"), .came), SinceChange(4, action("C"), .state(from: "proposed", to: "dropped")),
            SinceChange(5, action("D"), .went), SinceChange(6, action("D"), .came),
        ])
        #expect(fold.gone.map(\.subject.id) == ["A", "B"] && fold.cameAndWent == 1)
        #expect(fold.new.isEmpty && fold.moved.isEmpty)
    }

    @Test func `new and already done stands under done`() {
        let fold = SinceFold([
            SinceChange(1, action("A"), .came), SinceChange(2, action("A"), .state(from: "proposed", to: "done")),
        ])
        #expect(fold.done.map(\.subject.id) == ["A"] && fold.new.isEmpty)
    }

    @Test func `answers given back do not count`() {
        let changes = [SinceChange(1, SinceSubject("assessment", "x"), .returned("KZ"))]
        #expect(SinceFold(changes, members: 7, answered: answered).answers.now == 4)
    }

    @Test func `late comes before untouched, and that before what was promised only`() throws {
        let today = try #require(day("2027-06-01"))
        let fresh = try #require(day("2027-05-01"))
        let old = try #require(day("2026-11-01"))
        let pressing = SincePressing.all(
            [
                .init(action("A"), due: nil, touched: fresh, isPromisedOnly: true),
                .init(action("B"), due: day("2027-08-01"), touched: old, isPromisedOnly: false),
                .init(action("C"), due: day("2027-05-31"), touched: fresh, isPromisedOnly: true),
                .init(action("D"), due: today, touched: fresh, isPromisedOnly: false),
            ], today: today)
        #expect(pressing.map(\.subject.id) == ["C", "B", "A"])
        #expect(pressing.first?.reasons == [.late, .notBegun])
    }
}
