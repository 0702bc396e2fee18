import Storage

extension Migrations {
    /// Events that come again and again, and what an event follows and prepares.
    static let series = Migration(
        "0078-series",
        [
            // rhythm: SeriesRhythm.
            """
            CREATE TABLE series (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, rhythm TEXT NOT NULL,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX series_programme ON series (programme_id)",
            // follows_id: the previous of the series; prepares_id: the meeting that it prepares.
            "ALTER TABLE event ADD COLUMN series_id TEXT REFERENCES series (id)",
            "ALTER TABLE event ADD COLUMN follows_id TEXT REFERENCES event (id)",
            "ALTER TABLE event ADD COLUMN prepares_id TEXT REFERENCES event (id)",
            "CREATE INDEX event_series ON event (series_id) WHERE series_id IS NOT NULL",
            "CREATE INDEX event_follows ON event (follows_id) WHERE follows_id IS NOT NULL",
            "CREATE INDEX event_prepares ON event (prepares_id) WHERE prepares_id IS NOT NULL",
            "CREATE INDEX event_starts ON event (starts_on)",
        ])
}
