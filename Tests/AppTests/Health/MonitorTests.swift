@testable import App
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

/// What monitors, link scanners and whoever watches the server ask for.
@Suite struct MonitorTests {
    @Test func `HEAD answers like GET on every page that needs no parameter, and leaves nothing behind`() async throws {
        try await TestSite.with(.sqlite, metricsToken: "a-token-of-the-tests") { site in
            let world = try await site.world()
            let plain = Routes.all.filter { $0.method == .get && !$0.pattern.contains(":") }
            #expect(plain.count > 20)
            for route in plain {
                let browser = await world.browser(world.administrator)
                let entries = try await site.journal().count
                let head = try await browser.send(.head, route.pattern)
                #expect(head.bytes.isEmpty, "\(route.pattern)")
                #expect(head.cookies.isEmpty, "\(route.pattern)")
                #expect(try await site.journal().count == entries, "\(route.pattern)")
                let page = try await browser.get(route.pattern)
                #expect(head.status == page.status, "\(route.pattern)")
            }
            // Nothing that GET finds is missing with HEAD, whatever its parameters.
            for route in Routes.all where route.method == .get {
                let path = route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "x" : $0 }.joined(
                    separator: "/")
                let (head, page) = (
                    try await site.browser().send(.head, "/\(path)"), try await site.browser().get("/\(path)")
                )
                #expect(head.status == page.status, "\(route.pattern)")
            }
        }
    }

    @Test func `HEAD on a personal link begins no session`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let before = try await site.count("SELECT COUNT(*) FROM session")
            let head = try await site.browser().send(.head, "/i/\(world.member.link)")
            #expect(head.status < 400)
            #expect(head.cookies.isEmpty)
            #expect(try await site.count("SELECT COUNT(*) FROM session") == before)
        }
    }

    @Test func `HEAD of a live page takes no place`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world(stage: .collect)
            let head = try await world.browser(world.member).send(.head, "/e/\(world.code)/live")
            #expect(head.status == 200)
            #expect(head.headers[.contentType] == "text/event-stream")
            // It leaves by itself, in a task of its own.
            for _ in 0..<1_000 where await site.services.live.listeners > 0 { await Task.yield() }
            #expect(await site.services.live.listeners == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `ready means that something could be stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let ready = try await site.browser().get("/readyz")
            #expect(ready.status == 200)
            #expect(ready.contains("\"version\":\"\(Version.text)\""))
            #expect(ready.contains("\"instance\":\"\(Instance.id(ofKey: site.services.key))\""))
            #expect(try await site.count("SELECT COUNT(*) FROM setting WHERE name = 'readiness'") == 1)
        }
    }

    @Test func `where nothing can be stored, reading goes on and readyz says 503 in words`() async throws {
        try await TestSite.with(.sqlite) { site in
            // Stands for a full disk: the engine refuses each write of the check.
            try await site.database.write { tx in
                try tx.execute(
                    "CREATE TRIGGER full BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'no room'); END")
            }
            let browser = site.browser()
            let page = try await browser.get("/readyz")
            #expect(page.status == 503)
            #expect(page.contains("not-ready"))
            #expect(try await browser.get("/healthz").status == 200)
            #expect(try await browser.get("/help").status == 200)
        }
    }

    @Test func `questions of monitors are no lines of the log`() async throws {
        try await TestSite.with(.sqlite) { site in
            for path in ["/healthz", "/readyz"] { _ = try await site.browser().get(path) }
            _ = try await site.browser().get("/help")
            let lines = site.log.text
            #expect(lines.contains("GET /help 200"))
            #expect(!lines.contains("info GET /healthz") && !lines.contains("info GET /readyz"), "\(lines)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `figures tell of the version, the outbox, the backup and the size, and failed apart from refused`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, metricsToken: "a-token-of-the-tests") { site in
            let browser = site.browser()
            try await site.database.write { try HealthStore.noteBackup(at: 1_700_000_000_000, $0) }
            await #expect(throws: Refusal.self) { try await site.database.write { _ in throw Refusal.forbidden } }
            let text = try await browser.send(.get, "/metrics", [.authorization: "Bearer a-token-of-the-tests"]).text
            #expect(
                text.contains(
                    "roundtable_build_info{version=\"\(Version.text)\",database=\"\(site.database.engine)\"} 1"))
            #expect(text.contains("\nroundtable_last_backup_timestamp_seconds 1700000000\n"))
            #expect(text.contains("\nroundtable_outbox_waiting 0\n"))
            #expect(text.contains("\nroundtable_outbox_failed 0\n"))
            #expect(text.contains("\nroundtable_database_refused_writes_total 1\n"), "\(text)")
            #expect(text.contains("\nroundtable_database_failed_writes_total 0\n"))
            #expect(text.contains("\nroundtable_process_start_time_seconds "))
            let size = text.split(separator: "\n").first { $0.hasPrefix("roundtable_database_bytes ") }
            #expect(size.flatMap { Int($0.split(separator: " ")[1]) } ?? 0 > 100_000)
        }
    }

    @Test func `the help page says which version it is`() async throws {
        try await TestSite.with(.sqlite) { site in
            let page = try await site.browser().get("/help")
            #expect(page.contains("Roundtable \(Version.text)"))
        }
    }
}
