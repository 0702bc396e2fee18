import Domain
import Storage

/// How often a seat was lost and given back. Calendars take what comes later for the newer only where its number is higher (RFC 5545, 3.8.7.4):
/// what one person's calendar is told is numbered by the thing and, on top of that, by the turns of their seat.
struct SeatTurnStore {
    /// A seat that is gone.
    struct Left: Sendable {
        let seat: Participant.ID
        let event: Event.ID
        let at: Int64
        let turns: Int
    }

    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Parameter seat: nothing for who never had one.
    func turns(of seat: Participant.ID?) throws -> Int {
        guard let seat else { return 0 }
        return try reading.value("SELECT calendar_turns FROM participant WHERE id = \(seat)", as: Int.self) ?? 0
    }

    /// Of the seats of an account, where there were any.
    func turns(of account: Account.ID) throws -> [Event.ID: Int] {
        let rows = try reading.all(
            """
            SELECT event_id, CAST(SUM(calendar_turns) AS BIGINT) AS turns FROM participant
            WHERE account_id = \(account) AND calendar_turns > 0 GROUP BY event_id
            """)
        let turns = try rows.map { (try $0.get("event_id", as: Event.ID.self), try $0.get("turns", as: Int.self)) }
        return Dictionary(turns) { first, _ in first }
    }

    /// Of an account, since a moment.
    func left(by account: Account.ID, since: Int64) throws -> [Left] {
        try all("account_id = \(account) AND left_at >= \(since)")
    }

    /// Of anybody, between two moments.
    func left(from: Int64, to: Int64) throws -> [Left] {
        try all("left_at >= \(from) AND left_at <= \(to)")
    }

    private func all(_ condition: SQL) throws -> [Left] {
        try reading.all(
            """
            SELECT id, event_id, left_at, calendar_turns FROM participant WHERE state = 'removed' AND \(condition)
            ORDER BY event_id, id
            """
        ).map {
            Left(
                seat: try $0.get("id"), event: try $0.get("event_id"), at: try $0.get("left_at"),
                turns: try $0.get("calendar_turns"))
        }
    }
}
