import Domain
import Web

enum PlanPaths {
    static let plans = PathPattern<Programme.ID>("/programmes/:programme/plans")
    static let newPlan = PathPattern<Programme.ID>("/programmes/:programme/plans/new")
    static let plan = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan")
    static let editing = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/edit")
    static let stage = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/stage")
    static let stands = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/adoption")
    /// What was said in the room is confirmed, or taken back.
    static let settling = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/adoption/room")
    static let apiSettling = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:programmePlan/adoption/room")
    static let items = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/items")
    static let newItem = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/items/new")
    /// Takes in an action that is there already.
    static let taking = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/actions")
    static let paste = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/paste")
    static let importing = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/import")
    /// The table, in a ``TableFormat``; `?version=2` as it was adopted.
    static let table = PathPattern<ProgrammePlan.ID, String>("/plans/:programmePlan/table/:format")
    /// On paper: `report.docx`, `report.pdf` …
    static let file = PathPattern<ProgrammePlan.ID, String>("/plans/:programmePlan/files/:file")
    static let wall = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/wall")
    static let wallLive = PathPattern<ProgrammePlan.ID>("/plans/:programmePlan/wall/live")

    static let item = PathPattern<PlanItem.ID>("/plan-items/:planItem")
    static let itemEditing = PathPattern<PlanItem.ID>("/plan-items/:planItem/edit")
    static let itemState = PathPattern<PlanItem.ID>("/plan-items/:planItem/state")
    static let steps = PathPattern<PlanItem.ID>("/plan-items/:planItem/steps")
    static let step = PathPattern<PlanItem.ID, PlanStep.ID>("/plan-items/:planItem/steps/:planStep")
    static let blocking = PathPattern<PlanItem.ID>("/plan-items/:planItem/blocking")
    static let gathering = PathPattern<PlanItem.ID>("/plan-items/:planItem/gathering")

    static let comments = PathPattern<PlanItem.ID>("/plan-items/:planItem/comments")
    static let commentRemoval = PathPattern<PlanItem.ID, PlanComment.ID>(
        "/plan-items/:planItem/comments/:planComment/removal")

    static let apiPlans = PathPattern<Programme.ID>("/api/v1/programmes/:programme/plans")
    static let apiPlan = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:programmePlan")
    static let apiItems = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:programmePlan/items")
    static let apiTaking = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:programmePlan/actions")
    static let apiProgress = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:programmePlan/progress")
    static let apiImport = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:programmePlan/import")
    static let apiTable = PathPattern<ProgrammePlan.ID, String>("/api/v1/plans/:programmePlan/table/:format")
    static let apiFile = PathPattern<ProgrammePlan.ID, String>("/api/v1/plans/:programmePlan/files/:file")
    static let apiItem = PathPattern<PlanItem.ID>("/api/v1/plan-items/:planItem")
    static let apiSteps = PathPattern<PlanItem.ID>("/api/v1/plan-items/:planItem/steps")
    static let apiStep = PathPattern<PlanItem.ID, PlanStep.ID>("/api/v1/plan-items/:planItem/steps/:planStep")
    static let apiStands = PathPattern<ProgrammePlan.ID>("/api/v1/plans/:programmePlan/adoption")
    static let apiStand = PathPattern<PlanItem.ID>("/api/v1/plan-items/:planItem/stand")
    static let apiBlocking = PathPattern<PlanItem.ID>("/api/v1/plan-items/:planItem/blocking")
    static let apiGathering = PathPattern<PlanItem.ID>("/api/v1/plan-items/:planItem/gathering")
    static let apiComments = PathPattern<PlanItem.ID>("/api/v1/plan-items/:planItem/comments")
    static let apiComment = PathPattern<PlanItem.ID, PlanComment.ID>(
        "/api/v1/plan-items/:planItem/comments/:planComment")
}
