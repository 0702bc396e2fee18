import Web

extension Refusal {
    static let filePlanIsThere = Refusal(
        .conflict, "plan-is-there", L("Something is planned in this exercise already."),
        advice: L("Nothing was changed. A file fills an exercise that is empty."))
}
