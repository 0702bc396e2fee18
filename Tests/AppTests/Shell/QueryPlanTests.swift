@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// No statement of the product reads a whole table that grows from event to event: asked of SQLite's own planner, for every statement
/// that a walk through all pages, the API and the operations of a whole workshop has prepared.
struct QueryPlanTests {
    /// Tables that stay small however long a server runs: the directory, and what an administrator sets up.
    private static let small: Set<String> = [
        "country", "region", "region_country", "sector", "setting", "schema_migration", "commit_number", "programme",
        "programme_organiser", "account", "design", "mandate", "city",
        "area", "member", "working_group",
    ]

    /// Statements that may read a whole table, by a part of their text, with the reason.
    private static let excused: [(part: String, reason: String)] = [
        ("INSERT INTO country", "the starting data, once in the life of a database"),
        ("names_until", "once an hour, and events only"),
        ("SELECT COUNT(*) FROM person", "the directory says how many it holds"),
        ("COUNT(*) AS n FROM person", "the directory counts its countries and sectors"),
        ("SELECT DISTINCT name FROM organisation", "the names that a form proposes"),
        ("WHERE ended_on IS NULL ORDER BY name", "what may belong to a programme, as a form proposes it"),
        ("name_key, sort_key, search FROM person", "folded anew, once after an upgrade"),
        ("SELECT id, name, name_key FROM organisation", "folded anew, once after an upgrade"),
        ("FROM profile f JOIN person p", "experts are ranked among all who let themselves be found"),
        ("FROM person p JOIN profile f", "experts are ranked among all who let themselves be found"),
        ("s.local_zone IS NULL", "at the start of the program"),
        ("SELECT DISTINCT event_id FROM agenda_block WHERE ends_at", "when the rules of zones may have changed"),
        ("SELECT event_id FROM registration_rule ORDER BY", "when the rules of zones may have changed"),
        ("IN (SELECT event_id FROM visit_access)", "once an hour, and it is erased before the visit is over"),
        ("needs_erased_on FROM need", "once an hour, and needs are erased after each event"),
    ]

    @Test
    func `no statement scans a table that grows`() async throws {
        try await TestSite.with(.sqlite) { site in
            let thread = try await site.threadWorld()
            try await Self.walk(thread)
            let statements = try await Self.statements(of: site.database)
            #expect(statements.count > 250, "only \(statements.count) statements were seen")
            let tables = try await Self.tables(of: site.database)
            for statement in statements.sorted() {
                guard !Self.excused.contains(where: { statement.contains($0.part) }) else { continue }
                let scans = try await site.database.read { try Self.scans(of: statement, $0) }
                let found = scans.map { Self.table($0, in: statement, tables) }.filter {
                    tables.contains($0) && !Self.small.contains($0)
                }
                #expect(found.isEmpty, "scans \(found.joined(separator: ", ")): \(statement)")
            }
        }
    }

    /// All pages that a link leads to, as those who run the event and as those who take part; and all lists of the API.
    private static func walk(_ thread: ThreadWorld) async throws {
        let (world, site) = (thread.world, thread.world.site)
        let event = "/events/\(world.event)"
        let start = [
            "/", "/account", "/accounts", "/directory/people", "/directory/organisations",
            "/programmes/\(world.programme)", event,
            "\(event)/console",
            "/e/\(world.code)", "\(event)/thread", "\(event)/guide/edit", "\(event)/tables", "\(event)/outline",
        ]
        let browsers = [
            await world.browser(world.organiser), await world.browser(world.facilitator),
            await world.browser(world.administrator), await world.browser(world.seats[3]),
            await world.browser(world.observer),
        ]
        for path in start {
            var statuses: [Int] = []
            for browser in browsers { statuses.append(try await browser.get(path).status) }
            #expect(statuses.contains { $0 < 400 }, "\(path) leads nowhere")
        }
        for browser in browsers {
            _ = try await Crawl(browser, from: start, limit: 600) { link in
                ![".pdf", ".docx", ".odt", ".png", "/sign-out", "/language"].contains { link.contains($0) }
            }
        }
        let bearer = try await AccountOperations.createToken(try await world.visit(world.organiser), name: "Test")
        let plain = site.browser()
        for route in Routes.all where route.isAPI && route.method == .get {
            let path = route.pattern.replacing(":event", with: "\(world.event)").replacing(
                ":programme", with: "\(world.programme)")
            guard !path.contains(":") else { continue }
            _ = try await plain.send(.get, path, [.authorization: "Bearer \(bearer)"])
        }
    }

    /// What the connections have prepared, as SQLite lists it (`sqlite_stmt`).
    private static func statements(of database: Database) async throws -> Set<String> {
        var found = Set(try await database.write { try prepared($0) })
        // Reads that overlap stand on connections of their own: four together reach all of them.
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await database.read { reading in
                        Thread.sleep(forTimeInterval: 0.3)
                        return try prepared(reading)
                    }
                }
            }
            for try await texts in group { found.formUnion(texts) }
        }
        return found.filter { text in
            ["SELECT", "UPDATE", "DELETE", "INSERT", "WITH"].contains { text.hasPrefix($0) }
                && !text.contains("sqlite_")
        }
    }

    private static func prepared(_ reading: any Reading) throws -> [String] {
        try reading.all("SELECT sql FROM sqlite_stmt").compactMap { try $0.get("sql", as: String?.self) }
    }

    private static func tables(of database: Database) async throws -> Set<String> {
        Set(
            try await database.read { reading in
                try reading.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").map
                {
                    try $0.get("name", as: String.self)
                }
            })
    }

    /// The names, or other names, of what is read from end to end.
    private static func scans(of statement: String, _ reading: any Reading) throws -> [String] {
        // A question mark between quotes is no place for a value.
        var (pieces, isQuoted) = ([""], false)
        for character in "EXPLAIN QUERY PLAN \(statement)" {
            if character == "'" { isQuoted.toggle() }
            if character == "?", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
        }
        let nothing: SQLValue = .null
        let question = pieces.map { SQL(verbatim: $0) }.joined(separator: "\(nothing)")
        let plan = try reading.all(question).map { try $0.get("detail", as: String.self) }
        // In the order of an index, and no further than the page asked for.
        if statement.contains("LIMIT"), !plan.contains(where: { $0.contains("TEMP B-TREE") }) { return [] }
        return plan.compactMap { detail in
            guard detail.hasPrefix("SCAN ") else { return nil }
            return detail.dropFirst(5).prefix { !$0.isWhitespace }.description
        }
    }

    /// The table that a name in a plan stands for; the name itself where it is a table's, or that of a query within.
    private static func table(_ name: String, in statement: String, _ tables: Set<String>) -> String {
        let words = statement.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init).filter { $0 != "AS" }
        let uses = zip(words, words.dropFirst()).filter { $1 == name && tables.contains($0) }
        return uses.first?.0 ?? name
    }
}
