import Domain
import Web

extension Paths {
    static let messages = PathPattern<Event.ID>("/events/:event/messages")
    static let newMessage = PathPattern<Event.ID>("/events/:event/messages/new")
    static let messagePreview = PathPattern<Event.ID>("/events/:event/messages/preview")
    static let apiMessages = PathPattern<Event.ID>("/api/v1/events/:event/messages")
}
