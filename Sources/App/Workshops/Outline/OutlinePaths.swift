import Domain
import Web

extension Paths {
    static let apiOutline = PathPattern<Event.ID>("/api/v1/events/:event/outline")
    static let apiStatement = PathPattern<Event.ID, OutlineStatement.ID>("/api/v1/events/:event/outline/:statement")
    static let apiStatementRating = PathPattern<Event.ID, OutlineStatement.ID>(
        "/api/v1/events/:event/outline/:statement/rating")
    static let apiStatementState = PathPattern<Event.ID, OutlineStatement.ID>(
        "/api/v1/events/:event/outline/:statement/state")
    static let outline = PathPattern<Event.ID>("/events/:event/outline")
    static let outlineLive = PathPattern<Event.ID>("/events/:event/outline/live")
    static let outlineRatings = PathPattern<Event.ID>("/events/:event/outline/ratings")
    static let outlinePart = PathPattern<Event.ID>("/events/:event/outline/part")
    static let statementAgreement = PathPattern<Event.ID, OutlineStatement.ID>(
        "/events/:event/outline/:statement/agreement")
    static let statementDropping = PathPattern<Event.ID, OutlineStatement.ID>(
        "/events/:event/outline/:statement/dropping")
    static let statementReturn = PathPattern<Event.ID, OutlineStatement.ID>("/events/:event/outline/:statement/return")
    static let statementPosition = PathPattern<Event.ID, OutlineStatement.ID>(
        "/events/:event/outline/:statement/position")
}
