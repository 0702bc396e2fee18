import Domain
import Storage
import Web

/// An event as a calendar has it.
struct EventDay: Sendable {
    let id: Event.ID
    let programme: Programme.ID
    let kind: String
    let title: String
    let startsOn: String
    let endsOn: String
    let timeZone: String
    let place: String
    let link: String
    let marking: String
    let standing: EventStanding
    let standingAt: Int64?
    /// Of iCalendar: how often time, place or standing were changed.
    let sequence: Int
    /// From the first block of the released agenda to the last; nothing where no time is told.
    let moments: (start: Int64, end: Int64)?
    let changedAt: Int64
    /// Of its programme.
    let programmeTitle: String
    /// Of its series; empty where it is in none.
    let seriesTitle: String
    /// Before its title where it leaves the server; empty for most.
    let mark: String

    /// - Parameter marked: the kind of a part that marks the event, where it has one.
    init(_ row: Row, marked: String?) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        kind = try row.get("kind")
        title = try row.get("title")
        startsOn = try row.get("starts_on")
        endsOn = try row.get("ends_on")
        timeZone = try row.get("time_zone")
        place = try row.get("place")
        link = try row.get("link")
        marking = try row.get("marking")
        standing = try row.get("standing")
        standingAt = try row.moment("standing_at")
        sequence = try row.get("sequence")
        let (start, end) = (try row.moment("begins_at"), try row.moment("finishes_at"))
        moments = start.flatMap { start in end.map { (start, max(start, $0)) } }
        programmeTitle = try row.get("programme_title")
        seriesTitle = try row.get("series_title", as: String?.self) ?? ""
        mark = EventParts.mark(of: marked)
        changedAt = try row.moment("changed_at") ?? 0
    }
}

/// Reads events by their days.
struct EventDayStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    private var select: SQL {
        """
        SELECT e.*, p.title AS programme_title, s.title AS series_title FROM event e
            JOIN programme p ON p.id = e.programme_id LEFT JOIN series s ON s.id = e.series_id
        """
    }

    /// Of the programmes that an account sees: as their pages list them.
    func days(for account: Visitor.AccountSession, in days: ClosedRange<String>) throws -> [EventDay] {
        let seen = try SeenProgrammesStore(reading).programmes(of: account).seen
        return try marked(
            reading.all(
                """
                \(select) WHERE \(WritingRoom.isMeeting) AND e.programme_id IN \(in: seen.sorted())
                    AND e.starts_on <= \(days.upperBound) AND e.ends_on >= \(days.lowerBound)
                ORDER BY e.starts_on, e.id
                """))
    }

    func day(of event: Event.ID) throws -> EventDay? {
        try marked(reading.all("\(select) WHERE e.id = \(event) AND \(WritingRoom.isMeeting)")).first
    }

    /// The parts that mark events are read once for all of them.
    private func marked(_ rows: [Row]) throws -> [EventDay] {
        guard !rows.isEmpty else { return [] }
        let ids = try rows.map { try $0.get("id", as: Event.ID.self) }
        let parts = try reading.all(
            """
            SELECT event_id, MIN(kind) AS kind FROM event_part
            WHERE event_id IN \(in: ids) AND kind IN \(in: EventParts.marked) GROUP BY event_id
            """)
        let kinds = Dictionary(
            try parts.map { (try $0.get("event_id", as: Event.ID.self), try $0.get("kind", as: String.self)) },
            uniquingKeysWith: { first, _ in first })
        return try zip(rows, ids).map { try EventDay($0, marked: kinds[$1]) }
    }
}
