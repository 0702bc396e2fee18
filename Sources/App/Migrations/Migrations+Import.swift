import Storage

extension Migrations {
    /// Imports that ask: the file is kept with the answers for a day, and what was answered for the next file.
    static let importing = Migration(
        "0019-importing",
        [
            // What a file said of a person in columns that the directory has no place for, where somebody wanted it kept.
            "ALTER TABLE person ADD COLUMN note TEXT NOT NULL DEFAULT ''",
            // Previews last a day; those of before have no file to read again.
            "DELETE FROM import_draft",
            "ALTER TABLE import_draft ADD COLUMN file BLOB",
            "ALTER TABLE import_draft ADD COLUMN answers TEXT NOT NULL DEFAULT '{}'",
            // What the directory and the event were when the plan was made: a plan is applied only while that holds.
            "ALTER TABLE import_draft ADD COLUMN basis TEXT NOT NULL DEFAULT ''",
            // How the columns and spellings of a file were understood, by its heading: for the next file with the same one. scope: a
            // programme or an account; fingerprint: a hash of the heading, so that the heading itself is not kept.
            """
            CREATE TABLE import_memory (
                scope TEXT NOT NULL, kind TEXT NOT NULL, fingerprint TEXT NOT NULL, answers TEXT NOT NULL, used_at BIGINT NOT NULL,
                PRIMARY KEY (scope, kind, fingerprint))
            """,
        ])
}
