import Domain
import Storage
import Web

/// The SQL of series, and of what events follow and prepare.
struct SeriesStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By title.
    func series(of programme: Programme.ID) throws -> [SeriesRecord] {
        try reading.all("SELECT * FROM series WHERE programme_id = \(programme) ORDER BY title, id").map(Self.record)
    }

    func series(_ id: Series.ID) throws -> SeriesRecord? {
        try reading.first("SELECT * FROM series WHERE id = \(id)").map(Self.record)
    }

    private static func record(_ row: Row) throws -> SeriesRecord {
        SeriesRecord(
            id: try row.get("id"), programme: try row.get("programme_id"), title: try row.get("title"),
            rhythm: SeriesRhythm(rawValue: try row.get("rhythm")) ?? .irregular)
    }

    /// By event, of all of a programme that stand in a series.
    func places(in programme: Programme.ID) throws -> [Event.ID: Series.ID] {
        let rows = try reading.all(
            "SELECT id, series_id FROM event WHERE programme_id = \(programme) AND series_id IS NOT NULL")
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("id", as: Event.ID.self), try $0.get("series_id", as: Series.ID.self))
            })
    }

    func ties(of event: Event.ID) throws -> EventTies {
        let row = try reading.first("SELECT series_id, follows_id, prepares_id FROM event WHERE id = \(event)")
        guard let row else { throw Refusal.notFound }
        return EventTies(
            series: try row.get("series_id"), follows: try row.get("follows_id"), prepares: try row.get("prepares_id"))
    }

    /// Those that follow an event.
    func following(_ event: Event.ID) throws -> [Event.ID] {
        try reading.all("SELECT id FROM event WHERE follows_id = \(event) ORDER BY starts_on, id").map {
            try $0.get("id")
        }
    }

    /// Those that prepare an event.
    func preparing(_ event: Event.ID) throws -> [Event.ID] {
        try reading.all("SELECT id FROM event WHERE prepares_id = \(event) ORDER BY starts_on, id").map {
            try $0.get("id")
        }
    }

    // MARK: Writing

    func insert(_ id: Series.ID, _ fields: SeriesFields, in programme: Programme.ID, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO series (id, programme_id, title, rhythm, created_at, changed_at)
            VALUES (\(id), \(programme), \(fields.title), \(fields.rhythm), \(now), \(now))
            """)
    }

    func set(_ ties: EventTies, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE event SET series_id = \(ties.series), follows_id = \(ties.follows), prepares_id = \(ties.prepares),
                changed_at = \(now) WHERE id = \(event)
            """)
    }
}
