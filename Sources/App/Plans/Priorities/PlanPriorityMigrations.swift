import Storage

extension Migrations {
    /// What counts in a region, and whether it still does.
    static let priorities = Migration(
        "0121-priorities",
        [
            // region_id: nothing for the whole programme. state: PlanPriorityState. event_id: the meeting that adopted it. words: what the meeting
            // said when it decided last. successor_id: by which it was superseded.
            """
            CREATE TABLE plan_priority (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
                number BIGINT NOT NULL, statement TEXT NOT NULL, reason TEXT NOT NULL, language TEXT NOT NULL,
                area_id TEXT REFERENCES area (id), marking TEXT NOT NULL, state TEXT NOT NULL, event_id TEXT REFERENCES event (id),
                adopted_at BIGINT, words TEXT NOT NULL, successor_id TEXT REFERENCES plan_priority (id), created_by TEXT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE UNIQUE INDEX plan_priority_number ON plan_priority (programme_id, number)",
            "CREATE INDEX plan_priority_region ON plan_priority (region_id)",
            "CREATE INDEX plan_priority_area ON plan_priority (area_id)",
            "CREATE INDEX plan_priority_event ON plan_priority (event_id)",
            "CREATE INDEX plan_priority_successor ON plan_priority (successor_id)",
            "CREATE UNIQUE INDEX plan_priority_key ON plan_priority (programme_id, key)",
            // source: `issue:ID`, `risk:ID` …
            """
            CREATE TABLE plan_priority_source (
                priority_id TEXT NOT NULL REFERENCES plan_priority (id), source TEXT NOT NULL, position BIGINT NOT NULL,
                PRIMARY KEY (priority_id, source))
            """,
            "CREATE INDEX plan_priority_source_source ON plan_priority_source (source)",
            // closes_on: the last day. is_named: 'named' or empty, fixed before it opens.
            """
            CREATE TABLE validity_poll (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
                closes_on TEXT NOT NULL, is_named TEXT NOT NULL, note TEXT NOT NULL, opened_by TEXT, opened_at BIGINT NOT NULL,
                closed_at BIGINT)
            """,
            "CREATE INDEX validity_poll_programme ON validity_poll (programme_id, opened_at)",
            "CREATE INDEX validity_poll_region ON validity_poll (region_id)",
            "CREATE INDEX validity_poll_closes ON validity_poll (closes_on)",
            """
            CREATE TABLE validity_poll_item (
                poll_id TEXT NOT NULL REFERENCES validity_poll (id), priority_id TEXT NOT NULL REFERENCES plan_priority (id),
                position BIGINT NOT NULL, PRIMARY KEY (poll_id, priority_id))
            """,
            "CREATE INDEX validity_poll_item_priority ON validity_poll_item (priority_id)",
            // Who is asked, as it was at the opening; agrees: to be shown by name, where they are fewer than five.
            """
            CREATE TABLE validity_poll_country (
                poll_id TEXT NOT NULL REFERENCES validity_poll (id), country TEXT NOT NULL, agrees BOOLEAN NOT NULL,
                PRIMARY KEY (poll_id, country))
            """,
            // One of a country; the last counts. stance: PriorityPoll.Stance. mandate_id: under which it was given.
            """
            CREATE TABLE validity_answer (
                poll_id TEXT NOT NULL REFERENCES validity_poll (id), priority_id TEXT NOT NULL REFERENCES plan_priority (id),
                country TEXT NOT NULL, stance TEXT NOT NULL, words TEXT NOT NULL, answered_by TEXT,
                mandate_id TEXT REFERENCES mandate (id), answered_at BIGINT NOT NULL, PRIMARY KEY (poll_id, priority_id, country))
            """,
            "CREATE INDEX validity_answer_priority ON validity_answer (priority_id)",
            "CREATE INDEX validity_answer_mandate ON validity_answer (mandate_id)",
        ])
}
