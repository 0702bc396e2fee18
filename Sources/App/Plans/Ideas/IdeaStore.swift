import Domain
import Storage
import Web

/// The SQL of ideas.
struct IdeaStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The newest first, with what countries say of them.
    func ideas(of programmes: [Programme.ID]) throws -> [IdeaRecord] { try read("programme_id IN \(in: programmes)") }

    func ideas(_ ids: [ProjectIdea.ID]) throws -> [IdeaRecord] { try read("id IN \(in: ids)") }

    /// Those that go on in an idea.
    func parents(of id: ProjectIdea.ID) throws -> [IdeaRecord] { try read("joined_into = \(id)") }

    /// - Throws: ``Refusal/notFound``.
    func idea(_ id: ProjectIdea.ID) throws -> IdeaRecord {
        guard let found = try read("id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    func sent(_ programme: Programme.ID, key: String) throws -> IdeaRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    /// What ideas that came out of a table are called there.
    func tableCodes(of programme: Programme.ID) throws -> [ProjectIdea.ID: String] {
        let start = Self.tableKey("")
        let rows = try reading.all(
            "SELECT id, key FROM project_idea WHERE programme_id = \(programme) AND key LIKE \("\(start)%")")
        return Dictionary(
            try rows.map { (try $0.get("id"), String(try $0.get("key", as: String.self).dropFirst(start.count))) }
        ) { first, _ in first }
    }

    static func tableKey(_ code: String) -> String { "table:\(code)" }

    /// Those that come from something.
    func ideas(from source: String) throws -> [IdeaRecord] {
        try read("id IN (SELECT idea_id FROM idea_link WHERE ref = \(source) AND kind = 'source')")
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM project_idea WHERE programme_id = \(programme)") ?? 0
    }

    func rule(of programme: Programme.ID) throws -> IdeaSupport.Rule {
        try reading.first("SELECT * FROM idea_rule WHERE programme_id = \(programme)").map {
            IdeaSupport.Rule(needed: try $0.get("needed"), namedMayStop: try $0.get("named_may_stop"))
        } ?? .standard
    }

    private func read(_ condition: SQL) throws -> [IdeaRecord] {
        var ideas = try reading.all("SELECT * FROM project_idea WHERE \(condition) ORDER BY created_at DESC, id DESC")
            .map(IdeaRecord.init)
        guard !ideas.isEmpty else { return [] }
        let ids = ideas.map(\.id)
        let said = try reading.all(
            "SELECT * FROM idea_endorsement WHERE idea_id IN \(in: ids) ORDER BY idea_id, said_at, country")
        let endorsements = try Dictionary(grouping: said) { try $0.get("idea_id", as: ProjectIdea.ID.self) }
        let links = try Dictionary(
            grouping: reading.all("SELECT * FROM idea_link WHERE idea_id IN \(in: ids) ORDER BY idea_id, kind, ref")
        ) { try $0.get("idea_id", as: ProjectIdea.ID.self) }
        for index in ideas.indices {
            let id = ideas[index].id
            ideas[index].endorsements = try (endorsements[id] ?? []).map(IdeaEndorsement.init)
            for row in links[id] ?? [] {
                let ref: String = try row.get("ref")
                switch try row.get("kind", as: String.self) {
                case "country": ideas[index].countries.insert(ref)
                case "region": if let region = App.Region.ID(ref) { ideas[index].regions.insert(region) }
                case "area": if let area = Area.ID(ref) { ideas[index].areas.insert(area) }
                default: ideas[index].sources.insert(ref)
                }
            }
        }
        return ideas
    }

    // MARK: Writing

    static func insert(
        _ id: ProjectIdea.ID, _ fields: IdeaFields, _ draft: IdeaDraft, _ areas: Set<Area.ID>,
        in programme: Programme.ID, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO project_idea (id, programme_id, \(IdeaFields.columns), state, sponsor_kind, sponsor, is_direct, marking,
                parked_until, outcome, created_by, created_at, changed_at, key)
            VALUES (\(id), \(programme), \(fields.columnValues), \(IdeaState.draft), \(draft.sponsor?.kind), \(draft.sponsor?.ref),
                \(draft.isDirect), \(draft.marking), '', '', \(work.actor), \(work.now), \(work.now), \(key))
            """)
        try link(id, draft, areas, work.tx)
    }

    static func update(
        _ id: ProjectIdea.ID, _ fields: IdeaFields, _ draft: IdeaDraft, _ areas: Set<Area.ID>, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE project_idea SET \(fields.assignments), sponsor_kind = \(draft.sponsor?.kind), sponsor = \(draft.sponsor?.ref),
                is_direct = \(draft.isDirect), marking = \(draft.marking), changed_at = \(work.now) WHERE id = \(id)
            """)
        try link(id, draft, areas, work.tx)
    }

    /// In place of those that it had.
    private static func link(_ id: ProjectIdea.ID, _ draft: IdeaDraft, _ areas: Set<Area.ID>, _ tx: Transaction) throws
    {
        try tx.execute("DELETE FROM idea_link WHERE idea_id = \(id)")
        try add(id, draft, areas, tx)
    }

    static func add(_ id: ProjectIdea.ID, _ draft: IdeaDraft, _ areas: Set<Area.ID>, _ tx: Transaction) throws {
        let links: [(String, [String])] = [
            ("country", draft.countries.sorted()), ("region", draft.regions.map(\.description).sorted()),
            ("area", areas.map(\.description).sorted()), ("source", draft.sources.sorted()),
        ]
        for (kind, refs) in links {
            for ref in refs {
                try tx.execute(
                    """
                    INSERT INTO idea_link (idea_id, kind, ref) VALUES (\(id), \(kind), \(ref))
                    ON CONFLICT (idea_id, kind, ref) DO NOTHING
                    """)
            }
        }
    }

    static func set(_ state: IdeaState, of idea: IdeaRecord, until: String = "", outcome: String = "", _ work: Work)
        throws
    {
        let sharedAt = state == .shared ? idea.sharedAt ?? work.now : idea.sharedAt
        try work.tx.execute(
            """
            UPDATE project_idea SET state = \(state), parked_until = \(until), outcome = \(outcome), shared_at = \(sharedAt)
            WHERE id = \(idea.id)
            """)
    }

    static func join(_ id: ProjectIdea.ID, into other: ProjectIdea.ID?, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE project_idea SET joined_into = \(other), changed_at = \(work.now) WHERE id = \(id)")
    }

    static func endorse(
        _ id: ProjectIdea.ID, _ country: String, _ stance: IdeaSupport.Stance, _ words: String, mandate: Mandate.ID?,
        account: Account.ID?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO idea_endorsement (idea_id, country, stance, words, account_id, mandate_id, said_at)
            VALUES (\(id), \(country), \(stance.rawValue), \(words), \(account), \(mandate), \(work.now))
            ON CONFLICT (idea_id, country) DO UPDATE SET stance = excluded.stance, words = excluded.words,
                account_id = excluded.account_id, mandate_id = excluded.mandate_id, said_at = excluded.said_at
            """)
    }

    static func takeBack(_ id: ProjectIdea.ID, _ country: String, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM idea_endorsement WHERE idea_id = \(id) AND country = \(country)") > 0
    }

    static func set(_ rule: IdeaSupport.Rule, of programme: Programme.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO idea_rule (programme_id, needed, named_may_stop)
            VALUES (\(programme), \(rule.needed), \(rule.namedMayStop))
            ON CONFLICT (programme_id) DO UPDATE SET needed = excluded.needed, named_may_stop = excluded.named_may_stop
            """)
    }
}

/// The SQL of sheets that were given to who may fund an idea.
struct IdeaFunderStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// In the order in which they had it.
    func funders(of id: ProjectIdea.ID) throws -> [IdeaFunder] { try read("f.idea_id = \(id)") }

    /// What somebody was given.
    func sheets(of account: Account.ID) throws -> [IdeaFunder] { try read("f.account_id = \(account)") }

    private func read(_ condition: SQL) throws -> [IdeaFunder] {
        try reading.all(
            """
            SELECT f.*, a.name FROM idea_funder f JOIN account a ON a.id = f.account_id WHERE \(condition)
            ORDER BY f.released_at, f.id
            """
        ).map(IdeaFunder.init)
    }

    static func remove(_ id: String, of idea: ProjectIdea.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM idea_funder WHERE id = \(id) AND idea_id = \(idea)") > 0
    }

    static func insert(
        _ id: String, _ idea: ProjectIdea.ID, _ account: Account.ID, _ told: IdeaSheet.Told, _ work: Work
    ) throws -> Bool {
        let json = try JSONCoding.text(told)
        return try work.tx.change(
            """
            INSERT INTO idea_funder (id, idea_id, account_id, released_by, released_at, answer, words, reply, released)
            VALUES (\(id), \(idea), \(account), \(work.actor), \(work.now), '', '', '', \(json))
            ON CONFLICT (idea_id, account_id) DO NOTHING
            """) > 0
    }

    static func answer(
        _ idea: ProjectIdea.ID, _ account: Account.ID, _ answer: IdeaFunder.Answer, _ words: String, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE idea_funder SET answer = \(answer.rawValue), words = \(words), answered_at = \(work.now)
            WHERE idea_id = \(idea) AND account_id = \(account)
            """)
    }

    static func reply(_ id: String, _ words: String, _ tx: Transaction) throws {
        try tx.execute("UPDATE idea_funder SET reply = \(words) WHERE id = \(id)")
    }
}
