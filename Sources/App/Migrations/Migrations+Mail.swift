import Storage

extension Migrations {
    /// Mail that waits to be sent, and who wants none.
    static let mail = Migration(
        "0013-mail",
        [
            // key: one mail of a kind for a person and day is written once. claimed_until: a node is sending it.
            """
            CREATE TABLE outgoing_mail (
                id TEXT PRIMARY KEY, event_id TEXT REFERENCES event (id), kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
                address TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
                unsubscribe_token TEXT NOT NULL, created_at BIGINT NOT NULL, send_at BIGINT NOT NULL, tries BIGINT NOT NULL,
                claimed_until BIGINT, sent_at BIGINT, failed_at BIGINT, error TEXT)
            """,
            "CREATE INDEX outgoing_mail_waiting ON outgoing_mail (sent_at, failed_at, send_at)",
            "CREATE INDEX outgoing_mail_event ON outgoing_mail (event_id)",
            "CREATE TABLE mail_refusal (address TEXT PRIMARY KEY, refused_at BIGINT NOT NULL)",
        ])
}
