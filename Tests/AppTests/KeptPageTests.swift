@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// A participant's page is kept while nothing changes; what must be new in each answer is new.
struct KeptPageTests {
    @Test(arguments: TestEngine.allCases)
    func `a page that is asked for twice has other form tokens, and both are taken`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.seats[0])
            let (first, second) = (try await browser.get("/e/\(world.code)"), try await browser.get("/e/\(world.code)"))
            func values(_ page: Page, _ name: String) -> [String] {
                page.text.matches(of: /name="(\w+)" value="([^"]*)"/).filter { $0.1 == name }.map { String($0.2) }
            }
            for name in ["_form", "idempotency"] {
                #expect(!values(first, name).isEmpty && !values(first, name).contains(""), "\(name)")
                #expect(Set(values(first, name)).isDisjoint(with: values(second, name)), "\(name)")
            }
            for page in [first, second] {
                let token = try #require(values(page, "_form").first)
                #expect(site.services.csrf.accepts(token, for: await browser.cookies["roundtable_form"] ?? ""))
            }
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
