import Storage

extension Migrations {
    /// What was put together and taken apart: seats that are two people's, and what stood behind an issue when it was voted on;
    /// and what sendings said.
    static let apart = Migration(
        "0023-apart",
        [
            // Likely doubles of which somebody who runs the room said that they are two people. first_seat < second_seat.
            """
            CREATE TABLE seats_kept_apart (
                first_seat TEXT NOT NULL REFERENCES participant (id), second_seat TEXT NOT NULL REFERENCES participant (id),
                event_id TEXT NOT NULL REFERENCES event (id), kept_at BIGINT NOT NULL, PRIMARY KEY (first_seat, second_seat))
            """,
            "CREATE INDEX seats_kept_apart_second ON seats_kept_apart (second_seat)",
            "CREATE INDEX seats_kept_apart_event ON seats_kept_apart (event_id)",
            // What sendings said, as digests: see SendingStore.
            "CREATE TABLE sending (key TEXT PRIMARY KEY, words TEXT NOT NULL, sent_at BIGINT NOT NULL)",
            "CREATE INDEX sending_sent ON sending (sent_at)",
            // The issues of an opened round and what was joined into them then; joined issues may be taken apart afterwards.
            """
            CREATE TABLE round_source (
                round_id TEXT NOT NULL REFERENCES round (id), issue_id TEXT NOT NULL REFERENCES issue (id),
                PRIMARY KEY (round_id, issue_id))
            """,
            "CREATE INDEX round_source_issue ON round_source (issue_id)",
            """
            INSERT INTO round_source (round_id, issue_id)
            WITH RECURSIVE behind (round_id, issue_id) AS (
                SELECT t.round_id, t.issue_id FROM round_item t JOIN round r ON r.id = t.round_id WHERE r.state <> 'draft'
                UNION SELECT b.round_id, i.id FROM behind b JOIN issue i ON i.merged_into = b.issue_id)
            SELECT round_id, issue_id FROM behind
            """,
        ])
}
