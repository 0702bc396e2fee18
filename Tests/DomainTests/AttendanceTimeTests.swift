import Domain
import Testing

struct AttendanceTimeTests {
    private func minutes(_ intervals: [(Int64, Int64)]) -> Int {
        AttendanceTime.minutes(intervals.map { (start: $0.0 * 60_000, end: $0.1 * 60_000) })
    }

    @Test func `two devices at once are there once`() {
        // 10:00–10:40 and 10:30–11:30
        #expect(minutes([(600, 640), (630, 690)]) == 90)
        #expect(minutes([(630, 690), (600, 640)]) == 90)
        #expect(minutes([(600, 640), (640, 650)]) == 50)
        #expect(minutes([(600, 700), (610, 620), (610, 620)]) == 100)
    }

    @Test func `what ends before it begins is nothing`() {
        #expect(minutes([]) == 0)
        #expect(minutes([(10, 10), (20, 15)]) == 0)
        #expect(AttendanceTime.union([(start: Int64.min, end: Int64.max), (start: 0, end: 5)]) == Int64.max)
    }

    @Test func `the union agrees with counting each minute`() {
        var state: UInt64 = 7
        func next(_ below: UInt64) -> Int64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64((state >> 33) % below)
        }
        for _ in 0..<300 {
            let intervals: [(Int64, Int64)] = (0..<next(8)).map { _ in
                let start = next(100)
                return (start, start + next(40))
            }
            let counted = (Int64(0)..<140).count { minute in intervals.contains { $0.0 <= minute && minute < $0.1 } }
            #expect(minutes(intervals) == counted)
        }
    }

    @Test func `a certificate needs its share of the counted minutes`() {
        #expect(AttendanceTime.isEnough(610, of: 720, percent: 80))
        #expect(AttendanceTime.share(610, of: 720) == 847)
        #expect(AttendanceTime.isEnough(576, of: 720, percent: 80))
        #expect(!AttendanceTime.isEnough(575, of: 720, percent: 80))
        #expect(!AttendanceTime.isEnough(0, of: 720, percent: 0))
        #expect(!AttendanceTime.isEnough(10, of: 0, percent: 80))
        #expect(AttendanceTime.isEnough(.max, of: .max, percent: 80))
        #expect(AttendanceTime.share(800, of: 720) == 1_000)
        #expect(AttendanceTime.share(5, of: 0) == nil)
    }
}
