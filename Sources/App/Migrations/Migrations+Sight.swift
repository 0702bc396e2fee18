import Storage

extension Migrations {
    /// Who sees whom: the account of a person of the directory, and the person's own choice.
    static let sight = Migration(
        "0025-sight",
        [
            // visible_to: ``VisibleTo``.
            "ALTER TABLE person ADD COLUMN visible_to TEXT NOT NULL DEFAULT 'organisers'",
            // person_id: set by an administrator or by an invitation made from the person, never because two addresses are the same.
            "ALTER TABLE account ADD COLUMN person_id TEXT REFERENCES person (id)",
            "CREATE UNIQUE INDEX account_person ON account (person_id)",
            "CREATE INDEX participant_of_person ON participant (person_id)",
        ])
}
