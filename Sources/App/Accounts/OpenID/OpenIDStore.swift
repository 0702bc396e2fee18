import Domain
import Storage

/// A person of the provider who is linked with an account.
struct IdentityRecord: Sendable {
    let id: AccountIdentity.ID
    let account: Account.ID
    let issuer: String
    let subject: String
    let createdAt: Int64
    let usedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        account = try row.get("account_id")
        issuer = try row.get("issuer")
        subject = try row.get("subject")
        createdAt = try row.get("created_at")
        usedAt = try row.get("used_at")
    }
}

/// The SQL of identities, and of sign-ins that are under way.
struct OpenIDStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func identity(issuer: String, subject: String) throws -> IdentityRecord? {
        try reading.first("SELECT * FROM account_identity WHERE issuer = \(issuer) AND subject = \(subject)")
            .map(IdentityRecord.init)
    }

    /// The oldest first.
    func identities(of account: Account.ID) throws -> [IdentityRecord] {
        try reading.all("SELECT * FROM account_identity WHERE account_id = \(account) ORDER BY created_at, id")
            .map(IdentityRecord.init)
    }

    static func insert(
        _ id: AccountIdentity.ID, account: Account.ID, issuer: String, subject: String, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO account_identity (id, account_id, issuer, subject, created_at, used_at)
            VALUES (\(id), \(account), \(issuer), \(subject), \(now), \(now))
            """)
    }

    static func markUsed(_ id: AccountIdentity.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE account_identity SET used_at = \(now) WHERE id = \(id)")
    }

    /// - Returns: whether the account had it.
    static func delete(_ id: AccountIdentity.ID, of account: Account.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM account_identity WHERE id = \(id) AND account_id = \(account)") > 0
    }

    static func insertAttempt(_ digest: String, back: String, now: Int64, expires: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM sign_in_attempt WHERE expires_at <= \(now)")
        try tx.execute(
            "INSERT INTO sign_in_attempt (digest, back, expires_at) VALUES (\(digest), \(back), \(expires))")
    }

    /// Uses a sign-in up. - Returns: where it leads, or nil if it is over.
    static func takeAttempt(_ digest: String, now: Int64, _ tx: Transaction) throws -> String? {
        try tx.first("DELETE FROM sign_in_attempt WHERE digest = \(digest) RETURNING back, expires_at").flatMap { row in
            try row.get("expires_at", as: Int64.self) > now ? try row.get("back", as: String.self) : nil
        }
    }
}
