import Storage

extension Migrations {
    /// What is handed out around an event: slides, papers, recordings.
    static let materials = Migration(
        "0034-materials",
        [
            // audience: MaterialAudience; state: draft, released, withdrawn; released_at: from when on it may be read, perhaps still to
            // come; announced: whether its release stands in the journal, which is written when it may be read.
            """
            CREATE TABLE material (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, language TEXT NOT NULL,
                note TEXT NOT NULL, marking TEXT NOT NULL, audience TEXT NOT NULL, state TEXT NOT NULL, released_at BIGINT,
                announced BOOLEAN NOT NULL, withdrawn_at BIGINT, reason TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX material_event ON material (event_id)",
            "CREATE INDEX material_due ON material (released_at) WHERE state = 'released' AND NOT announced",
            "CREATE UNIQUE INDEX material_key ON material (event_id, key)",
            // Each file that it had; the highest number is the one that is given out.
            """
            CREATE TABLE material_file (
                material_id TEXT NOT NULL REFERENCES material (id), number BIGINT NOT NULL,
                file_id TEXT NOT NULL REFERENCES kept_file (id), added_by TEXT, added_at BIGINT NOT NULL,
                PRIMARY KEY (material_id, number))
            """,
            "CREATE INDEX material_file_file ON material_file (file_id)",
            // Who fetched which file first, of what is marked AMBER or closer. reader: account:ID or participant:ID.
            """
            CREATE TABLE material_fetch (
                material_id TEXT NOT NULL REFERENCES material (id), number BIGINT NOT NULL, reader TEXT NOT NULL,
                fetched_at BIGINT NOT NULL, PRIMARY KEY (material_id, number, reader))
            """,
        ])
}
