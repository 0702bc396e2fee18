@testable import App
import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct WorkshopFileTests {
    /// Another server: its countries and sectors, an administrator, and a programme of its own.
    private static func elsewhere(
        _ engine: TestEngine, _ body: (TestSite, TestAccount, Programme.ID) async throws -> Void
    ) async throws {
        try await TestSite.with(engine, seed: 99) { site in
            let maker = WorldMaker(environment: site.environment)
            let (administrator, programme) = try await site.database.write { tx in
                try maker.addDirectory(tx)
                let account = try maker.addAccount(tx, "Ida Other", "ida@example.org", isAdministrator: true)
                return (account, try maker.addProgramme(tx, "Other programme", organiser: account.id))
            }
            try await body(site, administrator, programme)
        }
    }

    private static func export(_ site: TestSite, _ event: Event.ID, _ content: WorkshopFile.Content = .whole)
        async throws
        -> String
    {
        try await site.database.read { try WorkshopFile.export(event, $0, content: content) }
    }

    /// Made and gone before the other server begins: tests of many databases at once must not wait for each other.
    private static func made(_ engine: TestEngine, _ content: WorkshopFile.Content = .whole) async throws
        -> (thread: ThreadWorld, file: String)
    {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            return (thread, try await export(site, thread.world.event, content))
        }
    }

    private static func refusal(_ site: TestSite, _ text: String) async -> String {
        do {
            _ = try await WorkshopFileOperations.take(Array(text.utf8), site.database, site.environment)
            return "nothing was refused"
        } catch let refusal as Refusal {
            return refusal.fields["file"]?.string() ?? refusal.code
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a workshop taken in elsewhere is written again byte for byte`(engine: TestEngine) async throws {
        let (thread, file) = try await Self.made(engine)
        for table in EventTable.all where table.name != "event" {
            #expect(!file.contains("\"\(table.name)\": []"), "The test's workshop has no \(table.name).")
        }
        for other in TestEngine.allCases {
            try await Self.elsewhere(other) { second, administrator, _ in
                let imported = try await WorkshopFileOperations.take(
                    Array(file.utf8), second.database, second.environment)
                #expect(imported.event == thread.world.event && imported.code == "ZGRB" && imported.isNewProgramme)
                #expect(try await Self.export(second, imported.event) == file)
                #expect(try await second.journal("event:\(imported.event)") == ["event.import"])
                let browser = second.browser()
                await browser.setCookie("roundtable_account", administrator.cookie)
                for path in ["", "/thread", "/issues", "/console", "/people", "/rounds/\(thread.id("round"))"] {
                    #expect(try await browser.get("/events/\(imported.event)\(path)").status == 200, "\(path)")
                }
                #expect(
                    await Self.refusal(second, file) == "This workshop is on this server already. Nothing was stored.")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what an organiser gets leaves out what countries keep to themselves`(engine: TestEngine) async throws {
        let (world, page) = try await TestSite.with(engine) { site in
            let world = try await site.threadWorld().world
            let page = try await (await world.browser(world.organiser)).get("/events/\(world.event)/file")
            let token = try await AccountOperations.createToken(try await world.visit(world.organiser), name: "Test")
            let file = try await site.browser().send(
                .get, "/api/v1/events/\(world.event)/file", [.authorization: "Bearer \(token)"])
            #expect(file.bytes == page.bytes)
            return (world, page)
        }
        #expect(page.status == 200)
        #expect(page.headers[.contentDisposition]?.contains("workshop-zgrb-TLP-GREEN.json") == true)
        for secret in ["secret", "\"statement_rating\": [\n", "link_digest", "ballot_key", "a@example.org"] {
            #expect(!page.contains(secret), "\(secret)")
        }
        #expect(page.contains("an anonymous plan") && page.contains("\"withheld\": [\"private sheets\""))
        try await Self.elsewhere(engine) { second, administrator, programme in
            let browser = second.browser()
            await browser.setCookie("roundtable_account", administrator.cookie)
            let path = "/programmes/\(programme)/import-workshop"
            #expect(try await browser.get(path).status == 200)
            let done = try await browser.upload(path, field: "file", fileName: "w.json", page.bytes)
            #expect(done.location == "/events/\(world.event)?done=imported", "\(done.text)")
            let again = try await browser.upload(path, field: "file", fileName: "w.json", page.bytes)
            #expect(again.status == 422 && again.contains("on this server already"))
            let nothing = try await browser.post(path)
            #expect(nothing.status == 422 && nothing.contains("Choose a file first."))
            let home = try await second.database.read { try EventStore($0).event(world.event).programme }
            #expect(home == programme)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file with something wrong is refused with its place, and nothing of it is stored`(engine: TestEngine)
        async throws
    {
        let (thread, file) = try await Self.made(engine)
        let (topic, round) = (thread.world.topics[0].description, thread.id("round"))
        let missing = "01890000-0000-7000-8000-000000000000"
        func changed(_ old: String, _ new: String) -> String {
            #expect(file.contains(old), "\(old)")
            return file.replacing(old, with: new, maxReplacements: 1)
        }
        let cases: [(String, String)] = [
            (String(file.dropLast(20)), "This is not a workshop file."),
            ("{}", "“format” should be"), ("[1, 2]", "“format” should be"), ("", "found the end of the file"),
            (changed("\"version\": 2", "\"version\": 3"), "up to version 2"),
            (changed("\"topic\": [", "\"topics\": ["), "tables.topics: no such table is known"),
            (
                file.replacing(/"aspect_link": \[\n[^\]]*\],\n/, with: "", maxReplacements: 1),
                "tables.aspect_link: this table is missing"
            ),
            (changed("\"withheld\"", "\"hidden\""), "hidden: this name is not known here"),
            (changed("\"question\": ", "\"riddle\": "), "tables.topic[0].question: this column is missing"),
            (
                changed("\"question\": ", "\"riddle\": \"\", \"question\": "),
                "tables.topic[0].riddle: no such column is known"
            ),
            (
                changed("\"position\": 1", "\"position\": \"1\""),
                "tables.sector[1].position: a whole number is expected, found text"
            ),
            (
                changed("\"position\": 1", "\"position\": null"),
                "tables.sector[1].position: a whole number is expected, found null"
            ),
            (changed("{\"id\": \"\(topic)\"", "{\"id\": \"X\""), "].id: an id (a UUID in lower case) is expected"),
            (
                changed("\"topic_id\": \"\(topic)\"", "\"topic_id\": \"\(missing)\""),
                "the file has no topic with this id"
            ),
            (
                changed("\"round_id\": \"\(round)\"", "\"round_id\": \"\(missing)\""),
                "the file has no round with this id"
            ),
            (
                changed("\"event_id\": \"\(thread.world.event)\"", "\"event_id\": \"\(missing)\""),
                "the file has no event with this id"
            ),
            (changed("\"place\": \"table:", "\"place\": \"room:"), "the file has no such place"),
            (changed("\"country\": \"LV\"", "\"country\": \"XX\""), "These countries are not known here: XX"),
            (changed("\"kind\": \"merged\"", "\"kind\": \"mixed\""), ".kind: one of contributed, merged"),
            (changed("\"method\": \"multivote\"", "\"method\": \"guessing\""), ".method: one of multivote"),
            (changed("\\\"dots\\\":6", "\\\"dots\\\":3"), "the choices of a ballot as its round asks"),
            (changed("\"state\": \"revealed\"", "\"state\": \"wide open\""), ".state: one of draft"),
        ]
        try await Self.elsewhere(engine) { second, _, _ in
            let before = try await second.journal()
            for (text, expected) in cases {
                let said = await Self.refusal(second, text)
                #expect(said.contains(expected), "\(said)")
                #expect(try await second.count("SELECT COUNT(*) FROM event") == 0, "\(expected)")
            }
            #expect(try await second.count("SELECT COUNT(*) FROM card") == 0)
            #expect(try await second.journal() == before)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no file is made while a vote is open`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            try await site.database.write { tx in
                try tx.execute("UPDATE round SET state = 'open' WHERE id = \(thread.id("round"))")
            }
            let page = try await (await thread.world.browser(thread.world.organiser)).get(
                "/events/\(thread.world.event)/file")
            #expect(page.status == 409 && page.contains("A vote is open: round 1."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a taken code is replaced, and another programme's case is not touched`(engine: TestEngine) async throws {
        let (thread, file) = try await Self.made(engine)
        try await Self.elsewhere(engine) { second, _, programme in
            let maker = WorldMaker(environment: second.environment)
            let station = thread.id("station exercise")
            try await second.database.write { tx in
                _ = try maker.addEvent(tx, programme, code: "ZGRB")
                try tx.execute(
                    """
                    INSERT INTO past_case (id, programme_id, kind, title, happened_on, place, summary, marking, source, link, language,
                        created_at, changed_at)
                    VALUES (\(station), \(programme), 'event', 'Theirs', '2020', '', '', 'RED', '', '', 'en', 1, 1)
                    """)
            }
            #expect(await Self.refusal(second, file).contains("A case of this file belongs to another programme here."))
            _ = try await second.database.write { try $0.execute("DELETE FROM past_case") }
            let imported = try await WorkshopFileOperations.take(
                Array(file.utf8), second.database, second.environment)
            #expect(imported.isNewCode && imported.code != "ZGRB")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `every table and column of an event is in the file, or is told why not`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let notes = try await site.database.read { try SchemaNotes($0) }
            var owned: Set<String> = ["event"]
            var isGrowing = true
            while isGrowing {
                let more =
                    notes.links.filter { owned.contains($0.parent) }.map(\.table)
                    + notes.columns.filter { $0.name == "event_id" }.map(\.table)
                isGrowing = !owned.isSuperset(of: more)
                owned.formUnion(more)
            }
            let told = Set(EventTable.all.map(\.name))
            #expect(owned.subtracting(told).subtracting(EventTable.staysBehind.keys).sorted() == [])
            #expect(Set(EventTable.staysBehind.keys).subtracting(notes.tables).sorted() == [])
            for table in EventTable.all {
                let columns = notes.columns.filter { $0.table == table.name }
                let known = Set(table.columns.filter { !$0.isOfWorkshop }.map(\.name)).union(table.leftOut.keys)
                #expect(Set(columns.map(\.name)).symmetricDifference(known).sorted() == [], "\(table.name)")
                for column in table.columns {
                    let name = "\(table.name).\(column.name)"
                    let home = column.isOfWorkshop ? "workshop" : table.name
                    let kept = notes.columns.first { $0.table == home && $0.name == column.name }
                    // All of a workshop is nothing where there is none.
                    #expect(kept != nil && (kept?.isOptional == column.isOptional || column.isOfWorkshop), "\(name)")
                    let link = notes.links.first { $0.table == home && $0.column == column.name }
                    let isPointer = ["event.topic_id", "event.round_id"].contains(name)
                    #expect(isPointer || link?.parent == column.refers, "\(name)")
                }
            }
            let ofWorkshop = notes.columns.filter { $0.table == "workshop" }.map(\.name)
            let inLine = EventTable.all.flatMap { $0.columns }.filter(\.isOfWorkshop).map(\.name)
            #expect(Set(ofWorkshop).symmetricDifference(inLine).sorted() == ["event_id", "id"])
            let order = EventTable.all.map(\.name)
            for (place, table) in EventTable.all.enumerated() {
                for target in table.columns.filter({ !$0.isLate }).compactMap(\.refers) where target != "country" {
                    #expect((order.firstIndex(of: target) ?? .max) < place, "\(table.name) comes before \(target)")
                }
            }
        }
    }

    @Test
    func `the description of the file names every table with its columns`() throws {
        let page = TestTables.root.appending(path: "docs/workshop-file.md")
        let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
        for table in EventTable.all {
            let columns = table.columns.map { column in
                let mark = [EventTable.Column.Kind.number: " (n)", .flag: " (t)"][column.kind] ?? ""
                return column.name + (column.isOptional ? "?" : "") + mark
            }
            let start = "| `\(table.name)` | \(columns.joined(separator: ", ")) | "
            #expect(lines.contains { $0.hasPrefix(start) }, "docs/workshop-file.md should have the line: \(start)")
        }
        // The order of the tables is part of the file: another one would be other bytes.
        let told = lines.compactMap { $0.prefixMatch(of: /\| `(\w+)`/).map { String($0.output.1) } }
        #expect(told == EventTable.all.map(\.name))
    }
}
