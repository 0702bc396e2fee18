import Web

extension CaseFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("case.creation", L("Case added"), news: .everybody),
            JournalKind("case.revision", L("Case changed"), news: .everybody),
            JournalKind("case.deletion", L("Case deleted")),
            JournalKind("case.retirement", L("Case retired")),
            JournalKind("case.withdrawal", L("Case withdrawn")),
            JournalKind("case.return", L("Case restored")),
        ]
    }
}
