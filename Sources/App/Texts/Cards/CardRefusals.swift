import Web

extension Refusal {
    static let cardClosed = Refusal(
        .conflict, "card-closed", L("This is not open for writing at the moment."),
        advice: L("What you wrote is kept on this device. It can be sent when the facilitator opens it again."))
    static let notYourCard = Refusal(
        .forbidden, "not-your-card", L("Only the people of this table write here."),
        advice: L("What you wrote was not stored. If you belong to this table, tell the facilitator."))
    static func cardTooLong(limit: Int, count: Int) -> Refusal {
        Refusal(
            .unprocessableContent, "card-too-long",
            L("At most \(limit) characters fit here; you wrote \(count)."),
            advice: L("Nothing was stored, and what you wrote is kept. Shorten it; it is then sent."))
    }
}
