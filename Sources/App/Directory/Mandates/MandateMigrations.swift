import Storage

extension Migrations {
    /// In what function somebody acts for a country or a region, from when to when.
    static let mandates = Migration(
        "0030-mandates",
        [
            // role: ``MandateRole``; holder_kind and holder: `country` and its code, `region` and its id, `programme`, `organisation` …;
            // programme_id: where it holds, nothing is everywhere; since, until: dates, [since, until); state: proposed, active,
            // suspended, ended; person_id goes with an erasure, the rest stays.
            """
            CREATE TABLE mandate (
                id TEXT PRIMARY KEY, role TEXT NOT NULL, holder_kind TEXT NOT NULL, holder TEXT NOT NULL,
                programme_id TEXT REFERENCES programme (id), person_id TEXT REFERENCES person (id), since TEXT NOT NULL, until TEXT,
                review_by TEXT, state TEXT NOT NULL, appointed_by TEXT, document TEXT NOT NULL, note TEXT NOT NULL,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX mandate_person ON mandate (person_id)",
            "CREATE INDEX mandate_holder ON mandate (holder_kind, holder, role)",
        ])
}
