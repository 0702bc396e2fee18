import Domain
import Storage
import Web

@dynamicMemberLookup
struct ProgrammeRecord: Sendable, Hashable {
    let id: Programme.ID
    let fields: ProgrammeFields
    /// Of which it is a part: a work package of a project, a project of a network.
    let parent: Programme.ID?
    /// Whether strangers see what it is and who belongs to it.
    let hasPublicPage: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        fields = try ProgrammeFields(row)
        parent = try row.get("parent_id")
        hasPublicPage = try row.get("public_page")
    }

    subscript<Value>(dynamicMember path: KeyPath<ProgrammeFields, Value>) -> Value { fields[keyPath: path] }
}

/// An event as a list shows it.
struct EventSummary: Sendable, Hashable {
    let id: Event.ID
    let kind: String
    let title: String
    let startsOn: String
    let endsOn: String
    let place: String
    let marking: String
    let people: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        kind = try row.get("kind")
        title = try row.get("title")
        startsOn = try row.get("starts_on")
        endsOn = try row.get("ends_on")
        place = try row.get("place")
        marking = try row.get("marking")
        people = try row.get("people")
    }
}

extension EventSummary {
    /// Markings of what is for named people alone: who has no part in such an event is not told that it is there.
    static let forNamed: Set<String> = ["RED", "AMBER+STRICT"]
}

/// The SQL of programmes, their organisers, and what they show of their events.
struct ProgrammeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func programme(_ id: Programme.ID) throws -> ProgrammeRecord {
        guard let row = try reading.first("SELECT * FROM programme WHERE id = \(id)") else { throw Refusal.notFound }
        return try ProgrammeRecord(row)
    }

    /// A programme and its work packages, and theirs.
    func withThoseBelow(_ programme: Programme.ID) throws -> [Programme.ID] {
        try reading.all(
            """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM programme WHERE id = \(programme)
                UNION SELECT c.id FROM programme c JOIN below b ON c.parent_id = b.id)
            SELECT id FROM below ORDER BY id
            """
        ).map { try $0.get("id") }
    }

    /// Those that an account sees (``Permission/seeProgramme``).
    func programmes(of account: Visitor.AccountSession) throws -> [ProgrammeRecord] {
        let seen = try SeenProgrammesStore(reading).programmes(of: account).seen
        return try programmes(seen.sorted())
    }

    func all() throws -> [ProgrammeRecord] {
        try reading.all("SELECT * FROM programme ORDER BY title, id").map(ProgrammeRecord.init)
    }

    /// By title.
    func programmes(_ ids: [Programme.ID]) throws -> [ProgrammeRecord] {
        try reading.all("SELECT * FROM programme WHERE id IN \(in: ids) ORDER BY title, id").map(ProgrammeRecord.init)
    }

    /// By start.
    func events(of programme: Programme.ID) throws -> [EventSummary] {
        try reading.all(
            """
            SELECT e.*, (SELECT COUNT(*) FROM participant p WHERE p.event_id = e.id AND p.state IN ('invited', 'present')) AS people
            FROM event e WHERE e.programme_id = \(programme) AND \(WritingRoom.isMeeting) ORDER BY e.starts_on, e.title, e.id
            """
        ).map(EventSummary.init)
    }

    /// Those of which somebody who sees the programme is told.
    func events(of programme: Programme.ID, seenBy visitor: Visitor) throws -> [EventSummary] {
        let all = try events(of: programme)
        guard let account = visitor.account else { return [] }
        guard all.contains(where: { EventSummary.forNamed.contains($0.marking) }),
            try !SeenProgrammesStore(reading).organises(visitor, programme)
        else { return all }
        let own = try events(of: programme, with: account.id)
        return all.filter { own.contains($0.id) || !EventSummary.forNamed.contains($0.marking) }
    }

    func organisers(of programme: Programme.ID) throws -> [(id: Account.ID, name: String, email: String)] {
        try reading.all(
            """
            SELECT a.id, a.name, a.email FROM programme_organiser o JOIN account a ON a.id = o.account_id
            WHERE o.programme_id = \(programme) ORDER BY a.name, a.id
            """
        ).map { (try $0.get("id"), try $0.get("name"), try $0.get("email")) }
    }

    /// Who is invited to the programme's events: each person once, with the number of events.
    /// - Parameter events: those of the programme that count; all of them by default.
    func people(of programme: Programme.ID, at events: Set<Event.ID>? = nil, limit: Int) throws
        -> [(name: String, organisation: String, country: String?, sector: String?, person: Person.ID?, events: Int)]
    {
        let only: SQL = if let events { "AND e.id IN \(in: events.sorted())" } else { "" }
        return try reading.all(
            """
            SELECT MAX(p.name) AS name, MAX(p.organisation) AS organisation, MAX(p.country) AS country, MAX(p.sector) AS sector,
                MAX(p.person_id) AS person_id, COUNT(DISTINCT p.event_id) AS events
            FROM participant p JOIN event e ON e.id = p.event_id
            WHERE e.programme_id = \(programme) AND p.state IN ('invited', 'present') AND \(WritingRoom.isMeeting) \(only)
            GROUP BY COALESCE(p.person_id, p.id) ORDER BY COALESCE(MAX(p.country), ''), MAX(p.name), MAX(p.id) LIMIT \(limit)
            """
        ).map {
            (
                try $0.get("name"), try $0.get("organisation"), try $0.get("country"), try $0.get("sector"),
                try $0.get("person_id"), try $0.get("events")
            )
        }
    }

    /// Entries of the journal by scope and kind, with their number; the latest first.
    func news(in scopes: [String], kinds: [String], since: Int64) throws -> [(scope: String, kind: String, count: Int)]
    {
        guard !scopes.isEmpty, !kinds.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT scope, kind, COUNT(*) AS number, MAX(time) AS latest FROM journal
            WHERE scope IN \(in: scopes) AND kind IN \(in: kinds) AND time >= \(since)
            GROUP BY scope, kind ORDER BY MAX(time) DESC, scope, kind
            """
        ).map { (try $0.get("scope"), try $0.get("kind"), try $0.get("number")) }
    }

    /// Events of the programme in which the account has a role of its own.
    func events(of programme: Programme.ID, with account: Account.ID) throws -> Set<Event.ID> {
        Set(
            try reading.all(
                """
                SELECT p.event_id FROM participant p JOIN event e ON e.id = p.event_id
                WHERE e.programme_id = \(programme) AND p.account_id = \(account) AND p.state <> 'removed'
                """
            ).map { try $0.get("event_id") })
    }

    /// How many different people are invited to the programme's events, whether they came or not.
    func countPeople(of programme: Programme.ID) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(DISTINCT COALESCE(p.person_id, p.id)) FROM participant p JOIN event e ON e.id = p.event_id
            WHERE e.programme_id = \(programme) AND p.state IN ('invited', 'present') AND \(WritingRoom.isMeeting)
            """) ?? 0
    }

    /// Those who were taken out of an event, last first, so that it can be undone.
    func removedParticipants(of event: Event.ID) throws -> [ParticipantRecord] {
        try reading.all(
            """
            SELECT * FROM participant WHERE event_id = \(event) AND state = 'removed' AND joined_into IS NULL
            ORDER BY name, id LIMIT 200
            """
        ).map(ParticipantRecord.init)
    }

    func event(of participant: Participant.ID) throws -> Event.ID? {
        try reading.first("SELECT event_id FROM participant WHERE id = \(participant)")?.get("event_id")
    }

    func account(email: String) throws -> (id: Account.ID, name: String)? {
        try reading.first("SELECT id, name FROM account WHERE email = \(email) AND disabled_at IS NULL").map {
            (try $0.get("id"), try $0.get("name"))
        }
    }

    /// Its parts, by title.
    func parts(of programme: Programme.ID) throws -> [ProgrammeRecord] {
        try reading.all("SELECT * FROM programme WHERE parent_id = \(programme) ORDER BY title, id").map(
            ProgrammeRecord.init)
    }

    func setParent(_ parent: Programme.ID?, of id: Programme.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE programme SET parent_id = \(parent) WHERE id = \(id)")
    }

    func setPublicPage(_ isPublic: Bool, of id: Programme.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE programme SET public_page = \(isPublic) WHERE id = \(id)")
    }

    func insert(_ id: Programme.ID, _ fields: ProgrammeFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO programme (id, \(ProgrammeFields.columns), created_at) VALUES (\(id), \(fields.columnValues), \(now))
            """)
    }

    func update(_ id: Programme.ID, _ fields: ProgrammeFields, _ tx: Transaction) throws {
        try tx.execute("UPDATE programme SET \(fields.assignments) WHERE id = \(id)")
    }

    func insertOrganiser(_ account: Account.ID, of id: Programme.ID, _ tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO programme_organiser (programme_id, account_id) VALUES (\(id), \(account)) ON CONFLICT DO NOTHING"
        )
    }

    func deleteOrganiser(_ account: Account.ID, of id: Programme.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM programme_organiser WHERE programme_id = \(id) AND account_id = \(account)")
    }
}
