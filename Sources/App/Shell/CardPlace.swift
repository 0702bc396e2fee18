import Storage
import Web

/// What a card belongs to: it decides who may write the card, and which live pages follow it. Also the scope of those pages:
/// `event:ID/table:ID` (see ``Scope/part(_:_:)``). Features have places of their own kinds, each a word with or without an id:
/// `table:ID`, `outline`.
struct CardPlace: Hashable, Sendable, LosslessStringConvertible {
    let kind: String
    /// Nil if an event has one place of the kind.
    let id: String?

    init(_ kind: String, _ id: String? = nil) {
        self.kind = kind
        self.id = id
    }

    /// - Returns: nothing for what is no place; whether there is a feature with this kind is asked where that matters.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let kind = parts.first, !kind.isEmpty, parts.count < 2 || !parts[1].isEmpty else { return nil }
        self.init(kind, parts.count == 2 ? parts[1] : nil)
    }

    var description: String { id.map { "\(kind):\($0)" } ?? kind }

    func audience(of event: Event.ID, _ language: Language) -> Audience {
        Audience(scope: Scope.part(event, self).description, name: "part", language: language)
    }
}

extension CardPlace: SQLBindable, SQLDecodable {
    var sqlValue: SQLValue { .text(description) }

    static func decode(_ value: SQLValue) -> CardPlace? {
        if case .text(let text) = value { CardPlace(text) } else { nil }
    }
}
