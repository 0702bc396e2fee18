import Domain
import Storage
import Web

/// What waits for a second person, and what is not ready to go out.
extension InjectFacts: TodayFeature, ReadyGateFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "injects", order: 71, label: L("Injects to approve"), hint: L("In exercises that I plan."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let own = "account:\(reader.id)"
        return try reader.events(reading).compactMap { event -> TodayTask? in
            guard event.has(ExerciseFacts.partCode), reader.allows(.facilitate, in: event.id),
                let exercise = try PlayStore(reading).exercise(of: event.id), exercise.approval == .secondPerson,
                !exercise.state.isOver, exercise.state != .cancelled
            else { return nil }
            let count = try InjectStore(reading).submitted(in: exercise.msel, notBy: own)
            guard count > 0 else { return nil }
            return TodayTask(
                id: "injects-\(event.id)", kind: "injects",
                what: L(count, one: "Approve \(count) inject", other: "Approve \(count) injects"), place: event.title,
                why: L("A second person is asked for, and you wrote nothing of it."),
                path: InjectPaths.approval(event.id))
        }
    }

    static func findings(_ exercise: ExerciseRecord, _ plan: ExercisePlan, _ reading: any Reading) throws
        -> [ReadyFinding]
    {
        let open = plan.injects.count { $0.status == .draft || $0.status == .submitted }
        let ruleless = plan.injects.filter { $0.anchor == .rule && $0.status != .obsolete }.filter {
            plan.rule(of: $0.id) == nil
        }
        var found: [ReadyFinding] = []
        if open > 0 {
            found.append(
                ReadyFinding(
                    blocks: false,
                    words: L(
                        open, one: "\(open) inject is not approved, and cannot go out.",
                        other: "\(open) injects are not approved, and cannot go out."),
                    path: InjectPaths.approval(exercise.event)))
        }
        if !ruleless.isEmpty {
            let labels = ruleless.prefix(20).map { InjectRuleWords.number($0.label) }
            found.append(
                ReadyFinding(
                    blocks: false, words: L("These wait for a rule and have none: \(list: labels, .commas)."),
                    path: InjectPaths.msel(exercise.event)))
        }
        return found
    }
}
