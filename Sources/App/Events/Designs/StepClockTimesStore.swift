import Storage
import Web

// lint: tables round because a round that ends with its step follows the step’s clock.

/// What people typed of a step's times, as the clock of the event's place shows it; the instants follow from it (decision 0022).
enum StepClockTimes {
    /// What an event's new zone does with the times of its steps.
    enum Choice: String, Sendable, CaseIterable, Codable {
        /// 18:00 stays 18:00, in the new zone.
        case clock
        /// The steps open and close when they would have; the clock of the new zone shows another time then.
        case moment
    }

    /// A step of an event, as far as its times go.
    private struct Times {
        let step: EventStep.ID
        let event: Event.ID
        let opensAt: Int64?
        let closesAt: Int64?
        let opensLocal: String?
        let closesLocal: String?
        let localZone: String?
        let eventZone: String

        init(_ row: Row) throws {
            step = try row.get("id")
            event = try row.get("event_id")
            opensAt = try row.get("opens_at")
            closesAt = try row.get("closes_at")
            opensLocal = try row.get("opens_local")
            closesLocal = try row.get("closes_local")
            localZone = try row.get("local_zone")
            eventZone = try row.get("event_zone")
        }
    }

    private static let select: SQL = """
        SELECT s.id, s.event_id, s.opens_at, s.closes_at, s.opens_local, s.closes_local, s.local_zone, e.time_zone AS event_zone
        FROM event_step s JOIN event e ON e.id = s.event_id
        """

    /// Beside the instants that a step was given: what the event's clock shows then.
    static func keep(_ step: EventStep.ID, _ opensAt: Int64?, _ closesAt: Int64?, _ tx: Transaction) throws {
        guard let row = try tx.first("\(select) WHERE s.id = \(step)") else { return }
        let zone = try Times(row).eventZone
        let clock = EventClock(zone: zone)
        try write(step, opensAt, closesAt, opensAt.map(clock.text), closesAt.map(clock.text), zone, tx)
    }

    /// The event has another zone: nothing moves on the clock, or nothing moves in time. An open vote that ends with its step goes along.
    /// - Returns: how many steps have times.
    static func follow(
        _ event: Event.ID, from old: String, to new: String, _ choice: Choice, now: Int64, _ tx: Transaction
    ) throws -> Int {
        let (before, after) = (EventClock(zone: old), EventClock(zone: new))
        let steps = try tx.all("\(select) WHERE s.event_id = \(event)").map(Times.init).filter {
            $0.opensAt != nil || $0.closesAt != nil
        }
        for times in steps {
            guard choice == .clock else {
                try write(
                    times.step, times.opensAt, times.closesAt, times.opensAt.map(after.text),
                    times.closesAt.map(after.text), new, tx)
                continue
            }
            let opensLocal = times.opensAt.map { times.opensLocal ?? before.text($0) }
            let closesLocal = times.closesAt.map { times.closesLocal ?? before.text($0) }
            let opensAt = opensLocal.flatMap(after.milliseconds) ?? times.opensAt
            let closesAt = closesLocal.flatMap(after.milliseconds) ?? times.closesAt
            try write(times.step, opensAt, closesAt, opensLocal, closesLocal, new, tx)
            if let end = times.closesAt, let closesAt, closesAt > now {
                try tx.execute(
                    "UPDATE round SET closes_at = \(closesAt) WHERE event_id = \(event) AND state = 'open' AND closes_at = \(end)"
                )
                try tx.execute("UPDATE event_step SET ended_at = NULL WHERE id = \(times.step)")
            }
        }
        return steps.count
    }

    /// All times so many days later, on the same clock. Steps whose new time is to come wait for it again.
    static func shift(_ event: Event.ID, days: Int, now: Int64, _ tx: Transaction) throws {
        for times in try tx.all("\(select) WHERE s.event_id = \(event)").map(Times.init) {
            guard times.opensAt != nil || times.closesAt != nil else { continue }
            let clock = EventClock(zone: times.eventZone)
            func later(_ local: String?, _ moment: Int64?) -> String? {
                guard let text = local ?? moment.map(clock.text) else { return nil }
                return EventChanges.later(String(text.prefix(10)), days: days) + text.dropFirst(10)
            }
            let (opens, closes) = (
                later(times.opensLocal, times.opensAt), later(times.closesLocal, times.closesAt)
            )
            let (opensAt, closesAt) = (opens.flatMap(clock.milliseconds), closes.flatMap(clock.milliseconds))
            try write(times.step, opensAt, closesAt, opens, closes, times.eventZone, tx)
            try tx.execute(
                """
                UPDATE event_step SET opened_at = CASE WHEN \(opensAt ?? 0) > \(now) THEN NULL ELSE opened_at END,
                    ended_at = CASE WHEN \(closesAt ?? 0) > \(now) THEN NULL ELSE ended_at END WHERE id = \(times.step)
                """)
        }
    }

    /// At the start: fills in what steps of older versions lack, and gives those that have not opened yet the instant that the rules of
    /// their zone say today, since governments change them.
    static func refresh(_ database: Database, now: Int64) async throws {
        let isFresh: Bool = try await database.read { try wanting($0, now: now).isEmpty }
        guard !isFresh else { return }
        try await database.write { tx in
            for times in try wanting(tx, now: now) {
                let zone = times.localZone ?? times.eventZone
                let clock = EventClock(zone: zone)
                let opensLocal = times.opensLocal ?? times.opensAt.map(clock.text)
                let closesLocal = times.closesLocal ?? times.closesAt.map(clock.text)
                try write(
                    times.step, moved(times.opensAt, opensLocal, clock, now),
                    moved(times.closesAt, closesLocal, clock, now), opensLocal,
                    closesLocal, zone, tx)
            }
        }
    }

    private static func wanting(_ reading: any Reading, now: Int64) throws -> [Times] {
        let steps = try reading.all(
            "\(select) WHERE s.local_zone IS NULL OR s.opens_at > \(now) OR s.closes_at > \(now)"
        ).map(Times.init)
        return steps.filter { times in
            let clock = EventClock(zone: times.localZone ?? times.eventZone)
            return times.localZone == nil || moved(times.opensAt, times.opensLocal, clock, now) != times.opensAt
                || moved(times.closesAt, times.closesLocal, clock, now) != times.closesAt
        }
    }

    /// The instant of a typed time in the future; as it is where the clock then shows what was typed, also the second time in one night.
    private static func moved(_ instant: Int64?, _ local: String?, _ clock: EventClock, _ now: Int64) -> Int64? {
        guard let instant, let local, instant > now, clock.text(instant) != local else { return instant }
        return clock.milliseconds(local) ?? instant
    }

    private static func write(
        _ step: EventStep.ID, _ opensAt: Int64?, _ closesAt: Int64?, _ opensLocal: String?, _ closesLocal: String?,
        _ zone: String,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE event_step SET opens_at = \(opensAt), closes_at = \(closesAt), opens_local = \(opensLocal),
                closes_local = \(closesLocal), local_zone = \(zone) WHERE id = \(step)
            """)
    }
}
