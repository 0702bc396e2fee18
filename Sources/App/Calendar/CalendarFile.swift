import Domain
import Foundation
import Web

/// A calendar as programs read it: iCalendar, RFC 5545, with the names of RFC 7986. There is no package for it in Swift that would be
/// smaller than the few rules that are needed to write it; reading is not.
///
/// - Lines end with CR LF and are folded at 75 octets, never within a character (3.1).
/// - Moments are UTC, so that no table of time zones goes along; whole days are dates, and their end is the day after the last (3.6.1).
struct CalendarFile {
    let name: String
    let entries: [CalendarEntry]
    let settings: Settings
    let language: Language

    static let type = "text/calendar; charset=utf-8"

    var text: String {
        let head: [String] = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roundtable//Roundtable \(Version.text)//EN",
            "CALSCALE:GREGORIAN",
            "NAME:\(Self.escaped(name))", "X-WR-CALNAME:\(Self.escaped(name))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ]
        let lines = head + entries.flatMap(event) + ["END:VCALENDAR"]
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private func event(_ entry: CalendarEntry) -> [String] {
        let isClose = TLP.isClose(entry.marking)
        let address = settings.baseURL + entry.path
        let title = isClose ? "\(entry.kind.string(in: language)) (TLP:\(entry.marking))" : entry.title
        let words =
            [entry.kind, entry.part].compactMap { $0?.string(in: language) } + ["TLP:\(entry.marking)", address]
        let place = isClose || entry.place.isEmpty ? [] : ["LOCATION:\(Self.escaped(entry.place))"]
        let start: [String] = ["BEGIN:VEVENT", "UID:\(entry.id)", "DTSTAMP:\(Self.moment(entry.changedAt))"]
        let rest: [String] = [
            "SUMMARY:\(Self.escaped(title))", "DESCRIPTION:\(Self.escaped(words.joined(separator: "\n")))",
            "URL:\(Self.address(address))", "CLASS:\(entry.marking == "CLEAR" ? "PUBLIC" : "PRIVATE")",
            "TRANSP:\(entry.part == nil || isWholeDay(entry) ? "TRANSPARENT" : "OPAQUE")",
            "LAST-MODIFIED:\(Self.moment(entry.changedAt))", "END:VEVENT",
        ]
        return start + times(entry) + place + rest
    }

    private func isWholeDay(_ entry: CalendarEntry) -> Bool {
        if case .days = entry.time { true } else { false }
    }

    private func times(_ entry: CalendarEntry) -> [String] {
        switch entry.time {
        case .days(let first, let last):
            let dates: [String] = ["DTSTART;VALUE=DATE:\(Self.plain(first))"]
            guard let end = Self.dayAfter(last) else { return dates }
            return dates + ["DTEND;VALUE=DATE:\(Self.plain(end))"]
        case .moments(let start, let end, _):
            return ["DTSTART:\(Self.moment(start))", "DTEND:\(Self.moment(max(start, end)))"]
        }
    }

    /// A feed goes to the servers of whoever makes the reader's calendar: of what is marked so close it says that there is something,
    /// and where to look.

    // MARK: Values

    /// TEXT (3.3.11): control characters go, since none can be written.
    static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": output += "\\\(scalar)"
            case "\n", "\u{2028}", "\u{2029}", "\u{85}": output += "\\n"
            default: if scalar.value >= 32 && scalar.value != 127 { output.unicodeScalars.append(scalar) }
            }
        }
        return output
    }

    /// URI (3.3.13): nothing in it may end the line.
    private static func address(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value > 32 && $0.value != 127 }))
    }

    /// `20261130T080000Z`
    static func moment(_ milliseconds: Int64) -> String {
        MomentWords.iso(milliseconds).filter { $0 != "-" && $0 != ":" }
    }

    /// `20261130`
    private static func plain(_ date: String) -> String { date.filter { $0 != "-" } }

    /// Nothing after the last day of the year 9999.
    static func dayAfter(_ date: String) -> String? {
        guard let day = CalendarDate(date), date != "9999-12-31" else { return nil }
        return CalendarDate(daysSince1970: day.daysSince1970 + 1).description
    }

    /// In pieces of at most 75 octets, each but the first after a space, which counts.
    static func folded(_ line: String) -> String {
        guard line.utf8.count > 75 else { return line }
        var output = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if length + size > 75 {
                output += "\r\n "
                length = 1
            }
            output.unicodeScalars.append(scalar)
            length += size
        }
        return output
    }
}
