import Domain
import Foundation
import Web

extension DateText {
    /// `2019`, `May 2019` or `14 May 2019`, as much as is known.
    static func partial(_ iso: String, in language: Language = .current) -> String {
        guard let date = PartialDate(iso), let month = date.month, date.day == nil else {
            return day(iso, in: language)
        }
        let names = standaloneMonths[language] ?? []
        return names.indices.contains(month - 1) ? "\(names[month - 1]) \(date.year)" : iso
    }

    /// Not as within a date: Russian names the month alone otherwise.
    private static let standaloneMonths: [Language: [String]] = {
        var result: [Language: [String]] = [:]
        for language in Language.allCases {
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: language.rawValue)
            result[language] = formatter.standaloneMonthSymbols
        }
        return result
    }()
}
