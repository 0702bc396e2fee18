import Storage

extension Migrations {
    /// The exchange in plenary: endorsements, questions, where a blocker stands, and what each country adopts.
    static let exchange = Migration(
        "0010-exchange",
        [
            """
            CREATE TABLE endorsement (
                intervention_id TEXT NOT NULL REFERENCES intervention (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                given_at BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id))
            """,
            """
            CREATE TABLE exchange_question (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sheet_id TEXT NOT NULL REFERENCES sheet (id),
                intervention_id TEXT REFERENCES intervention (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                text TEXT NOT NULL, language TEXT NOT NULL, key TEXT, asked_at BIGINT NOT NULL, answered_at BIGINT, hidden_at BIGINT,
                UNIQUE (participant_id, key))
            """,
            "CREATE INDEX exchange_question_sheet ON exchange_question (sheet_id)",
            "CREATE INDEX exchange_question_event ON exchange_question (event_id)",
            // What a country says of a blocking aspect: present (we have it too) or solved (we have solved it).
            """
            CREATE TABLE standing (
                aspect_id TEXT NOT NULL REFERENCES aspect (id), country TEXT NOT NULL REFERENCES country (code), state TEXT NOT NULL,
                note TEXT NOT NULL, participant_id TEXT REFERENCES participant (id), told_at BIGINT NOT NULL,
                PRIMARY KEY (aspect_id, country))
            """,
            // decision: adopt, adapt (note: how), decline (note: why). progress: none, begun, done; told later by the delegation.
            """
            CREATE TABLE adoption (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                intervention_id TEXT NOT NULL REFERENCES intervention (id), country TEXT NOT NULL REFERENCES country (code),
                decision TEXT NOT NULL, note TEXT NOT NULL, progress TEXT NOT NULL, progress_note TEXT NOT NULL, decided_by TEXT,
                decided_at BIGINT NOT NULL, progressed_at BIGINT, UNIQUE (intervention_id, country))
            """,
            "CREATE INDEX adoption_event ON adoption (event_id)",
            // What the projector shows in the exchange: gallery (then: which sheet), matrix or blockers.
            "ALTER TABLE event ADD COLUMN sheet_id TEXT REFERENCES sheet (id)",
            "ALTER TABLE event ADD COLUMN exchange_view TEXT NOT NULL DEFAULT 'gallery'",
        ])
}
