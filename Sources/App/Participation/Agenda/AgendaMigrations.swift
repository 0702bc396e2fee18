import Storage

extension Migrations {
    /// What happens in an event when and where, as a draft, and as it was released.
    static let agenda = Migration(
        "0035-agenda",
        [
            // kind: plenary, parallel, break, social, travel, preparation.
            """
            CREATE TABLE agenda_session (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, kind TEXT NOT NULL,
                summary TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX agenda_session_event ON agenda_session (event_id)",
            // …_local: as it was typed, on the clock of local_zone; …_at: the moment computed from it. step_id: of the workshop, which it
            // opens; seats: how many may choose it; removed_at: gone from the draft, so that what hangs on it still finds it.
            """
            CREATE TABLE agenda_block (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                session_id TEXT NOT NULL REFERENCES agenda_session (id), starts_local TEXT NOT NULL, ends_local TEXT NOT NULL,
                local_zone TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, place TEXT NOT NULL, link TEXT NOT NULL,
                step_id TEXT, seats BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, removed_at BIGINT)
            """,
            "CREATE INDEX agenda_block_event ON agenda_block (event_id, starts_at)",
            "CREATE INDEX agenda_block_session ON agenda_block (session_id)",
            // name: of somebody without a seat in the event; part: speaker, chair, rapporteur, interpreter.
            """
            CREATE TABLE agenda_person (
                id TEXT PRIMARY KEY, block_id TEXT NOT NULL REFERENCES agenda_block (id),
                participant_id TEXT REFERENCES participant (id), name TEXT NOT NULL, part TEXT NOT NULL, position BIGINT NOT NULL)
            """,
            "CREATE INDEX agenda_person_block ON agenda_person (block_id)",
            "CREATE INDEX agenda_person_participant ON agenda_person (participant_id)",
            // content: as `AgendaContent` of Domain; what was cancelled stays in it with its number.
            """
            CREATE TABLE agenda_release (
                event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, released_at BIGINT NOT NULL, released_by TEXT,
                note TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (event_id, number))
            """,
            // Who has chosen a block.
            """
            CREATE TABLE agenda_choice (
                block_id TEXT NOT NULL REFERENCES agenda_block (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                chosen_at BIGINT NOT NULL, PRIMARY KEY (block_id, participant_id))
            """,
            "CREATE INDEX agenda_choice_participant ON agenda_choice (participant_id)",
            // What is due before and after an event: host_country decides which days are no working days; offsets: JSON, days by code
            // where they are other than usual; done: JSON, codes with the moment.
            """
            CREATE TABLE event_dates (
                event_id TEXT PRIMARY KEY REFERENCES event (id), host_country TEXT REFERENCES country (code), offsets TEXT NOT NULL,
                done TEXT NOT NULL, changed_at BIGINT NOT NULL)
            """,
        ])

    /// How a session is marked: a TLP 2.0 label, nothing for the event's own.
    static let agendaMarking = Migration(
        "0059-agenda-marking", ["ALTER TABLE agenda_session ADD COLUMN marking TEXT"])
}
