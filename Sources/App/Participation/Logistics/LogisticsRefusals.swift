import Web

extension Refusal {
    static let noSeatYet = Refusal(
        .conflict, "no-seat-yet", L("There is no seat yet."),
        advice: L("Nothing was stored. It can be told as soon as the seat is confirmed."))
    static let noLetterAsked = Refusal(
        .conflict, "no-letter-asked", L("No letter is asked for here."), advice: L("Nothing was changed."))
}
