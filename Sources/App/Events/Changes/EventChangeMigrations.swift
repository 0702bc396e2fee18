import Storage

extension Migrations {
    /// What becomes of an event as a whole, and how calendars follow.
    /// standing: planned, postponed (without a new date), cancelled; sequence: of iCalendar, raised with time, place and standing;
    /// begins_at and finishes_at: of the released agenda; nothing while no time is told, and then the event is whole days.
    static let eventChanges = Migration(
        "0036-event-changes",
        [
            "ALTER TABLE event ADD COLUMN standing TEXT NOT NULL DEFAULT 'planned'",
            "ALTER TABLE event ADD COLUMN standing_at BIGINT",
            "ALTER TABLE event ADD COLUMN standing_note TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE event ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE event ADD COLUMN begins_at BIGINT",
            "ALTER TABLE event ADD COLUMN finishes_at BIGINT",
        ])
}
