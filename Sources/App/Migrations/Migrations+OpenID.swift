import Storage

extension Migrations {
    /// Signing in through an institution's OpenID Connect provider.
    static let openID = Migration(
        "0014-openid",
        [
            // Who an account is at a provider; the first sign-in links the two, from then on issuer and subject decide, not e-mail.
            """
            CREATE TABLE account_identity (
                id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), issuer TEXT NOT NULL, subject TEXT NOT NULL,
                created_at BIGINT NOT NULL, used_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX account_identity_subject ON account_identity (issuer, subject)",
            "CREATE UNIQUE INDEX account_identity_account ON account_identity (account_id, issuer)",
            // digest: of the secret in the browser's cookie. A row is used once, within ten minutes.
            "CREATE TABLE sign_in_attempt (digest TEXT PRIMARY KEY, back TEXT NOT NULL, expires_at BIGINT NOT NULL)",
        ])
}
