import Domain
import Storage
import Web

/// A plan that is there already: for stories that ship.
struct PlanSeed {
    struct Step: Sendable {
        let title: String
        /// A day, or empty.
        var due = ""
        var doneOn = ""
    }

    struct Line: Sendable {
        let number: String
        let title: String
        let owner: MemberRef?
        let state: ActionState
        var due = ""
        var weight = 1
        var element = ActionElement.planning
        var priority = ""
        var dependsOn = ""
        var steps: [Step] = []
        /// What was done, or why it was dropped.
        var outcome = ""
    }

    let work: Work
    let plan: PlanRecord
    private let voice: PlanVoice

    init(_ work: Work, _ programme: Programme.ID, _ fields: PlanRecordFields, _ draft: PlanDraft) throws {
        self.work = work
        plan = try PlanOperations.beginIn(work, programme, fields, draft)
        voice = try PlanVoice(serverOf: programme, now: work.now, work.tx)
    }

    /// In their order: those that wait for others after them.
    @discardableResult
    func add(_ lines: [Line]) throws -> [PlanItem.ID] {
        var all = try PlanItemStore(work.tx).items(of: [plan.id])
        let before = all.count
        for line in lines {
            var (action, item) = (ActionFields(), PlanItemFields())
            (action.title, action.dueOn, action.element) = (line.title, line.due, line.element.rawValue)
            action.language = plan.language
            (item.number, item.weight, item.priority) = (line.number, line.weight, line.priority)
            item.dependsOn = line.dependsOn
            let made = try PlanItemOperations.addIn(
                work, plan, voice, all, action.ordered, item.cleaned,
                PlanItemDraft(owner: line.owner.map { .member($0) }))
            for (place, step) in line.steps.enumerated() {
                try PlanItemStore.insert(
                    work.environment.id(), made.id, place: place + 1,
                    PlanMilestone(step.title, due: CalendarDate(step.due), doneOn: CalendarDate(step.doneOn)), work.tx)
            }
            let record = try ActionStore(work.tx).action(made.action)
            try ActionOperations.tellIn(work, record, line.state, line.outcome)
            all.append(made)
        }
        return all.dropFirst(before).map(\.id)
    }

    func gather(_ item: PlanItem.ID, _ others: [PlanItem.ID]) throws {
        for other in others { try PlanItemStore.gather(item, other, work) }
    }
}
