import Storage

extension Migrations {
    /// What a programme prepares for a mass gathering.
    static let gatherings = Migration(
        "0122-gatherings",
        [
            // region_id or country: whose it is; neither for the programme's. starts_on, ends_on: days. state: GatheringState.
            """
            CREATE TABLE gathering (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
                country TEXT, title TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, venue TEXT NOT NULL,
                summary TEXT NOT NULL, language TEXT NOT NULL, marking TEXT NOT NULL, is_shared BOOLEAN NOT NULL, state TEXT NOT NULL,
                created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX gathering_programme ON gathering (programme_id, starts_on)",
            "CREATE INDEX gathering_region ON gathering (region_id)",
            "CREATE UNIQUE INDEX gathering_key ON gathering (programme_id, key)",
            """
            CREATE TABLE gathering_area (
                gathering_id TEXT NOT NULL REFERENCES gathering (id), area_id TEXT NOT NULL REFERENCES area (id),
                PRIMARY KEY (gathering_id, area_id))
            """,
            "CREATE INDEX gathering_area_area ON gathering_area (area_id)",
            // kind and target: GatheringLink.
            """
            CREATE TABLE gathering_link (
                gathering_id TEXT NOT NULL REFERENCES gathering (id), kind TEXT NOT NULL, target TEXT NOT NULL,
                linked_at BIGINT NOT NULL, PRIMARY KEY (gathering_id, kind, target))
            """,
            """
            CREATE TABLE gathering_lesson (
                id TEXT PRIMARY KEY, gathering_id TEXT NOT NULL REFERENCES gathering (id), text TEXT NOT NULL, language TEXT NOT NULL,
                created_by TEXT, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX gathering_lesson_gathering ON gathering_lesson (gathering_id, created_at)",
        ])
}
