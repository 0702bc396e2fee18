import StorageTestSupport
import Testing
import TestSupport

struct AccessTests {
    @Test(arguments: TestEngine.allCases)
    func `an unknown address is answered in words`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let page = try await world.browser(world.member).get("/nothing-here")
            #expect(page.status == 404)
            #expect(page.contains("There is nothing at this address."))
        }
    }
}
