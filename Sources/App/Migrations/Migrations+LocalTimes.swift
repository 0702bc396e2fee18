import Storage

extension Migrations {
    /// Times that people typed, as the clock of a place; and the zone of an account.
    static let localTimes = Migration(
        "0018-local-times",
        [
            // An IANA name; nil if the browser is to say it.
            "ALTER TABLE account ADD COLUMN time_zone TEXT",
            // What was typed, `2026-11-27T18:00`, in local_zone: opens_at and closes_at are what follows from it. Nothing in steps of before
            // this migration, until the next start.
            "ALTER TABLE event_step ADD COLUMN opens_local TEXT",
            "ALTER TABLE event_step ADD COLUMN closes_local TEXT",
            "ALTER TABLE event_step ADD COLUMN local_zone TEXT",
        ])
}
