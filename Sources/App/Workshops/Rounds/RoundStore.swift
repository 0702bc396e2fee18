import Domain
import Storage
import Web

/// One opening of a ballot, as it is stored.
struct RoundRecord: Sendable {
    enum State: String, Sendable { case draft, open, closed, revealed }

    let id: Round.ID
    let event: Event.ID
    let topic: Topic.ID?
    /// From 1, within the event.
    let number: Int
    let title: String
    let settings: RoundSettings
    let state: State
    /// Epoch milliseconds; nothing where the facilitator closes by hand.
    let closesAt: Int64?
    let closedAt: Int64?
    let revealedAt: Int64?
}

/// The SQL of rounds and ballots.
struct RoundStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func round(_ id: Round.ID) throws -> RoundRecord? { nil }
}
