import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What a player sees and does, by browser and without scripts.
struct PlayerTests {
    @Test(arguments: TestEngine.allCases)
    func `once the exercise runs, a player's personal page leads to it, and its beginning is confirmed with one tap`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            let browser = await play.player("A")
            let room = try await browser.get("/e/\(play.world.code)")
            #expect(room.status == 200 && room.contains("button primary\" href=\"\(play.play)"))
            #expect(try await browser.get(play.play).contains("The exercise has not begun"))
            try await play.start()
            #expect(try await browser.get("/e/\(play.world.code)").location == play.play)
            // Its menu leads to the event's own page, which does not lead back.
            #expect(try await browser.get(play.play).contains("/e/\(play.world.code)?room=1"))
            #expect(try await browser.get("/e/\(play.world.code)?room=1").status == 200)
            let begin = try await browser.get(play.play)
            #expect(begin.contains("STARTEX") && begin.contains("data-stage=\"startex\""))
            #expect(!begin.contains("id=\"play-now\""))
            // Nothing else opens before it is confirmed.
            #expect(try await browser.get(play.papersPath).location == play.play)
            #expect(try await browser.post("\(play.play)/confirmation").location == play.play)
            #expect(try await browser.get(play.play).contains("id=\"play-now\""))
            #expect(try await play.journal("exercise-seat.startex") == 1)
            _ = try await browser.post("\(play.play)/confirmation")
            #expect(try await play.journal("exercise-seat.startex") == 1)
            // Who has no seat in the exercise stays in the room.
            let other = await play.world.browser(play.world.seats[5])
            #expect(try await other.get("/e/\(play.world.code)").status == 200)
            try await play.act(.end)
            #expect(try await browser.get(play.play).contains("ENDEX"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `once the exercise has ended, a player's page says so first, and nothing on it is new or can be halted`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.begin()
            try await play.release("1")
            let browser = await play.player("A")
            #expect(try await browser.get(play.play).contains("id=\"now-read\""))
            try await play.act(.end)
            _ = try await browser.post("\(play.play)/confirmation")
            let page = try await browser.get(play.play)
            #expect(page.contains("data-stage=\"over\"") && page.contains("id=\"play-over\""))
            #expect(page.contains("Secret subject 1"))
            for gone in ["id=\"now-read\"", "data-unread", "/exercise/halt", "href=\"#play-now\""] {
                #expect(!page.contains(gone), "\(gone)")
            }
        }
    }

    /// S2, I23.
    @Test(arguments: TestEngine.allCases)
    func `each page of a player is marked, and every time says which clock it is of`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.ask("1", deadline: 20)
            try await play.begin()
            try await play.release("1")
            let browser = await play.player("A")
            let (paper, world) = (try await play.paper("1", "A"), play.world)
            let paths = [play.play, play.papersPath, "\(play.papersPath)/\(paper)"]
            for path in paths {
                let page = try await browser.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(page.contains("<title>EXERCISE · "), "\(path)")
                #expect(page.text.components(separatedBy: "exercise-bar").count == 3, "\(path)")
                #expect(page.contains("/events/\(world.event)/exercise/halt"), "\(path)")
            }
            let page = try await browser.get(play.play)
            #expect(page.contains("Story <b>") && page.contains("Tashkent time") && page.contains("Day 1"))
            #expect(page.contains("data-countdown"))
            let card = try await browser.get(paths[2])
            #expect(card.contains("exercise-chip"))
        }
    }

    /// K12.
    @Test func `the story's day is counted by the dates of its own zone`() {
        let row = StoryWords(zone: "Asia/Tashkent", storyZone: "Europe/Zagreb", begins: 1_813_297_200_000)
        let midnight: Int64 = 1_813_356_000_000
        #expect(row.day(midnight - 1) == 1)
        #expect(row.day(midnight) == 2)
        #expect(row.plain(midnight - 1_800_000).hasPrefix("Saturday 19 June"))
    }

    @Test(arguments: TestEngine.allCases)
    func `looking at a paper changes nothing, and saying so notes it once`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.begin()
            try await play.release("1")
            let (browser, paper) = (await play.player("A"), try await play.paper("1", "A"))
            let path = "\(play.papersPath)/\(paper)"
            let page = try await browser.get(path)
            #expect(page.contains("data-open"))
            #expect(try await site.count("SELECT COUNT(*) FROM paper_opening") == 0)
            #expect(try await browser.post("\(path)/opening").location == path)
            _ = try await browser.post("\(path)/opening", fragment: true)
            #expect(try await site.count("SELECT COUNT(*) FROM paper_opening") == 1)
            // Whoever runs the exercise reads it there, too, with who has opened it; an evaluator without a task in the cell does not.
            let look = try await play.world.browser(play.world.organiser).get(path)
            #expect(look.status == 200 && look.contains("Opened by") && look.contains("Person 1"))
            #expect(try await play.world.browser(play.world.seats[3]).get(path).status == 404)
            #expect(try await !browser.get(path).contains("data-open"))
        }
    }

    /// I7, F31.
    @Test(arguments: TestEngine.allCases)
    func `a paper of another cell is not there, until that cell passes it on`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"])])
            try await play.begin()
            try await play.release("1")
            let paper = try await play.paper("1", "A")
            let path = "\(play.papersPath)/\(paper)"
            let (one, two, three) = (await play.player("A"), await play.player("B"), await play.player("C"))
            for browser in [two, three] {
                #expect(try await browser.get(path).status == 404)
                #expect(try await browser.post("\(path)/opening").status == 404)
                #expect(try await browser.post("\(path)/passing", ["to": "\(play.cell("C"))"]).status == 404)
            }
            let nothing = try await two.get("\(play.papersPath)/\(site.environment.id(Paper.ID.self))")
            #expect(nothing.status == 404)
            #expect(try await one.post("\(path)/passing", ["to": ""]).status == 422)
            #expect(try await one.post("\(path)/passing", ["to": "\(play.cell("A"))"]).status == 422)
            let sent = try await one.post("\(path)/passing", ["to": "\(play.cell("B"))", "note": "For your hospital"])
            #expect(sent.status == 303)
            let passed = try await two.get(path)
            #expect(passed.contains("Passed on by Cell A") && passed.contains("For your hospital"))
            #expect(try await two.get(play.play).contains("Secret subject 1"))
            #expect(try await three.get(path).status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a correction strikes the paper for everybody who has it`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"])])
            try await play.begin()
            try await play.release("1")
            let (one, two) = (await play.player("A"), await play.player("B"))
            let path = "\(play.papersPath)/\(try await play.paper("1", "A"))"
            #expect(try await one.post("\(path)/passing", ["to": "\(play.cell("B"))"]).status == 303)
            try await ReleaseOperations.correct(
                try await play.controller(), play.event, try play.id("1"),
                texts: ["en": (subject: "Corrected subject", body: "Twelve, not twenty")])
            for browser in [one, two] {
                let page = try await browser.get(path)
                #expect(page.contains("paper document struck") && page.contains("Read the correction"))
                #expect(try await browser.get(play.papersPath).contains("Corrected subject"))
            }
        }
    }

    /// F11.
    @Test(arguments: TestEngine.allCases)
    func `who is moved to another cell sees nothing more of the first`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"])])
            try await play.begin()
            try await play.release("1")
            let (browser, cell) = (await play.player("A"), try play.cell("B"))
            let path = "\(play.papersPath)/\(try await play.paper("1", "A"))"
            #expect(try await browser.get(path).status == 200)
            let seat = play.world.seats[0].id
            try await site.database.write { tx in
                try tx.execute("UPDATE exercise_seat SET cell_id = \(cell) WHERE participant_id = \(seat)")
            }
            #expect(try await browser.get(path).status == 404)
            #expect(try await !browser.get(play.play).contains("Secret subject 1"))
            #expect(JournalKind.takingRights.isSuperset(of: ["seat.change", "seat.removal"]))
        }
    }

    /// S5.
    @Test(arguments: TestEngine.allCases)
    func `a real emergency takes the screen of every player, in all languages, and comes off again`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.begin()
            let (one, two) = (await play.player("A"), await play.player("B"))
            #expect(try await one.post("/events/\(play.event)/exercise/halt").status == 303)
            let page = try await two.get(play.play)
            #expect(page.contains("data-stage=\"halted\"") && page.contains("Person 1"))
            #expect(page.contains("+385 555 0101") && !page.contains("exercise-bar"))
            for language in Language.allCases {
                #expect(page.contains("lang=\"\(language.rawValue)\""))
            }
            #expect(try await two.get(play.papersPath).location == play.play)
            let observer = try await play.world.browser(play.world.observer).get(
                "/events/\(play.event)/exercise/observe")
            #expect(observer.contains("data-stage=\"halted\"") && !observer.contains("+385 555 0101"))
            try await play.act(.release)
            #expect(try await two.get(play.play).contains("id=\"play-now\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is released reaches the open page of its cell and of no other`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"])])
            try await play.begin()
            let one = try await play.player("A").listen("\(play.play)/live")
            let other = try await play.player("B").listen("\(play.play)/live")
            try await play.release("1")
            #expect(await one.next(containing: "Secret subject 1") != nil)
            #expect(await other.next(containing: "Secret subject 1", seconds: 0.5) == nil)
            one.close()
            other.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the projector's link opens the exercise while it is played, and the room again afterwards`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            let event = try await site.database.read { try EventStore($0).event(play.event) }
            let (browser, path) = (site.browser(), ProjectorLink.address(of: event, key: site.services.key))
            #expect(try await browser.get(path).status == 200)
            try await play.start()
            #expect(try await browser.get(path).location == "\(path)/exercise")
            let wall = try await browser.get("\(path)/exercise")
            #expect(wall.contains("Move 1") && wall.contains("Story"))
            #expect(try await browser.get("/events/\(play.event)/projector/wrong/exercise").status == 404)
            try await play.act(.end)
            #expect(try await browser.get(path).status == 200)
            #expect(try await browser.get("\(path)/exercise").contains("The exercise has ended"))
        }
    }

    /// S6.
    @Test(arguments: TestEngine.allCases)
    func `who has not confirmed the beginning is listed for whoever runs the exercise`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.start()
            let browser = await play.player("A")
            _ = try await browser.post("\(play.play)/confirmation")
            let path = "/events/\(play.event)/exercise/confirmations"
            let page = try await play.world.browser(play.world.organiser).get(path)
            #expect(page.status == 200 && page.text.components(separatedBy: "not yet").count > 3)
            #expect(try await browser.get(path).status == 404)
            #expect(try await play.world.browser(play.world.observer).get(path).status == 404)
            let figures = try await site.database.render(in: .english) { reading in
                let exercise = try PlayStore(reading).required(play.event)
                return try PlayerFacts.figures(
                    of: play.event, try ExercisePlan(exercise.msel, reading),
                    try ExerciseMoment(play.event, now: site.clock.now, reading), reading)
            }
            #expect(figures[try play.cell("A")] == nil)
            #expect(figures[try play.cell("B")]?.first?.count == 1)
        }
    }
}
