import Web

extension Refusal {
    static let blockIsFull = Refusal(
        .conflict, "block-full", L("All places of this session are taken."),
        advice: L("Nothing was changed. Choose another one, or look again later."))
    static let emptyAgenda = Refusal(
        .conflict, "empty-agenda", L("There is nothing to release yet."),
        advice: L("Add a session first, or bring in a file."))
}
