import Domain
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

struct TOTPTests {
    /// RFC 6238, appendix B: the codes of eight digits for SHA-1.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `codes are those of RFC 6238`(seconds: Int64, code: String) {
        let secret = Array("12345678901234567890".utf8)
        #expect(TOTP.code(secret, step: TOTP.step(at: seconds * 1000), digits: 8) == code)
        #expect(TOTP.code(secret, step: TOTP.step(at: seconds * 1000)) == String(code.suffix(6)))
    }

    /// RFC 4226, appendix D.
    @Test func `codes are those of RFC 4226`() {
        let secret = Array("12345678901234567890".utf8)
        let codes = (0..<10).map { TOTP.code(secret, step: $0) }
        #expect(
            codes == [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
            ])
    }

    /// RFC 4648, 10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base 32 is that of RFC 4648`(text: String, encoded: String) {
        #expect(Base32.text(Array(text.utf8)) == encoded)
    }

    @Test func `a code is taken one step early or late, once, and in any script`() {
        let secret = Array("12345678901234567890".utf8)
        let now: Int64 = 1_701_248_400_000
        let step = TOTP.step(at: now)
        for distance: Int64 in -3...3 {
            let code = TOTP.code(secret, step: step + distance)
            let found = TOTP.step(of: code, secret: secret, now: now, after: 0)
            #expect(found == ((-1...1).contains(distance) ? step + distance : nil))
        }
        let code = TOTP.code(secret, step: step)
        #expect(TOTP.step(of: code, secret: secret, now: now, after: step) == nil)
        #expect(TOTP.step(of: "\(code.prefix(3)) \(code.suffix(3))", secret: secret, now: now, after: 0) == step)
        let arabic = String(
            code.compactMap { $0.wholeNumberValue.flatMap { Unicode.Scalar(0x660 + $0) }.map(Character.init) })
        #expect(TOTP.step(of: arabic, secret: secret, now: now, after: 0) == step)
        for wrong in ["", "1", code + "0", "abcdef"] {
            #expect(TOTP.step(of: wrong, secret: secret, now: now, after: 0) == nil)
        }
    }

    @Test func `what the app is told is an address that it can read`() {
        let address = TOTP.address(Array("foobar".utf8), issuer: "Roundtable x.test", name: "ines@example.org")
        #expect(
            address
                == "otpauth://totp/Roundtable%20x.test:ines%40example.org?secret=MZXW6YTBOI&issuer=Roundtable%20x.test"
        )
    }

    @Test func `ten recovery codes differ, and are read however they are typed`() {
        let codes = RecoveryCodes.make(random: Sodium.random)
        #expect(Set(codes).count == 10)
        let account: Account.ID = Environment.live.id()
        for code in codes {
            #expect(code.wholeMatch(of: /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/) != nil)
            let typed = code.lowercased().replacing("-", with: " ").replacing("0", with: "o").replacing("1", with: "l")
            #expect(RecoveryCodes.digest(typed, of: account) == RecoveryCodes.digest(code, of: account))
            #expect(RecoveryCodes.digest(code, of: Environment.live.id()) != RecoveryCodes.digest(code, of: account))
        }
    }
}

private let password = "four plain dry words"

/// An account with a password, and a device that shows its codes.
private struct Owner {
    let site: TestSite
    let id: Account.ID
    let email: String

    init(_ site: TestSite, email: String = "ines@example.org", isAdministrator: Bool = false) async throws {
        self.site = site
        self.email = email
        id = try await AccountOperations.create(
            site.database, environment: site.environment, email: email, name: "Ines Example", password: password,
            isAdministrator: isAdministrator)
    }

    func signIn(_ browser: Browser, back: String = "/account") async throws -> Page {
        try await browser.post("/sign-in", ["email": email, "password": password, "back": back])
    }

    /// What the device shows now.
    func code() async throws -> String {
        let (id, services) = (id, site.services)
        let factor = try #require(try await site.database.read { try SecondFactorStore($0).factor(of: id) })
        let secret = try #require(SecondFactorSecret.open(factor, services))
        return TOTP.code(secret, step: TOTP.step(at: site.clock.now))
    }

    /// Sets the factor up as its owner does. - Returns: the recovery codes.
    @discardableResult
    func setUp(_ browser: Browser) async throws -> [String] {
        _ = try await browser.post("/account/second-factor")
        let page = try await browser.post("/account/second-factor/confirmation", ["code": try await code()])
        #expect(page.status == 201)
        return page.text.matches(of: /<code>([0-9A-Z-]{19})<\/code>/).map { String($0.1) }
    }
}

private let mailServer = MailSettings(
    server: "smtp://127.0.0.1:1", user: nil, password: nil,
    from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

struct SecondFactorTests {
    @Test(arguments: TestEngine.allCases)
    func `a second factor is on only after a right code, and then asked for`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site)
            let (here, there) = (site.browser(), site.browser())
            _ = try await owner.signIn(here)
            _ = try await owner.signIn(there)
            #expect(try await here.get("/account/second-factor").contains("Begin"))
            #expect(try await here.post("/account/second-factor/confirmation", ["code": "1"]).status == 409)
            #expect(try await here.post("/account/second-factor").location == "/account/second-factor")
            let page = try await here.get("/account/second-factor")
            #expect(
                page.contains("class=\"qr\"") && page.contains("inputmode=\"numeric\" autocomplete=\"one-time-code\""))
            let refused = try await here.post("/account/second-factor/confirmation", ["code": "000000"])
            #expect(refused.status == 422 && refused.contains("id=\"code-error\""))
            // Not on yet: nobody is asked.
            #expect(try await owner.signIn(site.browser()).location == "/account")
            let done = try await here.post("/account/second-factor/confirmation", ["code": try await owner.code()])
            #expect(done.status == 201 && done.text.matches(of: /<code>[0-9A-Z-]{19}<\/code>/).count == 10)
            #expect(try await here.get("/account").status == 200)
            #expect(try await there.get("/account").status == 303)
            #expect(try await owner.signIn(site.browser()).location == "/sign-in/code")
            #expect(try await here.post("/account/second-factor").status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after the password comes the code, once, and leads where it was meant to`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site)
            let first = site.browser()
            _ = try await owner.signIn(first)
            try await owner.setUp(first)
            site.clock.advance(seconds: 60)
            let browser = site.browser()
            #expect(try await browser.get("/sign-in/code").location == "/sign-in")
            #expect(try await owner.signIn(browser, back: "/account?x=1").location == "/sign-in/code")
            // Half signed in is not signed in.
            #expect(try await browser.get("/account").location == "/sign-in?back=%2Faccount")
            #expect(try await browser.get("/sign-in/code").status == 200)
            #expect(try await browser.post("/sign-in/code", ["code": "000000"]).status == 422)
            let code = try await owner.code()
            let half = await browser.cookies["roundtable_pending"]
            let done = try await browser.post("/sign-in/code", ["code": code])
            #expect(done.status == 303 && done.location == "/account?x=1")
            #expect(try await browser.get("/account").status == 200)
            #expect(await browser.cookies["roundtable_pending"] == nil)
            // Neither the half sign-in nor the code works again.
            let thief = site.browser()
            await thief.setCookie("roundtable_pending", half)
            #expect(try await thief.get("/sign-in/code").location == "/sign-in")
            _ = try await owner.signIn(thief)
            #expect(try await thief.post("/sign-in/code", ["code": code]).status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `half a sign-in lasts ten minutes`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site)
            let browser = site.browser()
            _ = try await owner.signIn(browser)
            try await owner.setUp(browser)
            let late = site.browser()
            _ = try await owner.signIn(late)
            site.clock.advance(seconds: 599)
            #expect(try await late.get("/sign-in/code").status == 200)
            site.clock.advance(seconds: 1)
            #expect(try await late.post("/sign-in/code", ["code": try await owner.code()]).status == 410)
            #expect(try await late.get("/account").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM pending_sign_in") == 1)
            _ = try await owner.signIn(late)
            #expect(try await site.count("SELECT COUNT(*) FROM pending_sign_in") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `codes cannot be tried out, not from many browsers either`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site)
            let first = site.browser()
            _ = try await owner.signIn(first)
            try await owner.setUp(first)
            site.clock.advance(seconds: 60)
            var browsers: [Browser] = []
            for _ in 0..<3 {
                let browser = site.browser()
                _ = try await owner.signIn(browser)
                browsers.append(browser)
            }
            for number in 0..<8 {
                #expect(try await browsers[number % 3].post("/sign-in/code", ["code": "000000"]).status == 422)
            }
            let page = try await browsers[0].post("/sign-in/code", ["code": try await owner.code()])
            #expect(page.status == 429 && page.contains("id=\"code-form\""))
            #expect(site.log.text.contains("wrong-code"))
            site.clock.advance(seconds: 901)
            _ = try await owner.signIn(browsers[0])
            #expect(try await browsers[0].post("/sign-in/code", ["code": try await owner.code()]).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a sign-in link asks for the code too, and is no key to the API`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site, isAdministrator: true)
            let first = site.browser()
            _ = try await owner.signIn(first)
            try await owner.setUp(first)
            site.clock.advance(seconds: 60)
            let link = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: owner.id, back: "/accounts")
            let browser = site.browser()
            #expect(try await browser.open(link).location == "/sign-in/code")
            #expect(try await browser.get("/accounts").location?.hasPrefix("/sign-in?") == true)
            let bearer = "Bearer \(link.split(separator: "/").last ?? "")"
            #expect(try await site.browser().send(.get, "/api/v1/people", [.authorization: bearer]).status == 401)
            #expect(try await browser.post("/sign-in/code", ["code": try await owner.code()]).location == "/accounts")
            // A personal token was made inside a session with a code, and is asked for none.
            let tokens = try await browser.post("/account/tokens", ["token-name": "Reports"])
            let token = try #require(tokens.text(after: "data-copy=\"", before: "\""))
            let answer = try await site.browser().send(.get, "/api/v1/people", [.authorization: "Bearer \(token)"])
            #expect(answer.status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a new link from an administrator does not go round the second factor`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let owner = try await Owner(site)
            let first = site.browser()
            _ = try await owner.signIn(first)
            try await owner.setUp(first)
            let token = try await AccountOperations.inviteAgain(try await world.visit(world.administrator), owner.id)
            let browser = site.browser()
            let page = try await browser.post(
                "/sign-in/invitations/\(token)", ["name": "Ines", "password": "five other plain dry words"])
            #expect(page.location == "/sign-in/code")
            #expect(try await browser.get("/account").status == 303)
            #expect(try await first.get("/account").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a recovery code opens once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site)
            let first = site.browser()
            _ = try await owner.signIn(first)
            let codes = try await owner.setUp(first)
            #expect(codes.count == 10)
            let browser = site.browser()
            _ = try await owner.signIn(browser)
            let refused = try await browser.post("/sign-in/code", ["recovery": "AAAA-AAAA-AAAA-AAAA"])
            #expect(
                refused.status == 422 && refused.contains("id=\"recovery-error\"") && refused.contains("<details open>")
            )
            #expect(try await browser.post("/sign-in/code", ["recovery": codes[3].lowercased()]).status == 303)
            #expect(try await browser.get("/account/second-factor").contains("9 of 10 are left"))
            let again = site.browser()
            _ = try await owner.signIn(again)
            #expect(try await again.post("/sign-in/code", ["recovery": codes[3]]).status == 422)
            for code in codes {
                #expect(try await site.count("SELECT COUNT(*) FROM recovery_code WHERE digest = \(code)") == 0)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `turning it off and new recovery codes ask for the password`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site)
            let browser = site.browser()
            _ = try await owner.signIn(browser)
            let codes = try await owner.setUp(browser)
            let path = "/account/second-factor"
            let refused = try await browser.post("\(path)/recovery-codes", ["proof-codes": "not this one"])
            #expect(refused.status == 422 && refused.contains("id=\"proof-codes-error\""))
            let page = try await browser.post("\(path)/recovery-codes", ["proof-codes": password])
            let fresh = page.text.matches(of: /<code>([0-9A-Z-]{19})<\/code>/).map { String($0.1) }
            #expect(fresh.count == 10 && Set(fresh).isDisjoint(with: codes))
            #expect(try await site.count("SELECT COUNT(*) FROM recovery_code") == 10)
            #expect(try await browser.post("\(path)/removal", ["proof-off": "not this one"]).status == 422)
            #expect(try await site.count("SELECT COUNT(*) FROM second_factor") == 1)
            #expect(try await browser.post("\(path)/removal", ["proof-off": password]).status == 303)
            for table in ["second_factor", "recovery_code"] {
                #expect(try await site.count("SELECT COUNT(*) FROM \(SQL(verbatim: table))") == 0)
            }
            #expect(try await owner.signIn(site.browser()).location == "/account")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `where organisers must have one, who has none can set it up and do nothing else`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let owner = try await Owner(site, isAdministrator: true)
            let administrator = site.browser()
            _ = try await owner.signIn(administrator)
            try await owner.setUp(administrator)
            #expect(
                try await world.browser(world.stranger).post("/accounts/second-factor-rule", ["required": "1"]).status
                    == 403)
            #expect(try await administrator.post("/accounts/second-factor-rule", ["required": "1"]).status == 303)
            #expect(try await administrator.get("/accounts").contains("Organisers and administrators must have one"))
            for account in [world.organiser, world.administrator] {
                let browser = await world.browser(account)
                for path in ["/", "/account", "/events/\(world.event)/console", "/events/\(world.event)", "/accounts"] {
                    #expect(try await browser.get(path).location == "/account/second-factor", "\(path)")
                }
                #expect(try await browser.post("/account/tokens", ["token-name": "Way round"]).status == 403)
                #expect(try await browser.post("/events/\(world.event)/stage", ["stage": "vote"]).status == 403)
                // Pages for everybody see a stranger.
                #expect(try await !browser.get("/e/ZGRB").contains("Oskar Plan"))
                #expect(
                    try await browser.get("/account/second-factor").contains("Until then you cannot do anything else"))
            }
            // A sign-in link is no way round; a program's token goes on.
            let link = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: world.organiser.id)
            let token = try await AccountOperations.createToken(try await world.visit(world.organiser), name: "Reports")
            for (secret, status) in [(String(link.split(separator: "/").last ?? ""), 401), (token, 200)] {
                let bearer: HTTPFields = [.authorization: "Bearer \(secret)"]
                #expect(try await site.browser().send(.get, "/api/v1/people", bearer).status == status)
            }
            // Nobody else is asked, and no seat.
            #expect(try await world.browser(world.stranger).get("/account").status == 200)
            #expect(try await world.browser(world.facilitator).get("/account").status == 200)
            #expect(try await world.browser(world.member).get("/e/ZGRB").status == 200)
            // Once it is set up all is open again; and it cannot be turned off.
            #expect(
                try await administrator.post("/account/second-factor/removal", ["proof-off": password]).status == 409)
            #expect(try await administrator.get("/accounts").status == 200)
            #expect(try await administrator.post("/accounts/second-factor-rule").status == 303)
            #expect(try await world.browser(world.organiser).get("/account").status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the secret is stored sealed, for this account and this installation`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let owner = try await Owner(site)
            let browser = site.browser()
            _ = try await owner.signIn(browser)
            _ = try await browser.post("/account/second-factor")
            let shown = try #require(
                try await browser.get("/account/second-factor").text(after: "data-copy=\"", before: "\""))
            #expect(shown.count == 32)
            let factor = try #require(
                try await site.database.read {
                    try $0.first("SELECT * FROM second_factor").map(SecondFactorRecord.init)
                })
            let secret = try #require(SecondFactorSecret.open(factor, site.services))
            #expect(Base32.text(secret) == shown && !factor.sealed.contains(Secret.hex(secret)))
            try await site.database.write { [environment = site.environment] tx in
                let other: Account.ID = environment.id()
                try AccountWriting(tx).insert(
                    other, email: "other@example.org", name: "Other", passwordHash: nil, isAdministrator: false, now: 1)
                try tx.execute("UPDATE second_factor SET account_id = \(other)")
            }
            let moved = try #require(
                try await site.database.read {
                    try $0.first("SELECT * FROM second_factor").map(SecondFactorRecord.init)
                })
            #expect(SecondFactorSecret.open(moved, site.services) == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is locked out is let in from the machine, and told by mail`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: mailServer) { site in
            let owner = try await Owner(site)
            let browser = site.browser()
            _ = try await owner.signIn(browser)
            try await owner.setUp(browser)
            func off(_ email: String) async throws -> Bool? {
                try await SecondFactorOperations.turnOff(
                    site.database, environment: site.environment, settings: site.services.settings, email: email)
            }
            #expect(try await off("nobody@example.org") == nil)
            #expect(try await off(" Ines@example.org ") == true)
            #expect(try await off("ines@example.org") == false)
            #expect(try await owner.signIn(site.browser()).location == "/account")
            let kinds = try await site.journal("accounts").filter { $0.contains("factor") }
            #expect(kinds == ["second-factor.activation", "second-factor.removal"])
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE address = 'ines@example.org'") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is kept of a second factor is given out without secrets, and erased`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await site.world()
            let owner = try await Owner(site)
            let browser = site.browser()
            _ = try await owner.signIn(browser)
            try await owner.setUp(browser)
            _ = try await owner.signIn(site.browser())
            let copy = try #require(try await PrivacyOperations.export(site.database, owner.email))
            let counts = Dictionary(uniqueKeysWithValues: copy.counts.map { ($0.table, $0.rows) })
            #expect(counts["second_factor"] == 1 && counts["recovery_code"] == 10 && counts["pending_sign_in"] == 1)
            #expect(!copy.json.contains("digest") && !copy.json.contains("secret\":"))
            _ = try await PrivacyOperations.erase(site.database, site.environment, owner.email)
            for table in ["second_factor", "recovery_code", "pending_sign_in"] {
                #expect(try await site.count("SELECT COUNT(*) FROM \(SQL(verbatim: table))") == 0)
            }
        }
    }
}
