import Domain
import Storage
import Web

/// A quota of an event as stored.
struct QuotaRecord: Sendable, Hashable {
    let id: Quota.ID
    var quota: SeatQuota
    /// Of a guarantee: its end, as the clock of the event's place shows it.
    var until: TypedTime?
    /// When those who wait were looked at after its end.
    var endedAt: Int64?

    init(_ id: Quota.ID, _ quota: SeatQuota, until: TypedTime?) {
        (self.id, self.quota, self.until) = (id, quota, until)
    }

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        if let local = try row.get("until_local", as: String?.self), let at = try row.moment("until_at") {
            until = TypedTime(local: local, at: at)
        }
        endedAt = try row.get("ended_at")
        quota = SeatQuota(
            label: try row.get("label"),
            kind: SeatQuota.Kind(rawValue: try row.get("kind", as: String.self)) ?? .cap,
            attribute: SeatAttribute(rawValue: try row.get("attribute", as: String.self)),
            values: try row.get("value", as: String?.self)?.split(separator: ";").map(String.init) ?? [],
            seats: min(max(0, try row.get("seats", as: Int.self)), SeatQuota.mostSeats),
            mode: try row.get("mode"), until: until?.at,
            exceptions: try JSONCoding.value(try row.get("exceptions", as: String.self)))
    }
}

/// What an allocation found, kept as it was: with the files from which anybody finds it again.
struct AllocationOutcome: Codable, Sendable, Hashable {
    /// The moment by which guarantees counted, epoch milliseconds.
    let at: Int64
    /// ``SeatFiles``.
    let requests: String
    let quotas: String
    let seated: String
    /// What `roundtable allocate` prints for them.
    let result: String
    /// In the order seated, and those who wait in their order: numbers of registrations.
    let seats: [String]
    let waiting: [Waiting]
    let staying: Int
    /// The number whose giving way lets more sit, and how many then sit.
    let hint: Hint?

    struct Waiting: Codable, Sendable, Hashable {
        let number: String
        /// The quotas that were full: the place in the list, and the value of an each-quota.
        let full: [Full]
    }

    struct Full: Codable, Sendable, Hashable {
        let quota: Int
        let value: String?
    }

    struct Hint: Codable, Sendable, Hashable {
        let number: String
        let seated: Int
    }
}

struct AllocationRecord: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case previewed, confirmed, discarded
    }

    let id: AllocationRun.ID
    let number: Int
    let madeAt: Int64
    /// SHA-256 of the files, in hex.
    let inputs: String
    let outcome: AllocationOutcome
    let state: State
    let decidedAt: Int64?

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        madeAt = try row.get("made_at")
        inputs = try row.get("inputs")
        outcome = try JSONCoding.value(try row.get("outcome", as: String.self))
        state = try row.get("state")
        decidedAt = try row.get("decided_at")
    }
}

/// The SQL of quotas, allocations and offers.
struct QuotaStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// In their order.
    func quotas(of event: Event.ID) throws -> [QuotaRecord] {
        try reading.all("SELECT * FROM quota WHERE event_id = \(event) ORDER BY position, id").map(QuotaRecord.init)
    }

    /// Writes the whole list in its order; what is not in it goes.
    static func keep(_ quotas: [QuotaRecord], of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM quota WHERE event_id = \(event)")
        for (index, record) in quotas.enumerated() {
            let quota = record.quota
            let value: String? = quota.values.isEmpty ? nil : quota.values.joined(separator: ";")
            try tx.execute(
                """
                INSERT INTO quota (id, event_id, position, label, kind, attribute, value, seats, mode, exceptions, until_local, until_at,
                    ended_at, created_at, changed_at)
                VALUES (\(record.id), \(event), \(index + 1), \(quota.label), \(quota.kind.rawValue),
                    \(quota.attribute?.rawValue ?? "all"), \(value), \(quota.seats), \(quota.mode),
                    \(try JSONCoding.text(quota.exceptions)), \(record.until?.local), \(record.until?.at), \(record.endedAt), \(now),
                    \(now))
                """)
        }
    }

    /// Who has a seat, is offered one, or holds one while they wait for approval (``RegistrationRecord/holdsSeat(_:)``), counted by what the
    /// quotas look at: an import asks for each of thousands.
    /// - Parameter left: who is not counted.
    func holders(
        of event: Event.ID, _ rule: RegistrationRule, but left: [Registration.ID], looking: Set<SeatAttribute>
    ) throws -> [(request: SeatRequest, count: Int)] {
        // The same as ``RegistrationRecord/awaitsPerson``.
        let pending: SQL =
            rule.holdPending && rule.seatsAtOnce && rule.approval == .organiser
            ? """
            OR (state = 'pending' AND (confirmed_at IS NOT NULL OR channel = 'nomination' OR (channel = 'open' AND account_id IS NOT NULL)))
            """ : ""
        let others: SQL = left.isEmpty ? "" : "AND id NOT IN \(in: left)"
        let rows = try reading.all(
            """
            SELECT \(Self.columns(looking)), COUNT(*) AS n
            FROM registration
            WHERE event_id = \(event) AND role IN \(in: Array(rule.countedRoles)) \(others)
                AND (state = 'complete' OR (state = 'waitlisted' AND offered_until IS NOT NULL) \(pending))
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
            """)
        let regions = looking.contains(.region) ? try regionCodes() : [:]
        return try rows.map { row in
            let attributes = try Self.attributes(row, looking, regions)
            return (SeatRequest(id: "", standing: 1, rank: 1, tie: "", attributes: attributes), try row.get("n"))
        }
    }

    /// Who waits and may move up, with what the order and the quotas look at, and no more: there may be thousands.
    func queue(of event: Event.ID, _ rule: RegistrationRule, looking: Set<SeatAttribute>) throws
        -> [(id: Registration.ID, request: SeatRequest)]
    {
        let rows = try reading.all(
            """
            SELECT \(Self.columns(looking)), id, number, class, rank, lot, submitted_at, moved_back_at
            FROM registration
            WHERE event_id = \(event) AND state = 'waitlisted' AND offered_until IS NULL AND held_back_at IS NULL
                AND role IN \(in: Array(rule.countedRoles))
            """)
        let regions = looking.contains(.region) ? try regionCodes() : [:]
        return try rows.map { row in
            let standing = RegistrationStanding(
                number: try row.get("number"), class: try row.get("class"), rank: try row.get("rank"),
                lot: try row.get("lot"), submittedAt: try row.get("submitted_at"),
                movedBackAt: try row.get("moved_back_at"))
            let order = RegistrationOrder(standing, rule)
            let request = SeatRequest(
                id: order.id, standing: order.class, rank: order.rank, tie: order.tie,
                attributes: try Self.attributes(row, looking, regions))
            return (try row.get("id"), request)
        }
    }

    /// What quotas look at, and nothing for what they do not.
    private static func columns(_ looking: Set<SeatAttribute>) -> SQL {
        func column(_ attribute: SeatAttribute, _ own: SQL, _ none: SQL) -> SQL {
            looking.contains(attribute) ? own : none
        }
        return """
            \(column(.country, "country", "'' AS country")), \(column(.sector, "sector", "'' AS sector")),
            \(column(.region, "region_id", "'' AS region_id")), \(column(.organisation, "organisation", "'' AS organisation")),
            \(column(.city, "city", "'' AS city")), \(column(.workingGroup, "working_group", "'' AS working_group")),
            \(column(.funding, "funding", "'' AS funding")), \(column(.mode, "mode", "'' AS mode"))
            """
    }

    private static func attributes(
        _ row: Row, _ looking: Set<SeatAttribute>, _ regions: [App.Region.ID: String]
    ) throws -> [SeatAttribute: String] {
        var attributes: [SeatAttribute: String] = [:]
        for attribute in looking {
            let text = try row.get(column(attribute), as: String?.self) ?? ""
            attributes[attribute] = attribute == .region ? App.Region.ID(text).flatMap { regions[$0] } ?? "" : text
        }
        return attributes
    }

    private static func column(_ attribute: SeatAttribute) -> String {
        switch attribute {
        case .region: "region_id"
        case .workingGroup: "working_group"
        case .country, .sector, .organisation, .city, .funding, .mode: attribute.rawValue
        }
    }

    /// Codes of the regions by their ids.
    func regionCodes() throws -> [App.Region.ID: String] {
        let rows = try reading.all("SELECT id, code FROM region").map {
            (try $0.get("id", as: App.Region.ID.self), try $0.get("code", as: String.self))
        }
        return Dictionary(rows) { first, _ in first }
    }

    // MARK: What is due

    /// Events in which an offer has run out, or the end of a guarantee has come.
    func due(at now: Int64) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT r.event_id FROM registration r JOIN event e ON e.id = r.event_id
            WHERE r.offered_until IS NOT NULL AND r.state = 'waitlisted' AND r.offered_until < \(now - RoundRecord.grace)
                AND e.standing <> 'postponed'
            UNION SELECT event_id FROM quota WHERE until_at IS NOT NULL AND until_at <= \(now) AND ended_at IS NULL AND kind = 'guarantee'
            """
        ).map { try $0.get("event_id") }
    }

    /// Offers of an event that have run out, the first first; none while it has no date, since their time stands still.
    func lapsed(in event: Event.ID, at now: Int64) throws -> [Registration.ID] {
        try reading.all(
            """
            SELECT id FROM registration WHERE event_id = \(event) AND offered_until IS NOT NULL AND state = 'waitlisted'
            AND offered_until < \(now - RoundRecord.grace)
            AND EXISTS (SELECT 1 FROM event e WHERE e.id = event_id AND e.standing <> 'postponed') ORDER BY offered_until, number
            """
        ).map { try $0.get("id") }
    }

    /// Says of guarantees that their end was seen. - Returns: whether there were any.
    static func endGuarantees(of event: Event.ID, at now: Int64, _ tx: Transaction) throws -> Bool {
        try !tx.all(
            """
            UPDATE quota SET ended_at = \(now) WHERE event_id = \(event) AND kind = 'guarantee' AND until_at <= \(now) AND ended_at IS NULL
            RETURNING id
            """
        ).isEmpty
    }

    // MARK: Allocations

    /// The newest first.
    func allocations(of event: Event.ID) throws -> [AllocationRecord] {
        try reading.all("SELECT * FROM allocation WHERE event_id = \(event) ORDER BY number DESC").map(
            AllocationRecord.init)
    }

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func allocation(_ id: AllocationRun.ID, in event: Event.ID) throws -> AllocationRecord {
        guard let row = try reading.first("SELECT * FROM allocation WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try AllocationRecord(row)
    }

    func journalSequence() throws -> Int64 {
        try reading.value("SELECT COALESCE(MAX(sequence), 0) AS n FROM journal", as: Int64.self) ?? 0
    }

    static func insert(
        _ id: AllocationRun.ID, in event: Event.ID, _ outcome: AllocationOutcome, inputs: String, by actor: String?,
        now: Int64, _ tx: Transaction
    ) throws {
        let next =
            try tx.value(
                "SELECT COALESCE(MAX(number), 0) + 1 AS n FROM allocation WHERE event_id = \(event)", as: Int.self) ?? 1
        try tx.execute(
            """
            INSERT INTO allocation (id, event_id, number, made_by, made_at, journal_sequence, inputs, outcome, state)
            VALUES (\(id), \(event), \(next), \(actor), \(now), \(try QuotaStore(tx).journalSequence()), \(inputs),
                \(try JSONCoding.text(outcome)), 'previewed')
            """)
    }

    /// What was only looked at is put away.
    static func discardPreviews(of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE allocation SET state = 'discarded', decided_at = \(now) WHERE event_id = \(event) AND state = 'previewed'"
        )
    }

    static func confirm(_ id: AllocationRun.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE allocation SET state = 'confirmed', decided_at = \(now) WHERE id = \(id) AND state = 'previewed'")
    }

    /// Whom some of those who name people have nominated for the event.
    func nominated(for behalfs: [Behalf], in event: Event.ID) throws -> [(id: Nomination.ID, behalf: Behalf)] {
        guard !behalfs.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT id, behalf_kind, behalf FROM nomination
            WHERE event_id = \(event) AND state <> 'draft' AND behalf IN \(in: behalfs.map(\.code))
            """
        ).map { row -> (id: Nomination.ID, behalf: Behalf) in
            (id: try row.get("id"), behalf: Behalf(kind: try row.get("behalf_kind"), code: try row.get("behalf")))
        }.filter { behalfs.contains($0.behalf) }
    }
}
