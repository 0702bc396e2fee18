import Domain
import Storage

/// The numbers on name cards: an event's people in the order in which they came on its list. A number stays somebody's, since no row
/// leaves that list: who is removed keeps it.
struct CardNumberStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// From 1, of everybody.
    func numbers(of event: Event.ID) throws -> [Participant.ID: Int] {
        let ids = try reading.all("SELECT id FROM participant WHERE event_id = \(event) ORDER BY id").map {
            try $0.get("id", as: Participant.ID.self)
        }
        return Dictionary(uniqueKeysWithValues: zip(ids, 1...))
    }

    /// Of those for whom a card was printed: only they can find themselves by it.
    func printed(of event: Event.ID) throws -> [Participant.ID: Int] {
        let codes = try JoiningStore(reading).cardCodes(of: event)
        return try numbers(of: event).filter { codes[$0.key] != nil }
    }
}
