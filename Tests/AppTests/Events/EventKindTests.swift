@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What an event may be, and of what parts it is made.
@Suite struct EventKindTests {
    private static let kinds = ["workshop", "best-practice", "exercise", "seminar", "study-visit", "meeting", "course"]

    private static func plan(_ kind: String, in world: World, _ browser: Browser) async throws -> (Page, Event.ID) {
        let page = try await browser.follow(
            try await browser.post(
                "/programmes/\(world.programme)/events",
                [
                    "kind": kind, "title": "A \(kind)", "starts-on": "2026-12-01", "ends-on": "2026-12-02",
                    "time-zone": "Europe/Zagreb", "place": "Split", "marking": "GREEN", "door": "approval",
                ]))
        let event = try await world.site.database.read {
            try $0.value("SELECT id FROM event WHERE title = \("A \(kind)")", as: Event.ID.self)
        }
        return (page, try #require(event))
    }

    @Test
    func `the kinds of the glossary are told, each once, of parts that somebody tells of`() {
        #expect(EventKind.meetings.map(\.code) == Self.kinds)
        #expect(EventKind.all.filter { !$0.isMeeting }.map(\.code) == [WritingRoom.kind])
        for kind in EventKind.all {
            #expect(kind.parts.allSatisfy { EventParts.feature(of: $0) != nil }, "\(kind.code)")
        }
        #expect(Set(EventParts.all.map(\.code)).count == EventParts.all.count)
        #expect(Set(EventTab.all.map { "\($0.id) of \($0.place)" }).count == EventTab.all.count)
    }

    @Test(arguments: TestEngine.allCases)
    func `an event of every kind is planned, peopled and run`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            for kind in Self.kinds {
                let form = try await browser.get("/programmes/\(world.programme)/events/new?kind=\(kind)")
                let isWorkshop = ["workshop", "best-practice"].contains(kind)
                #expect(form.contains("name=\"topics\"") == isWorkshop, "\(kind)")
                #expect(form.contains("name=\"design\"") == isWorkshop, "\(kind)")
                #expect(form.contains("name=\"names-shown\"") == isWorkshop, "\(kind)")
                let (page, event) = try await Self.plan(kind, in: world, browser)
                let name = try #require(EventKind.named(kind)).label.string()
                #expect(page.contains("<span>\(name)</span>"), "\(kind)")
                #expect(page.contains("<h2>Topics</h2>") == isWorkshop, "\(kind)")
                #expect(page.contains("/agenda\""), "\(kind)")
                let agenda = try await browser.get("/events/\(event)/agenda")
                #expect(agenda.contains("/steps\"") == isWorkshop, "\(kind)")
                #expect(page.contains("/people\"") && page.contains("/settings\"") && page.contains("/console\""))
                let invited = try await browser.post(
                    "/events/\(event)/people", ["name": "Nora New", "country": "HR", "role": "participant"])
                #expect(invited.status == 303, "\(kind)")
                for path in ["/people", "/settings", "/console", "/reports", "/name-cards", "/speakers", "/mail"] {
                    #expect(try await browser.get("/events/\(event)\(path)").status == 200, "\(kind) \(path)")
                }
                let wall = try await browser.get(
                    try #require(try await browser.get("/events/\(event)/projector").location))
                #expect(wall.status == 200 && wall.contains("A \(kind)"))
            }
            let listed = try await browser.get("/programmes/\(world.programme)")
            #expect(listed.contains("<span>Study visit</span>") && listed.contains("<span>Seminar</span>"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `somebody with a seat in a meeting finds when and where, and nothing to wait for`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let lead = await world.browser(world.organiser)
            let (_, event) = try await Self.plan("meeting", in: world, lead)
            let maker = WorldMaker(environment: site.environment)
            let (seat, code) = try await site.database.write { tx in
                let seat = try maker.addSeat(tx, event, "Nora New", country: "HR", sector: "health")
                return (seat, try EventStore(tx).event(event).code)
            }
            let page = try await world.browser(seat).get("/e/\(code)")
            #expect(page.contains("You have joined") && page.contains("1–2 December 2026") && page.contains("Split"))
            #expect(!page.contains("when the facilitator begins"))
            let console = try await lead.get("/events/\(event)/console")
            #expect(!console.contains("Open collecting") && !console.contains("name=\"names\""))
            #expect(console.contains("Who is here") && !console.contains("Not answered yet"))
            let door = try await lead.post("/events/\(event)/room-settings", ["door": "1"])
            #expect(door.status < 400)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API plans an event of a kind, and refuses what only a workshop has`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let api = try await world.api(world.organiser)
            let base: [String: Any] = [
                "title": "Seminar of cities", "startsOn": "2026-12-01", "endsOn": "2026-12-02",
                "timeZone": "Europe/Zagreb", "link": "https://example.org/room",
            ]
            let path = "/api/v1/programmes/\(world.programme)/events"
            func with(_ more: [String: Any]) -> [String: Any] { base.merging(more) { $1 } }
            let made = try await api.send(.post, path, with(["kind": "seminar"]))
            #expect(made.status == 201 && made.text("kind") == "seminar")
            #expect((made["parts"] as? [Any])?.isEmpty == true && made["stage"] as? String == nil)
            let event = "/api/v1/events/\(made.text("id"))"

            #expect(try await api.send(.post, path, with(["kind": "party"])).status == 422)
            #expect(
                try await api.send(.post, path, with(["kind": "meeting", "topics": [["title": "T"]]])).status == 422)
            #expect(try await api.send(.put, event, with(["kind": "course"])).status == 422)
            #expect(
                try await api.send(.put, event, with(["kind": "seminar", "title": "Renamed"])).text("title")
                    == "Renamed")
            #expect(try await api.send(.put, event, base).text("kind") == "seminar")
            let acts: [(path: String, body: [String: Any])] = [
                ("/stage", ["stage": "collect"]), ("/topics", ["title": "T"]), ("/steps", ["stage": "collect"]),
                ("/rounds", ["title": "Which?", "settings": ["method": "approval"], "issues": [String]()]),
            ]
            for (path, body) in acts {
                let reply = try await api.send(path == "/stage" ? .put : .post, event + path, body)
                #expect(reply.status == 409 && reply.text("type") == "/problems/no-workshop", "\(path): \(reply.json)")
            }
            #expect(try await api.send(.get, event + "/activity").status == 200)
            let usual = try await api.send(.post, path, base)
            #expect(usual.text("kind") == "workshop" && (usual["parts"] as? [Any])?.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a workshop is added to a seminar, used, and taken out only while nothing is in it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (browser, api) = (await world.browser(world.organiser), try await world.api(world.organiser))
            let (_, event) = try await Self.plan("seminar", in: world, browser)
            let (path, parts) = ("/events/\(event)", "/api/v1/events/\(event)/parts")
            #expect(try await browser.get("\(path)/settings").contains("Add: Workshop"))
            #expect(try await browser.get("\(path)/steps").status == 409)
            #expect(try await browser.post("\(path)/parts", ["kind": "workshop"]).status == 303)
            #expect(try await browser.post("\(path)/parts", ["kind": "workshop"]).status == 409)
            #expect(try await browser.post("\(path)/parts", ["kind": "party"]).status == 422)
            let overview = try await browser.get(path)
            #expect(overview.contains("<h2>Topics</h2>"))
            #expect(try await browser.get("\(path)/agenda").contains("\(path)/steps\""))

            let part = try #require(try await api.send(.get, parts).items.first)
            #expect(part["kind"] as? String == "workshop" && part["position"] as? Int == 1)
            let id = part["id"] as? String ?? ""
            #expect(try await browser.post("\(path)/topics", ["topic-title": "Lists"]).status == 303)
            #expect(try await api.send(.delete, "\(parts)/\(id)").status == 409)
            let topic = try #require(
                try await site.database.read {
                    try $0.value("SELECT id FROM topic WHERE event_id = \(event)", as: Topic.ID.self)
                })
            #expect(try await browser.post("\(path)/topics/\(topic)/removal").status == 303)
            #expect(try await api.send(.delete, "\(parts)/\(id)").items.isEmpty)
            #expect(try await browser.get("\(path)/steps").status == 409)

            #expect(try await api.send(.post, parts, ["kind": "workshop", "title": "Hot wash"]).status == 201)
            #expect(try await browser.get("\(path)/settings").contains("Hot wash"))
            #expect(try await api.send(.put, "/api/v1/events/\(event)/stage", ["stage": "collect"]).status == 200)
            let again = try #require(try await api.send(.get, parts).items.first?["id"] as? String)
            #expect(try await api.send(.delete, "\(parts)/\(again)").status == 409)
            #expect(try await Journal.verify(site.database).isSound)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a workshop keeps its workshop`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let part = try #require(
                try await site.database.read { try EventStore($0).event(world.event).workshop?.id })
            let removal = try await browser.post("/events/\(world.event)/parts/\(part)/removal")
            #expect(removal.status == 409)
            let settings = try await browser.get("/events/\(world.event)/settings")
            // What may be added is offered beside it.
            #expect(settings.status == 200 && !settings.contains("/parts/\(part)/removal"))
            #expect(settings.contains("Add: Visit") && !settings.contains("Add: Workshop"))
            let (_, other) = try await Self.plan("seminar", in: world, browser)
            #expect(try await browser.post("/events/\(other)/parts/\(part)/removal").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the file of an event without a workshop comes in as it went out`(engine: TestEngine) async throws {
        let file = try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (_, event) = try await Self.plan("course", in: world, await world.browser(world.organiser))
            return try await site.database.read { try WorkshopFile.export(event, $0) }
        }
        #expect(file.contains("\"kind\": \"course\"") && file.contains("\"names_shown\": null"))
        try await TestSite.with(engine, seed: 99) { site in
            let maker = WorldMaker(environment: site.environment)
            try await site.database.write { tx in
                try maker.addDirectory(tx)
                _ = try maker.addAccount(tx, "Ida Other", "ida@example.org", isAdministrator: true)
            }
            let half = file.replacing("\"issues_visible\": null", with: "\"issues_visible\": true")
            await #expect(throws: Refusal.self) {
                try await WorkshopFileOperations.take(Array(half.utf8), site.database, site.environment)
            }
            let taken = try await WorkshopFileOperations.take(Array(file.utf8), site.database, site.environment)
            try await site.database.read { reading in
                let event = try EventStore(reading).event(taken.event)
                #expect(event.kind == "course" && event.workshop == nil && event.parts.isEmpty)
                #expect(try WorkshopFile.export(taken.event, reading) == file)
            }
        }
    }

    /// Two events, of which one has been opened.
    private static func oldEvents(_ tx: Transaction) throws {
        try tx.execute("INSERT INTO programme (id, title, summary, created_at) VALUES (\(ids[0]), 'P', '', 1)")
        for (id, code, stage) in [(ids[1], "AAAA", "vote" as String?), (ids[2], "BBBB", nil)] {
            let topic: String? = stage == nil ? nil : ids[3]
            try tx.execute(
                """
                INSERT INTO event (id, programme_id, kind, title, starts_on, ends_on, time_zone, place, link, code, marking, door,
                    projector_generation, stage, topic_id, names_shown, issues_visible, created_at, changed_at, envision_by, exchange_view)
                VALUES (\(id), \(ids[0]), 'workshop', 'E', '2026-11-29', '2026-11-30', 'Europe/Zagreb', '', '', \(code), 'GREEN',
                    'closed', 3, \(stage), \(topic), \(stage == nil), \(true), 1, 2, 'country', 'matrix')
                """)
        }
        try tx.execute(
            "INSERT INTO topic (id, event_id, position, title, question) VALUES (\(ids[3]), \(ids[1]), 1, 'T', '')")
        try tx.execute(
            """
            INSERT INTO event_step (id, event_id, position, stage, title, settings)
            VALUES (\(ids[4]), \(ids[1]), 1, 'vote', '', \(try JSONCoding.text(StepSettings())))
            """)
        try tx.execute("UPDATE event SET step_id = \(ids[4]) WHERE id = \(ids[1])")
    }

    private static let ids = (1...5).map { "00000000-0000-7000-8000-00000000000\($0)" }

    @Test(arguments: TestEngine.allCases)
    func `an event of an older database has one part, a workshop that stands where the event stood`(
        engine: TestEngine
    ) async throws {
        try await engine.withLocation { location in
            let place = try #require(Migrations.all.firstIndex { $0.id == "0026-event-parts" })
            let before = try await Database.open(location, migrations: Array(Migrations.all.prefix(place)))
            try await before.write { try Self.oldEvents($0) }
            await before.close()
            let database = try await Database.open(location, migrations: Migrations.all)
            try await database.read { reading in
                let open = try EventStore(reading).event(try #require(Event.ID(Self.ids[1])))
                #expect(open.parts.map(\.kind) == ["workshop"] && open.part == open.parts.first)
                #expect(open.stage == .vote && open.topic?.description == Self.ids[3])
                #expect(open.step?.description == Self.ids[4])
                #expect(!open.namesShown && open.issuesVisible && open.projectorGeneration == 3)
                #expect(try StepStore(reading).present(of: open.id)?.id == open.step)
                #expect(try SheetStore(reading).envisionBy(open.id) == .country)
                let closed = try #require(try EventStore(reading).event(code: "bbbb"))
                #expect(closed.stage == nil && closed.workshop != nil && closed.namesShown && closed.step == nil)
                let columns = try #require(try reading.first("SELECT * FROM event LIMIT 1")?.columns)
                #expect(Set(columns).isDisjoint(with: ["stage", "round_id", "names_shown", "sheet_id"]))
                #expect(try reading.value("SELECT COUNT(*) FROM workshop", as: Int.self) == 2)
            }
            await database.close()
        }
    }
}
