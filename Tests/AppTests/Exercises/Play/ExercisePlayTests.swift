import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let playScenarios = """
    POST   /events/:event/exercise/clock                                        room  400
    GET    /events/:event/exercise/halt                                         room
    POST   /events/:event/exercise/halt                                         room  409
    POST   /events/:event/exercise/alarm                                        room  404,organiser=303
    POST   /events/:event/exercise/moves/:move/opening                          room  404,organiser=409
    POST   /events/:event/exercise/moves/:move/closing                          room  404,organiser=409
    POST   /events/:event/exercise/injects/:inject/hold                         room  404,organiser=409
    POST   /events/:event/exercise/injects/:inject/completion                   room  404,organiser=409
    POST   /events/:event/exercise/injects/:inject/call                         room  400
    GET    /api/v1/events/:event/exercise                                       room
    PUT    /api/v1/events/:event/exercise                                       room  404,organiser=200
    POST   /api/v1/events/:event/exercise/clock                                 room  422
    GET    /api/v1/events/:event/releases                                       room  404,organiser=200
    POST   /api/v1/events/:event/releases                                       room  422
    GET    /api/v1/events/:event/papers                                         room  404,organiser=200
    """

/// The states of an exercise and its clocks.
struct ExercisePlayTests {
    private static let minute = PlayWorld.minute

    @Test(arguments: TestEngine.allCases)
    func `it goes from ready to ended, and what is pressed at the wrong time changes nothing`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            await expectRefusal(.exerciseIs(.ready)) { try await play.act(.pause) }
            #expect(try await play.exercise().state == .ready)
            try await play.start()
            await expectRefusal(.exerciseIs(.running)) { try await play.start() }
            await expectRefusal(.exerciseIs(.running)) { try await play.act(.resume) }
            play.advance(minutes: 20)
            try await play.act(.pause)
            play.advance(minutes: 15)
            // I1: a pause keeps what was played.
            #expect(try await play.moment().elapsed == 20 * Self.minute)
            try await play.act(.resume)
            play.advance(minutes: 5)
            #expect(try await play.moment().elapsed == 25 * Self.minute)
            try await play.act(.end)
            play.advance(minutes: 5)
            #expect(try await play.moment().elapsed == 25 * Self.minute)
            for act in ExerciseOperations.Act.allCases {
                await expectRefusal(.exerciseHasEnded) { try await play.act(act) }
            }
            let kinds = try await play.moment().clock.marks.map(\.kind)
            #expect(kinds == [.start, .pause, .resume, .end])
        }
    }

    /// I12.
    @Test(arguments: TestEngine.allCases)
    func `of two who press at once the first wins, and the second is told who was quicker`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            try await play.start()
            play.advance(minutes: 1)
            try await ExerciseOperations.act(try await play.controller(), play.event, .pause, seen: 1)
            let refused = await refusal { try await play.act(.pause, seen: 1) }
            #expect(refused?.code == "clock-moved")
            #expect(refused?.title.string(in: .english).contains("Fatima Lead") == true)
            #expect(refused?.title.string(in: .english).contains("10:01:00") == true)
            #expect(try await play.moment().clock.marks.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `controllers pause and go on, the rest of the clock is the director's, and players see no console`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            let controller = try await play.controller()
            await expectRefusal(.forbidden) { try await ExerciseOperations.act(controller, play.event, .start) }
            try await play.start()
            try await ExerciseOperations.act(controller, play.event, .pause)
            try await ExerciseOperations.act(controller, play.event, .resume)
            await expectRefusal(.forbidden) { try await ExerciseOperations.act(controller, play.event, .end) }
            for seat in [play.world.member, play.world.seats[3], play.world.observer] {
                let visit = try await play.world.visit(seat)
                await expectRefusal(.notFound) { try await ExerciseOperations.act(visit, play.event, .pause) }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only a rehearsal runs faster, and never at a speed that is none`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            try await play.start()
            let director = try await play.director()
            await expectRefusal(.speedIsForRehearsals) {
                try await ExerciseOperations.act(director, play.event, .speed, speed: Speed(2, 1))
            }
            await expectRefusal(.invalid([:])) {
                try await ExerciseOperations.act(director, play.event, .speed, speed: Speed(.max, 1))
            }
            try await ExerciseOperations.act(director, play.event, .speed, speed: Speed(1, 2))
            play.advance(minutes: 10)
            #expect(try await play.moment().elapsed == 5 * Self.minute)
        }
    }

    /// K17 and the amendment on who may halt.
    @Test(arguments: TestEngine.allCases)
    func `a player halts everything at once, and only the director ends the halt`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", at: 5, release: "due")])
            try await play.start()
            play.advance(minutes: 4)
            let player = try await play.world.visit(play.world.member)
            #expect(try await ExerciseOperations.halt(player, play.event) == .halted)
            // Pressed again, nothing happens.
            #expect(try await ExerciseOperations.halt(player, play.event) == .halted)
            play.advance(minutes: 10)
            try await play.look()
            #expect(try await play.papers().isEmpty)
            let controller = try await play.controller()
            await expectRefusal(.forbidden) { try await ExerciseOperations.act(controller, play.event, .release) }
            await expectRefusal(.exerciseIs(.halted)) { try await play.release("1") }
            try await play.act(.release)
            #expect(try await play.exercise().state == .paused)
            try await play.look()
            #expect(try await play.papers().isEmpty)
            try await play.act(.resume)
            #expect(try await play.moment().elapsed == 4 * Self.minute)
            play.advance(minutes: 1)
            try await play.look()
            #expect(try await play.having("1") == "A B C")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an observer raises an alarm, which a controller confirms or puts aside`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            try await play.start()
            let (observer, controller) = (try await play.world.visit(play.world.observer), try await play.controller())
            for _ in 0..<3 { #expect(try await ExerciseOperations.halt(observer, play.event) == .alarmed) }
            #expect(try await play.exercise().state == .running)
            #expect(try await play.journal("exercise.alarm") == 1)
            try await ExerciseOperations.answerAlarm(controller, play.event, isReal: false)
            #expect(try await play.exercise().state == .running)
            await expectRefusal(.notFound) {
                try await ExerciseOperations.answerAlarm(observer, play.event, isReal: true)
            }
            _ = try await ExerciseOperations.halt(observer, play.event)
            try await ExerciseOperations.answerAlarm(controller, play.event, isReal: true)
            #expect(try await play.exercise().state == .halted)
        }
    }

    /// I2, K18.
    @Test(arguments: TestEngine.allCases)
    func `the story jumps from where it is, also back, and never without a reason`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            try await play.start()
            let director = try await play.director()
            let start = try #require(try await play.moment().story)
            play.advance(minutes: 10)
            #expect(try await play.moment().story == start + 10 * Self.minute)
            await expectRefusal(.invalid([:])) {
                try await MoveOperations.jump(director, play.event, to: start, rate: nil, reason: " ")
            }
            await expectRefusal(.invalid([:])) {
                try await MoveOperations.jump(director, play.event, to: .max, rate: nil, reason: "Far")
            }
            try await MoveOperations.jump(director, play.event, to: start, rate: Speed(4, 1), reason: "Once more")
            play.advance(minutes: 5)
            #expect(try await play.moment().story == start + 20 * Self.minute)
            #expect(try await play.moment().elapsed == 15 * Self.minute)
        }
    }

    /// F21.
    @Test(arguments: TestEngine.allCases)
    func `what a closed move leaves behind is kept for the next one or deferred, and never falls due`(
        engine: TestEngine
    ) async throws {
        for left in MoveOperations.Left.allCases {
            try await TestSite.with(engine, runsClocks: false) { site in
                let play = try await PlayWorld(
                    site, [.init(label: "1", at: 40, release: "due", move: 1), .init(label: "2", at: 10, move: 2)])
                try await play.start()
                play.advance(minutes: 30)
                let controller = try await play.controller()
                // K4: the second move's waits for it.
                #expect(try await play.view().schedule.waiting.map(\.id) == [play.id("2").description])
                try await MoveOperations.open(controller, play.event, play.moves[1], left: left)
                await expectRefusal(.moveIsNotNext) {
                    try await MoveOperations.open(controller, play.event, play.moves[1], left: left)
                }
                play.advance(minutes: 30)
                try await play.look()
                #expect(try await play.papers().isEmpty)
                let view = try await play.view()
                let inject = try #require(view.plan.inject(try play.id("1")))
                #expect(inject.status == (left == .keep ? .approved : .deferred))
                #expect(inject.move == (left == .keep ? play.moves[1] : play.moves[0]))
                // Due ten minutes after the move was opened, not after it was planned.
                #expect(view.schedule.overdue.map(\.late) == [20 * Self.minute])
            }
        }
    }
}
