@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What a workshop file from elsewhere may not bring.
struct WorkshopFileRuleTests {
    private static func made() async throws -> (thread: ThreadWorld, file: String) {
        try await TestSite.with(.sqlite) { site in
            let thread = try await site.threadWorld()
            let event = thread.world.event
            return (thread, try await site.database.read { try WorkshopFile.export(event, $0) })
        }
    }

    private static func refusal(_ file: String) -> String {
        do {
            _ = try WorkshopFileReader(Array(file.utf8))
            return "nothing was refused"
        } catch let refusal as Refusal {
            return refusal.fields["file"]?.string() ?? refusal.code
        } catch {
            return "\(error)"
        }
    }

    /// The file with the first value of a column in a table's rows replaced.
    private static func changed(_ file: String, _ table: String, _ column: String, _ value: String) throws -> String {
        let start = try #require(file.firstRange(of: table == "event" ? "\"event\": {" : "\"\(table)\": [\n"))
            .upperBound
        let name = try #require(file[start...].firstRange(of: "\"\(column)\": ")).upperBound
        let old = try #require(file[name...].prefixMatch(of: /"(?:[^"\\]|\\.)*"|[^,}\n]+/))
        return file[..<name] + value + file[old.range.upperBound...]
    }

    @Test
    func `every number, text and word has a rule`() {
        for table in EventTable.all {
            for (column, rule) in zip(table.columns, table.rules) where column.refers == nil {
                let needsNone = column.kind == .id || column.kind == .flag
                #expect(needsNone == (rule == nil), "\(table.name).\(column.name)")
            }
        }
    }

    @Test
    func `numbers that no operation allows are refused with table, line and column`() async throws {
        let (_, file) = try await Self.made()
        let cases: [(table: String, column: String, value: String, range: String)] = [
            ("aspect", "weight", "6", "1 to 5"), ("aspect", "weight", "9223372036854775807", "1 to 5"),
            ("statement_rating", "rating", "0", "1 to 9"), ("statement_rating", "revision", "0", "1 to 1000000000"),
            ("intervention", "impact", "-1", "1 to 5"), ("intervention", "difficulty", "9", "1 to 5"),
            ("card", "revision", "9223372036854775807", "1 to 1000000000"),
            ("card_revision", "number", "-9223372036854775808", "1 to 1000000000"),
            ("topic", "position", "-5", "1 to 1000000000"), ("sector", "hue", "99", "1 to 8"),
            ("event", "created_at", "-1", "0 to 7258118400000"),
            ("round", "closed_at", "9223372036854775807", "0 to 7258118400000"),
            ("round", "present", "-8", "0 to 1000000"), ("event", "projector_generation", "-1", "0 to 1000000000"),
            ("evidence", "number", "0", "1 to 1000000000"), ("guide_section", "position", "0", "1 to 1000000000"),
        ]
        for (table, column, value, range) in cases {
            let said = Self.refusal(try Self.changed(file, table, column, value))
            let place = table == "event" ? "event.\(column)" : "tables.\(table)["
            #expect(
                said.hasPrefix("Line ") && said.contains(place) && said.contains("\(column): a number from \(range)"),
                "\(table).\(column): \(said)")
        }
    }

    @Test
    func `texts, words, markings, languages and addresses are held to what the forms allow`() async throws {
        let (_, file) = try await Self.made()
        let long = String(repeating: "x", count: 401)
        let cases: [(table: String, column: String, value: String, says: String)] = [
            ("past_case", "marking", "\"RED\"", "one of AMBER, GREEN, CLEAR"),
            ("event", "marking", "\"PINK\"", "one of "), ("guide", "marking", "\"green\"", "one of CLEAR"),
            ("event", "stage", "\"party\"", "one of collect"), ("event", "door", "\"open\"", "one of closed"),
            ("event", "link", "\"javascript:alert(1)\"", "an address that begins with https://"),
            ("past_case", "link", "\"javascript:alert(1)\"", "an address that begins with https://"),
            ("event", "time_zone", "\"Mars/Base\"", "a time zone"), ("event", "starts_on", "\"2026-02-30\"", "a date"),
            ("event", "ends_on", "\"1999-01-01\"", "the end is before the start"),
            ("event", "names_until", "\"9999-12-31\"", "a day from the end to"),
            ("past_case", "happened_on", "\"soon\"", "a year, a month or a date"),
            ("issue", "title", "\"\(long)\"", "at most 200 characters"),
            ("issue", "title", "\"\"", "a text is missing"),
            ("issue", "title", "\"a\\nb\"", "without control characters"),
            ("issue", "language", "\"xx\"", "a language from the list"),
            ("card", "language", "\"<b>\"", "a language from the list"),
            ("participant", "role", "\"king\"", "one of"), ("sheet", "publication", "\"loud\"", "one of private"),
            ("card", "changed_by", "\"administrator\"", "account:ID, participant:ID or imported"),
            (
                "card", "changed_by", "\"participant:01890000-0000-7000-8000-000000000000\"",
                "the file has no participant with this id"
            ),
            ("evidence", "kind", "\"round\"", "exactly one of the six ids"),
            ("round", "settings", "\"{}\"", "settings that fit"),
            ("event_step", "settings", "\"[]\"", "settings of a step"),
            (
                "round", "settings",
                "\"{\\\"criteria\\\":[],\\\"dots\\\":9223372036854775807,\\\"inHighAtLeast\\\":70,\\\"inLowUnder\\\":15,\\\"maxPerIssue\\\":2,\\\"maximumRanked\\\":7,\\\"outHighAtMost\\\":15,\\\"seats\\\":4}\"",
                "settings that fit"
            ),
            (
                "ballot", "choices", "\"{\\\"values\\\":{},\\\"feasibility\\\":{\\\"a\\\":1e99}}\"",
                "the choices of a ballot"
            ),
            ("round", "state", "\"draft\"", "nobody has voted in a round that was not opened"),
            ("guide_version", "content", "\"{}\"", "the whole of a guide"),
        ]
        for (table, column, value, says) in cases {
            let said = Self.refusal(try Self.changed(file, table, column, value))
            #expect(said.hasPrefix("Line ") && said.contains(says), "\(table).\(column): \(said)")
        }
    }

    @Test
    func `what stands under itself is refused, since reading it would never end`() async throws {
        let (thread, file) = try await Self.made()
        let (old, merged) = (thread.id("old lists"), thread.id("merged"))
        func turned(_ table: String, _ column: String, _ id: String, under other: String) throws -> String {
            let row = try #require(file.firstRange(of: "{\"id\": \"\(id)\""))
            let name = try #require(file[row.upperBound...].firstRange(of: "\"\(column)\": ")).upperBound
            let old = try #require(file[name...].prefixMatch(of: /"[^"]*"|null/))
            return file[..<name] + "\"\(other)\"" + file[old.range.upperBound...]
        }
        for other in [old, merged] {
            let said = Self.refusal(try turned("issue", "merged_into", merged, under: other))
            #expect(said.contains("merged_into: rows stand under each other in a circle"), "\(said)")
        }
        for table in ["guide_section", "guide_comment"] {
            let start = try #require(file.firstRange(of: "\"\(table)\": [\n{\"id\": \"")).upperBound
            let id = String(file[start...].prefix(36))
            let said = Self.refusal(try turned(table, "parent_id", id, under: id))
            #expect(said.contains("parent_id: rows stand under each other in a circle"), "\(said)")
        }
    }

    @Test
    func `a pair is stored once, the smaller id first`() async throws {
        let (thread, file) = try await Self.made()
        let pair = [thread.id("channel"), thread.id("words")].sorted()
        let turned = file.replacing(
            "{\"first_issue\": \"\(pair[0])\", \"second_issue\": \"\(pair[1])\"",
            with: "{\"first_issue\": \"\(pair[1])\", \"second_issue\": \"\(pair[0])\"")
        #expect(turned != file && Self.refusal(turned).contains("the first id of a pair is the smaller one"))
    }

    /// Another server with a programme of an organiser who is no administrator.
    private static func elsewhere(
        _ engine: TestEngine, _ body: (TestSite, TestAccount, Programme.ID) async throws -> Void
    ) async throws {
        try await TestSite.with(engine, seed: 98) { site in
            let maker = WorldMaker(environment: site.environment)
            let (organiser, programme) = try await site.database.write { tx in
                try maker.addDirectory(tx)
                let account = try maker.addAccount(tx, "Ida Other", "ida@example.org")
                return (account, try maker.addProgramme(tx, "Other programme", organiser: account.id))
            }
            try await body(site, organiser, programme)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser brings no sectors, and nobody's account but their own`(engine: TestEngine) async throws {
        let (_, file) = try await Self.made()
        try await Self.elsewhere(engine) { site, organiser, programme in
            let browser = site.browser()
            await browser.setCookie("roundtable_account", organiser.cookie)
            let path = "/programmes/\(programme)/import-workshop"
            let stranger = "account:01890000-0000-7000-8000-000000000000"
            // One text was changed by somebody of the other server, another by the taker.
            let card = try Self.changed(file, "card", "changed_by", "\"\(stranger)\"")
            let mixed = try Self.changed(card, "past_case", "created_by", "\"account:\(organiser.id)\"")
            let sector = mixed.replacing(
                "\"sector\": [\n",
                with:
                    "\"sector\": [\n{\"code\": \"tides\", \"name\": \"Tides\", \"position\": 9, \"hue\": 8, \"retired_at\": null},\n"
            )
            let refused = try await browser.upload(path, field: "file", fileName: "w.json", Array(sector.utf8))
            #expect(refused.status == 422 && refused.contains("These sectors are not known here: “Tides”."))
            #expect(try await site.count("SELECT COUNT(*) FROM sector WHERE code = 'tides'") == 0)
            let done = try await browser.upload(path, field: "file", fileName: "w.json", Array(mixed.utf8))
            #expect(done.location?.contains("done=imported") == true, "\(done.text)")
            #expect(try await site.count("SELECT COUNT(*) FROM card WHERE changed_by LIKE 'account:%'") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM card WHERE changed_by = 'imported'") >= 1)
            let own = "account:\(organiser.id)"
            #expect(try await site.count("SELECT COUNT(*) FROM past_case WHERE created_by = \(own)") == 1)
        }
    }
}
