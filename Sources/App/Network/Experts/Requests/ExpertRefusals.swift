import Web

extension Refusal {
    static let notAvailable = Refusal(
        .conflict, "not-available", L("This person is no longer available: they took back that they may be found."))
    static let noFocalPointToAsk = Refusal(
        .conflict, "no-focal-point",
        L(
            "The person is asked through their country’s focal point, and the country has none now. Ask again once there is one."
        ))
    static let noCountryToAskThrough = Refusal(
        .conflict, "no-country",
        L(
            "The person is asked through their country’s focal point, and no country is entered for them. Ask again once it is."
        ))
    static let requestClosed = Refusal(.conflict, "request-closed", L("This request is closed."))
    static let alreadyAsked = Refusal(.conflict, "already-asked", L("This person was asked already."))
    static let alreadyAnswered = Refusal(.conflict, "already-answered", L("This was answered already."))
    static let noAnswerWhileSuspended = Refusal(
        .forbidden, "no-answer-while-suspended", L("Your mandate is suspended: you read on, and do nothing."))
}
