import Storage

extension Migrations {
    /// What people say of an event afterwards.
    static let feedback = Migration(
        "0052-feedback",
        [
            // questions: JSON, a ``Questionnaire``; languages: JSON list, the first is the one in which it is written; state: draft, open,
            // closed.
            """
            CREATE TABLE feedback (
                event_id TEXT PRIMARY KEY REFERENCES event (id), questions TEXT NOT NULL, languages TEXT NOT NULL, state TEXT NOT NULL,
                opened_at BIGINT, closed_at BIGINT, changed_at BIGINT NOT NULL)
            """,
            // An answer without a name, a time or a language, under a random key: nothing here says whose it is.
            """
            CREATE TABLE feedback_answer (
                key TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), answers TEXT NOT NULL)
            """,
            "CREATE INDEX feedback_answer_event ON feedback_answer (event_id)",
            // Who has answered, so that each does once.
            """
            CREATE TABLE feedback_given (
                event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                PRIMARY KEY (event_id, participant_id))
            """,
            "CREATE INDEX feedback_given_participant ON feedback_given (participant_id)",
            // Which certificates their people were told of.
            """
            CREATE TABLE certificate_told (
                certificate_id TEXT PRIMARY KEY REFERENCES certificate (id), told_at BIGINT NOT NULL)
            """,
        ])
}
