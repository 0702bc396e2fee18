import Domain
import Storage
import Web

/// A programme's designs by its organisers, an event's steps by everybody in its room.
extension DesignFacts: SearchFeature {
    private static let design = SearchKind("design", order: 170, L("Designs"))
    private static let step = SearchKind("step", order: 60, L("Steps of events"))

    static var searchKinds: [SearchKind] { [design, step] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let designs = try asked.organised.flatMap { programme in
            try DesignStore(reading).designs(of: programme).filter { $0.retiredAt == nil }.map { one in
                var entry = SearchEntry(
                    design, one.id, SearchText(one.title), in: .programme(programme),
                    path: DesignPaths.designs(programme))
                entry.texts = [SearchText(one.summary)]
                return entry
            }
        }
        let steps = try StepStore(reading).titled(in: asked.events).map { one in
            let path = asked.runsTheRoom(one.event) ? DesignPaths.steps(one.event) : Paths.event(one.event)
            return SearchEntry(step, one.id, SearchText(one.title), in: .event(one.event), path: path)
        }
        return designs + steps
    }
}

extension StepStore {
    /// Those that have a title of their own.
    fileprivate func titled(in events: [Event.ID]) throws -> [(id: EventStep.ID, event: Event.ID, title: String)] {
        try reading.all(
            "SELECT id, event_id, title FROM event_step WHERE event_id IN \(in: events) AND title <> '' ORDER BY position"
        ).map { (try $0.get("id"), try $0.get("event_id"), try $0.get("title")) }
    }
}
