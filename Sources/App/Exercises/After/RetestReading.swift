import Domain
import Storage
import Web

/// What exercises show of actions. *Proven* has one definition: every critical task of the objective that cites the action has, for the
/// owner's cell, a consensus of P or S by at least one evaluator who is not of the owner.
enum RetestReading {
    static func retests(of actions: [ActionRecord], _ reading: any Reading) throws -> [ActionRetest] {
        let byID = Dictionary(actions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let citing = try AfterStore(reading).citing(actions.map(\.id))
        var sights: [Event.ID: EvaluationSight] = [:]
        var result: [ActionRetest] = []
        for (pair, objectives) in Dictionary(grouping: citing, by: { "\($0.action) \($0.event)" })
            .sorted(by: { $0.key < $1.key })
        {
            guard !pair.isEmpty, let first = objectives.first, let action = byID[first.action] else { continue }
            let sight: EvaluationSight
            if let known = sights[first.event] {
                sight = known
            } else {
                sight = try EvaluationSight(first.event, ExercisePlan(first.msel, reading), reading)
                sights[first.event] = sight
            }
            let cells = try cells(of: action, sight.plan, first.event, reading)
            if var retest = judge(action, Set(objectives.map(\.objective)), cells, sight) {
                let comparison = try PlayStore(reading).required(first.event).comparison
                retest.isPublished = cells.allSatisfy { comparison.stricter($0.publication) == .named }
                result.append(retest)
            }
        }
        return result
    }

    /// The owner's cell; of who has none, all in which people play.
    static func cells(of action: ActionRecord, _ plan: ExercisePlan, _ event: Event.ID, _ reading: any Reading) throws
        -> [CellRecord]
    {
        switch action.owner {
        case .account(let account):
            if let cell = try AfterStore(reading).cell(of: account, in: event) {
                return plan.cells.filter { $0.id == cell }
            }
        case .member(let member):
            var country = member.country
            if member.kind == .organisation, let id = Organisation.ID(member.ref) {
                country = try PersonStore(reading).country(of: id)
            }
            let own = plan.players.filter { $0.country != nil && $0.country == country }
            // A country that does not play is not retested by others.
            if !own.isEmpty || member.kind == .country { return own }
        case nil: break
        }
        return plan.players
    }

    /// Nothing where the exercise says nothing of it: no task, no cell of the owner, or no consensus yet.
    static func judge(
        _ action: ActionRecord, _ objectives: Set<ExerciseObjective.ID>, _ cells: [CellRecord], _ sight: EvaluationSight
    ) -> ActionRetest? {
        let tasks = sight.plan.tasks.filter { objectives.contains($0.objective) }
        guard !tasks.isEmpty, !cells.isEmpty else { return nil }
        var (failed, left): ([ConsensusRecord], Set<String>) = ([], [])
        var at: Int64?
        for task in tasks {
            for cell in cells {
                let unit = RatedUnit(task: task.id, cell: cell.id)
                guard let agreed = sight.consensus[unit], agreed.value != .notObserved else {
                    left.insert(task.code)
                    continue
                }
                at = max(at ?? agreed.at, agreed.at)
                if !agreed.value.passes {
                    failed.append(agreed)
                } else if !isIndependent(unit, cell, sight) {
                    left.insert(task.code)
                }
            }
        }
        guard let at else { return nil }
        let order = tasks.map(\.code).filter(left.contains)
        if !failed.isEmpty {
            let words = failed.map(\.reason).filter { !$0.isEmpty }
            return ActionRetest(
                action: action.id, result: .notProven, at: at, event: sight.event,
                note: String(words.joined(separator: "\n").prefix(2_000)))
        }
        return ActionRetest(
            action: action.id, result: order.isEmpty ? .proven : .partly(order), at: at, event: sight.event, note: "")
    }

    /// Whether somebody saw it who is not of the cell, its country or its organisations.
    private static func isIndependent(_ unit: RatedUnit, _ cell: CellRecord, _ sight: EvaluationSight) -> Bool {
        sight.ratings(of: unit).contains { rating in
            rating.value != .notObserved && (sight.seats[rating.seat].map { !sight.isOwn($0, cell) } ?? false)
        }
    }
}
