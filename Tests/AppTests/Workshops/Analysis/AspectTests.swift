@testable import App
import Domain
import HTTPTypes
import StorageTestSupport
import Testing
import TestSupport
import Web

struct AspectTests {
    @Test(arguments: TestEngine.allCases)
    func `a group writes what helps and hinders, weighs it and says what it rests on`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let visit = try await table.world.visit(table.ana)
            let aspect = try await table.add("A shared glossary", .facilitating)
            #expect(
                aspect.weight == 3 && aspect.sector == nil && aspect.isUnfounded && aspect.text == "A shared glossary")
            let changed = try await AspectOperations.change(
                visit, table.event, aspect.id, AspectChange(weight: 5, sector: "health", withoutCase: true))
            #expect(changed.weight == 5 && changed.sector == "health" && changed.withoutCase && !changed.isUnfounded)
            let kept = try await AspectOperations.change(visit, table.event, aspect.id, AspectChange(weight: 2))
            #expect(kept.sector == "health" && kept.withoutCase, "What is not given stays.")
            let bare = try await AspectOperations.change(
                visit, table.event, aspect.id, AspectChange(sector: .some(nil)))
            #expect(bare.sector == nil)
            let record = try await table.addCase()
            let founded = try await AspectOperations.cite(visit, table.event, aspect.id, record.id)
            #expect(founded.cases == [record.id] && !founded.withoutCase)
            let refused = await refusal {
                _ = try await AspectOperations.change(visit, table.event, aspect.id, AspectChange(withoutCase: true))
            }
            #expect(refused?.fields.keys.first == "without-case")
            let unfounded = try await AspectOperations.removeCase(visit, table.event, aspect.id, record.id)
            #expect(unfounded.isUnfounded)
            let scope = "event:\(table.event)/table:\(table.groups[0])"
            #expect(
                try await site.journal(scope) == [
                    "aspect.addition", "aspect.revision", "aspect.revision", "aspect.revision", "aspect.citation",
                    "aspect.citation-removal",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a doubled tap adds one aspect; withdrawn ones come back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let visit = try await table.world.visit(table.ana)
            var draft = table.draft("Nobody knows whom to call")
            draft.key = "tap"
            var other = table.draft("Another person's words")
            other.key = "tap"
            let rapporteur = try await table.world.visit(table.world.rapporteur)
            let hers = try await AspectOperations.add(rapporteur, table.event, table.groups[0], other)
            #expect(
                hers.text == "Another person's words",
                "The same name of a sending from another device is another sending.")
            _ = try await AspectOperations.withdraw(rapporteur, table.event, hers.id)
            let first = try await AspectOperations.add(visit, table.event, table.groups[0], draft)
            let second = try await AspectOperations.add(visit, table.event, table.groups[0], draft)
            #expect(first == second)
            var later = draft
            later.text = "Nobody knows whom to call at night"
            let used = await refusal { [later] in
                _ = try await AspectOperations.add(visit, table.event, table.groups[0], later)
            }
            #expect(used?.code == "key-used")
            let gone = try await AspectOperations.withdraw(visit, table.event, first.id)
            #expect(gone.withdrawnAt != nil)
            let changing = await refusal {
                _ = try await AspectOperations.change(visit, table.event, first.id, AspectChange(weight: 1))
            }
            #expect(changing?.code == "aspect-withdrawn")
            let group = table.groups[0]
            #expect(try await site.database.read { try AspectStore($0).aspects(of: group) }.isEmpty)
            let back = try await AspectOperations.restore(visit, table.event, first.id)
            #expect(back.withdrawnAt == nil && back.text == first.text)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `wrong fields of an aspect are named at the field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let visit = try await table.world.visit(table.ben)
            let wrong = AspectDraft(
                issue: table.issues[1], direction: .blocking, text: "🙂", language: "tlh", weight: 6, sector: "wizards")
            let answer = await refusal {
                _ = try await AspectOperations.add(visit, table.event, table.groups[1], wrong)
            }
            #expect(answer?.fields.keys.sorted() == ["issue", "language", "sector", "text", "weight"])
            let long = table.draft(String(repeating: "word ", count: 2_000_000))
            let pasted = await refusal {
                _ = try await AspectOperations.add(visit, table.event, table.groups[1], long)
            }
            #expect(pasted?.fields.keys.sorted() == ["text"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only the group writes at its table, only while the room analyses; who runs the room may always`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let world = table.world
            let (event, group, draft) = (table.event, table.groups[0], table.draft("Nobody knows whom to call"))
            func code(_ visit: Visit) async -> String? {
                await refusal { _ = try await AspectOperations.add(visit, event, group, draft) }?.code
            }
            #expect(await code(try world.visit(table.ana)) == nil)
            #expect(await code(try world.visit(world.rapporteur)) == nil)
            #expect(await code(try world.visit(world.facilitator)) == nil)
            #expect(await code(try world.visit(table.ben)) == "other-table")
            #expect(await code(try world.visit(world.observer)) == "observers-look-on")
            #expect(await code(try world.visit(world.stranger)) == "not-found")
            try await table.stage(.envision)
            #expect(await code(try world.visit(table.ana)) == "analysis-closed")
            #expect(await code(try world.visit(world.facilitator)) == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a table holds two hundred aspects, and says so`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let (event, group, draft) = (table.event, table.groups[0], table.draft("One of many"))
            let environment = site.environment
            try await site.database.write { tx in
                for _ in 0..<AspectOperations.limit {
                    _ = try AspectOperations.createIn(Work(tx, environment), event, group, draft)
                }
            }
            let answer = await refusal { _ = try await table.add("One more") }
            #expect(answer?.code == "table-full")
            #expect(answer?.title.string() == "This table has 200 aspects.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nearly the same aspect of another group is suggested, and linked or kept apart`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let event = table.event
            let one = try await table.add("Duty phone numbers are out of date after a few months")
            let other = try await table.add("The duty phone numbers are out of date within months", group: 1)
            _ = try await table.add("Duty phone numbers are out of date after months", .facilitating, group: 1)
            _ = try await table.add("Duty phone numbers are out of date", group: 0)
            func suggested() async throws -> [AspectLink] {
                try await site.database.read { reading in
                    let store = AspectStore(reading)
                    return AspectSuggestion.among(
                        try store.aspects(of: event), decided: Set(try store.links(of: event).keys)
                    ).map(\.link)
                }
            }
            #expect(try await suggested().contains(AspectLink(one.id, other.id)))
            let count = try await suggested().count
            let ben = try await table.world.visit(table.ben)
            try await AspectOperations.link(ben, event, other.id, one.id, .linked)
            #expect(try await suggested().count == count - 1)
            try await AspectOperations.link(ben, event, one.id, other.id, .apart)
            let links = try await site.database.read { try AspectStore($0).links(of: event) }
            #expect(links == [AspectLink(one.id, other.id): .apart])
            try await AspectOperations.link(ben, event, one.id, other.id, nil)
            #expect(try await suggested().count == count)
            let observer = try await table.world.visit(table.world.observer)
            let looking = await refusal {
                try await AspectOperations.link(observer, event, one.id, other.id, .linked)
            }
            #expect(looking?.code == "observers-look-on")
            let tables = try await [
                site.journal("event:\(event)/table:\(table.groups[0])"),
                site.journal("event:\(event)/table:\(table.groups[1])"),
            ]
            #expect(tables.map { $0.count { $0 == "aspect.link" } } == [3, 3], "Both tables are told.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API adds, lists and changes aspects`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let table = try await AnalysisWorld(site)
            let browser = site.browser()
            let path = "/api/v1/events/\(table.event)/aspects"
            func send(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") async throws -> Page {
                try await browser.send(method, path, [.authorization: "Bearer \(table.ana.link)"], Array(body.utf8))
            }
            let body = """
                {"group":"\(table.groups[0])","issue":"\(table.issues[0])","direction":"blocking","text":"No shared map","weight":4,"key":"a"}
                """
            let made = try await send(.post, path, body)
            #expect(made.status == 201)
            let id = try #require(made.text(after: "\"id\":\"", before: "\""))
            #expect(try await send(.post, path, body).text(after: "\"id\":\"", before: "\"") == id)
            let changed = try await send(.put, "\(path)/\(id)", "{\"weight\":1,\"sector\":\"health\"}")
            #expect(changed.contains("\"weight\":1") && changed.contains("\"sector\":\"health\""))
            #expect(try await send(.put, "\(path)/\(id)", "{\"weight\":9}").status == 422)
            #expect(try await send(.get, "\(path)?group=\(table.groups[1])").contains("\"items\":[]"))
            #expect(try await send(.get, "\(path)?issue=\(table.issues[0])").contains("No shared map"))
            #expect(try await send(.put, "\(path)/\(id)/withdrawal").contains("\"isWithdrawn\":true"))
            let foreign = body.replacing("\(table.groups[0])", with: "\(table.groups[1])")
            #expect(try await send(.post, path, foreign).status == 403)
        }
    }
}
