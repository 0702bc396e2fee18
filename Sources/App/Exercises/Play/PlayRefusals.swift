import Web

extension Refusal {
    /// Somebody was quicker; who, and when.
    static func clockMoved(by name: String, at time: String) -> Refusal {
        Refusal(
            .conflict, "clock-moved", L("\(name) was quicker: the clock was changed at \(time)."),
            advice: L("Nothing was changed. Look at the clock, then decide again."))
    }
    static func exerciseIs(_ state: ExerciseState) -> Refusal {
        Refusal(.conflict, "exercise-state", L("This cannot be done now. The exercise: \(state.label)."))
    }
    static let exerciseHasEnded = Refusal(
        .conflict, "exercise-ended", L("The exercise has ended."),
        advice: L("Nothing was changed. What was released and written stays readable."))
    static let speedIsForRehearsals = Refusal(
        .conflict, "speed-is-for-rehearsals", L("Only a rehearsal runs faster than the clock."))
    static func alreadyReleased(by name: String, at time: String) -> Refusal {
        Refusal(
            .conflict, "already-released", L("Released by \(name) at \(time)."),
            advice: L("Nothing went out twice."))
    }
    static func injectIs(_ status: InjectStatus) -> Refusal {
        Refusal(.conflict, "inject-status", L("This cannot be done with this inject. Its status: \(status.label)."))
    }
    static let injectHasNoText = Refusal(
        .conflict, "inject-has-no-text", L("The inject has no text in any language."),
        advice: L("Nothing was released. Write its text in the MSEL first."))
    static let injectChanged = Refusal(
        .conflict, "inject-changed", L("The inject was changed while you looked at it."),
        advice: L("Nothing was released. Read it again, then release it."))
    static func languageGaps(_ cells: String) -> Refusal {
        let words = L("There is no text in the language of: \(cells).")
        return Refusal(
            .conflict, "language-gaps", words,
            advice: L(
                "Nothing was released. Release it again and accept the other language, or write the text first."),
            fields: ["gaps": words])
    }
    static let injectIsSpoken = Refusal(
        .conflict, "inject-is-spoken", L("A controller says this to each cell."),
        advice: L("Nothing was released. Note for each cell whether it was reached."))
    static let noCellIsOpen = Refusal(
        .conflict, "no-cell-is-open", L("None of these cells gets this inject, or all have it."))
    static let moveIsNotNext = Refusal(
        .conflict, "move-not-open", L("This move cannot be opened or closed now."))
}
