import Storage

extension Migrations {
    /// What a mail is for, so that a refusal keeps back no more than was meant; a calendar entry and a file in it; files that are kept.
    static let mailClasses = Migration(
        "0033-mail-classes",
        [
            // A file that somebody put somewhere. Its bytes stand in file_content, once for all files with the same; sha256: of them.
            """
            CREATE TABLE kept_file (
                id TEXT PRIMARY KEY, event_id TEXT REFERENCES event (id), name TEXT NOT NULL, type TEXT NOT NULL, size BIGINT NOT NULL,
                sha256 TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX kept_file_event ON kept_file (event_id)",
            "CREATE INDEX kept_file_sha256 ON kept_file (sha256)",
            // chunk: from 0, each of 256 KiB but the last.
            """
            CREATE TABLE file_content (
                sha256 TEXT NOT NULL, chunk BIGINT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, chunk))
            """,
            // class: service, reminder, news (MailClass); calendar: an iCalendar object, goes with the text; attachment_id: of kept_file;
            // reply_to: where answers go, nothing for where mail comes from.
            "ALTER TABLE outgoing_mail ADD COLUMN class TEXT NOT NULL DEFAULT 'reminder'",
            "ALTER TABLE outgoing_mail ADD COLUMN calendar TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE outgoing_mail ADD COLUMN attachment_id TEXT REFERENCES kept_file (id)",
            "ALTER TABLE outgoing_mail ADD COLUMN reply_to TEXT",
            "CREATE INDEX outgoing_mail_attachment ON outgoing_mail (attachment_id)",
            "UPDATE outgoing_mail SET class = 'service' WHERE kind IN ('account', 'personal-link')",
            "UPDATE outgoing_mail SET class = 'news' WHERE kind = 'digest'",
            """
            CREATE TABLE mail_class_refusal (
                address TEXT NOT NULL, class TEXT NOT NULL, refused_at BIGINT NOT NULL, PRIMARY KEY (address, class))
            """,
            // Who refused mail refused all that could be refused.
            """
            INSERT INTO mail_class_refusal (address, class, refused_at)
            SELECT address, 'reminder', refused_at FROM mail_refusal
            """,
            """
            INSERT INTO mail_class_refusal (address, class, refused_at)
            SELECT address, 'news', refused_at FROM mail_refusal
            """,
            "DROP TABLE mail_refusal",
            "ALTER TABLE mail_class_refusal RENAME TO mail_refusal",
        ])
}
