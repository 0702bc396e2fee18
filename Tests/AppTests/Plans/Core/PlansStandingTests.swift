import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let planningScenarios = """
    GET    /programmes/:programme/planning                           programme
    """

/// Who somebody is where a programme plans.
struct PlansStandingTests {
    @Test(arguments: TestEngine.allCases)
    func `a focal point stands for the countries of the programme alone, an organiser for none`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            func standing(_ account: TestAccount) async throws -> PlansStanding {
                let (visit, programme) = (try await network.visit(account), network.programme)
                return try await site.database.read { try PlansStanding(visit, programme, $0) }
            }
            let latvia = try await standing(network.latvia)
            #expect(latvia.countries == ["AT", "HR", "LV", "SI"])
            #expect(latvia.focal == ["LV"] && latvia.focalPointOf == ["LV"] && latvia.members == [.country("LV")])
            #expect(!latvia.coordinates && latvia.isOf && latvia.heads.isEmpty)
            // Its country has left.
            #expect(try await standing(network.belgium).focal.isEmpty)
            let organiser = try await standing(network.world.organiser)
            #expect(organiser.coordinates && organiser.keeps(nil) && organiser.focal.isEmpty)
            #expect(try await !standing(network.world.administrator).coordinates)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the overview of planning is a page of the programme`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let browser = await network.browser(network.latvia)
            let page = try await browser.get("/programmes/\(network.programme)/planning")
            #expect(page.contains("<h1>Planning</h1>"))
        }
    }
}
