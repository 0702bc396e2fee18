import Domain
import Web

extension DateText {
    /// `2019`, `May 2019` or `14 May 2019`, as much as is known.
    static func partial(_ iso: String, in language: Language = .current) -> String {
        guard let date = PartialDate(iso), date.month != nil, date.day == nil else { return day(iso, in: language) }
        return month("\(iso)-01", in: language)
    }
}
