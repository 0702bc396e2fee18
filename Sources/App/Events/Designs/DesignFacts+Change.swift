import Domain
import Storage
import Web

/// Steps go along with their event: to other days, and into another event that is planned like it.
extension DesignFacts: EventChangeFeature, EventCopyFeature {
    static func follow(_ change: EventChange, _ work: Work) throws {
        guard change.isAct, change.days != 0 else { return }
        try StepClockTimes.shift(change.event.id, days: change.days, now: work.now, work.tx)
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        guard change.isAct, change.days != 0 else { return [] }
        let count = try StepStore(reading).steps(of: change.event.id).count { $0.opensAt != nil || $0.closesAt != nil }
        return count == 0
            ? []
            : [
                L(
                    count, one: "\(count) step of the workshop with a time goes along.",
                    other: "\(count) steps of the workshop with a time go along.")
            ]
    }

    static var copied: (code: String, order: Int, label: Message) {
        (code: "steps", order: 10, label: L("The steps of the workshop"))
    }

    /// By their place among the topics, which the copy has too.
    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws {
        guard after.workshop != nil else { return }
        let steps = try DesignOperations.steps(of: event, work.tx)
        guard !steps.isEmpty else { return }
        try DesignOperations.applyIn(work, after.id, DesignChoice(steps: DesignStep.collapse(steps)))
    }
}
