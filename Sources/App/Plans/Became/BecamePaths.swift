import Domain
import Web

enum BecamePaths {
    static let page = PathPattern<Event.ID>("/events/:event/became")
    /// `report.pdf`, `report.docx` …
    static let file = PathPattern<Event.ID, String>("/events/:event/became/:file")
    static let api = PathPattern<Event.ID>("/api/v1/events/:event/became")
    static let apiFile = PathPattern<Event.ID, String>("/api/v1/events/:event/became/:file")
}
