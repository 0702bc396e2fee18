import Domain
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Publications by the API: the same rules as on the pages.
struct PublicationAPITests {
    private func client(_ world: PublicationWorld, _ account: TestAccount) async throws -> APIClient {
        let token = try await AccountOperations.createToken(try await world.visit(account), name: "Test")
        return APIClient(browser: world.site.browser(), token: token)
    }

    @Test(arguments: TestEngine.allCases)
    func `two members write and release a report by the API, and withdraw it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let (sara, lars) = (try await client(world, world.sara), try await client(world, world.lars))
            let elena = try await client(world, world.elena)
            let planned = try await sara.send(
                .post, "/api/v1/programmes/\(world.programme)/publications",
                [
                    "title": "Water in two countries", "due": "2024-03-01", "marking": "AMBER",
                    "leads": ["country:SI", "country:LV"],
                ] as [String: Any])
            #expect(planned.status == 201)
            let id = planned.text("id")
            let path = "/api/v1/publications/\(id)"
            #expect(try await sara.send(.put, "\(path)/room").status == 200)
            #expect(
                try await sara.send(.put, "\(path)/review", [:] as [String: Any]).status == 409, "nothing is written")
            try await world.write(try #require(Event.ID(id)), "The springs are guarded by two services.")
            let review = try await sara.send(.put, "\(path)/review", ["note": "Look at the first section"])
            #expect(review.status == 200 && review.text("state") == "review")
            let version = review.text("version")
            let own = try await sara.send(.put, "\(path)/release", ["member": "country:SI", "version": version])
            #expect(own.status == 200 && own.text("state") == "review")
            let foreign = try await elena.send(.put, "\(path)/release", ["member": "country:ES", "version": version])
            #expect(foreign.status == 403)
            #expect(try await elena.send(.get, "\(path)/text").status == 404)
            let both = try await lars.send(.put, "\(path)/release", ["member": "country:LV", "version": version])
            #expect(both.text("state") == "released")
            let text = try await elena.send(.get, "\(path)/text")
            #expect(text.status == 200 && text.text("marking") == "AMBER")
            let organiser = try await client(world, world.world.organiser)
            #expect(try await organiser.send(.get, "/api/v1/publications?state=released").status == 200)
            let stranger = try await client(world, world.world.facilitator)
            #expect(try await stranger.send(.get, path).status == 404, "AMBER is for members")
            let withdrawn = try await lars.send(.put, "\(path)/withdrawal", ["note": "A number was wrong."])
            #expect(withdrawn.text("state") == "withdrawn" && withdrawn.text("withdrawnNote") == "A number was wrong.")
            #expect(try await elena.send(.get, "\(path)/text").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who acts for a member takes on what was planned, and nobody takes it on for others`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            var plan = PublicationPlan()
            plan.title = "Who guards the springs"
            let id = try await PublicationOperations.plan(
                try await world.visit(world.world.organiser), in: world.programme, plan)
            await expectRefusal(.noLeads) {
                _ = try await PublicationRoom.open(try await world.visit(world.world.organiser), id)
            }
            await expectRefusal(.forbidden) {
                try await PublicationOperations.setLead(
                    try await world.visit(world.elena), id,
                    PublicationLead(member: PublicationWorld.latvia, account: nil))
            }
            try await PublicationOperations.setLead(
                try await world.visit(world.elena), id, PublicationLead(member: PublicationWorld.spain, account: nil))
            let leads = try await site.database.read { try PublicationStore($0).leads(of: id).map(\.member) }
            #expect(leads == [PublicationWorld.spain])
            #expect(
                try await world.world.browser(world.elena).get("/programmes/\(world.programme)/publications")
                    .contains("Who guards the springs"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a list is told in pages, and too many areas are refused before they are looked for`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            for number in 1...3 { _ = try await world.plan(title: "Report \(number)") }
            let sara = try await client(world, world.sara)
            let path = "/api/v1/programmes/\(world.programme)/publications"
            let first = try await sara.send(.get, "\(path)?limit=2")
            let next = first.text("next")
            #expect(first.items.map { $0["title"] as? String } == ["Report 1", "Report 2"])
            let last = try await sara.send(.get, "\(path)?limit=2&cursor=\(next)")
            #expect(last.items.map { $0["title"] as? String } == ["Report 3"] && last.text("next").isEmpty)
            let areas = (0...PublicationPlan.mostAreas).map { "area \($0)" }
            let body = ["title": "On everything", "leads": ["country:SI"], "areas": areas] as [String: Any]
            let refused = try await sara.send(.post, path, body)
            #expect(refused.status == 422 && "\(refused.json)".contains("At most 20 areas."))
        }
    }
}
