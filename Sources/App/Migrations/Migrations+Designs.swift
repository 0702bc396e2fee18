import Storage

extension Migrations {
    /// Designs: the sequence of stages with their settings, and the steps of one event.
    static let designs = Migration(
        "0006-designs",
        [
            // steps: JSON list, see Design. Shipped designs are in the code; a programme may keep its own.
            """
            CREATE TABLE design (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, summary TEXT NOT NULL,
                steps TEXT NOT NULL, created_at BIGINT NOT NULL, retired_at BIGINT)
            """,
            "CREATE INDEX design_programme ON design (programme_id)",
            // settings: JSON. opens_at and closes_at: for a stage that is open for days. opened_at: when it was opened last; ended_at: when its
            // end was seen, so that the clock does each only once.
            """
            CREATE TABLE event_step (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, stage TEXT NOT NULL,
                topic_id TEXT REFERENCES topic (id), title TEXT NOT NULL, minutes BIGINT, settings TEXT NOT NULL, opens_at BIGINT,
                closes_at BIGINT, opened_at BIGINT, ended_at BIGINT)
            """,
            // Looked for every second.
            "CREATE INDEX event_step_opens ON event_step (opens_at) WHERE opened_at IS NULL",
            "CREATE INDEX event_step_closes ON event_step (closes_at) WHERE ended_at IS NULL",
            "CREATE INDEX event_step_event ON event_step (event_id, position)",
            "CREATE INDEX event_step_topic ON event_step (topic_id)",
            "ALTER TABLE event ADD COLUMN step_id TEXT REFERENCES event_step (id)",
            "CREATE INDEX event_present_step ON event (step_id)",
        ])
}
