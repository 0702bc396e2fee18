import Domain
import Web

enum PlanPriorityPaths {
    static let priorities = PathPattern<Programme.ID>("/programmes/:programme/priorities")
    static let new = PathPattern<Programme.ID>("/programmes/:programme/priorities/new")
    static let files = PathPattern<Programme.ID, String>("/programmes/:programme/priorities/files/:format")
    static let priority = PathPattern<Programme.ID, PlanPriority.ID>("/programmes/:programme/priorities/:priority")
    static let editing = PathPattern<Programme.ID, PlanPriority.ID>("/programmes/:programme/priorities/:priority/edit")
    /// What a meeting decided.
    static let decision = PathPattern<Programme.ID, PlanPriority.ID>(
        "/programmes/:programme/priorities/:priority/decision")
    /// Other words in its place.
    static let rewording = PathPattern<Programme.ID, PlanPriority.ID>(
        "/programmes/:programme/priorities/:priority/rewording")
    static let polls = PathPattern<Programme.ID>("/programmes/:programme/validity-polls")
    static let newPoll = PathPattern<Programme.ID>("/programmes/:programme/validity-polls/new")
    static let poll = PathPattern<Programme.ID, ValidityPoll.ID>("/programmes/:programme/validity-polls/:validity")
    static let pollAnswers = PathPattern<Programme.ID, ValidityPoll.ID>(
        "/programmes/:programme/validity-polls/:validity/answers")
    static let pollClosing = PathPattern<Programme.ID, ValidityPoll.ID>(
        "/programmes/:programme/validity-polls/:validity/closing")

    static let apiPriorities = PathPattern<Programme.ID>("/api/v1/programmes/:programme/priorities")
    static let apiPriority = PathPattern<Programme.ID, PlanPriority.ID>(
        "/api/v1/programmes/:programme/priorities/:priority")
    static let apiDecision = PathPattern<Programme.ID, PlanPriority.ID>(
        "/api/v1/programmes/:programme/priorities/:priority/decision")
    static let apiPolls = PathPattern<Programme.ID>("/api/v1/programmes/:programme/validity-polls")
    static let apiPoll = PathPattern<Programme.ID, ValidityPoll.ID>(
        "/api/v1/programmes/:programme/validity-polls/:validity")
    static let apiPollAnswers = PathPattern<Programme.ID, ValidityPoll.ID>(
        "/api/v1/programmes/:programme/validity-polls/:validity/answers")
    static let apiPollClosing = PathPattern<Programme.ID, ValidityPoll.ID>(
        "/api/v1/programmes/:programme/validity-polls/:validity/closing")
}
