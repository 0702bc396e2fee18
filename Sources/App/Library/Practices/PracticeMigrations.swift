import Storage

extension Migrations {
    /// What a practice needs and whose it is, and what members did with it.
    static let practices = Migration(
        "0066-practices",
        [
            // conditions: what it needs to work elsewhere; owner_kind and owner: a MemberRef, nothing for what no member shares.
            "ALTER TABLE past_case ADD COLUMN conditions TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE past_case ADD COLUMN owner_kind TEXT",
            "ALTER TABLE past_case ADD COLUMN owner TEXT",
            // decision: PracticeDecision; mandate_id: under which it was decided; ask_again_on: when the member is asked what became of it.
            """
            CREATE TABLE practice_adoption (
                id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES past_case (id), member_kind TEXT NOT NULL, member TEXT NOT NULL,
                decision TEXT NOT NULL, note TEXT NOT NULL, decided_by TEXT, mandate_id TEXT REFERENCES mandate (id),
                decided_at BIGINT NOT NULL, ask_again_on TEXT)
            """,
            "CREATE UNIQUE INDEX practice_adoption_member ON practice_adoption (case_id, member_kind, member)",
            "CREATE INDEX practice_adoption_due ON practice_adoption (member_kind, member, ask_again_on)",
        ])
}
