import Storage

extension Migrations {
    static let exconNotes = Migration(
        "0154-excon-notes",
        [
            // What those who run an exercise note while it is played. elapsed: of the exercise's clock. sending: by which a device names it.
            """
            CREATE TABLE excon_note (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE,
                inject_id TEXT REFERENCES inject (id), text TEXT NOT NULL, language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL,
                elapsed BIGINT NOT NULL)
            """,
            "CREATE INDEX excon_note_event ON excon_note (event_id, elapsed)",
            "CREATE INDEX excon_note_inject ON excon_note (inject_id)",
        ])
}
