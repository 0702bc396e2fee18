import Storage

/// That rows of a table stand on something of another feature, which is then no longer taken away under them.
struct Resting: Sendable {
    /// What they stand on: the table that holds it.
    let thing: String
    /// Their column that names it; for a workshop, which has an event's tables to itself, the event.
    let column: String
    /// Whether those that were withdrawn count no more.
    let isLiveOnly: Bool
    /// Their column of the country that they are of, where a country's own rows do not keep it from taking away what is its own.
    let country: String?

    static func on(_ thing: String, by column: String, liveOnly: Bool = false, butOwn country: String? = nil) -> Resting
    {
        Resting(thing: thing, column: column, isLiveOnly: liveOnly, country: country)
    }
}

/// Whether something is used, as the features tell whose rows stand on it (``TableFacts/rests``).
struct RestingStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func isUsed<ID: SQLBindable>(_ thing: String, _ id: ID, by country: String? = nil) throws -> Bool {
        try isUsed(thing, among: "\(id)", by: country)
    }

    /// - Parameters:
    ///   - ids: one id, or a query for many.
    ///   - country: whose own rows do not count.
    func isUsed(_ thing: String, among ids: SQL, by country: String? = nil) throws -> Bool {
        for table in TableFacts.all {
            for rest in table.rests where rest.thing == thing {
                let live: SQL = rest.isLiveOnly ? " AND withdrawn_at IS NULL" : ""
                let others: SQL =
                    if let country, let column = rest.country { " AND \(SQL(verbatim: column)) <> \(country)" } else {
                        ""
                    }
                let row = try reading.first(
                    """
                    SELECT 1 AS used FROM \(SQL(verbatim: table.name))
                    WHERE \(SQL(verbatim: rest.column)) IN (\(ids))\(live)\(others) LIMIT 1
                    """)
                if row != nil { return true }
            }
        }
        return false
    }
}
