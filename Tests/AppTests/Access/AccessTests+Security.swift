@testable import App
import HTTPTypes
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What keeps forms, cookies, headers and logs safe, whatever the feature.
struct AccessSecurityTests {
    /// Each page of the product that changes something, also those for guests.
    @Test func `whatever another site's page sends is refused, before anything is done`() async throws {
        try await TestSite.with(.sqlite) { site in
            let browser = site.browser()
            await browser.setHeader(.secFetchSite, "cross-site")
            for route in Routes.all where !route.isAPI && route.method == .post {
                let path = route.pattern.replacing(/:[a-z]+/, with: "0190a8b2-7c3d-7000-8000-000000000001")
                #expect(try await browser.post(path, [:]).status == 403, "\(route.pattern)")
            }
            await browser.setHeader(.secFetchSite, nil)
            await browser.setHeader(.origin, "https://evil.test")
            let page = try await browser.post("/sign-in", ["email": "a@example.org"])
            #expect(page.status == 403 && page.contains("another site"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a form of another site changes nothing for who is signed in`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            await browser.setHeader(.origin, "https://evil.test")
            let page = try await browser.post("/account", ["name": "Changed", "language": ""])
            #expect(page.status == 403)
            #expect(try await site.count("SELECT COUNT(*) FROM account WHERE name = 'Changed'") == 0)
        }
    }

    @Test(arguments: [("cross-site", 403), ("same-site", 403), ("same-origin", 303), ("none", 303)])
    func `a form from another site is refused`(from: String, status: Int) async throws {
        try await TestSite.with(TestEngine.allCases[0]) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            await browser.setHeader(.secFetchSite, from)
            #expect(try await browser.post("/account", ["name": "Changed", "language": ""]).status == status)
        }
    }

    @Test(arguments: [
        "/", "/help", "/account", "/nothing", "/i/0000", "/events/x/console", "/api/v1/people",
        "/assets/0/roundtable.css",
    ])
    func `every answer carries the security headers`(path: String) async throws {
        try await TestSite.with(TestEngine.allCases[0]) { site in
            let page = try await site.browser().get(path)
            let policy = page.headers[.contentSecurityPolicy] ?? ""
            #expect(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'")
                    && !policy.contains("unsafe"))
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(page.headers[.init("Referrer-Policy")!] == "same-origin")
            #expect(page.headers[.init("X-Frame-Options")!] == "DENY")
            #expect(page.headers[.init("Strict-Transport-Security")!] == "max-age=31536000")
        }
    }

    @Test
    func `a site without HTTPS does not ask browsers to insist on it`() async throws {
        try await TestSite.with(TestEngine.allCases[0], baseURL: "http://127.0.0.1:9101") { site in
            let page = try await site.browser().get("/")
            #expect(page.headers[.init("Strict-Transport-Security")!] == nil)
        }
    }

    @Test
    func `an error inside the server is told without its details`() async throws {
        try await TestSite.with(TestEngine.allCases[0]) { site in
            _ = try await site.database.write { try $0.execute("ALTER TABLE setting RENAME TO gone") }
            _ = try await site.database.write { try $0.execute("ALTER TABLE session RENAME TO lost") }
            let browser = site.browser()
            await browser.setCookie("roundtable_account", "whoever")
            let page = try await browser.get("/")
            #expect(page.status == 500)
            #expect(!page.text.lowercased().contains("session") && page.headers[.contentSecurityPolicy] != nil)
        }
    }

    @Test
    func `cookies are kept from scripts and other sites, and go over HTTPS only where the site does`() async throws {
        for (base, isSecure) in [("https://roundtable.test", true), ("http://127.0.0.1:9101", false)] {
            try await TestSite.with(TestEngine.allCases[0], baseURL: base) { site in
                let world = try await site.world()
                let page = try await site.browser().open("/i/\(world.member.link)")
                let cookie = try #require(page.cookies.first { $0.contains("roundtable_seat=") })
                for part in ["HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
                #expect(cookie.contains("Secure") == isSecure)
                // Over HTTPS browsers then take the name from this very host only.
                #expect(cookie.hasPrefix("__Host-") == isSecure)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `pages that know people are not kept by caches`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let page = try await world.browser(world.organiser).get("/account")
            #expect(page.headers[.cacheControl] == "no-store")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no secret reaches the log`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let password = "four plain dry words"
            let account = try await AccountOperations.create(
                site.database, environment: site.environment, email: "ines@example.org", name: "Ines",
                password: password,
                isAdministrator: true)
            let link = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: account)
            let browser = site.browser()
            _ = try await browser.open("/i/\(world.member.link)")
            _ = try await browser.open(link)
            _ = try await browser.post("/sign-in", ["email": "ines@example.org", "password": password])
            _ = try await browser.post("/sign-in", ["email": "ines@example.org", "password": "wrong wrong wrong"])
            let tokens = try await browser.post("/account/tokens", ["token-name": "Reports"])
            let token = try #require(tokens.text(after: "data-copy=\"", before: "\""))
            _ = try await browser.send(.get, "/api/v1/people", [.authorization: "Bearer \(token)"])
            _ = try await browser.get(
                "/events/\(world.event)/projector/\(ProjectorLink.token(event: world.event, generation: 1, key: site.services.key))"
            )
            var secrets = [
                world.member.link, password, "wrong wrong wrong", token, String(link.split(separator: "/").last ?? ""),
            ]
            secrets += await browser.cookies.filter { $0.key != "roundtable_language" }.values
            secrets.append(ProjectorLink.token(event: world.event, generation: 1, key: site.services.key))
            #expect(site.log.text.contains("POST /i/:token 303"))
            for secret in secrets where !secret.isEmpty { #expect(!site.log.text.contains(secret)) }
        }
    }

    private static func textColumns(of site: TestSite, _ engine: TestEngine) async throws -> [(String, String)] {
        try await site.database.read { reading in
            let rows =
                switch engine {
                case .sqlite:
                    try reading.all(
                        """
                        SELECT m.name AS place, c.name AS name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
                        WHERE m.type = 'table' AND c.type = 'TEXT'
                        """)
                case .postgres:
                    try reading.all(
                        """
                        SELECT table_name AS place, column_name AS name FROM information_schema.columns
                        WHERE table_schema = 'public' AND data_type = 'text'
                        """)
                }
            return try rows.map { (try $0.get("place"), try $0.get("name")) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no secret is stored as it is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let bearer = try await AccountOperations.createToken(
                try await world.visit(world.organiser), name: "Test")
            let browser = await world.browser(world.organiser)
            _ = try await browser.get("/account")
            let seat = await world.browser(world.member)
            let held = await Array(browser.cookies.values) + Array(seat.cookies.values)
            let secrets = Set([world.member.link, bearer] + held.filter { $0.utf8.count >= 16 })
            #expect(secrets.count >= 4)
            let digest = Secret.digest(world.member.link)
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE link_digest = \(digest)") == 1)
            // Whatever table and column it might be in.
            for (table, column) in try await Self.textColumns(of: site, engine) {
                let texts = try await site.database.read { reading in
                    try reading.all(
                        SQL(verbatim: "SELECT \"\(column)\" AS text FROM \"\(table)\" WHERE \"\(column)\" IS NOT NULL")
                    )
                    .map { try $0.get("text", as: String.self) }
                }
                for secret in secrets { #expect(!texts.contains { $0.contains(secret) }, "\(table).\(column)") }
            }
        }
    }
}
