import Domain
import Web

extension Paths {
    static let tables = PathPattern<Event.ID>("/events/:event/tables")
    static let table = PathPattern<Event.ID, BreakoutGroup.ID>("/events/:event/tables/:group")
    static let tableLive = PathPattern<Event.ID, BreakoutGroup.ID>("/events/:event/tables/:group/live")
    static let tableAspects = PathPattern<Event.ID, BreakoutGroup.ID>("/events/:event/tables/:group/aspects")
    static let aspect = PathPattern<Event.ID, Aspect.ID>("/events/:event/aspects/:aspect")
    static let aspectWithdrawal = PathPattern<Event.ID, Aspect.ID>("/events/:event/aspects/:aspect/withdrawal")
    static let aspectRestoration = PathPattern<Event.ID, Aspect.ID>("/events/:event/aspects/:aspect/restoration")
    static let aspectCases = PathPattern<Event.ID, Aspect.ID>("/events/:event/aspects/:aspect/cases")
    static let aspectCaseRemoval = PathPattern<Event.ID, Aspect.ID, Case.ID>(
        "/events/:event/aspects/:aspect/cases/:case/removal")
    static let aspectLinks = PathPattern<Event.ID, Aspect.ID>("/events/:event/aspects/:aspect/links")
    static let shownTable = PathPattern<Event.ID>("/events/:event/shown-table")

    static let apiAspects = PathPattern<Event.ID>("/api/v1/events/:event/aspects")
    static let apiAspect = PathPattern<Event.ID, Aspect.ID>("/api/v1/events/:event/aspects/:aspect")
    static let apiAspectWithdrawal = PathPattern<Event.ID, Aspect.ID>(
        "/api/v1/events/:event/aspects/:aspect/withdrawal")
    static let apiAspectCase = PathPattern<Event.ID, Aspect.ID, Case.ID>(
        "/api/v1/events/:event/aspects/:aspect/cases/:case")
    static let apiAspectLink = PathPattern<Event.ID, Aspect.ID, Aspect.ID>(
        "/api/v1/events/:event/aspects/:aspect/links/:other")
    static let apiAspectLinks = PathPattern<Event.ID>("/api/v1/events/:event/aspect-links")
}
