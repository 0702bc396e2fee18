import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let gatheringScenarios = """
    GET    /programmes/:programme/gatherings                               programme
    POST   /programmes/:programme/gatherings                               programme  422,facilitator=403
    GET    /programmes/:programme/gatherings/new                           programme  200,facilitator=403
    GET    /programmes/:programme/gatherings/:gathering                    programme
    POST   /programmes/:programme/gatherings/:gathering                    programme  422,facilitator=403
    GET    /programmes/:programme/gatherings/:gathering/edit               programme  200,facilitator=403
    POST   /programmes/:programme/gatherings/:gathering/state              programme  400
    POST   /programmes/:programme/gatherings/:gathering/actions            programme  422,facilitator=403
    POST   /programmes/:programme/gatherings/:gathering/links              programme  400
    POST   /programmes/:programme/gatherings/:gathering/links/removal      programme  400
    POST   /programmes/:programme/gatherings/:gathering/lessons            programme  422
    GET    /api/v1/programmes/:programme/gatherings                        programme
    POST   /api/v1/programmes/:programme/gatherings                        programme  422
    GET    /api/v1/programmes/:programme/gatherings/:gathering             programme
    PUT    /api/v1/programmes/:programme/gatherings/:gathering             programme  422
    PUT    /api/v1/programmes/:programme/gatherings/:gathering/state       programme  422
    PUT    /api/v1/programmes/:programme/gatherings/:gathering/links       programme  422
    POST   /api/v1/programmes/:programme/gatherings/:gathering/lessons     programme  422
    """

let gatheringRows = """
    gathering /api/v1/programmes/:programme/gatherings title=Games_of_the_Lakes startsOn=2030-06-01 endsOn=2030-06-10 venue=The_Lakes language=en
    """

let gatheringScreens = """
    - organiser     en gatherings       /programmes/:programme/gatherings
    - organiser     ar gathering        /programmes/:programme/gatherings/:gathering
    """

/// What is prepared for a mass gathering. It is 29 November 2023.
struct GatheringTests {
    private static func plan(
        _ world: RegionWorld, _ title: String, _ days: (String, String) = ("2024-06-01", "2024-06-10"),
        _ draft: GatheringDraft = GatheringDraft()
    ) async throws -> GatheringRecord {
        var fields = GatheringFields()
        (fields.title, fields.startsOn, fields.endsOn, fields.venue) = (title, days.0, days.1, "The Lakes")
        return try await GatheringOperations.plan(
            world.visit(world.network.world.organiser), in: world.programme, fields, draft)
    }

    @Test(arguments: TestEngine.allCases)
    func `the board shows who does what by when, risks, an exercise and what was learned before`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let organiser = try await world.visit(world.network.world.organiser)
            let earlier = try await Self.plan(world, "Pilgrimage of the hills", ("2022-08-01", "2022-08-20"))
            try await GatheringOperations.learn(
                world.visit(world.network.latvia), world.programme, earlier.id, "Water points ran dry on the third day",
                language: "en")
            let games = try await Self.plan(world, "Games of the Lakes")
            var action = ActionFields()
            (action.title, action.dueOn) = ("Agree on one duty number", "2023-11-01")
            let made = try await GatheringOperations.act(
                organiser, world.programme, games.id, action, owner: ActionOwner("country:HR"))
            #expect(made.origin == ActionOrigin(kind: "gathering", id: games.id.description))
            var told = RiskScenarioFields()
            (told.title, told.story) = ("Heat in the stands", "Many people faint.")
            let risk = try await RiskOperations.tell(
                organiser, in: world.programme, told, RiskDraft(marking: "GREEN"))
            try await GatheringOperations.link(organiser, world.programme, games.id, .risk(risk.id))
            try await GatheringOperations.link(organiser, world.programme, games.id, .event(world.network.world.event))
            // Linked twice, it is one.
            try await GatheringOperations.link(organiser, world.programme, games.id, .risk(risk.id))
            #expect(try await site.count("SELECT COUNT(*) FROM gathering_link") == 2)
            let path = "/programmes/\(world.programme)/gatherings/\(games.id)"
            let page = try await world.browser(world.network.world.organiser).get(path)
            #expect(page.contains("185 days to go; actions open: 1, overdue: 1"))
            #expect(page.contains("Agree on one duty number") && page.contains("Heat in the stands"))
            #expect(page.contains("Water points ran dry on the third day") && page.contains("Make it an action"))
            let reader = try await world.browser(world.network.croatia).get(path)
            #expect(reader.status == 200 && !reader.contains("Make it an action"))
            try await GatheringOperations.unlink(organiser, world.programme, games.id, .risk(risk.id))
            #expect(try await site.count("SELECT COUNT(*) FROM gathering_link") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `days are in order, an amount is not written, and nobody links what they do not see`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            await #expect(throws: Refusal.self) {
                _ = try await Self.plan(world, "Games", ("2024-06-10", "2024-06-01"))
            }
            await #expect(throws: Refusal.self) {
                _ = try await Self.plan(world, "Games", ("2024-02-30", "2024-03-01"))
            }
            let organiser = try await world.visit(world.network.world.organiser)
            var fields = GatheringFields()
            (fields.title, fields.startsOn, fields.endsOn) = ("Games", "2024-06-01", "2024-06-01")
            fields.summary = "Somebody may bring 3 kg of it."
            let unsafe = fields
            await #expect(throws: Refusal.self) {
                _ = try await GatheringOperations.plan(organiser, in: world.programme, unsafe, GatheringDraft())
            }
            let games = try await Self.plan(world, "Games")
            let latvia = try await world.visit(world.network.latvia)
            var told = RiskScenarioFields()
            (told.title, told.story) = ("Our own", "Something of ours.")
            let risk = try await RiskOperations.tell(
                latvia, in: world.programme, told, RiskDraft(place: .country("LV"), isShared: false))
            await expectRefusal(.notFound) {
                try await GatheringOperations.link(organiser, world.programme, games.id, .risk(risk.id))
            }
            await expectRefusal(.forbidden) {
                try await GatheringOperations.set(latvia, world.programme, games.id, .cancelled)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `title, place and lessons stay with what the public would see`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let title = await refusal { _ = try await Self.plan(world, "Games with 3 kg of it") }
            #expect(title?.fields.keys.sorted() == ["title"])
            let games = try await Self.plan(world, "Games")
            let latvia = try await world.visit(world.network.latvia)
            let lesson = await refusal {
                try await GatheringOperations.learn(
                    latvia, world.programme, games.id, "They had 3 kg of it.", language: "en")
            }
            #expect(lesson?.fields.keys.sorted() == ["text"])
        }
    }
}
