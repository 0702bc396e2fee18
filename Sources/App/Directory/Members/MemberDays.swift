import Domain
import Web

/// The days of a membership in words.
enum MemberDays {
    /// `since 2018`, `May 2018 – January 2021`: as exact as somebody told it. The end is the day from which it no longer holds.
    static func words(_ since: String, _ until: String?) -> Message {
        guard let until else { return L("since \(DateText.partial(since))") }
        return L("from \(DateText.partial(since)), no longer from \(DateText.partial(until))")
    }
}

extension FieldCheck {
    /// A year, a month or a day, as much as is known.
    mutating func partialDate(_ field: String, _ text: String, isRequired: Bool = true) -> String {
        let clean = line(field, text, limit: 20, isRequired: isRequired)
        if !clean.isEmpty, PartialDate(clean) == nil {
            fail(field, L("Write a year, a month or a day: 2019, 2019-05 or 2019-05-14."))
        }
        return clean
    }
}
