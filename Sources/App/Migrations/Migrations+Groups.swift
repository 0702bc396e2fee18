import Storage

extension Migrations {
    /// Breakout groups, and the issues that the room has put first.
    static let groups = Migration(
        "0005-groups",
        [
            // A plan puts everybody into groups; an event may have several, one of them in use (event.group_plan_id).
            """
            CREATE TABLE group_plan (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, title TEXT NOT NULL,
                note TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (event_id, number))
            """,
            """
            CREATE TABLE breakout_group (
                id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES group_plan (id), event_id TEXT NOT NULL REFERENCES event (id),
                number BIGINT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, language TEXT NOT NULL,
                facilitator_id TEXT REFERENCES participant (id), rapporteur_id TEXT REFERENCES participant (id),
                UNIQUE (plan_id, number))
            """,
            "CREATE INDEX breakout_group_event ON breakout_group (event_id)",
            """
            CREATE TABLE group_member (
                plan_id TEXT NOT NULL REFERENCES group_plan (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                group_id TEXT NOT NULL REFERENCES breakout_group (id), PRIMARY KEY (plan_id, participant_id))
            """,
            "CREATE INDEX group_member_group ON group_member (group_id)",
            "CREATE INDEX group_member_participant ON group_member (participant_id)",
            // A priority issue: chosen from a round's result (reason: equal-shares, top), or by hand.
            """
            CREATE TABLE priority (
                issue_id TEXT PRIMARY KEY REFERENCES issue (id), event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL,
                round_id TEXT REFERENCES round (id), reason TEXT NOT NULL, chosen_at BIGINT NOT NULL)
            """,
            "CREATE INDEX priority_event ON priority (event_id, position)",
            """
            CREATE TABLE group_priority (
                group_id TEXT NOT NULL REFERENCES breakout_group (id), issue_id TEXT NOT NULL REFERENCES priority (issue_id),
                position BIGINT NOT NULL, PRIMARY KEY (group_id, issue_id))
            """,
            "CREATE INDEX group_priority_issue ON group_priority (issue_id)",
            "ALTER TABLE event ADD COLUMN group_plan_id TEXT REFERENCES group_plan (id)",
        ])
}
