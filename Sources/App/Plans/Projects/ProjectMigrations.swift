import Storage

extension Migrations {
    /// What a programme of the kind project says besides: its status, money, bodies and results.
    static let projects = Migration(
        "0141-projects",
        [
            // status: ProjectStatus; planned_start …: ISO 8601 dates or empty; places: a line for each, `KZ 33.34`; carries_on: who goes on
            // after the funding; carry_*: what was seen of it a year later; language: BCP 47.
            """
            CREATE TABLE project (
                programme_id TEXT PRIMARY KEY REFERENCES programme (id), code TEXT NOT NULL, status TEXT NOT NULL,
                planned_start TEXT NOT NULL, actual_start TEXT NOT NULL, planned_end TEXT NOT NULL, actual_end TEXT NOT NULL,
                places TEXT NOT NULL, areas TEXT NOT NULL, cbrn TEXT NOT NULL, reporter TEXT NOT NULL, reporter_ref TEXT NOT NULL, reporter_type TEXT NOT NULL,
                purpose TEXT NOT NULL, source TEXT NOT NULL, carries_on TEXT NOT NULL, next TEXT NOT NULL, language TEXT NOT NULL,
                idea_id TEXT REFERENCES project_idea (id), carry_checked_on TEXT NOT NULL, carry_holds BOOLEAN NOT NULL,
                carry_words TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX project_idea_project ON project (idea_id)",
            // role: ProjectBodyRole; type: ProjectBodyType; ref: an identifier of IATI or empty.
            """
            CREATE TABLE project_body (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), name TEXT NOT NULL, role TEXT NOT NULL,
                type TEXT NOT NULL, ref TEXT NOT NULL, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX project_body_programme ON project_body (programme_id, created_at)",
            // amount: a decimal, with as many places as the currency has.
            """
            CREATE TABLE project_budget (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), starts TEXT NOT NULL, ends TEXT NOT NULL,
                amount TEXT NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX project_budget_programme ON project_budget (programme_id, starts)",
            // type: ProjectResultType; indicators: a list of ProjectIndicator as JSON.
            """
            CREATE TABLE project_result (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, type TEXT NOT NULL,
                text TEXT NOT NULL, indicators TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX project_result_programme ON project_result (programme_id, created_at)",
        ])
}
