import Domain
import Web

extension Refusal {
    static let outlineClosed = Refusal(
        .conflict, "outline-closed", L("The outline is not being discussed at the moment."),
        advice: L("What you wrote is kept on this device. It can be sent when the facilitator opens the outline again.")
    )
    static let outlineFull = Refusal(
        .conflict, "outline-full", L("The outline has \(OutlineOperations.mostStatements) statements already."),
        advice: L("Nothing was changed. Revise one that is there."))
    static let statementDecided = Refusal(
        .conflict, "statement-decided", L("This has since been decided."),
        advice: L("Your rating was not counted. The facilitator can open the statement again."))
    static let wordingChanged = Refusal(
        .conflict, "wording-changed", L("The wording has changed since this page was made."),
        advice: L("Nothing was decided. Read the statement as it is now, and decide again."))
}
