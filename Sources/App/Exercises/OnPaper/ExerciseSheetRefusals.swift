import Web

extension Refusal {
    static let sheetNeedsSecondPerson = Refusal(
        .conflict, "sheet-needs-second-person", L("A second person confirms a paper form."),
        advice: L("Ask somebody else who runs the exercise to compare it with the paper on their own device."))
    static let sheetWaitsAlready = Refusal(
        .conflict, "sheet-waits-already",
        L("A paper form of this cell for this decision waits for confirmation already."))
}
