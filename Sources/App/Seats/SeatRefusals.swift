import Web

extension Refusal {
    static let seatHasVoted = Refusal(
        .conflict, "seat-has-voted", L("This seat has voted in the vote that is open, and the one to keep has not."),
        advice: L("Nothing was changed. Keep the seat that has voted, or merge the two when the vote is closed."))
    static let seatOfAccount = Refusal(
        .conflict, "seat-of-account", L("This seat belongs to an account."),
        advice: L("Nothing was changed. Keep the seat of the account, and merge the other into it."))
}
