import Storage

extension Migrations {
    /// What changed between two meetings.
    static let since = Migration(
        "0166-since",
        [
            // Of a programme's year only what a meeting asks for is read.
            "CREATE INDEX journal_by_kind ON journal (scope, kind, sequence)",
            // What the system cannot know, as a region tells it. noted_on: a day; region_id: nothing for the whole programme.
            """
            CREATE TABLE since_note (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
                noted_on TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX since_note_programme ON since_note (programme_id, noted_on)",
            "CREATE INDEX since_note_region ON since_note (region_id)",
            "CREATE UNIQUE INDEX since_note_key ON since_note (programme_id, key)",
            // Countries that agreed to be named where what is late of theirs is told.
            """
            CREATE TABLE since_naming (
                programme_id TEXT NOT NULL REFERENCES programme (id), country TEXT NOT NULL REFERENCES country (code),
                agreed_by TEXT, agreed_at BIGINT NOT NULL, PRIMARY KEY (programme_id, country))
            """,
            "CREATE INDEX since_naming_country ON since_naming (country)",
        ])
}
