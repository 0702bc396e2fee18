import Web

extension Refusal {
    static let noQuestions = Refusal(
        .conflict, "no-questions", L("There is no question yet."), advice: L("Nothing was sent. Add a question first."))
    static let nobodyIsAsked = Refusal(
        .conflict, "nobody-asked", L("Nobody is asked yet."),
        advice: L("Nothing was sent. Add institutions or people first."))
    static let consultationIsDue = Refusal(
        .conflict, "consultation-due", L("The last moment for answers has passed."),
        advice: L("Nothing was sent. Set a later one first."))
    static let consultationClosed = Refusal(
        .conflict, "consultation-closed", L("This consultation is closed."),
        advice: L("Nothing was changed. If your answer is still needed, whoever asked can open it again."))

    static let answerIsSent = Refusal(
        .conflict, "answer-sent", L("Your answer was sent already."),
        advice: L("Nothing was changed. Go back and send it: that replaces the answer."))

    static let questionsHaveChanged = Refusal(
        .conflict, "questions-changed", L("The questions have changed since."),
        advice: L("Nothing was stored. Open the link again; what you typed is kept in this browser."))

    static func tooManyAsked(_ most: Int) -> Refusal {
        .tooMany(L("\(most) are asked, which is as many as it takes."))
    }
}
