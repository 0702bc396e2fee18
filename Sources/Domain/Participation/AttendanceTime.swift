/// How long somebody was there, and whether that is enough for a certificate.
///
/// Who joins a meeting from two devices, or drops out and comes back before the first connection is given up, is there once: minutes are
/// those of the union of the intervals, not their sum.
public enum AttendanceTime {
    /// The length of the union of half-open intervals, in their own unit; what ends before it begins is nothing.
    /// - Complexity: O(n log n).
    public static func union(_ intervals: some Sequence<(start: Int64, end: Int64)>) -> Int64 {
        var (total, reached): (Int64, Int64) = (0, .min)
        for (start, end) in intervals.filter({ $0.end > $0.start }).sorted(by: { $0.start < $1.start }) {
            let from = max(start, reached)
            guard end > from else { continue }
            let (length, overflows) = end.subtractingReportingOverflow(from)
            let (sum, isTooMuch) = total.addingReportingOverflow(overflows ? .max : length)
            total = isTooMuch ? .max : sum
            reached = end
        }
        return total
    }

    /// Whole minutes of the union of intervals of milliseconds, rounded down: nobody gets a minute that was not there.
    public static func minutes(_ intervals: some Sequence<(start: Int64, end: Int64)>) -> Int {
        Int(union(intervals) / 60_000)
    }

    /// Whether the attended minutes are at least so many hundredths of those that count, reckoned in whole numbers: 80 % of 720 is 576.
    public static func isEnough(_ attended: Int, of counted: Int, percent: Int) -> Bool {
        guard attended > 0, counted > 0 else { return false }
        let (left, isLong) = attended.multipliedReportingOverflow(by: 100)
        let (right, isLonger) = counted.multipliedReportingOverflow(by: max(0, percent))
        if isLong || isLonger { return Double(attended) * 100 >= Double(counted) * Double(percent) }
        return left >= right
    }

    /// In tenths of a hundredth, rounded down: 847 for 84.7 %. Nothing where nothing counts.
    public static func share(_ attended: Int, of counted: Int) -> Int? {
        guard counted > 0 else { return nil }
        return min(1_000, max(0, min(attended, counted)) * 1_000 / counted)
    }
}
