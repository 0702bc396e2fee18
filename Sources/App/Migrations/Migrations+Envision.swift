import Storage

extension Migrations {
    /// Sheets of groups or countries: desired situations, and the interventions that lead there.
    static let envision = Migration(
        "0009-envision",
        [
            // A sheet belongs to a group or to a country's delegation. publication: private, anonymous or named.
            """
            CREATE TABLE sheet (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), group_id TEXT REFERENCES breakout_group (id),
                country TEXT REFERENCES country (code), publication TEXT NOT NULL, published_at BIGINT, published_by TEXT,
                vote_opened_at BIGINT, vote_closed_at BIGINT, created_at BIGINT NOT NULL, UNIQUE (event_id, group_id),
                UNIQUE (event_id, country))
            """,
            """
            CREATE TABLE desired_situation (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sheet_id TEXT NOT NULL REFERENCES sheet (id),
                issue_id TEXT NOT NULL REFERENCES issue (id), card_id TEXT NOT NULL UNIQUE REFERENCES card (id),
                created_at BIGINT NOT NULL, UNIQUE (sheet_id, issue_id))
            """,
            "CREATE INDEX desired_situation_event ON desired_situation (event_id)",
            "CREATE INDEX desired_situation_issue ON desired_situation (issue_id)",
            // element: planning, organisation, equipment, training, exercise (POETE). difficulty, impact: 1 to 5. horizon: short (a
            // year), medium (three years), long. country: where it would be done; a country's sheet gives its own. vote_count: how
            // many votes the figures rest on; nil if they were agreed by hand. key: what the sender calls this sending.
            """
            CREATE TABLE intervention (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sheet_id TEXT NOT NULL REFERENCES sheet (id),
                issue_id TEXT NOT NULL REFERENCES issue (id), country TEXT REFERENCES country (code),
                card_id TEXT NOT NULL UNIQUE REFERENCES card (id), needs_card_id TEXT NOT NULL UNIQUE REFERENCES card (id),
                lead TEXT NOT NULL, element TEXT NOT NULL, difficulty BIGINT, impact BIGINT, horizon TEXT NOT NULL, created_by TEXT,
                vote_count BIGINT, key TEXT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, withdrawn_at BIGINT, UNIQUE (sheet_id, key))
            """,
            "CREATE INDEX intervention_sheet ON intervention (sheet_id)",
            "CREATE INDEX intervention_issue ON intervention (issue_id)",
            "CREATE INDEX intervention_event ON intervention (event_id)",
            """
            CREATE TABLE intervention_sector (
                intervention_id TEXT NOT NULL REFERENCES intervention (id), sector TEXT NOT NULL REFERENCES sector (code),
                PRIMARY KEY (intervention_id, sector))
            """,
            """
            CREATE TABLE intervention_aspect (
                intervention_id TEXT NOT NULL REFERENCES intervention (id), aspect_id TEXT NOT NULL REFERENCES aspect (id),
                PRIMARY KEY (intervention_id, aspect_id))
            """,
            "CREATE INDEX intervention_aspect_aspect ON intervention_aspect (aspect_id)",
            // One person's private judgement while the vote of a sheet is open; closing keeps the medians and deletes these.
            """
            CREATE TABLE intervention_vote (
                intervention_id TEXT NOT NULL REFERENCES intervention (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                difficulty BIGINT NOT NULL, impact BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id))
            """,
            "ALTER TABLE event ADD COLUMN envision_by TEXT NOT NULL DEFAULT 'group'",
        ])
}
