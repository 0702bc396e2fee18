import Storage

extension Migrations {
    /// The online room of an event: who is connected, what they ask, and what they are asked.
    static let online = Migration(
        "0038-online",
        [
            // One stay of one person: from pressing the button until nothing more was heard. heads: how many sit before the screen, the
            // person too; joins: how often the button was pressed in it.
            """
            CREATE TABLE online_stay (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT NOT NULL REFERENCES participant (id), started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
                heads BIGINT NOT NULL, joins BIGINT NOT NULL)
            """,
            "CREATE INDEX online_stay_event ON online_stay (event_id, participant_id, seen_at)",
            "CREATE INDEX online_stay_participant ON online_stay (participant_id)",
            // state: waiting (for whoever moderates), shown, answered, hidden.
            """
            CREATE TABLE room_question (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT NOT NULL REFERENCES participant (id), text TEXT NOT NULL, state TEXT NOT NULL,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX room_question_event ON room_question (event_id, state, created_at)",
            "CREATE INDEX room_question_participant ON room_question (participant_id)",
            """
            CREATE TABLE room_question_endorsement (
                question_id TEXT NOT NULL REFERENCES room_question (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                created_at BIGINT NOT NULL, PRIMARY KEY (question_id, participant_id))
            """,
            "CREATE INDEX room_question_endorsement_participant ON room_question_endorsement (participant_id)",
            // options: JSON list of texts; state: draft, open, closed. A poll is no secret ballot: what must be secret is voted in a round.
            """
            CREATE TABLE room_poll (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), question TEXT NOT NULL, options TEXT NOT NULL,
                state TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX room_poll_event ON room_poll (event_id, created_at)",
            """
            CREATE TABLE room_poll_answer (
                poll_id TEXT NOT NULL REFERENCES room_poll (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                choice BIGINT NOT NULL, answered_at BIGINT NOT NULL, PRIMARY KEY (poll_id, participant_id))
            """,
            "CREATE INDEX room_poll_answer_participant ON room_poll_answer (participant_id)",
        ])
}
