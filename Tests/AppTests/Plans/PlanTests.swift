import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let planScenarios = """
    GET    /programmes/:programme/plans                        programme
    GET    /programmes/:programme/plans/new                    programme  200,facilitator=403
    POST   /programmes/:programme/plans                        programme  422,facilitator=403
    GET    /plans/:programmePlan                               accounts   200,stranger=404,administrator=404
    POST   /plans/:programmePlan                               accounts   400
    GET    /plans/:programmePlan/edit                          accounts   200,stranger=404,administrator=404,facilitator=403
    POST   /plans/:programmePlan/stage                         accounts   400
    GET    /plans/:programmePlan/adoption                      accounts   200,stranger=404,administrator=404
    POST   /plans/:programmePlan/adoption                      accounts   400
    POST   /plans/:programmePlan/items                         accounts   422,stranger=404,administrator=404,facilitator=403
    GET    /plans/:programmePlan/items/new                     accounts   200,stranger=404,administrator=404,facilitator=403
    POST   /plans/:programmePlan/actions                       accounts   400
    POST   /api/v1/plans/:programmePlan/actions                accounts   422
    POST   /plans/:programmePlan/paste                         accounts   422,stranger=404,administrator=404
    GET    /plans/:programmePlan/import                        accounts   200,stranger=404,administrator=404,facilitator=403
    POST   /plans/:programmePlan/import                        accounts   422,stranger=404,administrator=404,facilitator=403
    GET    /plans/:programmePlan/table/:format                 accounts   200,stranger=404,administrator=404
    GET    /plans/:programmePlan/files/:file                   accounts   200,stranger=404,administrator=404
    GET    /plans/:programmePlan/wall                          accounts   200,stranger=404,administrator=404,facilitator=403
    GET    /plans/:programmePlan/wall/live                     accounts   200,stranger=404,administrator=404,facilitator=403
    POST   /plans/:programmePlan/adoption/room                 accounts   400
    PUT    /api/v1/plans/:programmePlan/adoption/room          accounts   422
    GET    /plan-items/:planItem                               accounts   200,stranger=404,administrator=404
    POST   /plan-items/:planItem                               accounts   422,stranger=404,administrator=404,facilitator=403
    GET    /plan-items/:planItem/edit                          accounts   200,stranger=404,administrator=404,facilitator=403
    POST   /plan-items/:planItem/state                         accounts   400
    POST   /plan-items/:planItem/steps                         accounts   422,stranger=404,administrator=404
    POST   /plan-items/:planItem/steps/:planStep               accounts   400
    POST   /plan-items/:planItem/blocking                      accounts   303,stranger=404,administrator=404,facilitator=403
    POST   /plan-items/:planItem/gathering                     accounts   400
    GET    /api/v1/programmes/:programme/plans                 programme
    POST   /api/v1/programmes/:programme/plans                 programme  422
    GET    /api/v1/plans/:programmePlan                        accounts   200,stranger=404,administrator=404
    PUT    /api/v1/plans/:programmePlan                        accounts   200,stranger=404,administrator=404,facilitator=403
    GET    /api/v1/plans/:programmePlan/progress               accounts   200,stranger=404,administrator=404
    POST   /api/v1/plans/:programmePlan/import                 accounts   422
    GET    /api/v1/plans/:programmePlan/table/:format          accounts   200,stranger=404,administrator=404
    GET    /api/v1/plans/:programmePlan/files/:file            accounts   200,stranger=404,administrator=404
    GET    /api/v1/plans/:programmePlan/items                  accounts   200,stranger=404,administrator=404
    POST   /api/v1/plans/:programmePlan/items                  accounts   422
    GET    /api/v1/plan-items/:planItem                        accounts   200,stranger=404,administrator=404
    PUT    /api/v1/plan-items/:planItem                        accounts   422
    POST   /api/v1/plan-items/:planItem/steps                  accounts   422
    PUT    /api/v1/plan-items/:planItem/steps/:planStep        accounts   422
    POST   /plan-items/:planItem/comments                      accounts   422,stranger=404,administrator=404
    POST   /plan-items/:planItem/comments/:planComment/removal accounts   303,stranger=404,administrator=404,facilitator=403
    GET    /api/v1/plan-items/:planItem/comments               accounts   200,stranger=404,administrator=404
    POST   /api/v1/plan-items/:planItem/comments               accounts   422
    DELETE /api/v1/plan-items/:planItem/comments/:planComment  accounts   200,stranger=404,administrator=404,facilitator=403
    GET    /api/v1/plans/:programmePlan/adoption               accounts   200,stranger=404,administrator=404
    PUT    /api/v1/plan-items/:planItem/stand                  accounts   422
    PUT    /api/v1/plan-items/:planItem/blocking               accounts   422
    PUT    /api/v1/plan-items/:planItem/gathering              accounts   422
    """

let planRows = """
    programmePlan /api/v1/programmes/:programme/plans title=What_the_network_does kind=network
    planItem /api/v1/plans/:programmePlan/items title=Write_the_joint_instruction dueOn=2030-01-31
    planStep /api/v1/plan-items/:planItem/steps title=A_draft_is_there
    planComment /api/v1/plan-items/:planItem/comments text=The_draft_is_good
    """

let planScreens = """
    - organiser     en plans            /programmes/:programme/plans
    - organiser     en plan             /plans/:programmePlan
    - organiser     ar plan             /plans/:programmePlan
    - organiser     en plan-item        /plan-items/:planItem
    """

/// A network with a region: Croatia and Latvia are at home in it, and it has a head.
struct PlanWorld {
    let network: NetworkWorld
    let head: TestAccount
    let region: App.Region.ID

    init(_ site: TestSite) async throws {
        let network = try await NetworkWorld(site)
        self.network = network
        let environment = site.environment
        (head, region) = try await site.database.write { tx in
            let maker = WorldMaker(environment: environment)
            let region = try #require(try RegionStore(tx).regions().first?.id)
            let store = RegionStore(tx)
            for country in ["HR", "LV"] {
                try tx.execute("DELETE FROM region_country WHERE country = \(country)")
                try store.insert(
                    RegionMembership(region: region, country: country, since: "2018-01-01", until: nil, remark: nil), tx
                )
            }
            try MemberStore(tx).insert(
                MemberRecord(
                    id: environment.id(), programme: network.programme, ref: .region(region), name: "Region",
                    role: .member, since: "2018", until: nil, note: "", document: ""), by: nil, now: 0, tx)
            let head = try maker.addFocalPoint(tx, "Selma Secretariat", "head@example.org", of: "SI")
            try tx.execute(
                """
                UPDATE mandate SET role = 'head', holder_kind = 'region', holder = \(region.description)
                WHERE person_id = (SELECT person_id FROM account WHERE id = \(head.id))
                """)
            return (head, region)
        }
    }

    func visit(_ account: TestAccount) async throws -> Visit { try await network.visit(account) }

    func plan(
        _ account: TestAccount, _ kind: PlanKind, owner: MemberRef?, sharing: PlanSharing = .programme,
        marking: String = "GREEN"
    ) async throws -> PlanRecord {
        var fields = PlanRecordFields()
        fields.title = "Plan of \(kind.rawValue)"
        return try await PlanOperations.begin(
            try await visit(account), in: network.programme, fields,
            PlanDraft(kind: kind, owner: owner, marking: marking, sharing: sharing))
    }

    func add(
        _ account: TestAccount, _ plan: PlanRecord, _ title: String = "Test the duty list", due: String = "2030-06-01",
        owner: String? = nil, isHeldBack: Bool = false, _ change: (inout PlanItemFields) -> Void = { _ in }
    ) async throws -> PlanItem.ID {
        var fields = ActionFields()
        (fields.title, fields.dueOn) = (title, due)
        var item = PlanItemFields()
        change(&item)
        var draft = PlanItemDraft(owner: plan.owner.map { .member($0) }, isHeldBack: isHeldBack)
        if let owner { draft.owner = ActionOwner(owner) }
        return try await PlanItemOperations.add(try await visit(account), plan.id, fields, item, draft)
    }

    func item(_ id: PlanItem.ID) async throws -> PlanItemRecord {
        try await network.site.database.read { try PlanItemStore($0).item(id) }
    }

    func material(_ account: TestAccount, _ plan: PlanRecord) async throws -> PlanMaterial {
        let visit = try await visit(account)
        return try await visit.read { try PlanMaterial(visit, plan.id, $0) }
    }
}

/// What a country does, how far it is, and what a region gathers of it.
struct PlanTests {
    @Test(arguments: TestEngine.allCases)
    func `a focal point makes a national plan, its owner agrees, milestones count, the region gathers it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let visit = try await world.visit(croatia)
            let national = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .region)
            let id = try await world.add(croatia, national)
            let action = try await world.item(id).action
            _ = try await ActionOperations.move(visit, action, .agree, "")
            _ = try await PlanStepOperations.add(visit, id, title: "A list is there", due: "2030-01-01")
            _ = try await PlanStepOperations.add(visit, id, title: "It was called", due: "")
            let steps = try await site.database.read { try PlanItemStore($0).steps(of: [id])[id] ?? [] }
            try await PlanStepOperations.act(visit, id, steps[0].id, .done)
            let half = try await world.material(croatia, national)
            #expect(half.progress.value == Rational(1, 2))
            #expect(half.entries.first?.standing == .inProgress)
            // What is open keeps it from being done.
            await expectRefusal(.planStepsOpen) {
                _ = try await ActionOperations.move(visit, action, .finish, "All of it")
            }
            try await PlanStepOperations.act(visit, id, steps[1].id, .waived, reason: "Nobody was there")
            _ = try await ActionOperations.move(visit, action, .finish, "All of it")
            #expect(try await world.material(croatia, national).progress.value == .one)
            // A milestone that is undone opens it again.
            try await PlanStepOperations.act(visit, id, steps[0].id, .undone)
            #expect(try await world.material(croatia, national).entries.first?.standing == .inProgress)

            let regional = try await world.plan(world.head, .regional, owner: .region(world.region))
            let own = try await world.add(world.head, regional, "A list for all")
            let head = try await world.visit(world.head)
            try await PlanItemOperations.gather(head, own, id)
            let page = try await world.network.browser(world.head).get("/plan-items/\(own)")
            #expect(page.contains("Test the duty list") && page.contains("Croatia"))
            // It keeps its owner and its day, and counts there alone.
            #expect(try await world.material(world.head, regional).entries.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a country no longer shares leaves the region, which says so`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let national = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .region)
            let id = try await world.add(croatia, national, "Only for us later")
            let regional = try await world.plan(world.head, .regional, owner: .region(world.region))
            let own = try await world.add(world.head, regional, "A list for all")
            let head = try await world.visit(world.head)
            try await PlanItemOperations.gather(head, own, id)
            _ = try await PlanOperations.change(
                try await world.visit(croatia), national.id, national.fields, marking: "AMBER", sharing: .owner)
            let page = try await world.network.browser(world.head).get("/plan-items/\(own)")
            #expect(!page.contains("Only for us later"))
            #expect(page.contains("1 part is no longer shared"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country sees nothing of another's plan, and what is held back is not counted`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let secret = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .owner)
            let hidden = try await world.add(croatia, secret, "Nobody else reads this")
            let latvia = await world.network.browser(world.network.latvia)
            #expect(try await latvia.open("/plans/\(secret.id)").status == 404)
            #expect(try await latvia.open("/plan-items/\(hidden)").status == 404)
            #expect(try await !latvia.get("/programmes/\(world.network.programme)/plans").contains("Plan of national"))

            let shared = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .programme)
            _ = try await world.add(croatia, shared, "All read this")
            _ = try await world.add(croatia, shared, "Held back by us", isHeldBack: true)
            let seen = try await world.material(world.network.latvia, shared)
            #expect(seen.entries.map(\.action.title) == ["All read this"])
            let table = try await latvia.get("/plans/\(shared.id)/table/csv")
            #expect(table.contains("All read this") && !table.contains("Held back"))
            #expect(try await world.material(croatia, shared).entries.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only a focal point begins a national plan, only a head a regional one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            await #expect(throws: Refusal.self) {
                _ = try await world.plan(world.network.croatia, .national, owner: .country("LV"))
            }
            await #expect(throws: Refusal.self) {
                _ = try await world.plan(world.network.croatia, .regional, owner: .region(world.region))
            }
            await #expect(throws: Refusal.self) {
                _ = try await world.plan(world.network.world.organiser, .national, owner: .country("HR"))
            }
            _ = try await world.plan(world.head, .regional, owner: .region(world.region))
            _ = try await world.plan(world.network.world.organiser, .roadmap, owner: nil)
            #expect(try await site.count("SELECT COUNT(*) FROM programme_plan") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a circle is refused with its chain, a missing number at its field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let first = try await world.add(croatia, plan, "First") { $0.number = "A1" }
            _ = try await world.add(croatia, plan, "Second") { ($0.number, $0.dependsOn) = ("A2", "A1") }
            await #expect(throws: Refusal.self) {
                _ = try await world.add(croatia, plan, "Third") { $0.dependsOn = "A9" }
            }
            let visit = try await world.visit(croatia)
            var item = try await world.item(first).fields
            item.dependsOn = "A2"
            let wanted = item
            let action = try await site.database.read {
                try ActionStore($0).action(PlanItemStore($0).item(first).action)
            }
            do {
                try await PlanItemOperations.change(
                    visit, first, action.fields, wanted, PlanItemDraft(owner: action.owner))
                Issue.record("A circle was stored.")
            } catch let refusal as Refusal {
                let words = refusal.fields["depends-on"]?.string(in: .english) ?? ""
                #expect(words.contains("A1 → A2 → A1") || words.contains("A2 → A1 → A2"))
            }
            #expect(try await world.item(first).fields.dependsOn.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each country says for each action what it agrees to; reservations stay, and what was adopted is kept`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            let first = try await world.add(world.head, plan, "A list for all")
            let second = try await world.add(world.head, plan, "One exercise a year")
            let head = try await world.visit(world.head)
            try await PlanOperations.review(head, plan.id, answerBy: "2099-01-01", silenceAgrees: false)
            await expectRefusal(.planAnswersOpen) { try await PlanOperations.adopt(head, plan.id) }
            let croatia = try await world.visit(world.network.croatia)
            await #expect(throws: Refusal.self) {
                try await PlanOperations.state(croatia, plan.id, for: .country("LV"), [first: (.agrees, "")])
            }
            await #expect(throws: Refusal.self) {
                try await PlanOperations.state(croatia, plan.id, for: .country("HR"), [first: (.reserves, "")])
            }
            try await PlanOperations.state(
                croatia, plan.id, for: .country("HR"),
                [first: (.agrees, ""), second: (.reserves, "Every two years")])
            try await PlanOperations.state(
                try await world.visit(world.network.latvia), plan.id, for: .country("LV"),
                [first: (.agreesWith, "With a common form"), second: (.agrees, "")])
            let page = try await world.network.browser(world.head).get("/plans/\(plan.id)/adoption")
            #expect(page.contains("agreed by 2 of 2") && page.contains("agreed by 1 of 2"))
            #expect(page.contains("Every two years"))
            await expectRefusal(.planNotAdopting) { try await PlanOperations.adopt(croatia, plan.id) }
            try await PlanOperations.adopt(head, plan.id)
            // Pressed twice, it is one.
            try await PlanOperations.adopt(head, plan.id)
            #expect(try await site.count("SELECT COUNT(*) FROM plan_version") == 1)
            let version = try await world.material(world.head, plan).adopted
            #expect(version?.table.contains("One exercise a year") == true)
            #expect(version?.stands.contains("Every two years") == true)
            // What is another since then is told, scope and work apart.
            _ = try await world.add(world.head, plan, "A third thing")
            let browser = await world.network.browser(world.head)
            #expect(try await browser.get("/plans/\(plan.id)").contains("What changed since version 1"))
            #expect(try await browser.get("/plans/\(plan.id)/table/csv?version=1").contains("One exercise a year"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an action that is changed in review is asked anew`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            let id = try await world.add(world.head, plan, "A list for all")
            let head = try await world.visit(world.head)
            try await PlanOperations.review(head, plan.id, answerBy: "2099-01-01", silenceAgrees: true)
            try await PlanOperations.state(
                try await world.visit(world.network.croatia), plan.id, for: .country("HR"), [id: (.agrees, "")])
            let item = try await world.item(id)
            let action = try await site.database.read { try ActionStore($0).action(item.action) }
            var fields = action.fields
            fields.title = "Two lists for all"
            try await PlanItemOperations.change(head, id, fields, item.fields, PlanItemDraft(owner: action.owner))
            #expect(try await site.count("SELECT COUNT(*) FROM plan_stand") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a table goes out, comes in again and changes nothing, and its wrong rows are told`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let text = """
                number,title,state,due,weight,cost,currency,secured,depends-on,milestones
                A1,Course,done,2026-06-01,2,1000.50,EUR,yes,,a||2020-02-01;b||2020-03-01
                A2,Instruction,agreed,2027-01-31,1,,,,A1,a||2020-02-01;b|2026-12-15|
                A3,Contacts,proposed,,1,,,,,

                """
            let visit = try await world.visit(croatia)
            let counts = try await PlanImport.take(
                visit, plan.id, TableUpload(Array(text.utf8), name: "plan.csv"))
            #expect(counts.added == 3)
            let material = try await world.material(croatia, plan)
            #expect(material.entries.map(\.standing) == [.done, .agreed, .proposed])
            #expect(material.progress.value == Rational(5, 6))
            let browser = await world.network.browser(croatia)
            let table = try await browser.get("/plans/\(plan.id)/table/csv")
            let again = try await PlanImport.take(
                visit, plan.id, TableUpload(table.bytes, name: "plan.csv"))
            #expect(again.added == 0 && again.changed == 0 && again.same == 3)
            #expect(try PlanFile(table.bytes).lines.count == 3)
            for wrong in [
                "number,title,due\nB1,X,2027-02-30\n", "number,title,depends-on\nB1,X,B9\n",
                "number,title,milestones\nB1,X,a|b|c\n", "number,title,weight\nB1,X,6\n",
                "number,title,cost\nB1,X,5\n", "number,title,depends-on\nB1,X,B2\nB2,Y,B1\n",
            ] {
                await #expect(throws: Refusal.self, "\(wrong)") {
                    _ = try await PlanImport.take(visit, plan.id, TableUpload(Array(wrong.utf8), name: "plan.csv"))
                }
            }
            #expect(try await site.count("SELECT COUNT(*) FROM plan_item") == 3)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an action that is there comes to the plan of its owner, once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let organiser = try await world.visit(world.network.world.organiser)
            var fields = ActionFields()
            fields.title = "From a finding"
            let ours = try await ActionOperations.propose(
                organiser, in: world.network.programme, fields,
                ActionDraft(owner: ActionOwner("country:HR"), marking: "GREEN"))
            let theirs = try await ActionOperations.propose(
                organiser, in: world.network.programme, fields,
                ActionDraft(owner: ActionOwner("country:LV"), marking: "GREEN"))
            let visit = try await world.visit(croatia)
            let item = try await PlanItemOperations.take(visit, plan.id, ours.id)
            #expect(try await PlanItemOperations.take(visit, plan.id, ours.id) == item)
            await expectRefusal(.notFound) { _ = try await PlanItemOperations.take(visit, plan.id, theirs.id) }
            #expect(try await world.material(croatia, plan).entries.map(\.action.title) == ["From a finding"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is said of an action names for whom, and its author takes it back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            let id = try await world.add(world.head, plan, "A list for all")
            let latvia = try await world.visit(world.network.latvia)
            let comment = try await PlanCommentOperations.add(latvia, id, "We have one already.", key: "k")
            #expect(try await PlanCommentOperations.add(latvia, id, "We have one already.", key: "k") == comment)
            let page = try await world.network.browser(world.network.croatia).get("/plan-items/\(id)")
            #expect(page.contains("We have one already.") && page.contains("Latvia") && !page.contains("Liga Lake"))
            let croatia = try await world.visit(world.network.croatia)
            await expectRefusal(.forbidden) { try await PlanCommentOperations.remove(croatia, id, comment) }
            try await PlanCommentOperations.remove(latvia, id, comment)
            #expect(try await site.count("SELECT COUNT(*) FROM plan_comment") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `several are pasted at once, or none`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let visit = try await world.visit(croatia)
            await #expect(throws: Refusal.self) {
                _ = try await PlanPaste.take(visit, plan.id, "One\nTwo\t2027-02-30\n")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM plan_item") == 0)
            #expect(try await PlanPaste.take(visit, plan.id, "One\nTwo\t2027-02-28\n\n") == 2)
            #expect(try await world.material(croatia, plan).entries.map(\.item.number) == ["A1", "A2"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the pages of a plan open in every view, and on the wall nobody is linked`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let organiser = world.network.world.organiser
            let plan = try await world.plan(organiser, .roadmap, owner: nil)
            _ = try await world.add(
                organiser, plan, "First quarter", due: "2030-02-01", owner: "region:\(world.region)"
            ) {
                $0.number = "R1"
            }
            _ = try await world.add(organiser, plan, "Second quarter", due: "2030-05-01", owner: "country:HR") {
                $0.dependsOn = "R1"
            }
            let browser = await world.network.browser(organiser)
            for view in PlanPage.View.allCases {
                let page = try await browser.get("/plans/\(plan.id)?view=\(view.rawValue)")
                #expect(page.contains("First quarter"), "\(view.rawValue)")
            }
            let wall = try await browser.get("/plans/\(plan.id)/wall")
            #expect(wall.contains("Second quarter") && !wall.contains("/plan-items/"))
            let api = try await world.network.world.api(organiser)
            let progress = try await api.send(.get, "/api/v1/plans/\(plan.id)/progress")
            #expect(progress.status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a meeting hears of actions is folded from the journal`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let visit = try await world.visit(croatia)
            let first = try await world.add(croatia, plan, "Moved twice")
            let action = try await world.item(first).action
            _ = try await ActionOperations.move(visit, action, .agree, "")
            let start: Int64 = try await site.database.read {
                try $0.value("SELECT COALESCE(MAX(sequence), 0) AS n FROM journal", as: Int64.self) ?? 0
            }
            for day in ["2030-08-01", "2030-07-01"] {
                var fields = try await site.database.read { try ActionStore($0).action(action).fields }
                fields.dueOn = day
                try await PlanItemOperations.change(
                    visit, first, fields, try await world.item(first).fields,
                    PlanItemDraft(owner: .member(.country("HR"))))
            }
            try await PlanItemOperations.block(visit, first, "No room")
            try await PlanItemOperations.block(visit, first, "")
            let gone = try await world.add(croatia, plan, "Came and went")
            _ = try await ActionOperations.move(visit, try await world.item(gone).action, .drop, "Not needed")
            _ = try await ActionOperations.move(visit, action, .begin, "")
            let changes = try await site.database.read {
                try PlanJournalStore($0).changes(in: world.network.programme, after: start)
            }
            let fold = SinceFold(changes)
            let moved = try #require(fold.moved.first)
            #expect(moved.subject.id == action.description && moved.due?.times == 2 && moved.due?.days == 30)
            #expect(moved.state?.from == "agreed" && moved.state?.to == "in_progress")
            #expect(fold.cameAndWent == 1 && fold.wasBlocked == 1 && fold.new.isEmpty && fold.done.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an owner is written to when an action is given, due and overdue, and then no more`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            _ = try await world.add(world.head, plan, "Given to Croatia", owner: "country:HR")
            let due = try await site.database.read { try PlanMails.due(at: site.environment.now(), $0) }
            #expect(due.map(\.reason) == [.given])
            #expect(due.first.map { !$0.key.contains("HR") } == true)
            let record = try await site.database.read { try ActionStore($0).action(due[0].action.id) }
            #expect(record.state == .proposed && PlanMails.reason(record, "2030-05-31") == .given)

            let croatia = world.network.croatia
            let visit = try await world.visit(croatia)
            let own = try await world.plan(croatia, .national, owner: .country("HR"))
            let first = try await world.add(croatia, own, "First", due: "2030-06-01") { $0.number = "A1" }
            let then = try await world.add(croatia, own, "Then", due: "2030-05-01") { $0.dependsOn = "A1" }
            for id in [first, then] {
                _ = try await ActionOperations.move(visit, try await world.item(id).action, .agree, "")
            }
            let moved = try await site.database.read { try PlanMails.moved(at: site.environment.now(), $0) }
            #expect(moved.map(\.item) == [then] && moved.first?.reason == .unreachable("2030-06-01"))
            let agreed = moved[0].action
            let days: [(String, PlanMails.Reason?)] = [
                ("2030-03-31", nil), ("2030-04-01", .due(30)), ("2030-04-24", .due(7)), ("2030-05-01", .due(7)),
                ("2030-05-02", .overdue(0)), ("2030-05-09", .overdue(1)), ("2030-05-29", .overdue(3)),
                ("2030-05-30", nil),
            ]
            for (day, reason) in days { #expect(PlanMails.reason(agreed, day) == reason, "\(day)") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the plans of the story show the worked example, and lanes for all`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let story = SecretariatPlans(
                programme: world.network.programme, today: CalendarDate.today(site.environment.now()))
            let (plan, roadmap) = try await site.database.write { tx in
                let work = Work(tx, site.environment)
                let regional = try story.regional(world.region, work)
                let roadmap = try story.roadmap([world.region], gathered: [world.region: regional.items], work)
                return (regional.plan, roadmap)
            }
            let organiser = try await world.visit(world.network.world.organiser)
            let material = try await organiser.read { try PlanMaterial(organiser, plan, $0) }
            #expect(material.progress.value == Rational(8, 21))
            #expect(material.progress.done.told == "1/4" && material.progress.onTime.told == "3/4")
            let browser = await world.network.browser(world.network.world.organiser)
            #expect(
                try await browser.get("/plans/\(roadmap)?view=lanes").contains("A course that all regions can repeat"))
        }
    }
}
