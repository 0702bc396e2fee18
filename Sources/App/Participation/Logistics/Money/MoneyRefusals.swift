import Web

extension Refusal {
    static let lineIsUsed = Refusal(
        .conflict, "line-used", L("Something is charged to this line."),
        advice: L("Nothing was removed. Take the entitlements and claims off it first."))
    static let claimIsClosed = Refusal(
        .conflict, "claim-closed", L("This claim is being looked at and cannot be changed."),
        advice: L("Nothing was changed. Whoever checks it can return it to you."))
    static let claimIsEmpty = Refusal(
        .conflict, "claim-empty", L("There is no cost in this claim yet."),
        advice: L("Nothing was sent. Add a cost first."))
    static let claimHasMoved = Refusal(
        .conflict, "claim-moved", L("This claim stands elsewhere by now."),
        advice: L("Nothing was changed. Look at it again: somebody may have been quicker."))
    static let sameHands = Refusal(
        .conflict, "same-hands", L("You have checked this claim yourself, or it is your own."),
        advice: L("Nothing was changed. Somebody else who keeps the money approves it."))

    static func noRate(_ currency: String, _ month: String) -> Refusal {
        let words = L("There is no rate for \(currency) in \(month).")
        return Refusal(
            .conflict, "no-rate", words,
            advice: L("Nothing was changed. Enter the rate of that month first, with its source."),
            fields: ["rate": words])
    }
}
