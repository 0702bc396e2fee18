import Domain
import Storage
import Web

/// Who may see and write the cards of a place; each feature says so of its own (``CardKind``).
struct CardAccess: Sendable {
    /// Whether the visitor sees the cards.
    let isSeen: Bool
    /// Whether the visitor writes here when it is open, and so sees who wrote what.
    let isOwn: Bool
    /// Why the visitor may not write now; nil if writing is allowed.
    let refusal: Refusal?

    var mayWrite: Bool { refusal == nil }

    init(isSeen: Bool, isOwn: Bool, refusal: Refusal?) {
        self.isSeen = isSeen
        self.isOwn = isOwn
        self.refusal = refusal
    }

    /// What a visitor may do with the cards of a place.
    init(_ place: CardPlace, in event: Event.ID, _ visit: Visit, _ reading: any Reading) throws {
        self = try CardKind.of(place).access(
            .init(place: place, membership: visit.membership(in: event, reading)), reading)
    }

    /// - Throws: ``Refusal`` in words; `notFound` for what the visitor does not even see.
    func requireWriting() throws {
        guard isSeen else { throw Refusal.notFound }
        if let refusal { throw refusal }
    }
}

/// A kind of place where cards are written: who may, how much, and what follows.
struct CardKind: Sendable {
    struct Asked: Sendable {
        let place: CardPlace
        /// Who asks.
        let membership: Membership

        var event: Event.ID { membership.event }
    }

    /// The first word of its places.
    let name: String
    /// Whose ids its places hold, as the table is called; nil if an event has one place of the kind.
    var table: String?
    /// Characters that one card may hold.
    var limit = 4_000
    /// Whether its texts are laid out as Markdown.
    var isMarkdown = false
    let access: @Sendable (Asked, any Reading) throws -> CardAccess
    /// What follows a text that was stored, in the same transaction.
    var follow: @Sendable (Card.ID, _ text: String, Transaction) throws -> Void = { _, _, _ in }

    /// By their names.
    static let all: [String: CardKind] = Dictionary(
        uniqueKeysWithValues: Features.all { $0 as? any CardFeature.Type }.flatMap { $0.cards }.map { ($0.name, $0) })

    /// - Throws: ``Refusal/notFound`` where no feature has such places.
    static func of(_ place: CardPlace) throws -> CardKind {
        guard let kind = all[place.kind], (kind.table == nil) == (place.id == nil) else { throw Refusal.notFound }
        return kind
    }

    /// The most that any card holds.
    static let longest = all.values.map(\.limit).max() ?? 4_000
}

/// A feature whose texts are cards.
protocol CardFeature: Feature {
    static var cards: [CardKind] { get }
}

extension CardPlace {
    /// Characters that one card of this place may hold.
    var limit: Int { CardKind.all[kind]?.limit ?? 0 }
    var isMarkdown: Bool { CardKind.all[kind]?.isMarkdown ?? false }
}
