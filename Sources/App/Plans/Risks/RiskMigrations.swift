import Storage

extension Migrations {
    /// Risks at the level of what the public would see, judged by sectors.
    static let risks = Migration(
        "0120-risks",
        [
            // bands: five rows of five letters, by likelihood and impact; site_names: one in a line.
            """
            CREATE TABLE risk_setting (
                programme_id TEXT PRIMARY KEY REFERENCES programme (id), bands TEXT NOT NULL, site_names TEXT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            // region_id or country: whose it is; neither for the programme's. hazards: letters of CBRN; sectors: codes of those that are asked,
            // none for all; indicators: codes of frameworks; all with spaces between. source: an item of the thread. state: RiskState. likelihood and impact: what the room
            // agreed on, 1 to 5. acceptor, review_on: of an accepted risk. is_shared: the programme reads it, else those whose it is.
            """
            CREATE TABLE risk_scenario (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
                country TEXT, code TEXT NOT NULL, title TEXT NOT NULL, story TEXT NOT NULL, coping TEXT NOT NULL, language TEXT NOT NULL,
                area_id TEXT REFERENCES area (id), hazards TEXT NOT NULL, sectors TEXT NOT NULL, indicators TEXT NOT NULL, source TEXT NOT NULL,
                marking TEXT NOT NULL, is_shared BOOLEAN NOT NULL, state TEXT NOT NULL, likelihood BIGINT, impact BIGINT,
                reason TEXT NOT NULL, agreed_by TEXT, agreed_at BIGINT, treatment TEXT NOT NULL, note TEXT NOT NULL,
                acceptor TEXT NOT NULL, review_on TEXT NOT NULL, residual_likelihood BIGINT, residual_impact BIGINT,
                outcome TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX risk_scenario_programme ON risk_scenario (programme_id, created_at)",
            "CREATE INDEX risk_scenario_region ON risk_scenario (region_id)",
            "CREATE INDEX risk_scenario_area ON risk_scenario (area_id)",
            "CREATE UNIQUE INDEX risk_scenario_key ON risk_scenario (programme_id, key)",
            """
            CREATE TABLE risk_round (
                id TEXT PRIMARY KEY, risk_id TEXT NOT NULL REFERENCES risk_scenario (id), number BIGINT NOT NULL, opened_by TEXT,
                opened_at BIGINT NOT NULL, closed_at BIGINT)
            """,
            "CREATE UNIQUE INDEX risk_round_number ON risk_round (risk_id, number)",
            // Of one person; confidence: RiskView.Confidence.
            """
            CREATE TABLE risk_judgement (
                id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES risk_round (id), author TEXT, sector TEXT NOT NULL,
                likelihood BIGINT NOT NULL, impact BIGINT NOT NULL, confidence TEXT NOT NULL, judged_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX risk_judgement_author ON risk_judgement (round_id, author)",
            // Of a sector as a whole, signed by one for it.
            """
            CREATE TABLE risk_sector_view (
                round_id TEXT NOT NULL REFERENCES risk_round (id), sector TEXT NOT NULL, likelihood BIGINT NOT NULL,
                impact BIGINT NOT NULL, confidence TEXT NOT NULL, signed_by TEXT, signed_at BIGINT NOT NULL,
                PRIMARY KEY (round_id, sector))
            """,
            // That somebody thinks that a text says too much.
            """
            CREATE TABLE risk_report (
                id TEXT PRIMARY KEY, risk_id TEXT NOT NULL REFERENCES risk_scenario (id), words TEXT NOT NULL, reported_by TEXT,
                reported_at BIGINT NOT NULL, settled_at BIGINT)
            """,
            "CREATE INDEX risk_report_risk ON risk_report (risk_id, reported_at)",
        ])
}
