import Domain
import Storage
import Web

/// A route as stored, with its steps.
@dynamicMemberLookup
struct InformationRouteRecord: SharedRecord, Hashable {
    static let subject = RecordSubject.Kind.route

    let id: InformationRoute.ID
    let programme: Programme.ID
    /// ISO 3166-1 alpha-2.
    let country: String
    let fields: InformationRouteFields
    let marking: String
    let createdBy: String?
    let changedAt: Int64
    let retiredAt: Int64?
    var steps: [RouteStep] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        country = try row.get("country")
        fields = try InformationRouteFields(row)
        marking = try row.get("marking")
        createdBy = try row.get("created_by")
        changedAt = try row.get("changed_at")
        retiredAt = try row.get("retired_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<InformationRouteFields, Value>) -> Value { fields[keyPath: path] }

    var recordID: String { id.description }
    var originators: Set<MemberRef> { [.country(country)] }
}

/// The SQL of information routes.
struct InformationRouteStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By what is told, then by country; without retired ones.
    func routes(of programme: Programme.ID) throws -> [InformationRouteRecord] {
        try read("programme_id = \(programme) AND retired_at IS NULL")
    }

    /// Those that were taken away.
    func retired(of programme: Programme.ID) throws -> [InformationRouteRecord] {
        try read("programme_id = \(programme) AND retired_at IS NOT NULL")
    }

    func routes(_ ids: [InformationRoute.ID]) throws -> [InformationRouteRecord] { try read("id IN \(in: ids)") }

    /// - Throws: ``Refusal/notFound``.
    func route(_ id: InformationRoute.ID) throws -> InformationRouteRecord {
        guard let found = try read("id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    func sent(_ programme: Programme.ID, key: String) throws -> InformationRouteRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM information_route WHERE programme_id = \(programme)") ?? 0
    }

    private func read(_ condition: SQL) throws -> [InformationRouteRecord] {
        var routes = try reading.all(
            "SELECT * FROM information_route WHERE \(condition) ORDER BY title, country, id"
        ).map(InformationRouteRecord.init)
        let rows = try reading.all(
            """
            SELECT route_id, teller, told, means, minutes FROM route_step
            WHERE route_id IN \(in: routes.map(\.id)) ORDER BY route_id, position
            """)
        var steps: [InformationRoute.ID: [RouteStep]] = [:]
        for row in rows {
            steps[try row.get("route_id"), default: []].append(
                RouteStep(
                    teller: try row.get("teller"), told: try row.get("told"), means: try row.get("means"),
                    minutes: try row.get("minutes")))
        }
        for index in routes.indices { routes[index].steps = steps[routes[index].id, default: []] }
        return routes
    }

    static func insert(
        _ id: InformationRoute.ID, _ fields: InformationRouteFields, _ country: String, _ marking: String,
        in programme: Programme.ID, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO information_route (id, programme_id, country, \(InformationRouteFields.columns), marking, created_by, created_at,
                changed_at, key)
            VALUES (\(id), \(programme), \(country), \(fields.columnValues), \(marking), \(work.actor), \(work.now), \(work.now),
                \(key))
            """)
    }

    static func update(_ id: InformationRoute.ID, _ fields: InformationRouteFields, _ marking: String, _ work: Work)
        throws
    {
        try work.tx.execute(
            """
            UPDATE information_route SET \(fields.assignments), marking = \(marking), changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func retire(_ id: InformationRoute.ID, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE information_route SET retired_at = \(work.now), changed_at = \(work.now) WHERE id = \(id)")
    }

    /// In place of those that it had.
    static func set(_ steps: [RouteStep], of id: InformationRoute.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM route_step WHERE route_id = \(id)")
        for (index, step) in steps.enumerated() {
            try tx.execute(
                """
                INSERT INTO route_step (route_id, position, teller, told, means, minutes)
                VALUES (\(id), \(index + 1), \(step.teller), \(step.told), \(step.means), \(step.minutes))
                """)
        }
    }
}
