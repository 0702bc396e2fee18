import Web

extension Refusal {
    static let moveIsOver = Refusal(
        .conflict, "move-is-over", L("This can no longer be undone: the room has moved on."),
        advice: L("Nothing was changed. Look where the room is now, and move it from there."))
}
