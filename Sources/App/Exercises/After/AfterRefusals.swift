import Web

extension Refusal {
    static let exerciseNotOver = Refusal(
        .conflict, "exercise-not-over", L("The exercise has not ended yet."), advice: L("Nothing was changed."))
    static let exerciseIsRehearsal = Refusal(
        .conflict, "exercise-rehearsal", L("This was a rehearsal: nothing of it enters results, actions or cases."),
        advice: L("Nothing was changed."))
    static let reportAgreed = Refusal(
        .conflict, "report-agreed", L("The report is agreed."), advice: L("Nothing was changed."))
    static let reportNotAgreed = Refusal(
        .conflict, "report-not-agreed", L("Agree on the report first."), advice: L("Nothing was changed."))
    static let reportChanged = Refusal(
        .conflict, "report-changed", L("Somebody has changed this part since you opened it."),
        advice: L("What you typed is kept. Read the part as it is now, and join both."))
    static let lessonNeedsRealEvent = Refusal(
        .unprocessableContent, "lesson-real-event", L("Only a past event confirms a lesson, not an exercise."),
        advice: L("Nothing was changed."))
    static let hotWashThere = Refusal(
        .conflict, "hot-wash-there", L("The hot wash is among the steps already."), advice: L("Nothing was changed."))
}
