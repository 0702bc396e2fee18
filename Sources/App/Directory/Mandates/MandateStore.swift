import Domain
import Storage
import Web

// lint: tables programme because a mandate may hold in one programme only, and the register names it.

/// A mandate as stored.
struct MandateRecord: Sendable, Hashable {
    enum State: String, Sendable, Codable, SQLBindable, SQLDecodable {
        /// Until who may has confirmed it, it gives nothing.
        case proposed
        case active, suspended
        /// Proposed, and never confirmed.
        case ended
    }

    let id: Mandate.ID
    let role: MandateRole
    let holder: MandateHolder
    /// Nothing is everywhere.
    let programme: Programme.ID?
    /// On whose behalf it is held in a working group, as it was when it was given.
    let country: String?
    /// Nothing where the person asked to be forgotten.
    let person: Person.ID?
    /// Dates; `until` is the first day on which it no longer holds, nothing while no end is set.
    let since: String
    var until: String?
    /// By when somebody says again that it is so.
    var reviewBy: String?
    var state: State
    let document: String
    let note: String

    init(_ row: Row) throws {
        id = try row.get("id")
        role = try row.get("role")
        let (kind, told): (String, String) = (try row.get("holder_kind"), try row.get("holder"))
        guard let holder = MandateHolder(kind: kind, told) else { throw Refusal.notFound }
        self.holder = holder
        programme = try row.get("programme_id")
        country = try row.get("country")
        person = try row.get("person_id")
        since = try row.get("since")
        until = try row.get("until")
        reviewBy = try row.get("review_by")
        state = State(rawValue: try row.get("state")) ?? .suspended
        document = try row.get("document")
        note = try row.get("note")
    }

    /// Nothing for a function or a kind of holder that is not known here: a later release wrote it.
    init?(known row: Row) throws {
        guard MandateRole(rawValue: try row.get("role")) != nil,
            MandateHolder(kind: try row.get("holder_kind"), try row.get("holder")) != nil
        else { return nil }
        try self.init(row)
    }

    /// The country for which it is held, or in whose name somebody is in a working group.
    var behalf: String? { holder.country ?? country }

    /// Whether it was ever given: a proposal is none yet.
    var isGiven: Bool { state == .active || state == .suspended }

    func holds(on day: String) -> Bool { isGiven && since <= day && day < (until ?? Self.never) }

    /// Whether it holds, or will once it is confirmed, on a day on or after this one.
    func lasts(from day: String) -> Bool {
        state != .ended && day < (until ?? Self.never) && since < (until ?? Self.never)
    }

    /// Whether there is a day on which both hold. - Parameter until: as ``until``.
    func overlaps(_ since: String, _ until: String?) -> Bool {
        isGiven && max(self.since, since) < min(self.until ?? Self.never, until ?? Self.never)
    }

    func isReviewDue(on day: String) -> Bool { holds(on: day) && reviewBy.map { $0 <= day } ?? false }

    private static let never = "9999-12-31"
}

/// The SQL of mandates.
struct MandateStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``.
    func mandate(_ id: Mandate.ID) throws -> MandateRecord {
        let row = try reading.first("SELECT * FROM mandate WHERE id = \(id)")
        guard let row, let mandate = try MandateRecord(known: row) else { throw Refusal.notFound }
        return mandate
    }

    /// Of what somebody sees: the latest first.
    /// - Parameter programmes: those that hold in one of these, and those that hold everywhere; nothing for all.
    func mandates(seenIn programmes: Set<Programme.ID>?) throws -> [MandateRecord] {
        try read("1 = 1").filter { mandate in
            mandate.programme.map { programmes?.contains($0) ?? true } ?? true
        }
    }

    /// Those that hold in this programme alone, and those that hold everywhere.
    func mandates(in programme: Programme.ID) throws -> [MandateRecord] {
        try read("programme_id IS NULL OR programme_id = \(programme)")
    }

    /// All that were ever held for this, everywhere and in each programme.
    func mandates(for holder: MandateHolder) throws -> [MandateRecord] {
        try read("holder_kind = \(holder.kind.rawValue) AND holder = \(holder.holder)")
    }

    /// Those held for a country, and in its name in working groups.
    func mandates(onBehalfOf country: String) throws -> [MandateRecord] {
        try read("(holder_kind = 'country' AND holder = \(country)) OR country = \(country)")
    }

    /// Of all working groups of a programme.
    func mandatesOfGroups(in programme: Programme.ID) throws -> [MandateRecord] {
        try read("holder_kind = \(MandateHolder.Kind.group.rawValue) AND programme_id = \(programme)")
    }

    /// What waits to be confirmed.
    func proposed() throws -> [MandateRecord] { try read("state = \(MandateRecord.State.proposed)") }

    func mandates(_ ids: [Mandate.ID]) throws -> [MandateRecord] { try read("id IN \(in: ids)") }

    func mandates(of person: Person.ID) throws -> [MandateRecord] { try read("person_id = \(person)") }

    private func read(_ condition: SQL) throws -> [MandateRecord] {
        try reading.all("SELECT * FROM mandate WHERE \(condition) ORDER BY since DESC, id DESC").compactMap {
            try MandateRecord(known: $0)
        }
    }

    func programmeTitles() throws -> [Programme.ID: String] {
        let rows = try reading.all("SELECT id, title FROM programme")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("id"), try $0.get("title")) })
    }

    func cityNames() throws -> [City.ID: String] { try cities().mapValues(\.name) }

    /// Each with its UN/LOCODE, where it has one.
    func cities() throws -> [City.ID: (name: String, code: String?)] {
        let rows = try reading.all("SELECT id, name, locode FROM city")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (try row.get("id", as: City.ID.self), (name: try row.get("name"), code: try row.get("locode")))
            })
    }

    /// Who entered each mandate, by the name of their account.
    func appointing() throws -> [Mandate.ID: String] {
        let rows = try reading.all(
            "SELECT m.id, a.name FROM mandate m JOIN account a ON m.appointed_by = 'account:' || a.id")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("id"), try $0.get("name")) })
    }

    /// Of organisations for which a mandate was ever held, and of those that belong to a programme.
    func organisationNames() throws -> [Organisation.ID: String] {
        let rows = try reading.all(
            """
            SELECT id, name FROM organisation WHERE id IN (SELECT holder FROM mandate WHERE holder_kind = 'organisation')
                OR id IN (SELECT ref FROM member WHERE kind = 'organisation')
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("id"), try $0.get("name")) })
    }

    /// Those of them whose account can sign in.
    func withAccount(_ people: [Person.ID]) throws -> Set<Person.ID> {
        let rows = try reading.all(
            "SELECT person_id FROM account WHERE person_id IN \(in: people) AND disabled_at IS NULL")
        return Set(try rows.map { try $0.get("person_id", as: Person.ID.self) })
    }

    func insert(
        _ id: Mandate.ID, _ fields: MandateFields, _ state: MandateRecord.State, person: Person.ID,
        holder: MandateHolder, country: String?, by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO mandate (id, role, holder_kind, holder, programme_id, country, person_id, since, until, review_by, state, appointed_by,
                document, note, created_at, changed_at)
            VALUES (\(id), \(fields.role), \(holder.kind.rawValue), \(holder.holder), \(fields.programme), \(country),
                \(person), \(fields.since), \(fields.until), \(fields.reviewBy), \(state), \(actor), \(fields.document), \(fields.note), \(now), \(now))
            """)
    }

    /// All but whose it is, and its state.
    func correct(
        _ id: Mandate.ID, _ fields: MandateFields, holder: MandateHolder, country: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE mandate SET role = \(fields.role), holder_kind = \(holder.kind.rawValue), holder = \(holder.holder),
                programme_id = \(fields.programme), country = \(country), since = \(fields.since), until = \(fields.until),
                review_by = \(fields.reviewBy), document = \(fields.document), note = \(fields.note), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    func end(_ id: Mandate.ID, until: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE mandate SET until = \(until), changed_at = \(now) WHERE id = \(id)")
    }

    /// What was proposed is given: as entered counts when it was, so that it is told like every appointment.
    func give(_ id: Mandate.ID, reviewBy: String?, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE mandate SET state = \(MandateRecord.State.active), review_by = \(reviewBy), created_at = \(now), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// What was proposed is not given, on no day: nothing keeps the person's entry because of it.
    func refuse(_ mandate: MandateRecord, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE mandate SET state = \(MandateRecord.State.ended), until = since, review_by = NULL, changed_at = \(now)
            WHERE id = \(mandate.id)
            """)
    }

    func set(_ state: MandateRecord.State, of id: Mandate.ID, reviewBy: String?, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE mandate SET state = \(state), review_by = \(reviewBy), changed_at = \(now) WHERE id = \(id)
            """)
    }
}
