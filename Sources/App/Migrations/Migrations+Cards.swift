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
            // What a person wrote within half a minute is one revision (begun_at … changed_at), whose number is that of its last saving.
            """
            CREATE TABLE card_revision (
                card_id TEXT NOT NULL REFERENCES card (id), number BIGINT NOT NULL, text TEXT NOT NULL, changed_by TEXT,
                begun_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (card_id, number))
            """,
            // key: what a device calls one sending, so that one that is repeated counts once. Forgotten after a week.
            """
            CREATE TABLE card_sending (
                card_id TEXT NOT NULL REFERENCES card (id), key TEXT NOT NULL, sent_at BIGINT NOT NULL, PRIMARY KEY (card_id, key))
            """,
        ])
}
