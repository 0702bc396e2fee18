import Domain
import Storage
import Web

/// The SQL of comments.
struct RemarkStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The first one first.
    func remarks(on subject: String) throws -> [RemarkRecord] { try read("r.subject = \(subject)") }

    /// - Throws: ``Refusal/notFound``.
    func remark(_ id: RemarkEntry.ID, on subject: String) throws -> RemarkRecord {
        guard let found = try read("r.id = \(id) AND r.subject = \(subject)").first else { throw Refusal.notFound }
        return found
    }

    private func read(_ condition: SQL) throws -> [RemarkRecord] {
        try reading.all(
            """
            SELECT r.*, a.name AS author FROM remark r LEFT JOIN account a ON a.id = r.account_id
            WHERE \(condition) ORDER BY r.created_at, r.id
            """
        ).map(RemarkRecord.init)
    }

    static func insert(
        _ id: RemarkEntry.ID, _ fields: RemarkFields, on subject: RemarkSubject, by account: Account.ID, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO remark (id, programme_id, subject, \(RemarkFields.columns), account_id, created_at)
            VALUES (\(id), \(subject.programme), \(subject.subject), \(fields.columnValues), \(account), \(work.now))
            """)
    }

    static func remove(_ id: RemarkEntry.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM remark WHERE id = \(id)")
    }
}

/// The SQL of filters that somebody keeps.
struct KeptFilterStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By name.
    func filters(of account: Account.ID) throws -> [KeptFilterRecord] {
        try reading.all("SELECT * FROM kept_filter WHERE account_id = \(account) ORDER BY name, page, id").map(
            KeptFilterRecord.init)
    }

    /// One of the same name and page is replaced.
    static func keep(
        _ id: KeptFilter.ID, _ page: String, _ name: String, _ query: String, of account: Account.ID, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO kept_filter (id, account_id, page, name, query, created_at)
            VALUES (\(id), \(account), \(page), \(name), \(query), \(work.now))
            ON CONFLICT (account_id, page, name) DO UPDATE SET query = excluded.query
            """)
    }

    static func remove(_ id: KeptFilter.ID, of account: Account.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM kept_filter WHERE id = \(id) AND account_id = \(account)") > 0
    }
}
