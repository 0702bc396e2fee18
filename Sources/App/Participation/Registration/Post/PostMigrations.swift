import Storage

extension Migrations {
    /// Mails about registrations, made from the journal.
    static let post = Migration(
        "0044-post",
        [
            // Of whom somebody has to be told: subject is registration:ID, invitation:ID, or nominator:EVENT:KIND:CODE; changed_at: since
            // when something about it has not been told, nothing where all has; told: the standing that was told last (Post), told_at: when.
            """
            CREATE TABLE post_subject (
                subject TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), changed_at BIGINT, told TEXT NOT NULL,
                told_at BIGINT)
            """,
            "CREATE INDEX post_subject_event ON post_subject (event_id)",
            "CREATE INDEX post_subject_changed ON post_subject (changed_at) WHERE changed_at IS NOT NULL",
            // Up to where the journal was read.
            "CREATE TABLE post_mark (name TEXT PRIMARY KEY, sequence BIGINT NOT NULL)",
            // What goes out because time passes, once.
            """
            CREATE TABLE post_reminder (
                key TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), reminded_at BIGINT NOT NULL)
            """,
            "CREATE INDEX post_reminder_event ON post_reminder (event_id)",
            // What an organiser adds to each mail: where answers go, and own words by language (JSON).
            """
            CREATE TABLE post_setting (
                event_id TEXT PRIMARY KEY REFERENCES event (id), reply_to TEXT, words TEXT NOT NULL, changed_at BIGINT NOT NULL)
            """,
        ])
}
