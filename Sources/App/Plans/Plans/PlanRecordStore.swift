import Domain
import Storage
import Web

/// The SQL of plans.
struct PlanRecordStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Plans

    func plans(of programme: Programme.ID) throws -> [PlanRecord] {
        try reading.all(
            "SELECT * FROM programme_plan WHERE programme_id = \(programme) ORDER BY kind, title, created_at, id"
        ).map(PlanRecord.init)
    }

    func plans(_ ids: [ProgrammePlan.ID]) throws -> [PlanRecord] {
        guard !ids.isEmpty else { return [] }
        return try reading.all("SELECT * FROM programme_plan WHERE id IN \(in: ids)").map(PlanRecord.init)
    }

    func inReview() throws -> [PlanRecord] {
        try reading.all(
            "SELECT * FROM programme_plan WHERE stage = \(PlanStage.inReview) ORDER BY programme_id, id"
        ).map(PlanRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func plan(_ id: ProgrammePlan.ID) throws -> PlanRecord {
        guard let row = try reading.first("SELECT * FROM programme_plan WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try PlanRecord(row)
    }

    func sent(_ programme: Programme.ID, key: String) throws -> PlanRecord? {
        try reading.first("SELECT * FROM programme_plan WHERE programme_id = \(programme) AND key = \(key)").map(
            PlanRecord.init)
    }

    static func insert(
        _ id: ProgrammePlan.ID, in programme: Programme.ID, _ fields: PlanRecordFields, _ draft: PlanDraft,
        key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO programme_plan (id, programme_id, kind, owner_kind, owner, \(PlanRecordFields.columns), stage, version,
                marking, sharing, answer_by, silence_agrees, created_by, created_at, changed_at, key)
            VALUES (\(id), \(programme), \(draft.kind.rawValue), \(draft.owner?.kind), \(draft.owner?.ref), \(fields.columnValues),
                \(PlanStage.draft), 0, \(draft.marking), \(draft.sharing.rawValue), '', \(false), \(work.actor), \(work.now),
                \(work.now), \(key))
            """)
    }

    static func update(_ id: ProgrammePlan.ID, _ fields: PlanRecordFields, _ draft: PlanDraft, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE programme_plan SET \(fields.assignments), marking = \(draft.marking), sharing = \(draft.sharing.rawValue),
                changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func set(
        _ stage: PlanStage, of id: ProgrammePlan.ID, version: Int, answerBy: String, silenceAgrees: Bool, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE programme_plan SET stage = \(stage), version = \(version), answer_by = \(answerBy),
                silence_agrees = \(silenceAgrees), changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    // MARK: Versions

    func version(_ version: Int, of plan: ProgrammePlan.ID) throws -> PlanVersionRecord? {
        try reading.first("SELECT * FROM plan_version WHERE plan_id = \(plan) AND version = \(version)").map(
            PlanVersionRecord.init)
    }

    static func keep(
        _ plan: ProgrammePlan.ID, version: Int, table: String, stands: String, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO plan_version (plan_id, version, adopted_at, adopted_by, content, stands)
            VALUES (\(plan), \(version), \(work.now), \(work.actor), \(table), \(stands))
            """)
    }

    // MARK: Stands

    func stands(of plan: ProgrammePlan.ID) throws -> [PlanStandRecord] { try stands(of: [plan]) }

    func stands(of plans: [ProgrammePlan.ID]) throws -> [PlanStandRecord] {
        guard !plans.isEmpty else { return [] }
        return try reading.all(
            "SELECT * FROM plan_stand WHERE plan_id IN \(in: plans) ORDER BY member_kind, member, item_id"
        ).compactMap { try PlanStandRecord($0) }
    }

    /// - Parameter isProvisional: the head of a delegation said it in the room, and a focal point is to confirm it.
    static func state(
        _ plan: ProgrammePlan.ID, _ item: PlanItem.ID, _ member: MemberRef, _ kind: PlanStandKind, _ words: String,
        isProvisional: Bool, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO plan_stand (plan_id, item_id, member_kind, member, stand, words, stated_by, at, provisional)
            VALUES (\(plan), \(item), \(member.kind), \(member.ref), \(kind), \(words), \(work.actor), \(work.now), \(isProvisional))
            ON CONFLICT (item_id, member_kind, member) DO UPDATE SET stand = excluded.stand, words = excluded.words,
                stated_by = excluded.stated_by, at = excluded.at, provisional = excluded.provisional
            """)
    }

    /// What was said in the room becomes the country's own, or nothing.
    /// - Returns: of how many actions.
    static func settle(_ plan: ProgrammePlan.ID, _ member: MemberRef, isConfirmed: Bool, _ work: Work) throws -> Int {
        let own: SQL =
            "plan_id = \(plan) AND member_kind = \(member.kind) AND member = \(member.ref) AND provisional = \(true)"
        return isConfirmed
            ? try work.tx.change("UPDATE plan_stand SET provisional = \(false) WHERE \(own)")
            : try work.tx.change("DELETE FROM plan_stand WHERE \(own)")
    }

    static func clearStands(of plan: ProgrammePlan.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM plan_stand WHERE plan_id = \(plan)")
    }

    static func clearStands(of item: PlanItem.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM plan_stand WHERE item_id = \(item)")
    }
}
