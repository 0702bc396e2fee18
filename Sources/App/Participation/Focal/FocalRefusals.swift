import Web

extension Refusal {
    static let mandateSuspended = Refusal(
        .forbidden, "mandate-suspended", L("Your mandate is suspended: you can read, and do nothing."),
        advice: L("Nothing was changed. Write to who keeps the register of mandates."))
    static let offerEnded = Refusal(
        .conflict, "offer-ended", L("This offer has ended: its time is over."),
        advice: L("You wait for a seat again, after the others. Write to the organiser if you still want to come."))
}
