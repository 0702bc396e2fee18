import Domain
import Storage
import Web

public enum Notification { public typealias ID = Identifier<Notification> }

/// Of one kind at one place on one day there is one: it counts.
struct NotificationRecord: Sendable, Hashable {
    /// Why somebody is told: they have a part in it, follow it, follow an item of it, or it is about them.
    enum Reason: String, Sendable, CaseIterable, SQLBindable, SQLDecodable { case part, follow, item, you }

    let id: Notification.ID
    /// ``NewsKind/entry``.
    let entry: String
    /// `event:ID`, `programme:ID`.
    let scope: String
    /// What is followed in it: `issue:ID`; empty where that is the whole.
    let item: String
    let reason: Reason
    let number: Int
    let lastAt: Int64
    let readAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        entry = try row.get("entry")
        scope = try row.get("scope")
        item = try row.get("item")
        reason = try row.get("reason")
        number = try row.get("number")
        lastAt = try row.get("last_at")
        readAt = try row.get("read_at")
    }
}

/// One more of a notification.
struct NotificationDraft: Hashable {
    let account: Account.ID
    let entry: String
    let scope: String
    let item: String
    let reason: NotificationRecord.Reason
}

/// The SQL of notifications, and of how far the journal has been read for them.
struct NotificationStore {
    /// How long they are kept.
    static let lifetime: Int64 = 90 * EpochTime.day
    private static let mark = "notified-through"
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Newest first.
    func notifications(of account: Account.ID, onlyUnread: Bool = false, limit: Int = 200) throws
        -> [NotificationRecord]
    {
        let filter: SQL = onlyUnread ? "AND read_at IS NULL" : ""
        return try reading.all(
            """
            SELECT * FROM notification WHERE account_id = \(account) \(filter) ORDER BY last_at DESC, id DESC LIMIT \(limit)
            """
        ).map(NotificationRecord.init)
    }

    /// What no digest has told yet, and nobody has read, oldest first.
    func toMail(to account: Account.ID, limit: Int = 100) throws -> [NotificationRecord] {
        try reading.all(
            """
            SELECT * FROM notification WHERE account_id = \(account) AND read_at IS NULL AND mailed_at IS NULL
            ORDER BY last_at, id LIMIT \(limit)
            """
        ).map(NotificationRecord.init)
    }

    func refusals(of account: Account.ID) throws -> Set<String> {
        Set(
            try reading.all("SELECT kind FROM notification_refusal WHERE account_id = \(account)").map {
                try $0.get("kind")
            })
    }

    /// The last entry of the journal that was looked at; nothing before the first.
    func through() throws -> Int64? {
        try reading.first("SELECT value FROM setting WHERE name = \(Self.mark)").flatMap { row in
            Int64(try row.get("value", as: String.self))
        }
    }

    // MARK: Writing

    /// What was before is not news.
    static func begin(at sequence: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(mark), \(String(sequence))) ON CONFLICT (name) DO NOTHING
            """)
    }

    /// - Returns: false where another node was first.
    static func claim(from: Int64, to: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first(
            """
            UPDATE setting SET value = \(String(to)) WHERE name = \(mark) AND value = \(String(from)) RETURNING name
            """) != nil
    }

    /// What comes after it was read begins to count anew.
    static func add(_ draft: NotificationDraft, _ number: Int, at time: Int64, id: Notification.ID, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO notification (id, account_id, entry, scope, item, reason, day, number, first_at, last_at)
            VALUES (\(id), \(draft.account), \(draft.entry), \(draft.scope), \(draft.item), \(draft.reason),
                \(CalendarDate.today(time)), \(number), \(time), \(time))
            ON CONFLICT (account_id, entry, scope, item, day) DO UPDATE SET
                number = CASE WHEN notification.read_at IS NULL THEN notification.number ELSE 0 END + excluded.number,
                last_at = excluded.last_at, read_at = NULL, mailed_at = NULL
            """)
    }

    static func setRead(_ account: Account.ID, at now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE notification SET read_at = \(now) WHERE account_id = \(account) AND read_at IS NULL")
    }

    static func setMailed(_ ids: [Notification.ID], at now: Int64, _ tx: Transaction) throws {
        for id in ids { try tx.execute("UPDATE notification SET mailed_at = \(now) WHERE id = \(id)") }
    }

    static func forget(before time: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM notification WHERE last_at < \(time)")
    }

    static func setRefusals(_ account: Account.ID, _ kinds: [String], at now: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM notification_refusal WHERE account_id = \(account)")
        for kind in kinds {
            try tx.execute(
                """
                INSERT INTO notification_refusal (account_id, kind, refused_at) VALUES (\(account), \(kind), \(now))
                """)
        }
    }
}
