import Web

extension Refusal {
    static let exerciseNotBegun = Refusal(
        .conflict, "exercise-not-begun", L("The exercise has not begun."), advice: L("Nothing was stored."))
    static let exerciseIsHalted = Refusal(
        .conflict, "exercise-halted", L("The exercise is halted: a real emergency was called."),
        advice: L("Nothing was stored. What you wrote stays on this page."))
    static let answersHaveClosed = Refusal(
        .conflict, "answers-closed", L("The exercise has ended."),
        advice: L("Nothing was stored. What was written before the end without connection is taken for 15 minutes."))
    static let requestIsAnswered = Refusal(
        .conflict, "request-answered", L("This request is answered already."), advice: L("Nothing was changed."))
    static let requestIsWithdrawn = Refusal(
        .conflict, "request-withdrawn", L("This request was withdrawn."), advice: L("Nothing was changed."))
    static let requestNotAnswered = Refusal(
        .conflict, "request-open", L("This request is not answered yet."), advice: L("Nothing was changed."))
    static let requestGoesInCircles = Refusal(
        .conflict, "request-circle", L("This request was with that cell before."),
        advice: L("Nothing was changed. Pass it to somebody else, or answer it."))
    static let statementIsReleased = Refusal(
        .conflict, "statement-released", L("These words are public already."), advice: L("Nothing was changed."))
    static let decisionIsReplaced = Refusal(
        .conflict, "decision-replaced", L("There is a newer version of this decision."),
        advice: L("Nothing was changed. Look at the newer one."))
}
