import Storage

extension Migrations {
    static let playerContacts = Migration(
        "0156-player-contacts",
        [
            // When the page of a player last spoke to the server, while the exercise is played.
            """
            CREATE TABLE player_contact (
                event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE,
                participant_id TEXT NOT NULL REFERENCES participant (id), at BIGINT NOT NULL, PRIMARY KEY (event_id, participant_id))
            """,
            "CREATE INDEX player_contact_participant ON player_contact (participant_id)",
        ])
}
