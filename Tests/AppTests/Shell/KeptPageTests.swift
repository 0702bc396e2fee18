@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// A participant's page is kept while nothing changes.
struct KeptPageTests {
    @Test(arguments: TestEngine.allCases)
    func `a form that is pressed twice without the client module counts once, another one counts`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.seats[0])
            let form: KeyValuePairs = ["topic": "\(world.topics[0])", "title": "Contact lists are out of date"]
            let before = try await site.count("SELECT COUNT(*) FROM issue")
            #expect(try await browser.get("/e/\(world.code)").contains("name=\"idempotency\">"))
            for _ in 1...2 { try await browser.post("/events/\(world.event)/issues", form) }
            #expect(try await site.count("SELECT COUNT(*) FROM issue") == before + 1)
            try await browser.post(
                "/events/\(world.event)/issues", ["topic": "\(world.topics[0])", "title": "Nobody knows whom to call"])
            #expect(try await site.count("SELECT COUNT(*) FROM issue") == before + 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody is given another's page, and a change shows at once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let address = "/e/\(world.code)"
            let pages = [
                try await world.browser(world.seats[0]).get(address),
                try await world.browser(world.seats[1]).get(address),
                try await site.browser().get(address),
            ]
            #expect(pages[0].contains(world.seats[0].name) && !pages[0].contains(world.seats[1].name))
            #expect(pages[1].contains(world.seats[1].name) && !pages[1].contains(world.seats[0].name))
            #expect(!pages[2].contains("id=\"contribute\""))

            try await StageOperations.open(
                try await world.visit(world.facilitator), world.event, stage: .merge, topic: nil, step: nil)
            #expect(try await !world.browser(world.seats[0]).get(address).contains("id=\"contribute\""))
        }
    }
}
