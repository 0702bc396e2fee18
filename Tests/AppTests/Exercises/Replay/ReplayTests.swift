import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let replayScenarios = """
    GET    /events/:event/exercise/replay                               room  404,organiser=409
    GET    /programmes/:programme/scenarios/:scenario/runs              owners
    GET    /api/v1/events/:event/exercise/replay                        room  404,organiser=409
    GET    /api/v1/programmes/:programme/scenarios/:scenario/runs       owners
    """

let replayScreens = """
    - organiser     en runs             /programmes/:programme/scenarios/:scenario/runs
    """

/// What a cell knew at any moment.
struct ReplayTests {
    private static func moment(_ room: AnswerWorld, _ code: String, _ minutes: Int64, seconds: Int64 = 0) async throws
        -> ReplayMoment
    {
        let (event, now, cell) = (room.event, room.site.clock.now, try room.play.cell(code))
        let at = minutes * AnswerWorld.minute + seconds * 1_000
        return try await room.site.database.read { reading in
            let exercise = try PlayStore(reading).required(event)
            let record = try #require(try PlanStore(reading).cells(of: exercise.msel).first { $0.id == cell })
            return try ReplayMoment(exercise, record, at: at, now: now, reading)
        }
    }

    /// At 1 A reads its paper, at 2 it decides, at 3 it asks B, at 4 it writes into its picture; at 5 it decides anew, at 6 B acknowledges, at 7
    /// A confirms its item; at 8 B gets another paper.
    private static func played(_ site: TestSite) async throws -> AnswerWorld {
        let room = try await AnswerWorld(site)
        let (event, play) = (room.event, room.play)
        let cell = try play.cell("A")
        let paper = try #require(try await play.papers().first { $0.cell == cell })
        play.advance(minutes: 1)
        try await PlayerOperations.open(try await room.player("A"), event, paper.id)
        play.advance(minutes: 1)
        try await room.decide("A", "close")
        play.advance(minutes: 1)
        let asked = try await room.ask("A", ["B"])
        play.advance(minutes: 1)
        var fields = PictureFields()
        fields.text = "Sore eyes"
        let item = try await CellPictureOperations.add(
            try await room.player("A"), event, CellPictureOperations.Sending(fields))
        play.advance(minutes: 1)
        var sending = room.sending("keep")
        sending.fields.changeReason = "The hospital called"
        _ = try await CellDecisionOperations.decide(try await room.player("A"), event, room.point, sending)
        play.advance(minutes: 1)
        try await CellRequestOperations.acknowledge(try await room.player("B"), event, try #require(asked.first))
        play.advance(minutes: 1)
        fields.standing = PictureStanding.confirmed.rawValue
        try await CellPictureOperations.change(
            try await room.player("A"), event, item, CellPictureOperations.Sending(fields))
        play.advance(minutes: 1)
        try await play.release("7")
        play.advance(minutes: 1)
        return room
    }

    /// F50.
    @Test(arguments: TestEngine.allCases)
    func `a cell is seen as it stood at any moment`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await Self.played(site)
            let start = try await Self.moment(room, "A", 0, seconds: 30)
            #expect(start.papers.count == 1 && start.opened.isEmpty)
            #expect(start.decisions.count == 1 && start.decisions[0].decision == nil)
            #expect(start.requests.isEmpty && start.picture.isEmpty)
            let middle = try await Self.moment(room, "A", 4, seconds: 30)
            #expect(middle.opened.values.sorted() == [AnswerWorld.minute])
            #expect(middle.decisions[0].decision?.choice == "close" && middle.decisions[0].decision?.version == 1)
            #expect(middle.requests.map(\.state) == [.sent])
            #expect(middle.picture.map(\.standing) == [.unconfirmed])
            let late = try await Self.moment(room, "A", 7)
            #expect(late.decisions[0].decision?.version == 2)
            #expect(late.requests.map(\.state) == [.acknowledged])
            #expect(late.picture.map(\.standing) == [.confirmed])
            #expect(late.log.count > middle.log.count && middle.log.count > start.log.count)
            #expect(try await Self.moment(room, "B", 7, seconds: 59).papers.count == 1)
            #expect(try await Self.moment(room, "B", 8).papers.count == 2)
            // Nothing is later than the clock, and nothing earlier than its beginning.
            #expect(try await Self.moment(room, "B", 60).at == 9 * AnswerWorld.minute)
            #expect(try await Self.moment(room, "B", -60).at == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who runs it looks back at all cells, an evaluator at those watched, a player at the own one after the end`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await Self.played(site)
            let (world, play) = (room.world, room.play)
            let path = "/events/\(room.event)/exercise/replay"
            let (a, b) = (try play.cell("A"), try play.cell("B"))
            let lead = await world.browser(world.organiser)
            let page = try await lead.get("\(path)?at=0:04:30&cell=\(a)")
            #expect(page.status == 200 && page.contains("0:04:30") && page.contains("type=\"range\""))
            #expect(try await lead.get("\(path)?minute=4").contains("0:04:00"))
            #expect(try await lead.get("\(path)?at=4:30&cell=\(b)").contains("0:04:30"))
            #expect(try await lead.get("\(path)?cell=none").status == 404)
            let evaluator = await world.browser(world.seats[3])
            #expect(try await evaluator.get(path).status == 404)
            try await play.watch("A")
            #expect(try await evaluator.get("\(path)?cell=\(a)").status == 200)
            #expect(try await evaluator.get("\(path)?cell=\(b)").status == 404)
            let (player, observer) = (await world.browser(world.seats[0]), await world.browser(world.observer))
            #expect(try await player.get(path).status == 404)
            try await play.act(.end)
            #expect(try await player.get(path).status == 200)
            #expect(try await player.get("\(path)?cell=\(b)").status == 404)
            #expect(try await observer.get(path).status == 404)
            let told = try await world.api(world.seats[0]).send(
                .get, "/api/v1/events/\(room.event)/exercise/replay?at=0:04:30")
            #expect(told.text("cell") == "\(a)")
            #expect((told["picture"] as? [Any])?.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two exercises of one scenario stand side by side, and no cell is named that is not compared by name`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (world, environment) = (room.world, site.environment)
            for code in ["A", "B", "C"] { try await room.decide(code, code == "C" ? "keep" : "close") }
            let scenario = try await ExerciseCopyOperations.save(
                try await room.play.director(), room.event, title: "Nordgate")
            let other = try await site.database.write { tx in
                let other = try WorldMaker(environment: environment).addEvent(
                    tx, world.programme, code: "RETEST", title: "Nordgate again")
                try ExerciseCopyOperations.fillIn(Work(tx, environment), other, of: scenario)
                let own = try PlayStore(tx).required(other)
                try tx.execute("UPDATE exercise SET state = 'ended' WHERE event_id = \(other)")
                try tx.execute(
                    """
                    UPDATE inject SET status = 'released', released_elapsed = 720000, released_wall = 0
                    WHERE msel_id = \(own.msel) AND label = '6'
                    """)
                return other
            }
            let visit = try await world.visit(world.organiser)
            func read(_ query: [(name: String, value: String)] = []) async throws -> RunComparison? {
                try await site.database.read {
                    try RunComparison.read(visit, world.programme, scenario, FormValues(query), $0).comparison
                }
            }
            let comparison = try #require(try await read())
            #expect(Set(comparison.runs.map(\.event)) == [room.event, other] && !comparison.namesCells)
            let line = try #require(comparison.lines.first { $0.inject.label == "6" })
            let first = try #require(comparison.runs.firstIndex { $0.event == room.event })
            let (one, two) = (line.played[first], line.played[1 - first])
            #expect(one?.released == 0 && one?.decided == 3 && one?.alike == Rational(1, 3))
            #expect(two?.released == 720_000 && two?.late == 720_000 && two?.decided == 0)
            #expect(try #require(comparison.lines.first { $0.inject.label == "7" }).played[first]?.released == nil)
            let page = try await world.browser(world.organiser).get(
                "/programmes/\(world.programme)/scenarios/\(scenario)/runs?one=\(room.event)&other=\(other)")
            #expect(page.contains("0:12:00") && page.contains("Nordgate again") && !page.contains("Cell A"))
            let unknown = [(name: "one", value: "\(room.event)"), (name: "other", value: "none")]
            await expectRefusal(.notFound) { _ = try await read(unknown) }
            await #expect(
                try world.browser(world.facilitator).get(
                    "/programmes/\(world.programme)/scenarios/\(scenario)/runs"
                ).status != 200)
        }
    }
}
