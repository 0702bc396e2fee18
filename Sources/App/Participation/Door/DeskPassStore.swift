import Domain
import Storage
import Web

/// A link for a day: whoever holds it stands at the door of one event.
struct DeskPassRecord: Sendable {
    let id: DeskPass.ID
    let event: Event.ID
    /// ISO 8601, in the event's zone.
    let day: String
    /// Where it stands: "Entrance, tablet 1".
    let label: String
    /// Epoch milliseconds.
    let opensAt: Int64
    let endsAt: Int64
    let usedAt: Int64?
    let revokedAt: Int64?
    /// It was ended because the device was lost: nothing more is taken from it.
    let isLost: Bool

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        day = try row.get("day")
        label = try row.get("label")
        opensAt = try row.moment("opens_at") ?? 0
        endsAt = try row.moment("ends_at") ?? 0
        usedAt = try row.moment("used_at")
        revokedAt = try row.moment("revoked_at")
        isLost = try row.get("is_lost")
    }

    /// How long what a device noted without a connection is still taken once its day is over.
    static let lateTicks: Int64 = 3 * EpochTime.day

    func isOpen(at now: Int64) -> Bool { revokedAt == nil && opensAt <= now && now < endsAt }

    /// What happened at the door from then on is not taken: its day is over, or the link was ended.
    var lastTick: Int64 { min(endsAt, revokedAt ?? endsAt) }

    /// Names are shown on the day only; what was noted while the link was good may come later.
    func takesTicks(at now: Int64) -> Bool {
        !isLost && opensAt <= now && now < EpochTime.adding(lastTick, milliseconds: Self.lateTicks)
    }

    /// From noon of the day before, so that the tables can be set up, until six in the morning after.
    static func hours(of day: String, zone: String) -> (opensAt: Int64, endsAt: Int64)? {
        guard let date = CalendarDate(day) else { return nil }
        let clock = EventClock(zone: zone)
        let before = CalendarDate(daysSince1970: date.daysSince1970 - 1)
        let after = CalendarDate(daysSince1970: date.daysSince1970 + 1)
        guard let opens = clock.milliseconds("\(before)T12:00"), let ends = clock.milliseconds("\(after)T06:00") else {
            return nil
        }
        return (opens, ends)
    }

    /// The same each time it is shown; only its digest is stored.
    static func token(_ id: DeskPass.ID, key: [UInt8]) -> String {
        Secret.token { count in Array(Sodium.hash("desk-pass:\(id)".utf8, key: key).prefix(count)) }
    }
}

/// The SQL of the links for a day.
struct DeskPassStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func pass(digest: String) throws -> DeskPassRecord? {
        try reading.first("SELECT * FROM desk_pass WHERE digest = \(digest)").map(DeskPassRecord.init)
    }

    func pass(_ id: DeskPass.ID, of event: Event.ID) throws -> DeskPassRecord {
        guard let row = try reading.first("SELECT * FROM desk_pass WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try DeskPassRecord(row)
    }

    /// Those that were not ended, by day.
    func passes(of event: Event.ID) throws -> [DeskPassRecord] {
        try reading.all(
            "SELECT * FROM desk_pass WHERE event_id = \(event) AND revoked_at IS NULL ORDER BY day, created_at, id"
        ).map(DeskPassRecord.init)
    }

    static func insert(
        _ id: DeskPass.ID, _ event: Event.ID, day: String, label: String, digest: String,
        hours: (opensAt: Int64, endsAt: Int64), _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO desk_pass (id, event_id, day, label, digest, opens_at, ends_at, created_by, created_at)
            VALUES (\(id), \(event), \(day), \(label), \(digest), \(hours.opensAt), \(hours.endsAt), \(work.actor), \(work.now))
            """)
    }

    static func use(_ id: DeskPass.ID, _ now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE desk_pass SET used_at = COALESCE(used_at, \(now)) WHERE id = \(id)")
    }

    static func revoke(_ id: DeskPass.ID, isLost: Bool, _ now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE desk_pass SET revoked_at = \(now), is_lost = \(isLost) WHERE id = \(id)")
    }
}
