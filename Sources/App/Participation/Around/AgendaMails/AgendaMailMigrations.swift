import Storage

extension Migrations {
    /// Up to which release of an agenda its people were told.
    static let agendaMails = Migration(
        "0046-agenda-mails",
        [
            """
            CREATE TABLE agenda_told (
                event_id TEXT PRIMARY KEY REFERENCES event (id), number BIGINT NOT NULL, told_at BIGINT NOT NULL)
            """
        ])
}
