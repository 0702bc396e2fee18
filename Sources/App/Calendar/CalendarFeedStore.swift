import Domain
import Storage
import Web

/// The secret addresses of calendars.
struct CalendarFeedStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Returns: how often an address was made, and whether one leads here now.
    func feed(of account: Account.ID) throws -> (generation: Int, isOn: Bool) {
        guard let row = try reading.first("SELECT generation, digest FROM calendar_feed WHERE account_id = \(account)")
        else { return (0, false) }
        return (try row.get("generation"), try row.get("digest", as: String?.self) != nil)
    }

    /// Whose it is; nothing for an address that was ended.
    func account(digest: String) throws -> Account.ID? {
        try reading.first("SELECT account_id FROM calendar_feed WHERE digest = \(digest)")?.get("account_id")
    }

    /// The same of one programme's.
    func feed(of account: Account.ID, in programme: Programme.ID) throws -> (generation: Int, isOn: Bool) {
        let row = try reading.first(
            """
            SELECT generation, digest FROM programme_feed WHERE account_id = \(account) AND programme_id = \(programme)
            """)
        guard let row else { return (0, false) }
        return (try row.get("generation"), try row.get("digest", as: String?.self) != nil)
    }

    /// Whose it is, and of which programme; nothing for an address that was ended.
    func owner(digest: String) throws -> (account: Account.ID, programme: Programme.ID?)? {
        if let account = try account(digest: digest) { return (account, nil) }
        return try reading.first("SELECT account_id, programme_id FROM programme_feed WHERE digest = \(digest)").map {
            (try $0.get("account_id"), try $0.get("programme_id", as: Programme.ID.self))
        }
    }

    /// - Parameter digest: nothing ends the address.
    static func set(
        _ account: Account.ID, in programme: Programme.ID, digest: String?, generation: Int, at now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO programme_feed (account_id, programme_id, digest, generation, created_at)
            VALUES (\(account), \(programme), \(digest), \(generation), \(now))
            ON CONFLICT (account_id, programme_id) DO UPDATE SET digest = excluded.digest,
                generation = excluded.generation, created_at = excluded.created_at
            """)
    }

    /// - Parameter digest: nothing ends the address.
    static func set(_ account: Account.ID, digest: String?, generation: Int, at now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO calendar_feed (account_id, digest, generation, created_at)
            VALUES (\(account), \(digest), \(generation), \(now))
            ON CONFLICT (account_id) DO UPDATE SET digest = excluded.digest, generation = excluded.generation,
                created_at = excluded.created_at
            """)
    }
}
