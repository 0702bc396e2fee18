import Domain
import Storage
import Web

/// The SQL of the weekly mail of networks.
struct WeekStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Who may belong to a network, wants the mail, and was not told since a Monday.
    func candidates(before week: String) throws -> [AccountRecord] {
        try reading.all(
            """
            SELECT a.* FROM account a LEFT JOIN network_week w ON w.account_id = a.id
            WHERE a.disabled_at IS NULL AND (w.week IS NULL OR w.week < \(week))
                AND (EXISTS (SELECT 1 FROM mandate m WHERE m.person_id = a.person_id AND m.state = 'active')
                    OR EXISTS (SELECT 1 FROM programme_organiser o WHERE o.account_id = a.id))
                AND NOT EXISTS (SELECT 1 FROM notification_refusal r WHERE r.account_id = a.id AND r.kind = \(WeekNews.kind))
            ORDER BY a.id LIMIT 500
            """
        ).map(AccountRecord.init)
    }

    /// - Returns: false where another node was first.
    static func claim(_ account: Account.ID, _ week: String, now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first(
            """
            INSERT INTO network_week (account_id, week, looked_at) VALUES (\(account), \(week), \(now))
            ON CONFLICT (account_id) DO UPDATE SET week = excluded.week, looked_at = excluded.looked_at
            WHERE network_week.week < excluded.week RETURNING week
            """) != nil
    }
}
