import Storage

extension Migrations {
    /// What people say of actions, ideas and plans, and the filters that they keep.
    static let remarks = Migration(
        "0145-remarks",
        [
            // subject: `action:ID`, `idea:ID`, `plan:ID`.
            """
            CREATE TABLE remark (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), subject TEXT NOT NULL, text TEXT NOT NULL,
                language TEXT NOT NULL, account_id TEXT REFERENCES account (id), created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX remark_subject ON remark (subject, created_at)",
            "CREATE INDEX remark_account ON remark (account_id)",
            "CREATE INDEX remark_programme ON remark (programme_id)",
            // page: a path of this server; query: as it stands in an address.
            """
            CREATE TABLE kept_filter (
                id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), page TEXT NOT NULL, name TEXT NOT NULL,
                query TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (account_id, page, name))
            """,
        ])
}
