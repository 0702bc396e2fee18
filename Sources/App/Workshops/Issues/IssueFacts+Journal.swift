import Web

extension IssueFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("issue.contribution", L("Issue contributed")),
            JournalKind("issue.revision", L("Issue changed")),
            JournalKind("issue.withdrawal", L("Issue withdrawn")),
            JournalKind("issue.restoration", L("Issue restored")),
        ]
    }
}
