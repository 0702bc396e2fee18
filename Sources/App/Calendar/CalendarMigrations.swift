import Storage

extension Migrations {
    /// The secret address at which a program reads an account's calendar: made from the installation's key and a number, so that it can
    /// be shown again and is stored nowhere.
    static let calendarFeed = Migration(
        "0029-calendar-feed",
        [
            """
            CREATE TABLE calendar_feed (
                account_id TEXT PRIMARY KEY REFERENCES account (id), digest TEXT UNIQUE, generation BIGINT NOT NULL,
                created_at BIGINT NOT NULL)
            """
        ])

    /// The same for what an account sees of one programme.
    static let programmeFeed = Migration(
        "0054-programme-feed",
        [
            """
            CREATE TABLE programme_feed (
                account_id TEXT NOT NULL REFERENCES account (id), programme_id TEXT NOT NULL REFERENCES programme (id),
                digest TEXT UNIQUE, generation BIGINT NOT NULL, created_at BIGINT NOT NULL,
                PRIMARY KEY (account_id, programme_id))
            """,
            "CREATE INDEX programme_feed_programme ON programme_feed (programme_id)",
        ])
}
