import Web

extension WorkshopFileFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("event.import", L("Event taken in from a file"))
        ]
    }
}
