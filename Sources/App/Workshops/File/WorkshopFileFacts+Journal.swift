import Web

extension WorkshopFileFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("event.import", L("Event imported from a file"))
        ]
    }
}
