import Web

extension ImportFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("people.import", L("People taken in from a file"), news: .organisers)
        ]
    }
}
