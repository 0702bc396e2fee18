import Domain
import Web

extension Paths {
    static let eventChange = PathPattern<Event.ID>("/events/:event/change")
    static let programmeChange = PathPattern<Programme.ID>("/programmes/:programme/change")
    static let eventCopies = PathPattern<Event.ID>("/events/:event/copies")
    static let apiEventChange = PathPattern<Event.ID>("/api/v1/events/:event/change")
    static let apiProgrammeChange = PathPattern<Programme.ID>("/api/v1/programmes/:programme/change")
    static let apiEventCopies = PathPattern<Event.ID>("/api/v1/events/:event/copies")
}
