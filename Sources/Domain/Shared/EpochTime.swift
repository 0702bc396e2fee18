/// Arithmetic on moments: epoch milliseconds, as they come from outside or from a table. No sum traps; what leaves the years 1900 to
/// 2200 stops at their ends, so that calendars are never asked about a year that no date of this product has.
public enum EpochTime {
    /// 1900-01-01 and 2200-01-01, midnight UTC.
    public static let earliest: Int64 = -2_208_988_800_000
    public static let latest: Int64 = 7_258_118_400_000
    public static let known: ClosedRange<Int64> = earliest...latest
    /// Of dates without a time.
    public static let years: ClosedRange<Int> = 1900...2199

    public static let minute: Int64 = 60_000
    public static let hour: Int64 = 60 * minute
    public static let day: Int64 = 24 * hour

    /// The moment itself, or the nearest that is known.
    public static func bounded(_ time: Int64) -> Int64 { min(max(time, earliest), latest) }

    public static func adding(_ time: Int64, milliseconds: Int64) -> Int64 {
        let (sum, isOver) = time.addingReportingOverflow(milliseconds)
        return isOver ? (milliseconds > 0 ? latest : earliest) : bounded(sum)
    }

    public static func adding(_ time: Int64, seconds: Int) -> Int64 {
        adding(time, milliseconds: product(seconds, 1000))
    }

    public static func adding(_ time: Int64, minutes: Int) -> Int64 {
        adding(time, milliseconds: product(minutes, minute))
    }

    private static func product(_ count: Int, _ unit: Int64) -> Int64 {
        let (product, isOver) = Int64(count).multipliedReportingOverflow(by: unit)
        return isOver ? (count > 0 ? .max : .min) : product
    }
}
