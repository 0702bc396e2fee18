import Storage

extension Migrations {
    /// Cards: texts that several devices write at once, each with its own history.
    static let cards = Migration(
        "0007-cards",
        [
            // place: what the card belongs to, and so who may write it and who sees it change (CardPlace).
            """
            CREATE TABLE card (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), place TEXT NOT NULL, language TEXT NOT NULL,
                text TEXT NOT NULL, revision BIGINT NOT NULL, changed_by TEXT, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX card_event ON card (event_id)",
            // key: what the sender calls this sending, so that one that is repeated counts once.
            """
            CREATE TABLE card_revision (
                card_id TEXT NOT NULL REFERENCES card (id), number BIGINT NOT NULL, text TEXT NOT NULL, changed_by TEXT,
                changed_at BIGINT NOT NULL, key TEXT, PRIMARY KEY (card_id, number))
            """,
            "CREATE UNIQUE INDEX card_revision_key ON card_revision (card_id, key)",
        ])
}
