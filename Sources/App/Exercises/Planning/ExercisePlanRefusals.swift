import Web

extension Refusal {
    static let exerciseIsOver = Refusal(
        .conflict, "exercise-is-over", L("The exercise has ended."),
        advice: L("Nothing was changed. What was played stays as it was."))
    static let exerciseBegun = Refusal(
        .conflict, "exercise-has-begun", L("The exercise has begun."),
        advice: L("Nothing was changed. This is fixed before STARTEX."))
    static let cellHasPapers = Refusal(
        .conflict, "cell-has-papers", L("This cell was given papers."),
        advice: L("Nothing was removed. It stays in the record of the exercise."))
    static let cellHasSeats = Refusal(
        .conflict, "cell-has-seats", L("People sit in this cell."),
        advice: L("Nothing was removed. Seat them elsewhere first."))
    static let taskIsUsed = Refusal(
        .conflict, "task-in-play", L("This task was played or rated."),
        advice: L("Nothing was removed. It stays in the record of the exercise."))
    static let objectiveHasTasks = Refusal(
        .conflict, "objective-has-tasks", L("This objective has tasks."),
        advice: L("Nothing was removed. Remove its tasks first."))
    static let moveHasBegun = Refusal(
        .conflict, "move-has-begun", L("This move was opened."), advice: L("Nothing was changed."))
    static let planPartIsUsed = Refusal(
        .conflict, "plan-part-in-use", L("Injects or people stand on it."),
        advice: L("Nothing was removed. Change them first."))
    static let evaluatorOfOwn = Refusal(
        .conflict, "evaluator-of-own", L("Nobody rates their own cell or their own organisation."),
        advice: L("Nothing was changed. Choose another evaluator, or another cell."))
    static let oneSeatEach = Refusal(
        .conflict, "one-seat-each", L("This person has a seat in the exercise already."),
        advice: L("Nothing was changed. Only directors and controllers may have several."))
    static let playerNeedsCell = Refusal.invalid(["cell": L("Choose the cell in which they play.")])
    static let seatHasPlayed = Refusal(
        .conflict, "seat-has-played", L("Something was decided, written or rated from this seat."),
        advice: L("Nothing was removed. Change the seat instead."))
    static let readyBefore = Refusal(
        .conflict, "exercise-not-in-planning", L("The exercise is not in planning any more."),
        advice: L("Nothing was changed."))
    static func notReady(_ count: Int) -> Refusal {
        Refusal(
            .conflict, "exercise-not-ready",
            L(
                count, one: "\(count) thing stands in the way of a ready exercise.",
                other: "\(count) things stand in the way of a ready exercise."),
            advice: L("Nothing was changed. The page of the coverage names them."))
    }
    static let noExercise = Refusal(
        .conflict, "no-exercise", L("This event has no exercise."), advice: L("Add the part in its settings first."))
}

extension Refusal {
    static let planIsThere = Refusal(
        .conflict, "plan-is-there", L("Something is planned in this exercise already."),
        advice: L("Nothing was changed. A scenario fills an exercise that is empty."))
}
