@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Who gets through, route by route, and how they are answered (see ``AccessTests``, which finds both tables here).
let «noun»Scenarios = """
    GET    «prefix»/«path»  «readers»
    GET    «prefix»/«path»/new  «writers»
    GET    «prefix»/«path».xlsx  «readers»
    GET    «prefix»/«path»/import  «writers»
    POST   «prefix»/«path»/import  «writers»  422
    GET    «prefix»/«path»/:«noun»  «readers»
    POST   «prefix»/«path»  «writers»  422
    GET    «prefix»/«path»/:«noun»/edit  «writers»
    POST   «prefix»/«path»/:«noun»  «writers»  422
    POST   «prefix»/«path»/:«noun»/retirement  «writers»  303
    POST   «prefix»/«path»/:«noun»/return  «writers»  303
    GET    /api/v1«prefix»/«path»  «readers»
    GET    /api/v1«prefix»/«path».xlsx  «readers»
    POST   /api/v1«prefix»/«path»  «writers»  422
    POST   /api/v1«prefix»/«path»/import  «writers»  422
    GET    /api/v1«prefix»/«path»/:«noun»  «readers»
    PUT    /api/v1«prefix»/«path»/:«noun»  «writers»  422
    PUT    /api/v1«prefix»/«path»/:«noun»/retirement  «writers»
    DELETE /api/v1«prefix»/«path»/:«noun»/retirement  «writers»
    """

let «noun»Rows = """
    «noun» /api/v1«prefix»/«path» «title»=Hall_1
    """

let «noun»Screens = """
    - organiser     en «path»  «prefix»/«path»
    - organiser     en «word»  «prefix»/«path»/:«noun»
    """

struct «Noun»Tests {
    private static let sample = «Noun»Fields(«swift sample»)

    @Test(arguments: TestEngine.allCases)
    func `«nouns» are added, changed, retired and brought back by plain forms`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let list = "«address»/«path»"
            #expect(try await browser.get("\(list)/new").status == 200)
            #expect(try await browser.post(list, [«form sample»]).status == 303)
            let id = try #require(
                try await site.database.read { try $0.value("SELECT id FROM «table»", as: «Noun».ID.self) })
            #expect(try await browser.get("\(list)?q=HALL").text.contains("Hall 1"))
            #expect(try await browser.get("\(list)?q=nowhere").text.contains("Nothing found"))
            #expect(try await browser.get("\(list)/\(id)").text.contains("Hall 1"))
            #expect(try await browser.get("/search?q=hall").text.contains("found-«word»"))
            #expect(try await browser.get("\(list)/\(id)/edit").text.contains("value=\"Hall 1\""))
            #expect(try await browser.post("\(list)/\(id)", ["«title name»": "Hall 2"]).status == 303)
            #expect(try await browser.post("\(list)/\(id)/retirement").status == 303)
            #expect(try await !browser.get(list).text.contains("Hall 2"))
            #expect(try await !browser.get("/search?q=hall").text.contains("found-«word»"))
            #expect(try await browser.get("\(list)?retired=1").text.contains("Hall 2"))
            #expect(try await browser.post("\(list)/\(id)/return").status == 303)
            let kinds = try await site.journal().filter { $0.hasPrefix("«word».") }
            #expect(kinds == ["«word».creation", "«word».revision", "«word».retirement", "«word».return"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `wrong fields of «a noun» are named, and nothing is stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let page = try await world.browser(world.organiser).post(
                "«address»/«path»", ["«title name»": " "«wrong number»])
            #expect(page.status == 422)
            for name in [«wrong names»] { #expect(page.text.contains("id=\"\(name)-error\"")) }
            #expect(try await site.count("SELECT COUNT(*) FROM «table»") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API keeps «nouns», and the same sending twice is one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (client, list) = (try await world.api(world.organiser), "/api/v1«address»/«path»")
            let body: [String: Any] = [«json sample», "key": "k1"]
            let first = try await client.send(.post, list, body)
            #expect(first.status == 201 && first.text("«title»") == "Hall 1")
            #expect(try await client.send(.post, list, body).text("id") == first.text("id"))
            #expect(try await client.send(.post, list, ["«title»": "Other", "key": "k1"]).status == 409)
            let one = "\(list)/\(first.text("id"))"
            #expect(try await client.send(.put, one, ["«title»": "Hall 2"]).text("«title»") == "Hall 2")
            #expect(try await client.send(.get, one).text("«title»") == "Hall 2")
            #expect(try await client.send(.put, "\(one)/retirement").status == 200)
            #expect(try await client.send(.get, list).items.isEmpty)
            #expect(try await client.send(.delete, "\(one)/retirement").status == 200)
            #expect(try await client.send(.get, "\(list)?q=hall").items.count == 1)
            #expect(try await client.send(.get, "\(list)?q=nowhere").items.isEmpty)
            #expect(try await client.send(.get, "\(list)?retired=yes").status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who may not write «nouns» changes nothing, also where there is one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            «world»
            let record = try await «Noun»Operations.create(world.visit(world.organiser)«, owner», Self.sample)
            for account in [«outsider», world.stranger] {
                let browser = await world.browser(account)
                for path in ["", "/\(record.id)", "/\(record.id)/retirement"] {
                    let page = try await browser.post("«address»/«path»\(path)", ["«title name»": "Taken"])
                    #expect([403, 404].contains(page.status))
                }
            }
            #expect(try await site.count("SELECT COUNT(*) FROM «table» WHERE retired_at IS NULL") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM «table» WHERE «title column» = 'Taken'") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the workbook of «nouns» has a column for each field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            «world»
            _ = try await «Noun»Operations.create(world.visit(world.organiser)«, owner», Self.sample)
            let page = try await world.browser(world.organiser).get("«address»/«path».xlsx")
            let sheet = try SheetFile.read(page.bytes, name: "«path».xlsx")
            #expect(sheet.lines.map(\.cells.count) == [«Noun»Fields.fields.count, «Noun»Fields.fields.count])
            #expect(sheet.lines.last?.cells.first == "Hall 1")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a workbook of «nouns» comes in as it went out, changes what it names and adds the rest`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            «world»
            _ = try await «Noun»Operations.create(world.visit(world.organiser)«, owner», Self.sample)
            let (browser, client) = (await world.browser(world.organiser), try await world.api(world.organiser))
            let list = "«address»/«path»"
            #expect(try await browser.get("\(list)/import").status == 200)
            let bytes = try await browser.get("\(list).xlsx").bytes
            let same = try await client.send(
                .post, "/api/v1\(list)/import", ["fileName": "a.xlsx", "content": Data(bytes).base64EncodedString()])
            #expect(same.status == 200 && same["same"] as? Int == 1 && same["changed"] as? Int == 0)
            let file = Array("«title column»\nHALL 1\nAula\n".utf8)
            for trial in ["1", "0"] {
                let page = try await browser.upload(
                    "\(list)/import", ["trial": trial], field: "file", fileName: "a.csv", file)
                #expect(page.status == 303)
                #expect(try await site.count("SELECT COUNT(*) FROM «table»") == (trial == "1" ? 1 : 2))
            }
            let records = try await site.database.read { try «Noun»Store($0).records(«owner») }
            #expect(records.map(\.fields.«title») == ["Aula", "HALL 1"])
            let wrong = try await browser.upload(
                "\(list)/import", field: "file", fileName: "a.csv", Array("«title column»\nNew\nnew\n".utf8))
            #expect(wrong.status == 422 && wrong.text.contains("Row 3: the same name stands in row 2."))
            #expect(try await site.count("SELECT COUNT(*) FROM «table»") == 2)
        }
    }
}
