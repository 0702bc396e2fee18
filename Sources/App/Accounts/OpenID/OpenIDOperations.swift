import Domain
import Logging
import Storage
import Web

/// Signing in through the institution's provider, by invitation only: nobody gets an account by it.
enum OpenIDOperations {
    static let attemptLifetime: Int64 = 600_000
    private static let cookieName = "roundtable_openid"

    /// - Throws: ``Refusal/notFound`` where this server has no provider.
    static func settings(_ visit: Visit) throws -> OpenIDSettings {
        guard let settings = visit.settings.openID else { throw Refusal.notFound }
        return settings
    }

    static func noCookie(_ visit: Visit) -> Cookie {
        Cookie(cookieName, "", maxAge: 0, isSecure: visit.settings.isSecure)
    }

    /// Begins a sign-in.
    /// - Parameter back: where it leads afterwards, already checked.
    /// - Returns: where the browser goes, and what it must keep for ten minutes.
    static func begin(_ visit: Visit, back: String?) async throws -> (address: String, cookie: Cookie) {
        let settings = try settings(visit)
        try visit.services.limits.join.check(visit.inbound.address, now: visit.now)
        let client = client(visit, settings)
        let description = try await asking(visit, settings) { try await client.description() }
        let attempt = OpenIDClient.Attempt(
            secret: Secret.token(random: visit.environment.random), key: visit.services.key)
        let now = visit.now
        try await visit.database.write { tx in
            try OpenIDStore.insertAttempt(
                Secret.digest(attempt.secret), back: back ?? "/", now: now, expires: now + attemptLifetime, tx)
        }
        let cookie = Cookie(
            cookieName, attempt.secret, maxAge: Int(attemptLifetime / 1000), isSecure: visit.settings.isSecure)
        return (client.address(for: attempt, description), cookie)
    }

    /// Uses up the sign-in that this browser has begun. - Returns: also where it leads.
    static func take(_ visit: Visit) async throws -> (OpenIDClient.Attempt, back: String) {
        try visit.services.limits.join.check(visit.inbound.address, now: visit.now)
        guard let secret = visit.cookie(cookieName), let state = visit.inbound.query["state"] else {
            throw Refusal.signInExpired
        }
        let attempt = OpenIDClient.Attempt(secret: secret, key: visit.services.key)
        guard Sodium.areEqual(Array(state.utf8), Array(attempt.state.utf8)) else { throw Refusal.signInExpired }
        let (digest, now) = (Secret.digest(secret), visit.now)
        let back = try await visit.database.write { try OpenIDStore.takeAttempt(digest, now: now, $0) }
        guard let back else { throw Refusal.signInExpired }
        return (attempt, back)
    }

    /// Ends a sign-in with what the provider sent along: finds the account, links it the first time, and begins a session,
    /// or asks for the second factor of an account that has one here.
    static func finish(_ visit: Visit, _ attempt: OpenIDClient.Attempt, back: String) async throws -> SignInStep {
        let settings = try settings(visit)
        let query = visit.inbound.query
        if let error = query["error"] {
            note(visit, .notice, "The provider signed nobody in: \(OpenIDFailure.code(error) ?? "no reason given")")
            throw Refusal.signInDeclined(settings.name)
        }
        let person = try await asking(visit, settings) { try await Self.person(visit, settings, attempt) }
        return try await visit.database.write { tx in
            let account = try Self.account(of: person, settings, tx, visit)
            return try SessionOperations.begin(
                visit, account, back: back, tx, facts: ["provider": .text(settings.issuer)])
        }
    }

    /// Takes a link away. Whoever signs in at the provider with the account's address links it again.
    static func unlink(_ visit: Visit, _ identity: AccountIdentity.ID) async throws {
        try await visit.database.write { tx in
            let me = try AccountOperations.mine(visit)
            guard try OpenIDStore.delete(identity, of: me, tx) else { throw Refusal.notFound }
            let work = Work(tx, visit)
            try work.record(.accounts, "account:\(me)", "identity.removal")
            try AccountNotice.identityUnlinked.writeIn(work, me, visit.settings)
        }
    }

    private static func client(_ visit: Visit, _ settings: OpenIDSettings) -> OpenIDClient {
        OpenIDClient(
            settings: settings, documents: visit.services.documents,
            returnAddress: OpenIDSettings.returnAddress(baseURL: visit.settings.baseURL), now: visit.now)
    }

    private static func person(_ visit: Visit, _ settings: OpenIDSettings, _ attempt: OpenIDClient.Attempt)
        async throws -> ProviderPerson
    {
        let (client, query) = (client(visit, settings), visit.inbound.query)
        let description = try await client.description()
        if let issuer = query["iss"] ?? (description.namesItself ? "" : nil), issuer != settings.issuer {
            throw OpenIDFailure.wrong("the browser comes from another provider")
        }
        guard let code = query["code"], !code.isEmpty, code.utf8.count <= 4_000 else {
            throw OpenIDFailure.wrong("it sends neither a code nor an error")
        }
        let tokens = try await client.tokens(for: code, attempt, description)
        let subject = tokens.person.subject
        // Whoever is linked needs no e-mail any more.
        let known = try await visit.database.read {
            try OpenIDStore($0).identity(issuer: settings.issuer, subject: subject)
        }
        return known == nil ? try await client.completed(tokens, description) : tokens.person
    }

    /// The account that the person may use.
    /// - Throws: a refusal that says why there is none.
    private static func account(
        of person: ProviderPerson, _ settings: OpenIDSettings, _ tx: Transaction, _ visit: Visit
    ) throws -> AccountRecord {
        let (store, accounts) = (OpenIDStore(tx), AccountStore(tx))
        if let known = try store.identity(issuer: settings.issuer, subject: person.subject) {
            let account = try accounts.account(known.account)
            guard !account.isDisabled else { throw Refusal.accountLocked }
            try OpenIDStore.markUsed(known.id, now: visit.now, tx)
            return account
        }
        guard let email = person.email, !person.isEmailDoubtful else { throw Refusal.emailDoubtful(settings.name) }
        guard let account = try accounts.account(email: email) else {
            throw Refusal.noAccount(email: email, settings.name)
        }
        guard !account.isDisabled else { throw Refusal.accountLocked }
        // An address that was given to somebody else at the institution opens nothing.
        guard try !store.identities(of: account.id).contains(where: { $0.issuer == settings.issuer }) else {
            throw Refusal.otherIdentity(settings.name)
        }
        let work = Work(tx, visit.environment, actor: "account:\(account.id)")
        try OpenIDStore.insert(
            work.environment.id(), account: account.id, issuer: settings.issuer, subject: person.subject, now: work.now,
            tx)
        try work.record(
            .accounts, "account:\(account.id)", "identity.creation", ["issuer": .text(settings.issuer)])
        try AccountNotice.identityLinked.writeIn(work, account.id, visit.settings)
        return account
    }

    /// Asks the provider, a few at a time. What goes wrong is told to the log, and in plainer words to the person.
    private static func asking<Value: Sendable>(
        _ visit: Visit, _ settings: OpenIDSettings, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        do {
            return try await visit.services.limits.provider.pass(busy: .tooBusy, body)
        } catch let failure as OpenIDFailure {
            note(visit, .warning, "Signing in through the provider failed: \(failure.reason)")
            if case .away = failure { throw Refusal.providerAway(settings.name) }
            throw Refusal.providerWrong(settings.name, request: visit.inbound.id)
        }
    }

    private static func note(_ visit: Visit, _ level: Logger.Level, _ words: String) {
        visit.services.logger.log(level: level, "\(words)", metadata: ["request": "\(visit.inbound.id)"])
    }
}
