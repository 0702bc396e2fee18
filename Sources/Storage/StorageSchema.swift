/// The storage's own tables.
enum StorageSchema {
    /// Begins the ids of the storage's own migrations; a feature's must not.
    static let prefix = "storage/"

    static let migrations: [Migration] = [
        Migration("storage/journal", sqlite: sqliteJournal, postgres: postgresJournal),
        Migration("storage/commit-number", sqlite: commitNumber, postgres: commitNumber),
    ]

    /// One row, which every commit of whatever node counts up: two reads that find the same number see the same database.
    private static let commitNumber: [SQL] = [
        "CREATE TABLE commit_number (id BIGINT PRIMARY KEY, number BIGINT NOT NULL)"
    ]

    private static let sqliteJournal: [SQL] = [
        """
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY NOT NULL,
            time BIGINT NOT NULL,
            actor TEXT,
            scope TEXT NOT NULL,
            subject TEXT NOT NULL,
            kind TEXT NOT NULL,
            facts TEXT NOT NULL,
            hash BLOB NOT NULL
        )
        """,
        "CREATE INDEX journal_by_scope ON journal (scope, sequence)",
        "CREATE INDEX journal_by_subject ON journal (subject, sequence)",
        """
        CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
        """,
        """
        CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
        """,
    ]

    private static let postgresJournal: [SQL] = [
        """
        CREATE TABLE journal (
            sequence BIGINT PRIMARY KEY,
            time BIGINT NOT NULL,
            actor TEXT COLLATE "C",
            scope TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NOT NULL,
            kind TEXT COLLATE "C" NOT NULL,
            facts TEXT COLLATE "C" NOT NULL,
            hash BYTEA NOT NULL
        )
        """,
        "CREATE INDEX journal_by_scope ON journal (scope, sequence)",
        "CREATE INDEX journal_by_subject ON journal (subject, sequence)",
        """
        CREATE FUNCTION journal_refuses_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
        """,
        """
        CREATE TRIGGER journal_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses_change()
        """,
        // Tells all nodes at the moment of the commit; they read the entries themselves.
        """
        CREATE FUNCTION journal_tells_of_entries() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NOTIFY roundtable_journal; RETURN NULL; END $$
        """,
        """
        CREATE TRIGGER journal_tells AFTER INSERT ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_tells_of_entries()
        """,
    ]
}
