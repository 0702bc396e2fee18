import Domain
import Storage

/// The SQL of which events may have to be told of.
struct OnlineMailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// With somebody who is registered to take part online.
    func events(startingFrom first: String, to last: String) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT e.id FROM event e WHERE e.starts_on >= \(first) AND e.starts_on <= \(last)
                AND EXISTS (SELECT r.id FROM registration r WHERE r.event_id = e.id AND r.state = 'complete' AND r.mode = 'online')
            ORDER BY e.starts_on, e.id
            """
        ).map { try $0.get("id") }
    }
}
