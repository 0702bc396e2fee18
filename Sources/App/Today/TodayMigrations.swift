import Storage

extension Migrations {
    /// What somebody follows beyond what they have a part in, what they were told of it, and what they do not want to be told.
    static let following = Migration(
        "0029-following",
        [
            // subject: `event:ID`, `issue:ID` …; is_on: no where somebody has a part in it and does not follow it all the same.
            """
            CREATE TABLE follow (
                account_id TEXT NOT NULL REFERENCES account (id), subject TEXT NOT NULL, is_on BOOLEAN NOT NULL,
                changed_at BIGINT NOT NULL, PRIMARY KEY (account_id, subject))
            """,
            "CREATE INDEX follow_subject ON follow (subject)",
            // entry: kind of the journal's entries; scope: event or programme; item: what is followed, or empty; reason: part, follow,
            // item, you. Of one kind at one place on one day there is one row, which counts.
            """
            CREATE TABLE notification (
                id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), entry TEXT NOT NULL, scope TEXT NOT NULL,
                item TEXT NOT NULL, reason TEXT NOT NULL, day TEXT NOT NULL, number BIGINT NOT NULL, first_at BIGINT NOT NULL,
                last_at BIGINT NOT NULL, read_at BIGINT, mailed_at BIGINT, UNIQUE (account_id, entry, scope, item, day))
            """,
            "CREATE INDEX notification_account ON notification (account_id, last_at)",
            "CREATE INDEX notification_last ON notification (last_at)",
            // kind: NotificationKind.code, or `digest`.
            """
            CREATE TABLE notification_refusal (
                account_id TEXT NOT NULL REFERENCES account (id), kind TEXT NOT NULL, refused_at BIGINT NOT NULL,
                PRIMARY KEY (account_id, kind))
            """,
            // day: the last for which a digest was made or found empty, where the reader is; tasks: the ids that were told then.
            """
            CREATE TABLE digest (
                account_id TEXT PRIMARY KEY REFERENCES account (id), day TEXT NOT NULL, tasks TEXT NOT NULL,
                looked_at BIGINT NOT NULL)
            """,
        ])
}
