import Storage
import Web

/// What a right password or a working link leads to: a session, or the page that asks for the code of the second factor.
enum SignInStep: Sendable {
    case signedIn(NewSession, back: String)
    case codeNeeded(PendingSignIn)

    var answer: Answer {
        switch self {
        case .signedIn(let session, let back): .redirect(to: back).setting(session.cookie).setting(session.mark)
        case .codeNeeded(let pending): .redirect(to: AccountPaths.signInCode()).setting(pending.cookie)
        }
    }
}

/// Half a sign-in: a row for ten minutes and a cookie that finds it, once. It opens nothing but the page that asks for the code.
struct PendingSignIn: Sendable {
    static let cookieName = "roundtable_pending"
    static let lifetime: Int64 = 10 * 60_000

    private let token: String
    private let isSecure: Bool

    init(_ visit: Visit) {
        token = Secret.token(random: visit.environment.random)
        isSecure = visit.settings.isSecure
    }

    func insert(_ work: Work, _ account: Account.ID, back: String) throws {
        try SecondFactorWriting(work.tx).insertPending(
            Secret.digest(token), account, back: back, now: work.now, lifetime: Self.lifetime)
    }

    var cookie: Cookie {
        Cookie(Self.cookieName, token, maxAge: Int(Self.lifetime / 1000), isSecure: isSecure)
    }

    static func noCookie(_ visit: Visit) -> Cookie {
        Cookie(cookieName, "", maxAge: 0, isSecure: visit.settings.isSecure)
    }
}

/// The second half of signing in.
enum SecondStep {
    /// The browser's half sign-in, while it lasts.
    static func pending(_ visit: Visit, _ reading: any Reading) throws -> PendingSignInRecord? {
        guard let digest = visit.cookie(PendingSignIn.cookieName).map(Secret.digest) else { return nil }
        return try SecondFactorStore(reading).pending(digest, now: visit.now)
    }

    /// - Parameters:
    ///   - code: of the device; nil if a recovery code was typed.
    ///   - recovery: a recovery code; each opens once.
    /// - Throws: ``Refusal/halfOver`` where there is no half sign-in any more; an error at `code` or `recovery`.
    static func finish(_ visit: Visit, code: String?, recovery: String?) async throws -> SignInStep {
        guard let pending = try await visit.read({ try Self.pending(visit, $0) }) else { throw Refusal.halfOver }
        let (account, limiter) = (pending.account, visit.services.limits.secondFactor)
        do {
            try limiter.check("\(account)", now: visit.now)
            let step = try await visit.database.write { tx in try finishIn(tx, visit, pending, code, recovery) }
            limiter.clear("\(account)")
            return step
        } catch let refusal as Refusal {
            visit.tellOperator(
                "Sign-in refused", refusal.fields.isEmpty ? refusal.code : "wrong-code", about: "account:\(account)")
            throw refusal
        }
    }

    private static func finishIn(
        _ tx: Transaction, _ visit: Visit, _ pending: PendingSignInRecord, _ code: String?, _ recovery: String?
    ) throws -> SignInStep {
        let (account, writing) = (try AccountStore(tx).account(pending.account), SecondFactorWriting(tx))
        let work = Work(tx, visit.environment, actor: "account:\(account.id)")
        let store = SecondFactorStore(tx)
        guard !account.isDisabled, try store.pending(pending.digest, now: visit.now) != nil else {
            throw Refusal.halfOver
        }
        // Turned off meanwhile on the machine: the password was right, but let it be typed again.
        guard let factor = try store.factor(of: account.id), factor.confirmedAt != nil else {
            throw Refusal.halfOver
        }
        if let recovery {
            guard try writing.use(recovery, of: account.id, now: work.now) else {
                throw Refusal.invalid(["recovery": L("This is not one of your recovery codes, or it was used already.")]
                )
            }
            try work.record(.accounts, "account:\(account.id)", "recovery-code.use")
            try AccountNotice.recoveryCodeUsed.writeIn(work, account.id, visit.settings)
        } else {
            try SecondFactorSecret.check(code ?? "", factor, visit, tx)
        }
        // Last: what is refused has then changed nothing.
        try writing.deletePending(pending.digest)
        let session = NewSession(visit, email: account.email)
        try session.insert(work, account: account.id)
        try work.record(.accounts, "account:\(account.id)", "session.creation", ["second-factor": true])
        return .signedIn(session, back: pending.back)
    }
}
