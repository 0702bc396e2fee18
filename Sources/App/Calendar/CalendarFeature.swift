import Domain
import Storage
import Web

/// A feature with something that happens on a day or at a time: events; later exercises and meetings.
protocol CalendarFeature: Feature {
    /// What the reader may see of it, in any order.
    /// - Parameter days: ISO 8601 dates; what touches them.
    static func entries(for reader: AccountReader, in days: ClosedRange<String>, _ reading: any Reading) throws
        -> [CalendarEntry]
    /// The event itself, for its own file and for invitations; whoever asks may see the event.
    static func entry(of event: Event.ID, _ reading: any Reading) throws -> CalendarEntry?
    /// What happens in it, for the same file.
    static func details(of event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry]
    /// What happens there and stands in the calendar of one seat's person: where they have a part, or what they chose; without a part what
    /// they were told of before.
    static func own(_ seat: Participant.ID, in event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry]
    /// What stood in the reader's calendar and does so no more, since their seat is gone: cancelled, for a feed.
    static func left(by reader: AccountReader, since: Int64, _ reading: any Reading) throws -> [CalendarEntry]
    /// Those whose calendar the reader may take by itself.
    static func programmes(for reader: AccountReader, _ reading: any Reading) throws -> [CalendarProgramme]
}

extension CalendarFeature {
    static func entry(of event: Event.ID, _ reading: any Reading) throws -> CalendarEntry? { nil }
    static func details(of event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry] { [] }
    static func own(_ seat: Participant.ID, in event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry] { [] }
    static func left(by reader: AccountReader, since: Int64, _ reading: any Reading) throws -> [CalendarEntry] { [] }
    static func programmes(for reader: AccountReader, _ reading: any Reading) throws -> [CalendarProgramme] { [] }
}

/// A programme that has a calendar of its own.
struct CalendarProgramme: Sendable {
    let id: Programme.ID
    let title: String
    /// The whole secret address; nothing where there is none.
    var feed: String?
}

enum CalendarFeatures {
    static let all: [any CalendarFeature.Type] = Features.all { $0 as? any CalendarFeature.Type }

    /// In the order in which they begin; what lasts longer comes first.
    static func entries(for reader: AccountReader, in days: ClosedRange<String>, _ reading: any Reading) throws
        -> [CalendarEntry]
    {
        try all.flatMap { try $0.entries(for: reader, in: days, reading) }.sorted { $0.order < $1.order }
    }

    static func own(_ seat: Participant.ID, in event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry] {
        try all.flatMap { try $0.own(seat, in: event, reading) }
    }

    static func left(by reader: AccountReader, since: Int64, _ reading: any Reading) throws -> [CalendarEntry] {
        try all.flatMap { try $0.left(by: reader, since: since, reading) }
    }

    static func programmes(for reader: AccountReader, _ reading: any Reading) throws -> [CalendarProgramme] {
        try all.flatMap { try $0.programmes(for: reader, reading) }
    }
}

/// What stands in a calendar.
struct CalendarEntry: Sendable {
    enum Time: Sendable, Hashable {
        /// Whole days, ISO 8601, the last one too.
        case days(String, String)
        /// Epoch milliseconds, and on whose clock.
        case moments(Int64, Int64, zone: String)
    }

    /// How it stands: programs take a cancelled one out, which they would not where it were only missing.
    enum Standing: String, Sendable { case confirmed = "CONFIRMED", tentative = "TENTATIVE", cancelled = "CANCELLED" }

    /// The same for as long as the thing is there, and of no other: `event-ID`. Programs know it as ``uid(at:)``.
    let id: String
    let title: String
    /// What it is: a workshop, a step.
    let kind: Message
    /// The reader's part in it; nothing where they only see it.
    let part: Message?
    let time: Time
    var place: String
    var path: String
    /// Traffic light protocol.
    let marking: String
    /// Epoch milliseconds.
    let changedAt: Int64
    /// How often time, place or standing were changed since it was told first (RFC 5545, 3.8.7.4): never lower than before.
    var sequence = 0
    var standing = Standing.confirmed
    /// Since when it stands so; epoch milliseconds.
    var standingAt: Int64?
    /// Where people join, an http or https address; empty where there is none.
    var link = ""
    /// Of the programme, which stands in place of the title where that is marked closely; empty for what is in none.
    var programme = ""
    var programmeID: Programme.ID?
    /// Of the series in which it stands; empty where it is in none.
    var series = ""
    /// Before the title wherever it leaves the server: `EXERCISE · `; empty for most.
    var mark = ""

    /// How long what is cancelled stays in a feed: many programs keep what merely vanishes.
    static let cancelledKept: Int64 = 90 * EpochTime.day

    /// For the calendar of somebody without a seat any more, who is told of the thing no more than that.
    /// - Parameter time: since when; epoch milliseconds.
    func cancelled(at time: Int64) -> CalendarEntry {
        var entry = self
        (entry.standing, entry.standingAt) = (.cancelled, time)
        (entry.place, entry.link) = ("", "")
        return entry
    }

    /// For the calendar of somebody whose seat was lost and given back so often.
    func turned(_ turns: Int) -> CalendarEntry {
        var entry = self
        entry.sequence += turns
        return entry
    }

    /// What programs know it by: the same in feeds, files and mails, whatever the base URL is now.
    func uid(at host: String) -> String { "\(id)@\(host)" }

    func isForgotten(at now: Int64) -> Bool {
        standing == .cancelled && (standingAt ?? changedAt) < now - Self.cancelledKept
    }

    /// ISO 8601, on the clock of the place.
    var firstDay: String {
        switch time {
        case .days(let first, _): first
        case .moments(let start, _, let zone): MomentWords(zone).wallClock(start).date
        }
    }

    var lastDay: String {
        switch time {
        case .days(_, let last): last
        case .moments(_, let end, let zone): MomentWords(zone).wallClock(end).date
        }
    }

    fileprivate var order: (String, Int64, String, String) {
        switch time {
        case .days(let first, _): (first, .min, title, id)
        case .moments(let start, _, _): (firstDay, start, title, id)
        }
    }
}
