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
    /// From now on the browser is known to the account.
    let mark: Cookie

    init(_ visit: Visit, email: String) {
        token = Secret.token(random: visit.environment.random)
        agent = String(FieldCheck.line(visit.inbound.headers[.userAgent] ?? "").prefix(120))
        former = visit.cookie(Sessions.accountCookie).map(Secret.digest)
        isSecure = visit.settings.isSecure
        mark = KnownBrowser.cookie(visit, email: email)
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

/// A browser with which an account has signed in before: tries from elsewhere do not lock it out. The cookie opens nothing.
enum KnownBrowser {
    static let cookieName = "roundtable_known"

    static func cookie(_ visit: Visit, email: String) -> Cookie {
        let name = Secret.token(random: visit.environment.random)
        return Cookie(
            cookieName, "\(name)-\(mark(name, email, visit))", maxAge: 180 * 86_400, isSecure: visit.settings.isSecure)
    }

    /// - Returns: the browser's own name, where it is known to this account.
    static func name(_ visit: Visit, email: String) -> String? {
        let parts = (visit.cookie(cookieName) ?? "").split(separator: "-").map(String.init)
        guard parts.count == 2, Sodium.areEqual(Array(parts[1].utf8), Array(mark(parts[0], email, visit).utf8)) else {
            return nil
        }
        return parts[0]
    }

    private static func mark(_ name: String, _ email: String, _ visit: Visit) -> String {
        Secret.hex(Sodium.hash("known:\(name):\(email)".utf8, key: visit.services.key))
    }
}

/// Signing in and out.
enum SessionOperations {
    /// - Parameter back: a path of ours, where it leads.
    /// - Throws: ``Refusal/signInFailed``, the same after the same time for an unknown e-mail, a wrong password, a disabled
    ///   account and one whose password has not been chosen yet.
    static func signIn(_ visit: Visit, email: String, password: String, back: String) async throws -> SignInStep {
        let email = FieldCheck.line(email).lowercased()
        let key = "\(visit.inbound.address) \(Secret.digest(email))"
        try await checkTries(visit, email: email, key: key)
        let account = try await visit.read { try AccountStore($0).account(email: email) }
        let match = await PasswordWork.match(password, account?.passwordHash)
        guard let account, match != .wrong, !account.isDisabled else {
            let reason = account.map { $0.isDisabled ? "disabled" : "wrong-password" } ?? "unknown-account"
            visit.tellOperator("Sign-in refused", reason, about: account.map { "account:\($0.id)" })
            throw Refusal.signInFailed
        }
        visit.services.limits.signIn.clear(key)
        let renewed = match == .rightInOldForm ? await PasswordWork.hash(password) : nil
        return try await visit.database.write { tx in
            // Between the reading and now the account may have been disabled, or its password changed.
            let present = try AccountStore(tx).account(account.id)
            guard !present.isDisabled, present.passwordHash == account.passwordHash else { throw Refusal.signInFailed }
            if let renewed { try AccountWriting(tx).setPassword(account.id, hash: renewed) }
            return try begin(visit, present, back: back, tx)
        }
    }

    private static func checkTries(_ visit: Visit, email: String, key: String) async throws {
        let limits = visit.services.limits
        do {
            try limits.signInAddress.check(visit.inbound.address, now: visit.now)
            try limits.signIn.check(key, now: visit.now)
            let known = KnownBrowser.name(visit, email: email)
            try limits.signInAccount.check(known ?? Secret.digest(email), now: visit.now)
        } catch {
            visit.tellOperator("Sign-in refused", "too-many-requests")
            throw error
        }
    }

    /// Whom a sign-in link signs in, for a page that only looks.
    static func account(_ visit: Visit, link token: String) async throws -> AccountRecord {
        let (digest, now) = (Secret.digest(token), visit.now)
        return try await visit.triedLink {
            try await visit.read { try account(link: digest, now: now, AccountStore($0)).account }
        }
    }

    private static func account(link digest: String, now: Int64, _ store: AccountStore) throws
        -> (link: TokenRecord, account: AccountRecord)
    {
        guard let link = try store.token(digest: digest, kind: .signInLink, now: now) else { throw Refusal.linkEnded }
        let account = try store.account(link.account)
        guard !account.isDisabled else { throw Refusal.linkEnded }
        return (link, account)
    }

    static func signIn(_ visit: Visit, link token: String) async throws -> SignInStep {
        let (digest, now) = (Secret.digest(token), visit.now)
        return try await visit.triedLink {
            try await visit.database.write { tx in
                let store = AccountStore(tx)
                let (link, account) = try account(link: digest, now: now, store)
                try AccountWriting(tx).markUsed(link.id, now: now)
                if !link.name.isEmpty { return try begin(visit, account, back: link.name, tx) }
                let event = try store.nextEvent(of: link.account, today: CalendarDate.today(now))
                return try begin(visit, account, back: event.map { "/events/\($0)/console" } ?? "/", tx)
            }
        }
    }

    static func signOut(_ visit: Visit) async throws {
        guard let digest = visit.cookie(Sessions.accountCookie).map(Secret.digest) else { return }
        try await visit.database.write { try AccountWriting($0).deleteSession(digest) }
        visit.tellOperator("Signed out", "sign-out")
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
            try work.record(.accounts, "account:\(me)", "session.ending", ["count": .whole(count)])
        }
    }

    /// After a right password, a working link or the provider's word: a session, or half a sign-in where the account has a second
    /// factor.
    static func begin(
        _ visit: Visit, _ account: AccountRecord, back: String, _ tx: Transaction, facts: [String: JSONValue] = [:]
    ) throws -> SignInStep {
        let work = Work(tx, visit.environment, actor: "account:\(account.id)")
        if try SecondFactorStore(tx).isOn(account.id) {
            let pending = PendingSignIn(visit)
            try pending.insert(work, account.id, back: back)
            return .codeNeeded(pending)
        }
        let session = NewSession(visit, email: account.email)
        try session.insert(work, account: account.id)
        try work.record(.accounts, "account:\(account.id)", "session.creation", facts)
        return .signedIn(session, back: back)
    }
}
