import Web

extension Refusal {
    static let notForThePublic = Refusal(
        .conflict, "not-clear", L("Only an event that is TLP:CLEAR has a note for the public."),
        advice: L("Nothing was released. Change the marking of the event first, if everybody agrees."))
    static let noteIsEmpty = Refusal(
        .conflict, "note-empty", L("Nothing is written yet of what came of it."),
        advice: L("Nothing was released. Write it in one language at least."))
}
