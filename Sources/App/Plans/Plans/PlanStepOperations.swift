import Domain
import Storage
import Web

/// What becomes of a milestone.
enum PlanStepAct: String, CaseIterable, Sendable, Codable, ChoiceType {
    case done, undone, waived, removed
}

/// The steps of an action, by which its progress is counted. The first that is done begins it; one that is undone opens it again.
enum PlanStepOperations {
    /// A key that is known is answered with the first result.
    static func add(_ visit: Visit, _ id: PlanItem.ID, title: String, due: String, key: String? = nil) async throws
        -> PlanStep.ID
    {
        var check = FieldCheck()
        let title = check.line("step", title, limit: 200, isRequired: true)
        let due = check.date("step-due", due, isRequired: false)
        try check.finish()
        return try await visit.database.write { tx in
            let (item, plan) = try PlanItemOperations.worked(visit, id, tx)
            let action = try ActionStore(tx).action(item.action)
            guard try ActionProofs([action], tx).standing(action).isOpen else { throw Refusal.actionClosed }
            let steps = try PlanItemStore(tx).steps(of: [id])[id] ?? []
            let work = Work(tx, visit)
            let step: PlanStep.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(id)\nstep", work.environment)
            if steps.contains(where: { $0.id == step }) { return step }
            guard steps.count < PlanFile.mostMilestones else {
                throw Refusal.tooMany(L("The action has \(PlanFile.mostMilestones) milestones, the maximum."))
            }
            let place = (steps.map(\.place).max() ?? 0) + 1
            try PlanItemStore.insert(
                step, id, place: place, PlanMilestone(title, due: CalendarDate(due)), tx)
            try work.record(.programme(plan.programme), "action:\(item.action)", "action.milestone")
            return step
        }
    }

    /// - Parameter on: the day on which it was done; today where nothing is told.
    static func act(
        _ visit: Visit, _ id: PlanItem.ID, _ step: PlanStep.ID, _ act: PlanStepAct, on day: String = "",
        reason: String = ""
    ) async throws {
        var check = FieldCheck()
        let day = check.date("done-on", day, isRequired: false)
        let reason = check.line("reason", reason, limit: 300, isRequired: act == .waived)
        try check.finish()
        try await visit.database.write { tx in
            let (item, plan) = try PlanItemOperations.worked(visit, id, tx)
            let before = try PlanItemStore(tx).step(step, of: id)
            let action = try ActionStore(tx).action(item.action)
            let standing = try ActionProofs([action], tx).standing(action)
            guard standing != .dropped, standing != .proven else { throw Refusal.actionClosed }
            let (work, today) = (Work(tx, visit), CalendarDate.today(visit.now))
            guard day <= today else { throw Refusal.invalid(["done-on": L("This day is still to come.")]) }
            switch act {
            case .done:
                guard before.doneOn.isEmpty else { return }
                try PlanItemStore.set(step, doneOn: day.isEmpty ? today : day, waived: "", tx)
            case .undone: try PlanItemStore.set(step, doneOn: "", waived: "", tx)
            case .waived: try PlanItemStore.set(step, doneOn: "", waived: reason, tx)
            case .removed: try PlanItemStore.remove(step, tx)
            }
            try work.record(
                .programme(plan.programme), "action:\(item.action)", "action.milestone-\(act.rawValue)",
                ["title": .text(before.title)])
            try follow(work, item, action)
        }
    }

    private static func follow(_ work: Work, _ item: PlanItemRecord, _ action: ActionRecord) throws {
        let steps = try (PlanItemStore(work.tx).steps(of: [item.id])[item.id] ?? []).map(\.milestone).filter {
            !$0.isWaived
        }
        let done = steps.filter { $0.doneOn != nil }.count
        let state: PlanLineState? =
            switch action.state {
            case .agreed: .agreed
            case .done: .done
            default: nil
            }
        guard let state, PlanLineMove.follows(state, done: done, open: steps.count - done) == .underWay else { return }
        try ActionOperations.followIn(work, action, to: .inProgress)
    }
}
