/// How long things took of which some had not happened when one stopped looking (Kaplan and Meier 1958, doi 10.1080/01621459.1958.10501452).
/// Times are exact and in whatever unit they come.
public struct WaitingTimes: Sendable, Hashable {
    /// One that waited: until it happened, or until it was no longer looked at (`isCensored`).
    public struct Wait: Sendable, Hashable {
        public let time: Rational
        public let isCensored: Bool

        public init(_ time: Rational, isCensored: Bool = false) {
            self.time = time
            self.isCensored = isCensored
        }
    }

    /// From `time` on the share `waiting` is still waiting.
    public struct Step: Sendable, Hashable {
        public let time: Rational
        public let waiting: Rational
    }

    public let count: Int
    public let happened: Int
    public let curve: [Step]
    /// The median of those that happened, as if the others did not exist; nil where none did.
    public let naiveMedian: Rational?

    public init(_ waits: [Wait]) {
        count = waits.count
        let times = waits.filter { !$0.isCensored }.map(\.time).sorted()
        happened = times.count
        naiveMedian = Self.median(ofSorted: times)
        // What is censored at the very moment counts as still looked at then.
        let all = waits.map(\.time).sorted()
        var curve: [Step] = []
        var waiting = Rational.one
        var (index, gone) = (0, 0)
        while index < times.count {
            let time = times[index]
            var end = index
            while end < times.count, times[end] == time { end += 1 }
            while gone < all.count, all[gone] < time { gone += 1 }
            let atRisk = all.count - gone
            waiting = waiting * Rational(atRisk - (end - index), atRisk)
            curve.append(Step(time: time, waiting: waiting))
            index = end
        }
        self.curve = curve
    }

    public var censored: Int { count - happened }

    /// The first time at which no more than half still wait; nil where more than half never got so far.
    public var median: Rational? { curve.first { $0.waiting <= Rational(1, 2) }?.time }

    /// Of an even number the middle between the two in the middle.
    public static func median(of values: [Rational]) -> Rational? { median(ofSorted: values.sorted()) }

    private static func median(ofSorted values: [Rational]) -> Rational? {
        guard !values.isEmpty else { return nil }
        let middle = values.count / 2
        guard values.count.isMultiple(of: 2) else { return values[middle] }
        return (values[middle - 1] + values[middle]) * Rational(1, 2)
    }
}
