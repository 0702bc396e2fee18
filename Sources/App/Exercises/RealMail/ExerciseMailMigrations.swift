import Storage

extension Migrations {
    static let exerciseMail = Migration(
        "0150-exercise-mail",
        [
            // on_at: since when; nothing while it is off.
            """
            CREATE TABLE exercise_mail (
                event_id TEXT PRIMARY KEY REFERENCES event (id), on_at BIGINT, changed_by TEXT, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX exercise_mail_on ON exercise_mail (on_at)",
            // Who asked for mail of an exercise; a row goes when they want none any more.
            """
            CREATE TABLE exercise_mail_choice (
                event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                chosen_at BIGINT NOT NULL, PRIMARY KEY (event_id, participant_id))
            """,
            "CREATE INDEX exercise_mail_choice_participant ON exercise_mail_choice (participant_id)",
        ])
}
