import Domain
import Web

/// The day of which somebody asks, in an address or on the command line: `?on=2026-11-30`.
enum AskedDay {
    /// - Returns: nothing where no day is asked for.
    /// - Throws: a refusal at the field for what is no day: an answer for another day than the one that was meant would be taken for it.
    static func asked(_ visit: Visit, at field: String = "on") throws -> String? {
        guard let text = visit.inbound.query[field], !text.isEmpty else { return nil }
        return try checked(text, at: field)
    }

    /// What is said of what is no day, wherever one is typed.
    static var notADay: Message { L("Write the date as 2026-11-30.") }

    static func checked(_ text: String, at field: String = "on") throws -> String {
        guard let day = CalendarDate(text) else {
            throw Refusal.invalid([field: notADay])
        }
        return day.description
    }
}
