import Domain
import Storage
import Web

/// The item of the thread from which a need comes, for who sees that.
struct NeedSource {
    let item: ThreadItem

    /// From which a need may come.
    static let kinds: Set<ThreadKind> = [.objective, .topic, .issue, .aspect, .situation, .intervention, .statement]

    /// As it is stored: `issue:ID`.
    var reference: String { "\(item.kind.rawValue):\(item.id)" }

    /// - Returns: nil where there is no such item in the programme's events, and for who has no part in its event.
    static func seen(
        _ reference: ThreadReference, by visitor: Visitor, in programme: Programme.ID, _ reading: any Reading
    ) throws -> NeedSource? {
        guard let event = try Self.event(of: reference, for: visitor, reading),
            try EventStore(reading).event(event).programme == programme,
            let item = try ThreadBook(event, visitor: visitor, reading).item(reference), kinds.contains(item.kind)
        else { return nil }
        return NeedSource(item: item)
    }

    /// Where it is at home; nothing for who has no part there.
    static func event(of reference: ThreadReference, for visitor: Visitor, _ reading: any Reading) throws -> Event.ID? {
        guard case .event(let event)? = try ThreadStore(reading).home(of: reference)?.home,
            try !Policy.roles(of: visitor, in: event, reading).isEmpty
        else { return nil }
        return event
    }
}
