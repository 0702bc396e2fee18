import Domain
import Storage
import Web

/// When the button leads on, and where: a quarter of an hour before each part of the agenda until its end, to that part's own link or the
/// event's; without an agenda on the days of the event.
struct OnlineDoor: Sendable {
    static let before: Int64 = 15 * EpochTime.minute

    struct Part: Sendable, Hashable {
        let title: String
        let startsAt: Int64
        let endsAt: Int64
        let link: String
    }

    let parts: [Part]
    let hasAgenda: Bool

    init(parts: [Part], hasAgenda: Bool) {
        self.parts = parts
        self.hasAgenda = hasAgenda
    }

    init(_ event: EventRecord, _ reading: any Reading) throws {
        let blocks = try AgendaStore(reading).last(of: event.id)?.content.blocks ?? []
        let met = blocks.filter { $0.kind == .plenary || $0.kind == .parallel || $0.kind == .preparation }
        if met.isEmpty {
            let clock = EventClock(zone: event.timeZone)
            let last = CalendarDate(event.endsOn).map { CalendarDate(daysSince1970: $0.daysSince1970 + 1).description }
            let start = clock.milliseconds("\(event.startsOn)T00:00") ?? 0
            let end = last.flatMap { clock.milliseconds("\($0)T00:00") } ?? 0
            parts = [Part(title: event.title, startsAt: start, endsAt: end, link: event.link)]
            hasAgenda = false
        } else {
            parts = met.map {
                Part(
                    title: $0.discreetTitle(in: event.marking), startsAt: $0.startsAt, endsAt: $0.endsAt,
                    link: $0.link.isEmpty ? event.link : $0.link)
            }.sorted { $0.startsAt < $1.startsAt }
            hasAgenda = true
        }
    }

    /// Those to which the button leads now; the one that has begun last stands first.
    func open(at now: Int64) -> [Part] {
        parts.filter {
            !$0.link.isEmpty && EpochTime.adding($0.startsAt, milliseconds: -Self.before) <= now && now < $0.endsAt
        }
        .reversed()
    }

    func next(after now: Int64) -> Part? {
        parts.first { !$0.link.isEmpty && EpochTime.adding($0.startsAt, milliseconds: -Self.before) > now }
    }

    /// What of a stay lies within the agenda.
    func counted(_ start: Int64, _ end: Int64) -> [(start: Int64, end: Int64)] {
        guard hasAgenda else { return [(start, end)] }
        return parts.map { (start: max(start, $0.startsAt), end: min(end, $0.endsAt)) }.filter { $0.end > $0.start }
    }
}

extension OnlineFacts: AttendanceSource {
    static func intervals(of event: EventRecord, _ reading: any Reading) throws -> [Participant.ID: [String: [(
        start: Int64, end: Int64
    )]]] {
        let stays = try OnlineStore(reading).times(of: event.id)
        guard !stays.isEmpty else { return [:] }
        let door = try OnlineDoor(event, reading)
        var (found, days) = (
            [Participant.ID: [String: [(start: Int64, end: Int64)]]](), DaysOfMoments(zone: event.timeZone)
        )
        for stay in stays {
            for part in door.counted(stay.startedAt, stay.seenAt) {
                // A stay over midnight counts on the day on which it began.
                let day = days.day(of: part.start)
                found[stay.participant, default: [:]][day, default: []].append(part)
            }
        }
        return found
    }
}

/// The days of very many moments: each quarter of an hour is asked about once, since no zone begins a day within one.
private struct DaysOfMoments {
    private static let quarter = 15 * EpochTime.minute

    private let clock: MomentWords
    private var known: [Int64: String] = [:]

    init(zone: String) { clock = MomentWords(zone) }

    mutating func day(of moment: Int64) -> String {
        let place = moment / Self.quarter
        guard place > 0 else { return clock.wallClock(moment).date }
        if let day = known[place] { return day }
        let day = clock.wallClock(moment).date
        known[place] = day
        return day
    }
}
