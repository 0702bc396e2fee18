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
    let place: String
    let marking: String
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        kind = try row.get("kind")
        title = try row.get("title")
        startsOn = try row.get("starts_on")
        endsOn = try row.get("ends_on")
        place = try row.get("place")
        marking = try row.get("marking")
        changedAt = try row.moment("changed_at") ?? 0
    }
}

/// Reads events by their days.
struct EventDayStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Of the programmes that an account sees: as their pages list them.
    func days(for account: Account.ID, in days: ClosedRange<String>) throws -> [EventDay] {
        try reading.all(
            """
            SELECT e.* FROM event e WHERE e.programme_id IN (\(ProgrammeStore.seen(by: account)))
                AND e.starts_on <= \(days.upperBound) AND e.ends_on >= \(days.lowerBound)
            ORDER BY e.starts_on, e.id
            """
        ).map(EventDay.init)
    }

    func day(of event: Event.ID) throws -> EventDay? {
        try reading.first("SELECT * FROM event WHERE id = \(event)").map(EventDay.init)
    }
}
