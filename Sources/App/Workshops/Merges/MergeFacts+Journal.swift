import Web

extension MergeFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("issue.merge", L("Issues joined")),
            JournalKind("issue.wording", L("Wording of joined issues changed")),
            JournalKind("issue.separation", L("Issue taken out of a join")),
            JournalKind("merge.reversal", L("Join undone")),
            JournalKind("suggestion.dismissal", L("Issues kept apart")),
        ]
    }
}
