import Web

extension Refusal {
    static let materialIsDraft = Refusal(
        .conflict, "material-is-draft", L("This material has not been released, so it cannot be withdrawn."),
        advice: L("Nothing was changed. Remove it instead."))
    static let materialIsOut = Refusal(
        .conflict, "material-is-out", L("This material has been released: people may have read it."),
        advice: L("Nothing was changed. Withdraw it instead: its title stays, with a reason."))

    static func materialWithdrawn(_ reason: String) -> Refusal {
        Refusal(
            .gone, "material-withdrawn", L("This material has been withdrawn."),
            advice: reason.isEmpty ? L("Ask those who run the event.") : .verbatim(reason))
    }
}
