@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

struct CaseTests {
    @Test(arguments: TestEngine.allCases)
    func `an organiser adds a case, changes it, retires it and brings it back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let (programme, visit) = (table.world.programme, try await table.world.visit(table.world.organiser))
            let record = try await table.addCase()
            #expect(record.event == nil && record.country == "HR" && record.happenedOn == "2019-05")
            #expect(record.label == "Flood at a river port (2019-05, HR)")
            var fields = AnalysisWorld.flood
            fields.title = "  Flood at\n a river port, second report "
            let changed = try await CaseOperations.change(visit, record.id, fields, through: .programme(programme))
            #expect(changed.title == "Flood at a river port, second report")
            try await CaseOperations.retire(visit, programme, record.id)
            try await CaseOperations.retire(visit, programme, record.id)
            let offered = try await site.database.read { try CaseStore($0).cases(of: programme) }
            #expect(offered.isEmpty)
            try await CaseOperations.bringBack(visit, programme, record.id)
            let kinds = try await site.journal("programme:\(programme)")
            #expect(kinds == ["case.creation", "case.revision", "case.retirement", "case.return"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `wrong fields of a case are named, and nothing is stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let wrong = CaseFields(
                kind: "rumour", title: "🌊🌊", happenedOn: "2019-13", country: "XX",
                summary: String(repeating: "a", count: 2_001), marking: "RED", link: "javascript:alert(1)",
                language: "tlh")
            let answer = await refusal { _ = try await table.addCase(wrong) }
            #expect(
                answer?.fields.keys.sorted() == [
                    "country", "happened-on", "kind", "language", "link", "marking", "summary", "title",
                ])
            #expect(answer?.fields["marking"]?.string().contains("store a pointer instead") == true)
            var future = AnalysisWorld.flood
            future.happenedOn = "2199"
            #expect(await refusal { _ = try await table.addCase(future) }?.fields.keys.sorted() == ["happened-on"])
            #expect(try await site.count("SELECT COUNT(*) FROM past_case") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a case that is cited is not deleted, and the refusal names where it is cited`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let (programme, organiser) = (table.world.programme, try await table.world.visit(table.world.organiser))
            let (cited, free) = (try await table.addCase(), try await table.addCase())
            let aspect = try await table.add("Everybody drew a map of their own")
            _ = try await AspectOperations.cite(table.world.visit(table.ana), table.event, aspect.id, cited.id)
            let answer = await refusal { try await CaseOperations.delete(organiser, programme, cited.id) }
            #expect(answer?.code == "case-cited" && answer?.status == .conflict)
            #expect(
                answer?.title.string()
                    == "This case is cited: group 1 of Cross-sector workshop, “Everybody drew a map of their own”.")
            try await CaseOperations.delete(organiser, programme, free.id)
            #expect(try await site.count("SELECT COUNT(*) FROM past_case") == 1)
            try await CaseOperations.retire(organiser, programme, cited.id)
            let record = try await site.database.read { try AspectStore($0).aspect(aspect.id) }
            #expect(record.cases == [cited.id], "A retired case stays where it is cited.")
            let other = try await table.add("Another aspect")
            let refused = await refusal {
                _ = try await AspectOperations.cite(table.world.visit(table.ana), table.event, other.id, cited.id)
            }
            #expect(refused?.code == "case-retired")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a participant adds a case from the table once, and may correct it; observers and others may not`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let (ana, ben) = (try await table.world.visit(table.ana), try await table.world.visit(table.ben))
            let aspect = try await table.add("Everybody drew a map of their own")
            let first = try await CaseOperations.create(
                ana, from: table.event, AnalysisWorld.flood, for: AnalysisFacts.reference(aspect.id), key: "k1")
            let again = try await CaseOperations.create(
                ana, from: table.event, AnalysisWorld.flood, for: AnalysisFacts.reference(aspect.id), key: "k1")
            #expect(first == again && first.event == table.event)
            var later = AnalysisWorld.flood
            later.summary = "Another summary"
            let used = await refusal { [later] in
                _ = try await CaseOperations.create(
                    ana, from: table.event, later, for: AnalysisFacts.reference(aspect.id), key: "k1")
            }
            #expect(used?.code == "key-used")
            let record = try await site.database.read { try AspectStore($0).aspect(aspect.id) }
            #expect(record.cases == [first.id] && !record.isUnfounded)
            _ = try await CaseOperations.change(ana, first.id, AnalysisWorld.flood, through: .event(table.event))
            let other = await refusal {
                _ = try await CaseOperations.change(ben, first.id, AnalysisWorld.flood, through: .event(table.event))
            }
            #expect(other?.status == .forbidden)
            let observer = try await table.world.visit(table.world.observer)
            let looking = await refusal {
                _ = try await CaseOperations.create(observer, from: table.event, AnalysisWorld.flood)
            }
            #expect(looking?.code == "observers-look-on")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API lists by words and kind, and a seat reads the library through its event`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            var exercise = AnalysisWorld.flood
            (exercise.kind, exercise.title, exercise.happenedOn) = ("exercise", "Émergence table-top", "2022")
            _ = try await table.addCase()
            let record = try await table.addCase(exercise)
            let browser = site.browser()
            let bearer = "Bearer \(table.ana.link)"
            func get(_ path: String) async throws -> Page {
                try await browser.send(.get, path, [.authorization: bearer])
            }
            let path = "/api/v1/events/\(table.event)/cases"
            #expect(try await get(path + "?q=emergence").text.contains(record.id.description))
            #expect(try await !get(path + "?q=emergence").text.contains("Flood"))
            #expect(try await !get(path + "?kind=event").text.contains("table-top"))
            #expect(try await get(path + "?kind=party").status == 422)
            #expect(try await get(path + "?retired=yes").status == 422)
            #expect(try await get("\(path)/\(record.id)").status == 200)
            #expect(try await get("/api/v1/programmes/\(table.world.programme)/cases").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a case is of areas, in its form and by the API, and the library finds it by them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let world = try await site.world(seats: 1, stage: .analyse)
            let organiser = await world.browser(world.organiser)
            let path = "/programmes/\(world.programme)/cases"
            #expect(try await organiser.get("\(path)/new").contains("value=\"water-safety\""))
            func post(_ path: String, _ topic: String) async throws -> Page {
                try await organiser.post(
                    path,
                    [
                        "kind": "event", "title": "A well was spoiled", "happened-on": "2019", "place": "",
                        "country": "", "summary": "Two services came.", "marking": "GREEN", "source": "", "link": "",
                        "language": "en", "topic": topic,
                    ])
            }
            let sent = try await post(path, "water-safety")
            let home = try #require(sent.location?.split(separator: "?").first.map(String.init))
            #expect(try await organiser.get(home).contains("Water safety"))
            #expect(try await organiser.get("\(home)/edit").contains("value=\"water-safety\" selected"))
            // Below what is asked for.
            #expect(try await organiser.get("/library?area=health-security").contains("A well was spoiled"))
            #expect(try await !organiser.get("/library?area=food-safety").contains("A well was spoiled"))
            let api = try await world.api(world.organiser)
            #expect(try await api.send(.get, "/api/v1\(home)")["areas"] as? [String] == ["water-safety"])
            var changed: [String: Any] = ["title": "A well", "kind": "event", "happenedOn": "2019", "language": "en"]
            #expect(try await api.send(.put, "/api/v1\(home)", changed).status == 200)
            #expect(try await api.send(.get, "/api/v1\(home)")["areas"] as? [String] == ["water-safety"])
            changed["areas"] = ["food-safety", "Безопасность воды"]
            let both = try await api.send(.put, "/api/v1\(home)", changed)
            #expect(Set(both["areas"] as? [String] ?? []) == ["food-safety", "water-safety"])
            // The form keeps the second, and takes it away where it is unticked.
            let form = try await organiser.get("\(home)/edit")
            #expect(form.contains("name=\"area\" value="))
            #expect(try await post(home, "food-safety").status == 303)
            #expect(try await api.send(.get, "/api/v1\(home)")["areas"] as? [String] == ["food-safety"])
            let wrong = try await post(home, "no-such-area")
            #expect(wrong.status == 422 && wrong.contains("There is no such area."))
        }
    }
}
