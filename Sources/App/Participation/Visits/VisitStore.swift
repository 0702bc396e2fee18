import Domain
import Storage
import Web

/// The SQL of visits and their stops.
struct VisitStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// As at the beginning, where nothing was told yet.
    func visit(of event: Event.ID) throws -> StudyVisitRecord {
        try reading.first("SELECT * FROM study_visit WHERE event_id = \(event)").map(StudyVisitRecord.init)
            ?? StudyVisitRecord()
    }

    /// Visits that take place, are not over on a day, and whose hosts ask something of who comes.
    func asking(from day: String) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT v.event_id FROM study_visit v JOIN event e ON e.id = v.event_id
            WHERE e.standing = 'planned' AND e.ends_on >= \(day) AND v.asks <> '[]' ORDER BY v.event_id
            """
        ).map { try $0.get("event_id") }
    }

    static func keep(
        _ event: Event.ID, _ fields: StudyVisitFields, _ asks: [AccessAsk], host: Organisation.ID?, now: Int64,
        _ tx: Transaction
    ) throws {
        let codes = try JSONCoding.text(asks.map(\.rawValue))
        try tx.execute(
            """
            INSERT INTO study_visit (event_id, organisation_id, \(StudyVisitFields.columns), asks, changed_at)
            VALUES (\(event), \(host), \(fields.columnValues), \(codes), \(now))
            ON CONFLICT (event_id) DO UPDATE SET organisation_id = excluded.organisation_id, \(fields.assignments),
                asks = excluded.asks, changed_at = excluded.changed_at
            """)
    }

    static func moveDue(_ event: Event.ID, to day: String, _ tx: Transaction) throws {
        try tx.execute("UPDATE study_visit SET list_due = \(day) WHERE event_id = \(event)")
    }

    // MARK: Stops

    private var select: SQL {
        """
        SELECT s.*, (SELECT COUNT(*) FROM stop_question q WHERE q.stop_id = s.id) AS questions,
            (SELECT COUNT(*) FROM stop_observation o WHERE o.stop_id = s.id) AS observations
        FROM visit_stop s
        """
    }

    /// As they follow each other.
    func stops(of event: Event.ID) throws -> [StopRecord] {
        try reading.all("\(select) WHERE s.event_id = \(event) ORDER BY s.day, s.starts, s.title, s.id").map(
            StopRecord.init)
    }

    func stops(of events: [Event.ID]) throws -> [StopRecord] {
        guard !events.isEmpty else { return [] }
        return try reading.all("\(select) WHERE s.event_id IN \(in: events) ORDER BY s.event_id, s.day, s.id").map(
            StopRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func stop(_ id: VisitStop.ID, of event: Event.ID) throws -> StopRecord {
        guard let row = try reading.first("\(select) WHERE s.id = \(id) AND s.event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try StopRecord(row)
    }

    static func insert(_ id: VisitStop.ID, in event: Event.ID, _ fields: StopFields, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO visit_stop (id, event_id, \(StopFields.columns), created_at, changed_at)
            VALUES (\(id), \(event), \(fields.columnValues), \(now), \(now))
            """)
    }

    static func update(_ id: VisitStop.ID, _ fields: StopFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE visit_stop SET \(fields.assignments), changed_at = \(now) WHERE id = \(id)")
    }

    static func setDay(_ id: VisitStop.ID, _ day: String, _ tx: Transaction) throws {
        try tx.execute("UPDATE visit_stop SET day = \(day) WHERE id = \(id)")
    }

    static func setBlock(_ id: VisitStop.ID, _ block: AgendaBlock.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE visit_stop SET block_id = \(block) WHERE id = \(id)")
    }

    static func remove(_ id: VisitStop.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM visit_stop WHERE id = \(id)")
    }
}

/// The SQL of what people tell for the list of who may enter.
struct AccessStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func told(_ registration: Registration.ID) throws -> AccessFields? {
        try reading.first("SELECT * FROM visit_access WHERE registration_id = \(registration)").map {
            try AccessFields($0)
        }
    }

    func told(of event: Event.ID) throws -> [Registration.ID: AccessFields] {
        let rows = try reading.all("SELECT * FROM visit_access WHERE event_id = \(event)")
        return try Dictionary(rows.map { (try $0.get("registration_id"), try AccessFields($0)) }) { first, _ in first }
    }

    static func store(_ traveller: Traveller, _ fields: AccessFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO visit_access (registration_id, event_id, participant_id, \(AccessFields.columns), told_at)
            VALUES (\(traveller.id), \(traveller.event), \(traveller.participant), \(fields.columnValues), \(now))
            ON CONFLICT (registration_id) DO UPDATE SET \(fields.assignments), told_at = excluded.told_at
            """)
    }

    static func remove(_ registration: Registration.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM visit_access WHERE registration_id = \(registration)")
    }

    // MARK: What went out

    struct Sending: Sendable {
        let sender: String?
        let format: String
        let people: Int
        let at: Int64
    }

    /// The latest first.
    func sendings(of event: Event.ID) throws -> [Sending] {
        try reading.all("SELECT * FROM visit_sending WHERE event_id = \(event) ORDER BY sent_at DESC, id DESC LIMIT 50")
            .map {
                Sending(
                    sender: try $0.get("sent_by"), format: try $0.get("format"), people: try $0.get("people"),
                    at: try $0.moment("sent_at") ?? 0)
            }
    }

    static func note(_ event: Event.ID, format: String, people: Int, _ work: Work) throws {
        let id = work.environment.id(Identifier<Sending>.self).description
        try work.tx.execute(
            """
            INSERT INTO visit_sending (id, event_id, sent_by, format, people, sent_at)
            VALUES (\(id), \(event), \(work.actor), \(format), \(people), \(work.now))
            """)
    }

    // MARK: What goes on its day

    /// Events whose day is past where they are, or whose names are gone.
    func due(at now: Int64) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT e.id, e.ends_on, e.time_zone, e.names_erased_at, v.list_due FROM event e
            LEFT JOIN study_visit v ON v.event_id = e.id WHERE e.id IN (SELECT event_id FROM visit_access)
            """
        ).filter { row in
            if try row.moment("names_erased_at") != nil { return true }
            let due = try row.get("list_due", as: String?.self) ?? ""
            let last = StudyVisitRecord.lastDay(due, end: try row.get("ends_on"))
            return last < CalendarDate.today(now, timeZone: try row.get("time_zone", as: String.self))
        }.map { try $0.get("id") }
    }

    static func forget(_ event: Event.ID, _ tx: Transaction) throws -> Int {
        try tx.change("DELETE FROM visit_access WHERE event_id = \(event)")
    }

    private static let left: SQL =
        "registration_id IN (SELECT id FROM registration WHERE state <> 'complete')"

    /// Of those who do not come any more.
    func hasLeft() throws -> Bool {
        try reading.first("SELECT registration_id FROM visit_access WHERE \(Self.left) LIMIT 1") != nil
    }

    static func forgetLeft(_ tx: Transaction) throws { try tx.execute("DELETE FROM visit_access WHERE \(left)") }
}
