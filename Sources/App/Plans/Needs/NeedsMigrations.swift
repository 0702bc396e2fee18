import Storage

extension Migrations {
    /// What countries answer, what they submit, and the pictures that hide them.
    static let needs = Migration(
        "0111-needs",
        [
            // region_id: nothing for the whole programme. version: of the framework. opens_on, closes_on: dates or empty. groups: who is at
            // home where, with pools, for all snapshots (NeedsGroups). state: open, closed.
            """
            CREATE TABLE needs_cycle (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
                title TEXT NOT NULL, framework_id TEXT NOT NULL REFERENCES framework (id), version BIGINT NOT NULL, opens_on TEXT NOT NULL,
                closes_on TEXT NOT NULL, pools TEXT NOT NULL, home_groups TEXT NOT NULL, state TEXT NOT NULL, created_by TEXT,
                created_at BIGINT NOT NULL, closed_at BIGINT, key TEXT)
            """,
            "CREATE INDEX needs_cycle_programme ON needs_cycle (programme_id, created_at)",
            "CREATE INDEX needs_cycle_closing ON needs_cycle (closes_on)",
            "CREATE INDEX needs_cycle_framework ON needs_cycle (framework_id)",
            "CREATE UNIQUE INDEX needs_cycle_key ON needs_cycle (programme_id, key)",
            // state: NeedsState. sharing: NeedsSharing. version: how often it was submitted. questions: with which it was returned.
            // alternate_submits: whether who stands in for the focal point may submit.
            """
            CREATE TABLE needs_assessment (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES needs_cycle (id), country TEXT NOT NULL REFERENCES country (code),
                state TEXT NOT NULL, sharing TEXT NOT NULL, version BIGINT NOT NULL, questions TEXT NOT NULL,
                alternate_submits BOOLEAN NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX needs_assessment_country ON needs_assessment (cycle_id, country)",
            "CREATE INDEX needs_assessment_of ON needs_assessment (country)",
            // Who answers for a sector, as the focal point named them.
            """
            CREATE TABLE needs_respondent (
                assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), sector TEXT NOT NULL,
                account_id TEXT NOT NULL REFERENCES account (id), named_by TEXT, named_at BIGINT NOT NULL,
                PRIMARY KEY (assessment_id, sector, account_id))
            """,
            "CREATE INDEX needs_respondent_account ON needs_respondent (account_id)",
            // One of each person for a question and sector: two people on one question both stay. value: of a scale 1 to 5.
            // evidence_kind: NeedsEvidence.
            """
            CREATE TABLE needs_answer (
                id TEXT PRIMARY KEY, assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), indicator TEXT NOT NULL,
                sector TEXT NOT NULL, value TEXT NOT NULL, not_applicable BOOLEAN NOT NULL, note TEXT NOT NULL,
                evidence_kind TEXT NOT NULL, evidence TEXT NOT NULL, answered_by TEXT, answered_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX needs_answer_of ON needs_answer (assessment_id, indicator, sector, answered_by)",
            // kind: value, not-applicable, not-answered.
            """
            CREATE TABLE needs_value (
                assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), indicator TEXT NOT NULL, kind TEXT NOT NULL,
                value BIGINT, reason TEXT NOT NULL, target BIGINT, target_on TEXT NOT NULL, set_by TEXT, set_at BIGINT NOT NULL,
                PRIMARY KEY (assessment_id, indicator))
            """,
            // What was submitted, word for word. content: values as JSON.
            """
            CREATE TABLE needs_submission (
                assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), version BIGINT NOT NULL, content TEXT NOT NULL,
                mandate_id TEXT REFERENCES mandate (id), submitted_by TEXT, submitted_at BIGINT NOT NULL,
                PRIMARY KEY (assessment_id, version))
            """,
            // A snapshot; nothing of it changes. cells: as it is shown. chain: what the next one needs; no value of a country stands in it.
            """
            CREATE TABLE needs_rollup (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES needs_cycle (id), snapshot BIGINT NOT NULL, sequence BIGINT NOT NULL,
                cells TEXT NOT NULL, chain TEXT NOT NULL, taken_by TEXT, taken_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX needs_rollup_snapshot ON needs_rollup (cycle_id, snapshot)",
        ])

    /// Who was ever shown by name stays known: what is left of a picture is that of the others.
    static let needsNamed = Migration(
        "0113-needs-named",
        [
            "ALTER TABLE needs_assessment ADD COLUMN was_named BOOLEAN NOT NULL DEFAULT FALSE",
            "UPDATE needs_assessment SET was_named = TRUE WHERE sharing IN ('region', 'programme')",
        ])
}
