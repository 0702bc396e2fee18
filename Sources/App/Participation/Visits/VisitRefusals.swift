import Web

extension Refusal {
    static let nothingIsAsked = Refusal(
        .conflict, "nothing-is-asked", L("The host asks for nothing of this visit."), advice: L("Nothing was stored."))
    static let accessListClosed = Refusal(
        .conflict, "access-list-closed", L("The day of the access list is past."),
        advice: L("Nothing was stored. What was told is erased; the organisers can set another day."))
    static let stopHasWords = Refusal(
        .conflict, "stop-has-words", L("People asked or observed something at this stop."),
        advice: L("Nothing was removed. Take out what they wrote first, or change the stop."))
    static let practiceIsOffered = Refusal(
        .conflict, "practice-is-offered", L("This observation is a case of the library already."),
        advice: L("Nothing was changed."))
}
