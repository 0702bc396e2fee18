import Domain
import Storage
import Web

/// Counts for whoever looks on.
struct WatchStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// How many cells have decided, by what was asked.
    func decided(in event: Event.ID) throws -> [DecisionPoint.ID: Int] {
        try reading.all(
            """
            SELECT point_id, COUNT(DISTINCT cell_id) AS cells FROM decision WHERE event_id = \(event) AND withdrawn_at IS NULL
            GROUP BY point_id
            """
        ).reduce(into: [:]) { $0[try $1.get("point_id")] = try $1.get("cells") }
    }
}
