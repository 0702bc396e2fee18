import Domain
import Storage
import Web

/// The SQL of requests for experts, and of who is on their lists.
struct ExpertRequestStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Requests

    /// - Throws: ``Refusal/notFound``.
    func request(_ id: ExpertRequest.ID) throws -> ExpertRequestRecord {
        guard let row = try reading.first("SELECT * FROM expert_request WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try ExpertRequestRecord(row)
    }

    /// The newest first: those of these programmes, and those that this account made.
    func requests(in programmes: Set<Programme.ID>, madeBy actor: String?) throws -> [ExpertRequestRecord] {
        try reading.all(
            """
            SELECT * FROM expert_request WHERE programme_id IN \(in: programmes.sorted()) OR created_by = \(actor)
            ORDER BY created_at DESC, id DESC
            """
        ).map(ExpertRequestRecord.init)
    }

    func requests(_ ids: [ExpertRequest.ID]) throws -> [ExpertRequestRecord] {
        try reading.all("SELECT * FROM expert_request WHERE id IN \(in: ids)").map(ExpertRequestRecord.init)
    }

    func insert(
        _ id: ExpertRequest.ID, _ fields: ExpertRequestFields, in programme: Programme.ID, mandate: Mandate.ID?,
        by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO expert_request (id, programme_id, \(ExpertRequestFields.columns), state, mandate_id, created_by, created_at,
                changed_at)
            VALUES (\(id), \(programme), \(fields.columnValues), 'open', \(mandate), \(actor), \(now), \(now))
            """)
    }

    func set(_ state: ExpertRequestRecord.State, of id: ExpertRequest.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE expert_request SET state = \(state), changed_at = \(now) WHERE id = \(id)")
    }

    // MARK: Candidates

    /// - Throws: ``Refusal/notFound``.
    func candidate(_ id: ExpertCandidate.ID) throws -> ExpertCandidateRecord {
        guard let row = try reading.first("SELECT * FROM expert_candidate WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try ExpertCandidateRecord(row)
    }

    func candidates(of request: ExpertRequest.ID) throws -> [ExpertCandidateRecord] {
        try read("request_id = \(request)")
    }

    /// What somebody is asked, or was.
    func candidates(asking person: Person.ID) throws -> [ExpertCandidateRecord] {
        try read("person_id = \(person) AND passed_at IS NOT NULL")
    }

    /// What the focal points of these countries are asked, or were.
    func candidates(of countries: [String]) throws -> [ExpertCandidateRecord] {
        try read("country IN \(in: countries) AND state <> 'suggested'")
    }

    private func read(_ condition: SQL) throws -> [ExpertCandidateRecord] {
        try reading.all("SELECT * FROM expert_candidate WHERE \(condition) ORDER BY created_at, id").map(
            ExpertCandidateRecord.init)
    }

    /// - Returns: false where the person is on the list already.
    func insert(
        _ id: ExpertCandidate.ID, _ person: Person.ID, on request: ExpertRequest.ID, country: String?, why: String,
        now: Int64, _ tx: Transaction
    ) throws -> Bool {
        try tx.first(
            """
            INSERT INTO expert_candidate (id, request_id, person_id, country, state, why, asked_at, passed_at, answered_at, answered_by,
                mandate_id, note, created_at)
            VALUES (\(id), \(request), \(person), \(country), 'suggested', \(why), NULL, NULL, NULL, NULL, NULL, '', \(now))
            ON CONFLICT (request_id, person_id) DO NOTHING RETURNING id
            """) != nil
    }

    func remove(_ id: ExpertCandidate.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM expert_candidate WHERE id = \(id)")
    }

    /// - Parameter passes: whether the person is asked at once.
    func ask(_ id: ExpertCandidate.ID, country: String?, passes: Bool, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE expert_candidate SET state = 'asked', country = \(country), asked_at = \(now),
                passed_at = \(passes ? now : nil), answered_at = NULL WHERE id = \(id)
            """)
    }

    func pass(_ id: ExpertCandidate.ID, note: String, mandate: Mandate.ID?, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE expert_candidate SET passed_at = \(now), note = \(note), mandate_id = \(mandate) WHERE id = \(id)
            """)
    }

    func answer(
        _ id: ExpertCandidate.ID, _ state: ExpertCandidateRecord.State, note: String, mandate: Mandate.ID?,
        by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE expert_candidate SET state = \(state), note = \(note), answered_at = \(now), answered_by = \(actor),
                mandate_id = COALESCE(\(mandate), mandate_id), passed_at = COALESCE(passed_at, \(now)) WHERE id = \(id)
            """)
    }

    /// Who is asked, or has agreed, for days that overlap with these; nobody where no days are told.
    func asked(from first: String, to last: String) throws -> Set<Person.ID> {
        guard !first.isEmpty || !last.isEmpty else { return [] }
        let (from, to) = (first.isEmpty ? last : first, last.isEmpty ? first : last)
        let rows = try reading.all(
            """
            SELECT c.person_id FROM expert_candidate c JOIN expert_request r ON r.id = c.request_id
            WHERE c.person_id IS NOT NULL AND c.state IN ('asked', 'agreed') AND r.state <> 'closed' AND r.starts_on <> ''
                AND r.starts_on <= \(to) AND CASE WHEN r.ends_on = '' THEN r.starts_on ELSE r.ends_on END >= \(from)
            """)
        return Set(try rows.map { try $0.get("person_id", as: Person.ID.self) })
    }
}
