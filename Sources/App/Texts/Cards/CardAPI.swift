import Domain
import Storage
import Web

enum CardAPI {
    struct CardInput: Codable, Sendable {
        /// The text that the sender began with, as it was read before.
        let base: String
        let text: String
        /// Names this sending: the same key again changes nothing.
        let key: String?
    }

    struct CardBody: Codable, Sendable {
        let id: Card.ID
        /// `table:ID`, `sheet:ID`, `minutes:ID`, `outline` or `guide`.
        let place: String
        /// BCP 47.
        let language: String
        let text: String
        /// Grows with each change.
        let revision: Int
        /// Characters that may be written.
        let limit: Int
        /// Epoch milliseconds.
        let changedAt: Int

        init(_ card: CardRecord) {
            id = card.id
            place = card.place.description
            language = card.language
            text = card.text
            revision = card.revision
            limit = card.place.limit
            changedAt = Int(card.changedAt)
        }
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiCard, .attend, "Cards", "A text that several people write at once.") { visit, event, id in
            try await visit.read { reading in
                let card = try CardStore(reading).card(id)
                guard card.event == event, try CardAccess(card.place, in: event, visit, reading).isSeen else {
                    throw Refusal.notFound
                }
                return CardBody(card)
            }
        },
        .send(
            .put, Paths.apiCard, .attend, "Cards",
            "Writes: what was changed since `base` is brought together with what others wrote. Answers the text as it then stands.",
            limit: CardRoutes.limit
        ) { (visit, input: CardInput, event, id) in
            let writing = CardWriting(base: input.base, text: input.text, key: input.key)
            return CardBody(try await CardOperations.write(visit, event, id, writing))
        },
    ]
}
