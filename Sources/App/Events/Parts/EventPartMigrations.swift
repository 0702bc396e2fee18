import Storage

extension Migrations {
    /// An event and its parts. What was the event's own because each event was one workshop becomes that of its workshop.
    static let eventParts = Migration(
        "0026-event-parts",
        [
            // kind: ``EventPartKind/code``; title may be empty.
            """
            CREATE TABLE event_part (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, kind TEXT NOT NULL,
                title TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (event_id, position))
            """,
            // Its id is that of the part.
            """
            CREATE TABLE workshop (
                id TEXT PRIMARY KEY REFERENCES event_part (id), event_id TEXT NOT NULL REFERENCES event (id), stage TEXT,
                topic_id TEXT, round_id TEXT, step_id TEXT REFERENCES event_step (id), names_shown BOOLEAN NOT NULL,
                issues_visible BOOLEAN NOT NULL, group_plan_id TEXT REFERENCES group_plan (id),
                shown_group_id TEXT REFERENCES breakout_group (id), shown_issue_id TEXT REFERENCES issue (id),
                envision_by TEXT NOT NULL DEFAULT 'group', sheet_id TEXT REFERENCES sheet (id),
                exchange_view TEXT NOT NULL DEFAULT 'gallery', outline_part TEXT)
            """,
            "CREATE INDEX workshop_event ON workshop (event_id)",
            "CREATE INDEX workshop_present_step ON workshop (step_id)",
            // There is one part for each event so far, so it may have the event's id: SQL that both engines know makes no UUID.
            """
            INSERT INTO event_part (id, event_id, position, kind, title, created_at)
            SELECT id, id, 1, 'workshop', '', created_at FROM event
            """,
            """
            INSERT INTO workshop (id, event_id, stage, topic_id, round_id, step_id, names_shown, issues_visible, group_plan_id,
                shown_group_id, shown_issue_id, envision_by, sheet_id, exchange_view, outline_part)
            SELECT id, id, stage, topic_id, round_id, step_id, names_shown, issues_visible, group_plan_id, shown_group_id,
                shown_issue_id, envision_by, sheet_id, exchange_view, outline_part FROM event
            """,
            // part_id: in which part the room is. workshop_id: the workshop that the event's pages show; it stays while the room is elsewhere.
            "ALTER TABLE event ADD COLUMN part_id TEXT REFERENCES event_part (id)",
            "ALTER TABLE event ADD COLUMN workshop_id TEXT REFERENCES workshop (id)",
            "UPDATE event SET part_id = id, workshop_id = id",
            "CREATE INDEX event_part_of_room ON event (part_id)", "CREATE INDEX event_workshop ON event (workshop_id)",
            "DROP INDEX event_present_step",
        ]
            + [
                "stage", "topic_id", "round_id", "step_id", "names_shown", "issues_visible", "group_plan_id",
                "shown_group_id", "shown_issue_id", "envision_by", "sheet_id", "exchange_view", "outline_part",
            ].map { "ALTER TABLE event DROP COLUMN \(SQL(verbatim: $0))" as SQL })
}
