import Domain
import Web

enum PlanPaths {
    static let plans = PathPattern<Programme.ID>("/programmes/:programme/plans")
    static let newPlan = PathPattern<Programme.ID>("/programmes/:programme/plans/new")
    static let plan = PathPattern<ProgrammePlan.ID>("/plans/:plan")
    static let editing = PathPattern<ProgrammePlan.ID>("/plans/:plan/edit")
    static let stage = PathPattern<ProgrammePlan.ID>("/plans/:plan/stage")
    static let stands = PathPattern<ProgrammePlan.ID>("/plans/:plan/adoption")
    static let items = PathPattern<ProgrammePlan.ID>("/plans/:plan/items")
    static let newItem = PathPattern<ProgrammePlan.ID>("/plans/:plan/items/new")
    static let paste = PathPattern<ProgrammePlan.ID>("/plans/:plan/paste")
    static let importing = PathPattern<ProgrammePlan.ID>("/plans/:plan/import")
    /// `plan.csv`, `plan.docx` …
    static let file = PathPattern<ProgrammePlan.ID, String>("/plans/:plan/files/:file")
    static let wall = PathPattern<ProgrammePlan.ID>("/plans/:plan/wall")

    static let item = PathPattern<PlanItem.ID>("/plan-items/:item")
    static let itemEditing = PathPattern<PlanItem.ID>("/plan-items/:item/edit")
    static let itemState = PathPattern<PlanItem.ID>("/plan-items/:item/state")
    static let steps = PathPattern<PlanItem.ID>("/plan-items/:item/steps")
    static let step = PathPattern<PlanItem.ID, PlanStep.ID>("/plan-items/:item/steps/:step")
    static let blocking = PathPattern<PlanItem.ID>("/plan-items/:item/blocking")
    static let gathering = PathPattern<PlanItem.ID>("/plan-items/:item/gathering")

    static let apiPlans = PathPattern<Programme.ID>("/api/v1/programmes/:programme/plans")
    static let apiPlan = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:plan")
    static let apiItems = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:plan/items")
    static let apiProgress = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:plan/progress")
    static let apiTable = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:plan/table")
    static let apiFile = PathPattern<ProgrammePlan.ID, String>("/api/v1/plans/:plan/files/:file")
    static let apiItem = PathPattern<PlanItem.ID>("/api/v1/plan-items/:item")
    static let apiSteps = PathPattern<PlanItem.ID>("/api/v1/plan-items/:item/steps")
    static let apiStep = PathPattern<PlanItem.ID, PlanStep.ID>("/api/v1/plan-items/:item/steps/:step")
}
