import Domain
import Foundation
import Web

/// A calendar as programs read it: iCalendar, RFC 5545, with the names of RFC 7986. There is no package for it in Swift that would be
/// smaller than the few rules that are needed to write it; reading is not.
///
/// - Lines end with CR LF and are folded at 75 octets, never within a character (3.1).
/// - Moments are UTC, so that no table of time zones goes along; whole days are dates, and their end is the day after the last (3.6.1).
/// - Somebody invited gets a message (RFC 5546): `REQUEST`, later `CANCEL`, with exactly one attendee, the reader, since programs offer
///   nothing where they do not find their own. A feed and a file to be put in by hand have no method.
struct CalendarFile {
    /// What a message is for; the MIME part that carries it says the same (``type``).
    enum Method: String, Sendable { case request = "REQUEST", cancel = "CANCEL" }

    struct Person: Sendable, Hashable {
        let name: String
        let address: String
    }

    /// Who is told of what by whom. Answers are not taken: the seat is agreed already.
    struct Invitation: Sendable {
        let method: Method
        /// A mailbox that exists.
        let organizer: Person
        let attendee: Person
        /// Epoch milliseconds: of the message, not of the last change (RFC 5545, 3.8.7.2); nothing where the entry says it.
        var madeAt: Int64?
    }

    let name: String
    let entries: [CalendarEntry]
    let settings: Settings
    /// What ends each UID (``CalendarHostStore``).
    let host: String
    let language: Language
    var invitation: Invitation?

    static let type = "text/calendar; charset=utf-8"

    /// Of the MIME part.
    var type: String { invitation.map { "\(Self.type); method=\($0.method.rawValue)" } ?? Self.type }

    var text: String {
        let head: [String] = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roundtable//Roundtable \(Version.text)//EN",
            "CALSCALE:GREGORIAN",
        ]
        let feed: [String] = [
            "NAME:\(Self.escaped(name))", "X-WR-CALNAME:\(Self.escaped(name))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ]
        let about = invitation.map { ["METHOD:\($0.method.rawValue)"] } ?? feed
        let lines = head + about + entries.flatMap(event) + ["END:VCALENDAR"]
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private func event(_ entry: CalendarEntry) -> [String] {
        let isClose = TLP.isDiscreet(entry.marking)
        let address = settings.baseURL + entry.path
        let standing: CalendarEntry.Standing = invitation?.method == .cancel ? .cancelled : entry.standing
        let said: [String] = [entry.kind, entry.part].compactMap { $0?.string(in: language) }
        let series: [String] = entry.series.isEmpty || isClose ? [] : [entry.series]
        let link: [String] = entry.link.isEmpty ? [] : [entry.link]
        let words: [String] = said + ["TLP:\(entry.marking)"] + series + link + [address]
        let start: [String] = [
            "BEGIN:VEVENT", "UID:\(entry.uid(at: host))",
            "DTSTAMP:\(Self.moment(invitation?.madeAt ?? entry.changedAt))",
            "SEQUENCE:\(max(0, entry.sequence))", "STATUS:\(standing.rawValue)",
        ]
        let rest: [String] = [
            "SUMMARY:\(Self.escaped(entry.mark + title(of: entry)))",
            "DESCRIPTION:\(Self.escaped(words.joined(separator: "\n")))",
            "URL:\(Self.address(address))", "CLASS:\(entry.marking == "CLEAR" ? "PUBLIC" : "PRIVATE")",
            "TRANSP:\(entry.part == nil && invitation == nil || isWholeDay(entry) ? "TRANSPARENT" : "OPAQUE")",
            "LAST-MODIFIED:\(Self.moment(entry.changedAt))", "END:VEVENT",
        ]
        return start + times(entry) + places(entry, isClose: isClose) + people + rest
    }

    /// What leaves the server is discreet: a feed and a mail go through the servers of whoever makes the reader's calendar. Of what is
    /// marked AMBER or closer they say that there is something, when, and where to look; nothing of its subject.
    private func title(of entry: CalendarEntry) -> String {
        guard TLP.isDiscreet(entry.marking) else { return entry.title }
        return entry.programme.isEmpty
            ? "\(entry.kind.string(in: language)) (TLP:\(entry.marking))"
            : L("An event of \(entry.programme)").string(in: language)
    }

    /// The link stands with the place too, since several programs do not show conferences.
    private func places(_ entry: CalendarEntry, isClose: Bool) -> [String] {
        let place = [isClose ? "" : entry.place, entry.link].filter { !$0.isEmpty }.joined(separator: "; ")
        let location = place.isEmpty ? [] : ["LOCATION:\(Self.escaped(place))"]
        guard !entry.link.isEmpty else { return location }
        let label = Self.quoted(L("Join", context: "online").string(in: language))
        return location + ["CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\(label):\(Self.address(entry.link))"]
    }

    private var people: [String] {
        guard let invitation else { return [] }
        let (from, to) = (invitation.organizer, invitation.attendee)
        return [
            "ORGANIZER;CN=\(Self.quoted(from.name)):mailto:\(Self.address(from.address))",
            "ATTENDEE;CN=\(Self.quoted(to.name));ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:\(Self.address(to.address))",
        ]
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

    // MARK: Values

    /// A parameter's value (3.2), where neither quotes nor control characters may stand.
    private static func quoted(_ text: String) -> String {
        let plain = text.unicodeScalars.map { $0.value < 32 || $0.value == 127 || $0 == "\"" ? " " : $0 }
        return "\"\(String(String.UnicodeScalarView(plain)))\""
    }

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
