import Domain
import Testing

struct DecisionMeasureTests {
    @Test func `decisions alike, the share of the most chosen, and coverage`() {
        let likeness = DecisionLikeness(["partial", "close", "open", "partial", "partial", nil])
        #expect(likeness.alike == Rational(3, 10))
        #expect(likeness.modal == Rational(3, 5))
        #expect(likeness.coverage == RequestMeasures.Share(5, of: 6))
        #expect(DecisionLikeness([nil, "open"]).alike == nil)
        #expect(DecisionLikeness([]).modal == nil)
    }

    @Test func `neighbours whose decisions cannot both stand`() {
        let borders: Set<IncompatibleNeighbours.Pair> = [
            .init("A", "B"), .init("B", "C"), .init("C", "A"), .init("C", "D"), .init("D", "E"), .init("E", "F"),
        ]
        let choices = ["A": "partial", "B": "close", "C": "open", "D": "partial", "E": "partial"]
        let found = IncompatibleNeighbours.clashes(
            choices, borders: borders, incompatible: [.init("open", "close")])
        #expect(found.pairs == [.init("B", "C")])
        #expect(found.of == 5)
        #expect(IncompatibleNeighbours.clashes([:], borders: borders, incompatible: []).of == 0)
    }

    @Test func `probes: who is right, and who sees the same`() {
        let answers: [[String?]] = [
            ["b", "a", "c", "a"], ["b", "a", "c", "a"], ["b", "b", "c", "a"], ["b", "a", "c", nil],
            ["a", "a", "c", "a"], ["b", "b", "a", "b"],
        ]
        let picture = SharedPicture(truth: ["b", "a", "c", "a"], answers: answers)
        #expect(picture.rightShare == RequestMeasures.Share(18, of: 24))
        #expect(picture.answered == 23)
        #expect(picture.alike == RequestMeasures.Share(33, of: 55))
        #expect(picture.alike.value == Rational(3, 5))
        #expect(
            picture.byQuestion == [
                RequestMeasures.Share(5, of: 6), RequestMeasures.Share(4, of: 6), RequestMeasures.Share(5, of: 6),
                RequestMeasures.Share(4, of: 5),
            ])
        #expect(SharedPicture(truth: [], answers: []).alike.value == nil)
        #expect(SharedPicture(truth: ["a", "b"], answers: [["a"]]).asked == 2)
    }

    @Test func `a key fact spreads until half of those that need it have it`() {
        let spread = FactSpread(given: 10, arrivals: [16, 31, 52, nil])
        #expect(spread.untilHalf == 21)
        #expect(spread.share == RequestMeasures.Share(3, of: 4))
        #expect(FactSpread(given: 10, arrivals: [16, nil, nil]).untilHalf == nil)
        #expect(FactSpread(given: 10, arrivals: []).untilHalf == nil)
        #expect(FactSpread(given: .min, arrivals: [.max]).untilHalf == nil)
    }
}
