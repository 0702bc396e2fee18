import Storage

extension Migrations {
    /// A study visit: its host and stops, who may enter, what is asked there and what was seen.
    static let studyVisits = Migration(
        "0047-study-visits",
        [
            // list_due: a day, or empty; asks: JSON list of ``AccessAsk``.
            """
            CREATE TABLE study_visit (
                event_id TEXT PRIMARY KEY REFERENCES event (id), organisation_id TEXT REFERENCES organisation (id), host TEXT NOT NULL,
                contact TEXT NOT NULL, reach TEXT NOT NULL, address TEXT NOT NULL, list_due TEXT NOT NULL, note TEXT NOT NULL,
                asks TEXT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX study_visit_organisation ON study_visit (organisation_id)",
            // day, starts, ends: by the clock of the event's place; block_id: where it stands in the draft of the agenda.
            """
            CREATE TABLE visit_stop (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, place TEXT NOT NULL,
                day TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, host_person TEXT NOT NULL, escort TEXT NOT NULL,
                capacity BIGINT, programme TEXT NOT NULL, rules TEXT NOT NULL, block_id TEXT REFERENCES agenda_block (id),
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX visit_stop_event ON visit_stop (event_id, day, starts)",
            "CREATE INDEX visit_stop_block ON visit_stop (block_id)",
            // As in the passport, only until the day on which the host has the list (``AccessOperations``).
            """
            CREATE TABLE visit_access (
                registration_id TEXT PRIMARY KEY REFERENCES registration (id), event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT REFERENCES participant (id), full_name TEXT NOT NULL, nationality TEXT, born_on TEXT NOT NULL,
                document_number TEXT NOT NULL, told_at BIGINT NOT NULL)
            """,
            "CREATE INDEX visit_access_event ON visit_access (event_id)",
            "CREATE INDEX visit_access_participant ON visit_access (participant_id)",
            // That the list was taken out for the host, never what stood in it.
            """
            CREATE TABLE visit_sending (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sent_by TEXT, format TEXT NOT NULL,
                people BIGINT NOT NULL, sent_at BIGINT NOT NULL)
            """,
            "CREATE INDEX visit_sending_event ON visit_sending (event_id, sent_at)",
            // author: as the journal names people; state: open, asked, answered.
            """
            CREATE TABLE stop_question (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), stop_id TEXT NOT NULL REFERENCES visit_stop (id),
                author TEXT, text TEXT NOT NULL, language TEXT NOT NULL, answer TEXT NOT NULL, state TEXT NOT NULL,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX stop_question_event ON stop_question (event_id)",
            "CREATE INDEX stop_question_stop ON stop_question (stop_id, created_at)",
            """
            CREATE TABLE stop_question_endorsement (
                question_id TEXT NOT NULL REFERENCES stop_question (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                created_at BIGINT NOT NULL, PRIMARY KEY (question_id, participant_id))
            """,
            "CREATE INDEX stop_question_endorsement_participant ON stop_question_endorsement (participant_id)",
            // case_id: the case of the library that an organiser made of it.
            """
            CREATE TABLE stop_observation (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), stop_id TEXT NOT NULL REFERENCES visit_stop (id),
                author TEXT, seen TEXT NOT NULL, useful TEXT NOT NULL, marking TEXT NOT NULL, language TEXT NOT NULL,
                is_practice BOOLEAN NOT NULL, case_id TEXT REFERENCES past_case (id), created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX stop_observation_event ON stop_observation (event_id)",
            "CREATE INDEX stop_observation_stop ON stop_observation (stop_id, created_at)",
            "CREATE INDEX stop_observation_case ON stop_observation (case_id)",
            // The visits that are planned already get the part; its id may be the event's, which SQL that both engines know cannot make.
            """
            INSERT INTO event_part (id, event_id, position, kind, title, created_at)
            SELECT e.id, e.id, COALESCE((SELECT MAX(p.position) FROM event_part p WHERE p.event_id = e.id), 0) + 1, 'visit', '', e.created_at
            FROM event e WHERE e.kind = 'study-visit' AND NOT EXISTS (SELECT 1 FROM event_part p WHERE p.id = e.id)
            """,
        ])
}
