import Web

extension MergeFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("issue.merge", L("Issues merged")),
            JournalKind("issue.wording", L("Wording of merged issues changed")),
            JournalKind("issue.separation", L("Issue taken out of a merge")),
            JournalKind("merge.reversal", L("Merge undone")),
            JournalKind("suggestion.dismissal", L("Issues kept apart")),
        ]
    }
}
