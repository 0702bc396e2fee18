@testable import App
import HTTPTypes
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What keeps forms, cookies, headers and logs safe, whatever the feature.
struct AccessSecurityTests {
    @Test(arguments: TestEngine.allCases)
    func `a form without its token changes nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = try await browser.post("/account", ["name": "Changed", "language": ""], withToken: false)
            #expect(page.status == 403)
            #expect(try await site.count("SELECT COUNT(*) FROM account WHERE name = 'Changed'") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a form with another browser's token changes nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let token = await browser.formToken
            await browser.setCookie("roundtable_form", "another")
            let page = try await browser.post("/account", ["name": "Changed", "_form": token], withToken: false)
            #expect(page.status == 403)
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

    @Test(arguments: TestEngine.allCases)
    func `no secret is stored as it is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let link = world.member.link
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE link_digest = \(link)") == 0)
            #expect(
                try await site.count("SELECT COUNT(*) FROM participant WHERE link_digest = \(Secret.digest(link))") == 1
            )
        }
    }
}
