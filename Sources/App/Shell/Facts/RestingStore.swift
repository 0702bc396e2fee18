import Storage

/// That rows of a table stand on something of another feature, which is then no longer taken away under them.
struct Resting: Sendable {
    /// What they stand on: the table that holds it.
    let thing: String
    /// Their column that names it; for a workshop, which has an event's tables to itself, the event.
    let column: String
    /// Whether those that were withdrawn count no more.
    let isLiveOnly: Bool

    static func on(_ thing: String, by column: String, liveOnly: Bool = false) -> Resting {
        Resting(thing: thing, column: column, isLiveOnly: liveOnly)
    }
}

/// Whether something is used, as the features tell whose rows stand on it (``TableFacts/rests``).
struct RestingStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func isUsed<ID: SQLBindable>(_ thing: String, _ id: ID) throws -> Bool {
        for table in TableFacts.all {
            for rest in table.rests where rest.thing == thing {
                let live: SQL = rest.isLiveOnly ? " AND withdrawn_at IS NULL" : ""
                let row = try reading.first(
                    """
                    SELECT 1 AS used FROM \(SQL(verbatim: table.name))
                    WHERE \(SQL(verbatim: rest.column)) = \(id)\(live) LIMIT 1
                    """)
                if row != nil { return true }
            }
        }
        return false
    }
}
