import Web

extension Refusal {
    static let mandateSuspended = Refusal(
        .forbidden, "mandate-suspended", L("Your mandate is suspended: you can read, and do nothing."),
        advice: L("Nothing was changed. Write to who keeps the register of mandates."))
}
