import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What a device says of its time counts only within what the server knows: lateness is not for a player to set.
struct AnswerTimeTests {
    private static let minute = AnswerWorld.minute

    private static func offline(_ typed: Int64, _ room: AnswerWorld) -> DeviceTime {
        DeviceTime(typedAt: typed, deviceNow: room.site.clock.now, isOffline: true)
    }

    private static func decide(_ room: AnswerWorld, _ option: String, typed: Int64, isOffline: Bool = true) async throws
    {
        var sending = room.sending(
            option, device: DeviceTime(typedAt: typed, deviceNow: room.site.clock.now, isOffline: isOffline))
        sending.fields.lateReason = "No line"
        _ = try await CellDecisionOperations.decide(try await room.player("A"), room.event, room.point, sending)
    }

    @Test(arguments: TestEngine.allCases)
    func `a version never counts before the one before it`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            room.play.advance(minutes: 1)
            let early = site.clock.now
            room.play.advance(minutes: 9)
            let colleague = try await room.colleague()
            _ = try await CellDecisionOperations.decide(colleague, room.event, room.point, room.sending("close"))
            room.play.advance(minutes: 5)
            try await Self.decide(room, "keep", typed: early)
            #expect(try await room.decisions().map(\.decided) == [10 * Self.minute, 10 * Self.minute])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a decision is not dated before its question came, nor by a device that had its connection`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site, isReleased: false)
            room.play.advance(minutes: 2)
            let before = site.clock.now
            room.play.advance(minutes: 3)
            try await room.play.release("6")
            room.play.advance(minutes: 25)
            try await Self.decide(room, "close", typed: before)
            try await Self.decide(room, "keep", typed: site.clock.now - 24 * Self.minute, isOffline: false)
            let decisions = try await room.decisions()
            #expect(decisions.map(\.decided) == [30 * Self.minute, 30 * Self.minute])
            #expect(decisions.map(\.isLate) == [true, true])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nothing is dated before the server last heard from who wrote it, and what waited comes together`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (event, visit) = (room.event, try await room.player("A"))
            room.play.advance(minutes: 5)
            let typed = site.clock.now
            room.play.advance(minutes: 20)
            _ = try await CellTalkOperations.write(visit, event, LogFields(text: "We are here"))
            room.play.advance(minutes: 3)
            try await Self.decide(room, "close", typed: typed)
            #expect(try await room.decisions().map(\.decided) == [28 * Self.minute])
            // Another wrote nothing meanwhile: what waited on the device comes together, each at its time.
            let other = try await room.player("B")
            _ = try await CellTalkOperations.write(
                other, event, LogFields(text: "First"), device: Self.offline(typed, room))
            let second = room.sending("close", device: Self.offline(typed + Self.minute, room))
            _ = try await CellDecisionOperations.decide(other, event, room.point, second)
            #expect(try await room.decisions("B").map(\.decided) == [6 * Self.minute])
            let paper = try #require(try await room.play.papers().first { $0.cell == room.play.cells["C"] })
            let third = try await room.player("C")
            try await PlayerOperations.open(third, event, paper.id)
            room.play.advance(minutes: 3)
            _ = try await CellDecisionOperations.decide(
                third, event, room.point, room.sending("close", device: Self.offline(typed, room)))
            #expect(try await room.decisions("C").map(\.decided) == [31 * Self.minute])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after the end nothing stands for a time before its question`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site, isReleased: false)
            let start = site.clock.now
            room.play.advance(minutes: 5)
            try await room.play.release("6")
            room.play.advance(minutes: 5)
            try await room.play.act(.end)
            room.play.advance(minutes: 1)
            await expectRefusal(.answersHaveClosed) {
                try await Self.decide(room, "close", typed: start + Self.minute)
            }
            let visit = try await room.player("A")
            await expectRefusal(.answersHaveClosed) {
                _ = try await CellTalkOperations.write(
                    visit, room.event, LogFields(text: "Before"), device: Self.offline(start - Self.minute, room))
            }
            try await Self.decide(room, "close", typed: start + 6 * Self.minute)
            #expect(try await room.decisions().map(\.decided) == [6 * Self.minute])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a request and an item of the picture are not dated before the paper that they rest on`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site, isReleased: false)
            let (event, start) = (room.event, site.clock.now)
            room.play.advance(minutes: 10)
            try await room.play.release("6")
            room.play.advance(minutes: 10)
            let paper = try #require(try await room.play.papers().first { $0.cell == room.play.cells["A"] })
            let device = Self.offline(start + Self.minute, room)
            var asked = RequestFields()
            asked.text = "Please tell us"
            let ids = try await CellRequestOperations.send(
                try await room.player("A"), event,
                CellRequestOperations.Sending(
                    asked, to: [.cell(try room.play.cell("B"))], about: paper.id, device: device))
            #expect(try await room.request(try #require(ids.first)).sent == 20 * Self.minute)
            var fields = PictureFields()
            fields.text = "Sore eyes"
            _ = try await CellPictureOperations.add(
                try await room.player("A"), event,
                CellPictureOperations.Sending(fields, paper: paper.id, device: device))
            let items = try await site.database.read { try CellPictureStore($0).all(of: event) }
            #expect(items.map(\.standingElapsed) == [20 * Self.minute])
        }
    }
}
