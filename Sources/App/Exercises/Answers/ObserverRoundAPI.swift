import Domain
import Storage
import Web

/// What those who look on would decide, as JSON.
enum ObserverRoundAPI {
    struct OpinionBody: Codable, Sendable {
        let exercise: Bool
        let point: DecisionPoint.ID
        /// The round is over: until then nobody is told how others answer.
        let isClosed: Bool
        /// What you have said; absent once the round is over.
        let own: String?
        /// How many answered; absent while the round is open, and where fewer than five did.
        let answered: Int?
        /// Of options that at least five chose.
        let options: [OpinionCount]
    }

    struct OpinionCount: Codable, Sendable {
        let code: String
        let count: Int
    }

    struct OpinionInput: Codable, Sendable {
        /// The code of an option.
        let option: String
    }

    static let routes: [APIRoute] = [
        .get(
            AnswerPaths.apiOpinions, .attend, "Exercises",
            "What observers would decide, question by question, as far as it may be told."
        ) { visit, event in ListBody(items: try await bodies(visit, event), next: nil) },
        .send(
            .put, AnswerPaths.apiOpinion, .attend, "Exercises",
            "Says what you would decide, as somebody who looks on; of one person the last answer counts."
        ) { (visit, input: OpinionInput, event, point) in
            try await ObserverRoundOperations.answer(visit, event, point, input.option)
            return ListBody(items: try await bodies(visit, event), next: nil)
        },
    ]

    private static func bodies(_ visit: Visit, _ event: Event.ID) async throws -> [OpinionBody] {
        try await visit.read { reading in
            let exercise = try PlayStore(reading).required(event)
            let standing = try ExerciseStanding(visit, event, reading)
            let plan = try ExercisePlan(exercise.msel, reading)
            let store = ObserverRoundStore(reading)
            let person = standing.observes ? standing.membership.seats.sorted().first : nil
            let own = try person.map { try store.answers(of: $0, in: event) } ?? [:]
            let counts = try store.counts(of: event)
            return plan.points.filter { ObserverRoundOperations.isOpen($0, plan) }.map { point in
                let isClosed = ObserverRoundOperations.isSettled(point, plan, exercise)
                let shown = isClosed ? ObserverRoundOperations.shown(counts[point.id] ?? [:]) : nil
                return OpinionBody(
                    exercise: true, point: point.id, isClosed: isClosed, own: isClosed ? nil : own[point.id],
                    answered: shown?.total,
                    options: point.options.compactMap { option in
                        shown?.counts[option.code].map { OpinionCount(code: option.code, count: $0) }
                    })
            }
        }
    }
}
