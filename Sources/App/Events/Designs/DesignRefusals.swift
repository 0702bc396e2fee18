import Web

extension Refusal {
    static let eventBegun = Refusal(
        .conflict, "event-begun", L("The event has begun, so its steps are changed one by one."),
        advice: L("Nothing was changed."))
    static let noSteps = Refusal(
        .conflict, "no-steps", L("This event has no steps of its own."),
        advice: L("Add or change a step first; until then it follows the whole flow."))
    static let stepIsPresent = Refusal(
        .conflict, "step-is-present", L("The room is in this step now."),
        advice: L("Nothing was changed. Open another step first."))
    static let lastStep = Refusal(
        .conflict, "last-step", L("An event keeps at least one step."), advice: L("Nothing was changed."))
}
