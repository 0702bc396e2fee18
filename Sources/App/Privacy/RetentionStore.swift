import Domain
import Storage
import Web

/// Takes away the names of an event's people when its organisers said that they are no longer needed.
///
/// Seats stay with sector and country, since these weigh in what was counted; texts, tallies, guide and journal stay, and name nobody.
enum Retention {
    /// The events whose day is over.
    /// - Parameter today: an ISO 8601 date.
    static func due(_ today: String, _ reading: any Reading) throws -> [Event.ID] {
        // An event of a file of another server may have no day of its own.
        let usual = CalendarDate.later(today, years: -NamesKept.usualYears)
        return try reading.all(
            """
            SELECT id FROM event WHERE names_erased_at IS NULL
            AND (names_until < \(today) OR (names_until IS NULL AND ends_on < \(usual)))
            """
        ).map { try $0.get("id") }
    }

    static func run(_ database: Database, _ environment: Web.Environment) async throws {
        let now = environment.now()
        let today = CalendarDate.today(now)
        for event in try await database.read({ try due(today, $0) }) {
            try await database.write { tx in
                // Another node may have been here, or the organisers have given it more time.
                guard try due(today, tx).contains(event) else { return }
                let people =
                    try tx.value("SELECT COUNT(*) FROM participant WHERE event_id = \(event)", as: Int.self) ?? 0
                try PersonTraceStore.eraseNames(of: "event_id = \(event)", now: now, tx)
                try PersonTraceStore.eraseNames(besidesSeatsOf: event, now: now, tx)
                try tx.execute("DELETE FROM outgoing_mail WHERE event_id = \(event)")
                try tx.execute("UPDATE event SET names_erased_at = \(now), changed_at = \(now) WHERE id = \(event)")
                try Work(tx, environment).record(
                    .event(event), "event:\(event)", "event.names-erasure", ["people": .whole(people)])
            }
        }
    }

    /// Looks once an hour until the task is cancelled.
    static func watch(_ services: Services) async {
        let complaint = "Names whose day is over could not be removed"
        await services.again(every: .seconds(3600), afterFault: .seconds(60), failing: complaint) {
            try await run(services.database, services.environment)
            try await DirectoryRetention.run(services.database, services.environment)
        }
    }
}
