import Domain
import Storage
import Web

/// After ENDEX: ratings that wait for an evaluator.
extension EvaluationFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "evaluation", order: 69, label: L("Exercises, evaluated"),
                hint: L("Ratings that wait for me after an exercise."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let people = Set(reader.memberships.values.flatMap(\.seats))
        return try EvaluationStore(reading).unsubmitted(people).map { event, title in
            TodayTask(
                id: "evaluation-\(event)", kind: "evaluation", what: L("Say what you saw: submit your ratings"),
                place: title, why: L("The others see theirs once you have."), path: EvaluationPaths.evaluate(event))
        }
    }
}
