import Storage

extension Migrations {
    /// What experts are asked for, and who is asked.
    static let expertRequests = Migration(
        "0071-expert-requests",
        [
            // area: an area's id, empty for any; starts_on, ends_on: dates, empty where nothing is told; mandate_id: under which it was
            // made, nothing for an organiser; state: open, filled, closed.
            """
            CREATE TABLE expert_request (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
                area TEXT NOT NULL, words TEXT NOT NULL, language TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
                number BIGINT, state TEXT NOT NULL, mandate_id TEXT REFERENCES mandate (id), created_by TEXT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX expert_request_programme ON expert_request (programme_id, created_at)",
            "CREATE INDEX expert_request_maker ON expert_request (created_by)",
            // state: suggested, asked, agreed, declined; country: whose focal point is asked first, nothing where the person is asked
            // directly; passed_at: since when the person is asked; why: what spoke for them when they were put on the list.
            """
            CREATE TABLE expert_candidate (
                id TEXT PRIMARY KEY, request_id TEXT NOT NULL REFERENCES expert_request (id), person_id TEXT REFERENCES person (id),
                country TEXT REFERENCES country (code), state TEXT NOT NULL, why TEXT NOT NULL, asked_at BIGINT, passed_at BIGINT, answered_at BIGINT,
                answered_by TEXT, mandate_id TEXT REFERENCES mandate (id), note TEXT NOT NULL, created_at BIGINT NOT NULL,
                UNIQUE (request_id, person_id))
            """,
            "CREATE INDEX expert_candidate_person ON expert_candidate (person_id)",
            "CREATE INDEX expert_candidate_country ON expert_candidate (country, state)",
        ])

    /// A sector's code, empty for any.
    static let expertRequestSector = Migration(
        "0095-expert-request-sector", ["ALTER TABLE expert_request ADD COLUMN sector TEXT NOT NULL DEFAULT ''"])
}
