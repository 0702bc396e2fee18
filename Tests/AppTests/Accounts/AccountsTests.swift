@testable import App
import StorageTestSupport
import Testing
import TestSupport
import Web

private let password = "four plain dry words"

/// An account with a password, for the tests that sign in with it.
private func makeAccount(_ site: TestSite, email: String = "ines@example.org", isAdministrator: Bool = false)
    async throws -> Account.ID
{
    try await AccountOperations.create(
        site.database, environment: site.environment, email: email, name: "Ines Example", password: password,
        isAdministrator: isAdministrator)
}

private func signIn(_ browser: Browser, email: String = "ines@example.org", password: String = password) async throws
    -> Page
{
    try await browser.post("/sign-in", ["email": email, "password": password])
}

struct AccountsTests {
    @Test(arguments: TestEngine.allCases)
    func `an account is refused with an error at each wrong field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            func errors(_ email: String, _ name: String, _ password: String) async -> Set<String> {
                do {
                    _ = try await AccountOperations.create(
                        site.database, environment: site.environment, email: email, name: name, password: password,
                        isAdministrator: false)
                    return []
                } catch { return Set(((error as? Refusal)?.fields ?? [:]).keys) }
            }
            #expect(await errors("not an address", "", "short") == ["email", "name", "password"])
            #expect(await errors("long.address@example.org", "A", "Long.Address@example.org") == ["password"])
            #expect(await errors("ines@example.org", "Ines", password) == [])
            #expect(await errors(" INES@example.org ", "Ines", password) == ["email"])
            let count = try await site.count("SELECT COUNT(*) FROM account")
            #expect(count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `signing in leads back, and the account page knows the name`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await makeAccount(site)
            let browser = site.browser()
            #expect(try await browser.get("/account").location == "/sign-in?back=%2Faccount")
            let page = try await browser.post(
                "/sign-in", ["email": " Ines@Example.org", "password": password, "back": "/account"])
            #expect(page.status == 303 && page.location == "/account")
            #expect(try await browser.get("/account").contains("Ines Example"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong password and an unknown e-mail get the same words`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await makeAccount(site)
            let wrong = try await signIn(site.browser(), password: "some other words")
            let unknown = try await signIn(site.browser(), email: "nobody@example.org")
            #expect(wrong.status == 422 && unknown.status == 422)
            // But for the form's token, which is another one on each page.
            let words = [wrong, unknown].map { $0.text.replacing(/value="[0-9a-f]{64}"/, with: "") }
            #expect(words[0].replacing("ines@", with: "nobody@") == words[1])
            #expect(!wrong.contains("some other words"))
        }
    }

    @Test(arguments: ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a b", "/\u{0007}"])
    func `a sign-in never leads away from the site`(back: String) {
        #expect(OwnPath.checked(back) == nil)
    }

    @Test
    func `a sign-in leads to any address of ours`() {
        #expect(OwnPath.checked("/events/1/console?x=1#y") == "/events/1/console?x=1#y")
    }

    @Test(arguments: TestEngine.allCases)
    func `after eight wrong tries the right password has to wait`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await makeAccount(site)
            let browser = site.browser()
            for _ in 0..<8 { #expect(try await signIn(browser, password: "wrong wrong wrong").status == 422) }
            #expect(try await signIn(browser).status == 429)
            site.clock.advance(seconds: 301)
            #expect(try await signIn(browser).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `signing in makes a new session and ends the one that was planted`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            _ = try await makeAccount(site)
            let browser = await world.browser(world.stranger)
            _ = try await signIn(browser)
            let cookie = await browser.cookies["roundtable_account"]
            #expect(cookie != world.stranger.cookie)
            #expect(try await world.browser(world.stranger).get("/account").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a session is stored as a digest, slides once an hour, and ends`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await makeAccount(site)
            let browser = site.browser()
            _ = try await signIn(browser)
            let cookie = try #require(await browser.cookies["roundtable_account"])
            #expect(try await site.count("SELECT COUNT(*) FROM session WHERE digest = \(cookie)") == 0)
            let start = site.clock.now
            func seen() async throws -> Int { try await site.count("SELECT seen_at FROM session") }
            site.clock.advance(seconds: 3500)
            _ = try await browser.get("/account")
            #expect(try await seen() == Int(start))
            site.clock.advance(seconds: 101)
            _ = try await browser.get("/account")
            #expect(try await seen() == Int(site.clock.now))
            site.clock.advance(days: 13)
            #expect(try await browser.get("/account").status == 200)
            site.clock.advance(days: 15)
            #expect(try await browser.get("/account").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a session ends after ninety days however busy it is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            for _ in 0..<9 {
                site.clock.advance(days: 10)
                _ = try await browser.get("/account")
            }
            #expect(try await browser.get("/account").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `signing out ends the session`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            #expect(try await browser.post("/sign-out").location == "/")
            #expect(await browser.cookies["roundtable_account"] == nil)
            #expect(try await world.browser(world.organiser).get("/account").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one can sign out another browser, but not somebody else's`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            _ = try await makeAccount(site)
            let (here, there) = (site.browser(), site.browser())
            _ = try await signIn(here)
            site.clock.advance(seconds: 1)
            _ = try await signIn(there)
            let handle = try #require(
                try await here.get("/account").text(after: "/account/sessions/", before: "/ending"))
            #expect(try await world.browser(world.stranger).post("/account/sessions/\(handle)/ending").status == 404)
            #expect(try await there.get("/account").status == 200)
            #expect(try await here.post("/account/sessions/\(handle)/ending").status == 303)
            #expect(try await there.get("/account").status == 303)
            #expect(try await here.get("/account").status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `signing out everywhere ends all sessions and sign-in links`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let account = try await makeAccount(site)
            let link = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: account)
            let (here, there) = (site.browser(), site.browser())
            _ = try await signIn(here)
            _ = try await signIn(there)
            #expect(try await here.post("/account/sessions/ending").location == "/sign-in")
            #expect(try await there.get("/account").status == 303)
            #expect(try await site.browser().get(link).status == 410)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a changed password ends the other sessions and keeps this one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await makeAccount(site)
            let (here, there) = (site.browser(), site.browser())
            _ = try await signIn(here)
            _ = try await signIn(there)
            let refused = try await here.post(
                "/account/password", ["present": "not this one", "new": "short", "again": "shorter"])
            #expect(refused.status == 422)
            for id in ["present-error", "new-error", "again-error"] { #expect(refused.contains("id=\"\(id)\"")) }
            let new = "five other plain dry words"
            #expect(
                try await here.post("/account/password", ["present": password, "new": new, "again": new]).status == 303)
            #expect(try await here.get("/account").status == 200)
            #expect(try await there.get("/account").status == 303)
            #expect(try await signIn(site.browser()).status == 422)
            #expect(try await signIn(site.browser(), password: new).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a personal token is shown once, works for the API, and can be revoked`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.administrator)
            let page = try await browser.post("/account/tokens", ["token-name": "Reports"])
            let token = try #require(page.text(after: "data-copy=\"", before: "\""))
            #expect(token.count == 26)
            func answer() async throws -> Int {
                try await site.browser().send(.get, "/api/v1/people", [.authorization: "Bearer \(token)"]).status
            }
            #expect(try await answer() == 200)
            let again = try await browser.get("/account")
            #expect(again.contains("Reports") && !again.contains(token))
            let id = try #require(again.text(after: "/account/tokens/", before: "/revocation"))
            #expect(try await world.browser(world.stranger).post("/account/tokens/\(id)/revocation").status == 404)
            #expect(try await browser.post("/account/tokens/\(id)/revocation").status == 303)
            #expect(try await answer() == 401)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a sign-in link works until it expires, and leads where it was made for`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let named = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: world.organiser.id, back: "/account")
            let plain = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: world.organiser.id)
            let browser = site.browser()
            #expect(try await browser.open(named).location == "/account")
            #expect(try await site.browser().open(named).location == "/account")
            #expect(try await browser.get("/account").contains("Oskar Plan"))
            #expect(try await site.browser().open(plain).location == "/events/\(world.event)/console")
            site.clock.advance(seconds: 24 * 3600)
            #expect(try await site.browser().get(named).status == 410)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an invited organiser chooses a password, once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let administrator = await world.browser(world.administrator)
            let page = try await administrator.post("/accounts", ["name": "Nina New", "email": "nina@example.org"])
            #expect(page.status == 201)
            let link = try #require(page.text(after: "data-copy=\"https://roundtable.test", before: "\""))
            let guest = site.browser()
            #expect(try await guest.get(link).contains("nina@example.org"))
            #expect(try await guest.post(link, ["name": "Nina New", "password": "short"]).status == 422)
            #expect(try await guest.post(link, ["name": "Nina Newer", "password": password]).location == "/")
            #expect(try await guest.get("/account").contains("Nina Newer"))
            #expect(try await site.browser().get(link).status == 410)
            #expect(try await signIn(site.browser(), email: "nina@example.org").status == 303)
        }
    }

    /// Many stand behind one address: whoever opens a link that works uses up nobody's tries.
    @Test(arguments: TestEngine.allCases)
    func `a sign-in link or an invitation that works is no try, one that leads nowhere is`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (_, token) = try await AccountOperations.invite(
                try await world.visit(world.administrator), email: "nina@example.org", name: "Nina",
                isAdministrator: false)
            let guest = site.browser()
            func link() async throws -> String {
                try await AccountOperations.signInLink(
                    site.database, environment: site.environment, account: world.organiser.id)
            }
            let limit = site.visit(.guest).services.limits.links
            for _ in 0..<299 { limit.count("127.0.0.1", now: site.clock.now) }
            for _ in 0..<2 {
                #expect(try await guest.get("/sign-in/invitations/\(token)").status == 200)
                #expect(
                    try await guest.post("/sign-in/invitations/\(token)", ["name": "Nina", "password": "short"]).status
                        == 422)
                let visit = site.visit(.guest)
                let token = String(try #require(try await link().split(separator: "/").last))
                _ = try await SessionOperations.signIn(visit, link: token)
            }
            #expect(try await guest.get("/sign-in/invitations/nothing").status == 410)
            #expect(try await guest.get("/sign-in/invitations/\(token)").status == 429)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an invitation is not a key to the API`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.administrator)
            let (_, token) = try await AccountOperations.invite(
                visit, email: "nina@example.org", name: "Nina", isAdministrator: true)
            let answer = try await site.browser().send(.get, "/api/v1/people", [.authorization: "Bearer \(token)"])
            #expect(answer.status == 401)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a disabled account is out at once, and cannot come in`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let account = try await makeAccount(site)
            let browser = site.browser()
            _ = try await signIn(browser)
            let administrator = await world.browser(world.administrator)
            #expect(try await administrator.post("/accounts/\(account)/disablement").status == 303)
            #expect(try await browser.get("/account").status == 303)
            #expect(try await signIn(site.browser()).status == 422)
            #expect(try await administrator.post("/accounts/\(account)/enablement").status == 303)
            #expect(try await signIn(site.browser()).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `administrators cannot lock themselves out`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.administrator)
            #expect(try await browser.post("/accounts/\(world.administrator.id)/disablement").status == 409)
            #expect(try await browser.get("/accounts").status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the language is remembered by the browser, and by the account where its form says so`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            #expect(try await browser.post("/language", ["to": "ar", "back": "/help"]).location == "/help")
            #expect(try await browser.get("/help").contains("dir=\"rtl\""))
            #expect(try await world.browser(world.organiser).get("/help").contains("lang=\"ar\""))
            #expect(try await browser.post("/account", ["name": "Oskar Plan", "language": "fr"]).status == 303)
            #expect(try await world.browser(world.organiser).get("/help").contains("lang=\"fr\""))
            let elsewhere = try await browser.post("/language", ["to": "xx", "back": "//evil.example"])
            #expect(elsewhere.location == "/")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what people with accounts do is in the journal, without secrets`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await makeAccount(site)
            let browser = site.browser()
            _ = try await signIn(browser)
            _ = try await browser.post("/account/tokens", ["token-name": "Reports"])
            _ = try await browser.post("/account", ["name": "Ines Changed", "language": "fr"])
            let kinds = try await site.journal("accounts")
            #expect(kinds == ["account.creation", "session.creation", "access-token.creation", "account.change"])
        }
    }
}
