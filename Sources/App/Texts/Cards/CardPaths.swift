import Domain
import Web

extension Paths {
    static let apiCard = PathPattern<Event.ID, Card.ID>("/api/v1/events/:event/cards/:card")
    static let card = PathPattern<Event.ID, Card.ID>("/events/:event/cards/:card")
    static let cardText = PathPattern<Event.ID, Card.ID>("/events/:event/cards/:card/text")
    static let cardRestoration = PathPattern<Event.ID, Card.ID>("/events/:event/cards/:card/restoration")
}
