import Domain
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

private let password = "four plain dry words"

private func makeAccount(_ site: TestSite, isAdministrator: Bool = false) async throws -> Account.ID {
    try await AccountOperations.create(
        site.database, environment: site.environment, email: "ines@example.org", name: "Ines Example",
        password: password, isAdministrator: isAdministrator)
}

struct PasswordRuleTests {
    @Test(arguments: [
        ("four plain dry words", false), ("Wiese Tasse Mond Zug", false), ("слово дорога чайник", false),
        ("            ", true), ("a           b", true), ("aaaaaaaaaaaa", true), ("abcabcabcabc", true),
        ("correct horse battery staple", true), ("Qwertyuiop123", true), ("password2026!", true),
        ("P@ssw0rd-Passw", false), ("roundtable2026", true), ("Round Table 26", true), ("ines example 1", true),
        ("ines.example.org", true), ("motdepasse2026", true), ("123456789012", true),
        ("Ines likes tea and rain", false),
    ])
    func `a password is refused that anybody would try first`(password: String, isRefused: Bool) {
        var check = FieldCheck()
        AccountFields.password(password, email: "ines@example.org", &check)
        #expect(check.errors.isEmpty == !isRefused, "\(password)")
    }

    @Test func `up to 128 characters are taken, and every one of them counts`() {
        func isTaken(_ text: String) -> Bool {
            var check = FieldCheck()
            AccountFields.password(text, email: "ines@example.org", &check)
            return check.errors.isEmpty
        }
        let long = String(
            "several words that nobody would put together like kettle, comet, ladder, spoon, river, moss, piano, hat, cloud, lamp and turnip soup"
                .prefix(128))
        #expect(long.count == 128 && isTaken(long) && !isTaken(long + "x"))
    }
}

struct SignInSafetyTests {
    private static func signIn(_ browser: Browser, _ password: String, from address: String) async throws -> Int {
        await browser.setHeader(.init("X-Forwarded-For")!, address)
        return try await browser.post("/sign-in", ["email": "ines@example.org", "password": password]).status
    }

    @Test func `tries from many addresses end, and do not lock out a browser that the account knows`() async throws {
        try await TestSite.with(.sqlite, trustsProxy: true) { site in
            _ = try await makeAccount(site)
            let known = site.browser()
            #expect(try await Self.signIn(known, password, from: "192.0.2.1") == 303)
            for number in 0..<39 {
                #expect(try await Self.signIn(site.browser(), "wrong wrong wrong", from: "198.51.100.\(number)") == 422)
            }
            #expect(try await Self.signIn(site.browser(), password, from: "203.0.113.7") == 429)
            #expect(try await Self.signIn(known, password, from: "203.0.113.8") == 303)
            // The mark is good for the account only that it was given by.
            let mark = try #require(await known.cookies["roundtable_known"])
            let visit = site.visit(.guest)
            let marked = Visit(
                inbound: Inbound(
                    method: .post, path: "/", headers: [.cookie: "__Host-roundtable_known=\(mark)"], id: "t"),
                visitor: .guest, services: visit.services, language: .english)
            #expect(KnownBrowser.name(marked, email: "ines@example.org") != nil)
            #expect(KnownBrowser.name(marked, email: "other@example.org") == nil)
            site.clock.advance(seconds: 3_601)
            #expect(try await Self.signIn(site.browser(), password, from: "203.0.113.9") == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a new password ends personal tokens, and its owner is told by mail`(engine: TestEngine) async throws {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))
        try await TestSite.with(engine, mail: mail) { site in
            let account = try await makeAccount(site, isAdministrator: true)
            let browser = site.browser()
            _ = try await browser.post("/sign-in", ["email": "ines@example.org", "password": password])
            func newToken() async throws -> String {
                let page = try await browser.post("/account/tokens", ["token-name": "Reports"])
                return try #require(page.text(after: "data-copy=\"", before: "\""))
            }
            func answer(_ token: String) async throws -> Int {
                try await site.browser().send(.get, "/api/v1/people", [.authorization: "Bearer \(token)"]).status
            }
            let first = try await newToken()
            #expect(try await answer(first) == 200)
            let new = "five other plain dry words"
            _ = try await browser.post("/account/password", ["present": password, "new": new, "again": new])
            #expect(try await answer(first) == 401)
            let second = try await newToken()
            let link = try await AccountOperations.inviteAgain(
                site.visit(
                    Visitor(
                        account: try await site.database.read {
                            [now = site.clock.now, cookie = await browser.cookies["roundtable_account"] ?? ""] in
                            var tired: [TiredSession] = []
                            return try SessionStore($0).account(session: Secret.digest(cookie), now: now, &tired)
                        }, seat: nil)), account)
            _ = try await site.browser().post(
                "/sign-in/invitations/\(link)", ["name": "Ines", "password": "six more quite plain dry words"])
            #expect(try await answer(second) == 401)
            let mails = try await site.database.read {
                try $0.all("SELECT text, subject FROM outgoing_mail WHERE address = 'ines@example.org'").map {
                    try $0.get("subject", as: String.self) + "\n" + $0.get("text", as: String.self)
                }
            }
            #expect(mails.count == 2 && mails.allSatisfy { $0.contains("password of your account was changed") })
            #expect(!mails.joined().contains(new) && mails.allSatisfy { $0.contains("https://roundtable.test") })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no mail waits where no mail is sent`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await makeAccount(site)
            let browser = site.browser()
            _ = try await browser.post("/sign-in", ["email": "ines@example.org", "password": password])
            let new = "five other plain dry words"
            #expect(
                try await browser.post("/account/password", ["present": password, "new": new, "again": new]).status
                    == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `refusals are logged with reason, visitor and a digest of the address`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let account = try await makeAccount(site)
            let browser = site.browser()
            _ = try await browser.post("/sign-in", ["email": "ines@example.org", "password": "wrong wrong wrong"])
            _ = try await browser.post("/sign-in", ["email": "nobody@example.org", "password": "wrong wrong wrong"])
            _ = try await browser.open("/sign-in/links/secretlink")
            _ = try await browser.send(.get, "/api/v1/people", [.authorization: "Bearer secretbearer"])
            _ = try await browser.send(.put, "/account")
            _ = try await world.browser(world.stranger).get("/accounts")
            _ = try await world.browser(world.member).get("/events/\(world.event)/console")
            _ = try await world.browser(world.stranger).get("/events/\(world.event)/console")
            _ = try await world.browser(world.organiser).post("/sign-out")
            let seat = site.browser()
            _ = try await seat.open("/i/\(world.member.link)")
            _ = try await seat.post("/seat/departure")
            let notices = site.log.all.filter { $0.hasPrefix("notice ") }
            func isTold(_ what: String, _ pieces: String...) -> Bool {
                notices.contains { line in
                    line.hasPrefix("notice \(what)") && pieces.allSatisfy(line.contains) && line.contains("\"from\": ")
                }
            }
            #expect(isTold("Sign-in refused", "wrong-password", "account:\(account)"))
            #expect(isTold("Sign-in refused", "unknown-account", "guest"))
            #expect(isTold("Refused", "link-ended", "GET /sign-in/links/:token"))
            #expect(isTold("Refused", "sign-in-needed", "GET /api/v1/people"))
            #expect(isTold("Refused", "forbidden", "account:\(world.stranger.id)", "GET /accounts"))
            #expect(isTold("Refused", "forbidden", "participant:\(world.member.id)", "console"))
            #expect(isTold("Refused", "stranger", "account:\(world.stranger.id)", "console"))
            #expect(isTold("Signed out", "account:\(world.organiser.id)"))
            #expect(isTold("Seat taken", "participant:\(world.member.id)"))
            #expect(isTold("Seat given up", "participant:\(world.member.id)"))
            #expect(isTold("PUT 4"))
            for secret in [
                "127.0.0.1", "secretlink", "secretbearer", world.member.link, "ines@example.org", "nobody@",
                "wrong wrong",
            ] {
                #expect(!notices.joined(separator: "\n").contains(secret), "\(secret)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the browser forgets unsent texts when nobody is left in it, and not before`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            func header(_ page: Page) -> String? { page.headers[.clearSiteData] }
            #expect(header(try await world.browser(world.organiser).post("/sign-out")) == "\"storage\"")
            #expect(header(try await world.browser(world.stranger).post("/account/sessions/ending")) == "\"storage\"")
            #expect(header(try await world.browser(world.member).post("/seat/departure")) == "\"storage\"")
            // A laptop with both: the ballot that is being filled in stays.
            let both = await world.browser(world.facilitator)
            await both.setCookie("roundtable_seat", world.seats[1].cookie)
            #expect(header(try await both.post("/sign-out")) == nil)
            #expect(header(try await both.post("/seat/departure")) == "\"storage\"")
        }
    }
}

/// Whoever has not been invited gets nowhere, until an organiser opens a door.
struct InvitationOnlyTests {
    @Test(arguments: TestEngine.allCases)
    func `on a fresh server a stranger can make nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let browser = site.browser()
            let before = try await site.count("SELECT COUNT(*) FROM journal")
            for route in Routes.all where route.method != .get && !route.isAPI {
                let path = route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "x" : String($0) }
                let page = try await browser.post(
                    "/" + path.joined(separator: "/"),
                    ["name": "Stranger", "email": "stranger@example.org", "password": password, "title": "Mine"])
                #expect(page.status >= 300, "\(route.pattern)")
            }
            for table in ["account", "participant", "person", "programme", "event", "session"] {
                #expect(try await site.count("SELECT COUNT(*) FROM \(SQL(verbatim: table))") == 0, "\(table)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM journal") == before)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a new event is entered by personal link only`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = await world.browser(world.organiser)
            let form = try await organiser.get("/programmes/\(world.programme)/events/new")
            #expect(form.text.contains(/name="door" value="closed" checked/))
            let event = try await EventOperations.create(
                try await world.visit(world.organiser), in: world.programme,
                EventFields(
                    title: "New", startsOn: "2023-11-29", endsOn: "2023-11-29", timeZone: "Europe/Zagreb",
                    place: "Zagreb"))
            let code = try await site.database.read { try EventStore($0).event(event).code }
            let guest = site.browser()
            let door = try await guest.get("/e/\(code)")
            #expect(!door.contains("id=\"arrival\""))
            let arrival: KeyValuePairs = [
                "name": "Stranger", "organisation": "", "country": "HR", "sector": "health",
            ]
            #expect(try await guest.post("/e/\(code)/arrivals", arrival).status == 403)
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE event_id = \(event)") == 0)
            func projector() async throws -> Page {
                try await organiser.follow(try await organiser.get("/events/\(event)/projector"))
            }
            #expect(try await projector().status == 200)
            #expect(try await !projector().contains("class=\"join\""))
            // Who runs the room opens the door from the console.
            _ = try await organiser.post("/events/\(event)/room-settings", ["door": "1", "names": "1", "visible": "1"])
            #expect(try await projector().contains("class=\"join\""))
            #expect(try await guest.post("/e/\(code)/arrivals", arrival).status == 303)
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant WHERE event_id = \(event) AND state = 'waiting'") == 1)
        }
    }
}
