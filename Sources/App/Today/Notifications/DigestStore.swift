import Domain
import Storage
import Web

/// For whom a digest was looked at, and what it told.
struct DigestStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// What was told last.
    struct Last: Sendable {
        /// ISO 8601, where the reader is; empty before the first.
        var day = ""
        /// ``TodayTask/id``.
        var tasks: Set<String> = []
    }

    /// Accounts that somebody has used, that want the mail, and that were not looked at for half a day.
    func candidates(at now: Int64) throws -> [(account: AccountRecord, last: Last)] {
        let rows = try reading.all(
            """
            SELECT a.*, d.day, d.tasks FROM account a LEFT JOIN digest d ON d.account_id = a.id
            WHERE a.disabled_at IS NULL AND (d.looked_at IS NULL OR d.looked_at < \(now - 12 * EpochTime.hour))
                AND (a.password_hash IS NOT NULL
                    OR EXISTS (SELECT 1 FROM account_identity i WHERE i.account_id = a.id)
                    OR EXISTS (SELECT 1 FROM session s WHERE s.account_id = a.id))
                AND NOT EXISTS (SELECT 1 FROM notification_refusal r
                    WHERE r.account_id = a.id AND r.kind = \(NotificationOperations.digest))
            ORDER BY a.id
            """)
        return try rows.map { row in
            let tasks: [String] = try row.get("tasks", as: String?.self).map { try JSONCoding.value($0) } ?? []
            return (
                try AccountRecord(row), Last(day: try row.get("day", as: String?.self) ?? "", tasks: Set(tasks))
            )
        }
    }

    /// - Returns: false where another node was first.
    static func claim(_ account: Account.ID, _ last: Last, at now: Int64, _ tx: Transaction) throws -> Bool {
        let tasks = try JSONCoding.text(last.tasks.sorted())
        return try tx.first(
            """
            INSERT INTO digest (account_id, day, tasks, looked_at) VALUES (\(account), \(last.day), \(tasks), \(now))
            ON CONFLICT (account_id) DO UPDATE SET day = excluded.day, tasks = excluded.tasks, looked_at = excluded.looked_at
            WHERE digest.day < excluded.day RETURNING day
            """) != nil
    }
}
