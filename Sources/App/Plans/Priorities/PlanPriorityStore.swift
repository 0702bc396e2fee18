import Domain
import Storage
import Web

/// The SQL of priorities.
struct PlanPriorityStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By their numbers.
    func priorities(of programmes: [Programme.ID]) throws -> [PlanPriorityRecord] {
        try read("programme_id IN \(in: programmes)")
    }

    func priorities(_ ids: [PlanPriority.ID]) throws -> [PlanPriorityRecord] { try read("id IN \(in: ids)") }

    /// - Throws: ``Refusal/notFound``.
    func priority(_ id: PlanPriority.ID, of programme: Programme.ID) throws -> PlanPriorityRecord {
        guard let found = try read("id = \(id)").first, found.programme == programme else { throw Refusal.notFound }
        return found
    }

    func sent(_ programme: Programme.ID, key: String) throws -> PlanPriorityRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    /// Of which something is a source: `risk:ID`.
    func priorities(from source: String) throws -> [PlanPriorityRecord] {
        try read("id IN (SELECT priority_id FROM plan_priority_source WHERE source = \(source))")
    }

    /// The number of the last; 0 where there is none.
    func last(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT MAX(number) FROM plan_priority WHERE programme_id = \(programme)") ?? 0
    }

    private func read(_ condition: SQL) throws -> [PlanPriorityRecord] {
        var found = try reading.all("SELECT * FROM plan_priority WHERE \(condition) ORDER BY programme_id, number").map(
            PlanPriorityRecord.init)
        let rows = try reading.all(
            """
            SELECT priority_id, source FROM plan_priority_source WHERE priority_id IN \(in: found.map(\.id))
            ORDER BY priority_id, position
            """)
        var sources: [PlanPriority.ID: [String]] = [:]
        for row in rows { sources[try row.get("priority_id"), default: []].append(try row.get("source")) }
        for index in found.indices { found[index].sources = sources[found[index].id, default: []] }
        return found
    }

    static func insert(
        _ id: PlanPriority.ID, _ fields: PlanPriorityFields, _ draft: PlanPriorityDraft, area: Area.ID?, number: Int,
        in programme: Programme.ID, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO plan_priority (id, programme_id, region_id, number, \(PlanPriorityFields.columns), area_id, marking, state, words,
                created_by, created_at, changed_at, key)
            VALUES (\(id), \(programme), \(draft.region), \(number), \(fields.columnValues), \(area), \(draft.marking),
                \(PlanPriorityState.proposed), '', \(work.actor), \(work.now), \(work.now), \(key))
            """)
        try setSources(draft.sources, of: id, work.tx)
    }

    static func update(
        _ id: PlanPriority.ID, _ fields: PlanPriorityFields, _ draft: PlanPriorityDraft, area: Area.ID?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE plan_priority SET \(fields.assignments), area_id = \(area), marking = \(draft.marking),
                changed_at = \(work.now) WHERE id = \(id)
            """)
        try setSources(draft.sources, of: id, work.tx)
    }

    private static func setSources(_ sources: [String], of id: PlanPriority.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM plan_priority_source WHERE priority_id = \(id)")
        for (position, source) in sources.enumerated() {
            try tx.execute(
                """
                INSERT INTO plan_priority_source (priority_id, source, position) VALUES (\(id), \(source), \(position))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    static func decide(
        _ id: PlanPriority.ID, _ state: PlanPriorityState, words: String, event: Event.ID?, adoptedAt: Int64?,
        _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE plan_priority SET state = \(state), words = \(words), event_id = \(event), adopted_at = \(adoptedAt),
                changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func supersede(_ id: PlanPriority.ID, by successor: PlanPriority.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE plan_priority SET state = \(PlanPriorityState.superseded), successor_id = \(successor), changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }
}

/// The SQL of polls.
struct ValidityPollStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The latest first.
    func polls(of programmes: [Programme.ID]) throws -> [ValidityPollRecord] {
        try read("programme_id IN \(in: programmes)")
    }

    /// - Throws: ``Refusal/notFound``.
    func poll(_ id: ValidityPoll.ID, of programme: Programme.ID) throws -> ValidityPollRecord {
        guard let found = try read("id = \(id)").first, found.programme == programme else { throw Refusal.notFound }
        return found
    }

    /// Not closed by hand, and open at least until a day.
    func open(until day: String) throws -> [ValidityPollRecord] {
        try read("closes_on >= \(day) AND closed_at IS NULL")
    }

    private func read(_ condition: SQL) throws -> [ValidityPollRecord] {
        var polls = try reading.all("SELECT * FROM validity_poll WHERE \(condition) ORDER BY opened_at DESC, id DESC")
            .map(
                ValidityPollRecord.init)
        let ids = polls.map(\.id)
        var places: [ValidityPoll.ID: Int] = [:]
        for (place, id) in ids.enumerated() { places[id] = place }
        for row in try reading.all(
            "SELECT poll_id, priority_id FROM validity_poll_item WHERE poll_id IN \(in: ids) ORDER BY poll_id, position"
        ) {
            guard let place = places[try row.get("poll_id")] else { continue }
            polls[place].priorities.append(try row.get("priority_id"))
        }
        for row in try reading.all(
            "SELECT poll_id, country, agrees FROM validity_poll_country WHERE poll_id IN \(in: ids) ORDER BY poll_id, country"
        ) {
            guard let place = places[try row.get("poll_id")] else { continue }
            let country: String = try row.get("country")
            polls[place].countries.append(country)
            if try row.get("agrees", as: Bool.self) { polls[place].agreeing.insert(country) }
        }
        return polls
    }

    func answers(of polls: [ValidityPoll.ID]) throws -> [ValidityPoll.ID: [ValidityAnswer]] {
        var found: [ValidityPoll.ID: [ValidityAnswer]] = [:]
        for row in try reading.all(
            "SELECT * FROM validity_answer WHERE poll_id IN \(in: polls) ORDER BY poll_id, country, priority_id")
        {
            found[try row.get("poll_id"), default: []].append(try ValidityAnswer(row))
        }
        return found
    }

    func answers(of poll: ValidityPoll.ID) throws -> [ValidityAnswer] { try answers(of: [poll])[poll] ?? [] }

    static func open(
        _ id: ValidityPoll.ID, _ fields: ValidityPollFields, of region: App.Region.ID?, in programme: Programme.ID,
        _ priorities: [PlanPriority.ID], _ countries: [String], _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO validity_poll (id, programme_id, region_id, \(ValidityPollFields.columns), opened_by, opened_at)
            VALUES (\(id), \(programme), \(region), \(fields.columnValues), \(work.actor), \(work.now))
            """)
        for (position, priority) in priorities.enumerated() {
            try work.tx.execute(
                """
                INSERT INTO validity_poll_item (poll_id, priority_id, position) VALUES (\(id), \(priority), \(position))
                ON CONFLICT DO NOTHING
                """)
        }
        for country in countries {
            try work.tx.execute(
                "INSERT INTO validity_poll_country (poll_id, country, agrees) VALUES (\(id), \(country), \(false))")
        }
    }

    static func close(_ id: ValidityPoll.ID, _ work: Work) throws {
        try work.tx.execute("UPDATE validity_poll SET closed_at = \(work.now) WHERE id = \(id)")
    }

    static func agree(_ id: ValidityPoll.ID, _ country: String, _ agrees: Bool, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE validity_poll_country SET agrees = \(agrees) WHERE poll_id = \(id) AND country = \(country)")
    }

    static func answer(
        _ poll: ValidityPoll.ID, _ priority: PlanPriority.ID, _ country: String, _ stance: PriorityPoll.Stance,
        _ words: String, under mandate: Mandate.ID?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO validity_answer (poll_id, priority_id, country, stance, words, answered_by, mandate_id, answered_at)
            VALUES (\(poll), \(priority), \(country), \(stance), \(words), \(work.actor), \(mandate), \(work.now))
            ON CONFLICT (poll_id, priority_id, country) DO UPDATE SET stance = excluded.stance, words = excluded.words,
                answered_by = excluded.answered_by, mandate_id = excluded.mandate_id, answered_at = excluded.answered_at
            """)
    }
}
