import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Faults of an exercise in play that no other test holds; docs/faults.md names them all.
struct ExerciseFaultTests {
    @Test func `F6 the night in which clocks go forward takes an hour from the clock, and none from the story`() throws
    {
        let start = try #require(EventClock(zone: "Europe/Zagreb").milliseconds("2027-03-27T23:30"))
        let words = StoryWords(zone: "Europe/Zagreb", storyZone: "Europe/Zagreb", begins: start)
        let hour = 60 * PlayWorld.minute
        #expect(words.plain(start + 2 * hour).contains("1:30"))
        #expect(words.plain(start + 2 * hour + hour / 2).contains("3:00"))
        #expect(words.plain(start + 3 * hour).contains("3:30"))
        #expect(words.day(start + 2 * hour) == 2)
    }

    @Test(arguments: TestEngine.allCases)
    func `F8 a cell whose zone changes in play reads other clocks, and nothing else changes`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1"), .init(label: "2", at: 45, release: "due")])
            try await play.begin()
            try await play.release("1")
            let (browser, msel, cell) = (await play.player("A"), play.msel, try play.cell("A"))
            #expect(try await browser.get(play.play).contains("Tashkent time"))
            let (papers, due) = (try await play.papers(), try await play.view().schedule.later.map(\.id))
            let environment = site.environment
            try await site.database.write { tx in
                let record = try #require(try PlanStore(tx).cells(of: msel).first { $0.id == cell })
                var fields = CellFields(record)
                fields.zone = "Asia/Amman"
                try ExercisePlanOperations.changeCellIn(Work(tx, environment), msel, cell, fields)
            }
            let page = try await browser.get(play.play)
            #expect(page.contains("Amman time") && !page.contains("Tashkent time"))
            let after = try await play.papers()
            #expect(after.map(\.body) == papers.map(\.body) && after.map(\.story) == papers.map(\.story))
            #expect(try await play.view().schedule.later.map(\.id) == due)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `F10 calls of a controller who is one no more are everybody's`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", channel: "phone", to: ["A"])])
            try await play.start()
            let (event, inject) = (play.event, try play.id("1"))
            try await site.database.write { tx in
                try tx.execute(
                    """
                    UPDATE inject SET controller_id = (
                        SELECT id FROM exercise_seat WHERE event_id = \(event) AND role = 'controller') WHERE id = \(inject)
                    """)
            }
            let lead = await play.world.browser(play.world.organiser)
            #expect(try await !lead.get(PlayPaths.control(event)).contains("card-\(inject)"))
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE exercise_seat SET role = 'observer' WHERE event_id = \(event) AND role = 'controller'")
            }
            #expect(try await lead.get(PlayPaths.control(event)).contains("card-\(inject)"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `F12 when who speaks for a cell is gone, somebody else of it decides in time, and says for whom`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (gone, other) = (room.world.seats[0].id, try room.play.cell("B"))
            try await site.database.write { tx in
                try tx.execute(
                    """
                    UPDATE exercise_seat SET cell_id = \(other), is_spokesperson = FALSE WHERE participant_id = \(gone)
                    """)
            }
            room.play.advance(minutes: 10)
            var fields = DecisionFields()
            (fields.option, fields.confidence, fields.deputising) = ("close", 3, "Person 1")
            _ = try await CellDecisionOperations.decide(
                try await room.colleague(), room.event, room.point, CellDecisionOperations.Sending(fields))
            let made = try #require(try await room.decisions().first)
            #expect(made.choice == "close" && !made.isSpokesperson && !made.isLate)
            #expect(made.fields.deputising == "Person 1")
            await expectRefusal(.notFound) {
                _ = try await CellDecisionOperations.consent(try await room.player("A"), room.event, made.id)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `F22 a jump of the story leaves the time that is left as it was`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            room.play.advance(minutes: 5)
            let (event, cell) = (room.event, try room.play.cell("A"))
            let deadline = {
                let now = site.clock.now
                return try await site.database.read { try CellView(event, cell, now: now, $0)?.open.first?.deadline }
            }
            let before = try #require(try await deadline())
            #expect(before == 20 * AnswerWorld.minute)
            let story = try #require(try await room.play.moment().story)
            try await MoveOperations.jump(
                try await room.play.director(), event, to: story + 48 * 60 * AnswerWorld.minute, rate: Speed(60, 1),
                reason: "Two days later")
            #expect(try await deadline() == before)
            room.play.advance(minutes: 14)
            try await room.decide("A", "keep")
            #expect(try await room.decisions().first?.isLate == false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `F27 a paper in Arabic reads in its own direction on a page that is English, its digits as they were typed`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let words = "أغلقوا الباب 12 في 09:40 (Hall B)"
            let play = try await PlayWorld(
                site, [.init(label: "1", to: ["A"], languages: ["en", "ar"], body: words)])
            let cell = try play.cell("A")
            try await site.database.write { tx in
                try tx.execute("UPDATE exercise_cell SET language = 'ar' WHERE id = \(cell)")
            }
            try await play.begin()
            try await play.release("1")
            let paper = try await play.paper("1", "A")
            let page = try await play.player("A").get("\(play.papersPath)/\(paper)")
            #expect(page.contains("<html lang=\"en\"") && page.contains("class=\"paper-in\" lang=\"ar\""))
            #expect(page.contains("<div class=\"paper-body\" dir=\"auto\">\(words) (ar)</div>"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `F45 the wall that is loaded again in the middle of a briefing shows it again`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            let move = play.moves[0]
            try await site.database.write { tx in
                try tx.execute("UPDATE exercise_move SET briefing = 'It is the eve of a festival.' WHERE id = \(move)")
            }
            try await play.start()
            let event = try await site.database.read { try EventStore($0).event(play.event) }
            let path = "\(ProjectorLink.address(of: event, key: site.services.key))/exercise"
            let first = try await site.browser().get(path)
            play.advance(minutes: 3)
            let again = try await site.browser().get(path)
            for page in [first, again] {
                #expect(page.status == 200 && page.contains("It is the eve of a festival."))
                #expect(page.contains("data-clock"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `F49 what was anchored to a day after the end never goes out`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let tomorrow = site.clock.now + 24 * 60 * PlayWorld.minute
            let play = try await PlayWorld(
                site, [.init(label: "1", anchor: "wall", wallAt: tomorrow, release: "due")])
            try await play.start()
            play.advance(minutes: 60)
            try await play.act(.end)
            play.advance(minutes: 24 * 60)
            try await play.look()
            #expect(try await play.papers().isEmpty)
            #expect(await refusal { try await play.release("1") } != nil)
            #expect(try await play.papers().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `F48 once names are erased ratings and counts stand as before`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            try await after.rateAll(TaskRating.some)
            let before = try await after.sight().agreement
            let event = after.event
            try await site.database.write { tx in
                try PersonTraceStore.eraseNames(of: "event_id = \(event)", now: 2, tx)
            }
            let sight = try await after.sight()
            #expect(sight.agreement.counts == before.counts && sight.agreement.unitCount == before.unitCount)
            #expect(sight.result(after.unit(0, 0)) == TaskRating.some)
        }
    }
}
