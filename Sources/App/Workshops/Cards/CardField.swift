import Markup
import Web

/// The field in which a card is written: a form of its own, whose text the client keeps in step with the server.
struct CardField {
    let card: CardRecord
    let label: Message
    var rows = 3
    var isReadOnly = false

    var html: HTML { .empty }
}
