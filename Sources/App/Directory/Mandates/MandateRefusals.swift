import Web

extension Refusal {
    static let mandateOver = Refusal(
        .conflict, "mandate-over", L("This mandate is over."), advice: L("Appoint the person anew."))
    static let mandateOfProgramme = Refusal(
        .forbidden, "mandate-of-programme", L("Only administrators appoint for all programmes."),
        advice: L("Choose one of your programmes."))
}
