import Web

/// Refusals of Analyse.
enum AspectRefusal {
    static let otherTable = Refusal(
        .forbidden, "other-table", L("This is another group's table."),
        advice: L(
            "Nothing was changed. You may read what is written there; your own table opens at the event's address."))
    static let closed = Refusal(
        .conflict, "analysis-closed", L("The analysis is closed."),
        advice: L("What you wrote is kept on this device. The facilitator can open the analysis again."))
    static let withdrawn = Refusal(
        .conflict, "aspect-withdrawn", L("This aspect was withdrawn."),
        advice: L("Nothing was changed. Restore it first."))
    static func full(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "table-full", L("This table has \(limit) aspects."),
            advice: L("Nothing was lost. Withdraw one that says the same as another, then add this one."))
    }
    static func tooManyCases(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "too-many-cases", L("An aspect rests on at most \(limit) cases."),
            advice: L("Nothing was changed. Remove one first."))
    }
    static let notAPair = Refusal(
        .unprocessableContent, "not-a-pair",
        L("Only aspects of two groups that work in the same direction can be linked."))
}
