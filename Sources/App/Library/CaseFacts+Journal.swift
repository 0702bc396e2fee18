import Web

extension CaseFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("case.creation", L("Case added")),
            JournalKind("case.revision", L("Case changed")),
            JournalKind("case.deletion", L("Case deleted")),
            JournalKind("case.retirement", L("Case retired")),
            JournalKind("case.return", L("Case restored")),
        ]
    }
}
