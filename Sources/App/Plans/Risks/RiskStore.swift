import Domain
import Storage
import Web

/// The SQL of scenarios.
struct RiskStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// As at the beginning, where nothing was set yet.
    func settings(of programme: Programme.ID) throws -> RiskSettingFields {
        try reading.first("SELECT * FROM risk_setting WHERE programme_id = \(programme)").map {
            try RiskSettingFields($0)
        }
            ?? RiskSettingFields()
    }

    static func keep(_ settings: RiskSettingFields, of programme: Programme.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO risk_setting (programme_id, \(RiskSettingFields.columns), changed_at)
            VALUES (\(programme), \(settings.columnValues), \(work.now))
            ON CONFLICT (programme_id) DO UPDATE SET \(settings.assignments), changed_at = \(work.now)
            """)
    }

    // MARK: Scenarios

    /// The first told first.
    func risks(of programmes: [Programme.ID]) throws -> [RiskRecord] {
        try read("programme_id IN \(in: programmes)")
    }

    /// - Throws: ``Refusal/notFound``.
    func risk(_ id: RiskScenario.ID, of programme: Programme.ID) throws -> RiskRecord {
        guard let found = try read("id = \(id)").first, found.programme == programme else { throw Refusal.notFound }
        return found
    }

    func risks(_ ids: [RiskScenario.ID]) throws -> [RiskRecord] { try read("id IN \(in: ids)") }

    func sent(_ programme: Programme.ID, key: String) throws -> RiskRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM risk_scenario WHERE programme_id = \(programme)") ?? 0
    }

    private func read(_ condition: SQL) throws -> [RiskRecord] {
        try reading.all("SELECT * FROM risk_scenario WHERE \(condition) ORDER BY created_at, code, id").map(
            RiskRecord.init)
    }

    static func insert(
        _ id: RiskScenario.ID, _ fields: RiskScenarioFields, _ draft: RiskDraft, area: Area.ID?,
        in programme: Programme.ID, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO risk_scenario (id, programme_id, region_id, country, \(RiskScenarioFields.columns), area_id, hazards, sectors, indicators,
                source, marking, is_shared, state, reason, treatment, note, acceptor, review_on, outcome, created_by, created_at,
                changed_at, key)
            VALUES (\(id), \(programme), \(draft.place.region), \(draft.place.country), \(fields.columnValues), \(area),
                \(draft.hazards.joined(separator: " ")), \(draft.sectors.joined(separator: " ")),
                \(draft.indicators.joined(separator: " ")), \(draft.source),
                \(draft.marking), \(draft.isShared), \(RiskState.draft), '', '', '', '', '', '', \(work.actor), \(work.now),
                \(work.now), \(key))
            """)
    }

    static func update(
        _ id: RiskScenario.ID, _ fields: RiskScenarioFields, _ draft: RiskDraft, area: Area.ID?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE risk_scenario SET region_id = \(draft.place.region), country = \(draft.place.country), \(fields.assignments),
                area_id = \(area), hazards = \(draft.hazards.joined(separator: " ")),
                sectors = \(draft.sectors.joined(separator: " ")), indicators = \(draft.indicators.joined(separator: " ")),
                marking = \(draft.marking), is_shared = \(draft.isShared),
                changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    static func agree(_ id: RiskScenario.ID, _ agreed: RiskAgreementFields, _ state: RiskState, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE risk_scenario SET \(agreed.assignments), agreed_by = \(work.actor), agreed_at = \(work.now), state = \(state),
                changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func treat(_ id: RiskScenario.ID, _ fields: RiskTreatmentFields, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE risk_scenario SET \(fields.assignments), state = \(RiskState.treated), changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    static func close(_ id: RiskScenario.ID, _ outcome: String, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE risk_scenario SET state = \(RiskState.closed), outcome = \(outcome), changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    // MARK: Reports

    /// The latest first.
    func reports(of risks: [RiskScenario.ID]) throws -> [RiskScenario.ID: [RiskReportRecord]] {
        let rows = try reading.all(
            "SELECT * FROM risk_report WHERE risk_id IN \(in: risks) ORDER BY reported_at DESC, id DESC")
        var found: [RiskScenario.ID: [RiskReportRecord]] = [:]
        for row in rows {
            found[try row.get("risk_id"), default: []].append(
                RiskReportRecord(
                    id: try row.get("id"), words: try row.get("words"), at: try row.get("reported_at"),
                    isSettled: try row.get("settled_at", as: Int64?.self) != nil))
        }
        return found
    }

    static func report(_ id: RiskScenario.ID, _ words: String, _ work: Work) throws {
        let own = work.environment.id(Identifier<RiskReportRecord>.self).description
        try work.tx.execute(
            """
            INSERT INTO risk_report (id, risk_id, words, reported_by, reported_at)
            VALUES (\(own), \(id), \(words), \(work.actor), \(work.now))
            """)
    }

    static func settle(_ id: RiskScenario.ID, _ work: Work) throws -> Int {
        try work.tx.change(
            "UPDATE risk_report SET settled_at = \(work.now) WHERE risk_id = \(id) AND settled_at IS NULL")
    }
}

/// The SQL of rounds, and of what was said in them.
struct RiskRoundStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Of each, the first round first.
    func rounds(of risks: [RiskScenario.ID]) throws -> [RiskScenario.ID: [RiskRoundRecord]] {
        let rows = try reading.all("SELECT * FROM risk_round WHERE risk_id IN \(in: risks) ORDER BY risk_id, number")
        return Dictionary(grouping: try rows.map(RiskRoundRecord.init), by: \.risk)
    }

    func rounds(of risk: RiskScenario.ID) throws -> [RiskRoundRecord] { try rounds(of: [risk])[risk] ?? [] }

    /// Whether anything was ever judged in a programme.
    func hasAny(in programme: Programme.ID) throws -> Bool {
        try reading.first(
            """
            SELECT r.id FROM risk_round r JOIN risk_scenario s ON s.id = r.risk_id WHERE s.programme_id = \(programme) LIMIT 1
            """) != nil
    }

    static func open(_ id: RiskRound.ID, of risk: RiskScenario.ID, number: Int, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO risk_round (id, risk_id, number, opened_by, opened_at)
            VALUES (\(id), \(risk), \(number), \(work.actor), \(work.now))
            """)
    }

    static func close(_ id: RiskRound.ID, _ work: Work) throws {
        try work.tx.execute("UPDATE risk_round SET closed_at = \(work.now) WHERE id = \(id)")
    }

    // MARK: What was said

    func judgements(of round: RiskRound.ID) throws -> RiskJudgements {
        try judgements(of: [round])[round] ?? RiskJudgements()
    }

    func judgements(of rounds: [RiskRound.ID]) throws -> [RiskRound.ID: RiskJudgements] {
        var found: [RiskRound.ID: RiskJudgements] = [:]
        for row in try reading.all(
            "SELECT * FROM risk_judgement WHERE round_id IN \(in: rounds) ORDER BY judged_at, id")
        {
            let (round, sector): (RiskRound.ID, String) = (try row.get("round_id"), try row.get("sector"))
            let fields = RiskJudgementFields(
                sector: sector, likelihood: try row.get("likelihood"), impact: try row.get("impact"),
                confidence: try row.get("confidence"))
            guard let view = fields.view else { continue }
            found[round, default: RiskJudgements()].views[sector, default: []].append(view)
            if let author: String = try row.get("author", as: String?.self) {
                found[round]?.own[author] = fields
            }
        }
        for row in try reading.all("SELECT * FROM risk_sector_view WHERE round_id IN \(in: rounds)") {
            let (round, sector): (RiskRound.ID, String) = (try row.get("round_id"), try row.get("sector"))
            let fields = RiskJudgementFields(
                sector: sector, likelihood: try row.get("likelihood"), impact: try row.get("impact"),
                confidence: try row.get("confidence"))
            guard let view = fields.view else { continue }
            found[round, default: RiskJudgements()].signed[sector] = RiskJudgements.Signed(
                view: view, by: try row.get("signed_by"))
        }
        return found
    }

    /// In place of what the same person said before.
    static func judge(_ round: RiskRound.ID, _ fields: RiskJudgementFields, _ work: Work) throws {
        let id = work.environment.id(Identifier<RiskJudgementFields>.self).description
        try work.tx.execute(
            """
            INSERT INTO risk_judgement (id, round_id, author, \(RiskJudgementFields.columns), judged_at)
            VALUES (\(id), \(round), \(work.actor), \(fields.columnValues), \(work.now))
            ON CONFLICT (round_id, author) DO UPDATE SET \(fields.assignments), judged_at = \(work.now)
            """)
    }

    static func sign(_ round: RiskRound.ID, _ fields: RiskJudgementFields, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO risk_sector_view (round_id, \(RiskJudgementFields.columns), signed_by, signed_at)
            VALUES (\(round), \(fields.columnValues), \(work.actor), \(work.now))
            ON CONFLICT (round_id, sector) DO UPDATE SET \(fields.assignments), signed_by = \(work.actor), signed_at = \(work.now)
            """)
    }
}
