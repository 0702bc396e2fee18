import Domain
import Web

extension Paths {
    static let postSettings = PathPattern<Event.ID>("/events/:event/mail/words")
}
