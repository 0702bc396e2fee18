import Web

extension Refusal {
    static let eventsHaveChanged = Refusal(
        .conflict, "events-changed", L("The events have changed since you looked."),
        advice: L("Nothing was changed. It may have been done already: look at what would happen now."))

    static func nothingToChange(_ act: EventAct) -> Refusal {
        let words =
            switch act {
            case .postponement: L("The event is on these days already, or there is none to be postponed.")
            case .relocation: L("The event is online at this address already, or there is none to be moved.")
            case .cancellation: L("The event is cancelled already, or there is none to be cancelled.")
            }
        return Refusal(.conflict, "nothing-to-change", words)
    }
}
