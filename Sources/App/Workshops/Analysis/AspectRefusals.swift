import Web

/// Refusals of Analyse.
enum AspectRefusal {
    static let otherTable = Refusal(
        .forbidden, "other-table", L("This is another group's table."),
        advice: L("Nothing was changed. You may read what stands there; your own table opens at the event's address."))
    static let closed = Refusal(
        .conflict, "analysis-closed", L("The analysis is closed."),
        advice: L("What you wrote is kept on this device. The facilitator can open the analysis again."))
    static let withdrawn = Refusal(
        .conflict, "aspect-withdrawn", L("This aspect was withdrawn."),
        advice: L("Nothing was changed. Bring it back first."))
    static func full(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "table-full", L("This table has \(limit) aspects."),
            advice: L("Nothing was lost. Withdraw one that says the same as another, then add this one."))
    }
    static func tooManyCases(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "too-many-cases", L("An aspect rests on at most \(limit) cases."),
            advice: L("Nothing was changed. Take one away first."))
    }
    static let notAPair = Refusal(
        .unprocessableContent, "not-a-pair", L("Only aspects of two groups that push the same way can be linked."))
}
