import Storage

extension Migrations {
    /// The language of mails to people whose own is not known.
    static let eventLanguage = Migration(
        "0024-event-language",
        [
            // One of the interface's; nothing: as the programme has it, else English.
            "ALTER TABLE event ADD COLUMN language TEXT",
            "ALTER TABLE programme ADD COLUMN language TEXT",
        ])
}
