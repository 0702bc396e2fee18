@testable import App
import Domain
import HTTPTypes
@testable import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Links that mail scanners, previews and crawlers open; and links that are mailed more than once.
struct LinkTests {
    /// All that is stored, by table.
    private func everything(_ site: TestSite, _ engine: TestEngine) async throws -> [String: [String]] {
        try await site.database.read { reading in
            let tables =
                engine == .sqlite
                ? try reading.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
                : try reading.all(
                    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'")
            var found: [String: [String]] = [:]
            // The number of commits also grows by what the site does by itself.
            for table in try tables.map({ try $0.get("name", as: String.self) }) where table != "commit_number" {
                found[table] = try reading.all("SELECT * FROM \(SQL(verbatim: "\"\(table)\""))").map {
                    "\($0.columns) \($0.values)"
                }.sorted()
            }
            return found
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a scanner that opens a personal link takes no seat`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (event, environment) = (world.event, site.environment)
            let seat = try await site.database.write {
                try WorldMaker(environment: environment).addSeat(
                    $0, event, "Ivo Invited", country: "HR", sector: "health", state: "invited")
            }
            let scanner = site.browser()
            let before = try await everything(site, engine)
            for _ in 0..<2 {
                let page = try await scanner.get("/i/\(seat.link)")
                #expect(page.status == 200 && page.contains("Ivo Invited") && page.contains("data-open"))
                #expect(!page.cookies.contains { $0.contains("roundtable_seat") })
                _ = try await scanner.send(.head, "/i/\(seat.link)")
            }
            let after = try await everything(site, engine)
            for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
            // The button, or the client module.
            let phone = site.browser()
            #expect(try await phone.open("/i/\(seat.link)").location == "/e/ZGRB")
            #expect(
                try await site.count("SELECT COUNT(*) FROM participant WHERE id = \(seat.id) AND state = 'present'")
                    == 1)
            // Back at the link, with the seat taken.
            #expect(try await phone.get("/i/\(seat.link)").location == "/e/ZGRB")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is invited and came by the code is known once the personal link is opened`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (seat, environment, now) = (world.seats[1], site.environment, site.clock.now)
            try await site.database.write { tx in
                let person = environment.id(Person.ID.self)
                let fields = PersonFields(givenName: "Ivo", familyName: "Invited", country: "HR", sector: "health")
                try PersonStore(tx).insert(person, fields, organisation: nil, now: now, tx)
                try tx.execute("UPDATE participant SET person_id = \(person), unverified_at = 1 WHERE id = \(seat.id)")
            }
            _ = try await site.browser().open("/i/\(seat.link)")
            let found = try await site.database.read { try EventStore($0).participant(seat.id) }
            #expect(found.unverifiedAt == nil)
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'participant.verification'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a scanner that opens a sign-in link signs nobody in`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let link = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: world.organiser.id)
            let before = try await everything(site, engine)
            let page = try await site.browser().get(link)
            #expect(page.status == 200 && page.contains("Oskar Plan"))
            #expect(!page.cookies.contains { $0.contains("roundtable_account") })
            #expect(try await everything(site, engine) == before)
            let browser = site.browser()
            #expect(try await browser.open(link).status == 303)
            #expect(try await browser.get("/account").status == 200)
        }
    }

    /// With what is there in every place of every address, by everybody: whatever only looks changes nothing that is stored.
    @Test(arguments: TestEngine.allCases)
    func `no GET changes anything`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.threadWorld().world
            let code = try #require(
                try await JoiningOperations.nameCards(try await world.visit(world.organiser), world.event, nil).first
            ).code
            let signIn = try await AccountOperations.signInLink(
                site.database, environment: site.environment, account: world.organiser.id)
            let projector = ProjectorLink.token(event: world.event, generation: 1, key: site.services.key)
            // What happened so far is told now, and not while the pages are looked at.
            try await Notifying.run(site.database, site.environment)
            let before = try await everything(site, engine)
            let people = [
                site.browser(), await world.browser(world.member), await world.browser(world.facilitator),
                await world.browser(world.organiser), await world.browser(world.administrator),
            ]
            for route in Routes.all where route.method == .get && !route.pattern.hasSuffix("/live") {
                // Ready means that a write would pass: a small one is tried.
                if route.pattern == "/readyz" { continue }
                var path = try await Self.path(route.pattern, world, site)
                switch route.pattern {
                case "/i/:token": path = "/i/\(world.seats[3].link)"
                case "/k/:card": path = "/k/\(code)"
                case "/sign-in/links/:token": path = signIn
                case "/events/:event/projector/:token": path = "/events/\(world.event)/projector/\(projector)"
                case "/language": path = "/language?to=fr&back=/"
                default: break
                }
                for browser in people { _ = try await browser.get(path) }
            }
            let after = try await everything(site, engine)
            for (table, rows) in before {
                #expect(after[table] == rows, "\(table) was changed by something that only looked")
            }
        }
    }

    /// An address with ids that are there, where the world has one.
    private static func path(_ pattern: String, _ world: World, _ site: TestSite) async throws -> String {
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var path: [String] = []
        for (place, part) in parts.enumerated() {
            let table = place > 0 ? tables[parts[place - 1]] : nil
            switch part {
            case ":event": path.append(world.event.description)
            case ":programme": path.append(world.programme.description)
            case ":code": path.append(world.code)
            case ":participant": path.append(world.seats[1].id.description)
            case ":format": path.append("csv")
            case _ where part.hasPrefix(":"):
                let id = try await site.database.read { reading in
                    try table.flatMap { try reading.first("SELECT id FROM \($0) ORDER BY id LIMIT 1") }?
                        .get("id", as: String.self)
                }
                path.append(id ?? "01890000-0000-7000-8000-000000000000")
            default: path.append(part)
            }
        }
        return path.joined(separator: "/")
    }

    private static let tables: [String: SQL] = [
        "issues": "issue", "rounds": "round", "group-plans": "group_plan", "tables": "breakout_group", "cards": "card",
        "cases": "past_case", "aspects": "aspect", "sheets": "sheet", "interventions": "intervention",
        "situations": "desired_situation", "sections": "guide_section", "versions": "guide_version", "people": "person",
    ]

    // MARK: By mail

    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    /// Gives invited people an address.
    private func invited(_ world: World, _ count: Int) async throws -> [TestSeat] {
        let (event, environment) = (world.event, world.site.environment)
        return try await world.site.database.write { tx in
            try (0..<count).map { number in
                let seat = try WorldMaker(environment: environment).addSeat(
                    tx, event, "Invited \(number)", country: "HR", sector: "health", state: "invited")
                let person = "01890000-0000-7000-8000-00000000001\(number)"
                try tx.execute(
                    """
                    INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                        created_at, changed_at) VALUES (\(person), '', '', '', '', \(seat.name), \("i\(number)@example.org"),
                        '[]', '[]', 0, 0)
                    """)
                try tx.execute(
                    "UPDATE participant SET person_id = \(person), link_digest = NULL WHERE id = \(seat.id)")
                return seat
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `links are mailed to those who have none, after the mail was shown; a second mail brings the same link`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world()
            let seats = try await invited(world, 3)
            let organiser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/personal-link-mails"
            let first = try await JoiningOperations.issueLink(
                try await world.visit(world.organiser), world.event, seats[0].id)

            let shown = try await organiser.get(path)
            #expect(shown.contains("2 e-mails will be written.") && shown.contains("Send 2 e-mails"))
            #expect(shown.contains("This is your personal link.") && shown.contains("brings the same link again"))
            #expect(shown.contains("https://roundtable.test/i/…</pre>"))
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail") == 0)
            let all = seats.map { "participant=\($0.id)" }.joined(separator: "&")
            #expect(try await organiser.get("\(path)?for=chosen&\(all)").contains("3 e-mails will be written."))

            let form: KeyValuePairs = [
                "participant": seats[0].id.description, "participant": seats[1].id.description,
                "participant": seats[2].id.description,
            ]
            #expect(try await organiser.post(path, form).location?.hasSuffix("written=3") == true)
            // A second press at once sends nothing more; another day the same again.
            #expect(try await organiser.post(path, form).location?.hasSuffix("written=0") == true)
            site.clock.advance(seconds: 86_400)
            #expect(try await organiser.post(path, form).location?.hasSuffix("written=3") == true)
            let mails = try await site.database.read { try MailStore($0).mails(of: world.event) }
            let texts = Dictionary(grouping: mails, by: \.address).mapValues { Set($0.map(\.text)) }
            #expect(texts.count == 3 && texts.values.allSatisfy { $0.count == 1 })
            #expect(texts["i0@example.org"]?.first?.contains("/i/\(first)") == true)
            #expect(try await organiser.get(path).contains("0 e-mails will be written."))
            #expect(try await site.browser().open("/i/\(first)").location == "/e/ZGRB")
        }
    }
}
