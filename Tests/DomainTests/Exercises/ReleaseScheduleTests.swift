import Domain
import Testing

struct ReleaseScheduleTests {
    private typealias Item = ReleaseSchedule.Item

    private static let minute: Int64 = 60_000
    /// 09:00 of some day, on the wall.
    private static let morning: Int64 = 1_813_302_000_000

    private func schedule(_ items: [Item], elapsed: Int64, wall: Int64? = nil, isRunning: Bool = true)
        -> ReleaseSchedule
    {
        ReleaseSchedule(
            items,
            at: .init(elapsed: elapsed, wall: wall ?? Self.morning.advanced(by: Int(elapsed)), isRunning: isRunning))
    }

    private func at(_ minutes: Int64, _ id: String = "1", isAutomatic: Bool = true, isHeld: Bool = false) -> Item {
        Item(
            id: id, position: Int(id) ?? 0, due: .elapsed(minutes * Self.minute), isAutomatic: isAutomatic,
            isHeld: isHeld)
    }

    @Test func `K3 what a hand releases a minute and a half late is late by that, whatever the pauses were`() {
        let item = at(80, isAutomatic: false)
        let before = schedule([item], elapsed: 75 * Self.minute)
        #expect(before.next.map(\.late) == [-5 * Self.minute])
        #expect(before.nextElapsed == 80 * Self.minute)
        // Ten minutes of pause later the exercise's clock stands where it stood.
        let late = schedule([item], elapsed: 81 * Self.minute + 30_000, wall: Self.morning + 10_000 * Self.minute)
        #expect(late.overdue.map(\.late) == [90_000])
        #expect(late.releasing.isEmpty)
    }

    @Test func `K4 an inject of a move counts from its beginning, and waits for it`() {
        let offset = 10 * Self.minute
        #expect(
            ReleaseSchedule.due(offset: offset, in: .planned(number: 2, start: 50 * Self.minute))
                == .waits(move: 2, planned: 60 * Self.minute))
        #expect(ReleaseSchedule.due(offset: offset, in: .open(at: 57 * Self.minute)) == .elapsed(67 * Self.minute))
        #expect(ReleaseSchedule.due(offset: offset, in: nil) == .elapsed(offset))
        let waiting = Item(id: "1", position: 1, due: .waits(move: 2, planned: 60 * Self.minute))
        let schedule = schedule([waiting], elapsed: 65 * Self.minute)
        #expect(schedule.waiting.map(\.id) == ["1"])
        #expect(schedule.releasing.isEmpty && schedule.overdue.isEmpty)
    }

    @Test func `K5 a move that is dragged takes its own along and no others`() {
        func dues(start: Int64) -> [ReleaseSchedule.Due] {
            let second = ReleaseSchedule.MoveMoment.planned(number: 2, start: start * Self.minute)
            return [
                ReleaseSchedule.due(
                    offset: 5 * Self.minute, in: .planned(number: 1, start: 0)),
                ReleaseSchedule.due(offset: 5 * Self.minute, in: second),
                .wall(Self.morning, isPaused: false),
            ]
        }
        let (before, after) = (dues(start: 50), dues(start: 57))
        #expect(before[0] == after[0] && before[2] == after[2])
        #expect(before[1] == .waits(move: 2, planned: 55 * Self.minute))
        #expect(after[1] == .waits(move: 2, planned: 62 * Self.minute))
    }

    @Test func `K13 what falls due on the wall in a pause is overdue after it, and a hand decides`() {
        let eleven = Self.morning + 120 * Self.minute
        let item = Item(id: "1", position: 1, due: .wall(eleven, isPaused: true))
        let paused = schedule([item], elapsed: 115 * Self.minute, wall: eleven + 1, isRunning: false)
        #expect(paused.releasing.isEmpty)
        #expect(paused.overdue.count == 1)
        let after = schedule([item], elapsed: 115 * Self.minute, wall: eleven + 10 * Self.minute)
        #expect(after.overdue.map(\.late) == [10 * Self.minute])
        #expect(after.releasing.isEmpty)
        // Also right after the pause, when it is hardly late.
        #expect(schedule([item], elapsed: 0, wall: eleven + 30_000).overdue.count == 1)
        let running = Item(id: "1", position: 1, due: .wall(eleven, isPaused: false))
        #expect(schedule([running], elapsed: 0, wall: eleven).releasing.count == 1)
    }

    @Test func `K14 fifty seconds away it is released late, eleven minutes away it waits for a hand`() {
        let item = Item(id: "1", position: 1, due: .elapsed(30 * Self.minute + 20_000))
        let soon = schedule([item], elapsed: 30 * Self.minute + 50_000)
        #expect(soon.releasing.map(\.late) == [30_000])
        let long = schedule([item], elapsed: 41 * Self.minute)
        #expect(long.releasing.isEmpty)
        #expect(long.overdue.map(\.id) == ["1"])
    }

    @Test func `F2 what is due in the very millisecond of a pause is released or not, never both`() {
        let item = at(20)
        let running = schedule([item], elapsed: 20 * Self.minute)
        let paused = schedule([item], elapsed: 20 * Self.minute, isRunning: false)
        #expect(running.releasing.count == 1 && running.due.isEmpty && running.overdue.isEmpty)
        #expect(paused.releasing.isEmpty && paused.due.count == 1)
        #expect(schedule([item], elapsed: 20 * Self.minute - 1).releasing.isEmpty)
    }

    @Test func `F4 forty that fell due while the server was away are listed, none goes out`() {
        let forty = (1...40).map { at(Int64($0), "\($0)") }
        let after = schedule(forty, elapsed: 90 * Self.minute)
        #expect(after.releasing.isEmpty)
        #expect(after.overdue.map(\.id) == (1...40).map(String.init))
        // Forty of one minute are a burst even within the catch-up, and one that is due now is not kept back by them.
        let burst = (1...40).map { Item(id: "\($0)", position: $0, due: .elapsed(Int64($0) * 1_000)) }
        let soon = schedule(burst + [Item(id: "41", position: 41, due: .elapsed(50_000))], elapsed: 50_000)
        #expect(soon.releasing.map(\.id) == ["41"])
        #expect(soon.overdue.count == 40)
    }

    @Test func `many that are planned for one time go out together`() {
        let ten = (1...10).map { at(20, "\($0)") }
        #expect(schedule(ten, elapsed: 20 * Self.minute + 40).releasing.map(\.id) == (1...10).map(String.init))
    }

    @Test func `held ones and those of a hand wait, the rest stands in its list`() {
        let items = [
            at(5, "1", isHeld: true), at(10, "2", isAutomatic: false), at(30, "3"), at(90, "4"),
            Item(id: "5", position: 5, due: .hand), Item(id: "6", position: 6, due: .rule),
            Item(id: "7", position: 7, due: .closed(move: 1)),
        ]
        let schedule = schedule(items, elapsed: 10 * Self.minute)
        #expect(schedule.overdue.map(\.id) == ["1"])
        #expect(schedule.due.map(\.id) == ["2"])
        #expect(schedule.next.map(\.id) == ["3"])
        #expect(schedule.later.map(\.id) == ["4"])
        #expect(schedule.byHand.map(\.id) == ["5"])
        #expect(schedule.byRule.map(\.id) == ["6"])
        #expect(schedule.waiting.map(\.id) == ["7"])
        #expect(schedule.releasing.isEmpty)
    }

    @Test func `the ends of the range do not trap`() {
        let items = [
            Item(id: "1", position: 1, due: .elapsed(.max)), Item(id: "2", position: 2, due: .elapsed(.min)),
            Item(id: "3", position: 3, due: .wall(.min, isPaused: false)),
        ]
        #expect(schedule(items, elapsed: .max - 1, wall: .max).overdue.count == 2)
        #expect(ReleaseSchedule.due(offset: .max, in: .open(at: .max)) == .elapsed(.max))
    }
}
