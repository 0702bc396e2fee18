import Domain
import Storage
import Web

/// What is done with accounts: making and inviting them, their profile, password and tokens. Signing in and out is in
/// ``SessionOperations``.
public enum AccountOperations {
    private static let day: Int64 = EpochTime.day
    static let invitationLifetime: Int64 = 7 * day

    /// An account with a password, for the command line and the demo.
    /// - Throws: ``Refusal`` with errors at the fields `email`, `name` and `password`.
    @discardableResult
    public static func create(
        _ database: Database, environment: Web.Environment, email: String, name: String, password: String,
        isAdministrator: Bool
    ) async throws -> Account.ID {
        var check = FieldCheck()
        let email = AccountFields.email(email, &check)
        let name = AccountFields.name(name, &check)
        AccountFields.password(password, email: email, &check)
        try check.finish()
        let hash = try await hashed(password)
        return try await database.write { tx in
            try insert(Work(tx, environment), email: email, name: name, hash: hash, isAdministrator: isAdministrator)
        }
    }

    /// A link that signs the account in until it expires, for whoever holds it.
    /// - Parameter back: the path that it leads to; otherwise the account's next event.
    /// - Returns: the path of the link; put the base URL before it.
    public static func signInLink(
        _ database: Database, environment: Web.Environment, account: Account.ID, back: String? = nil, hours: Int64 = 24
    ) async throws -> String {
        let token = Secret.token(random: environment.random)
        try await database.write { tx in
            let work = Work(tx, environment)
            try AccountWriting(tx).insertToken(
                environment.id(), account: account, name: OwnPath.checked(back) ?? "", digest: Secret.digest(token),
                kind: .signInLink, now: work.now, expires: work.now + hours * 3_600_000)
            try work.record(.accounts, "account:\(account)", "sign-in-link.creation")
        }
        return AccountPaths.signInLink(token)
    }

    /// Makes an account without a password, or takes one that exists, and a link at which its owner chooses one.
    /// - Returns: the link's token, shown once.
    /// - Parameter person: from whose entry of the directory it is made; the account is theirs once it is accepted.
    static func invite(
        _ visit: Visit, email: String, name: String, isAdministrator: Bool, person: Person.ID? = nil
    ) async throws -> (Account.ID, token: String) {
        var check = FieldCheck()
        let email = AccountFields.email(email, &check)
        let name = AccountFields.name(name, &check)
        try check.finish()
        let token = Secret.token(random: visit.environment.random)
        let id = try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let work = Work(tx, visit)
            let id = try insert(work, email: email, name: name, hash: nil, isAdministrator: isAdministrator)
            try addInvitation(work, id, token, from: person)
            return id
        }
        return (id, token)
    }

    /// A new one-time link for an account that exists: the first was lost, or the password was forgotten. Older ones end.
    static func inviteAgain(_ visit: Visit, _ account: Account.ID) async throws -> String {
        let token = Secret.token(random: visit.environment.random)
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            guard try !AccountStore(tx).account(account).isDisabled else { throw Refusal.accountDisabled }
            try addInvitation(Work(tx, visit), account, token)
        }
        return token
    }

    /// Chooses the password that an invitation waits for. The link is then used up, and all sessions and tokens of before end. A
    /// second factor stays, and is asked for: whoever holds the link may not be the owner.
    static func accept(_ visit: Visit, invitation token: String, name: String, password: String) async throws
        -> SignInStep
    {
        let digest = Secret.digest(token)
        let now = visit.now
        let account = try await visit.read { try invited(digest, now, $0) }
        var check = FieldCheck()
        let name = AccountFields.name(name, &check)
        AccountFields.password(password, email: account.email, &check)
        try check.finish()
        let hash = try await hashed(password)
        return try await visit.database.write { tx in
            let account = try invited(digest, now, tx)
            let (work, writing) = (Work(tx, visit.environment, actor: "account:\(account.id)"), AccountWriting(tx))
            let invitation = try AccountStore(tx).token(digest: digest, kind: .invitation, now: now)
            let origin = invitation.flatMap { InvitationOrigin($0.name) }
            if let person = origin?.person, try writing.link(account.id, to: person) {
                try work.record(
                    .directory, "person:\(person)", "account-link.creation", ["account": .text(account.id.description)])
            }
            try writing.setProfile(account.id, name: name, language: account.language)
            try writing.setPassword(account.id, hash: hash)
            try writing.revokeTokens(of: account.id, kinds: TokenKind.allCases, now: now)
            try writing.deleteSessions(of: account.id)
            try SecondFactorWriting(tx).deletePending(of: account.id)
            try work.record(.accounts, "account:\(account.id)", "invitation.acceptance")
            if account.passwordHash != nil {
                try AccountNotice.passwordChanged.writeIn(work, account.id, visit.settings)
            }
            return try SessionOperations.begin(visit, account, back: origin?.back ?? "/", tx)
        }
    }

    /// The account that a working invitation is for.
    static func invited(_ digest: String, _ now: Int64, _ reading: any Reading) throws -> AccountRecord {
        let store = AccountStore(reading)
        guard let invitation = try store.token(digest: digest, kind: .invitation, now: now) else {
            throw Refusal.linkEnded
        }
        let account = try store.account(invitation.account)
        guard !account.isDisabled else { throw Refusal.linkEnded }
        return account
    }

    /// - Parameter timeZone: an IANA name; empty leaves it to the browser.
    static func changeProfile(_ visit: Visit, name: String, language: Language?, timeZone: String) async throws {
        var check = FieldCheck()
        let name = AccountFields.name(name, &check)
        if !timeZone.isEmpty, !ZoneNames.identifiers.contains(timeZone) {
            check.fail("time-zone", L("Choose a time zone from the list, such as Europe/Zagreb."))
        }
        try check.finish()
        try await visit.database.write { tx in
            let me = try mine(visit)
            try AccountWriting(tx).setProfile(me, name: name, language: language)
            try AccountWriting(tx).setTimeZone(me, timeZone.nilIfEmpty)
            try Work(tx, visit).record(.accounts, "account:\(me)", "account.change")
        }
    }

    /// Remembers a choice of language; not worth a line in the journal.
    static func setLanguage(_ visit: Visit, _ language: Language) async throws {
        guard let account = visit.visitor.account else { return }
        try await visit.database.write { try AccountWriting($0).setLanguage(account.id, language) }
    }

    /// Changes the password, ends every other session, sign-in link and personal token, and gives this browser a new session.
    static func changePassword(_ visit: Visit, present: String, new: String, again: String) async throws -> NewSession {
        let me = try mine(visit)
        let account = try await visit.read { try AccountStore($0).account(me) }
        try visit.services.limits.signIn.check("password \(me)", now: visit.now)
        var check = FieldCheck()
        AccountFields.password(new, email: account.email, field: "new", &check)
        if new != again { check.fail("again", L("The two passwords do not match.")) }
        if await !PasswordWork.matches(present, account.passwordHash) {
            check.fail("present", L("This is not your current password."))
        }
        try check.finish()
        let hash = try await hashed(new)
        let session = NewSession(visit, email: account.email)
        return try await visit.database.write { tx in
            let (work, writing) = (Work(tx, visit), AccountWriting(tx))
            try writing.setPassword(me, hash: hash)
            try writing.deleteSessions(of: me)
            try writing.revokeTokens(of: me, kinds: TokenKind.allCases, now: work.now)
            try SecondFactorWriting(tx).deletePending(of: me)
            try session.insert(work, account: me)
            try work.record(.accounts, "account:\(me)", "password.change")
            try AccountNotice.passwordChanged.writeIn(work, me, visit.settings)
            return session
        }
    }

    /// - Returns: the token, shown once; only its digest is kept.
    static func createToken(_ visit: Visit, name: String) async throws -> String {
        var check = FieldCheck()
        let name = check.line("token-name", name, limit: 100, isRequired: true)
        try check.finish()
        let token = Secret.token(random: visit.environment.random)
        try await visit.database.write { tx in
            let me = try mine(visit)
            guard try AccountStore(tx).tokens(of: me).count < 20 else {
                throw Refusal.invalid(["token-name": L("At most 20 tokens. Revoke one that is no longer used.")])
            }
            let work = Work(tx, visit)
            let id = work.environment.id(AccessToken.ID.self)
            try AccountWriting(tx).insertToken(
                id, account: me, name: name, digest: Secret.digest(token), kind: .api, now: work.now, expires: nil)
            try work.record(.accounts, "access-token:\(id)", "access-token.creation")
        }
        return token
    }

    static func revokeToken(_ visit: Visit, _ token: AccessToken.ID) async throws {
        try await visit.database.write { tx in
            let work = Work(tx, visit)
            guard try AccountWriting(tx).revokeToken(token, of: try mine(visit), now: work.now) else {
                throw Refusal.notFound
            }
            try work.record(.accounts, "access-token:\(token)", "access-token.revocation")
        }
    }

    /// Locks an account out, at once and everywhere. What it did stays, with its name.
    static func disable(_ visit: Visit, _ account: Account.ID) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            guard account != visit.visitor.account?.id else { throw Refusal.ownAccount }
            let (work, writing) = (Work(tx, visit), AccountWriting(tx))
            guard try !AccountStore(tx).account(account).isDisabled else { return }
            try writing.setDisabled(account, at: work.now)
            try writing.deleteSessions(of: account)
            try writing.revokeTokens(of: account, kinds: [.signInLink, .invitation], now: work.now)
            try work.record(.accounts, "account:\(account)", "account.disablement")
        }
    }

    static func enable(_ visit: Visit, _ account: Account.ID) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            guard try AccountStore(tx).account(account).isDisabled else { return }
            try AccountWriting(tx).setDisabled(account, at: nil)
            try Work(tx, visit).record(.accounts, "account:\(account)", "account.enablement")
        }
    }

    static func mine(_ visit: Visit) throws -> Account.ID {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        return account.id
    }

    static func insert(_ work: Work, email: String, name: String, hash: String?, isAdministrator: Bool) throws
        -> Account.ID
    {
        guard try AccountStore(work.tx).account(email: email) == nil else {
            throw Refusal.invalid(["email": L("An account with this e-mail exists already.")])
        }
        let id = work.environment.id(Account.ID.self)
        try AccountWriting(work.tx).insert(
            id, email: email, name: name, passwordHash: hash, isAdministrator: isAdministrator, now: work.now)
        try work.record(.accounts, "account:\(id)", "account.creation", ["administrator": .flag(isAdministrator)])
        return id
    }

    private static func addInvitation(
        _ work: Work, _ account: Account.ID, _ token: String, from person: Person.ID? = nil
    ) throws {
        let writing = AccountWriting(work.tx)
        try writing.revokeTokens(of: account, kinds: [.invitation], now: work.now)
        try writing.insertToken(
            work.environment.id(), account: account, name: person?.description ?? "", digest: Secret.digest(token),
            kind: .invitation,
            now: work.now,
            expires: work.now + invitationLifetime)
        try work.record(.accounts, "account:\(account)", "invitation.creation")
    }

    private static func hashed(_ password: String) async throws -> String {
        guard let hash = await PasswordWork.hash(password) else { throw Refusal.tooBusy }
        return hash
    }
}
