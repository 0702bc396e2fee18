import Web

extension Refusal {
    static let collectClosed = Refusal(
        .conflict, "collect-closed", L("Collecting is closed."),
        advice: L("What you wrote is kept on this device. It can be sent when the facilitator collects again."))
    static let topicClosed = Refusal(
        .conflict, "topic-closed", L("Another topic is being discussed now."),
        advice: L("What you wrote is kept on this device. It can be sent when its topic is open again."))
    static let issueWithdrawn = Refusal(
        .conflict, "issue-withdrawn", L("This issue was withdrawn."), advice: L("Restore it first, then change it."))
    static let issueJoined = Refusal(
        .conflict, "issue-joined", L("This issue has been merged with others."),
        advice: L(
            "Your words are kept as you wrote them. If they should be separate, ask the facilitator to take them out of the merge."
        ))
    static let tooManyIssues = Refusal(
        .conflict, "too-many-issues",
        L("You have written \(IssueOperations.mostOfPerson) issues, the maximum for one person."),
        advice: L("Nothing was changed. Correct or merge those that are there."))
}
