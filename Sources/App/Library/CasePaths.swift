import Domain
import Web

extension Paths {
    static let library = FixedPath("/library")
    static let cases = PathPattern<Programme.ID>("/programmes/:programme/cases")
    static let newCase = PathPattern<Programme.ID>("/programmes/:programme/cases/new")
    static let pastCase = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/cases/:case")
    static let caseEditing = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/cases/:case/edit")
    static let caseRetirement = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/cases/:case/retirement")
    static let caseReturn = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/cases/:case/return")
    static let caseWithdrawal = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/cases/:case/withdrawal")
    static let caseDeletion = PathPattern<Programme.ID, Case.ID>("/programmes/:programme/cases/:case/deletion")
    /// Where who asked makes a case of what a member answered: `?member=country:KZ`.
    static let caseOfAnswer = PathPattern<Programme.ID, Notice.ID>("/programmes/:programme/notices/:notice/case")
    /// The same library from inside an event, for those who have a seat there. With `?aspect=ID` a case is chosen for that aspect.
    static let eventCases = PathPattern<Event.ID>("/events/:event/cases")
    static let newEventCase = PathPattern<Event.ID>("/events/:event/cases/new")
    static let eventCase = PathPattern<Event.ID, Case.ID>("/events/:event/cases/:case")
    static let eventCaseEditing = PathPattern<Event.ID, Case.ID>("/events/:event/cases/:case/edit")

    static let apiCases = PathPattern<Programme.ID>("/api/v1/programmes/:programme/cases")
    static let apiCase = PathPattern<Programme.ID, Case.ID>("/api/v1/programmes/:programme/cases/:case")
    static let apiCaseRetirement = PathPattern<Programme.ID, Case.ID>(
        "/api/v1/programmes/:programme/cases/:case/retirement")
    static let apiCaseWithdrawal = PathPattern<Programme.ID, Case.ID>(
        "/api/v1/programmes/:programme/cases/:case/withdrawal")
    static let apiEventCases = PathPattern<Event.ID>("/api/v1/events/:event/cases")
    static let apiEventCase = PathPattern<Event.ID, Case.ID>("/api/v1/events/:event/cases/:case")
}
