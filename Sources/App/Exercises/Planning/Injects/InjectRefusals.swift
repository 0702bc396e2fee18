import Web

extension Refusal {
    static let injectsAreClosed = Refusal(
        .conflict, "injects-closed", L("The exercise is over: its injects stay as they are."))
    static let injectIsOut = Refusal(
        .conflict, "inject-out", L("This inject was released, and stays as it went out."),
        advice: L("Nothing was changed. A correction is sent from the console, as a paper that strikes the old one."))
    static let injectIsObsolete = Refusal(.conflict, "inject-obsolete", L("This inject is obsolete."))
    static let injectNoDraft = Refusal(
        .conflict, "inject-no-draft", L("Only a draft can be deleted."),
        advice: L("Nothing was changed. Mark it as obsolete instead: it stays in the list."))
    static func injectIsWatched(_ labels: [String]) -> Refusal {
        Refusal(
            .conflict, "inject-watched", L("Rules of other injects look at this one: \(list: labels, .commas)."),
            advice: L("Nothing was changed. Change those rules first."))
    }
    static let injectStatus = Refusal(
        .conflict, "inject-status", L("This inject does not wait for that."),
        advice: L("Nothing was changed. Somebody else may have been quicker: look at it again."))
    static let ownInject = Refusal(
        .conflict, "own-inject", L("Whoever wrote an inject does not approve it."),
        advice: L("Nothing was changed. Ask somebody else of the planning team."))
    static let injectWithoutText = Refusal(
        .conflict, "inject-without-text", L("This inject has no text in any language."),
        advice: L("Nothing was changed. Write one first."))
    static let injectWithoutRecipient = Refusal(
        .conflict, "inject-without-recipient", L("Nobody gets this inject."),
        advice: L("Nothing was changed. Choose its recipients first."))
    static func injectUnsafe(_ found: [String]) -> Refusal {
        Refusal(
            .conflict, "inject-unsafe", L("Something in the texts could be taken for real: \(list: found, .commas)."),
            advice: L("Nothing was changed. Change the texts, or clear each finding by your name."))
    }
    static func unknownVariables(_ found: [String]) -> Refusal {
        Refusal(
            .conflict, "unknown-variable", L("Nobody fills these in: \(list: found, .commas)."),
            advice: L("Nothing was changed. The list of what is filled in stands beside the texts."))
    }
    static let ruleCircle = Refusal(
        .conflict, "rule-circle", L("The rules would go in a circle, and none of these injects would ever be due."))
    static let injectMovedOn = Refusal(
        .conflict, "inject-moved-on", L("Somebody else has changed this inject since."),
        advice: L("Nothing was stored. Look at what it says now, and send yours again."))
}
