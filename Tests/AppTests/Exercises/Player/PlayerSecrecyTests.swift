import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Nothing of an inject that was not released reaches whoever plays or looks on.
struct PlayerSecrecyTests {
    /// In all that is not released: title, subject, text, question, options, storyline.
    private static let canary = "Kanarie"

    private static func world(_ site: TestSite) async throws -> PlayWorld {
        let play = try await PlayWorld(
            site,
            [
                .init(label: "1", move: 1, to: ["A"]),
                .init(label: canary, at: 30, move: 1, to: ["A", "B"], body: "\(canary) text"),
                .init(label: "\(canary) later", at: 60, move: 2, body: "\(canary) text"),
            ])
        try await play.ask("1", deadline: 20)
        try await play.ask(canary, deadline: 20)
        let msel = play.msel
        let id = site.environment.id(Storyline.ID.self)
        try await site.database.write { tx in
            try tx.execute(
                "INSERT INTO storyline (id, msel_id, position, title) VALUES (\(id), \(msel), 1, \("\(canary) line"))")
            try tx.execute("UPDATE inject SET shows_observers = TRUE WHERE msel_id = \(msel)")
        }
        try await play.begin()
        try await play.release("1")
        return play
    }

    /// The addresses that somebody may ask for in this event, with ids of what is secret where one is wanted.
    private static func paths(_ play: PlayWorld, isAPI: Bool) async throws -> [String] {
        let inject = try play.id(canary)
        let (point, paper) = try await play.site.database.read { reading in
            (
                try reading.value("SELECT id FROM decision_point WHERE inject_id = \(inject)", as: String.self) ?? "",
                try reading.value("SELECT id FROM paper", as: String.self) ?? ""
            )
        }
        let values = [
            ":event": "\(play.event)", ":code": play.world.code, ":inject": "\(inject)", ":point": point,
            ":paper": paper, ":cell": "\(try play.cell("B"))", ":move": "\(play.moves[1])",
            ":programme": "\(play.world.programme)",
        ]
        return Routes.all.filter { $0.method == .get && $0.isAPI == isAPI && !$0.pattern.hasSuffix("/live") }.map {
            $0.pattern.split(separator: "/").map {
                values[String($0)] ?? ($0.hasPrefix(":") ? "\(inject)" : String($0))
            }
            .joined(separator: "/")
        }.map { "/\($0)" }
    }

    private static func holdsCanary(_ page: Page) -> Bool {
        page.text.contains(canary) || page.headers.contains { $0.value.contains(canary) }
    }

    /// I6, F30.
    @Test(arguments: TestEngine.allCases)
    func `no page that a player, an observer or a stranger may ask holds a word of what is not released`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, apiLimit: 0, runsClocks: false) { site in
            let play = try await Self.world(site)
            let browsers = [
                "player": await play.player("A"), "observer": await play.world.browser(play.world.observer),
                "no seat": await play.world.browser(play.world.seats[5]),
                "stranger": await play.world.browser(play.world.stranger),
            ]
            let paths = try await Self.paths(play, isAPI: false)
            #expect(paths.count > 200)
            for (who, browser) in browsers {
                for path in paths {
                    let page = try await browser.get(path)
                    #expect(!Self.holdsCanary(page), "\(who) reads it at \(path)")
                }
            }
            // The check can fail: whoever runs the exercise does read it.
            let console = try await play.world.browser(play.world.organiser).get(
                "/events/\(play.event)/exercise/console")
            #expect(Self.holdsCanary(console))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no answer of the API to a player or an observer holds a word of it`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0, runsClocks: false) { site in
            let play = try await Self.world(site)
            for seat in [play.world.seats[0], play.world.seats[1], play.world.observer, play.world.seats[5]] {
                for path in try await Self.paths(play, isAPI: true) {
                    let page = try await site.browser().send(.get, path, [.authorization: "Bearer \(seat.link)"])
                    #expect(!Self.holdsCanary(page), "\(seat.name) reads it at \(path)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `following links from a player's and an observer's page leads to no word of it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0, runsClocks: false) { site in
            let play = try await Self.world(site)
            let event = play.event.description
            for browser in [await play.player("A"), await play.world.browser(play.world.observer)] {
                let crawl = try await Crawl(
                    browser, from: [play.play, "/events/\(event)/exercise/observe", "/e/\(play.world.code)"], limit: 120
                ) { $0.contains(event) || $0.hasPrefix("/e/") }
                #expect(crawl.stops.count > 5)
                for stop in crawl.stops { #expect(!Self.holdsCanary(stop.page), "\(stop.path)") }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `streams of players, observers and the wall hold no word of it, also when another inject goes out`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await Self.world(site)
            let event = try await site.database.read { try EventStore($0).event(play.event) }
            let screen = ProjectorLink.address(of: event, key: site.services.key) + "/exercise"
            let streams = [
                try await play.player("A").listen("\(play.play)/live"),
                try await play.world.browser(play.world.observer).listen("/events/\(play.event)/exercise/observe/live"),
                try await site.browser().listen("\(screen)/live"),
            ]
            for stream in streams {
                #expect(stream.status == 200)
                let first = await stream.next(containing: "event: state")
                #expect(first?.contains(Self.canary) == false)
                stream.close()
            }
            let page = try await site.browser().get(screen)
            #expect(page.contains("Move 1") && !Self.holdsCanary(page) && page.contains("exercise-mark"))
        }
    }

    /// F32.
    @Test(arguments: TestEngine.allCases)
    func `an observer who opens a player's address sees nothing of the cell`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await Self.world(site)
            let browser = await play.world.browser(play.world.observer)
            let paper = try await play.paper("1", "A")
            #expect(try await browser.get(play.play).location == "/events/\(play.event)/exercise/observe")
            for path in [
                "\(play.play)/live", play.papersPath, "\(play.papersPath)/\(paper)", "\(play.play)/log",
                "\(play.play)/picture", "\(play.play)/requests",
            ] {
                #expect(try await browser.get(path).status == 404, "\(path)")
            }
            #expect(try await browser.post("\(play.papersPath)/\(paper)/opening").status == 404)
            #expect(try await browser.post("\(play.play)/log", ["text": "Hello"]).status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever looks on reads what was played when its move is closed, and answers it themselves`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await Self.world(site)
            let browser = await play.world.browser(play.world.observer)
            let path = "/events/\(play.event)/exercise/observe"
            #expect(try await !browser.get(path).contains("Secret subject 1"))
            try await MoveOperations.close(try await play.director(), play.event, play.moves[0], left: .keep)
            let page = try await browser.get(path)
            #expect(page.contains("Secret subject 1") && page.contains("Question of 1?"))
            #expect(!Self.holdsCanary(page))
            let inject = try play.id("1")
            let point = try await site.database.read {
                try $0.value("SELECT id FROM decision_point WHERE inject_id = \(inject)", as: String.self)
            }
            let question = "\(path)/questions/\(try #require(point))"
            #expect(try await browser.post(question, ["option-code": "burn"]).status == 422)
            #expect(try await browser.post(question, ["option-code": "keep"]).status == 303)
            let own = try await browser.get(question)
            #expect(own.contains("Change my answer") && own.contains("is shown once the next move is over"))
            // Who plays has no say there, and does not read it there.
            #expect(try await play.player("B").get(question).status == 404)
        }
    }

    /// The whole page, and what changes on it.
    @Test func `a player's page is small, and so is each change`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let plans = (1...30).map { PlayWorld.Plan(label: "\($0)", body: String(repeating: "Words. ", count: 200)) }
            let play = try await PlayWorld(site, plans)
            for plan in plans.prefix(10) { try await play.ask(plan.label, deadline: 60) }
            try await play.begin()
            for plan in plans { try await play.release(plan.label) }
            let page = try await play.player("A").get(play.play)
            #expect(page.bytes.count < 40_000, "\(page.bytes.count) bytes")
            let (cell, now) = (try play.cell("A"), site.clock.now)
            let regions = try await site.database.render(in: .english) { reading in
                try CellView(play.event, cell, now: now, reading).map { PlayerSections(view: $0).regions } ?? []
            }
            #expect(regions.count == 8)
            for region in regions {
                #expect(region.html.text.utf8.count < 5_000, "\(region.id): \(region.html.text.utf8.count) bytes")
            }
        }
    }
}
