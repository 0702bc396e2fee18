import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let answerScenarios = """
    GET    /events/:event/exercise/matrix                              room  404,organiser=200
    GET    /events/:event/exercise/matrix/live                         room  404,organiser=200
    POST   /events/:event/exercise/points/:point/observing             room  404
    GET    /events/:event/exercise/decisions/:choice                   room  404,organiser=200
    POST   /events/:event/exercise/decisions/:choice/withdrawal        room  404,organiser=422
    GET    /events/:event/exercise/measures                            room  404,organiser=200
    GET    /events/:event/exercise/measures/requests.csv               room  404,organiser=200
    GET    /api/v1/events/:event/exercise/decisions                    room  200
    POST   /api/v1/events/:event/decisions                             room  422
    GET    /api/v1/events/:event/exercise/opinions                     room  200
    PUT    /api/v1/events/:event/exercise/points/:point/opinion        room  422
    GET    /api/v1/events/:event/requests                              room  200
    POST   /api/v1/events/:event/requests                              room  422
    POST   /api/v1/events/:event/requests/:demand/steps                room  422
    GET    /api/v1/events/:event/picture                               room  200
    POST   /api/v1/events/:event/picture                               room  422
    PUT    /api/v1/events/:event/picture/:picture                         room  422
    GET    /api/v1/events/:event/exercise/log                          room  200
    GET    /api/v1/events/:event/measures                              room  404,organiser=200
    """

/// What cells decide: each version stands for ever.
struct CellDecisionTests {
    /// F13.
    @Test(arguments: TestEngine.allCases)
    func `two players of a cell who decide within a second make two versions, each with its name`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (one, other) = (try await room.player("A"), try await room.colleague())
            let (first, second) = (room.sending("close", basis: 0), room.sending("keep", basis: 0))
            async let left = CellDecisionOperations.decide(one, room.event, room.point, first)
            async let right = CellDecisionOperations.decide(other, room.event, room.point, second)
            _ = try await [left, right]
            let versions = try await room.decisions()
            #expect(versions.map(\.version) == [1, 2])
            #expect(Set(versions.compactMap(\.author)).count == 2)
            #expect(Set(versions.map(\.function)) == ["P", "S"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who saw the version before says why they change it, and the same sending counts once`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let visit = try await room.player("A")
            let id = try await CellDecisionOperations.decide(
                visit, room.event, room.point, room.sending("close", key: "k"))
            let again = try await CellDecisionOperations.decide(
                visit, room.event, room.point, room.sending("close", key: "k"))
            #expect(id == again)
            let refused = await refusal {
                _ = try await CellDecisionOperations.decide(
                    visit, room.event, room.point, room.sending("keep", basis: 1))
            }
            #expect(refused?.fields["change-reason"] != nil)
            var sending = room.sending("keep", basis: 1)
            sending.fields.changeReason = "The hospital called"
            _ = try await CellDecisionOperations.decide(visit, room.event, room.point, sending)
            #expect(try await room.decisions().map(\.choice) == ["close", "keep"])
        }
    }

    /// I6: nothing is told of what is not released, and I7.
    @Test(arguments: TestEngine.allCases)
    func `before the paper is there, for another cell and for who looks on there is no such question`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site, isReleased: false)
            await expectRefusal(.notFound) { try await room.decide("A", "close") }
            try await room.play.release("6")
            let (observer, cell) = (try await room.observer(), try room.play.cell("B"))
            await expectRefusal(.notFound) {
                _ = try await CellDecisionOperations.decide(
                    observer, room.event, room.point, room.sending("close"))
            }
            let player = try await room.player("A")
            await expectRefusal(.notFound) {
                _ = try await CellDecisionOperations.decide(
                    player, room.event, room.point, room.sending("close"), for: cell)
            }
            let controller = try await room.play.controller()
            await expectRefusal(.notFound) {
                _ = try await CellDecisionOperations.decide(
                    controller, room.event, room.point, room.sending("close"), for: cell)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after its time a decision is taken with a reason, and marked late`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            room.play.advance(minutes: 21)
            let visit = try await room.player("A")
            let refused = await refusal { try await room.decide("A", "close") }
            #expect(refused?.fields["late-reason"] != nil)
            var sending = room.sending("close")
            sending.fields.lateReason = "No line to the station"
            _ = try await CellDecisionOperations.decide(visit, room.event, room.point, sending)
            let decision = try #require(try await room.decisions().first)
            #expect(decision.isLate && decision.decided == 21 * AnswerWorld.minute)
        }
    }

    /// F14, F15.
    @Test(arguments: TestEngine.allCases)
    func `a phone that was offline for 25 minutes decided when it was written, even if its clock is three hours wrong`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            room.play.advance(minutes: 5)
            let typed = site.clock.now
            room.play.advance(minutes: 25)
            let wrong: Int64 = 180 * AnswerWorld.minute
            let device = DeviceTime(typedAt: typed + wrong, deviceNow: site.clock.now + wrong, isOffline: true)
            _ = try await CellDecisionOperations.decide(
                try await room.player("A"), room.event, room.point, room.sending("close", device: device))
            let decision = try #require(try await room.decisions().first)
            #expect(decision.decided == 5 * AnswerWorld.minute)
            #expect(decision.isOffline && !decision.isLate)
            // A time that cannot be counts as nothing: it was decided when it came.
            let future = DeviceTime(typedAt: site.clock.now + wrong, isOffline: true)
            _ = try await CellDecisionOperations.decide(
                try await room.player("B"), room.event, room.point, room.sending("close", device: future))
            #expect(try await room.decisions("B").first?.decided == 30 * AnswerWorld.minute)
            let ends = DeviceTime(typedAt: .max, deviceNow: .min, isOffline: true)
            #expect(ends.typed(received: .max) == nil)
        }
    }

    /// F37, I11.
    @Test(arguments: TestEngine.allCases)
    func `after the end only what was written before without connection is taken, for a quarter of an hour`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            room.play.advance(minutes: 5)
            let typed = site.clock.now
            room.play.advance(minutes: 5)
            try await room.play.act(.end)
            #expect(try await room.figures().openDecisions == 3)
            await expectRefusal(.answersHaveClosed) { try await room.decide("A", "close") }
            room.play.advance(minutes: 10)
            let device = DeviceTime(typedAt: typed, deviceNow: site.clock.now, isOffline: true)
            _ = try await CellDecisionOperations.decide(
                try await room.player("A"), room.event, room.point, room.sending("close", device: device))
            #expect(try await room.decisions().first?.decided == 5 * AnswerWorld.minute)
            room.play.advance(minutes: 6)
            let visit = try await room.player("B")
            let late = room.sending(
                "close", device: DeviceTime(typedAt: typed, deviceNow: site.clock.now, isOffline: true))
            await expectRefusal(.answersHaveClosed) {
                _ = try await CellDecisionOperations.decide(visit, room.event, room.point, late)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an inject is complete when all its cells have decided`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let inject = try room.play.id("6")
            var states: [InjectStatus?] = []
            for code in ["A", "B", "C"] {
                try await room.decide(code, "part")
                states.append(try await room.play.view().plan.inject(inject)?.status)
            }
            #expect(states == [.released, .released, .complete])
        }
    }

    /// F43.
    @Test(arguments: TestEngine.allCases)
    func `sixty decisions at once are all stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let visits = [try await room.player("A"), try await room.player("B"), try await room.player("C")]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<60 {
                    let (visit, sending) = (visits[number % 3], room.sending("close", basis: 0, key: "k\(number)"))
                    group.addTask {
                        _ = try await CellDecisionOperations.decide(visit, room.event, room.point, sending)
                    }
                }
                try await group.waitForAll()
            }
            for code in ["A", "B", "C"] {
                #expect(try await room.decisions(code).map(\.version) == Array(1...20))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `functions agree, a newer version has to be agreed anew, and only a director withdraws`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let id = try await room.decide("A", "close")
            try await CellDecisionOperations.consent(try await room.colleague(), room.event, id)
            try await CellDecisionOperations.consent(try await room.colleague(), room.event, id)
            let first = try #require(try await room.decisions().first)
            #expect(first.consents.map(\.function).sorted() == ["P", "S"])
            #expect(try await room.figures().consented == RequestMeasures.Share(1, of: 1))
            let next = try await room.decide("A", "part")
            let (colleague, controller) = (try await room.colleague(), try await room.play.controller())
            await expectRefusal(.decisionIsReplaced) {
                try await CellDecisionOperations.consent(colleague, room.event, id)
            }
            await expectRefusal(.forbidden) {
                try await CellDecisionOperations.withdraw(controller, room.event, next, reason: "Wrong cell")
            }
            await expectRefusal(.notFound) {
                try await CellDecisionOperations.withdraw(colleague, room.event, next, reason: "Wrong cell")
            }
            try await CellDecisionOperations.withdraw(
                try await room.play.director(), room.event, next, reason: "Wrong cell")
            let standing = CellDecisionStore.standing(try await room.decisions())
            #expect(standing.map(\.id) == [id])
        }
    }
}
