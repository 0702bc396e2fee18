import Domain
import Storage
import Web

/// A kind of part of an event that has live pages of its own, which follow it only (``CardPlace``).
struct LivePart: Sendable {
    let kind: String
    /// Nil if the part is gone.
    let view: @Sendable (LiveParts.Asked, any Reading) throws -> LiveView?
}

/// A feature with live parts.
protocol LivePartFeature: Feature {
    static var liveParts: [LivePart] { get }
}

/// What is streamed to the live pages of a part of an event.
enum LiveParts {
    /// The audience of who writes in a part, and of who only looks on.
    static let writing = "part"
    static let reading = "reader"

    struct Asked: Sendable {
        let place: CardPlace
        let event: Event.ID
        /// The audience's name.
        var name = LiveParts.writing
        /// Who has a page of this part open, as ``Visitor/journalName``.
        var people: Set<String>
        let now: Int64

        /// The id of the place.
        func id<Subject>(as type: Identifier<Subject>.Type = Identifier<Subject>.self) -> Identifier<Subject>? {
            place.id.flatMap { Identifier<Subject>($0) }
        }
    }

    private static let kinds: [String: LivePart] = Dictionary(
        uniqueKeysWithValues: Features.all { $0 as? any LivePartFeature.Type }.flatMap { $0.liveParts }.map {
            ($0.kind, $0)
        })

    static func view(_ asked: Asked, _ reading: any Reading) throws -> LiveView? {
        try kinds[asked.place.kind]?.view(asked, reading)
    }
}
