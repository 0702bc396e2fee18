import Storage

extension Migrations {
    /// For whom a record is, who had it, and what was taken back.
    static let audiences = Migration(
        "0068-audiences",
        [
            // subject: case, publication, notice, need, route …; kind: `member` with ref `country:KZ`, `account` with the account's id. A
            // record without rows is for everybody of its programme, as far as its marking goes.
            """
            CREATE TABLE record_audience (
                subject TEXT NOT NULL, subject_id TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL,
                PRIMARY KEY (subject, subject_id, kind, ref))
            """,
            // Who had which record first, of what is marked AMBER or closer. what: `page`, `file`, `api`.
            """
            CREATE TABLE record_fetch (
                subject TEXT NOT NULL, subject_id TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES account (id),
                fetched_at BIGINT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (subject, subject_id, account_id, what))
            """,
            "CREATE INDEX record_fetch_account ON record_fetch (account_id)",
            // note: what is said to those who had it.
            """
            CREATE TABLE record_withdrawal (
                subject TEXT NOT NULL, subject_id TEXT NOT NULL, note TEXT NOT NULL, withdrawn_by TEXT, withdrawn_at BIGINT NOT NULL,
                PRIMARY KEY (subject, subject_id))
            """,
        ])
}
