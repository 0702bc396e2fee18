import Storage

extension Migrations {
    /// What work is about, as a tree; who knows an area, and which records are of it.
    static let areas = Migration(
        "0063-areas",
        [
            // axis: ``AreaRecord/Axis``; crosswalk: what others call it, `scheme:code`, several divided by spaces; retired_at: since when it is
            // no longer offered; successor_id: by which one it is found then.
            """
            CREATE TABLE area (
                id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, parent_id TEXT REFERENCES area (id), name_en TEXT NOT NULL,
                name_fr TEXT NOT NULL, name_ru TEXT NOT NULL, name_ar TEXT NOT NULL, note TEXT NOT NULL, crosswalk TEXT NOT NULL,
                axis TEXT NOT NULL, position BIGINT NOT NULL, retired_at BIGINT, successor_id TEXT REFERENCES area (id))
            """,
            "CREATE INDEX area_parent ON area (parent_id)",
            // level: practitioner, trainer, lead.
            """
            CREATE TABLE person_area (
                person_id TEXT NOT NULL REFERENCES person (id), area_id TEXT NOT NULL REFERENCES area (id), level TEXT NOT NULL,
                PRIMARY KEY (person_id, area_id))
            """,
            "CREATE INDEX person_area_area ON person_area (area_id)",
            // subject: ``AreaTags/Subject``, and the id of a record of its table.
            """
            CREATE TABLE record_area (
                subject TEXT NOT NULL, subject_id TEXT NOT NULL, area_id TEXT NOT NULL REFERENCES area (id),
                PRIMARY KEY (subject, subject_id, area_id))
            """,
            "CREATE INDEX record_area_area ON record_area (area_id, subject)",
        ])
}
