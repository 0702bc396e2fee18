import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Cases 21 to 28, and 30, of the design's C7.
struct PlanCaseTests {
    @Test(arguments: TestEngine.allCases)
    func `21: an action that waits for itself through four others is refused, with the chain at its field`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let first = try await world.add(croatia, plan, "First") { $0.number = "A1" }
            for number in 2...5 {
                _ = try await world.add(croatia, plan, "Number \(number)") {
                    ($0.number, $0.dependsOn) = ("A\(number)", "A\(number - 1)")
                }
            }
            let browser = await world.network.browser(croatia)
            let page = try await browser.post(
                "/plan-items/\(first)",
                [
                    "title": "First", "language": "en", "due-on": "2030-06-01", "owner": "country:HR", "number": "A1",
                    "kind": "action", "weight": "1", "depends-on": "A5",
                ])
            #expect(page.status == 422)
            #expect(page.contains("A1 → A5 → A4 → A3 → A2 → A1"))
            // What was typed stays, and nothing is stored.
            #expect(page.contains("value=\"A5\""))
            #expect(try await world.item(first).fields.dependsOn.isEmpty)
            let table = "number,title,depends-on\nA1,First,A5\n"
            await #expect(throws: Refusal.self) {
                _ = try await PlanImport.take(
                    try await world.visit(croatia), plan.id, TableUpload(Array(table.utf8), name: "plan.csv"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `22: what waits for something dropped says so, and its day stays`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let first = try await world.add(croatia, plan, "First", due: "2030-05-01") { $0.number = "A1" }
            let then = try await world.add(croatia, plan, "Then") { ($0.number, $0.dependsOn) = ("A2", "A1") }
            let visit = try await world.visit(croatia)
            _ = try await ActionOperations.move(visit, try await world.item(first).action, .drop, "Not needed")
            let material = try await world.material(croatia, plan)
            #expect(material.dates?.warnings == [.dropped(number: "A2", predecessor: "A1")])
            let browser = await world.network.browser(croatia)
            #expect(
                try await browser.get("/plans/\(plan.id)?view=timeline").contains(
                    "A2 waits for A1, which was dropped."))
            let page = try await browser.get("/plan-items/\(then)")
            #expect(page.contains("dropped") && page.contains("1 June 2030"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `23: the 29th of February is a day of 2028, the 30th is told with its row`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let visit = try await world.visit(croatia)
            let good = "number,title,due\nA1,Leap,2028-02-29\n"
            _ = try await PlanImport.take(visit, plan.id, TableUpload(Array(good.utf8), name: "plan.csv"))
            #expect(try await world.material(croatia, plan).entries.map(\.action.dueOn) == ["2028-02-29"])
            for day in ["2028-02-30", "2027-02-29"] {
                let bad = "number,title,due\nA2,Good,2028-02-28\nA3,Bad,\(day)\n"
                let refused = await refusal {
                    _ = try await PlanImport.take(visit, plan.id, TableUpload(Array(bad.utf8), name: "plan.csv"))
                }
                #expect(refused != nil, "\(day)")
                #expect(try await world.material(croatia, plan).entries.count == 1)
            }
            let browser = await world.network.browser(croatia)
            let typed = try await browser.post(
                "/plans/\(plan.id)/items", ["quick": "1", "title": "Typed", "due-on": "2028-02-30"])
            #expect(typed.status == 422 && typed.contains("value=\"Typed\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `24: an action whose owner nobody acts for any more says so`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let plan = try await world.plan(world.head, .regional, owner: .region(world.region))
            let theirs = try await world.add(world.head, plan, "Of Latvia", owner: "country:LV")
            let ours = try await world.add(world.head, plan, "Of the region")
            let browser = await world.network.browser(world.head)
            for id in [theirs, ours] {
                #expect(try await !browser.get("/plan-items/\(id)").contains("nobody acts for it today"))
            }
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET until = '2020-01-01' WHERE holder = 'LV'")
            }
            #expect(try await browser.get("/plan-items/\(theirs)").contains("nobody acts for it today"))
            // Its owner and its day stay, for who comes after.
            let action = try await site.database.read {
                try ActionStore($0).action(PlanItemStore($0).item(theirs).action)
            }
            #expect(action.owner?.description == "country:LV" && action.dueOn == "2030-06-01")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `25: a milestone that is undone opens what was done, and the journal says both`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let id = try await world.add(croatia, plan)
            let (visit, action) = (try await world.visit(croatia), try await world.item(id).action)
            _ = try await ActionOperations.move(visit, action, .agree, "")
            let step = try await PlanStepOperations.add(visit, id, title: "A list is there", due: "")
            try await PlanStepOperations.act(visit, id, step, .done)
            _ = try await ActionOperations.move(visit, action, .finish, "All of it")
            #expect(try await world.material(croatia, plan).progress.value == .one)
            try await PlanStepOperations.act(visit, id, step, .undone)
            let entry = try await world.material(croatia, plan).entries.first
            #expect(entry?.standing == .inProgress)
            let kinds = try await site.database.read { reading in
                try reading.all(
                    "SELECT kind FROM journal WHERE subject = \("action:\(action)") ORDER BY sequence DESC LIMIT 2"
                ).map { try $0.get("kind", as: String.self) }
            }
            #expect(Set(kinds) == ["action.milestone-undone", "action.beginning"])
        }
    }

    @Test func `26: a plan that two nodes adopt at once is adopted once`() async throws {
        // SQLite has one node.
        guard TestEngine.allCases.contains(.postgres) else { return }
        try await TestEngine.postgres.withLocation { location in
            let first = try await Database.open(location, migrations: Migrations.all)
            let second = try await Database.open(location, migrations: Migrations.all)
            do {
                try await TestSite.on(first, runsClocks: false) { site in
                    try await TestSite.on(second, seed: 2, runsClocks: false) { other in
                        try await adoptOnTwo(site, other)
                    }
                }
            } catch {
                await first.close()
                await second.close()
                throw error
            }
            await first.close()
            await second.close()
        }
    }

    private func adoptOnTwo(_ site: TestSite, _ other: TestSite) async throws {
        let world = try await PlanWorld(site)
        let organiser = world.network.world.organiser
        let plan = try await world.plan(organiser, .network, owner: nil)
        _ = try await world.add(organiser, plan, "One thing")
        let here = try await world.visit(organiser)
        try await PlanOperations.review(here, plan.id, answerBy: "", silenceAgrees: false)
        let there = other.visit(here.visitor)
        let refusals = await withTaskGroup { group in
            for visit in [here, there, here, there] {
                group.addTask { await refusal { try await PlanOperations.adopt(visit, plan.id) } }
            }
            return await group.reduce(into: []) { $0.append($1?.code) }
        }
        #expect(refusals.compactMap(\.self).isEmpty)
        #expect(try await site.count("SELECT COUNT(*) FROM plan_version") == 1)
        #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'plan.adoption'") == 1)
        let version = try await other.database.read { try PlanRecordStore($0).plan(plan.id).version }
        #expect(version == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `27: what a country withdraws is one part less, without its name`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let national = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .region)
            let withdrawn = try await world.add(croatia, national, "Taken back later")
            let heldBack = try await world.add(croatia, national, "Held back later")
            let regional = try await world.plan(world.head, .regional, owner: .region(world.region))
            let own = try await world.add(world.head, regional, "A list for all")
            let head = try await world.visit(world.head)
            for id in [withdrawn, heldBack] { try await PlanItemOperations.gather(head, own, id) }
            let visit = try await world.visit(croatia)
            _ = try await ActionOperations.move(visit, try await world.item(withdrawn).action, .drop, "Not needed")
            let browser = await world.network.browser(world.head)
            let page = try await browser.get("/plan-items/\(own)")
            #expect(page.contains("1 part is no longer shared") && !page.contains("Taken back later"))
            let item = try await world.item(heldBack)
            let fields = try await site.database.read { try ActionStore($0).action(item.action).fields }
            try await PlanItemOperations.change(
                visit, heldBack, fields, item.fields,
                PlanItemDraft(owner: .member(.country("HR")), isHeldBack: true))
            let then = try await browser.get("/plan-items/\(own)")
            #expect(then.contains("2 parts are no longer shared") && !then.contains("Held back later"))
            // What it takes in anew is what is shared.
            await expectRefusal(.notFound) { try await PlanItemOperations.gather(head, own, heldBack) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `28: what gathers AMBER and GREEN bears the closer marking where it shows both`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let (croatia, latvia) = (world.network.croatia, world.network.latvia)
            let green = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .region)
            let amber = try await world.plan(
                latvia, .national, owner: .country("LV"), sharing: .region, marking: "AMBER")
            let parts = [
                try await world.add(croatia, green, "Green one"), try await world.add(latvia, amber, "Amber one"),
            ]
            let regional = try await world.plan(world.head, .regional, owner: .region(world.region))
            let own = try await world.add(world.head, regional, "A list for all")
            let head = try await world.visit(world.head)
            try await PlanItemOperations.gather(head, own, parts[0])
            let document = try await head.read { reading in
                try PlanDocument(PlanMaterial(head, regional.id, reading), reading).document.marking
            }
            #expect(document == "GREEN")
            try await PlanItemOperations.gather(head, own, parts[1])
            let page = try await world.network.browser(world.head).get("/plan-items/\(own)")
            #expect(page.contains("TLP:AMBER") && page.contains("Green one") && page.contains("Amber one"))
            let both = try await head.read { reading in
                try PlanDocument(PlanMaterial(head, regional.id, reading), reading).document.marking
            }
            #expect(both == "AMBER")
            // Who reads neither national plan sees the regional one as it is marked.
            let austria = try await world.network.browser(world.network.austria).get("/plan-items/\(own)")
            #expect(!austria.contains("Amber one") && austria.contains("2 parts are not shown to you"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `30: what is held back afterwards is neither shown nor counted, and RED is for no plan`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"), sharing: .programme)
            let id = try await world.add(croatia, plan, "Later for us alone")
            _ = try await world.add(croatia, plan, "For all")
            let (visit, item) = (try await world.visit(croatia), try await world.item(id))
            for each in [id, try await world.material(croatia, plan).entries[1].item.id] {
                _ = try await ActionOperations.move(visit, try await world.item(each).action, .agree, "")
            }
            #expect(try await world.material(world.network.latvia, plan).progress.done.of == 2)
            let fields = try await site.database.read { try ActionStore($0).action(item.action).fields }
            try await PlanItemOperations.change(
                visit, id, fields, item.fields, PlanItemDraft(owner: .member(.country("HR")), isHeldBack: true))
            let latvia = try await world.visit(world.network.latvia)
            let seen = try await world.material(world.network.latvia, plan)
            #expect(seen.entries.map(\.action.title) == ["For all"] && seen.progress.done.of == 1)
            let list = try await latvia.read { try PlanList(latvia, world.network.programme, $0) }
            #expect(list.counts[plan.id] == 1 && list.progress[plan.id]?.done.of == 1)
            let browser = await world.network.browser(world.network.latvia)
            for path in [
                "/plans/\(plan.id)", "/plans/\(plan.id)/table/csv", "/plans/\(plan.id)/files/report.html",
                "/search?q=alone",
            ] {
                #expect(try await !browser.get(path).contains("Later for us alone"), "\(path)")
            }
            #expect(try await browser.open("/plan-items/\(id)").status == 404)
            let action = try await latvia.read { try? ActionOperations.seen(latvia, item.action, $0).0.title }
            #expect(action == nil)
            await #expect(throws: Refusal.self) {
                _ = try await PlanOperations.change(
                    visit, plan.id, plan.fields, marking: "RED", sharing: .programme)
            }
        }
    }
}
