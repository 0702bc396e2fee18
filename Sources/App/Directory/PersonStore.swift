import Domain
import Storage
import Web

// lint: tables event, participant because a person’s page names the events that they sit in.

/// A person of the directory as stored.
struct PersonRecord: Sendable, Hashable {
    let id: Person.ID
    var fields: PersonFields
    var organisation: Organisation.ID?
    let visibleTo: VisibleTo
    let createdAt: Int64
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        organisation = try row.get("organisation_id")
        visibleTo = VisibleTo(rawValue: try row.get("visible_to")) ?? .nobody
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
        fields = PersonFields(
            givenName: try row.get("given_name"), familyName: try row.get("family_name"), email: try row.get("email"),
            country: try row.get("country"), sector: try row.get("sector"),
            organisation: try row.get("organisation_name", as: String?.self) ?? "",
            languages: try JSONCoding.value(try row.get("languages")),
            expertise: try JSONCoding.value(try row.get("expertise")), note: try row.get("note"))
    }
}

@dynamicMemberLookup
struct OrganisationRecord: Sendable, Hashable {
    let id: Organisation.ID
    let fields: OrganisationFields
    let people: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        fields = try OrganisationFields(row)
        people = try row.get("people")
    }

    subscript<Value>(dynamicMember path: KeyPath<OrganisationFields, Value>) -> Value { fields[keyPath: path] }
}

/// What a list of people is narrowed to.
struct PersonFilter: Sendable, Hashable {
    var query = ""
    var country: String?
    var sector: String?
    var organisation: Organisation.ID?

    var isEmpty: Bool { query.isEmpty && country == nil && sector == nil && organisation == nil }
}

/// The SQL of people and organisations, whoever asks: what is shown to somebody comes from ``SightStore``.
struct PersonStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    static let select: SQL = """
        SELECT p.*, o.name AS organisation_name FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
        """

    // MARK: People

    func person(_ id: Person.ID) throws -> PersonRecord {
        guard let row = try reading.first("\(Self.select) WHERE p.id = \(id)") else { throw Refusal.notFound }
        return try PersonRecord(row)
    }

    /// What is searched of people, whoever asks. Not the e-mail: it is found in the directory, by who sees it.
    /// All in one column: with thousands of people it is the reading of columns that takes the time.
    /// - Parameter ids: a few; nothing for everybody.
    func toSearch(_ ids: [Person.ID]?) throws -> [SearchStored] {
        let some: SQL = ids.map { "WHERE p.id IN \(in: $0)" } ?? ""
        return try reading.all(
            """
            SELECT p.id, p.given_name || '\u{1F}' || p.family_name || '\u{1F}' || COALESCE(p.country, '') || '\u{1F}'
                || COALESCE(p.sector, '') || '\u{1F}' || COALESCE(o.name, '') || '\u{1F}' || p.expertise || '\u{1F}' || p.note AS words
            FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id \(some)
            """
        ).map { SearchStored(id: try $0.get(at: 0), words: try $0.get(at: 1)) }
    }

    func person(email: String) throws -> PersonRecord? {
        try reading.first("\(Self.select) WHERE p.email = \(email)").map(PersonRecord.init)
    }

    /// Those of them that there are.
    func people(_ ids: [Person.ID]) throws -> [PersonRecord] {
        var found: [PersonRecord] = []
        for start in stride(from: 0, to: ids.count, by: 1_000) {
            let some = ids[start..<min(start + 1_000, ids.count)]
            found += try reading.all("\(Self.select) WHERE p.id IN \(in: some)").map(PersonRecord.init)
        }
        return found
    }

    /// Those with the same name, in the same country or with none recorded.
    func people(nameKey: String, country: String?) throws -> [PersonRecord] {
        try reading.all(
            """
            \(Self.select) WHERE p.name_key = \(nameKey) AND (p.country = \(country) OR p.country IS NULL OR \(country) IS NULL)
            ORDER BY p.created_at, p.id
            """
        ).map(PersonRecord.init)
    }

    /// Everybody, for comparing with a file.
    func everybody() throws -> [PersonRecord] {
        try reading.all("\(Self.select) ORDER BY p.sort_key, p.id").map(PersonRecord.init)
    }

    enum PersonColumn: String { case country, sector }

    typealias Seated = (id: Event.ID, title: String, startsOn: String, role: Role)

    /// Where a person has a seat, newest event first.
    func events(of person: Person.ID) throws -> [Seated] {
        try reading.all(
            """
            SELECT e.id, e.title, e.starts_on, s.role FROM participant s JOIN event e ON e.id = s.event_id
            WHERE s.person_id = \(person) AND s.state <> 'removed' AND \(WritingRoom.isMeeting) ORDER BY e.starts_on DESC, e.id
            """
        ).map { (try $0.get("id"), try $0.get("title"), try $0.get("starts_on"), try $0.get("role")) }
    }

    // MARK: Organisations

    func organisationName(_ id: Organisation.ID) throws -> String? {
        try reading.value("SELECT name FROM organisation WHERE id = \(id)", as: String.self)
    }

    func country(of id: Organisation.ID) throws -> String? {
        try reading.first("SELECT country FROM organisation WHERE id = \(id)")?.get("country", as: String?.self) ?? nil
    }

    /// The organisation of that name in that country, or one whose country nobody has said.
    func organisation(named name: String, country: String?) throws -> Organisation.ID? {
        try reading.first(
            """
            SELECT id FROM organisation
            WHERE name_key = \(Folded.text(name)) AND (country = \(country) OR country IS NULL OR \(country) IS NULL)
            ORDER BY CASE WHEN country = \(country) THEN 0 ELSE 1 END, created_at, id LIMIT 1
            """)?.get("id")
    }

    /// Every organisation as `folded name|country`, for comparing with a file.
    func organisationKeys() throws -> Set<String> {
        Set(
            try reading.all("SELECT name_key, country FROM organisation").map {
                "\(try $0.get("name_key", as: String.self))|\(try $0.get("country", as: String?.self) ?? "")"
            })
    }

    /// For the suggestions of a form.
    func organisationNames(limit: Int) throws -> [String] {
        try reading.all("SELECT DISTINCT name FROM organisation ORDER BY name LIMIT \(limit)").map {
            try $0.get("name")
        }
    }

    // MARK: What may be named

    func countryCodes() throws -> Set<String> {
        Set(try reading.all("SELECT code FROM country").map { try $0.get("code", as: String.self) })
    }

    /// - Parameter retired: whether sectors that are no longer offered count.
    func sectorCodes(retired: Bool = false) throws -> Set<String> {
        let filter: SQL = retired ? "" : "WHERE retired_at IS NULL"
        return Set(try reading.all("SELECT code FROM sector \(filter)").map { try $0.get("code", as: String.self) })
    }
}

// MARK: Writing

extension PersonStore {
    func insert(_ id: Person.ID, _ fields: PersonFields, organisation: Organisation.ID?, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, country, sector, organisation_id, languages,
                expertise, note, created_at, changed_at)
            VALUES (\(id), \(fields.nameKey), \(fields.sortKey), \(fields.searchText), \(fields.givenName), \(fields.familyName), \(fields.email),
                \(fields.country), \(fields.sector), \(organisation), \(try JSONCoding.text(fields.languages)),
                \(try JSONCoding.text(fields.expertise)), \(fields.note), \(now), \(now))
            """)
    }

    func update(_ id: Person.ID, _ fields: PersonFields, organisation: Organisation.ID?, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE person SET name_key = \(fields.nameKey), sort_key = \(fields.sortKey), search = \(fields.searchText), given_name = \(fields.givenName),
                family_name = \(fields.familyName), email = \(fields.email), country = \(fields.country), sector = \(fields.sector),
                email_changed_at = CASE WHEN COALESCE(email, '') = \(fields.email ?? "") THEN email_changed_at ELSE \(now) END,
                organisation_id = \(organisation), languages = \(try JSONCoding.text(fields.languages)),
                expertise = \(try JSONCoding.text(fields.expertise)), note = \(fields.note), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Whose organisers entered the address that is kept now.
    /// - Parameter others: who knew the one of before knows this one too.
    func setAddressKnown(
        _ id: Person.ID, to programmes: Set<Programme.ID>, others: Bool = false, now: Int64, _ tx: Transaction
    )
        throws
    {
        if !others { try tx.execute("DELETE FROM known_address WHERE person_id = \(id)") }
        for programme in programmes {
            try tx.execute(
                """
                INSERT INTO known_address (person_id, programme_id, known_at) VALUES (\(id), \(programme), \(now))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Before an administrator's correction: who knew the old address learns the new one only where the person sits in an event of theirs.
    func forgetAddressWhereNoSeat(_ id: Person.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM known_address WHERE person_id = \(id) AND programme_id NOT IN
                (SELECT e.programme_id FROM participant p JOIN event e ON e.id = p.event_id
                 WHERE p.person_id = \(id) AND p.state <> 'removed')
            """)
    }

    func insert(_ id: Organisation.ID, _ fields: OrganisationFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO organisation (id, \(OrganisationFields.columns), name_key, created_at)
            VALUES (\(id), \(fields.columnValues), \(Folded.text(fields.name)), \(now))
            """)
    }

    func update(_ id: Organisation.ID, _ fields: OrganisationFields, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE organisation SET \(fields.assignments), name_key = \(Folded.text(fields.name)) WHERE id = \(id)")
    }

    func set(_ choice: VisibleTo, of id: Person.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE person SET visible_to = \(choice.rawValue) WHERE id = \(id)")
    }
}
