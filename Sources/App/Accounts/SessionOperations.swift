import Domain
import Storage
import Web

/// A session that begins: the secret goes into a cookie, only its digest is stored. Every sign-in makes a new one, so that a
/// session that somebody planted in the browser before is of no use to them.
struct NewSession: Sendable {
    private let token: String
    private let agent: String
    /// The session that the browser had, which ends.
    private let former: String?
    private let isSecure: Bool

    init(_ visit: Visit) {
        token = Secret.token(random: visit.environment.random)
        agent = String(FieldCheck.line(visit.inbound.headers[.userAgent] ?? "").prefix(120))
        former = visit.inbound.cookies[Sessions.accountCookie].map(Secret.digest)
        isSecure = visit.settings.isSecure
    }

    func insert(_ work: Work, account: Account.ID) throws {
        let writing = AccountWriting(work.tx)
        if let former { try writing.deleteSession(former) }
        try writing.insertSession(
            Secret.digest(token), account: account, participant: nil, agent: agent, now: work.now,
            lifetime: Sessions.accountLifetime)
    }

    var cookie: Cookie { Sessions.cookie(Sessions.accountCookie, token, isSecure: isSecure) }
}

/// Signing in and out.
enum SessionOperations {
    /// - Throws: ``Refusal/signInFailed``, the same after the same time for an unknown e-mail, a wrong password, a disabled
    ///   account and one whose password has not been chosen yet.
    static func signIn(_ visit: Visit, email: String, password: String) async throws -> NewSession {
        let email = FieldCheck.line(email).lowercased()
        let limits = visit.services.limits
        try await limits.signInAddress.check(visit.inbound.address, now: visit.now)
        let key = "\(visit.inbound.address) \(Secret.digest(email))"
        try await limits.signIn.check(key, now: visit.now)
        let account = try await visit.read { try AccountStore($0).account(email: email) }
        let mayEnter = account.map { !$0.isDisabled } ?? false
        let isRight = await PasswordWork.matches(password, account?.passwordHash)
        guard let account, isRight, mayEnter else { throw Refusal.signInFailed }
        await limits.signIn.clear(key)
        let session = NewSession(visit)
        return try await visit.database.write { tx in
            // Between the reading and now the account may have been disabled, or its password changed.
            let present = try AccountStore(tx).account(account.id)
            guard !present.isDisabled, present.passwordHash == account.passwordHash else { throw Refusal.signInFailed }
            return try begin(session, account.id, tx, visit)
        }
    }

    /// - Returns: the session, and where the link leads.
    static func signIn(_ visit: Visit, link token: String) async throws -> (NewSession, back: String) {
        try await visit.services.limits.join.check(visit.inbound.address, now: visit.now)
        let session = NewSession(visit)
        let (digest, now) = (Secret.digest(token), visit.now)
        return try await visit.database.write { tx in
            let store = AccountStore(tx)
            guard let link = try store.token(digest: digest, kind: .signInLink, now: now) else {
                throw Refusal.linkEnded
            }
            guard try !store.account(link.account).isDisabled else { throw Refusal.linkEnded }
            try AccountWriting(tx).markUsed(link.id, now: now)
            _ = try begin(session, link.account, tx, visit)
            if !link.name.isEmpty { return (session, link.name) }
            let event = try store.nextEvent(of: link.account, today: CalendarDate.today(now))
            return (session, event.map { "/events/\($0)/console" } ?? "/")
        }
    }

    static func signOut(_ visit: Visit) async throws {
        guard let digest = visit.inbound.cookies[Sessions.accountCookie].map(Secret.digest) else { return }
        try await visit.database.write { try AccountWriting($0).deleteSession(digest) }
    }

    /// Ends one of the account's sessions. - Parameter handle: ``SessionRecord/handle``.
    static func end(_ visit: Visit, session handle: String) async throws {
        try await visit.database.write { tx in
            let me = try AccountOperations.mine(visit)
            let work = Work(tx, visit)
            let sessions = try AccountStore(tx).sessions(of: me, now: work.now)
            guard let session = sessions.first(where: { $0.handle == handle }) else { throw Refusal.notFound }
            try AccountWriting(tx).deleteSession(session.digest)
            try work.record(.accounts, "account:\(me)", "session.ending")
        }
    }

    /// Signs out everywhere, here too, and ends the sign-in links.
    static func endAll(_ visit: Visit) async throws {
        try await visit.database.write { tx in
            let me = try AccountOperations.mine(visit)
            let (work, writing) = (Work(tx, visit), AccountWriting(tx))
            let count = try writing.deleteSessions(of: me)
            try writing.revokeTokens(of: me, kinds: [.signInLink], now: work.now)
            try work.record(.accounts, "account:\(me)", "session.ending", ["count": .number(count)])
        }
    }

    static func begin(
        _ session: NewSession, _ account: Account.ID, _ tx: Transaction, _ visit: Visit,
        _ facts: [String: FactValue] = [:]
    ) throws -> NewSession {
        let work = Work(tx, visit.environment, actor: "account:\(account)")
        try session.insert(work, account: account)
        try work.record(.accounts, "account:\(account)", "session.creation", facts)
        return session
    }
}
