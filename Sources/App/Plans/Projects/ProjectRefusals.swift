import Web

extension Refusal {
    static let projectNotTold = Refusal(
        .conflict, "project-not-told", L("Nobody has told of this project yet."), advice: L("Nothing was changed."))
    static let projectNotOver = Refusal(
        .conflict, "project-not-over", L("This is asked a year after a project has ended."),
        advice: L("Nothing was changed."))

    /// - Parameter faults: what is in the way, each in words.
    static func noIATI(_ faults: [Message]) -> Refusal {
        let named = faults.prefix(200).enumerated().map { index, words -> (String, Message) in
            let number = String(index + 1)
            return (String(repeating: "0", count: max(0, 3 - number.count)) + number, words)
        }
        return Refusal(
            .unprocessableContent, "iati-refused", L("This cannot be told as IATI yet."),
            // One alone is said in its place: the terminal lists several.
            advice: faults.count == 1
                ? faults[0] : L("Nothing was written. Add what is missing, and try again."),
            fields: Dictionary(named) { first, _ in first })
    }
}
