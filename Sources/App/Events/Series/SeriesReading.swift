import Domain
import Storage
import Web

/// Where an event stands among the others of its programme, as a reader is told it.
struct SeriesReading: Sendable {
    let event: EventRecord
    let ties: EventTies
    let series: SeriesRecord?
    let follows: EventSummary?
    let followedBy: [EventSummary]
    let prepares: EventSummary?
    let preparedBy: [EventSummary]
    /// Those of them that the reader may open.
    let open: Set<Event.ID>

    init(_ event: EventRecord, _ visitor: Visitor, _ reading: any Reading) throws {
        let store = SeriesStore(reading)
        let ties = try store.ties(of: event.id)
        let (following, preparing) = (try store.following(event.id), try store.preparing(event.id))
        self.event = event
        self.ties = ties
        series = try ties.series.flatMap { try store.series($0) }
        let asked = [ties.follows, ties.prepares].compactMap { $0 } + following + preparing
        guard !asked.isEmpty else {
            (follows, prepares, followedBy, preparedBy, open) = (nil, nil, [], [], [])
            return
        }
        // Of those that are for named people alone nobody else is told.
        let seen = try ProgrammeStore(reading).events(of: event.programme, seenBy: visitor)
        let told = Dictionary(seen.map { ($0.id, $0) }) { first, _ in first }
        follows = ties.follows.flatMap { told[$0] }
        prepares = ties.prepares.flatMap { told[$0] }
        followedBy = following.compactMap { told[$0] }
        preparedBy = preparing.compactMap { told[$0] }
        open = try Self.open(in: event.programme, told, visitor, reading)
    }

    static func open(
        in programme: Programme.ID, _ told: [Event.ID: EventSummary], _ visitor: Visitor, _ reading: any Reading
    ) throws -> Set<Event.ID> {
        if try Policy.roles(of: visitor, in: programme, reading).contains(.organiser) { return Set(told.keys) }
        return try visitor.account.map { Set(try ProgrammeStore(reading).events(of: programme, with: $0.id)) } ?? []
    }

    var isEmpty: Bool {
        series == nil && follows == nil && prepares == nil && followedBy.isEmpty && preparedBy.isEmpty
    }
}
