@testable import App
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Programmes, events, their topics and their people.
struct EventsTests {
    private let workshop: KeyValuePairs<String, String> = [
        "title": "Second workshop", "starts-on": "2026-12-01", "ends-on": "2026-12-02", "time-zone": "Europe/Zagreb",
        "place": "Split",
        "marking": "GREEN", "door": "approval", "names-shown": "1", "looked-at": "2026-12-01 2026-12-02",
        "topics": "Surveillance systems, shared threat detection and joint risk assessment\n\nOur own topic",
    ]

    @Test(arguments: TestEngine.allCases)
    func `an administrator begins a programme and organises it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.administrator)
            // What is written in it is for its people, unless somebody says otherwise: not for named persons alone.
            let form = try await browser.get("/programmes/new")
            #expect(form.contains("<option value=\"GREEN\" selected"))
            let page = try await browser.follow(
                try await browser.post("/programmes", ["title": "Joint action", "summary": "One.\nTwo."]))
            #expect(page.contains("Joint action"))
            #expect(page.contains("Ada Boring"))
            #expect(page.contains("Plan an event"))
            #expect(try await browser.post("/programmes", ["title": ""]).status == 422)
            #expect(try await world.browser(world.organiser).post("/programmes", ["title": "X"]).status == 403)
            #expect(try await browser.get("/programmes").contains("Joint action"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `organisers are added by e-mail and the last one stays`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let path = "/programmes/\(world.programme)"
            let unknown = try await browser.post(path + "/organisers", ["email": "nobody@example.org"])
            #expect(unknown.status == 422)
            #expect(unknown.contains("No account has this e-mail."))
            try await browser.post(path + "/organisers", ["email": "Stan@example.org"])
            #expect(try await world.browser(world.stranger).get(path).status == 200)
            try await browser.post(path + "/organisers/\(world.stranger.id)/removal")
            #expect(try await world.browser(world.stranger).get(path).status == 404)
            #expect(try await browser.post(path + "/organisers/\(world.organiser.id)/removal").status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event is planned with its topics and an address of its own`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = try await browser.follow(
                try await browser.post("/programmes/\(world.programme)/events", workshop))
            #expect(page.contains("1–2 December 2026"))
            #expect(page.contains("What stops our sectors from seeing a threat together, and early?"))
            #expect(page.contains("2. Our own topic"))
            #expect(page.contains("TLP:GREEN"))
            #expect(page.contains("Not opened yet"))
            let code = try await site.database.read {
                try $0.value("SELECT code FROM event WHERE title = 'Second workshop'", as: String.self)
            }
            #expect(try #require(code).count == 4)
            #expect(try #require(code).allSatisfy { !"ILOU".contains($0) })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `wrong dates, zones, links and markings are told at their fields`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = try await browser.post(
                "/programmes/\(world.programme)/events",
                [
                    "title": "X", "starts-on": "2026-12-02", "ends-on": "2026-12-01", "time-zone": "Mars/Olympus",
                    "link": "javascript:alert(1)",
                    "marking": "PINK", "door": "approval",
                ])
            #expect(page.status == 422)
            for field in ["ends-on", "time-zone", "link", "marking"] {
                #expect(page.contains("id=\"\(field)-error\""), "\(field)")
            }
            let impossible = try await browser.post(
                "/programmes/\(world.programme)/events",
                [
                    "title": "X", "starts-on": "2026-02-30", "ends-on": "2026-03-01", "time-zone": "UTC", "place": "A",
                    "marking": "GREEN",
                ])
            #expect(impossible.contains("id=\"starts-on-error\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `settings are changed, and a new code replaces the old one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/settings"
            #expect(try await browser.get(path).contains("value=\"Cross-sector workshop\""))
            #expect(try await browser.post(path, workshop).status == 303)
            let stored = try await site.database.read { try EventStore($0).event(world.event) }
            #expect(stored.title == "Second workshop")
            #expect(!stored.issuesVisible)
            try await browser.post("/events/\(world.event)/code")
            #expect(try await site.database.read { try EventStore($0).event(code: "ZGRB") } == nil)
            let generation = stored.projectorGeneration
            try await browser.post("/events/\(world.event)/projector-link")
            #expect(
                try await site.database.read { try EventStore($0).event(world.event).projectorGeneration } == generation
                    + 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `topics are added, renamed, ordered and removed, unless issues hang on them`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/topics"
            try await browser.post(path, ["topic-title": "Sixth", "topic-question": "Why?"])
            try await browser.post("\(path)/\(world.topics[0])", ["topic-title": "First, renamed"])
            try await browser.post("\(path)/\(world.topics[0])/order", ["by": "1"])
            try await browser.post("\(path)/\(world.topics[4])/removal")
            let event = world.event
            let topics = try await site.database.read { try EventStore($0).topics(of: event) }
            #expect(topics.map(\.title) == ["Topic 2", "First, renamed", "Topic 3", "Topic 4", "Sixth"])
            #expect(topics.map(\.position) == [1, 2, 3, 4, 5])
            let topic = world.topics[1]
            _ = try await site.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO issue (id, event_id, topic_id, kind, language, title, explanation, created_at, changed_at)
                    VALUES ('i', \(event), \(topic), 'contributed', 'en', 'An issue', '', 1, 1)
                    """)
            }
            let refused = try await browser.post("\(path)/\(topic)/removal")
            #expect(refused.status == 409)
            #expect(refused.contains("holds issues or a vote, so it cannot be removed"))
            #expect(try await browser.post(path, ["topic-title": ""]).contains("id=\"topic-title-error\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a delegation is added from the directory once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let visit = try await world.visit(world.organiser)
            for name in ["Ana", "Boris", "Cara"] {
                _ = try await DirectoryOperations.createPerson(
                    visit,
                    PersonFields(
                        givenName: name, familyName: "Primjer", country: name == "Cara" ? "BE" : "HR", sector: "health")
                )
            }
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/people/directory"
            #expect(try await browser.get(path + "?country=HR").contains("Add all 2"))
            for _ in 0..<2 { try await browser.post(path, ["country": "HR", "all": "1", "role": "participant"]) }
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE person_id IS NOT NULL") == 2)
            #expect(try await browser.get(path).contains("in the event"))
            #expect(try await browser.post(path, ["role": "participant"]).status == 422)
            let overview = try await browser.get("/events/\(world.event)")
            #expect(overview.contains("Seats by country and sector"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `people are typed in, changed, removed and brought back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/people"
            try await browser.post(
                path, ["name": "Typed Person", "country": "HR", "sector": "health", "role": "participant"])
            #expect(try await browser.post(path, ["name": "", "role": "participant"]).status == 422)
            #expect(try await browser.post(path, ["name": "Boss", "role": "organiser"]).contains("need an account"))
            let event = world.event
            let seat = try await site.database.read { reading in
                try #require(try EventStore(reading).participants(of: event).first { $0.name == "Typed Person" })
            }
            try await browser.post(
                "\(path)/\(seat.id)",
                ["name": "Typed Person", "country": "BE", "sector": "security", "role": "rapporteur"])
            #expect(try await site.database.read { try EventStore($0).participant(seat.id).role } == .rapporteur)
            let removed = try await browser.follow(try await browser.post("\(path)/\(seat.id)/removal"))
            #expect(removed.contains("Typed Person was removed"))
            #expect(removed.contains("Undo"))
            try await browser.post("\(path)/\(seat.id)/return")
            #expect(try await site.database.read { try EventStore($0).participant(seat.id).state } == .invited)
            #expect(try await browser.get(path + "?sector=security&q=typed").contains("1 of "))
            #expect(try await browser.get(path + "/export/csv").contains("Typed Person,,BE,Belgium"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an account is given a role by its e-mail`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/invitations"
            #expect(
                try await browser.post(path, ["email": "stan@example.org", "invited-role": "facilitator"]).status == 303
            )
            #expect(try await world.browser(world.stranger).get("/events/\(world.event)/people").status == 200)
            #expect(
                try await browser.post(path, ["email": "no@example.org", "invited-role": "facilitator"]).status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each page of an event is for its roles`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let event = "/events/\(world.event)"
            let expectations: [(path: String, guest: Int, stranger: Int, member: Int, facilitator: Int)] = [
                (event, 303, 404, 200, 200), (event + "/people", 303, 404, 403, 200),
                (event + "/settings", 303, 404, 403, 403),
                (event + "/people/directory", 303, 404, 403, 403), (event + "/people/import", 303, 404, 403, 403),
                (event + "/people/export/xlsx", 303, 404, 403, 200),
                (event + "/people/\(world.member.id)", 303, 404, 403, 403),
                ("/programmes/\(world.programme)", 303, 404, 404, 200),
                ("/programmes/\(world.programme)/edit", 303, 404, 404, 403),
                ("/programmes/\(world.programme)/events/new", 303, 404, 404, 403),
            ]
            for row in expectations {
                #expect(try await site.browser().get(row.path).status == row.guest, "guest \(row.path)")
                #expect(
                    try await world.browser(world.stranger).get(row.path).status == row.stranger, "stranger \(row.path)"
                )
                #expect(try await world.browser(world.member).get(row.path).status == row.member, "member \(row.path)")
                #expect(
                    try await world.browser(world.facilitator).get(row.path).status == row.facilitator,
                    "facilitator \(row.path)")
                let page = try await world.browser(world.organiser).get(row.path)
                #expect(page.status == 200, "owner \(row.path)")
                #expect(
                    !page.contains("Message(key") && !page.contains("&lt;span") && !page.contains("&lt;p"),
                    "\(row.path)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a participant of one event is nobody in another`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.organiser)
            let other = try await EventOperations.create(
                visit, in: world.programme,
                EventFields(
                    title: "Other", startsOn: "2026-01-01", endsOn: "2026-01-01", timeZone: "UTC", place: "Here"))
            let browser = await world.browser(world.organiser)
            #expect(try await browser.get("/events/\(other)/people/\(world.member.id)").status == 404)
            #expect(try await browser.post("/events/\(other)/people/\(world.member.id)/removal").status == 404)
            #expect(try await world.browser(world.member).get("/events/\(other)").status == 404)
        }
    }
}
