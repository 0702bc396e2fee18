import Domain
import Storage
import Web

/// A working group as stored. Who is in it holds a mandate for it (``MandateHolder/group(_:)``).
struct WorkingGroupRecord: Sendable, Hashable {
    enum State: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable { case active, dormant, closed }

    let id: WorkingGroup.ID
    let programme: Programme.ID
    /// What it works on.
    let area: Area.ID?
    let title: String
    let remit: String
    let state: State
    /// Dates; `until` is the first day on which it is no longer there, nothing while no end is set.
    let since: String
    let until: String?

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        area = try row.get("area_id")
        title = try row.get("title")
        remit = try row.get("remit")
        state = State(rawValue: try row.get("state")) ?? .dormant
        since = try row.get("since")
        until = try row.get("until")
    }

    func isThere(on day: String) -> Bool { since <= day && day < (until ?? "9999-12-31") }
}

/// The SQL of working groups.
struct WorkingGroupStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``.
    func group(_ id: WorkingGroup.ID) throws -> WorkingGroupRecord {
        guard let row = try reading.first("SELECT * FROM working_group WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try WorkingGroupRecord(row)
    }

    /// By title. - Parameter day: those that are there on it; nothing for all that ever were.
    func groups(of programme: Programme.ID, on day: String? = nil) throws -> [WorkingGroupRecord] {
        try read("programme_id = \(programme)").filter { group in day.map { group.isThere(on: $0) } ?? true }
    }

    /// Of all programmes, by title.
    func groups() throws -> [WorkingGroupRecord] { try read("1 = 1") }

    func groups(_ ids: [WorkingGroup.ID]) throws -> [WorkingGroupRecord] { try read("id IN \(in: ids)") }

    private func read(_ condition: SQL) throws -> [WorkingGroupRecord] {
        try reading.all("SELECT * FROM working_group WHERE \(condition) ORDER BY title, id").map(
            WorkingGroupRecord.init)
    }

    /// Cities that are still named, with their country and time zone.
    func cityZones() throws -> [City.ID: (name: String, country: String, zone: String)] {
        let rows = try reading.all("SELECT id, name, country, time_zone FROM city WHERE retired_at IS NULL")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (
                    try row.get("id", as: City.ID.self),
                    (name: try row.get("name"), country: try row.get("country"), zone: try row.get("time_zone"))
                )
            })
    }

    func insert(
        _ id: WorkingGroup.ID, _ fields: WorkingGroupFields, in programme: Programme.ID, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO working_group (id, programme_id, area_id, title, remit, state, since, until, created_at, changed_at)
            VALUES (\(id), \(programme), \(Area.ID(fields.area)), \(fields.title), \(fields.remit), \(fields.state), \(fields.since),
                NULL, \(now), \(now))
            """)
    }

    func update(_ id: WorkingGroup.ID, _ fields: WorkingGroupFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE working_group SET area_id = \(Area.ID(fields.area)), title = \(fields.title), remit = \(fields.remit),
                state = \(fields.state), since = \(fields.since), changed_at = \(now) WHERE id = \(id)
            """)
    }

    func close(_ id: WorkingGroup.ID, until day: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE working_group SET state = \(WorkingGroupRecord.State.closed), until = \(day), changed_at = \(now)
            WHERE id = \(id)
            """)
    }
}

/// What is told of a working group.
struct WorkingGroupFields: Sendable, Hashable {
    /// An id; as it is told also a code or a name. Empty where it works on everything.
    var area = ""
    var title = ""
    var remit = ""
    var state = WorkingGroupRecord.State.active
    var since = ""

    init(area: String = "", title: String = "", remit: String = "", since: String = "") {
        (self.area, self.title, self.remit, self.since) = (area, title, remit, since)
    }

    init(_ record: WorkingGroupRecord) {
        area = record.area?.description ?? ""
        (title, remit, state, since) = (record.title, record.remit, record.state, record.since)
    }

    var cleaned: Cleaned<WorkingGroupFields> {
        Cleaned(self) { fields, check in
            fields.title = check.line("title", fields.title, limit: 150, isRequired: true)
            fields.remit = check.lines("remit", fields.remit, limit: 4_000)
            fields.since = check.date("since", fields.since)
            fields.area = check.line("area", fields.area, limit: 200)
        }
    }
}
