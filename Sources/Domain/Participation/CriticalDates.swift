/// The days of the week on which a country does not work, by ISO 3166 code: Unicode CLDR, `supplementalData`, `weekData`
/// (`weekendStart`, `weekendEnd`). Saturday and Sunday for every other.
public enum Weekend {
    private static let thursdayAndFriday: Set<String> = ["AF"]
    private static let fridayOnly: Set<String> = ["IR"]
    private static let fridayAndSaturday: Set<String> = [
        "BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE",
    ]
    private static let sundayOnly: Set<String> = ["IN", "UG"]

    /// Free days, 1 Monday to 7 Sunday.
    public static func days(of country: String?) -> Set<Int> {
        guard let country else { return [6, 7] }
        if fridayAndSaturday.contains(country) { return [5, 6] }
        if thursdayAndFriday.contains(country) { return [4, 5] }
        if fridayOnly.contains(country) { return [5] }
        if sundayOnly.contains(country) { return [7] }
        return [6, 7]
    }
}

extension CalendarDate {
    /// 1 Monday to 7 Sunday.
    public var weekday: Int {
        let days = daysSince1970 + 3
        return days - days.floored(by: 7) * 7 + 1
    }

    /// Days later, or before; nil outside ``EpochTime/years``.
    public func adding(days: Int) -> CalendarDate? {
        guard (-1_000_000...1_000_000).contains(days) else { return nil }
        let date = CalendarDate(daysSince1970: daysSince1970 + days)
        return EpochTime.years.contains(date.year) ? date : nil
    }
}

/// A day by which something is to be done, counted from an event's first or last day.
public struct CriticalDate: Sendable, Hashable {
    public enum Name: String, Sendable, Hashable, CaseIterable {
        case invitation
        case nominationsClose = "nominations-close"
        case allocation
        case visaLetters = "visa-letters"
        case tickets
        case informationNote = "information-note"
        case finalList = "final-list"
        case personalLinks = "personal-links"
        case materials, claims
        case needsErased = "needs-erased"
        case namesErased = "names-erased"

        /// Days before the event's start, below 0, or after its end.
        public var days: Int {
            switch self {
            case .invitation: -84
            case .nominationsClose: -56
            case .allocation: -54
            case .visaLetters: -42
            case .tickets: -35
            case .informationNote: -21
            case .finalList: -14
            case .personalLinks: -7
            case .materials: 3
            case .claims, .needsErased: 30
            case .namesErased: 730
            }
        }
    }

    /// The working day on which `days` before the start (below 0) or after the end fall. What falls on a free day of the host's country moves
    /// to the working day before it where it is before the event, after it where it is after.
    /// - Returns: nil for dates that are none.
    public static func date(days: Int, starts: CalendarDate, ends: CalendarDate, country: String?) -> CalendarDate? {
        let free = Weekend.days(of: country)
        var date = (days < 0 ? starts : ends).adding(days: days)
        while let day = date, free.contains(day.weekday) { date = day.adding(days: days < 0 ? -1 : 1) }
        return date
    }

    /// All dates of an event, in their order.
    /// - Parameter days: other numbers of days than the usual.
    public static func all(
        starts: CalendarDate, ends: CalendarDate, country: String?, days: [Name: Int] = [:]
    ) -> [(name: Name, date: CalendarDate)] {
        Name.allCases.compactMap { name in
            date(days: days[name] ?? name.days, starts: starts, ends: ends, country: country).map { (name, $0) }
        }
    }
}
