import Web

extension ImportFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("people.import", L("People imported from a file"))
        ]
    }
}
