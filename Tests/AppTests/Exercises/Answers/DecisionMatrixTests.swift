import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What is seen of decisions side by side, by who sees it.
struct DecisionMatrixTests {
    private func matrix(_ room: AnswerWorld, _ visit: Visit) async throws -> DecisionMatrix {
        let event = room.event
        return try await room.site.database.read { try DecisionMatrix(ExerciseStanding(visit, event, $0), $0) }
    }

    private func show(_ room: AnswerWorld, _ comparison: Comparison) async throws {
        let (inject, event) = (try room.play.id("6"), room.event)
        try await room.site.database.write {
            try $0.execute("UPDATE inject SET shows_observers = TRUE WHERE id = \(inject)")
            try $0.execute("UPDATE exercise SET comparison = \(comparison) WHERE event_id = \(event)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who runs the exercise sees each cell's decision and which neighbours do not go together`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await room.decide("A", "close")
            try await room.decide("B", "keep")
            let line = try #require(try await matrix(room, try await room.play.controller()).lines.first)
            let clashes = line.squares.map { square in
                if case .decided(_, _, _, let isClash, _) = square { return isClash }
                return false
            }
            #expect(clashes == [true, true, false])
            #expect(line.squares.last == .open)
            #expect(line.counts.map(\.count) == [1, 0, 1, 0])
            let figures = try #require(try await room.figures().points.first)
            #expect(figures.clashes.count == 1 && figures.neighbours == 1)
            #expect(figures.likeness.coverage == RequestMeasures.Share(2, of: 3))
        }
    }

    /// I17.
    @Test(arguments: TestEngine.allCases)
    func `outside those who run it nothing names or orders cells, and nothing is there before observers may see it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await room.decide("A", "close")
            #expect(try await matrix(room, try await room.player("B")).lines.isEmpty)
            for comparison in [Comparison.private, .anonymous, .named] {
                try await show(room, comparison)
                let seen = try await matrix(room, try await room.observer())
                // Three cells are too few for letters, and none of them shows its own.
                #expect(seen.columns.isEmpty)
                #expect(seen.lines.map(\.letters) == [nil])
                #expect(seen.lines.first?.counts.map(\.count) == [0, 0, 0, 0])
                #expect(seen.lines.first?.decided == 1 && seen.lines.first?.asked == 3)
            }
            let cell = try room.play.cell("A")
            try await site.database.write {
                try $0.execute("UPDATE exercise_cell SET publication = 'named' WHERE id = \(cell)")
            }
            let named = try await matrix(room, try await room.player("B"))
            #expect(named.columns.map(\.code) == ["A"])
            #expect(named.lines.map(\.asked) == [1], "the other two are not counted: what they chose would follow")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `observers say once what they would decide, and groups under five are not shown`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (observer, player) = (try await room.observer(), try await room.player("A"))
            await expectRefusal(.notFound) {
                try await ObserverRoundOperations.answer(observer, room.event, room.point, "close")
            }
            try await show(room, .private)
            await expectRefusal(.notFound) {
                try await ObserverRoundOperations.answer(player, room.event, room.point, "close")
            }
            try await ObserverRoundOperations.answer(observer, room.event, room.point, "close")
            try await ObserverRoundOperations.answer(observer, room.event, room.point, "keep")
            let event = room.event
            let counts = try await site.database.read { try ObserverRoundStore($0).counts(of: event) }
            #expect(counts == [room.point: ["keep": 1]])
            #expect(try await matrix(room, observer).lines.first?.observers == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what observers answer is sealed for everybody until the round is over, and leaves sums only`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await show(room, .private)
            let (observer, point) = (try await room.observer(), room.point)
            try await ObserverRoundOperations.answer(observer, room.event, point, "keep")
            let others = (0..<6).map { _ in site.environment.id(Participant.ID.self) }
            try await site.database.write { tx in
                for person in others { try ObserverRoundStore.cast("close", by: person, on: point, tx) }
            }
            for visit in [try await room.play.controller(), observer] {
                #expect(try await matrix(room, visit).lines.first?.observers == nil)
            }
            #expect(try await matrix(room, observer).own == [point: "keep"])
            let api = room.world.api(room.world.observer)
            func told() async throws -> [String: Any] {
                let items = try await api.send(.get, "/api/v1/events/\(room.event)/exercise/opinions")["items"]
                return try #require((items as? [[String: Any]])?.first)
            }
            let open = try await told()
            #expect(open["own"] as? String == "keep" && open["answered"] == nil && open["isClosed"] as? Bool == false)
            try await room.play.act(.end)
            let line = try #require(try await matrix(room, observer).lines.first)
            // One alone would follow from the sum: no option is told.
            #expect(line.observers == DecisionMatrix.Observers(total: 7, counts: [:]))
            #expect(try await site.count("SELECT COUNT(*) FROM observer_ballot") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM observer_round WHERE ballot_key IS NOT NULL") == 0)
            let closed = try await told()
            #expect(closed["own"] == nil && closed["answered"] as? Int == 7)
            await expectRefusal(.answersHaveClosed) {
                try await ObserverRoundOperations.answer(observer, room.event, point, "close")
            }
            let page = await room.world.browser(room.world.observer)
            #expect(try await page.get(AnswerPaths.matrix(room.event)).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the page of who looks on is made once for all who come within a second, and anew once something happens`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (event, now) = (room.event, site.clock.now)
            func page(_ moment: Int64) async throws -> (elapsed: Int64, papers: Int) {
                try await site.database.read { reading in
                    let page = try #require(try WatchMemory.page(event, now: moment, reading))
                    return (page.view.moment.elapsed, page.view.paperCount)
                }
            }
            let first = try await page(now)
            #expect(try await page(now + 900) == first)
            #expect(try await page(now + 1_000).elapsed == first.elapsed + 1_000)
            try await room.play.release("7")
            #expect(try await page(now + 1_000).papers == first.papers + 1)
        }
    }

    @Test func `no small group follows from what is shown`() {
        #expect(ObserverRoundOperations.shown(["a": 4]) == nil)
        #expect(ObserverRoundOperations.shown(["a": 9, "b": 2])?.counts == [:])
        #expect(ObserverRoundOperations.shown(["a": 9, "b": 3, "c": 2])?.counts == ["a": 9])
        #expect(ObserverRoundOperations.shown(["a": 9, "b": 5])?.total == 14)
    }

    @Test(arguments: TestEngine.allCases)
    func `pages of decisions and measures carry the mark, and the list gives the same figures again`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await room.decide("A", "close")
            try await room.ask("A", ["B"])
            let director = await room.world.browser(room.world.organiser)
            for path in [AnswerPaths.matrix(room.event), AnswerPaths.measures(room.event)] {
                let page = try await director.get(path)
                #expect(page.status == 200)
                #expect(page.text.contains(ExerciseMark.call))
            }
            let figures = try await room.figures()
            let text = ([figures.file.header] + figures.file.rows).map { $0.joined(separator: ",") }
            let file = try RequestFile(Array(text.joined(separator: "\n").utf8), cells: figures.cells.map(\.code))
            #expect(file.requests.count == 1)
            let player = await room.world.browser(room.world.seats[0])
            #expect(try await player.get(AnswerPaths.measures(room.event)).status == 404)
            #expect(try await player.get(AnswerPaths.requestFile(room.event)).status == 404)
        }
    }

    /// I17.
    @Test(arguments: TestEngine.allCases)
    func `after the end everybody sees measures, and no page of theirs names a cell`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await room.decide("A", "close")
            try await room.ask("A", ["B"])
            try await room.play.act(.end)
            for seat in [room.world.seats[2], room.world.observer] {
                let browser = await room.world.browser(seat)
                for path in [AnswerPaths.measures(room.event), AnswerPaths.matrix(room.event)] {
                    let page = try await browser.get(path)
                    #expect(page.status == 200)
                    #expect(!page.text.contains("Cell A") && !page.text.contains("Cell B"))
                }
            }
            let director = await room.world.browser(room.world.organiser)
            #expect(try await director.get(AnswerPaths.measures(room.event)).text.contains("Cell B"))
        }
    }
}
