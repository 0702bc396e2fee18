import Web

extension Refusal {
    static let mergeClosed = Refusal(
        .conflict, "merge-closed", L("Issues are joined in the merge stage only."),
        advice: L("Nothing was changed. Open the merge stage first."))
    static let issuesChanged = Refusal(
        .conflict, "issues-changed", L("One of these issues was withdrawn or joined meanwhile."),
        advice: L("Nothing was changed. The list shows how it stands now; choose again."))
    static let tooFewIssues = Refusal(
        .unprocessableContent, "too-few-issues", L("Choose at least two issues to join."),
        advice: L("Nothing was changed. Tick two or more, or drag one on another."))
    static let differentTopics = Refusal(
        .unprocessableContent, "different-topics", L("Only issues of the same topic can be joined."))
    static let alreadyVoted = Refusal(
        .conflict, "already-voted", L("This issue has been voted on as it stands."),
        advice: L(
            "Nothing was changed: the result would no longer say what people voted on. Join it with others to make a new issue."
        ))
    static let mergeMovedOn = Refusal(
        .conflict, "merge-moved-on",
        L("This cannot be undone exactly any more, because an issue in it was changed since."),
        advice: L("Nothing was changed. Take single issues out instead."))
}
