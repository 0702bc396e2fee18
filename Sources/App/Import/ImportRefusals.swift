import Web

extension Refusal {
    static let directoryBusy = Refusal(
        .conflict, "directory-busy", L("The directory is being changed by others at this moment."),
        advice: L("Nothing was stored. Confirm again in a moment."))

    /// - Parameter rows: of the file; the first hundred are named.
    static func directoryChanged(_ rows: [Int]) -> Refusal {
        Refusal(
            .conflict, "directory-changed", L("The directory has changed since the preview."),
            advice: L(
                "Nothing was stored. These rows have changed: \(list: Array(rows.prefix(100))). Look at them and confirm again."
            ))
    }
}
