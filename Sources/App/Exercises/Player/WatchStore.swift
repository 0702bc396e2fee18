import Domain
import Storage
import Web

/// Counts for whoever looks on.
struct WatchStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// How many cells have decided.
    func decided(_ point: DecisionPoint.ID) throws -> Int {
        try reading.value(
            "SELECT COUNT(DISTINCT cell_id) FROM decision WHERE point_id = \(point) AND withdrawn_at IS NULL",
            as: Int.self)
            ?? 0
    }
}
