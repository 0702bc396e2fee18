import Web

/// The product's refusals, all in one place, so that the same thing is always said in the same words.
extension Refusal {
    static let noSeat = Refusal(
        .unauthorized, "no-seat", L("This page is for participants of the event."),
        advice: L("Open the personal link on your name card, or enter the event's code on the first page."))
    static let notApproved = Refusal(
        .forbidden, "not-approved", L("The facilitator has not let you in yet."),
        advice: L("This takes a moment. The page goes on by itself."))
}
