import Web

extension Refusal {
    /// Whoever began it, and whatever became of it: one answer for all.
    static let workUnknown = Refusal(
        .notFound, "work-unknown", L("This work is over, or it runs on another server of this installation."),
        advice: L(
            "Open this page again. If it stays like this, look where the result would stand before you begin anew."))
}
