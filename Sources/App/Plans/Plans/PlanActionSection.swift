import Domain
import Markup
import Storage
import Web

/// On the page of an action: in which plan it stands, and how many of its milestones are done.
extension PlanFacts: ActionSectionFeature {
    static func section(of action: ActionRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let item = try PlanItemStore(reading).item(of: action.id) else { return .empty }
        let plan = try PlanRecordStore(reading).plan(item.plan)
        let voice = try PlanVoice(visit, plan.programme, reading)
        guard voice.reads(item, in: plan), let entry = try PlanMaterial.entries([item], voice, reading).first else {
            return .empty
        }
        let steps = entry.stepsDone(on: voice.standing.today)
        let told: Message =
            steps.of == 0
            ? L("It has no milestones yet: it counts as soon as it is done.")
            : L("\(steps.done) of \(steps.of) milestones are done.")
        return """
            <section id="in-plan"><h2>\(L("In the plan"))</h2><p><a href="\(PlanPaths.item(item.id))" dir="auto">\(plan.title), \(item.number)</a></p>\
            <p class="meta">\(told)</p></section>
            """
    }
}
