import Domain
import Storage
import Web

// lint: tables person because an account is linked to somebody who is still in the directory, in the same statement.

/// The half of the accounts' SQL that changes something.
struct AccountWriting {
    let tx: Transaction

    init(_ tx: Transaction) { self.tx = tx }

    func insert(_ id: Account.ID, email: String, name: String, passwordHash: String?, isAdministrator: Bool, now: Int64)
        throws
    {
        try tx.execute(
            """
            INSERT INTO account (id, email, name, password_hash, is_administrator, created_at)
            VALUES (\(id), \(email), \(name), \(passwordHash), \(isAdministrator), \(now))
            """)
    }

    func setProfile(_ id: Account.ID, name: String, language: Language?) throws {
        try tx.execute("UPDATE account SET name = \(name), language = \(language) WHERE id = \(id)")
    }

    func setTimeZone(_ id: Account.ID, _ zone: String?) throws {
        try tx.execute("UPDATE account SET time_zone = \(zone) WHERE id = \(id)")
    }

    func setLanguage(_ id: Account.ID, _ language: Language) throws {
        try tx.execute("UPDATE account SET language = \(language) WHERE id = \(id)")
    }

    /// - Returns: false where one of them is linked already, or the person is gone.
    func link(_ id: Account.ID, to person: Person.ID) throws -> Bool {
        try tx.change(
            """
            UPDATE account SET person_id = \(person) WHERE id = \(id) AND person_id IS NULL
                AND EXISTS (SELECT id FROM person WHERE id = \(person))
                AND NOT EXISTS (SELECT id FROM account WHERE person_id = \(person))
            """) > 0
    }

    /// - Returns: how many accounts were linked to one of them.
    @discardableResult
    func unlink(_ people: [Person.ID]) throws -> Int {
        try tx.change("UPDATE account SET person_id = NULL WHERE person_id IN \(in: people)")
    }

    func setPassword(_ id: Account.ID, hash: String) throws {
        try tx.execute("UPDATE account SET password_hash = \(hash) WHERE id = \(id)")
    }

    /// - Parameter time: nothing to let the account in again.
    func setDisabled(_ id: Account.ID, at time: Int64?) throws {
        try tx.execute("UPDATE account SET disabled_at = \(time) WHERE id = \(id)")
    }

    func insertSession(
        _ digest: String, account: Account.ID?, participant: Participant.ID?, agent: String, now: Int64, lifetime: Int64
    ) throws {
        // Sessions that ended by themselves are of no use to anybody.
        try tx.execute("DELETE FROM session WHERE expires_at <= \(now)")
        try tx.execute(
            """
            INSERT INTO session (digest, account_id, participant_id, created_at, seen_at, expires_at, agent)
            VALUES (\(digest), \(account), \(participant), \(now), \(now), \(now + lifetime), \(agent))
            """)
    }

    func deleteSession(_ digest: String) throws { try tx.execute("DELETE FROM session WHERE digest = \(digest)") }

    /// - Returns: how many ended.
    @discardableResult
    func deleteSessions(of account: Account.ID, except digest: String? = nil) throws -> Int {
        try tx.change("DELETE FROM session WHERE account_id = \(account) AND digest <> \(digest ?? "")")
    }

    func deleteSessions(of participant: Participant.ID) throws {
        try tx.execute("DELETE FROM session WHERE participant_id = \(participant)")
    }

    func insertToken(
        _ id: AccessToken.ID, account: Account.ID, name: String, digest: String, kind: TokenKind, now: Int64,
        expires: Int64?
    ) throws {
        try tx.execute(
            """
            INSERT INTO access_token (id, account_id, name, digest, kind, created_at, expires_at)
            VALUES (\(id), \(account), \(name), \(digest), \(kind), \(now), \(expires))
            """)
    }

    func markUsed(_ id: AccessToken.ID, now: Int64) throws {
        try tx.execute("UPDATE access_token SET used_at = \(now) WHERE id = \(id)")
    }

    /// - Returns: whether there was such a token that worked.
    func revokeToken(_ id: AccessToken.ID, of account: Account.ID, now: Int64) throws -> Bool {
        try tx.change(
            "UPDATE access_token SET revoked_at = \(now) WHERE id = \(id) AND account_id = \(account) AND revoked_at IS NULL"
        ) > 0
    }

    /// Invitations that were made from a person for another account than this one: their address is another one now.
    func revokeInvitations(from person: Person.ID, except account: Account.ID, now: Int64) throws {
        let id = person.description
        try tx.execute(
            """
            UPDATE access_token SET revoked_at = \(now)
            WHERE kind = \(TokenKind.invitation) AND revoked_at IS NULL AND account_id <> \(account)
                AND (name = \(id) OR name LIKE \(id + " %"))
            """)
    }

    func revokeTokens(of account: Account.ID, kinds: [TokenKind], now: Int64) throws {
        try tx.execute(
            """
            UPDATE access_token SET revoked_at = \(now)
            WHERE account_id = \(account) AND kind IN \(in: kinds) AND revoked_at IS NULL
            """)
    }
}
