import Foundation
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Signing in at a provider, from the button to the session, with ``FakeProvider`` at the other end of a real connection.
struct OpenIDTests {
    /// A provider, a site that knows it, and the site's world. Stan has an account without a password or a role.
    static func with(_ engine: TestEngine, _ body: (FakeProvider, TestSite, World) async throws -> Void) async throws {
        try await FakeProvider.with { provider in
            try await TestSite.with(engine, openID: provider.settings) { site in
                try await body(provider, site, try await site.world())
            }
        }
    }

    /// Goes the whole way in one browser; the last page before the redirect is followed.
    private static func signIn(
        _ provider: FakeProvider, _ browser: Browser, start: String = "/sign-in/provider", more: String = ""
    ) async throws -> Page {
        let begun = try await browser.get(start)
        #expect(begun.status == 303)
        return try await browser.get(try provider.agree(to: try #require(begun.location), more: more))
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever has an account is signed in, linked the first time, and comes back where they wanted`(
        engine: TestEngine
    ) async throws {
        try await Self.with(engine) { provider, site, world in
            let browser = site.browser()
            let page = try await browser.get("/sign-in?back=%2Faccount")
            #expect(page.contains("Sign in with House of Ines"))
            #expect(page.contains("href=\"/sign-in/provider?back=%2Faccount\""))
            let done = try await Self.signIn(provider, browser, start: "/sign-in/provider?back=%2Faccount")
            #expect(done.status == 303 && done.location == "/account")
            #expect(await browser.cookies["roundtable_openid"] == nil)
            let account = try await browser.follow(done)
            #expect(account.contains("stan@example.org") && account.contains("House of Ines"))
            #expect(account.contains("<code>u-1</code>"))
            #expect(try await site.journal("accounts").suffix(2) == ["identity.creation", "session.creation"])
            // The second time nothing is linked any more.
            #expect(try await Self.signIn(provider, site.browser()).location == "/")
            #expect(try await site.journal("accounts").suffix(2) == ["session.creation", "session.creation"])
            let links = try await site.count("SELECT COUNT(*) FROM account_identity")
            #expect(links == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM sign_in_attempt") == 0)
            _ = world
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after the first time the provider's name for the person decides, not the address`(engine: TestEngine)
        async throws
    {
        try await Self.with(engine) { provider, site, world in
            _ = try await Self.signIn(provider, site.browser())
            // Married, moved, unconfirmed: still the same person.
            provider.set {
                $0.email = "ada@example.org"; $0.isVerified = false
            }
            let browser = site.browser()
            _ = try await Self.signIn(provider, browser)
            #expect(try await browser.get("/account").contains("stan@example.org"))
            provider.set { $0.email = nil }
            #expect(try await Self.signIn(provider, site.browser()).location == "/")
            #expect(!provider.asked.contains("/userinfo"))
            // The address has gone to somebody else, who gets a page and no account.
            provider.set {
                $0.email = "stan@example.org"; $0.isVerified = true; $0.subject = "u-2"
            }
            let other = try await Self.signIn(provider, site.browser())
            #expect(other.status == 403 && other.contains("linked to somebody else"))
            _ = world
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a stranger is told whom to ask, and nothing is made`(engine: TestEngine) async throws {
        try await Self.with(engine) { provider, site, _ in
            provider.set { $0.email = "nobody@example.org" }
            let before = try await site.count("SELECT COUNT(*) FROM journal")
            let browser = site.browser()
            let page = try await Self.signIn(provider, browser, start: "/sign-in/provider?back=%2Fprogrammes")
            #expect(page.status == 403 && page.contains("There is no account for you here."))
            #expect(page.contains("nobody@example.org") && page.contains("ask the organiser"))
            #expect(page.contains("href=\"/sign-in?back=%2Fprogrammes\""))
            #expect(await browser.cookies["roundtable_account"] == nil)
            #expect(try await site.count("SELECT COUNT(*) FROM journal") == before)
            #expect(try await site.count("SELECT COUNT(*) FROM account_identity") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `upper and lower case in the address are the same`(engine: TestEngine) async throws {
        try await Self.with(engine) { provider, site, _ in
            provider.set { $0.email = "STAN@Example.ORG" }
            let page = try await Self.signIn(provider, site.browser())
            #expect(page.location == "/")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a disabled account stays shut, linked or not`(engine: TestEngine) async throws {
        try await Self.with(engine) { provider, site, world in
            let administrator = try await world.visit(world.administrator)
            try await AccountOperations.disable(administrator, world.stranger.id)
            let first = try await Self.signIn(provider, site.browser())
            #expect(first.status == 403 && first.contains("Your account here is disabled."))
            try await AccountOperations.enable(administrator, world.stranger.id)
            #expect(try await Self.signIn(provider, site.browser()).status == 303)
            try await AccountOperations.disable(administrator, world.stranger.id)
            #expect(try await Self.signIn(provider, site.browser()).status == 403)
        }
    }

    @Test
    func `an address that is not confirmed links nothing`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            for (email, flag): (String?, (any Sendable)?) in [
                ("stan@example.org", false), ("stan@example.org", "false"), (nil, nil), ("stan", true),
            ] {
                provider.set {
                    $0.email = email; $0.isVerified = flag
                }
                let page = try await Self.signIn(provider, site.browser())
                #expect(page.status == 403 && page.contains("has not confirmed"), "\(email ?? "none")")
            }
            // Some providers say nothing about it.
            provider.set {
                $0.email = "stan@example.org"; $0.isVerified = nil
            }
            #expect(try await Self.signIn(provider, site.browser()).status == 303)
        }
    }

    @Test(arguments: [false, true])
    func `an address that stands not in the token is asked for, of the same person`(isOther: Bool) async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            provider.set {
                $0.tellsLater = true; $0.laterSubject = isOther ? "u-9" : nil
            }
            let page = try await Self.signIn(provider, site.browser())
            #expect(provider.asked.last == "/userinfo")
            #expect(page.status == (isOther ? 502 : 303))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a sign-in belongs to one browser, ten minutes, and one time`(engine: TestEngine) async throws {
        try await Self.with(engine) { provider, site, _ in
            func begin(_ browser: Browser) async throws -> String {
                try provider.agree(to: try #require(try await browser.get("/sign-in/provider").location))
            }
            let (mine, other) = (site.browser(), site.browser())
            let back = try await begin(mine)
            #expect(try await other.get(back).contains("or in another browser"))
            // Somebody else's way back in my browser: their state does not fit my cookie.
            let foreign = try await begin(other)
            let crossed = try await mine.get(foreign)
            #expect(crossed.status == 400 && crossed.contains("Back to signing in"))
            #expect(await mine.cookies["roundtable_account"] == nil)

            let again = try await begin(mine)
            let cookie = await mine.cookies["roundtable_openid"]
            #expect(try await mine.get(again).status == 303)
            await mine.setCookie("roundtable_openid", cookie)
            #expect(try await mine.get(again).status == 400)

            let late = try await begin(other)
            site.clock.advance(seconds: 601)
            #expect(try await other.get(late).status == 400)
            #expect(try await site.browser().get("/sign-in/provider/return").status == 400)
            #expect(try await site.browser().get("/sign-in/provider/return?code=x&state=y").status == 400)
        }
    }

    @Test
    func `whoever stops at the provider is told so`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            let browser = site.browser()
            let begun = try await browser.get("/sign-in/provider")
            let state = try FakeProvider.query(try #require(begun.location))["state"] ?? ""
            let page = try await browser.get("/sign-in/provider/return?error=access_denied&state=\(state)")
            #expect(page.status == 403 && page.contains("House of Ines did not sign you in."))
            #expect(site.log.text.contains("access_denied"))
        }
    }

    @Test
    func `an error that is no code does not reach the log`() async throws {
        try await Self.with(.sqlite) { _, site, _ in
            let browser = site.browser()
            let begun = try await browser.get("/sign-in/provider")
            let state = try FakeProvider.query(try #require(begun.location))["state"] ?? ""
            let page = try await browser.get("/sign-in/provider/return?error=a%0Ab%3Cscript%3E&state=\(state)")
            #expect(page.status == 403 && !page.contains("<script>"))
            #expect(!site.log.text.contains("script"))
        }
    }

    /// Each lie ends on the same page, with the reason in the log.
    @Test
    func `a provider that does not tell the truth is not believed`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            let good = try TestKeys.rsa.get()
            let forger = try TestKeys.other.get()
            let lies: [(String, (inout FakeProvider.Behaviour) -> Void)] = [
                ("publish", { $0.signing = forger }),
                ("another issuer", { $0.claims = ["iss": "https://evil.example"] }),
                ("another service", { $0.claims = ["aud": "another"] }),
                ("this sign-in", { $0.claims = ["nonce": "another"] }),
                ("expired", { $0.claims = ["exp": 1_701_240_000] }), ("no ID token", { $0.tokenBody = "{}" }),
                ("no signed JSON", { $0.tokenBody = "{\"id_token\": \"a.b.c\"}" }),
                ("no ID token", { $0.tokenBody = "<html>" }),
                ("too long", { $0.tokenBody = String(repeating: " ", count: 300_000) }),
            ]
            for (reason, lie) in lies {
                provider.set {
                    $0.signing = good; $0.published = [good]; $0.claims = [:]; $0.tokenBody = nil
                }
                provider.set(lie)
                let browser = site.browser()
                let page = try await Self.signIn(provider, browser)
                #expect(page.status == 502 && page.contains("could not be trusted"), "\(reason)")
                #expect(page.contains("Back to signing in"))
                #expect(site.log.all.last { $0.contains("provider failed") }?.contains(reason) == true, "\(reason)")
                #expect(await browser.cookies["roundtable_account"] == nil)
            }
        }
    }

    @Test
    func `another provider's way back is not taken`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            let foreign = try await Self.signIn(provider, site.browser(), more: "&iss=https%3A%2F%2Fevil.example")
            #expect(foreign.status == 502)
            let own = "&iss=\(PercentCoding.encode(provider.issuer))"
            #expect(try await Self.signIn(provider, site.browser(), more: own).status == 303)
        }
    }

    @Test
    func `when the provider changes its keys they are fetched again, once`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            func fetched() -> Int { provider.asked.count { $0 == "/keys" } }
            for _ in 0..<3 { #expect(try await Self.signIn(provider, site.browser()).status == 303) }
            #expect(fetched() == 1)
            let fresh = try TestKeys.curve.get()
            provider.set {
                $0.signing = fresh; $0.published = [fresh]
            }
            #expect(try await Self.signIn(provider, site.browser()).status == 303)
            #expect(fetched() == 2)
            provider.set { $0.published = [] }
            #expect(try await Self.signIn(provider, site.browser()).status == 303)
            let other = try TestKeys.other.get()
            provider.set { $0.signing = other }
            #expect(try await Self.signIn(provider, site.browser()).status == 502)
            #expect(fetched() == 3)
        }
    }

    @Test
    func `a provider that takes the secret in the form only gets it there`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            provider.set { $0.description = ["token_endpoint_auth_methods_supported": ["client_secret_post"]] }
            let page = try await Self.signIn(provider, site.browser())
            #expect(page.status == 303)
        }
    }

    @Test
    func `a provider that is away, redirects or names itself otherwise gets nobody sent to it`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            provider.set { $0.status = 500 }
            let page = try await site.browser().get("/sign-in/provider?back=%2Faccount")
            #expect(page.status == 503 && page.contains("House of Ines does not answer at the moment."))
            #expect(page.contains("href=\"/sign-in?back=%2Faccount\""))
            provider.set { $0.status = 302 }
            #expect(try await site.browser().get("/sign-in/provider").status == 503)
            provider.set {
                $0.status = 200; $0.description = ["issuer": "https://evil.example"]
            }
            #expect(try await site.browser().get("/sign-in/provider").status == 502)
            // What was wrong is not kept.
            provider.set { $0.description = [:] }
            #expect(try await site.browser().get("/sign-in/provider").status == 303)
            let issuer = provider.issuer
            provider.set { $0.description = ["jwks_uri": "\(issuer)/elsewhere"] }
            site.clock.advance(seconds: 3_601)
            provider.set { $0.seconds += 3_601 }
            #expect(try await Self.signIn(provider, site.browser()).status == 503)
        }
        try await TestSite.with(
            .sqlite,
            openID: OpenIDSettings(
                issuer: "http://127.0.0.1:1", clientID: "a", clientSecret: "b", name: "Nobody")
        ) { site in
            let page = try await site.browser().get("/sign-in/provider")
            #expect(page.status == 503 && page.contains("Nobody does not answer"))
            #expect(site.log.text.contains("connect"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an account is unlinked by its owner only, and linked again by the next sign-in`(engine: TestEngine)
        async throws
    {
        try await Self.with(engine) { provider, site, world in
            let browser = site.browser()
            _ = try await Self.signIn(provider, browser)
            let page = try await browser.get("/account")
            let path = try #require(page.text(after: "action=\"/account/identities/", before: "\""))
            let stranger = await world.browser(world.organiser)
            #expect(try await stranger.post("/account/identities/\(path)").status == 404)
            #expect(try await browser.post("/account/identities/\(path)").location == "/account#identity")
            #expect(try await browser.get("/account").contains("Not linked yet."))
            #expect(try await site.journal("accounts").last == "identity.removal")
            #expect(try await browser.post("/account/identities/\(path)").status == 404)
            #expect(try await Self.signIn(provider, site.browser()).status == 303)
        }
    }

    @Test
    func `an account with a second factor of ours is asked for it, too`() async throws {
        try await Self.with(.sqlite) { provider, site, world in
            try await site.database.write { tx in
                let writing = SecondFactorWriting(tx)
                try writing.insert(world.stranger.id, sealed: "00", now: 1)
                try writing.confirm(world.stranger.id, now: 1)
            }
            let browser = site.browser()
            let page = try await Self.signIn(provider, browser, start: "/sign-in/provider?back=%2Faccount")
            #expect(page.status == 303 && page.location == "/sign-in/code")
            #expect(try await browser.get("/account").location?.hasPrefix("/sign-in?back=") == true)
        }
    }

    @Test
    func `the owner of an account is told by mail when it is linked`() async throws {
        try await FakeProvider.with { provider in
            let mail = MailSettings(
                server: "smtp://127.0.0.1:1", user: nil, password: nil,
                from: MailAddress(name: "R", address: "r@example.org"))
            try await TestSite.with(.sqlite, mail: mail, openID: provider.settings) { site in
                _ = try await site.world()
                _ = try await Self.signIn(provider, site.browser())
                _ = try await Self.signIn(provider, site.browser())
                let told = try await site.count(
                    "SELECT COUNT(*) FROM outgoing_mail WHERE address = 'stan@example.org' AND text LIKE '%linked to%'"
                )
                #expect(told == 1)
            }
        }
    }

    @Test
    func `a server without a provider shows nothing of it`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            #expect(try await !site.browser().get("/sign-in").contains("Sign in with"))
            #expect(try await site.browser().get("/sign-in/provider").status == 404)
            #expect(try await site.browser().get("/sign-in/provider/return?code=a&state=b").status == 404)
            #expect(try await !world.browser(world.stranger).get("/account").contains("institution"))
        }
    }

    @Test
    func `nothing secret reaches the log, the journal or the database`() async throws {
        try await Self.with(.sqlite) { provider, site, _ in
            let browser = site.browser()
            let begun = try await browser.get("/sign-in/provider")
            let cookie = try #require(await browser.cookies["roundtable_openid"])
            let address = try #require(begun.location)
            #expect(!address.contains(cookie) && !address.contains(PercentCoding.encode(FakeProvider.secret)))
            #expect(try await site.count("SELECT COUNT(*) FROM sign_in_attempt WHERE digest = \(cookie)") == 0)
            let back = try provider.agree(to: address)
            _ = try await browser.get(back)
            provider.set {
                $0.email = "nobody@example.org"; $0.subject = "u-3"
            }
            _ = try await Self.signIn(provider, site.browser())
            let query = try FakeProvider.query(address)
            let code = try #require(try FakeProvider.query(back)["code"])
            let secrets = [
                cookie, code, query["state"] ?? "?", query["nonce"] ?? "?", FakeProvider.secret, "access-1",
                "example.org", "u-1", "u-3",
            ]
            let facts = try await site.database.read { reading in
                try reading.all("SELECT facts FROM journal WHERE kind LIKE 'identity%' OR kind LIKE 'session%'")
                    .map { try $0.get("facts", as: String.self) }.joined()
            }
            for secret in secrets {
                #expect(!site.log.text.contains(secret), "\(secret)")
                #expect(!facts.contains(secret), "\(secret)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a person gets their link told, and it goes with them`(engine: TestEngine) async throws {
        try await Self.with(engine) { provider, site, world in
            _ = try await Self.signIn(provider, site.browser())
            let copy = try #require(try await PrivacyOperations.export(site.database, "stan@example.org"))
            #expect(copy.json.contains("account_identity") && copy.json.contains("u-1"))
            _ = try await PrivacyOperations.erase(site.database, site.environment, "stan@example.org")
            #expect(try await site.count("SELECT COUNT(*) FROM account_identity") == 0)
            #expect(try await Self.signIn(provider, site.browser()).contains("There is no account for you here."))
            _ = world
        }
    }

    @Test
    func `the doctor's look finds what is wrong`() async throws {
        try await FakeProvider.with { provider in
            let found = try await OpenIDProbe.run(provider.settings)
            #expect(found.keys == 1 && found.certificate.isEmpty)
            #expect(abs(found.clockDifference ?? .max) < 10_000)
            provider.set { $0.published = [] }
            await #expect(throws: OpenIDFailure.self) { try await OpenIDProbe.run(provider.settings) }
        }
    }
}
