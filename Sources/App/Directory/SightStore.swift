import Domain
import Storage
import Web

// lint: tables event, participant because who sits in one’s own events is seen: the rule stands as one statement, for lists and counts.

/// Through whose eyes people are read.
struct Viewer: Sendable {
    let visitor: Visitor
    let roster: Roster
    let now: Int64

    var isAdministrator: Bool { visitor.account?.isAdministrator ?? false }

    func sight(of person: PersonSight) -> Sight { mayRead(person, visitor, roster, now: now) }
}

/// A person as far as somebody sees them.
struct SeenPerson: Sendable {
    /// Without what is not seen.
    let person: PersonRecord
    let sight: Sight
    /// There is an e-mail, and it is not shown.
    let hidesEmail: Bool

    init?(_ stored: PersonRecord, _ sight: Sight) {
        guard sight.isNamed else { return nil }
        self.sight = sight
        hidesEmail = !sight.hasEmail && stored.fields.email != nil
        person = stored.seen(sight)
    }
}

extension PersonRecord {
    fileprivate func seen(_ sight: Sight) -> PersonRecord {
        var seen = self
        if !sight.hasEmail { seen.fields.email = nil }
        if !sight.hasProfile {
            seen.organisation = nil
            seen.fields = PersonFields(
                givenName: fields.givenName, familyName: fields.familyName, email: seen.fields.email,
                country: fields.country)
        }
        return seen
    }
}

/// What is searched of a person whom somebody sees.
struct SearchedPerson: Sendable {
    let id: Person.ID
    let name: String
    let organisation: String
    let country: String?
    let sector: String?
    let expertise: [String]
    let note: String

    /// - Parameter stored: as ``PersonStore/toSearch(_:)`` puts the words together.
    init(_ stored: SearchStored) throws {
        let parts = stored.words.split(separator: "\u{1F}", maxSplits: 6, omittingEmptySubsequences: false).map(
            String.init)
        guard let id = Person.ID(stored.id), parts.count == 7 else { throw Refusal.notFound }
        self.id = id
        name = parts[0...1].filter { !$0.isEmpty }.joined(separator: " ")
        country = parts[2].isEmpty ? nil : parts[2]
        sector = parts[3].isEmpty ? nil : parts[3]
        organisation = parts[4]
        expertise = parts[5] == "[]" ? [] : try JSONCoding.value(parts[5])
        note = parts[6]
    }
}

/// People and organisations as one visitor sees them. ``mayRead`` is the rule; here it also stands as SQL, for lists, searches and
/// counts, and nowhere else.
struct SightStore {
    let reading: any Reading
    let viewer: Viewer

    init(_ reading: any Reading, _ visit: Visit) throws {
        self.reading = reading
        viewer = Viewer(visitor: visit.visitor, roster: try Self.roster(of: visit.visitor, reading), now: visit.now)
    }

    static func roster(of visitor: Visitor, _ reading: any Reading) throws -> Roster {
        var roster = Roster()
        let account = visitor.account?.id
        if let account {
            let own = try reading.first("SELECT person_id FROM account WHERE id = \(account)")
            roster.person = try own?.get("person_id", as: Person.ID?.self) ?? nil
            roster.organisesProgrammes = try SeenProgrammesStore(reading).organised(by: account)
            let events = try reading.all(
                """
                SELECT e.id FROM event e WHERE e.programme_id IN \(in: roster.organisesProgrammes.sorted())
                    AND \(WritingRoom.isMeeting)
                UNION SELECT e.id FROM participant p JOIN event e ON e.id = p.event_id
                WHERE p.account_id = \(account) AND p.role = 'organiser' AND p.state <> 'removed' AND \(WritingRoom.isMeeting)
                """)
            roster.organises = Set(try events.map { try $0.get("id", as: Event.ID.self) })
            roster.programmes = roster.organisesProgrammes
        }
        try SightMandateStore.read(of: visitor, into: &roster, reading)
        let seat = visitor.seat.flatMap { $0.isApproved ? $0.id : nil }
        guard account != nil || seat != nil else { return roster }
        let programmes = try reading.all(
            """
            SELECT e.programme_id FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.account_id = \(account) AND p.state NOT IN ('removed', 'waiting') AND \(WritingRoom.isMeeting)
            UNION SELECT e.programme_id FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.id = \(seat) AND p.state NOT IN ('removed', 'waiting') AND \(WritingRoom.isMeeting)
            """)
        roster.programmes.formUnion(try programmes.map { try $0.get("programme_id", as: Programme.ID.self) })
        return roster
    }

    // MARK: The rule as SQL, of `person p`

    private var isOwn: SQL { viewer.visitor.account == nil ? "1 = 0" : "p.id = \(viewer.roster.person)" }

    private var sharesEvent: SQL {
        guard viewer.visitor.account != nil, !viewer.roster.organises.isEmpty else { return "1 = 0" }
        return """
            EXISTS (SELECT s.id FROM participant s WHERE s.person_id = p.id AND s.state <> 'removed'
                AND s.event_id IN \(in: viewer.roster.organises.sorted { $0.description < $1.description }))
            """
    }

    private var sharesProgramme: SQL {
        viewer.roster.programmes.isEmpty ? "1 = 0" : isIn(viewer.roster.programmes.sorted())
    }

    /// Whether the person is in one of these programmes: by a seat, or by a mandate of today.
    private func isIn(_ programmes: [Programme.ID]) -> SQL {
        """
        (EXISTS (SELECT s.id FROM participant s JOIN event e ON e.id = s.event_id WHERE s.person_id = p.id
            AND s.state <> 'removed' AND e.programme_id IN \(in: programmes) AND \(WritingRoom.isMeeting))
        OR \(SightMandateStore(now: viewer.now).isIn(programmes)))
        """
    }

    /// For whose country the visitor speaks, or whose secretariat they head: everywhere, or in a programme in which the person is.
    /// - Parameter isKnown: in one programme alone only of those whose address its organisers know.
    private func isOfCountry(
        _ countries: Set<String>, in programmes: [Programme.ID: Set<String>], isKnown: Bool = false
    ) -> SQL {
        guard viewer.visitor.account != nil else { return "1 = 0" }
        var ways: [SQL] = []
        if !countries.isEmpty { ways.append("p.country IN \(in: countries.sorted())") }
        for programme in programmes.keys.sorted() {
            guard let own = programmes[programme], !own.isEmpty else { continue }
            let known: SQL =
                !isKnown
                ? "1 = 1"
                : """
                EXISTS (SELECT n.person_id FROM known_address n WHERE n.person_id = p.id AND n.programme_id = \(programme))
                """
            ways.append("(p.country IN \(in: own.sorted()) AND \(known) AND \(isIn([programme])))")
        }
        guard !ways.isEmpty else { return "1 = 0" }
        return "(p.visible_to <> 'nobody' AND (\(ways.joined(" OR "))))"
    }

    private var isSeen: SQL {
        if viewer.isAdministrator { return "1 = 1" }
        let isOpen: SQL =
            viewer.roster.organisesAnything(viewer.visitor)
            ? "p.visible_to IN ('organisers', 'programme')" : "(p.visible_to = 'programme' AND \(sharesProgramme))"
        let roster = viewer.roster
        let isOfTheirs = isOfCountry(
            roster.countries.union(roster.headed),
            in: roster.countriesIn.merging(roster.headedIn) { one, other in one.union(other) })
        return "(\(isOpen) OR \(isOwn) OR \(sharesEvent) OR \(isOfTheirs))"
    }

    /// Of those whom ``isSeen`` finds.
    private var hasEmail: SQL {
        if viewer.isAdministrator { return "1 = 1" }
        guard viewer.visitor.account != nil else { return "1 = 0" }
        let programmes = viewer.roster.organisesProgrammes.sorted { $0.description < $1.description }
        let events = viewer.roster.organises.sorted { $0.description < $1.description }
        let isOfTheirs = isOfCountry(viewer.roster.countries, in: viewer.roster.countriesIn, isKnown: true)
        let isHeaded = isOfCountry(viewer.roster.headed, in: viewer.roster.headedIn, isKnown: true)
        let actsForCountry = SightMandateStore(now: viewer.now).actsForCountry
        return """
            (\(isOwn) OR \(isOfTheirs) OR (\(isHeaded) AND \(actsForCountry)) OR EXISTS (SELECT k.person_id FROM known_address k WHERE k.person_id = p.id
                AND (k.programme_id IN \(in: programmes)
                    OR EXISTS (SELECT s.id FROM participant s JOIN event e ON e.id = s.event_id WHERE s.person_id = p.id
                        AND s.state <> 'removed' AND e.programme_id = k.programme_id AND e.id IN \(in: events)))))
            """
    }

    // MARK: People

    /// - Throws: ``Refusal/notFound`` also for somebody whom the visitor may not see.
    func person(_ id: Person.ID) throws -> SeenPerson {
        let stored = try PersonStore(reading).person(id)
        guard let seen = try seen([stored]).first else { throw Refusal.notFound }
        return seen
    }

    /// - Throws: ``Refusal/notFound`` where the visitor may not see all that they would change.
    func personToKeep(_ id: Person.ID) throws -> SeenPerson {
        let seen = try person(id)
        guard seen.sight.hasProfile else { throw Refusal.notFound }
        return seen
    }

    /// Those of them whom the visitor sees, in the same order.
    func seen(_ people: [PersonRecord]) throws -> [SeenPerson] {
        let sights = try sights(of: people)
        return people.compactMap { person in sights[person.id].flatMap { SeenPerson(person, $0) } }
    }

    /// What ``mayRead`` asks of somebody, whoever wants to see them.
    func record(of person: PersonRecord) throws -> PersonSight {
        var records = [person.id: Self.blank(person)]
        try fill(&records, of: [person.id])
        return records[person.id] ?? Self.blank(person)
    }

    private static func blank(_ person: PersonRecord) -> PersonSight {
        PersonSight(
            id: person.id, visibleTo: person.visibleTo, hasAddress: person.fields.email != nil,
            country: person.fields.country)
    }

    func sights(of people: [PersonRecord]) throws -> [Person.ID: Sight] {
        var records: [Person.ID: PersonSight] = [:]
        for person in people { records[person.id] = Self.blank(person) }
        if !viewer.isAdministrator {
            for start in stride(from: 0, to: people.count, by: 1_000) {
                try fill(&records, of: people[start..<min(start + 1_000, people.count)].map(\.id))
            }
        }
        return records.mapValues { viewer.sight(of: $0) }
    }

    private func fill(_ records: inout [Person.ID: PersonSight], of some: [Person.ID]) throws {
        let known = try reading.all(
            "SELECT person_id, programme_id FROM known_address WHERE person_id IN \(in: some)")
        for row in known {
            records[try row.get("person_id", as: Person.ID.self)]?.addressKnownTo.insert(try row.get("programme_id"))
        }
        for (person, programmes) in try SightMandateStore(now: viewer.now).programmes(of: some, reading) {
            records[person]?.programmes.formUnion(programmes)
        }
        for person in try SightMandateStore(now: viewer.now).acting(of: some, reading) {
            records[person]?.actsForCountry = true
        }
        let seats = try reading.all(
            """
            SELECT s.person_id, s.event_id, s.state, e.programme_id FROM participant s JOIN event e ON e.id = s.event_id
            WHERE s.person_id IN \(in: some) AND \(WritingRoom.isMeeting)
            """)
        for seat in seats {
            let (person, event): (Person.ID, Event.ID) = (try seat.get("person_id"), try seat.get("event_id"))
            let programme: Programme.ID = try seat.get("programme_id")
            records[person]?.seatedBy.insert(programme)
            guard try seat.get("state", as: String.self) != "removed" else { continue }
            records[person]?.events.insert(event)
            records[person]?.programmes.insert(programme)
            if records[person]?.addressKnownTo.contains(programme) ?? false {
                records[person]?.addressKnownIn.insert(event)
            }
        }
    }

    /// Whose e-mail the visitor sees.
    func emailsShown(of people: Set<Person.ID>) throws -> Set<Person.ID> {
        let records = try PersonStore(reading).people(people.sorted { $0.description < $1.description })
        return Set(try sights(of: records).filter(\.value.hasEmail).keys)
    }

    /// By family name, `limit` at most.
    /// - Parameter after: the last person of the page before.
    func people(_ filter: PersonFilter, after: Person.ID? = nil, limit: Int) throws -> [PersonRecord] {
        var conditions = conditions(filter)
        if let after,
            let last = try reading.first("SELECT p.sort_key FROM person p WHERE p.id = \(after) AND \(isSeen)")
        {
            conditions.append("(p.sort_key, p.id) > (\(try last.get("sort_key", as: String.self)), \(after))")
        }
        let found = try reading.all(
            "\(PersonStore.select) WHERE \(conditions.joined(" AND ")) ORDER BY p.sort_key, p.id LIMIT \(limit)"
        ).map(PersonRecord.init)
        return try seen(found).map(\.person)
    }

    func count(_ filter: PersonFilter) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(*) FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
            WHERE \(conditions(filter).joined(" AND "))
            """) ?? 0
    }

    /// Nothing is found by an e-mail that is not shown: one could find it out letter by letter.
    private func conditions(_ filter: PersonFilter) -> [SQL] {
        var conditions: [SQL] = [isSeen]
        for word in filter.query.split(separator: " ").prefix(6) {
            let pattern = Folded.pattern(String(word))
            let text: SQL =
                viewer.isAdministrator ? "p.search" : "CASE WHEN \(hasEmail) THEN p.search ELSE p.sort_key END"
            conditions.append("(\(text) LIKE \(pattern) ESCAPE '\\' OR o.name_key LIKE \(pattern) ESCAPE '\\')")
        }
        if let country = filter.country { conditions.append("p.country = \(country)") }
        if let sector = filter.sector { conditions.append("p.sector = \(sector)") }
        if let organisation = filter.organisation { conditions.append("p.organisation_id = \(organisation)") }
        return conditions
    }

    /// Everybody whom the visitor sees.
    func peopleSeen() throws -> [Person.ID] {
        try reading.all("SELECT p.id FROM person p WHERE \(isSeen)").map { try $0.get(at: 0) }
    }

    /// Those whom the visitor sees of those who agreed to be found as experts.
    func experts() throws -> Set<Person.ID> {
        let rows = try reading.all(
            """
            SELECT p.id FROM profile f CROSS JOIN person p
            WHERE f.consent_at > 0 AND p.id = f.person_id AND p.visible_to <> 'nobody' AND \(isSeen)
            """)
        return Set(try rows.map { try $0.get("id", as: Person.ID.self) })
    }

    /// Those with the same name, in the same country or with none recorded.
    func people(nameKey: String, country: String?) throws -> [PersonRecord] {
        try seen(PersonStore(reading).people(nameKey: nameKey, country: country)).filter(\.sight.hasProfile).map(
            \.person)
    }

    /// The person with this e-mail, if the visitor keeps that entry.
    func person(email: String) throws -> PersonRecord? {
        guard let stored = try PersonStore(reading).person(email: email) else { return nil }
        return try seen([stored]).first { $0.sight.hasProfile }?.person
    }

    /// How many people each country, and each sector, has.
    func counts(by column: PersonStore.PersonColumn) throws -> [String: Int] {
        let name = SQL(verbatim: "p.\(column.rawValue)")
        let rows = try reading.all(
            """
            SELECT \(name) AS code, COUNT(*) AS n FROM person p WHERE \(name) IS NOT NULL AND \(isSeen) GROUP BY \(name)
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("code"), try $0.get("n")) })
    }

    /// Where a person has a seat, newest event first.
    func events(of seen: SeenPerson) throws -> [PersonStore.Seated] {
        try PersonStore(reading).events(of: seen.person.id).filter { seen.sight.events.contains($0.id) }
    }

    // MARK: Organisations, with the people that the visitor sees

    private var organisations: SQL {
        """
        SELECT o.*, (SELECT COUNT(*) FROM person p WHERE p.organisation_id = o.id AND \(isSeen)) AS people
        FROM organisation o
        """
    }

    func organisation(_ id: Organisation.ID) throws -> OrganisationRecord {
        guard let row = try reading.first("\(organisations) WHERE o.id = \(id)") else { throw Refusal.notFound }
        return try OrganisationRecord(row)
    }

    func organisationsToSearch() throws
        -> [(id: Organisation.ID, name: String, country: String?, sector: String?)]
    {
        try reading.all("SELECT id, name, country, sector FROM organisation").map {
            (try $0.get("id"), try $0.get("name"), try $0.get("country"), try $0.get("sector"))
        }
    }

    func organisations(query: String, country: String?, sector: String?, after: Organisation.ID?, limit: Int) throws
        -> [OrganisationRecord]
    {
        var conditions: [SQL] = ["1 = 1"]
        for word in query.split(separator: " ").prefix(6) {
            conditions.append("o.name_key LIKE \(Folded.pattern(String(word))) ESCAPE '\\'")
        }
        if let country { conditions.append("o.country = \(country)") }
        if let sector { conditions.append("o.sector = \(sector)") }
        if let after, let last = try reading.first("SELECT name_key FROM organisation WHERE id = \(after)") {
            conditions.append("(o.name_key, o.id) > (\(try last.get("name_key", as: String.self)), \(after))")
        }
        return try reading.all(
            "\(organisations) WHERE \(conditions.joined(" AND ")) ORDER BY o.name_key, o.id LIMIT \(limit)"
        ).map(OrganisationRecord.init)
    }
}
