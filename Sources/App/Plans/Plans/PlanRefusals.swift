import Web

extension Refusal {
    static let planClosed = Refusal(
        .conflict, "plan-closed", L("This plan is closed."), advice: L("Nothing was changed."))
    static let planStepsOpen = Refusal(
        .conflict, "plan-steps-open", L("Some of its milestones are not done."),
        advice: L("Mark each as done, or leave it out with a reason."))
    static let planNotAdopting = Refusal(
        .forbidden, "plan-not-adopting", L("Only its owner can adopt this plan."),
        advice: L("A national plan is adopted by the focal point, a regional one by the head of its secretariat."))
    static let planAnswersOpen = Refusal(
        .conflict, "plan-answers-open", L("Not everybody has answered, and the day is not over."),
        advice: L("Wait for the answers, or for the day until which they may come."))
    static let planNotInReview = Refusal(
        .conflict, "plan-not-in-review", L("This plan is not in review."), advice: L("Nothing was changed."))
    static let planStandConfirmed = Refusal(
        .conflict, "plan-stand-confirmed", L("The focal point has already answered for this country."),
        advice: L("Nothing was changed."))
    static func planStage(_ from: Message, _ to: Message) -> Refusal {
        Refusal(
            .conflict, "plan-stage", L("A plan that is “\(from)” does not become “\(to)”."),
            advice: L("Nothing was changed."))
    }
}
