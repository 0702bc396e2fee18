import Web

extension Refusal {
    static let noOffer = Refusal(
        .conflict, "no-offer", L("No seat is offered here at present."),
        advice: L("Nothing was changed. Load the page again: it says how things stand."))
    static let offerLapsed = Refusal(
        .conflict, "offer-lapsed", L("The time to answer this offer is over."),
        advice: L("Nothing was changed. The seat goes to who is next; you stay on the list, at its end."))
    static let alreadyAllocated = Refusal(
        .conflict, "already-allocated",
        L("The seats of this event have been given. From now on people move up as seats become free."),
        advice: L("Nothing was changed. Raise a quota, or give somebody a seat by hand."))
    static let seatsAsTheyCome = Refusal(
        .conflict, "seats-as-they-come", L("This event gives seats as people come: there is nothing to allocate."),
        advice: L("Nothing was changed."))
    static let allocationChanged = Refusal(
        .conflict, "allocation-changed", L("Something has changed since this preview was made."),
        advice: L("Nothing was confirmed. Make a new preview: it shows what has changed."))
    static let allocationDecided = Refusal(
        .conflict, "allocation-decided", L("This preview was confirmed or put away before."),
        advice: L("Nothing was changed."))

    static func tooManyQuotas(_ most: Int) -> Refusal {
        Refusal(
            .conflict, "too-many-quotas", L("An event has at most \(most) quotas."), advice: L("Nothing was changed."))
    }
}
