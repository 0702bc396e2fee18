import Storage

extension Migrations {
    /// What organisers wrote to chosen people of an event.
    static let messages = Migration(
        "0045-messages",
        [
            // texts: JSON {language: {subject, text}}; groups: JSON list of what was chosen; written: mails; refused: readers who want no
            // news. Who got it and whether it arrived stands in the outbox.
            """
            CREATE TABLE event_message (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), texts TEXT NOT NULL, groups TEXT NOT NULL,
                sent_by TEXT, sent_at BIGINT NOT NULL, written BIGINT NOT NULL, refused BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX event_message_event ON event_message (event_id, sent_at)",
            "CREATE UNIQUE INDEX event_message_key ON event_message (event_id, key)",
        ])
}
