import Storage

extension Migrations {
    /// What evaluators saw and rated, what was agreed on it, and what followed: findings, lessons, the report.
    static let evaluation = Migration(
        "0088-evaluation",
        [
            // lead_id: the evaluator who leads, besides the director. closed_at: ratings are shown though somebody has not submitted.
            """
            CREATE TABLE exercise_evaluation (
                event_id TEXT PRIMARY KEY REFERENCES event (id), lead_id TEXT REFERENCES exercise_seat (id), closed_at BIGINT,
                closed_by TEXT)
            """,
            "CREATE INDEX exercise_evaluation_lead ON exercise_evaluation (lead_id)",
            // seat_id: the evaluator's; nothing of a director without a seat. elapsed: of the exercise's clock. shared_at: until then its author's.
            """
            CREATE TABLE exercise_observation (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), seat_id TEXT REFERENCES exercise_seat (id),
                author TEXT, cell_id TEXT REFERENCES exercise_cell (id), task_id TEXT REFERENCES critical_task (id),
                paper_id TEXT REFERENCES paper (id), kind TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
                elapsed BIGINT NOT NULL, at BIGINT NOT NULL, shared_at BIGINT)
            """,
            "CREATE INDEX exercise_observation_event ON exercise_observation (event_id, elapsed)",
            "CREATE INDEX exercise_observation_seat ON exercise_observation (seat_id)",
            "CREATE INDEX exercise_observation_cell ON exercise_observation (cell_id)",
            "CREATE INDEX exercise_observation_task ON exercise_observation (task_id)",
            "CREATE INDEX exercise_observation_paper ON exercise_observation (paper_id)",
            // Appended only: the highest version counts. value: ``TaskRating``. change: why it was changed after evidence was offered.
            """
            CREATE TABLE task_rating (
                seat_id TEXT NOT NULL REFERENCES exercise_seat (id), task_id TEXT NOT NULL REFERENCES critical_task (id),
                cell_id TEXT NOT NULL REFERENCES exercise_cell (id), version BIGINT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL,
                change TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (seat_id, task_id, cell_id, version))
            """,
            "CREATE INDEX task_rating_task ON task_rating (task_id, cell_id)",
            "CREATE INDEX task_rating_cell ON task_rating (cell_id)",
            // An evaluator has submitted what was assigned.
            """
            CREATE TABLE rating_submission (
                seat_id TEXT PRIMARY KEY REFERENCES exercise_seat (id), at BIGINT NOT NULL)
            """,
            // Agreed on in a talk; the ratings stay. at: when.
            """
            CREATE TABLE rating_consensus (
                task_id TEXT NOT NULL REFERENCES critical_task (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                value TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT, at BIGINT NOT NULL, PRIMARY KEY (task_id, cell_id))
            """,
            "CREATE INDEX rating_consensus_cell ON rating_consensus (cell_id)",
            // kind: strength, improvement. reference: the plan or standard. why: lines, each the reason of the one above. is_shared: whether others
            // than the cell read it.
            """
            CREATE TABLE finding (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), kind TEXT NOT NULL, title TEXT NOT NULL,
                text TEXT NOT NULL, reference TEXT NOT NULL, why TEXT NOT NULL, language TEXT NOT NULL,
                objective_id TEXT REFERENCES exercise_objective (id), cell_id TEXT REFERENCES exercise_cell (id),
                is_shared BOOLEAN NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX finding_event ON finding (event_id, created_at)",
            "CREATE INDEX finding_objective ON finding (objective_id)",
            "CREATE INDEX finding_cell ON finding (cell_id)",
            """
            CREATE TABLE finding_observation (
                finding_id TEXT NOT NULL REFERENCES finding (id), observation_id TEXT NOT NULL REFERENCES exercise_observation (id),
                PRIMARY KEY (finding_id, observation_id))
            """,
            "CREATE INDEX finding_observation_observation ON finding_observation (observation_id)",
            // case_id: a real event that confirms it.
            """
            CREATE TABLE lesson (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), text TEXT NOT NULL, language TEXT NOT NULL,
                case_id TEXT REFERENCES past_case (id), created_by TEXT, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX lesson_event ON lesson (event_id, created_at)",
            "CREATE INDEX lesson_case ON lesson (case_id)",
            """
            CREATE TABLE lesson_finding (
                lesson_id TEXT NOT NULL REFERENCES lesson (id), finding_id TEXT NOT NULL REFERENCES finding (id),
                PRIMARY KEY (lesson_id, finding_id))
            """,
            "CREATE INDEX lesson_finding_finding ON lesson_finding (finding_id)",
            // What people wrote in place of, or below, what a section says by itself. section: ``ReportSection``.
            """
            CREATE TABLE exercise_report_text (
                event_id TEXT NOT NULL REFERENCES event (id), section TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
                revision BIGINT NOT NULL, changed_by TEXT, changed_at BIGINT NOT NULL, PRIMARY KEY (event_id, section))
            """,
            """
            CREATE TABLE exercise_report (
                event_id TEXT PRIMARY KEY REFERENCES event (id), template TEXT NOT NULL, agreed_at BIGINT, agreed_by TEXT,
                case_id TEXT REFERENCES past_case (id))
            """,
            "CREATE INDEX exercise_report_case ON exercise_report (case_id)",
        ])
}
