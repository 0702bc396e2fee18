@testable import App
import Domain
import HTTPTypes
import StorageTestSupport
import Testing
import TestSupport
import Web

struct TableTests {
    @Test(arguments: TestEngine.allCases)
    func `the event's address leads a member to the table; the table leads back when the stage is over`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let path = "/events/\(table.event)/tables/\(table.groups[0])"
            let browser = await table.world.browser(table.ana)
            let room = try await browser.get("/e/ZGRB")
            #expect(room.status == 303 && room.location == path)
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.contains("data-state=\"analyse ") && page.contains("Add what blocks"))
            let state = try #require(page.text(after: "data-state=\"", before: "\""))
            let fragment = try await browser.get(path, fragment: true)
            #expect(fragment.status == 200 && fragment.headers[.pageState] == state)
            try await table.stage(.envision)
            let over = try await browser.get(path, fragment: true)
            #expect(over.status == 303 && over.location == "/e/ZGRB")
            let read = try await browser.get(path)
            #expect(read.status == 200 && !read.contains("data-state=") && read.contains("The analysis is closed"))
            #expect(!read.contains("Add what blocks"))
            let facilitator = await table.world.browser(table.world.facilitator)
            #expect(try await facilitator.get(path).contains("Add what blocks"))
            #expect(try await facilitator.get(path, fragment: true).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `others look on; who sits nowhere is told what to do`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let path = "/events/\(table.event)/tables/\(table.groups[0])"
            _ = try await table.add("Nobody knows whom to call")
            let ben = await table.world.browser(table.ben)
            let page = try await ben.get(path)
            #expect(page.contains("You are an observer at this table") && page.contains("Nobody knows whom to call"))
            #expect(!page.contains("<textarea"))
            let observer = try await table.world.browser(table.world.observer).get("/e/ZGRB")
            #expect(observer.status == 200 && observer.contains("you may read what each group writes"))
            let plan = table.plan
            let seat = table.ana.id
            try await site.database.write { tx in
                try tx.execute("DELETE FROM group_member WHERE plan_id = \(plan) AND participant_id = \(seat)")
            }
            let alone = try await table.world.browser(table.ana).get("/e/ZGRB")
            #expect(alone.status == 200 && alone.contains("You are in no group yet"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an aspect is added by a form with and without the client module, and errors keep what was typed`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let path = "/events/\(table.event)/tables/\(table.groups[0])"
            let browser = await table.world.browser(table.ana)
            let issue = table.issues[1].description
            let plain = try await browser.post(
                path + "/aspects",
                [
                    "issue": issue, "direction": "facilitating", "text": "A shared glossary", "weight": "4",
                    "idempotency": "a",
                ])
            #expect(plain.status == 303 && plain.location?.hasPrefix("\(path)?issue=\(issue)#aspect-") == true)
            let again = try await browser.post(
                path + "/aspects",
                [
                    "issue": issue, "direction": "facilitating", "text": "A shared glossary", "weight": "4",
                    "idempotency": "a",
                ],
                fragment: true)
            #expect(again.status == 200 && again.text.ranges(of: "<li class=\"aspect ").count == 1)
            let wrong = try await browser.post(
                path + "/aspects", ["issue": issue, "direction": "blocking", "text": "🙂🙂", "weight": "3"],
                fragment: true)
            #expect(wrong.status == 422 && wrong.contains("Use words") && wrong.contains("🙂🙂</textarea>"))
            let foreign = try await browser.post(
                "/events/\(table.event)/tables/\(table.groups[1])/aspects",
                ["issue": table.issues[0].description, "direction": "blocking", "text": "Not mine"], fragment: true)
            #expect(foreign.status == 403 && foreign.contains("another group"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `weight, sector, no case and withdrawal are small forms`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let aspect = try await table.add("Nobody knows whom to call")
            let path = "/events/\(table.event)/aspects/\(aspect.id)"
            let browser = await table.world.browser(table.ana)
            let weighed = try await browser.post(path, ["weight": "5"], fragment: true)
            #expect(weighed.status == 200 && weighed.contains("id=\"aspect-\(aspect.id)\""))
            #expect(weighed.contains("id=\"force-\(table.issues[0])\""))
            #expect(try await browser.post(path, ["weight": "many"], fragment: true).status == 422)
            #expect(try await browser.post(path, ["sector": "wizards"], fragment: true).status == 422)
            #expect(try await browser.post(path, ["sector": "security"]).status == 303)
            let without = try await browser.post(path, ["without-case": "1"], fragment: true)
            #expect(without.contains("aria-pressed=\"true\""))
            let record = try await site.database.read { try AspectStore($0).aspect(aspect.id) }
            #expect(record.weight == 5 && record.sector == "security" && record.withoutCase)
            let gone = try await browser.post(path + "/withdrawal", fragment: true)
            #expect(gone.contains("1 withdrawn") && !gone.contains("id=\"aspect-\(aspect.id)\""))
            let back = try await browser.post(path + "/restoration", fragment: true)
            #expect(back.contains("id=\"aspect-\(aspect.id)\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a case is named at the table, found in the library, or added for the aspect`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let record = try await table.addCase()
            let aspect = try await table.add("Everybody drew a map of their own")
            let path = "/events/\(table.event)/aspects/\(aspect.id)"
            let browser = await table.world.browser(table.ana)
            #expect(
                try await browser.get("/events/\(table.event)/tables/\(table.groups[0])").contains(
                    "has no case yet"))
            let unknown = try await browser.post(path + "/cases", ["title": "The great fog"], fragment: true)
            #expect(
                unknown.status == 422 && unknown.contains("value=\"The great fog\"")
                    && unknown.contains("add it as a new case"))
            let named = try await browser.post(path + "/cases", ["title": record.label], fragment: true)
            #expect(named.status == 200 && named.contains("Flood at a river port"))
            let removed = try await browser.post("\(path)/cases/\(record.id)/removal", fragment: true)
            #expect(removed.contains("Name a case, or say that there is none."))
            let library = try await browser.get("/events/\(table.event)/cases?aspect=\(aspect.id)&q=river")
            #expect(library.contains("Everybody drew a map") && library.contains("Choose"))
            let chosen = try await browser.post(path + "/cases", ["case": record.id.description])
            #expect(chosen.status == 303)
            let form = try await browser.get("/events/\(table.event)/cases/new?aspect=\(aspect.id)")
            #expect(
                form.contains("name=\"aspect\" value=\"\(aspect.id)\"") && form.contains("value=\"GREEN\" selected"))
            let bad = try await browser.post(
                "/events/\(table.event)/cases",
                [
                    "aspect": aspect.id.description, "kind": "exercise", "title": "🙂", "happened-on": "yesterday",
                    "marking": "GREEN",
                    "summary": "Kept as typed", "language": "en",
                ])
            #expect(bad.status == 422 && bad.contains("Kept as typed") && bad.contains("2019-05-14"))
            let added = try await browser.post(
                "/events/\(table.event)/cases",
                [
                    "aspect": aspect.id.description, "kind": "exercise", "title": "Table-top with three ports",
                    "happened-on": "2021",
                    "marking": "AMBER", "language": "en",
                ])
            #expect(added.status == 303 && added.location?.contains("#aspect-\(aspect.id)") == true)
            let after = try await site.database.read { try AspectStore($0).aspect(aspect.id) }
            #expect(after.cases.count == 2)
            let page = try await browser.get(path)
            #expect(page.contains("Table-top with three ports") && page.contains("TLP:AMBER"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who looks at the library may read it; a case says what rests on it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let record = try await table.addCase()
            let aspect = try await table.add("Everybody drew a map of their own")
            _ = try await AspectOperations.cite(table.world.visit(table.ana), table.event, aspect.id, record.id)
            let organiser = await table.world.browser(table.world.organiser)
            let base = "/programmes/\(table.world.programme)/cases"
            #expect(try await organiser.get(base).contains("1 aspect rests on it"))
            let page = try await organiser.get("\(base)/\(record.id)")
            #expect(page.contains("May 2019") && page.contains("Everybody drew a map") && page.contains("Retire"))
            let refused = try await organiser.post("\(base)/\(record.id)/deletion")
            #expect(
                refused.status == 409 && refused.contains("Everybody drew a map")
                    && refused.contains("Retire it instead"))
            #expect(try await organiser.post("\(base)/\(record.id)/retirement").status == 303)
            #expect(try await !organiser.get(base).contains("Flood"))
            #expect(try await organiser.get(base + "?retired=1").contains("Flood"))
            let facilitator = await table.world.browser(table.world.facilitator)
            #expect(try await !facilitator.get("\(base)/\(record.id)").contains("Delete"))
            // The library's case is its organisers' to change: guides of other events may rest on it. Their own event's is theirs.
            #expect(try await facilitator.get("/events/\(table.event)/cases/\(record.id)/edit").status == 403)
            let own = try await CaseOperations.create(
                table.world.visit(table.ana), from: table.event, AnalysisWorld.flood)
            #expect(try await facilitator.get("/events/\(table.event)/cases/\(own.id)/edit").status == 200)
            let ben = await table.world.browser(table.ben)
            #expect(try await ben.get("/events/\(table.event)/cases/\(record.id)").contains("Everybody drew a map"))
            #expect(try await ben.get("/events/\(table.event)/cases/\(record.id)/edit").status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a change at a table reaches its other devices, each aspect by itself`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let aspect = try await table.add("Nobody knows whom to call")
            let path = "/events/\(table.event)/tables/\(table.groups[0])/live"
            let stream = try await table.world.browser(table.world.rapporteur).listen(path)
            #expect(stream.status == 200)
            _ = try await AspectOperations.change(
                table.world.visit(table.ana), table.event, aspect.id, AspectChange(weight: 5))
            let event = await stream.next(containing: "value=\"5\" checked")
            #expect(event?.contains("id=\"aspect-\(aspect.id)\"") == true)
            try await table.stage(.envision)
            #expect(await stream.next(containing: "envision ") != nil)
            stream.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the console shows progress and chooses what the projector shows`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            _ = try await table.add("Nobody knows whom to call")
            _ = try await table.add("A shared glossary", .facilitating)
            let facilitator = await table.world.browser(table.world.facilitator)
            let console = "/events/\(table.event)/console"
            let before = try await facilitator.get(console)
            #expect(before.contains("Show group 1, issue 1") && before.contains("aria-label=\"Show group 2\""))
            #expect(before.contains("class=\"table-progress\""))
            let form: KeyValuePairs = ["group": table.groups[0].description, "issue": table.issues[0].description]
            #expect(try await facilitator.post("/events/\(table.event)/shown-table", form).status == 303)
            let after = try await facilitator.get(console)
            #expect(after.contains("class=\"room-force\""))
            #expect(after.contains("chart forcefield") && after.contains("A shared glossary"))
            #expect(
                try await facilitator.post("/events/\(table.event)/shown-table", ["group": "", "issue": ""]).status
                    == 303)
            #expect(try await facilitator.get(console).contains("class=\"table-progress\""))
        }
    }
}
