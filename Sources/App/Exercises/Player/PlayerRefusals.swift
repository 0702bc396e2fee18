import Web

extension Refusal {
    static let notPlayed = Refusal(
        .conflict, "exercise-not-played", L("The exercise is not being played at the moment."),
        advice: L("What you typed is kept. Nothing was changed."))
}
