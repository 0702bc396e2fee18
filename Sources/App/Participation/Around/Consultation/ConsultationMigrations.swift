import Storage

extension Migrations {
    /// Questions to focal points and institutions before an event, their answers, and the objectives that come of them.
    static let consultations = Migration(
        "0040-consultations",
        [
            // intro: JSON, by language; languages: JSON list, the first is the one in which it is written; questions: JSON, a
            // ``Questionnaire``; state: draft, open, closed; due_local: the clock time in the event's zone, due_at the moment computed
            // from it.
            """
            CREATE TABLE consultation (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, intro TEXT NOT NULL,
                languages TEXT NOT NULL, questions TEXT NOT NULL, state TEXT NOT NULL, due_local TEXT, due_at BIGINT,
                summary TEXT NOT NULL, summary_at BIGINT, opened_at BIGINT, closed_at BIGINT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX consultation_event ON consultation (event_id, created_at)",
            "CREATE INDEX consultation_due ON consultation (state, due_at)",
            // person_id: of a focal point, whose address is the directory's; kind: institution, person, focal-point; name: of the institution or the person; contact: who answers for an institution.
            """
            CREATE TABLE consultation_addressee (
                id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES consultation (id), kind TEXT NOT NULL,
                name TEXT NOT NULL, contact TEXT NOT NULL, country TEXT REFERENCES country (code), email TEXT, language TEXT,
                person_id TEXT, token_digest TEXT UNIQUE, token_generation BIGINT NOT NULL, sent_at BIGINT, reminded_at BIGINT, removed_at BIGINT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX consultation_addressee_of ON consultation_addressee (consultation_id)",
            // answers: JSON, by the question's code; is_draft: kept for later, and nobody's answer yet; signed: the name of who wrote it.
            """
            CREATE TABLE consultation_answer (
                id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES consultation (id),
                addressee_id TEXT NOT NULL UNIQUE REFERENCES consultation_addressee (id), answers TEXT NOT NULL,
                marking TEXT NOT NULL, language TEXT NOT NULL, signed TEXT NOT NULL, is_draft BOOLEAN NOT NULL,
                submitted_at BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX consultation_answer_of ON consultation_answer (consultation_id)",
            """
            CREATE TABLE objective (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, text TEXT NOT NULL,
                language TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX objective_event ON objective (event_id, position)",
            // On which answers an objective rests, and which topics serve it.
            """
            CREATE TABLE objective_answer (
                objective_id TEXT NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
                answer_id TEXT NOT NULL REFERENCES consultation_answer (id) ON DELETE CASCADE, PRIMARY KEY (objective_id, answer_id))
            """,
            // What the public is told. outcome: what came of it, in the organisers' words; all else is made from facts when it is read.
            """
            CREATE TABLE public_note (
                event_id TEXT NOT NULL REFERENCES event (id), language TEXT NOT NULL, outcome TEXT NOT NULL, changed_at BIGINT NOT NULL,
                PRIMARY KEY (event_id, language))
            """,
            """
            CREATE TABLE public_note_release (
                event_id TEXT PRIMARY KEY REFERENCES event (id), names_people BOOLEAN NOT NULL, released_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE objective_topic (
                objective_id TEXT NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
                topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE, PRIMARY KEY (objective_id, topic_id))
            """,
        ])
}
