/// A speed of a clock, as an exact fraction: 0 stands still, ½ is half as fast.
public struct Speed: Sendable, Hashable {
    public let numerator: Int64
    public let denominator: Int64

    /// What an exercise's clock may run at while it runs.
    public static let choices = [Speed(1, 2), Speed(1, 1), Speed(2, 1), Speed(4, 1), Speed(10, 1)]
    public static let normal = Speed(1, 1)
    public static let none = Speed(0, 1)
    /// The story's clock goes at most a day a minute.
    public static let fastestStory: Int64 = 1_440

    /// What is no speed stands still.
    public init(_ numerator: Int64, _ denominator: Int64) {
        let isSpeed = (0...1_000_000).contains(numerator) && (1...1_000_000).contains(denominator)
        self.numerator = isSpeed ? numerator : 0
        self.denominator = isSpeed ? denominator : 1
    }

    public var isMoving: Bool { numerator > 0 }

    public static func == (one: Speed, other: Speed) -> Bool {
        one.numerator * other.denominator == other.numerator * one.denominator
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(Double(numerator) / Double(denominator)) }
}

/// What happened to the clock of an exercise at a moment.
public struct ClockMark: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable { case start, pause, resume, speed, halt, end }

    /// Epoch milliseconds.
    public let wall: Int64
    public let kind: Kind
    /// At which it goes on; of pause, halt and end: nothing.
    public let speed: Speed

    public init(_ kind: Kind, at wall: Int64, speed: Speed = .normal) {
        self.wall = wall
        self.kind = kind
        self.speed = [.start, .resume, .speed].contains(kind) ? speed : .none
    }
}

/// The clock of an exercise: how long it has been played. A pure function of its marks; it never goes back, and a pause keeps it.
public struct ExerciseClock: Sendable, Hashable {
    public enum Standing: Sendable, Hashable { case before, running, paused, halted, ended }

    /// In their order. A mark that lies before the one above it counts as of that moment: no clock of a machine takes time back.
    public let marks: [ClockMark]

    public init(_ marks: [ClockMark]) { self.marks = marks }

    public var standing: Standing {
        switch marks.last?.kind {
        case nil: .before
        case .start, .resume, .speed: .running
        case .pause: .paused
        case .halt: .halted
        case .end: .ended
        }
    }

    /// At which it goes now; nothing while it stands.
    public var speed: Speed { marks.last?.speed ?? .none }
    public var startedAt: Int64? { marks.first?.wall }
    public var endedAt: Int64? { marks.last?.kind == .end ? marks.last?.wall : nil }

    /// Played milliseconds at a moment, rounded down, at the end only.
    public func elapsed(at wall: Int64) -> Int64 {
        // Speeds have small denominators; their sum is kept as one fraction.
        var (over, under): (Int128, Int128) = (0, 1)
        var latest = Int64.min
        for (index, mark) in marks.enumerated() {
            let start = max(mark.wall, latest)
            latest = start
            guard mark.speed.isMoving else { continue }
            let next = index + 1 < marks.count ? max(marks[index + 1].wall, start) : wall
            let length = Int128(min(next, wall)) - Int128(start)
            guard length > 0 else { continue }
            let (numerator, denominator) = (Int128(mark.speed.numerator), Int128(mark.speed.denominator))
            over = over * denominator + length * numerator * under
            under *= denominator
            let divisor = Self.divisor(over, under)
            (over, under) = (over / divisor, under / divisor)
        }
        return Int64(clamping: over / under)
    }

    /// The first moment at which it has been played so long, as it runs now; nothing while it stands, and for what is past.
    public func wall(reaching elapsed: Int64, from now: Int64) -> Int64? {
        guard speed.isMoving else { return nil }
        let left = Int128(elapsed) - Int128(self.elapsed(at: now))
        guard left > 0 else { return nil }
        let (numerator, denominator) = (Int128(speed.numerator), Int128(speed.denominator))
        return Int64(clamping: Int128(now) + (left * denominator + numerator - 1) / numerator)
    }

    private static func divisor(_ one: Int128, _ other: Int128) -> Int128 {
        var (a, b) = (one < 0 ? -one : one, other)
        while b != 0 { (a, b) = (b, a % b) }
        return a == 0 ? 1 : a
    }
}

/// From where and how fast the story goes on, from an elapsed time of the exercise.
public struct StoryMark: Sendable, Hashable {
    public let elapsed: Int64
    /// The story's instant, epoch milliseconds.
    public let story: Int64
    public let rate: Speed

    public init(elapsed: Int64, story: Int64, rate: Speed) {
        self.elapsed = elapsed
        self.story = story
        self.rate = rate
    }
}

/// The clock of the story: a pure function of the exercise's. It jumps only by marks.
public struct StoryClock: Sendable, Hashable {
    /// In their order; of two at the same time the later one counts.
    public let marks: [StoryMark]

    public init(_ marks: [StoryMark]) { self.marks = marks }

    /// The mark that holds at an elapsed time; before the first one, the first.
    public func mark(at elapsed: Int64) -> StoryMark? { marks.last { $0.elapsed <= elapsed } ?? marks.first }

    /// The story's instant, rounded down; nothing without a mark.
    public func story(at elapsed: Int64) -> Int64? {
        guard let mark = mark(at: elapsed) else { return nil }
        let played = max(0, Int128(elapsed) - Int128(mark.elapsed))
        let gone = played * Int128(mark.rate.numerator) / Int128(mark.rate.denominator)
        return Int64(clamping: Int128(mark.story) + gone)
    }

    public func rate(at elapsed: Int64) -> Speed { mark(at: elapsed)?.rate ?? .none }
}

/// A break in the plan: it comes after everything that is planned at its elapsed time.
public struct PlannedBreak: Sendable, Hashable {
    public let elapsed: Int64
    /// Milliseconds.
    public let length: Int64

    public init(elapsed: Int64, length: Int64) {
        self.elapsed = elapsed
        self.length = length
    }
}

/// When something of an exercise will be by the clock on the wall, as it is planned.
public struct PlannedWall: Sendable {
    public let startex: Int64
    public let breaks: [PlannedBreak]

    public init(startex: Int64, breaks: [PlannedBreak]) {
        self.startex = startex
        self.breaks = breaks
    }

    public func wall(at elapsed: Int64) -> Int64 {
        breaks.filter { $0.elapsed < elapsed }.reduce(EpochTime.adding(startex, milliseconds: elapsed)) {
            EpochTime.adding($0, milliseconds: $1.length)
        }
    }
}

/// An elapsed time in words: hours never become days.
public enum ElapsedText {
    /// `1:20:00`, `0:05:00`, `51:04:05`; before the beginning with a minus sign.
    public static func long(_ milliseconds: Int64) -> String {
        let seconds = (milliseconds.magnitude) / 1_000
        let text = "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return milliseconds < 0 ? "−\(text)" : text
    }

    /// Without seconds: `1:20`.
    public static func short(_ milliseconds: Int64) -> String {
        let minutes = (milliseconds.magnitude) / 60_000
        let text = "\(minutes / 60):\(two(minutes % 60))"
        return milliseconds < 0 ? "−\(text)" : text
    }

    private static func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension EpochTime {
    /// The sum of two times of an exercise's clock; it stops at a hundred years instead of trapping.
    public static func sum(_ one: Int64, _ other: Int64) -> Int64 {
        let most = 36_525 * day
        let (sum, isOver) = one.addingReportingOverflow(other)
        return isOver ? (other > 0 ? most : -most) : min(max(sum, -most), most)
    }
}
