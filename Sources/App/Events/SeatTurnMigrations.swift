import Storage

extension Migrations {
    /// How often a seat was lost and given back, and since when it is gone.
    static let seatTurns = Migration(
        "0062-seat-turns",
        [
            "ALTER TABLE participant ADD COLUMN calendar_turns BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE participant ADD COLUMN left_at BIGINT",
            "CREATE INDEX participant_left ON participant (left_at) WHERE left_at IS NOT NULL",
        ])
}
