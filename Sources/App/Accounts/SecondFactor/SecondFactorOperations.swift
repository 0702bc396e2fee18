import Domain
import Storage
import Web

/// What the owner of an account does with its second factor. Signing in with it is in ``SecondStep``.
public enum SecondFactorOperations {
    /// Makes a secret. Nothing is asked for until a right code has shown that the owner's device has it.
    static func begin(_ visit: Visit) async throws {
        try await visit.database.write { tx in
            let me = try AccountOperations.mine(visit)
            guard try !SecondFactorStore(tx).isOn(me) else { throw Refusal.secondFactorIsOn }
            let secret = visit.environment.random(TOTP.secretLength)
            let sealed = SecondFactorSecret.seal(secret, of: me, visit.services)
            try SecondFactorWriting(tx).insert(me, sealed: sealed, now: visit.now)
        }
    }

    /// Turns the factor on, with the first code of the owner's device. Other browsers have to sign in again, and sign-in links end.
    /// - Returns: the recovery codes, shown once.
    static func confirm(_ visit: Visit, code: String) async throws -> [String] {
        let me = try AccountOperations.mine(visit)
        try visit.services.limits.secondFactor.check("\(me)", now: visit.now)
        let codes = RecoveryCodes.make(random: visit.environment.random)
        let digest = visit.cookie(Sessions.accountCookie).map(Secret.digest)
        try await visit.database.write { tx in
            let (work, writing) = (Work(tx, visit), SecondFactorWriting(tx))
            guard let factor = try SecondFactorStore(tx).factor(of: me) else { throw Refusal.secondFactorNotBegun }
            guard factor.confirmedAt == nil else { throw Refusal.secondFactorIsOn }
            try SecondFactorSecret.check(code, factor, visit, tx)
            try writing.confirm(me, now: work.now)
            try writing.replaceCodes(of: me, with: codes)
            try AccountWriting(tx).deleteSessions(of: me, except: digest)
            try AccountWriting(tx).revokeTokens(of: me, kinds: [.signInLink], now: work.now)
            try work.record(.accounts, "account:\(me)", "second-factor.activation")
            try AccountNotice.secondFactorOn.writeIn(work, me, visit.settings)
        }
        visit.services.limits.secondFactor.clear("\(me)")
        return codes
    }

    /// - Parameter proof: the password; for an account that has none, a code of the device.
    /// - Returns: new recovery codes, shown once; the old ones end.
    static func renewCodes(_ visit: Visit, proof: String) async throws -> [String] {
        let codes = RecoveryCodes.make(random: visit.environment.random)
        let me = try await proven(visit, proof, field: "proof-codes")
        try await visit.database.write { tx in
            guard try SecondFactorStore(tx).isOn(me) else { throw Refusal.secondFactorNotBegun }
            try SecondFactorWriting(tx).replaceCodes(of: me, with: codes)
            let work = Work(tx, visit)
            try work.record(.accounts, "account:\(me)", "recovery-code.creation")
            try AccountNotice.recoveryCodesNew.writeIn(work, me, visit.settings)
        }
        return codes
    }

    /// - Parameter proof: as for ``renewCodes(_:proof:)``.
    static func turnOff(_ visit: Visit, proof: String) async throws {
        let me = try await proven(visit, proof, field: "proof-off")
        try await visit.database.write { tx in
            guard try !isNeeded(visit, tx) else { throw Refusal.secondFactorRequired }
            try turnOffIn(Work(tx, visit), me, visit.settings)
        }
    }

    /// On the machine itself, for somebody who has lost both device and recovery codes.
    /// - Returns: whether there was a factor; nil if no account has this address.
    public static func turnOff(
        _ database: Database, environment: Web.Environment, settings: Settings, email: String
    ) async throws -> Bool? {
        try await database.write { tx -> Bool? in
            let email = FieldCheck.line(email).lowercased()
            guard let account = try AccountStore(tx).account(email: email) else { return nil }
            guard try SecondFactorStore(tx).isOn(account.id) else { return false }
            try turnOffIn(Work(tx, environment), account.id, settings)
            return true
        }
    }

    /// An administrator decides whether organisers and administrators must have a second factor.
    static func setRequired(_ visit: Visit, _ isRequired: Bool) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            guard try SecondFactorStore(tx).isRequired() != isRequired else { return }
            try SecondFactorWriting(tx).setRequired(isRequired)
            try Work(tx, visit).record(
                .accounts, "setting:second-factor", "setting.change", ["required": .flag(isRequired)])
        }
    }

    /// Whether this account may not be without one.
    static func isNeeded(_ visit: Visit, _ reading: any Reading) throws -> Bool {
        guard try SecondFactorStore(reading).isRequired(), let account = visit.visitor.account else { return false }
        return try account.isAdministrator || account.organisesProgrammes
            || SessionStore(reading).organisesEvents(account.id)
    }

    private static func turnOffIn(_ work: Work, _ account: Account.ID, _ settings: Settings) throws {
        try SecondFactorWriting(work.tx).delete(account)
        try work.record(.accounts, "account:\(account)", "second-factor.removal")
        try AccountNotice.secondFactorOff.writeIn(work, account, settings)
    }

    /// Asks once more who it is before something that opens the account for others.
    private static func proven(_ visit: Visit, _ proof: String, field: String) async throws -> Account.ID {
        let me = try AccountOperations.mine(visit)
        let (account, factor) = try await visit.read {
            (try AccountStore($0).account(me), try SecondFactorStore($0).factor(of: me))
        }
        if let hash = account.passwordHash {
            try visit.services.limits.signIn.check("password \(me)", now: visit.now)
            guard await PasswordWork.matches(proof, hash) else {
                throw Refusal.invalid([field: L("This is not your current password.")])
            }
        } else if let factor {
            try visit.services.limits.secondFactor.check("\(me)", now: visit.now)
            try await visit.database.write { try SecondFactorSecret.check(proof, factor, visit, $0, field: field) }
        }
        return me
    }
}

/// The secret of a second factor is stored sealed, with a key made from the installation's: a row that gets out alone opens nothing.
/// Who has the whole database has both.
enum SecondFactorSecret {
    static func seal(_ secret: [UInt8], of account: Account.ID, _ services: Services) -> String {
        Secret.hex(
            Sodium.seal(
                secret, context: "account:\(account)", key: key(services), random: services.environment.random))
    }

    /// - Returns: nil if it was sealed with another installation's key.
    static func open(_ factor: SecondFactorRecord, _ services: Services) -> [UInt8]? {
        guard let sealed = Secret.bytes(hex: factor.sealed),
            let secret = Sodium.open(sealed, context: "account:\(factor.account)", key: key(services))
        else {
            services.logger.error(
                "The second factor of account:\(factor.account) cannot be opened with this installation's key.")
            return nil
        }
        return secret
    }

    /// Accepts a code, once.
    /// - Throws: ``Refusal`` with an error at the field.
    static func check(
        _ code: String, _ factor: SecondFactorRecord, _ visit: Visit, _ tx: Transaction, field: String = "code"
    ) throws {
        guard let secret = open(factor, visit.services),
            let step = TOTP.step(of: code, secret: secret, now: visit.now, after: factor.lastStep),
            try SecondFactorWriting(tx).accept(step, of: factor.account)
        else {
            throw Refusal.invalid([
                field: L(
                    "This code is wrong, or was used already. Wait for the next one; if it is refused too, check the clock of your phone."
                )
            ])
        }
    }

    private static func key(_ services: Services) -> [UInt8] {
        Sodium.hash("second-factor".utf8, key: services.key)
    }
}
