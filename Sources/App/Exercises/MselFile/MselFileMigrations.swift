import Storage

extension Migrations {
    /// A planner's file between its preview and its confirmation: kept for a day, for whoever sent it.
    static let mselFile = Migration(
        "0091-msel-file",
        [
            // answers: JSON, by the names of questions.
            """
            CREATE TABLE msel_draft (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), account_id TEXT NOT NULL REFERENCES account (id),
                file_name TEXT NOT NULL, file BLOB, answers TEXT NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT,
                counts TEXT NOT NULL)
            """,
            "CREATE INDEX msel_draft_event ON msel_draft (event_id)",
            "CREATE INDEX msel_draft_account ON msel_draft (account_id)",
        ])
}
