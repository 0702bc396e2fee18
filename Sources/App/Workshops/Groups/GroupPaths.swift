import Domain
import Web

extension Paths {
    static let apiPriorities = PathPattern<Event.ID>("/api/v1/events/:event/priorities")
    static let apiGroups = PathPattern<Event.ID>("/api/v1/events/:event/groups")
    static let apiGroup = PathPattern<Event.ID, BreakoutGroup.ID>("/api/v1/events/:event/groups/:group")
    static let apiGroupPlans = PathPattern<Event.ID>("/api/v1/events/:event/group-plans")
    static let apiGroupPlan = PathPattern<Event.ID, GroupPlan.ID>("/api/v1/events/:event/group-plans/:plan")
    static let apiGroupPlanUse = PathPattern<Event.ID, GroupPlan.ID>("/api/v1/events/:event/group-plans/:plan/use")
    static let apiMembership = PathPattern<Event.ID, GroupPlan.ID, Participant.ID>(
        "/api/v1/events/:event/group-plans/:plan/memberships/:participant")
}

enum GroupPaths {
    static let priorities = PathPattern<Event.ID>("/events/:event/priorities")
    static let priorityOrder = PathPattern<Event.ID, Issue.ID>("/events/:event/priorities/:issue/order")
    static let priorityRemoval = PathPattern<Event.ID, Issue.ID>("/events/:event/priorities/:issue/removal")
    static let plans = PathPattern<Event.ID>("/events/:event/group-plans")
    static let plan = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan")
    static let sheet = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/sheet")
    static let use = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/use")
    static let copy = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/copy")
    static let discarding = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/removal")
    static let members = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/members")
    static let latecomers = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/latecomers")
    static let spreading = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/priorities")
    static let planGroups = PathPattern<Event.ID, GroupPlan.ID>("/events/:event/group-plans/:plan/groups")
    static let group = PathPattern<Event.ID, BreakoutGroup.ID>("/events/:event/groups/:group")
    static let groupRemoval = PathPattern<Event.ID, BreakoutGroup.ID>("/events/:event/groups/:group/removal")
}
