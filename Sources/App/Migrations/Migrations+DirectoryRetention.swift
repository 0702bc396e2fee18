import Storage

extension Migrations {
    /// When people of the directory go by themselves; how long is a row of `setting`.
    static let directoryRetention = Migration(
        "0022-directory-retention",
        [
            // released_at: when the last event that they were in took their name away.
            "ALTER TABLE person ADD COLUMN released_at BIGINT"
        ])
}
