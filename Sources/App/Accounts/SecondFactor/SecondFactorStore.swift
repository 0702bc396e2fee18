import Domain
import Storage
import Web

/// An account's second factor as it is stored. Without `confirmedAt` it is being set up, and asked for nowhere.
struct SecondFactorRecord: Sendable {
    let account: Account.ID
    /// The secret, sealed with the installation's key; hexadecimal.
    let sealed: String
    let confirmedAt: Int64?
    /// The last step whose code was accepted.
    let lastStep: Int64

    init(_ row: Row) throws {
        account = try row.get("account_id")
        sealed = try row.get("secret")
        confirmedAt = try row.get("confirmed_at")
        lastStep = try row.get("last_step")
    }
}

/// Half a sign-in: who it is, and where it leads.
struct PendingSignInRecord: Sendable {
    let digest: String
    let account: Account.ID
    let back: String
}

/// The SQL of second factors.
struct SecondFactorStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func factor(of account: Account.ID) throws -> SecondFactorRecord? {
        try reading.first("SELECT * FROM second_factor WHERE account_id = \(account)").map(SecondFactorRecord.init)
    }

    /// Whether signing in asks the account for a code.
    func isOn(_ account: Account.ID) throws -> Bool { try factor(of: account)?.confirmedAt != nil }

    /// How many recovery codes still open.
    func recoveryCodes(of account: Account.ID) throws -> Int {
        try reading.value(
            "SELECT COUNT(*) FROM recovery_code WHERE account_id = \(account) AND used_at IS NULL", as: Int.self) ?? 0
    }

    func pending(_ digest: String, now: Int64) throws -> PendingSignInRecord? {
        try reading.first("SELECT * FROM pending_sign_in WHERE digest = \(digest) AND expires_at > \(now)").map {
            PendingSignInRecord(digest: digest, account: try $0.get("account_id"), back: try $0.get("back"))
        }
    }

    /// Whether organisers and administrators must have a second factor.
    func isRequired() throws -> Bool {
        try reading.value("SELECT value FROM setting WHERE name = 'second-factor'", as: String.self) == "required"
    }
}

/// The half of it that changes something.
struct SecondFactorWriting {
    let tx: Transaction

    init(_ tx: Transaction) { self.tx = tx }

    /// A secret that is being set up takes the place of one that was; not of one that is in use.
    func insert(_ account: Account.ID, sealed: String, now: Int64) throws {
        try tx.execute("DELETE FROM second_factor WHERE account_id = \(account) AND confirmed_at IS NULL")
        try tx.execute(
            """
            INSERT INTO second_factor (account_id, secret, created_at, confirmed_at, last_step)
            VALUES (\(account), \(sealed), \(now), NULL, 0)
            """)
    }

    func confirm(_ account: Account.ID, now: Int64) throws {
        try tx.execute("UPDATE second_factor SET confirmed_at = \(now) WHERE account_id = \(account)")
    }

    /// - Returns: whether nobody was faster with a code of this step or a later one.
    func accept(_ step: Int64, of account: Account.ID) throws -> Bool {
        try tx.change(
            "UPDATE second_factor SET last_step = \(step) WHERE account_id = \(account) AND last_step < \(step)") == 1
    }

    /// Takes the factor, its recovery codes and half sign-ins away.
    func delete(_ account: Account.ID) throws {
        try tx.execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        try tx.execute("DELETE FROM second_factor WHERE account_id = \(account)")
        try deletePending(of: account)
    }

    func replaceCodes(of account: Account.ID, with codes: [String]) throws {
        try tx.execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        for code in codes {
            try tx.execute(
                """
                INSERT INTO recovery_code (digest, account_id, used_at)
                VALUES (\(RecoveryCodes.digest(code, of: account)), \(account), NULL)
                """)
        }
    }

    /// - Returns: whether it was one of the account's codes that had not been used.
    func use(_ code: String, of account: Account.ID, now: Int64) throws -> Bool {
        try tx.change(
            """
            UPDATE recovery_code SET used_at = \(now)
            WHERE digest = \(RecoveryCodes.digest(code, of: account)) AND account_id = \(account) AND used_at IS NULL
            """) == 1
    }

    func insertPending(_ digest: String, _ account: Account.ID, back: String, now: Int64, lifetime: Int64) throws {
        try tx.execute("DELETE FROM pending_sign_in WHERE expires_at <= \(now)")
        try tx.execute(
            """
            INSERT INTO pending_sign_in (digest, account_id, back, created_at, expires_at)
            VALUES (\(digest), \(account), \(back), \(now), \(now + lifetime))
            """)
    }

    func deletePending(_ digest: String) throws {
        try tx.execute("DELETE FROM pending_sign_in WHERE digest = \(digest)")
    }

    func deletePending(of account: Account.ID) throws {
        try tx.execute("DELETE FROM pending_sign_in WHERE account_id = \(account)")
    }

    func setRequired(_ isRequired: Bool) throws {
        try tx.execute("DELETE FROM setting WHERE name = 'second-factor'")
        if isRequired { try tx.execute("INSERT INTO setting (name, value) VALUES ('second-factor', 'required')") }
    }
}
