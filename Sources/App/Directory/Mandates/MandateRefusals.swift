import Web

extension Refusal {
    static let mandateOver = Refusal(
        .conflict, "mandate-over", L("This mandate is over."), advice: L("Appoint the person anew."))
    static let mandateOfProgramme = Refusal(
        .forbidden, "mandate-of-programme", L("Only administrators appoint for all programmes."),
        advice: L("Choose one of your programmes."))
    static let mandateNotProposed = Refusal(
        .conflict, "mandate-not-proposed", L("This mandate does not wait for an answer."),
        advice: L("Nothing was changed. It was answered in the meantime: look at it again."))
    static let mandateNotGiven = Refusal(
        .conflict, "mandate-not-given", L("A proposal is confirmed or refused, and not corrected."),
        advice: L("Refuse it, and propose anew."))
    static let mandateNotActing = Refusal(
        .forbidden, "mandate-not-acting", L("Your mandate is suspended: you read, and do nothing."),
        advice: L("Write to who keeps the register of mandates."))
}
