import Web

extension Refusal {
    static let tooFewBallots = Refusal(
        .conflict, "too-few-ballots", L("Fewer than five people answered."),
        advice: L("Nothing is shown or handed out, so that nobody can be recognised."))
    static let ballotsStay = Refusal(
        .conflict, "ballots-stay", L("Single ballots of this round are not handed out."),
        advice: L(
            "An earlier round on some of these issues has handed out its own, and two ballots of one person are alike. The numbers hold what the result is counted from."
        ))
}
