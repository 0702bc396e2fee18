extension AccountFacts: StoredFeature {
    static var tables: [TableFacts] {
        [account, accessToken, accountIdentity, session, secondFactor, recoveryCode, pendingSignIn, signInAttempt]
    }

    private static let account = TableFacts(
        "account", search: .left("administrators have one list of accounts"),
        person: .rows(
            10, [.account("id")],
            ["id", "email", "name", "language", "is_administrator", "created_at", "disabled_at", "person_id"]),
        erasure: .blanked([
            "email": .noAddress, "name": .dash, "password_hash": .nothing, "language": .nothing,
            "is_administrator": .no, "disabled_at": .now, "person_id": .nothing,
        ]))

    private static let accessToken = TableFacts(
        "access_token", search: .left("opens doors"),
        person: .rows(
            20, [.account("account_id")], ["id", "name", "kind", "created_at", "used_at", "expires_at", "revoked_at"]),
        erasure: .deleted)

    private static let accountIdentity = TableFacts(
        "account_identity", search: .left("opens doors"),
        person: .rows(30, [.account("account_id")], ["issuer", "subject", "created_at", "used_at"]),
        erasure: .deleted)

    private static let session = TableFacts(
        "session", search: .left("opens doors"),
        person: .rows(
            40, [.account("account_id"), .seat("participant_id")], ["created_at", "seen_at", "expires_at", "agent"]),
        erasure: .deleted,
        seats: [.seat("participant_id", by: ["digest"])],
        file: .stays("who is signed in where"))

    private static let secondFactor = TableFacts(
        "second_factor", search: .left("opens doors"),
        person: .rows(50, [.account("account_id")], ["account_id", "created_at", "confirmed_at"]),
        erasure: .deleted)

    private static let recoveryCode = TableFacts(
        "recovery_code",
        person: .rows(60, [.account("account_id")], ["account_id", "used_at"]),
        erasure: .deleted)

    private static let pendingSignIn = TableFacts(
        "pending_sign_in", search: .left("opens doors"),
        person: .rows(70, [.account("account_id")], ["account_id", "created_at", "expires_at"]),
        erasure: .deleted)

    private static let signInAttempt = TableFacts(
        "sign_in_attempt", search: .left("opens doors"))
}
