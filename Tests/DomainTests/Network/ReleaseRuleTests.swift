import Domain
import Testing

struct ReleaseRuleTests {
    private func word(_ member: String, _ person: String) -> ReleaseRule.Word { .init(member: member, person: person) }

    @Test
    func `two leads of different members release, and nobody alone`() {
        #expect(!ReleaseRule.isReleased([]))
        #expect(!ReleaseRule.isReleased([word("city:london", "anna")]))
        #expect(ReleaseRule.isReleased([word("city:london", "anna"), word("city:washington", "bill")]))
    }

    @Test
    func `two people of one member speak for one member`() {
        #expect(!ReleaseRule.isReleased([word("city:london", "anna"), word("city:london", "ben")]))
    }

    @Test
    func `one person who speaks for two members is one person`() {
        let twice = [word("city:london", "anna"), word("city:washington", "anna")]
        #expect(!ReleaseRule.isReleased(twice))
        #expect(ReleaseRule.isReleased(twice + [word("city:zagreb", "caro")]))
    }
}
