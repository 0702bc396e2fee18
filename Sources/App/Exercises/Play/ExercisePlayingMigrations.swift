import Storage

extension Migrations {
    /// What the play of an exercise keeps besides papers: for whom a rule made an inject due, calls that nobody took, alarms of observers.
    static let exercisePlaying = Migration(
        "0085-exercise-playing",
        [
            // elapsed: of the exercise's clock, when it is due; dismissed_at: a controller let it be.
            """
            CREATE TABLE inject_due (
                inject_id TEXT NOT NULL REFERENCES inject (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                elapsed BIGINT NOT NULL, created_at BIGINT NOT NULL, dismissed_at BIGINT, PRIMARY KEY (inject_id, cell_id))
            """,
            "CREATE INDEX inject_due_cell ON inject_due (cell_id)",
            // Nobody took it: no paper is made.
            """
            CREATE TABLE call_attempt (
                inject_id TEXT NOT NULL REFERENCES inject (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                number BIGINT NOT NULL, wall BIGINT NOT NULL, elapsed BIGINT NOT NULL, actor TEXT,
                PRIMARY KEY (inject_id, cell_id, number))
            """,
            "CREATE INDEX call_attempt_cell ON call_attempt (cell_id)",
            // An observer's; whoever runs the exercise says whether it is real.
            """
            CREATE TABLE exercise_alarm (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), raised_by TEXT, raised_at BIGINT NOT NULL,
                answered_by TEXT, answered_at BIGINT, is_real BOOLEAN)
            """,
            "CREATE INDEX exercise_alarm_event ON exercise_alarm (event_id, raised_at)",
        ])
}
