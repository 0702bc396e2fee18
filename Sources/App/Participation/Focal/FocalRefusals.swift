import Web

extension Refusal {
    static let mandateSuspended = Refusal(
        .forbidden, "mandate-suspended", L("Your mandate is suspended: you can read, and do nothing."),
        advice: L("Nothing was changed. Write to who keeps the register of mandates."))
    static let votesElsewhere = Refusal(
        .conflict, "votes-elsewhere", L("You have voted, and the vote is still open."),
        advice: L("Go on with the device on which you voted, or come back when the vote is closed."))
}
