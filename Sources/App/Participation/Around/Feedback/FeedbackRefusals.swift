import Web

extension Refusal {
    static let feedbackIsAsked = Refusal(
        .conflict, "feedback-asked", L("People are answering already."),
        advice: L("Nothing was changed. Questions are written before the first answer."))
    static let feedbackIsEarly = Refusal(
        .conflict, "feedback-early", L("The event has not begun yet."),
        advice: L("Feedback is asked from the event’s first day."))
    static let feedbackIsClosed = Refusal(
        .conflict, "feedback-closed", L("Feedback is not asked now."), advice: L("Your answer was not stored."))
    static let feedbackIsGiven = Refusal(
        .conflict, "feedback-given", L("You have answered already."),
        advice: L("Answers carry no name: nobody can tell which one is yours, so it cannot be changed."))
    static let feedbackIsTold = Refusal(
        .conflict, "feedback-told", L("The results are shown already."),
        advice: L("If more answers came now, their difference to what was shown would tell whose they are."))
}
