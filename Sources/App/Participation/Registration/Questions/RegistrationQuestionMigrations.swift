import Storage

extension Migrations {
    /// What an organiser asks besides, what is answered to it, and a seat that was taken back.
    static let registrationQuestions = Migration(
        "0050-registration-questions",
        [
            // Since when somebody whose seat an organiser took back waits for the organiser's word, and does not move up by themselves.
            "ALTER TABLE registration ADD COLUMN held_back_at BIGINT",
            // To the questions of the organiser: JSON, by the question's code; empty where nothing was answered.
            "ALTER TABLE registration ADD COLUMN answers TEXT NOT NULL DEFAULT ''",
            // questions: a Questionnaire as JSON.
            """
            CREATE TABLE registration_questions (
                event_id TEXT PRIMARY KEY REFERENCES event (id), questions TEXT NOT NULL, changed_at BIGINT NOT NULL)
            """,
        ])
}
