import Domain
import Storage

/// What an account follows beyond what it has a part in, and what it does not although it has.
struct FollowStore {
    /// Of an account.
    static let most = 2_000
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// What was said of a subject; nothing where nothing was.
    func choice(of account: Account.ID, _ subject: String) throws -> Bool? {
        try reading.first("SELECT is_on FROM follow WHERE account_id = \(account) AND subject = \(subject)")?.get(
            "is_on")
    }

    /// What was said of several accounts of one subject.
    func choices(on subject: String) throws -> [Account.ID: Bool] {
        let rows = try reading.all("SELECT account_id, is_on FROM follow WHERE subject = \(subject)")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("account_id"), try $0.get("is_on")) })
    }

    /// Everything that was said, newest first.
    func choices(of account: Account.ID) throws -> [(subject: String, isOn: Bool)] {
        try reading.all(
            "SELECT subject, is_on FROM follow WHERE account_id = \(account) ORDER BY changed_at DESC, subject"
        ).map { (try $0.get("subject"), try $0.get("is_on")) }
    }

    func count(of account: Account.ID) throws -> Int {
        try reading.first("SELECT COUNT(*) AS n FROM follow WHERE account_id = \(account)")?.get("n") ?? 0
    }

    static func set(_ account: Account.ID, _ subject: String, isOn: Bool, at now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO follow (account_id, subject, is_on, changed_at) VALUES (\(account), \(subject), \(isOn), \(now))
            ON CONFLICT (account_id, subject) DO UPDATE SET is_on = excluded.is_on, changed_at = excluded.changed_at
            """)
    }
}
