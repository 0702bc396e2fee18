import Storage

extension Migrations {
    /// The outline of the guide, as statements that the room proposes, rates and revises.
    static let outline = Migration(
        "0011-outline",
        [
            // part: scope, audience, purpose or structure. state: proposed, agreed or dropped, and of which revision of the card
            // that was decided. A rating is of one revision of the card; none means “cannot judge”.
            // author: as Visitor.journalName. key: what the author calls this sending, so that one that is repeated counts once.
            """
            CREATE TABLE outline_statement (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), part TEXT NOT NULL,
                card_id TEXT NOT NULL UNIQUE REFERENCES card (id), state TEXT NOT NULL, position BIGINT NOT NULL,
                participant_id TEXT REFERENCES participant (id), author TEXT, key TEXT, created_at BIGINT NOT NULL,
                decided_at BIGINT, decided_revision BIGINT)
            """,
            "CREATE INDEX outline_statement_event ON outline_statement (event_id)",
            "CREATE INDEX outline_statement_participant ON outline_statement (participant_id)",
            "CREATE UNIQUE INDEX outline_statement_key ON outline_statement (event_id, author, key)",
            """
            CREATE TABLE statement_rating (
                statement_id TEXT NOT NULL REFERENCES outline_statement (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                rating BIGINT, revision BIGINT NOT NULL, rated_at BIGINT NOT NULL, PRIMARY KEY (statement_id, participant_id))
            """,
            "CREATE INDEX statement_rating_participant ON statement_rating (participant_id)",
            // The part that the projector shows.
            "ALTER TABLE event ADD COLUMN outline_part TEXT",
        ])
}
