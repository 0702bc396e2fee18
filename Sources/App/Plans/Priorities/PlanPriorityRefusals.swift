import Web

extension Refusal {
    static func priorityState(_ from: Message, _ to: Message) -> Refusal {
        Refusal(
            .conflict, "priority-state", L("From “\(from)” a priority does not become “\(to)”."),
            advice: L("Nothing was changed."))
    }
    static let priorityAsked = Refusal(
        .conflict, "priority-asked", L("The countries are asked about this priority."),
        advice: L("Nothing was changed: all answer the same words. Close the poll first."))
    static let validityClosed = Refusal(
        .conflict, "validity-closed", L("This poll is closed."), advice: L("Nothing was stored."))
    static let validityNoCountry = Refusal(
        .conflict, "validity-no-country", L("No country of the programme is at home there."),
        advice: L("Nothing was opened."))
}
