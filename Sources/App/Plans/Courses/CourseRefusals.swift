import Web

extension Refusal {
    static let cohortHasNoEvent = Refusal(
        .conflict, "cohort-has-no-event", L("Say first in which events the first module and this one are taught."),
        advice: L("Nothing was changed."))
}
