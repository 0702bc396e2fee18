import Domain
import Foundation

/// What the clock of a place shows at a moment.
struct WallClock: Sendable, Hashable {
    let day: CalendarDate
    /// 0 is Sunday.
    let weekday: Int
    let hour: Int
    let minute: Int

    /// - Parameter milliseconds: since the epoch.
    init(_ milliseconds: Int64, in zone: TimeZone) {
        let second = Int(Self.bounded(milliseconds).floored(by: 1000))
        let seconds = second + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        let days = seconds.floored(by: 86_400)
        let minutes = (seconds - days * 86_400) / 60
        day = CalendarDate(daysSince1970: days)
        weekday = ((days + 4) % 7 + 7) % 7
        hour = minutes / 60
        minute = minutes % 60
    }

    /// What is stored may be any number: beyond the years 1 to 9999 no calendar is asked.
    static func bounded(_ milliseconds: Int64) -> Int64 {
        min(max(milliseconds, -62_135_500_000_000), 253_402_200_000_000)
    }

    /// ISO 8601, `2026-11-27`.
    var date: String { day.description }
    var clock: String { "\(hour):\(minute < 10 ? "0" : "")\(minute)" }
}

extension CalendarDate {
    /// Today in a time zone, from epoch milliseconds.
    static func today(_ milliseconds: Int64, timeZone: String = "UTC") -> String {
        WallClock(milliseconds, in: TimeZone(identifier: timeZone) ?? .gmt).date
    }
}
