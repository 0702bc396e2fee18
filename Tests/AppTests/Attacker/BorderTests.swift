import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// One request must never stop the room: what was published, and its brothers. Without the border each of the texts here takes
/// minutes, so that a suite which ends is the proof.
struct BorderTests {
    private static func towers(_ count: Int) -> String { String(repeating: "\u{301}\u{327}", count: count) }
    private static let marks = "e" + String(repeating: "\u{301}", count: 40)

    @Test func `an address of a hundred thousand marks is refused before tries are counted`() async throws {
        try await TestSite.with(.sqlite) { site in
            let browser = site.browser()
            for field in ["email", "password", "back"] {
                var form = ["email": "a@example.org", "password": "none", "back": "/"]
                form[field] = "a" + Self.towers(10_000)
                let page = try await browser.post(
                    "/sign-in",
                    ["email": form["email"] ?? "", "password": form["password"] ?? "", "back": form["back"] ?? ""])
                #expect(page.status == 400 && page.contains("accents or other marks"))
            }
        }
    }

    @Test func `what is wrong with a body is said as it is: too large, broken off, malformed, or of another kind`()
        async throws
    {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let form = "application/x-www-form-urlencoded"
            let large = [UInt8](repeating: 97, count: 12_000_000)
            #expect(try await browser.send(.post, "/join", [.contentType: form], large).status == 413)
            let broken = try await browser.sendBroken(.post, "/join", [.contentType: form])
            #expect(broken.status == 400 && broken.contains("arrived incomplete"))
            let program = try await site.browser().sendBroken(
                .post, "/api/v1/programmes", [.contentType: "application/json"])
            #expect(program.status == 400 && program.headers[.contentType] == "application/problem+json")
            let bodies: [(String, String, Int)] = [
                ("multipart/form-data", "a=1", 400), ("multipart/form-data; boundary=x", "--x\r\nhalf", 400),
                (
                    "multipart/form-data; boundary=x",
                    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", 400
                ),
                (form, "code=%FF", 400), (form, "code=%", 400),
                ("text/plain", "code=ZGRB", 415), ("", "code=ZGRB", 415),
            ]
            for (type, text, status) in bodies {
                let fields: HTTPFields = type.isEmpty ? [:] : [.contentType: type]
                let page = try await browser.send(.post, "/join", fields, Array(text.utf8))
                #expect(page.status == status, "\(type): \(text)")
            }
            let notText = try await browser.send(.post, "/join", [.contentType: form], [0x63, 0x3D, 0xFF])
            #expect(notText.status == 400)
        }
    }

    @Test func `a head of marks is refused, whatever field it is in`() async throws {
        try await TestSite.with(.sqlite, trustsProxy: true) { site in
            let names: [HTTPField.Name] = [
                .acceptLanguage, .cookie, .acceptEncoding, .userAgent, .authorization,
                try #require(.init("X-Forwarded-For")), .ifNoneMatch, .contentType,
            ]
            for name in names {
                let browser = site.browser()
                await browser.setHeader(name, "a" + Self.towers(3_500))
                #expect(try await browser.get("/help").status == 400, "\(name)")
                await browser.setHeader(name, "a=" + String(repeating: "é", count: 12_000))
                #expect(try await browser.get("/help").status == 400, "\(name)")
            }
            let browser = site.browser()
            #expect(try await browser.send(.get, "/help", [.cookie: "\(Self.marks)=1"]).status == 400)
            #expect(try await site.browser().get("/help").status == 200)
        }
    }

    @Test(arguments: [
        "/\(marks)", "/e/\(marks)", "/e/%00", "/e/%CC%28", "/help?\(marks)", "/help?a=%00", "/help?a=%",
        "/api/v1/me?a=%00",
    ])
    func `an address is held to the same`(path: String) async throws {
        try await TestSite.with(.sqlite) { site in
            let page = try await site.browser().get(path)
            #expect(page.status == 400)
            if path.hasPrefix("/api/") { #expect(page.headers[.contentType] == "application/problem+json") }
        }
    }

    @Test func `a title of forty thousand marks is no title, by form and by JSON`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world(stage: .collect)
            let title = "A" + String(repeating: "\u{301}", count: 40_000)
            let api = try await world.api(world.organiser)
            let base = "/api/v1/events/\(world.event)/topics"
            #expect(try await api.send(.post, base, ["title": title]).status == 400)
            // Escaped, as a careful program writes it; and spread out, so that no letter has too many.
            let escaped = String(repeating: #"\u0301"#, count: 40_000)
            #expect(try await api.send(.post, base, raw: #"{"title":"A\#(escaped)"}"#).status == 400)
            let spread = String(repeating: "a" + String(repeating: "\u{301}", count: 30), count: 100)
            #expect(try await api.send(.post, base, ["title": spread]).status == 422)
            let browser = await world.browser(world.organiser)
            #expect(
                try await browser.post("/events/\(world.event)/topics", ["title": String(title.prefix(20))]).status
                    != 500)
            #expect(try await browser.post("/events/\(world.event)/topics", ["title": spread]).status == 422)
            #expect(try await site.count("SELECT COUNT(*) FROM topic") == 5)
        }
    }

    @Test func `a limit means characters, scalars and bytes`() {
        let limit = TextLimit(10)
        #expect(limit.holds("ការត្រៀម") && limit.holds("👨‍👩‍👧‍👦👨‍👩‍👧‍👦") && !limit.holds("abcdefghijk"))
        #expect(!limit.holds(String(repeating: "a" + String(repeating: "\u{301}", count: 20), count: 10)))
        #expect(!limit.holds("a" + String(repeating: "\u{200D}", count: 1_000)))
        var check = FieldCheck()
        _ = check.line("name", String(repeating: "a" + String(repeating: "\u{301}", count: 30), count: 100), limit: 100)
        _ = check.line("good", "Zoë Ångström สมชาย", limit: 100)
        #expect(check.errors.keys.sorted() == ["name"])
        #expect(FieldCheck.line("a\(Self.towers(60_000))").unicodeScalars.count <= 32)
        #expect(FieldCheck.lines("a\r\nb\rc\u{301}\n\u{301}d") == "a\nb\nć\n\u{301}d")
    }

    @Test(arguments: TestEngine.allCases)
    func `NUL in a filter is refused, on both databases`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.administrator)
            for path in [
                "/directory/people?country=%00", "/directory/people?sector=a%00", "/directory/people?q=%00",
                "/directory/organisations?country=%00", "/events/\(world.event)/people?language=%00", "/?language=%00",
            ] {
                #expect(try await browser.get(path).status == 400, "\(path)")
            }
            let api = try await world.api(world.administrator)
            #expect(try await api.send(.get, "/api/v1/people?country=%00").status == 400)
            #expect(try await api.send(.get, "/api/v1/people?cursor=%00").status == 400)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `codes that lead nowhere are counted wherever they are tried, right ones are not`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            // Forty-five phones behind one address look at the door again and again.
            for _ in 0..<45 {
                let phone = site.browser()
                for _ in 0..<8 { #expect(try await phone.get("/e/ZGRB").status == 200) }
                #expect(try await phone.post("/join", ["code": "zgrb"]).status == 303)
            }
            let guesser = site.browser()
            for number in 0..<75 {
                #expect(try await guesser.get("/e/X\(number)").status == 404)
                #expect(try await guesser.get("/e/X\(number)/live").status >= 400)
                _ = try await guesser.post("/join", ["code": "X\(number)"])
                _ = try await guesser.get("/e/X\(number)/rounds/01890000-0000-7000-8000-000000000000/receipts")
            }
            #expect(try await guesser.get("/e/ZGRB").status == 429)
            #expect(try await guesser.post("/join", ["code": "ZGRB"]).status == 429)
            // Who is in the room already is not shut out by a neighbour who guesses.
            #expect(try await world.browser(world.member).get("/e/ZGRB").status == 200)
            site.clock.advance(seconds: 300)
            #expect(try await guesser.get("/e/ZGRB").status == 200)
        }
    }

    @Test func `following a link changes nobody's language`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = try await browser.get("/language?to=ar&back=/help")
            #expect(page.status == 404 && page.cookies.allSatisfy { !$0.contains("language") })
            #expect(try await site.count("SELECT COUNT(*) FROM account WHERE language IS NOT NULL") == 0)
            let sent = try await browser.post("/language", ["to": "fr", "back": "/help"])
            #expect(sent.location == "/help")
            #expect(try await browser.get("/help").contains("lang=\"fr\""))
            #expect(try await site.count("SELECT COUNT(*) FROM account WHERE language = 'fr'") == 1)
        }
    }

    @Test func `a query parameter that nobody knows is refused by its name`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let api = try await world.api(world.administrator)
            let organiser = try await world.api(world.organiser)
            let refused = try await api.send(.get, "/api/v1/people?contry=HR")
            #expect(refused.status == 400 && refused.text("title").contains("contry"))
            #expect(try await api.send(.get, "/api/v1/people?country=HR&country=BE").status == 400)
            #expect(try await api.send(.get, "/api/v1/people?country=HR").status == 200)
            #expect(
                try await organiser.send(.post, "/api/v1/events/\(world.event)/topics?dry=1", ["title": "T"]).status
                    == 400)
            #expect(try await site.count("SELECT COUNT(*) FROM topic") == 5)
            // Those who ask after the server's health may send what they like.
            #expect(try await site.browser().get("/healthz?from=monitor").status == 200)
        }
    }

    @Test(arguments: ["composed", "apart"])
    func `a password fits on every keyboard, and an old hash of other bytes is replaced`(stored: String) async throws {
        try await TestSite.with(.sqlite) { site in
            let words = "Überfällige Leuchttürme zählen"
            let (composed, apart) = (
                words.precomposedStringWithCanonicalMapping, words.decomposedStringWithCanonicalMapping
            )
            let id = try await AccountOperations.create(
                site.database, environment: site.environment, email: "u@example.org", name: "U", password: words,
                isAdministrator: false)
            let old = try #require(Sodium.passwordHash(stored == "composed" ? composed : apart))
            try await site.database.write {
                try $0.execute("UPDATE account SET password_hash = \(old) WHERE id = \(id)")
            }
            for typed in [apart, composed] {
                let page = try await site.browser().post("/sign-in", ["email": "u@example.org", "password": typed])
                #expect(page.status == 303)
            }
            let kept = try await site.database.read {
                try $0.value("SELECT password_hash FROM account WHERE id = \(id)", as: String.self)
            }
            #expect((kept == old) == (stored == "composed"))
            #expect(Sodium.password(composed, matches: try #require(kept)))
            #expect(
                try await site.browser().post("/sign-in", ["email": "u@example.org", "password": words + "."]).status
                    == 422)
        }
    }
}
