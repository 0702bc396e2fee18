import Storage

extension Migrations {
    /// What delegations ask each other of practices at an event.
    static let practiceQuestions = Migration(
        "0074-practice-questions",
        [
            // country: of the delegation that asks, nothing for others; answer: empty until somebody has answered.
            """
            CREATE TABLE practice_question (
                id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES past_case (id), event_id TEXT NOT NULL REFERENCES event (id),
                text TEXT NOT NULL, language TEXT NOT NULL, country TEXT REFERENCES country (code), asked_by TEXT, asked_at BIGINT NOT NULL, answer TEXT NOT NULL,
                answered_by TEXT, answered_at BIGINT)
            """,
            "CREATE INDEX practice_question_case ON practice_question (case_id, event_id)",
            "CREATE INDEX practice_question_event ON practice_question (event_id)",
        ])
}
