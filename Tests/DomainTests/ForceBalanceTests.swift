import Domain
import Testing

struct ForceBalanceTests {
    @Test
    func `each side's weights are added up`() {
        let balance = ForceBalance([(.facilitating, 4), (.blocking, 5), (.facilitating, 1)])
        #expect(balance.facilitating == 5 && balance.blocking == 5)
        #expect(ForceBalance([]) == ForceBalance([]) && ForceBalance([]).blocking == 0)
    }

    @Test
    func `only aspects of two groups that push the same way are alike`() {
        func text(_ group: String, _ direction: AspectDirection, _ text: String) -> AspectLikeness.Text {
            .init(group: group, direction: direction, text: text)
        }
        let texts = [
            text("1", .blocking, "Contact lists are out of date after a few months"),
            text("1", .blocking, "Contact lists are out of date within months"),
            text("2", .blocking, "The contact lists are out of date after months"),
            text("2", .facilitating, "Contact lists that are kept up to date every month"),
            text("3", .blocking, "Budgets follow ministries, not incidents"),
        ]
        let pairs = AspectLikeness.pairs(texts)
        #expect(Set(pairs.map { [$0.first, $0.second] }) == [[0, 2], [1, 2]])
        #expect(pairs.map(\.score) == pairs.map(\.score).sorted(by: >))
    }

    @Test(arguments: ["2019", "2019-05", "2019-05-14", "2024-02-29", "1976-12"])
    func `a date may be a year, a month or a day`(text: String) {
        #expect(PartialDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "19", "2019-", "2019-13", "2019-02-29", "2019-5", "２０１９", "2019-05-14-01", "0999", "+201", "2019-00",
    ])
    func `what is no date is none`(text: String) {
        #expect(PartialDate(text) == nil)
    }

    @Test
    func `this year is past, next year is not`() {
        #expect(PartialDate("2026")?.isAfter("2026-11-21") == false)
        #expect(PartialDate("2026-11-21")?.isAfter("2026-11-21") == false)
        #expect(PartialDate("2026-12")?.isAfter("2026-11-21") == true)
        #expect(PartialDate("2027")?.isAfter("2026-11-21") == true)
    }
}
