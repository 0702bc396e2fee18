import Storage

extension Migrations {
    /// The meeting itself: what its items are decided on, who asks for the floor.
    static let meeting = Migration(
        "0167-meeting",
        [
            // A document of an item of the agenda.
            """
            CREATE TABLE meeting_paper (
                block_id TEXT NOT NULL REFERENCES agenda_block (id), material_id TEXT NOT NULL REFERENCES material (id),
                linked_at BIGINT NOT NULL, PRIMARY KEY (block_id, material_id))
            """,
            "CREATE INDEX meeting_paper_material ON meeting_paper (material_id)",
            """
            CREATE TABLE meeting_decision (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), block_id TEXT NOT NULL REFERENCES agenda_block (id),
                text TEXT NOT NULL, language TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX meeting_decision_event ON meeting_decision (event_id, created_at)",
            "CREATE INDEX meeting_decision_block ON meeting_decision (block_id)",
            "CREATE UNIQUE INDEX meeting_decision_key ON meeting_decision (event_id, key)",
            // What a delegation says of it. state: MeetingStand.State; settled_by: the focal point, where the room spoke first.
            """
            CREATE TABLE meeting_stand (
                decision_id TEXT NOT NULL REFERENCES meeting_decision (id), country TEXT NOT NULL REFERENCES country (code),
                stance TEXT NOT NULL, words TEXT NOT NULL, state TEXT NOT NULL, stated_by TEXT, stated_at BIGINT NOT NULL,
                settled_by TEXT, settled_at BIGINT, PRIMARY KEY (decision_id, country))
            """,
            "CREATE INDEX meeting_stand_country ON meeting_stand (country)",
            // minutes: for each speaker; nothing for as long as they like.
            """
            CREATE TABLE meeting_floor (
                event_id TEXT PRIMARY KEY REFERENCES event (id), is_open BOOLEAN NOT NULL, minutes BIGINT, changed_at BIGINT NOT NULL)
            """,
            // position: their turn. state: MeetingSpeaker.State. minutes: as it was when they began.
            """
            CREATE TABLE meeting_speaker (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT NOT NULL REFERENCES participant (id), state TEXT NOT NULL, position BIGINT NOT NULL,
                asked_at BIGINT NOT NULL, began_at BIGINT, ended_at BIGINT, minutes BIGINT)
            """,
            "CREATE INDEX meeting_speaker_event ON meeting_speaker (event_id, position)",
            "CREATE INDEX meeting_speaker_participant ON meeting_speaker (participant_id)",
        ])
}
