import Domain
import Storage
import Web

/// The calendar as JSON.
enum CalendarAPI {
    struct EntryBody: Codable, Sendable {
        /// The UID in the calendar's file.
        let id: String
        let title: String
        let kind: String
        /// What the account is in it; nothing where it only sees it.
        let part: String?
        /// ISO 8601 dates, the last day too, on the clock of the place.
        let firstDay: String
        let lastDay: String
        /// Epoch milliseconds, where it is not whole days.
        let startsAt: Int64?
        let endsAt: Int64?
        /// An IANA name, where it is not whole days.
        let timeZone: String?
        let place: String
        let marking: String
        let path: String
        /// How often time, place or standing were changed since it was told first.
        let sequence: Int
        /// `CONFIRMED`, `TENTATIVE` or `CANCELLED`.
        let standing: String
        let link: String
    }

    private static let query: [APIRoute.QueryParameter] = [
        .init(
            name: "from", meaning: "The first of twelve months, as `2026-11`; the present one unless told.",
            schema: .string)
    ]

    static let routes: [APIRoute] = [
        .get(
            CalendarPaths.apiCalendar, .account, "Calendar", "Twelve months of what the account may see.", query: query
        ) {
            visit in
            let wanted = visit.inbound.query["from"]
            guard wanted.map({ CalendarDate("\($0)-01") != nil }) ?? true else {
                throw Refusal.invalid(["from": L("Write a month as 2026-11.")])
            }
            let entries = try await visit.read { reading in
                let reader = try AccountReader(visit, reading)
                let host = try CalendarOperations.host(visit.settings, reading)
                let span = CalendarSpan(wanted, today: reader.today)
                return try CalendarFeatures.entries(for: reader, in: span.days, reading).map { body($0, host) }
            }
            return ListBody(items: entries, next: nil)
        },
        .file(
            CalendarPaths.apiEventFile, .attend, "Calendar",
            "An event with its released agenda as iCalendar (RFC 5545).", mediaType: "text/calendar"
        ) { visit, event in
            let file = try await visit.read { try CalendarOperations.file(of: event, visit, $0) }
            return .download(Array(file.text.utf8), type: file.type, name: "calendar.ics")
        },
    ]

    private static func body(_ entry: CalendarEntry, _ host: String) -> EntryBody {
        var (start, end, zone): (Int64?, Int64?, String?) = (nil, nil, nil)
        if case .moments(let first, let last, let clock) = entry.time { (start, end, zone) = (first, last, clock) }
        return EntryBody(
            id: entry.uid(at: host), title: entry.title, kind: entry.kind.string(), part: entry.part?.string(),
            firstDay: entry.firstDay, lastDay: entry.lastDay, startsAt: start, endsAt: end, timeZone: zone,
            place: entry.place, marking: entry.marking, path: entry.path, sequence: entry.sequence,
            standing: entry.standing.rawValue, link: entry.link)
    }
}
