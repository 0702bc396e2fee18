import Domain
import Storage
import Web

/// Who looks at the thread, and so what it shows: nothing of issues that are not shown yet, no rank before the room has seen it, no names
/// where the event shows none. (Of private sheets their feature hides what is on them: ``ThreadMaterial/Sight``.)
struct ThreadAccess: Sendable {
    struct Place: Sendable {
        var runsTheRoom = false
        var seat: Participant.ID?
    }

    private let places: [Event.ID: Place]

    /// The events that a visitor has a part in, of those given.
    init(_ visitor: Visitor, events: [Event.ID], _ reading: any Reading) throws {
        var places: [Event.ID: Place] = [:]
        for event in events {
            let roles = try Policy.roles(of: visitor, in: event, reading)
            guard !roles.isEmpty else { continue }
            let isSeated = visitor.seat?.event == event
            places[event] = Place(
                runsTheRoom: roles.contains { $0.runsTheRoom }, seat: isSeated ? visitor.seat?.id : nil)
        }
        self.places = places
    }

    /// For files that an organiser makes: what everybody in the room may see.
    init(room event: Event.ID) { self.init(rooms: [event]) }

    init(rooms events: [Event.ID]) { places = Dictionary(events.map { ($0, Place()) }) { first, _ in first } }

    var events: [Event.ID] { places.keys.sorted() }

    func runsTheRoom(_ event: Event.ID?) -> Bool { event.flatMap { places[$0] }?.runsTheRoom ?? false }

    /// As lists of issues do it (see IssuePage).
    func maySee(_ issue: ThreadMaterial.Issue, in event: ThreadMaterial.Event) -> Bool {
        guard let place = places[event.id] else { return false }
        if place.runsTheRoom || issue.participant == place.seat && place.seat != nil { return true }
        let isOpen = event.issuesVisible || (event.stage ?? .collect) > .collect
        return isOpen && (!issue.item.isWithdrawn || issue.item.isMerged)
    }

    func maySee(_ round: ThreadMaterial.Round) -> Bool { round.state != .draft || runsTheRoom(round.item.event) }
}
