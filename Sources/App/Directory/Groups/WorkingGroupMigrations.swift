import Storage

extension Migrations {
    /// Who works together in a programme, and on what; who is in a group holds a mandate for it.
    static let workingGroups = Migration(
        "0065-working-groups",
        [
            // state: WorkingGroupRecord.State; since, until: dates, [since, until); area_id: what it works on.
            """
            CREATE TABLE working_group (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), area_id TEXT REFERENCES area (id),
                title TEXT NOT NULL, remit TEXT NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL, until TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX working_group_programme ON working_group (programme_id)",
            // On whose behalf somebody is in a working group: who moves to another country was there for the one before.
            "ALTER TABLE mandate ADD COLUMN country TEXT REFERENCES country (code)",
        ])
}
