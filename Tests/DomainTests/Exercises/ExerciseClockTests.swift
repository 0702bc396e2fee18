import Domain
import Testing

/// The worked examples K1, K2, K3, K6, K16 of the design, as they stand.
struct ExerciseClockTests {
    private static let minute: Int64 = 60_000

    /// 15 June 2027, UTC.
    private static func at(_ hour: Int64, _ minute: Int64, _ second: Int64 = 0, _ milliseconds: Int64 = 0) -> Int64 {
        1_813_017_600_000 + hour * 3_600_000 + minute * 60_000 + second * 1_000 + milliseconds
    }

    private static let played = ExerciseClock([
        ClockMark(.start, at: at(7, 0)), ClockMark(.pause, at: at(7, 20)), ClockMark(.resume, at: at(7, 35)),
        ClockMark(.speed, at: at(8, 0), speed: Speed(2, 1)), ClockMark(.speed, at: at(8, 15), speed: Speed(1, 1)),
    ])

    @Test func `a pause keeps the clock and a speed counts from its mark`() {
        let clock = Self.played
        #expect(clock.elapsed(at: Self.at(7, 19, 59, 999)) == 20 * Self.minute - 1)
        #expect(clock.elapsed(at: Self.at(7, 30)) == 20 * Self.minute)
        #expect(clock.elapsed(at: Self.at(8, 0)) == 45 * Self.minute)
        #expect(clock.elapsed(at: Self.at(8, 15)) == 75 * Self.minute)
        #expect(clock.elapsed(at: Self.at(8, 17)) == 77 * Self.minute)
        #expect(clock.elapsed(at: Self.at(6, 0)) == 0)
    }

    @Test func `the story follows the exercise and jumps by marks only`() {
        let day: Int64 = 86_400_000
        let story = StoryClock([
            StoryMark(elapsed: 0, story: Self.at(5, 40), rate: Speed(1, 1)),
            StoryMark(elapsed: 50 * Self.minute, story: Self.at(9, 0), rate: Speed(4, 1)),
            StoryMark(elapsed: 100 * Self.minute, story: Self.at(6, 0) + 2 * day, rate: Speed(1, 1)),
        ])
        #expect(story.story(at: 50 * Self.minute - 1) == Self.at(6, 29, 59, 999))
        #expect(story.story(at: 50 * Self.minute) == Self.at(9, 0))
        #expect(story.story(at: 75 * Self.minute) == Self.at(10, 40))
        #expect(story.story(at: 99 * Self.minute) == Self.at(12, 16))
        #expect(story.story(at: 100 * Self.minute) == Self.at(6, 0) + 2 * day)
    }

    @Test func `what is due in five minutes is due five minutes later after a pause of ten`() {
        let due = 80 * Self.minute
        #expect(Self.played.wall(reaching: due, from: Self.at(8, 15)) == Self.at(8, 20))
        let paused = ExerciseClock(
            Self.played.marks + [ClockMark(.pause, at: Self.at(8, 17)), ClockMark(.resume, at: Self.at(8, 27))])
        #expect(paused.wall(reaching: due, from: Self.at(8, 27)) == Self.at(8, 30))
        #expect(paused.elapsed(at: Self.at(8, 31, 30)) == due + 90_000)
    }

    @Test func `fractions are rounded down at the end only`() {
        let clock = ExerciseClock([ClockMark(.start, at: 0, speed: Speed(3, 2))])
        #expect((1...3).map { clock.elapsed(at: $0) } == [1, 3, 4])
    }

    @Test func `a clock of a machine that goes back takes no time back`() {
        let clock = ExerciseClock([
            ClockMark(.start, at: 1_000), ClockMark(.speed, at: 5_000), ClockMark(.speed, at: 2_000),
        ])
        #expect(clock.elapsed(at: 4_999) <= clock.elapsed(at: 5_000))
        #expect(clock.elapsed(at: 3_000) == 2_000)
        #expect(clock.elapsed(at: 6_000) == 5_000)
    }

    @Test func `hours never become days`() {
        #expect(ElapsedText.long(((2 * 24 + 3) * 3_600 + 4 * 60 + 5) * 1_000) == "51:04:05")
        #expect(ElapsedText.short(80 * Self.minute) == "1:20")
        #expect(ElapsedText.long(.min).hasPrefix("−"))
    }

    @Test func `a break comes after everything that is planned at its minute`() {
        let startex = Self.at(7, 0)
        let wall = PlannedWall(
            startex: startex,
            breaks: [
                PlannedBreak(elapsed: 85 * Self.minute, length: 20 * Self.minute),
                PlannedBreak(elapsed: 130 * Self.minute, length: 60 * Self.minute),
            ])
        #expect(wall.wall(at: 85 * Self.minute) == Self.at(8, 25))
        #expect(wall.wall(at: 85 * Self.minute + 1_000) == Self.at(8, 45, 1))
        #expect(wall.wall(at: 88 * Self.minute) == Self.at(8, 48))
        #expect(wall.wall(at: 132 * Self.minute) == Self.at(10, 32))
    }

    @Test func `nothing from outside traps`() {
        for wall in [Int64.min, -1, 0, .max] {
            let clock = ExerciseClock([
                ClockMark(.start, at: wall, speed: Speed(.max, .max)), ClockMark(.speed, at: .max, speed: Speed(10, 1)),
            ])
            _ = clock.elapsed(at: .max)
            _ = clock.wall(reaching: .max, from: .min)
            _ = StoryClock([StoryMark(elapsed: wall, story: .max, rate: Speed(1_000_000, 1))]).story(at: .max)
        }
        #expect(EpochTime.sum(.max, .max) == EpochTime.sum(.max, 1))
    }
}
