import Web

/// Exchange.
extension Refusal {
    static let ownEndorsement = Refusal(
        .conflict, "own-endorsement", L("This is your own sheet: endorsements come from others."),
        advice: L("Nothing was changed."))
    static let noCountry = Refusal(
        .conflict, "no-country", L("Only people who take part for a country decide for it."),
        advice: L("Nothing was stored. If your country is missing, ask an organiser to add it."))
    static let decideFirst = Refusal(
        .conflict, "decide-first", L("Your country has not taken this intervention up."),
        advice: L("Nothing was stored. Adopt or adapt it first; then report the progress."))
    static let notShown = Refusal(
        .conflict, "not-shown", L("This sheet is no longer presented."),
        advice: L("What you wrote is kept on this device."))
    static func tooManyQuestions(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "too-many-questions", L("\(limit) of your questions wait for an answer."),
            advice: L("What you wrote is kept on this device. Send it when some are answered."))
    }
    static let exchangeClosed = Refusal(
        .conflict, "exchange-closed", L("The exchange is not open yet."),
        advice: L("Nothing was changed. The facilitator opens it with the stage."))
}
