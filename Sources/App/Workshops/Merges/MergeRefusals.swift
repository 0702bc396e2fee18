import Web

extension Refusal {
    static let mergeClosed = Refusal(
        .conflict, "merge-closed", L("Issues are merged in the merge stage only."),
        advice: L("Nothing was changed. Open the merge stage first."))
    static let issuesChanged = Refusal(
        .conflict, "issues-changed", L("One of these issues has since been withdrawn or merged."),
        advice: L("Nothing was changed. The list shows how it is now; choose again."))
    static let tooFewIssues = Refusal(
        .unprocessableContent, "too-few-issues", L("Choose at least two issues to merge."),
        advice: L("Nothing was changed. Tick two or more, or drag one onto another."))
    static let differentTopics = Refusal(
        .unprocessableContent, "different-topics", L("Only issues of the same topic can be merged."))
    static let alreadyVoted = Refusal(
        .conflict, "already-voted", L("This issue has been voted on as it stands."),
        advice: L(
            "Nothing was changed: the result would no longer say what people voted on. Merge it with others to make a new issue."
        ))
    static let mergeMovedOn = Refusal(
        .conflict, "merge-moved-on",
        L("This cannot be undone exactly any more, because an issue in it has since been changed."),
        advice: L("Nothing was changed. Take single issues out instead."))
}
