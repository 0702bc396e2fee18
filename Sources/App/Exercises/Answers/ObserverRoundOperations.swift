import Domain
import Storage
import Web

/// What those who look on would decide: one answer a person, sealed until the move after is over, told as counts then.
enum ObserverRoundOperations {
    /// No group smaller than this is shown.
    static let fewest = 5

    /// Whether its words may be read: the inject is out, may be seen by observers, and its move is closed.
    static func isOpen(_ point: PointRecord, _ plan: ExercisePlan) -> Bool {
        guard let inject = plan.inject(point.inject), inject.status.isOut, inject.showsObservers else { return false }
        guard let move = plan.move(inject.move) else { return true }
        return move.state == .closed || move.state == .reviewed
    }

    /// Whether the round is over: a later move is closed, or the exercise has ended. Before that nobody is told how others answer, so that
    /// nobody's answer follows from two looks.
    static func isSettled(_ point: PointRecord, _ plan: ExercisePlan, _ exercise: ExerciseRecord) -> Bool {
        if exercise.state.isOver { return true }
        guard let own = plan.inject(point.inject).flatMap({ plan.move($0.move) }) else { return false }
        return plan.moves.contains { $0.number > own.number && ($0.state == .closed || $0.state == .reviewed) }
    }

    static func answer(_ visit: Visit, _ event: Event.ID, _ id: DecisionPoint.ID, _ option: String) async throws {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            let exercise = try PlayStore(tx).required(event)
            guard standing.observes, let person = standing.membership.seats.sorted().first,
                case let plan = try ExercisePlan(exercise.msel, tx), let point = plan.point(id), isOpen(point, plan)
            else { throw Refusal.notFound }
            let settled = plan.points.filter { isSettled($0, plan, exercise) }
            try ObserverRoundStore.close(settled.map(\.id), now: visit.now, tx)
            guard exercise.state.isPlayed, !settled.contains(where: { $0.id == id }) else {
                throw Refusal.answersHaveClosed
            }
            guard point.options.contains(where: { $0.code == option }) else {
                throw Refusal.invalid(["option-code": L("Choose one of the answers.")])
            }
            try castIn(
                Work(tx, visit.environment, actor: "participant:\(person)"), event, id, option, by: person)
        }
    }

    static func castIn(
        _ work: Work, _ event: Event.ID, _ point: DecisionPoint.ID, _ option: String, by person: Participant.ID
    ) throws {
        try ObserverRoundStore.cast(option, by: person, on: point, work.tx)
        // Not who said what: the journal is never erased.
        try work.record(.part(event, DecisionMatrixPage.place), "decision-point:\(point)", "exercise.observer-answer")
    }

    /// Options with their counts, for those that at least five chose; nothing where fewer than five answered, or where what is left out
    /// could be found by taking away.
    static func shown(_ counts: [String: Int]) -> (total: Int, counts: [String: Int])? {
        let total = counts.values.reduce(0, +)
        guard total >= fewest else { return nil }
        let small = counts.values.filter { $0 < fewest && $0 > 0 }
        // One small group alone follows from the sum.
        guard small.isEmpty || small.reduce(0, +) >= fewest else { return (total, [:]) }
        return (total, counts.filter { $0.value >= fewest })
    }
}

/// At ENDEX all rounds close, and what they knew of people goes out of the files.
extension AnswerFacts: ExerciseEndFeature {
    static func end(_ exercise: ExerciseRecord, elapsed: Int64, _ work: Work) throws {
        let points = try PlanStore(work.tx).points(of: exercise.msel).map(\.id)
        try ObserverRoundStore.close(points, now: work.now, work.tx)
    }

    static var forgetting: [String] { ["observer_round", "observer_ballot"] }
}
