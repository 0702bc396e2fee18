import Domain
import Foundation
import Web

/// Dates as people read them, in the interface's language.
enum DateText {
    /// `30 November 2023`.
    static func day(_ iso: String, in language: Language = .current) -> String {
        guard let date = CalendarDate(iso) else { return iso }
        return "\(date.day) \(name(of: date.month, language)) \(date.year)"
    }

    /// `29–30 November 2023`, `30 November – 1 December 2023`.
    static func span(_ start: String, _ end: String, in language: Language = .current) -> String {
        guard start != end, let from = CalendarDate(start), let to = CalendarDate(end) else {
            return day(start, in: language)
        }
        if from.year != to.year { return "\(day(start, in: language)) – \(day(end, in: language))" }
        if from.month != to.month {
            return
                "\(from.day) \(name(of: from.month, language)) – \(to.day) \(name(of: to.month, language)) \(to.year)"
        }
        return "\(from.day)–\(to.day) \(name(of: to.month, language)) \(to.year)"
    }

    /// `30 November`, as part of a date whose year is plain.
    static func dayAndMonth(_ iso: String, in language: Language = .current) -> String {
        guard let date = CalendarDate(iso) else { return iso }
        return "\(date.day) \(name(of: date.month, language))"
    }

    /// `November 2023`, standing alone.
    /// - Parameter iso: any day of it.
    static func month(_ iso: String, in language: Language = .current) -> String {
        guard let date = CalendarDate(iso) else { return iso }
        let names = standaloneMonths[language] ?? []
        return names.indices.contains(date.month - 1) ? "\(names[date.month - 1]) \(date.year)" : iso
    }

    /// - Parameter number: 0 is Sunday.
    static func weekday(_ number: Int, in language: Language = .current) -> String {
        let names = weekdays[language] ?? []
        return names.indices.contains(number) ? names[number] : ""
    }

    private static let weekdays = names { $0.weekdaySymbols }
    /// The form within a date: Russian declines it.
    private static let months = names { $0.monthSymbols }
    /// Not as within a date: Russian names the month alone otherwise.
    private static let standaloneMonths = names { $0.standaloneMonthSymbols }

    private static func names(_ symbols: (DateFormatter) -> [String]?) -> [Language: [String]] {
        var result: [Language: [String]] = [:]
        for language in Language.allCases {
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: language.rawValue)
            result[language] = symbols(formatter)
        }
        return result
    }

    private static func name(of number: Int, _ language: Language) -> String {
        let names = months[language] ?? []
        return names.indices.contains(number - 1) ? names[number - 1] : String(number)
    }
}
