import Domain
import Testing

struct CappedSumTests {
    @Test func `sums end where numbers end`() {
        let many = [Int64](repeating: Money.most, count: 10_000)
        #expect(many.cappedSum == .max)
        #expect(many.map { -$0 }.cappedSum == -.max)
        #expect([Int64](1...3).cappedSum == 6)
        #expect(Int64.max.capped(subtracting: .min) == .max)
        #expect(Int64(-5).capped(subtracting: .max) == -.max)
        #expect(-Int64(0).capped(subtracting: .max) == .max)
    }
}
