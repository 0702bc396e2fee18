import Domain
import Testing

struct IdeaSupportTests {
    @Test
    func `three countries support it, and no named one says not now`() {
        let named: Set<String> = ["KZ", "KG", "TJ", "UZ"]
        #expect(IdeaSupport(["KZ": .support, "KG": .support], named: named).missing == 1)
        let three = IdeaSupport(["KZ": .support, "KG": .support, "TJ": .support], named: named)
        #expect(three.isSupported && three.silent == ["UZ"] && three.missing == 0)
        let stopped = IdeaSupport(["KZ": .support, "KG": .support, "TJ": .support, "UZ": .notNow], named: named)
        #expect(!stopped.isSupported && stopped.isStopped && stopped.stopping == ["UZ"])
    }

    @Test
    func `a country that is not named does not stop it, and its support counts`() {
        let support = IdeaSupport(
            ["KZ": .support, "KG": .support, "MN": .support, "AM": .notNow], named: ["KZ", "KG"])
        #expect(support.isSupported && support.notNow == ["AM"] && support.stopping.isEmpty)
    }

    @Test
    func `a condition is shown and does not count`() {
        let support = IdeaSupport(["KZ": .support, "KG": .support, "TJ": .supportIf], named: ["TJ"])
        #expect(!support.isSupported && support.conditional == ["TJ"] && support.silent.isEmpty)
    }

    @Test
    func `support ends where an endorsement below the third is withdrawn`() {
        var stances: [String: IdeaSupport.Stance] = ["KZ": .support, "KG": .support, "TJ": .support]
        #expect(IdeaSupport(stances, named: []).isSupported)
        stances["TJ"] = nil
        #expect(!IdeaSupport(stances, named: []).isSupported)
    }

    @Test
    func `both parts of the rule are settings with bounds`() {
        let stances: [String: IdeaSupport.Stance] = ["KZ": .support, "UZ": .notNow]
        #expect(IdeaSupport(stances, named: ["UZ"], rule: .init(needed: 1, namedMayStop: false)).isSupported)
        #expect(!IdeaSupport(stances, named: ["UZ"], rule: .init(needed: 1)).isSupported)
        #expect(IdeaSupport.Rule(needed: .min).needed == 1 && IdeaSupport.Rule(needed: .max).needed == 50)
    }

    @Test
    func `money of three currencies is never one sum`() throws {
        func money(_ text: String, _ code: String) throws -> Money {
            let currency = try #require(Currency(code))
            return try #require(DecimalText.money(text, currency))
        }
        let sums = MoneyByCurrency([
            try money("100", "EUR"), try money("5000", "KZT"), try money("50.50", "EUR"), try money("7", "USD"),
        ])
        #expect(sums.text == "EUR 150.50 + KZT 5000.00 + USD 7.00" && sums.only == nil)
        #expect(MoneyByCurrency([try money("1", "EUR"), try money("2", "EUR")]).only?.decimal == "3.00")
        let most = try #require(Money(minor: Money.most, .euro))
        let beyond = MoneyByCurrency([most, most, try money("1", "EUR")])
        #expect(beyond.sums.isEmpty && beyond.beyond == [.euro] && beyond.only == nil)
    }
}
