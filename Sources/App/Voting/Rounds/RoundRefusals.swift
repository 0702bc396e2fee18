import Web

extension Refusal {
    static let roundFixed = Refusal(
        .conflict, "round-fixed", L("This round has been opened and can no longer be changed."),
        advice: L("What was fixed before the vote stays. Prepare a new round on the same issues instead."))
    static let roundNotOpen = Refusal(
        .conflict, "round-not-open", L("This round is not open."),
        advice: L("Nothing was changed. Look at the current stage of the event."))
    static let roundNotClosed = Refusal(
        .conflict, "round-not-closed", L("The result is sealed while the vote is open."),
        advice: L("Close the vote first."))
    static let roundWithoutEnd = Refusal(
        .conflict, "round-without-end", L("This round is closed by hand: it has no time to extend."))
    static func roundAlreadyOpen(_ number: Int) -> Refusal {
        Refusal(
            .conflict, "round-already-open", L("Round \(number) is still open."),
            advice: L("Close it first. Only one round is open at a time."))
    }
    static let roundIssuesChanged = Refusal(
        .conflict, "round-issues-changed", L("Some issues of this round have since been withdrawn or merged."),
        advice: L("Nothing was opened. Change the round, look at its issues, and open it again."))
    static let resultSealed = Refusal(
        .conflict, "result-sealed", L("The result is sealed."),
        advice: L("The facilitator reveals it to everybody at the same time."))
    static let observersDoNotVote = Refusal(
        .forbidden, "observers-do-not-vote", L("Observers do not vote."),
        advice: L("Ask the facilitator if your role is wrong."))
    static let secondPersonNeeded = Refusal(
        .conflict, "second-person-needed", L("A second person confirms a paper ballot."),
        advice: L(
            "Ask somebody else who runs the room, or a rapporteur, to compare it with the paper on their own device."))
    static let olderBallot = Refusal(
        .conflict, "ballot-older", L("A newer vote of yours is stored already."),
        advice: L("What arrived late was not used. This is what is stored."))
    static func ballotElsewhere(_ receipt: String) -> Refusal {
        Refusal(
            .conflict, "ballot-elsewhere",
            L("You have since voted in another window or on another device (receipt \(receipt))."),
            advice: L("This is what is stored, and it counts. Change it here if you want something else."))
    }
    static func unfinishedBallot(_ words: Message) -> Refusal {
        Refusal(.conflict, "ballot-unfinished", words, advice: L("Nothing is sent yet. What you chose is kept."))
    }
    /// After the end: when it was, and what counts.
    static func closedBallot(_ round: RoundRecord, _ earlier: Participation?, _ event: EventRecord) -> Refusal {
        guard let end = round.closedAt ?? round.closesAt else { return .roundNotOpen }
        let time = MomentWords(event.timeZone).html(end, .time)
        let advice: Message =
            if let receipt = earlier?.receipt {
                L("Your earlier vote (receipt \(receipt)) counts.")
            } else if earlier != nil {
                L("Your vote on paper counts.")
            } else {
                L("This ballot came too late and is not counted.")
            }
        return Refusal(.conflict, "round-closed", L("The vote was closed at \(time)."), advice: advice)
    }
}
