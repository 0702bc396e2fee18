import Domain
import Storage
import Web

/// What a card belongs to: it decides who may write the card, and which live pages follow it. Also the scope of those pages:
/// `event:ID/table:ID` (see ``Scope/part(_:_:)``).
enum CardPlace: Hashable, Sendable, LosslessStringConvertible {
    /// The analysis of a breakout group.
    case table(BreakoutGroup.ID)
    /// The desired situations and interventions of a group or a country.
    case sheet(EnvisionSheet.ID)
    /// The outline of the guide.
    case outline
    /// A section of the guide.
    case guide

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count == 2 ? parts[1] : nil) {
        case ("table", let id?): if let id = BreakoutGroup.ID(id) { self = .table(id) } else { return nil }
        case ("sheet", let id?): if let id = EnvisionSheet.ID(id) { self = .sheet(id) } else { return nil }
        case ("outline", nil): self = .outline
        case ("guide", nil): self = .guide
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .table(let id): "table:\(id)"
        case .sheet(let id): "sheet:\(id)"
        case .outline: "outline"
        case .guide: "guide"
        }
    }

    /// Characters that one card of this place may hold.
    var limit: Int { self == .guide ? 40_000 : 4_000 }

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
