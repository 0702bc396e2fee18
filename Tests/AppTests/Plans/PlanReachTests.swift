import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// How far an action of a plan goes: never farther than its own marking and sharing.
struct PlanReachTests {
    private static func propose(
        _ world: PlanWorld, _ title: String, owner: String? = "country:HR", isShared: Bool = false
    ) async throws -> ActionRecord {
        var fields = ActionFields()
        (fields.title, fields.dueOn) = (title, "2030-05-01")
        return try await ActionOperations.propose(
            try await world.visit(world.network.world.organiser), in: world.network.programme, fields,
            ActionDraft(owner: owner.flatMap { ActionOwner($0) }, marking: "GREEN", isShared: isShared))
    }

    private static func action(_ world: PlanWorld, _ id: Action.ID) async throws -> ActionRecord {
        try await world.network.site.database.read { try ActionStore($0).action(id) }
    }

    @Test(arguments: TestEngine.allCases)
    func `a plan for everybody does not tell of an action that is for few`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            _ = try await world.add(croatia, plan, "Everybody reads this")
            let few = try await Self.propose(world, "From a finding about us")
            let item = try await PlanItemOperations.take(try await world.visit(croatia), plan.id, few.id)
            let latvia = world.network.latvia
            #expect(try await world.material(latvia, plan).entries.map(\.action.title) == ["Everybody reads this"])
            #expect(try await world.material(croatia, plan).entries.count == 2)
            let browser = await world.network.browser(latvia)
            #expect(try await browser.open("/plan-items/\(item)").status == 404)
            for path in ["/plans/\(plan.id)", "/plans/\(plan.id)/table/csv", "/plans/\(plan.id)/adoption"] {
                #expect(try await !browser.get(path).contains("From a finding about us"), "\(path)")
            }
            let visit = try await world.visit(latvia)
            let list = try await visit.read { try PlanList(visit, world.network.programme, $0) }
            #expect(list.counts[plan.id] == 1)
            // Shared with all again, what did not begin in it stays as its owner left it.
            for sharing in [PlanSharing.owner, .programme] {
                _ = try await PlanOperations.change(
                    try await world.visit(croatia), plan.id, plan.fields, marking: "GREEN", sharing: sharing)
            }
            #expect(try await !Self.action(world, few.id).isShared)
            #expect(try await world.material(latvia, plan).entries.map(\.action.title) == ["Everybody reads this"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a plan that is marked closer takes its actions along`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let id = try await world.item(try await world.add(croatia, plan, "Not for all any more")).action
            _ = try await PlanOperations.change(
                try await world.visit(croatia), plan.id, plan.fields, marking: "AMBER+STRICT", sharing: .programme)
            #expect(try await Self.action(world, id).marking == "AMBER+STRICT")
            let latvia = await world.network.browser(world.network.latvia)
            #expect(try await latvia.open("/actions/\(id)").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `who coordinates takes no action that is another's, and whoever writes a plan names no owner of what was taken`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let ours = try await Self.propose(world, "Ours", isShared: true)
            let visit = try await world.visit(croatia)
            let item = try await PlanItemOperations.take(visit, plan.id, ours.id)
            await #expect(throws: Refusal.self) {
                try await PlanItemOperations.change(
                    visit, item, ours.fields, try await world.item(item).fields,
                    PlanItemDraft(owner: ActionOwner("country:LV")))
            }
            #expect(try await Self.action(world, ours.id).owner == ActionOwner("country:HR"))

            // A coordinator by mandate organises nothing, and reads all that is shared.
            let theirs = try await Self.propose(world, "Theirs", isShared: true)
            try await site.database.write { tx in
                try tx.execute(
                    """
                    UPDATE mandate SET role = 'network-coordinator', holder_kind = 'programme',
                        holder = \(world.network.programme.description), programme_id = \(world.network.programme)
                    WHERE person_id = (SELECT person_id FROM account WHERE id = \(world.network.austria.id))
                    """)
            }
            let roadmap = try await world.plan(world.network.austria, .roadmap, owner: nil)
            let coordinator = try await world.visit(world.network.austria)
            await expectRefusal(.notFound) {
                _ = try await PlanItemOperations.take(coordinator, roadmap.id, theirs.id)
            }
            let organiser = try await world.visit(world.network.world.organiser)
            _ = try await PlanItemOperations.take(organiser, roadmap.id, theirs.id)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who wrote an action for a country no longer changes it when their mandate is over`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            var fields = ActionFields()
            (fields.title, fields.dueOn) = ("Written while in office", "2030-05-01")
            let draft = ActionDraft(owner: ActionOwner("country:HR"), marking: "AMBER+STRICT", isShared: false)
            let action = try await ActionOperations.propose(
                try await world.visit(croatia), in: world.network.programme, fields, draft)
            // They stay in the programme, for another country.
            try await site.database.write { tx in
                try tx.execute(
                    """
                    UPDATE mandate SET holder = 'SI'
                    WHERE person_id = (SELECT person_id FROM account WHERE id = \(croatia.id))
                    """)
            }
            let former = try await world.visit(croatia)
            fields.title = "Written afterwards"
            let later = fields
            await expectRefusal(.notFound) {
                _ = try await ActionOperations.change(former, action.id, later, draft)
            }
            #expect(try await Self.action(world, action.id).title == "Written while in office")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody agrees to what they were not shown`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            _ = try await world.add(world.head, plan, "Shown to all")
            _ = try await world.add(world.head, plan, "Held back", isHeldBack: true)
            let head = try await world.visit(world.head)
            try await PlanOperations.review(head, plan.id, answerBy: "2099-01-01", silenceAgrees: true)
            let material = try await world.material(world.head, plan)
            let adoption = try await head.read { try PlanAdoption(material.plan, material.entries, material.voice, $0) }
            #expect(material.entries.count == 2 && adoption.lines.count == 1)
            let first = try #require(adoption.lines.first?.item)
            for (account, country) in [(world.network.croatia, "HR"), (world.network.latvia, "LV")] {
                try await PlanOperations.state(
                    try await world.visit(account), plan.id, for: .country(country), [first: (.agrees, "")])
            }
            // Everybody has answered to all that they were shown.
            try await PlanOperations.adopt(head, plan.id)
            let stands = try await world.material(world.head, plan).adopted?.stands ?? ""
            #expect(stands.contains(first.description) && stands.split(separator: "\"item\"").count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what its owner rewrites on its own page is agreed anew`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            let item = try await world.add(world.head, plan, "As it was agreed", owner: "country:HR")
            let head = try await world.visit(world.head)
            try await PlanOperations.review(head, plan.id, answerBy: "2099-01-01", silenceAgrees: false)
            try await PlanOperations.state(
                try await world.visit(world.network.latvia), plan.id, for: .country("LV"), [item: (.agrees, "")])
            let action = try await Self.action(world, try await world.item(item).action)
            var fields = action.fields
            fields.title = "Something else"
            _ = try await ActionOperations.change(
                try await world.visit(world.network.croatia), action.id, fields,
                ActionDraft(owner: action.owner, marking: action.marking, isShared: action.isShared))
            #expect(try await site.count("SELECT COUNT(*) FROM plan_stand") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a plan that was adopted names no person, and its file runs no formula`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            _ = try await world.add(world.head, plan, "=1+1", owner: "account:\(world.network.world.organiser.id)")
            let head = try await world.visit(world.head)
            try await PlanOperations.review(head, plan.id, answerBy: "2099-01-01", silenceAgrees: true)
            let item = try #require(try await world.material(world.head, plan).entries.first?.item.id)
            for (account, country) in [(world.network.croatia, "HR"), (world.network.latvia, "LV")] {
                try await PlanOperations.state(
                    try await world.visit(account), plan.id, for: .country(country), [item: (.agrees, "")])
            }
            try await PlanOperations.adopt(head, plan.id)
            let kept = try await world.material(world.head, plan).adopted?.table ?? ""
            #expect(kept.contains("=1+1") && !kept.contains(world.network.world.organiser.name))
            let file = try await world.network.browser(world.head).get("/plans/\(plan.id)/table/csv?version=1")
            #expect(file.contains("'=1+1"))
        }
    }
}
