import Domain
import Testing

struct CapacityScoreTests {
    @Test func `a capacity is the mean of its indicators`() {
        let mean = CapacityScore.mean([.level(5), .level(4), .level(4)])
        #expect(mean.percent == Rational(260, 3))
        #expect(mean.percent?.decimal(2) == "86.67")
        #expect(mean.rounded == 87)
    }

    @Test func `what does not apply leaves the fraction; too little answered shows no mean`() {
        #expect(CapacityScore.mean([.level(5), .level(1), .notApplicable]).percent == 60)
        let enough = CapacityScore.mean([.level(5), .level(1), .unanswered])
        #expect(enough.percent == 60)
        #expect((enough.answered, enough.of) == (2, 3))
        #expect(CapacityScore.mean([.level(5), .unanswered]).percent == nil)
        #expect(CapacityScore.mean([.notApplicable]).percent == nil)
        #expect(CapacityScore.mean([]).percent == nil)
    }

    @Test func `sectors propose the cautious value, and talk when two apart`() {
        let proposal = CapacityScore.proposal([4, 2, 3])
        #expect(proposal?.value == 2)
        #expect(proposal?.talk == true)
        #expect(CapacityScore.proposal([4, 3])?.talk == false)
        #expect(CapacityScore.proposal([]) == nil)
    }

    @Test func `the median of an even number is the lower middle`() {
        let median = CapacityScore.median([2, 3, 1, 2, 4, 3])
        #expect(median?.value == 2)
        #expect(median?.shown == "2–3")
        #expect(CapacityScore.median([5, 1, 4])?.shown == "4")
    }

    @Test func `gaps are ordered by band, gap and countries, never by a product`() {
        #expect(CapacityScore.gap(value: 2, target: 4) == 2)
        #expect(CapacityScore.gap(value: 4, target: 3) == nil)
        #expect(CapacityScore.gap(value: 4, target: nil) == nil)
        let gaps = [
            CapacityGap(indicator: "A", band: nil, gap: 4, countries: 60),
            CapacityGap(indicator: "B", band: 1, gap: 1, countries: 1),
            CapacityGap(indicator: "C", band: 3, gap: 1, countries: 1),
            CapacityGap(indicator: "D", band: 1, gap: 2, countries: 1),
            CapacityGap(indicator: "E", band: 1, gap: 2, countries: 5),
        ]
        #expect(gaps.sorted(by: CapacityGap.precedes).map(\.indicator) == ["C", "E", "D", "B", "A"])
    }
}
