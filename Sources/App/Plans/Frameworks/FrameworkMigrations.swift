import Storage

extension Migrations {
    /// What countries are asked in a needs assessment, version by version.
    static let frameworks = Migration(
        "0110-frameworks",
        [
            // language: of its words. version: the present one. is_open: whether a cycle has begun to ask with the present version: then a
            // change makes the next.
            """
            CREATE TABLE framework (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), code TEXT NOT NULL, title TEXT NOT NULL,
                language TEXT NOT NULL, version BIGINT NOT NULL, is_open BOOLEAN NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE UNIQUE INDEX framework_code ON framework (programme_id, code)",
            "CREATE UNIQUE INDEX framework_key ON framework (programme_id, key)",
            // content: FrameworkContent as JSON.
            """
            CREATE TABLE framework_version (
                framework_id TEXT NOT NULL REFERENCES framework (id), version BIGINT NOT NULL, content TEXT NOT NULL,
                made_at BIGINT NOT NULL, PRIMARY KEY (framework_id, version))
            """,
        ])

    /// Which indicators of two frameworks ask the same.
    static let crosswalks = Migration(
        "0112-framework-crosswalks",
        [
            // relation: CrosswalkLine.Relation, seen from the framework itself.
            """
            CREATE TABLE framework_crosswalk (
                framework_id TEXT NOT NULL REFERENCES framework (id), indicator TEXT NOT NULL,
                other_id TEXT NOT NULL REFERENCES framework (id), other TEXT NOT NULL, relation TEXT NOT NULL, note TEXT NOT NULL,
                PRIMARY KEY (framework_id, indicator, other_id, other))
            """,
            "CREATE INDEX framework_crosswalk_other ON framework_crosswalk (other_id)",
        ])
}
