import Storage

extension Migrations {
    /// Who stands at the door, who came and for how long, and what they are given for it.
    static let door = Migration(
        "0037-door",
        [
            // A link for a day: whoever holds it checks people in, and sees names, organisations and countries, nothing else.
            """
            CREATE TABLE desk_pass (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), day TEXT NOT NULL, label TEXT NOT NULL,
                digest TEXT NOT NULL UNIQUE, opens_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, created_by TEXT,
                created_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT)
            """,
            "CREATE INDEX desk_pass_event ON desk_pass (event_id, day)",
            // One note that somebody was there. day: ISO 8601 in the event's zone; block_id: of the agenda, nothing is the day;
            // via: desk, scan, self, link, import; nonce: what the device calls it, so that it comes once however often it is sent;
            // minutes: where they were counted; brought: whether the person had not come before it.
            """
            CREATE TABLE attendance (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT NOT NULL REFERENCES participant (id), day TEXT NOT NULL, block_id TEXT REFERENCES agenda_block (id), at BIGINT NOT NULL,
                via TEXT NOT NULL, noted_by TEXT, device TEXT NOT NULL, nonce TEXT NOT NULL UNIQUE, minutes BIGINT,
                brought BOOLEAN NOT NULL, created_at BIGINT NOT NULL, undone_at BIGINT)
            """,
            "CREATE INDEX attendance_event ON attendance (event_id, day)",
            "CREATE INDEX attendance_participant ON attendance (participant_id)",
            // What counts for a certificate. percent: of the counted minutes; counted: JSON {day: minutes}, a day without is whole.
            """
            CREATE TABLE attendance_rule (
                event_id TEXT PRIMARY KEY REFERENCES event (id), percent BIGINT NOT NULL, counted TEXT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            // name, family_name: as on the paper, and what is typed to check it; digest: of all that the paper says.
            """
            CREATE TABLE certificate (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                participant_id TEXT NOT NULL REFERENCES participant (id), number TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
                family_name TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
                minutes BIGINT, days BIGINT NOT NULL, language TEXT NOT NULL, digest TEXT NOT NULL, issued_by TEXT,
                issued_at BIGINT NOT NULL, revoked_at BIGINT)
            """,
            "CREATE INDEX certificate_event ON certificate (event_id)",
            "CREATE INDEX certificate_participant ON certificate (participant_id)",
        ])

    /// What a desk noted before its link ended is taken; and people say themselves that they are there.
    static let doorNotes = Migration(
        "0051-door-notes",
        [
            // Whether a link was ended because a device was lost: nothing more is taken from it.
            "ALTER TABLE desk_pass ADD COLUMN is_lost BOOLEAN NOT NULL DEFAULT FALSE",
            // While one is open, people say by their own page that they are there: whoever is in the room sees its code. block_id: nothing
            // is the day.
            """
            CREATE TABLE self_check_in (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), day TEXT NOT NULL,
                block_id TEXT REFERENCES agenda_block (id), code TEXT NOT NULL, opened_by TEXT, opened_at BIGINT NOT NULL,
                closed_at BIGINT)
            """,
            // The meeting of an event cannot be reached, and what is said to those who are there.
            "CREATE TABLE online_down (event_id TEXT PRIMARY KEY REFERENCES event (id), words TEXT NOT NULL, since BIGINT NOT NULL)",
            "CREATE INDEX self_check_in_event ON self_check_in (event_id, day)",
        ])
}
