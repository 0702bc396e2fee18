/// A day without a time, of the proleptic Gregorian calendar, the years 1 to 9999. It is stored, sent and compared as ISO 8601 writes it,
/// `2026-11-30`: such texts are in the order of their days. Moments are milliseconds: ``EpochTime``.
public struct CalendarDate: Sendable, Hashable, LosslessStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    public init?(_ text: String) {
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, pieces.count == 3,
            pieces.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            pieces[0].count == 4, pieces[1].count == 2, let year = Int(pieces[0]), let month = Int(pieces[1]),
            let day = Int(pieces[2]), year >= 1, (1...12).contains(month), day >= 1, day <= Self.days(in: month, year)
        else { return nil }
        self.init(year, month, day)
    }

    private init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    public var description: String {
        [(year, 4), (month, 2), (day, 2)].map { number, width in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined(separator: "-")
    }

    public static func isValid(_ text: String) -> Bool { CalendarDate(text) != nil }

    /// The same day years later; the last of February where there is no 29th. A date that is none stays as it is.
    public static func later(_ text: String, years: Int) -> String {
        guard let date = CalendarDate(text), (-9998...9998).contains(years), (1...9999).contains(date.year + years)
        else { return text }
        let year = date.year + years
        return CalendarDate(year, date.month, min(date.day, days(in: date.month, year))).description
    }

    /// - Parameter month: 1 to 12.
    public static func days(in month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // MARK: Days counted from 1970-01-01
    // Howard Hinnant, "chrono-compatible low-level date algorithms": civil_from_days, days_from_civil.

    /// - Parameter days: of the years 1 to 9999.
    public init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let number = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (number <= 2 ? 1 : 0)
        self.init(year, number, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    public var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.floored(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension BinaryInteger {
    /// The quotient, rounded down also below 0.
    public func floored(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
