import Domain
import Storage
import Web

/// The SQL of needs assessments.
struct NeedsStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Cycles

    /// Newest first.
    func cycles(of programme: Programme.ID) throws -> [NeedsCycleRecord] {
        try reading.all("SELECT * FROM needs_cycle WHERE programme_id = \(programme) ORDER BY created_at DESC, id")
            .map(NeedsCycleRecord.init)
    }

    /// - Throws: ``Refusal/notFound``, also where it is another programme's.
    func cycle(_ id: NeedsCycle.ID, of programme: Programme.ID) throws -> NeedsCycleRecord {
        let found = try cycle(id)
        guard found.programme == programme else { throw Refusal.notFound }
        return found
    }

    func cycles(_ ids: [NeedsCycle.ID]) throws -> [NeedsCycleRecord] {
        try reading.all("SELECT * FROM needs_cycle WHERE id IN \(in: ids)").map(NeedsCycleRecord.init)
    }

    /// That are open.
    func cycles(closingOn day: String) throws -> [NeedsCycleRecord] {
        try reading.all("SELECT * FROM needs_cycle WHERE closes_on = \(day) AND state = 'open' ORDER BY id")
            .map(NeedsCycleRecord.init)
    }

    /// Those that are open until a later day.
    func cycles(closingAfter day: String) throws -> [NeedsCycleRecord] {
        try reading.all("SELECT * FROM needs_cycle WHERE closes_on > \(day) AND state = 'open' ORDER BY id")
            .map(NeedsCycleRecord.init)
    }

    func cycle(_ id: NeedsCycle.ID) throws -> NeedsCycleRecord {
        guard let row = try reading.first("SELECT * FROM needs_cycle WHERE id = \(id)") else { throw Refusal.notFound }
        return try NeedsCycleRecord(row)
    }

    func sent(_ programme: Programme.ID, key: String) throws -> NeedsCycleRecord? {
        try reading.first("SELECT * FROM needs_cycle WHERE programme_id = \(programme) AND key = \(key)")
            .map(NeedsCycleRecord.init)
    }

    static func insert(
        _ id: NeedsCycle.ID, _ fields: NeedsCycleFields, _ framework: FrameworkRecord, _ region: App.Region.ID?,
        _ groups: NeedsGroups, key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO needs_cycle (id, programme_id, region_id, \(NeedsCycleFields.columns), framework_id, version, home_groups, state,
                created_by, created_at, key)
            VALUES (\(id), \(framework.programme), \(region), \(fields.columnValues), \(framework.id), \(framework.version),
                \(try JSONCoding.text(groups)), 'open', \(work.actor), \(work.now), \(key))
            """)
    }

    static func close(_ id: NeedsCycle.ID, _ work: Work) throws {
        try work.tx.execute("UPDATE needs_cycle SET state = 'closed', closed_at = \(work.now) WHERE id = \(id)")
    }

    // MARK: Assessments

    /// By country.
    func assessments(of cycles: [NeedsCycle.ID]) throws -> [NeedsAssessmentRecord] {
        try reading.all("SELECT * FROM needs_assessment WHERE cycle_id IN \(in: cycles) ORDER BY country")
            .map(NeedsAssessmentRecord.init)
    }

    func assessments(_ ids: [NeedsAssessment.ID]) throws -> [NeedsAssessmentRecord] {
        try reading.all("SELECT * FROM needs_assessment WHERE id IN \(in: ids) ORDER BY country, id")
            .map(NeedsAssessmentRecord.init)
    }

    func assessment(_ id: NeedsAssessment.ID) throws -> NeedsAssessmentRecord {
        guard let found = try assessments([id]).first else { throw Refusal.notFound }
        return found
    }

    /// Of these countries, in all cycles, not submitted.
    func open(of countries: [String]) throws -> [NeedsAssessmentRecord] {
        guard !countries.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT * FROM needs_assessment WHERE country IN \(in: countries) AND state <> 'submitted' ORDER BY country, id
            """
        ).map(NeedsAssessmentRecord.init)
    }

    static func insert(_ countries: [String], of cycle: NeedsCycle.ID, _ work: Work) throws {
        guard !countries.isEmpty else { return }
        let rows = countries.map { country -> SQL in
            let id: NeedsAssessment.ID = work.environment.id()
            return "(\(id), \(cycle), \(country), 'invited', 'counted', 0, '', \(false), \(work.now))"
        }
        try work.tx.execute(
            """
            INSERT INTO needs_assessment (id, cycle_id, country, state, sharing, version, questions, alternate_submits, changed_at)
            VALUES \(rows.joined())
            """)
    }

    static func set(_ state: NeedsState, of id: NeedsAssessment.ID, questions: String = "", _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE needs_assessment SET state = \(state), questions = \(questions), changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func set(
        _ sharing: NeedsSharing, alternateSubmits: Bool, of id: NeedsAssessment.ID, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE needs_assessment SET sharing = \(sharing), was_named = was_named OR \(sharing.isNamed),
                alternate_submits = \(alternateSubmits), changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    // MARK: Respondents

    func respondents(of assessment: NeedsAssessment.ID) throws -> [NeedsRespondentRecord] {
        try respondents("r.assessment_id = \(assessment)")
    }

    func respondents(by account: Account.ID) throws -> [NeedsRespondentRecord] {
        try respondents("r.account_id = \(account)")
    }

    private func respondents(_ condition: SQL) throws -> [NeedsRespondentRecord] {
        try reading.all(
            """
            SELECT r.assessment_id, r.sector, r.account_id, a.name FROM needs_respondent r JOIN account a ON a.id = r.account_id
            WHERE \(condition) ORDER BY r.sector, a.name, r.account_id
            """
        ).map {
            NeedsRespondentRecord(
                assessment: try $0.get("assessment_id"), sector: try $0.get("sector"),
                account: try $0.get("account_id"),
                name: try $0.get("name"))
        }
    }

    static func name(_ account: Account.ID, for sector: String, of id: NeedsAssessment.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO needs_respondent (assessment_id, sector, account_id, named_by, named_at)
            VALUES (\(id), \(sector), \(account), \(work.actor), \(work.now))
            ON CONFLICT (assessment_id, sector, account_id) DO NOTHING
            """)
    }

    static func remove(_ account: Account.ID, for sector: String, of id: NeedsAssessment.ID, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM needs_respondent WHERE assessment_id = \(id) AND sector = \(sector) AND account_id = \(account)"
        )
    }

    // MARK: Answers

    /// The latest last.
    func answers(of assessment: NeedsAssessment.ID) throws -> [NeedsAnswerRecord] {
        try reading.all("SELECT * FROM needs_answer WHERE assessment_id = \(assessment) ORDER BY answered_at, id")
            .map(NeedsAnswerRecord.init)
    }

    /// Of several; the latest last.
    func answers(of ids: [NeedsAssessment.ID]) throws -> [(assessment: NeedsAssessment.ID, answer: NeedsAnswerRecord)] {
        try reading.all("SELECT * FROM needs_answer WHERE assessment_id IN \(in: ids) ORDER BY answered_at, id").map {
            (try $0.get("assessment_id"), try NeedsAnswerRecord($0))
        }
    }

    static func keep(
        _ answers: [(indicator: String, sector: String, draft: NeedsAnswerDraft)], of id: NeedsAssessment.ID,
        _ work: Work
    ) throws {
        let last = Dictionary(answers.map { ([$0.indicator, $0.sector], $0) }) { $1 }
        guard !last.isEmpty else { return }
        let rows = last.values.map { answer -> SQL in
            let row: NeedsAnswer.ID = work.environment.id()
            let draft = answer.draft
            return """
                (\(row), \(id), \(answer.indicator), \(answer.sector), \(draft.value), \(draft.isNotApplicable), \(draft.note),
                    \(draft.evidenceKind), \(draft.evidence), \(work.actor), \(work.now))
                """
        }
        try work.tx.execute(
            """
            INSERT INTO needs_answer (id, assessment_id, indicator, sector, value, not_applicable, note, evidence_kind, evidence,
                answered_by, answered_at)
            VALUES \(rows.joined())
            ON CONFLICT (assessment_id, indicator, sector, answered_by) DO UPDATE SET value = excluded.value,
                not_applicable = excluded.not_applicable, note = excluded.note, evidence_kind = excluded.evidence_kind,
                evidence = excluded.evidence, answered_at = excluded.answered_at
            """)
    }

    /// Of these cycles those with a picture.
    func shown(_ cycles: [NeedsCycle.ID]) throws -> Set<NeedsCycle.ID> {
        Set(
            try reading.all("SELECT DISTINCT cycle_id FROM needs_rollup WHERE cycle_id IN \(in: cycles)").map {
                try $0.get("cycle_id")
            })
    }

    // MARK: National values

    func values(of assessment: NeedsAssessment.ID) throws -> [String: NeedsValueRecord] {
        let rows = try reading.all("SELECT * FROM needs_value WHERE assessment_id = \(assessment)")
        return Dictionary(
            try rows.map { row in
                let indicator: String = try row.get("indicator")
                return (
                    indicator,
                    NeedsValueRecord(
                        indicator: indicator, kind: .init(rawValue: try row.get("kind")) ?? .notAnswered,
                        value: try row.get("value"), reason: try row.get("reason"), target: try row.get("target"),
                        targetOn: try row.get("target_on"))
                )
            }
        ) { first, _ in first }
    }

    static func keep(_ values: [NeedsValueRecord], of id: NeedsAssessment.ID, _ work: Work) throws {
        // Of one that comes twice the last counts: no row is written twice in one statement.
        let last = Dictionary(values.map { ($0.indicator, $0) }) { $1 }
        guard !last.isEmpty else { return }
        let rows = last.values.map { value -> SQL in
            """
            (\(id), \(value.indicator), \(value.kind.rawValue), \(value.value), \(value.reason), \(value.target), \(value.targetOn),
                \(work.actor), \(work.now))
            """
        }
        try work.tx.execute(
            """
            INSERT INTO needs_value (assessment_id, indicator, kind, value, reason, target, target_on, set_by, set_at)
            VALUES \(rows.joined())
            ON CONFLICT (assessment_id, indicator) DO UPDATE SET kind = excluded.kind, value = excluded.value,
                reason = excluded.reason, target = excluded.target, target_on = excluded.target_on, set_by = excluded.set_by,
                set_at = excluded.set_at
            """)
    }

    // MARK: Submissions

    static func submit(
        _ values: [NeedsValueRecord], of id: NeedsAssessment.ID, version: Int, under mandate: Mandate.ID?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO needs_submission (assessment_id, version, content, mandate_id, submitted_by, submitted_at)
            VALUES (\(id), \(version), \(try JSONCoding.text(values)), \(mandate), \(work.actor), \(work.now))
            """)
        try work.tx.execute(
            """
            UPDATE needs_assessment SET state = 'submitted', version = \(version), questions = '', changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    /// What each of them submitted last.
    func submissions(of ids: [NeedsAssessment.ID]) throws -> [NeedsAssessment.ID: [NeedsValueRecord]] {
        let rows = try reading.all(
            "SELECT assessment_id, content FROM needs_submission WHERE assessment_id IN \(in: ids) ORDER BY version")
        var found: [NeedsAssessment.ID: [NeedsValueRecord]] = [:]
        for row in rows { found[try row.get("assessment_id")] = try JSONCoding.value(try row.get("content")) }
        return found
    }

    // MARK: Pictures

    /// The latest first.
    func rollups(of cycle: NeedsCycle.ID) throws -> [NeedsRollupRecord] {
        try reading.all("SELECT * FROM needs_rollup WHERE cycle_id = \(cycle) ORDER BY snapshot DESC")
            .map(NeedsRollupRecord.init)
    }

    func latestRollups(of cycles: [NeedsCycle.ID]) throws -> [NeedsCycle.ID: NeedsRollupRecord] {
        let rows = try reading.all("SELECT * FROM needs_rollup WHERE cycle_id IN \(in: cycles) ORDER BY snapshot")
        return Dictionary(try rows.map { (try $0.get("cycle_id"), try NeedsRollupRecord($0)) }) { _, last in last }
    }

    static func insert(
        _ id: NeedsRollup.ID, of cycle: NeedsCycle.ID, snapshot: Int, sequence: Int64, cells: String, chain: String,
        _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO needs_rollup (id, cycle_id, snapshot, sequence, cells, chain, taken_by, taken_at)
            VALUES (\(id), \(cycle), \(snapshot), \(sequence), \(cells), \(chain), \(work.actor), \(work.now))
            """)
    }
}
