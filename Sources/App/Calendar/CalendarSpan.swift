import Domain

/// Twelve months of a calendar.
struct CalendarSpan: Sendable, Hashable {
    /// Months since the year 0.
    private let first: Int
    static let months = 12

    /// - Parameters:
    ///   - from: `2026-11`, as an address has it; anything else begins with the month of today.
    ///   - today: `2026-11-30`
    init(_ from: String?, today: String) {
        let wanted = from.flatMap { CalendarDate("\($0)-01") }.flatMap { Self.years.contains($0.year) ? $0 : nil }
        let date = wanted ?? CalendarDate(today)
        first = (date?.year ?? 2000) * 12 + (date?.month ?? 1) - 1
    }

    private init(first: Int) { self.first = first }

    private static let years = EpochTime.years.lowerBound...(EpochTime.years.upperBound - 1)

    /// `2026-11`
    var from: String { Self.name(first) }
    /// ISO 8601 dates.
    var days: ClosedRange<String> {
        let last = first + Self.months - 1
        return "\(from)-01"..."\(Self.name(last))-\(CalendarDate.days(in: last % 12 + 1, last / 12))"
    }

    /// `2026-11` and on.
    var names: [String] { (first..<first + Self.months).map(Self.name) }
    var earlier: CalendarSpan? { step(-Self.months) }
    var later: CalendarSpan? { step(Self.months) }

    private func step(_ months: Int) -> CalendarSpan? {
        let other = CalendarSpan(first: first + months)
        return Self.years.contains(other.first / 12) ? other : nil
    }

    private static func name(_ month: Int) -> String {
        let (year, number) = (month / 12, month % 12 + 1)
        let digits = String(year)
        return "\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)-\(number < 10 ? "0" : "")\(number)"
    }
}
