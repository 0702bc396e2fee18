import StorageTestSupport
import TestSupport
import Testing

@testable import App

/// What a page says of the form that led to it is told by the feature whose form it was.
struct NoticeTests {
    @Test func `each word of a notice is told once, and says something`() {
        #expect(Set(Done.all.map(\.name)).count == Done.all.count)
        #expect(Done.all.allSatisfy { !$0.words.string(in: .english).isEmpty })
        #expect(
            Set(Done.all.map(\.name)).isSuperset(of: ["created", "imported", "joined", "clockKept", "ended", "invited"])
        )
    }

    @Test(arguments: TestEngine.allCases)
    func `a page says what was done, and nothing of a word that nobody tells`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = "/events/\(world.event)/people"
            #expect(try await browser.get(page + "?done=parted").contains("They are two seats again."))
            #expect(try await !browser.get(page + "?done=nonsense").contains("notice good"))
        }
    }
}
