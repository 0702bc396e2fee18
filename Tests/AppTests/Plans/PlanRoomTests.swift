import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What is decided in the room, of which regions an action is, and who is named and written to.
struct PlanRoomTests {
    /// Somebody who heads the delegation of a country at a meeting that is on.
    private func delegate(_ world: PlanWorld, of country: String) async throws -> TestAccount {
        let (site, event) = (world.network.site, world.network.world.event)
        let environment = site.environment
        return try await site.database.write { tx in
            let account = try WorldMaker(environment: environment).addAccount(tx, "Dora Delegate", "dora@example.org")
            let seat = environment.id(Participant.ID.self)
            let today = CalendarDate.today(environment.now())
            try tx.execute(
                """
                INSERT INTO participant (id, event_id, account_id, name, organisation, country, role, state, created_at)
                VALUES (\(seat), \(event), \(account.id), 'Dora Delegate', '', \(country), \(Role.participant), 'present', 0)
                """)
            try tx.execute(
                """
                INSERT INTO delegation_head (event_id, country, participant_id, named_by, named_at)
                VALUES (\(event), \(country), \(seat), NULL, 0)
                """)
            try tx.execute("UPDATE event SET starts_on = \(today), ends_on = \(today) WHERE id = \(event)")
            return account
        }
    }

    /// A regional plan in review, with two actions.
    private func reviewed(_ world: PlanWorld) async throws -> (plan: PlanRecord, items: [PlanItem.ID]) {
        let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
        let items = [
            try await world.add(world.head, plan, "A list for all"),
            try await world.add(world.head, plan, "One exercise a year"),
        ]
        try await PlanOperations.review(
            try await world.visit(world.head), plan.id, answerBy: "2099-01-01", silenceAgrees: false)
        return (plan, items)
    }

    @Test(arguments: TestEngine.allCases)
    func `what the head of a delegation decides in the room is provisional until the focal point confirms it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let (plan, items) = try await reviewed(world)
            let delegate = try await delegate(world, of: "HR")
            let room = try await world.visit(delegate)
            try await PlanOperations.state(
                room, plan.id, for: .country("HR"),
                [items[0]: (.agrees, ""), items[1]: (.reserves, "Every two years")])
            await #expect(throws: Refusal.self) {
                try await PlanOperations.state(room, plan.id, for: .country("LV"), [items[0]: (.agrees, "")])
            }
            try await PlanOperations.state(
                try await world.visit(world.network.latvia), plan.id, for: .country("LV"),
                [items[0]: (.agrees, ""), items[1]: (.agrees, "")])
            let page = try await world.network.browser(world.head).get("/plans/\(plan.id)/adoption")
            #expect(page.contains("provisional") && page.contains("agreed by 1 of 2"))
            #expect(!page.contains("agreed by 2 of 2"))
            // Everybody has said something, but not all of it holds.
            let head = try await world.visit(world.head)
            await expectRefusal(.planAnswersOpen) { try await PlanOperations.adopt(head, plan.id) }
            // Only the focal point of that country settles it.
            for other in [room, try await world.visit(world.network.latvia), head] {
                await expectRefusal(.forbidden) {
                    try await PlanOperations.settle(other, plan.id, for: .country("HR"), isConfirmed: true)
                }
            }
            let croatia = await world.network.browser(world.network.croatia)
            #expect(
                try await croatia.get("/plans/\(plan.id)/adoption").contains(
                    "the head of its delegation decided on 2 actions in the room"))
            try await croatia.post(
                "/plans/\(plan.id)/adoption/room", ["member": "country:HR", "act": "confirm"])
            #expect(try await site.count("SELECT COUNT(*) FROM plan_stand WHERE provisional") == 0)
            // What is confirmed is not changed in the room any more; the same again is nothing.
            await expectRefusal(.planStandConfirmed) {
                try await PlanOperations.state(room, plan.id, for: .country("HR"), [items[0]: (.reserves, "No")])
            }
            try await PlanOperations.state(room, plan.id, for: .country("HR"), [items[0]: (.agrees, "")])
            try await PlanOperations.adopt(head, plan.id)
            #expect(try await site.count("SELECT COUNT(*) FROM plan_version") == 1)
            #expect(
                try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'plan.confirmation'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the focal point takes back what was said in the room, or says it otherwise`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let (plan, items) = try await reviewed(world)
            let room = try await world.visit(try await delegate(world, of: "HR"))
            let croatia = try await world.visit(world.network.croatia)
            func say() async throws {
                try await PlanOperations.state(
                    room, plan.id, for: .country("HR"), [items[0]: (.agrees, ""), items[1]: (.agrees, "")])
            }
            try await say()
            try await PlanOperations.settle(croatia, plan.id, for: .country("HR"), isConfirmed: false)
            #expect(try await site.count("SELECT COUNT(*) FROM plan_stand") == 0)
            try await say()
            try await PlanOperations.state(
                croatia, plan.id, for: .country("HR"), [items[0]: (.reserves, "Not before 2031")])
            let stands = try await site.database.read { try PlanRecordStore($0).stands(of: plan.id) }
            #expect(stands.first { $0.item == items[0] }.map { $0.kind == .reserves && !$0.isProvisional } == true)
            #expect(stands.first { $0.item == items[1] }?.isProvisional == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `where no focal point is mandated the head of the delegation decides, and after the meeting nobody does`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let (plan, items) = try await reviewed(world)
            let delegate = try await delegate(world, of: "HR")
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET until = '2020-01-01' WHERE holder = 'HR'")
            }
            try await PlanOperations.state(
                try await world.visit(delegate), plan.id, for: .country("HR"), [items[0]: (.agrees, "")])
            #expect(try await site.count("SELECT COUNT(*) FROM plan_stand WHERE provisional") == 0)
            // On what the country is asked its head reads, closer as it may be marked.
            try await site.database.write { tx in try tx.execute("UPDATE programme_plan SET marking = 'AMBER'") }
            let asked = try await world.network.browser(delegate).get("/plans/\(plan.id)/adoption")
            #expect(asked.status == 200 && asked.contains("One exercise a year"))
            try await site.database.write { tx in try tx.execute("UPDATE programme_plan SET marking = 'GREEN'") }
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET starts_on = '2020-01-01', ends_on = '2020-01-02'")
            }
            let room = try await world.visit(delegate)
            await expectRefusal(.forbidden) {
                try await PlanOperations.state(room, plan.id, for: .country("HR"), [items[1]: (.agrees, "")])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an action of several regions stands in the lane of each, and goes out and in with them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let organiser = world.network.world.organiser
            let other = try await site.database.write { tx -> App.Region.ID in
                let region = try #require(try RegionStore(tx).regions().first { $0.id != world.region }?.id)
                try tx.execute("DELETE FROM region_country WHERE country = 'AT'")
                try RegionStore(tx).insert(
                    RegionMembership(region: region, country: "AT", since: "2018-01-01", until: nil, remark: nil), tx)
                return region
            }
            let plan = try await world.plan(organiser, .roadmap, owner: nil)
            let visit = try await world.visit(organiser)
            var fields = ActionFields()
            (fields.title, fields.dueOn) = ("Together", "2030-06-01")
            var item = PlanItemFields()
            item.partners = "A neighbouring programme"
            let id = try await PlanItemOperations.add(
                visit, plan.id, fields, item,
                PlanItemDraft(owner: .member(.region(world.region)), regions: [other]))
            #expect(try await world.item(id).regions == [other])
            let browser = await world.network.browser(organiser)
            let lanes = try await browser.get("/plans/\(plan.id)?view=lanes")
            #expect(lanes.text.components(separatedBy: "Together").count == 3)
            #expect(try await browser.get("/plan-items/\(id)").contains("A neighbouring programme"))
            let table = try await browser.get("/plans/\(plan.id)/table/csv")
            let again = try await PlanImport.take(visit, plan.id, TableUpload(table.bytes, name: "plan.csv"))
            #expect(again.same == 1 && again.changed == 0)
            let unknown = App.Region.ID("00000000-0000-7000-8000-000000000000")
            if let unknown {
                await #expect(throws: Refusal.self) {
                    _ = try await PlanItemOperations.add(
                        visit, plan.id, fields, PlanItemFields(), PlanItemDraft(owner: nil, regions: [unknown]))
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country is named as late on the wall only where it agreed to be`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let national = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .region)
            let late = try await world.add(croatia, national, "Late one", due: "2020-01-01")
            let regional = try await world.plan(world.head, .regional, owner: .region(world.region))
            let own = try await world.add(world.head, regional, "A list for all")
            let head = try await world.visit(world.head)
            try await PlanItemOperations.gather(head, own, late)
            let browser = await world.network.browser(world.head)
            let before = try await browser.get("/plans/\(regional.id)/wall")
            #expect(before.contains("late 1") && !before.contains("Croatia"))
            try await site.database.write { tx in
                try SinceStore.name("HR", in: world.network.programme, true, Work(tx, site.environment))
            }
            let after = try await browser.get("/plans/\(regional.id)/wall")
            #expect(after.contains("late 1") && after.contains("Croatia"))
            let live = try await browser.listen("/plans/\(regional.id)/wall/live")
            #expect(live.status == 200)
            live.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the secretariat is written to where its region owns an action, though the region is no member`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            try await site.database.write { tx in try tx.execute("DELETE FROM member WHERE kind = 'region'") }
            let told = try await site.database.read {
                try PlanMails.speakers(
                    for: .region(world.region), in: world.network.programme,
                    on: CalendarDate.today(site.environment.now()), $0)
            }
            #expect(told.map(\.id) == [world.head.id])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an action's page reads what it waits for through others, and no more`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            _ = try await world.add(croatia, plan, "Last of all", due: "2031-01-01") { $0.number = "A1" }
            _ = try await world.add(croatia, plan, "Middle", due: "2030-01-01") {
                ($0.number, $0.dependsOn) = ("A2", "A1")
            }
            let id = try await world.add(croatia, plan, "Waits", due: "2030-02-01") {
                ($0.number, $0.dependsOn) = ("A3", "A2")
            }
            let visit = try await world.visit(croatia)
            let told = try await visit.read { try PlanItemReading(visit, id, $0) }
            let whole = try await world.material(croatia, plan)
            #expect(told.date == whole.date(of: id))
            #expect(told.before.map(\.item.number) == ["A2"])
            #expect(told.date?.earliest == CalendarDate("2031-01-01"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a list counts plans as their pages do`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let story = SecretariatPlans(
                programme: world.network.programme, today: CalendarDate.today(site.environment.now()))
            let plan = try await site.database.write { tx in
                try story.regional(world.region, Work(tx, site.environment)).plan
            }
            let visit = try await world.visit(world.network.world.organiser)
            let (list, material) = try await visit.read { reading in
                (try PlanList(visit, world.network.programme, reading), try PlanMaterial(visit, plan, reading))
            }
            #expect(list.progress[plan] == material.progress && list.counts[plan] == material.entries.count)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a page of a plan is two hundred actions long, in every view`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let organiser = world.network.world.organiser
            let plan = try await world.plan(organiser, .roadmap, owner: nil)
            let rows = (1...250).map { "R\($0),Thing number \($0),2030-06-01,planning" }
            let visit = try await world.visit(organiser)
            let counts = try await PlanImport.take(
                visit, plan.id,
                TableUpload(
                    Array(("number,title,due,element\n" + rows.joined(separator: "\n") + "\n").utf8), name: "p.csv"))
            #expect(counts.added == 250)
            let browser = await world.network.browser(organiser)
            func shown(_ query: String, _ mark: String) async throws -> Int {
                try await browser.get("/plans/\(plan.id)\(query)").text.components(separatedBy: mark).count - 1
            }
            #expect(try await shown("", "<tr id=\"item-") == 200)
            #expect(try await shown("?from=200", "<tr id=\"item-") == 50)
            #expect(try await shown("?view=element", "<tr id=\"item-") == 200)
            #expect(try await shown("?view=element&from=200", "<tr id=\"item-") == 50)
            #expect(try await shown("?view=lanes", "/plan-items/") == 200)
            #expect(try await browser.get("/plans/\(plan.id)?view=lanes").contains("50 actions more are in the table."))
            #expect(try await browser.get("/plans/\(plan.id)/adoption").contains("1 to 200 of 250"))
            #expect(try await browser.get("/plans/\(plan.id)/adoption?from=200").contains("201 to 250 of 250"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the page of an action in a plan shows what it comes from and where it stands`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let national = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .region)
            let part = try await world.add(croatia, national, "Our duty list") { $0.sources = "A workshop" }
            let regional = try await world.plan(world.head, .regional, owner: .region(world.region))
            let own = try await world.add(world.head, regional, "A list for all")
            try await PlanItemOperations.gather(try await world.visit(world.head), own, part)
            let page = try await world.network.browser(croatia).get("/plan-items/\(part)")
            #expect(page.contains("id=\"thread\"") && page.contains("A list for all"))
        }
    }
}
