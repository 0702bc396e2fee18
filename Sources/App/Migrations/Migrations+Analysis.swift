import Storage

extension Migrations {
    /// Cases of the programme's library, and what helps and hinders each priority issue.
    static let analysis = Migration(
        "0008-analysis",
        [
            // key: what the sender calls this sending, so that a doubled tap adds one.
            // kind: event or exercise. happened_on: ISO 8601, also only a year or a month. A retired case stays where it is cited.
            """
            CREATE TABLE past_case (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), event_id TEXT REFERENCES event (id),
                kind TEXT NOT NULL, title TEXT NOT NULL, happened_on TEXT NOT NULL, place TEXT NOT NULL,
                country TEXT REFERENCES country (code), summary TEXT NOT NULL, marking TEXT NOT NULL, source TEXT NOT NULL,
                link TEXT NOT NULL, language TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
                retired_at BIGINT, key TEXT)
            """,
            "CREATE UNIQUE INDEX past_case_key ON past_case (programme_id, key)",
            "CREATE INDEX past_case_event ON past_case (event_id)",
            "CREATE INDEX past_case_programme ON past_case (programme_id)",
            // direction: facilitating or blocking. weight: 1 to 5. without_case: the group says that it rests on no case.
            """
            CREATE TABLE aspect (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), group_id TEXT NOT NULL REFERENCES breakout_group (id),
                issue_id TEXT NOT NULL REFERENCES issue (id), direction TEXT NOT NULL, card_id TEXT NOT NULL UNIQUE REFERENCES card (id),
                weight BIGINT NOT NULL, sector TEXT REFERENCES sector (code), without_case BOOLEAN NOT NULL, created_by TEXT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, withdrawn_at BIGINT, key TEXT)
            """,
            "CREATE UNIQUE INDEX aspect_key ON aspect (group_id, key)",
            "CREATE INDEX aspect_group ON aspect (group_id)",
            "CREATE INDEX aspect_issue ON aspect (issue_id)",
            "CREATE INDEX aspect_event ON aspect (event_id)",
            """
            CREATE TABLE aspect_case (
                aspect_id TEXT NOT NULL REFERENCES aspect (id), case_id TEXT NOT NULL REFERENCES past_case (id),
                PRIMARY KEY (aspect_id, case_id))
            """,
            "CREATE INDEX aspect_case_case ON aspect_case (case_id)",
            // state: linked (the same aspect in two groups) or apart. first_aspect < second_aspect.
            """
            CREATE TABLE aspect_link (
                first_aspect TEXT NOT NULL REFERENCES aspect (id), second_aspect TEXT NOT NULL REFERENCES aspect (id),
                event_id TEXT NOT NULL REFERENCES event (id), state TEXT NOT NULL, decided_by TEXT, decided_at BIGINT NOT NULL,
                PRIMARY KEY (first_aspect, second_aspect))
            """,
            "CREATE INDEX aspect_link_event ON aspect_link (event_id)",
            "CREATE INDEX aspect_link_second ON aspect_link (second_aspect)",
            // Whose force field the projector shows; nothing for the progress of all groups.
            "ALTER TABLE event ADD COLUMN shown_group_id TEXT REFERENCES breakout_group (id)",
            "ALTER TABLE event ADD COLUMN shown_issue_id TEXT REFERENCES issue (id)",
        ])
}
