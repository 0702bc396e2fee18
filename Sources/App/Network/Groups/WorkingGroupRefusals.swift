import Web

extension Refusal {
    static let workingGroupClosed = Refusal(
        .conflict, "working-group-closed", L("This working group is closed."),
        advice: L("Nothing was changed. Set up a new one, and appoint its members."))
}
