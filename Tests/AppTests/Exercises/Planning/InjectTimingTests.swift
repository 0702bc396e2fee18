import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let injectTimingScenarios = """
    POST   /events/:event/exercise/msel/timeline                                room  404,organiser=422,facilitator=422
    PUT    /api/v1/events/:event/injects/:inject/time                           room  422
    """

/// An inject is put earlier or later on the time line, compared with what was seen.
struct InjectTimingTests {
    private func due(_ plan: ExercisePlanWorld, _ label: String) async throws -> (Inject.ID, Int64?) {
        let read = try await plan.plan()
        let inject = try #require(read.injects.first { $0.label == label })
        return (inject.id, read.dueElapsed(inject))
    }

    @Test(arguments: TestEngine.allCases)
    func `an inject is put at another minute, and whoever saw it elsewhere is told`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let plan = try await ExercisePlanWorld(site)
            let (id, before) = try await due(plan, "5")
            let seen = try #require(before)
            let visit = try await plan.world.visit(plan.world.organiser)
            try await InjectTiming.put(visit, plan.event, .init(inject: id, seen: seen, due: 47 * EpochTime.minute))
            let after = try await plan.plan()
            let inject = try #require(after.inject(id))
            #expect(after.dueElapsed(inject) == 47 * EpochTime.minute)
            // It counts from the move in which it lies now.
            #expect(after.move(inject.move)?.number == 2)
            await #expect(throws: Refusal.self) {
                try await InjectTiming.put(visit, plan.event, .init(inject: id, seen: seen, due: 0))
            }
            await #expect(throws: Refusal.self) {
                try await InjectTiming.put(
                    visit, plan.event, .init(inject: id, seen: 47 * EpochTime.minute, due: .max))
            }
        }
    }

    @Test func `by the field of the page it is put elsewhere, said, and taken back by one press`() async throws {
        try await TestSite.with(.sqlite) { site in
            let plan = try await ExercisePlanWorld(site)
            let (id, before) = try await due(plan, "2")
            let seen = try #require(before)
            let path = InjectPaths.timeline(plan.event)
            let page = try await plan.lead.get(path)
            #expect(page.contains("data-put=\"\(id):\(seen)\"") && page.contains("id=\"put\""))
            let wrong = try await plan.lead.post(path, ["inject": "\(id):\(seen)", "time": "soon"])
            #expect(wrong.status == 422 && wrong.contains("0:45"))
            #expect(try await plan.lead.post(path, ["inject": "\(id):x", "time": "0:45"]).status == 422)
            let sent = try await plan.lead.post(path, ["inject": "\(id):\(seen)", "time": "0:06"])
            #expect(sent.status == 303)
            let told = try await plan.lead.get(try #require(sent.location))
            #expect(told.contains("id=\"put-back\""))
            let back = try await plan.lead.post(
                path, ["inject": "\(id):\(6 * EpochTime.minute)", "time": InjectTime.clock(seen)])
            #expect(back.status == 303)
            #expect(try await due(plan, "2").1 == seen)
        }
    }

    @Test func `a move takes its injects along, and with it those after it`() async throws {
        try await TestSite.with(.sqlite) { site in
            let plan = try await ExercisePlanWorld(site)
            let before = try await plan.plan()
            let move = try #require(before.moves.first { $0.number == 2 })
            let visit = try await plan.world.visit(plan.world.organiser)
            let (seen, later) = (move.plannedStart, 7 * EpochTime.minute)
            try await InjectTiming.put(
                visit, plan.event, .init(.move(move.id), seen: seen, due: seen + later, rest: true))
            let after = try await plan.plan()
            #expect(
                zip(before.moves, after.moves).map { $1.plannedStart - $0.plannedStart } == [0, later, later, later])
            for inject in after.injects {
                let old = before.injects.first { $0.id == inject.id }.flatMap { before.dueElapsed($0) } ?? 0
                let isLater = (after.move(inject.move)?.number ?? 1) >= 2
                #expect(after.dueElapsed(inject) == old + (isLater ? later : 0))
            }
            await #expect(throws: Refusal.self) {
                try await InjectTiming.put(visit, plan.event, .init(.move(move.id), seen: seen, due: 0))
            }
            let path = InjectPaths.timeline(plan.event)
            let page = try await plan.lead.get(path)
            #expect(page.contains("data-put=\"move:\(move.id):\(seen + later)\""))
            let back = try await plan.lead.post(
                path,
                ["inject": "move:\(move.id):\(seen + later)", "time": InjectTime.clock(seen), "rest": "1"])
            #expect(back.status == 303)
            #expect(try await plan.lead.get(try #require(back.location)).contains("id=\"put-back\""))
            #expect(try await plan.plan().moves.map(\.plannedStart) == before.moves.map(\.plannedStart))
        }
    }

    @Test func `in play nothing is put into what is over, and what is out stays`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", at: 10), .init(label: "2", at: 60)])
            try await play.start()
            play.advance(minutes: 30)
            let (one, two) = (try play.id("1"), try play.id("2"))
            let (minute, visit) = (EpochTime.minute, try await play.world.visit(play.world.organiser))
            await #expect(throws: Refusal.self) {
                try await InjectTiming.put(visit, play.event, .init(inject: two, seen: 60 * minute, due: 20 * minute))
            }
            try await InjectTiming.put(visit, play.event, .init(inject: two, seen: 60 * minute, due: 40 * minute))
            try await play.release("1")
            await #expect(throws: Refusal.self) {
                try await InjectTiming.put(visit, play.event, .init(inject: one, seen: 10 * minute, due: 50 * minute))
            }
        }
    }
}
