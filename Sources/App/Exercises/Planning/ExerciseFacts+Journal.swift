import Web

extension ExerciseFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("exercise.beginning", L("Exercise begun to be planned")),
            JournalKind("exercise.plan-settings", L("Settings of the exercise changed")),
            JournalKind("exercise.ready", L("Exercise ready"), news: .organisers),
            JournalKind("exercise.of-scenario", L("Exercise filled with a scenario")),
            JournalKind("exercise.function", L("Functions of the exercise changed")),
            JournalKind("exercise.actor", L("Actors of the exercise changed")),
            JournalKind("exercise.storyline", L("Storylines of the exercise changed")),
            JournalKind("exercise.break", L("Breaks of the exercise changed")),
            JournalKind("cell.creation", L("Cell added")), JournalKind("cell.change", L("Cell changed")),
            JournalKind("cell.border", L("Borders of a cell changed")), JournalKind("cell.removal", L("Cell removed")),
            JournalKind("move.creation", L("Move added")), JournalKind("move.change", L("Move changed")),
            JournalKind("move.removal", L("Move removed")),
            JournalKind("exercise-objective.creation", L("Objective of the exercise added")),
            JournalKind("exercise-objective.change", L("Objective of the exercise changed")),
            JournalKind("exercise-objective.source", L("Source of an objective changed")),
            JournalKind("exercise-objective.removal", L("Objective of the exercise removed")),
            JournalKind("task.creation", L("Critical task added")),
            JournalKind("task.change", L("Critical task changed")),
            JournalKind("task.removal", L("Critical task removed")),
            JournalKind("seat.creation", L("Seat in the exercise given")),
            JournalKind("seat.change", L("Seat in the exercise changed")),
            JournalKind("seat.removal", L("Seat in the exercise taken away")),
            JournalKind("seat.assignment", L("Tasks of an evaluator changed")),
            JournalKind("scenario.creation", L("Scenario kept")), JournalKind("scenario.change", L("Scenario changed")),
        ]
    }
}

/// Who loses a seat sees no more of a cell.
extension ExerciseFacts: RightsFeature {
    static var takingRights: Set<String> { ["seat.change", "seat.removal"] }
}
