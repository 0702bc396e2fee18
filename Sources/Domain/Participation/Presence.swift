/// Times in which somebody was there, as the moments of coming and going in milliseconds. Their union counts, not their sum: who is there by
/// two devices is there once.
public enum Presence {
    /// Apart from each other, in their order. What ends before it begins is nothing.
    public static func union(_ intervals: [Range<Int64>]) -> [Range<Int64>] {
        var union: [Range<Int64>] = []
        for interval in intervals.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = union.last, interval.lowerBound <= last.upperBound {
                union[union.count - 1] = last.lowerBound..<max(last.upperBound, interval.upperBound)
            } else {
                union.append(interval)
            }
        }
        return union
    }

    /// Whole minutes that count: of the union, within what took place.
    /// - Parameter counted: the times that count, as of the sessions; nothing counts everything.
    public static func minutes(_ intervals: [Range<Int64>], within counted: [Range<Int64>]? = nil) -> Int {
        let there = union(intervals)
        guard let counted else { return Int(length(there) / EpochTime.minute) }
        let sessions = union(counted)
        var at = 0
        var sum: Int64 = 0
        for interval in there {
            while at < sessions.count, sessions[at].upperBound <= interval.lowerBound { at += 1 }
            var next = at
            while next < sessions.count, sessions[next].lowerBound < interval.upperBound {
                sum += length([interval.clamped(to: sessions[next])])
                next += 1
            }
        }
        return Int(sum / EpochTime.minute)
    }

    private static func length(_ intervals: [Range<Int64>]) -> Int64 {
        intervals.reduce(0) { sum, interval in
            let (length, isOver) = interval.upperBound.subtractingReportingOverflow(interval.lowerBound)
            let (total, isOverToo) = sum.addingReportingOverflow(isOver ? .max : length)
            return isOverToo ? .max : total
        }
    }

    /// Whether enough minutes were attended for a certificate.
    /// - Parameter percent: of the counted minutes.
    public static func suffices(_ minutes: Int, of counted: Int, percent: Int = 80) -> Bool {
        counted > 0 && Rational(minutes, counted) >= Rational(percent, 100)
    }
}
