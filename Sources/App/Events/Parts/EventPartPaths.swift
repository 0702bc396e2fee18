import Domain
import Web

extension Paths {
    static let eventParts = PathPattern<Event.ID>("/events/:event/parts")
    static let eventPartRemoval = PathPattern<Event.ID, EventPart.ID>("/events/:event/parts/:part/removal")
    static let apiEventParts = PathPattern<Event.ID>("/api/v1/events/:event/parts")
    static let apiEventPart = PathPattern<Event.ID, EventPart.ID>("/api/v1/events/:event/parts/:part")
}
