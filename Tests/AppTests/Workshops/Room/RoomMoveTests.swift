@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Moving the room is undone, and nothing goes back by one stray press.
struct RoomMoveTests {
    private static func stage(_ world: World) async throws -> WorkshopStage? {
        try await world.site.database.read { try EventStore($0).event(world.event).stage }
    }

    private static func move(_ world: World) async throws -> RoomMove? {
        let now = world.site.clock.now
        return try await world.site.database.read { try RoomMoveStore($0).move(of: world.event, at: now) }
    }

    private static func pass(_ world: World, seconds: Int64) async throws {
        world.site.clock.advance(seconds: seconds)
        try await StepWatch.run(world.site.database, world.site.environment)
    }

    @Test(arguments: TestEngine.allCases)
    func `going back waits two seconds, is told on the console, and can be undone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let browser = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/stage"
            try await browser.post(path, ["stage": "collect"])
            #expect(try await Self.stage(world) == .vote)
            let waiting = try #require(try await Self.move(world))
            let console = try await browser.get("/events/\(world.event)/console")
            #expect(console.contains("Going back to Collect") && console.contains("undo-move"))
            #expect(try await browser.post("\(path)/reversal", ["move": "\(waiting.id)"]).status == 303)
            try await Self.pass(world, seconds: 3)
            #expect(try await Self.stage(world) == .vote)
            try await browser.post(path, ["stage": "collect"])
            try await Self.pass(world, seconds: 1)
            #expect(try await Self.stage(world) == .vote)
            try await Self.pass(world, seconds: 2)
            #expect(try await Self.stage(world) == .collect)
            let kinds = try await site.journal().filter { $0.hasPrefix("stage.") }
            #expect(kinds == ["stage.announcement", "stage.undoing", "stage.announcement", "stage.opening"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `going on happens at once and can be taken back for a while`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/stage"
            try await browser.post(path, ["stage": "collect"])
            #expect(try await Self.stage(world) == .collect)
            let made = try #require(try await Self.move(world))
            try await browser.post("\(path)/reversal", ["move": "\(made.id)"])
            #expect(try await Self.stage(world) == nil)
            try await browser.post(path, ["stage": "merge"])
            let later = try #require(try await Self.move(world))
            site.clock.advance(seconds: 20)
            #expect(try await browser.post("\(path)/reversal", ["move": "\(later.id)"]).status == 409)
            #expect(try await Self.stage(world) == .merge)
            #expect(try await !browser.get("/events/\(world.event)/console").contains("undo-move"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of two who run the room the last press counts, and an old undo stops nothing`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .analyse)
            let (one, two) = (await world.browser(world.facilitator), await world.browser(world.organiser))
            let path = "/events/\(world.event)/stage"
            try await one.post(path, ["stage": "collect"])
            let first = try #require(try await Self.move(world))
            try await two.post(path, ["stage": "merge"])
            #expect(try await one.post("\(path)/reversal", ["move": "\(first.id)"]).status == 409)
            try await Self.pass(world, seconds: 3)
            #expect(try await Self.stage(world) == .merge)
            // Who goes on meanwhile has overtaken the way back.
            try await one.post(path, ["stage": "collect"])
            try await two.post(path, ["stage": "envision"])
            try await Self.pass(world, seconds: 3)
            #expect(try await Self.stage(world) == .envision)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whichever node is alive carries it out, but not long after`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .analyse)
            let browser = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/stage"
            try await browser.post(path, ["stage": "collect"])
            // Two nodes look at the same time: one carries it out.
            site.clock.advance(seconds: 2)
            let environment = site.environment
            async let one: Void = StepWatch.run(site.database, environment)
            async let two: Void = StepWatch.run(site.database, environment)
            _ = try await (one, two)
            #expect(try await Self.stage(world) == .collect)
            #expect(try await site.journal().filter { $0 == "stage.opening" }.count == 1)
            try await browser.post(path, ["stage": "analyse"])
            try await browser.post(path, ["stage": "merge"])
            try await Self.pass(world, seconds: 3600)
            #expect(try await Self.stage(world) == .analyse, "nobody was there for an hour")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a vote that opens meanwhile stays open`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let world = merge.world
            try await StageOperations.open(merge.lead, world.event, stage: .vote, topic: nil)
            let browser = await world.browser(world.facilitator)
            try await browser.post("/events/\(world.event)/stage", ["stage": "collect"])
            try await merge.vote(on: merge.issues[0].id, state: "open")
            try await Self.pass(world, seconds: 3)
            #expect(try await Self.stage(world) == .vote)
            #expect(try await Self.move(world) == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a step that is undone has not been opened`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let environment = site.environment
            try await site.database.write { tx in
                for (number, stage) in [WorkshopStage.collect, .merge].enumerated() {
                    try StepStore.insert(environment.id(), in: world.event, StepFields(stage), position: number + 1, tx)
                }
            }
            let steps = try await site.database.read { try StepStore($0).steps(of: world.event) }
            let browser = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/stage"
            for step in steps { try await browser.post(path, ["stage": step.stage.rawValue, "step": "\(step.id)"]) }
            let made = try #require(try await Self.move(world))
            try await browser.post("\(path)/reversal", ["move": "\(made.id)"])
            let after = try await site.database.read { try StepStore($0).steps(of: world.event) }
            #expect(try await Self.stage(world) == .collect)
            #expect(after[1].openedAt == nil && after[0].openedAt == steps[0].openedAt ?? site.clock.now)
        }
    }

    /// The room came from a topic that was taken away meanwhile: nothing leads back to it.
    @Test(arguments: TestEngine.allCases)
    func `a topic that was removed since is not put back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/stage"
            try await browser.post(path, ["stage": "collect", "topic": "\(world.topics[4])"])
            try await browser.post(path, ["stage": "merge", "topic": "\(world.topics[0])"])
            let made = try #require(try await Self.move(world))
            #expect(made.from.topic == world.topics[4])
            try await EventOperations.removeTopic(try await world.visit(world.organiser), world.event, world.topics[4])
            #expect(try await browser.post("\(path)/reversal", ["move": "\(made.id)"]).status == 409)
            let stored = try await site.database.read { try EventStore($0).event(world.event) }
            #expect(stored.stage == .merge && stored.topic == world.topics[0])
            #expect(try await !browser.get("/events/\(world.event)/console").contains("undo-move"))
        }
    }
}
