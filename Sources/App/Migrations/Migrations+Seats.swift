import Storage

extension Migrations {
    /// One person, one seat, one link; and ballots that do not overtake each other.
    static let seats = Migration(
        "0016-seats",
        [
            // device, device_number: which page sent the ballot, and as its how manieth. Beside the participation and never with the
            // ballot; erased at the close.
            "ALTER TABLE participation ADD COLUMN device TEXT",
            "ALTER TABLE participation ADD COLUMN device_number BIGINT",
            // link_generation: from it, the seat and the installation's key the personal link is made again. first_link_digest: of a
            // link from before links could be made again; it opens the seat too, until the link is ended.
            "ALTER TABLE participant ADD COLUMN link_generation BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE participant ADD COLUMN first_link_digest TEXT",
            "CREATE UNIQUE INDEX participant_first_link ON participant (first_link_digest)",
            // What is printed on a name card: it leads to the event's door, and opens nothing.
            "ALTER TABLE participant ADD COLUMN card_code TEXT",
            "CREATE UNIQUE INDEX participant_card_code ON participant (card_code)",
            // claimed_seat: whose invitation somebody at the door says is theirs. joined_into: the seat that this one was joined into.
            "ALTER TABLE participant ADD COLUMN claimed_seat TEXT REFERENCES participant (id)",
            "ALTER TABLE participant ADD COLUMN joined_into TEXT REFERENCES participant (id)",
            "CREATE INDEX participant_claimed_seat ON participant (claimed_seat)",
            "CREATE INDEX participant_joined_into ON participant (joined_into)",
            // moved: what it takes to undo the act, as JSON.
            """
            CREATE TABLE seat_joining (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
                kept_id TEXT NOT NULL REFERENCES participant (id), joined_id TEXT NOT NULL REFERENCES participant (id),
                moved TEXT NOT NULL, joined_at BIGINT NOT NULL, undone_at BIGINT)
            """,
            "CREATE INDEX seat_joining_event ON seat_joining (event_id)",
            "CREATE INDEX seat_joining_kept ON seat_joining (kept_id)",
            "CREATE INDEX seat_joining_joined ON seat_joining (joined_id)",
        ])
}
