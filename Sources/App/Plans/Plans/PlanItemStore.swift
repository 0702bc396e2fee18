import Domain
import Storage
import Web

/// The SQL of what stands in plans.
struct PlanItemStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// As they were added.
    func items(of plans: [ProgrammePlan.ID]) throws -> [PlanItemRecord] {
        guard !plans.isEmpty else { return [] }
        return try reading.all("SELECT * FROM plan_item WHERE plan_id IN \(in: plans) ORDER BY plan_id, place, id")
            .map(PlanItemRecord.init)
    }

    func items(_ ids: [PlanItem.ID]) throws -> [PlanItemRecord] {
        guard !ids.isEmpty else { return [] }
        return try reading.all("SELECT * FROM plan_item WHERE id IN \(in: ids) ORDER BY place, id").map(
            PlanItemRecord.init)
    }

    /// The actions of plans, in one statement of one length.
    func actions(of plans: [ProgrammePlan.ID]) throws -> [ActionRecord] {
        guard !plans.isEmpty else { return [] }
        return try reading.all(
            "SELECT a.* FROM plan_item i JOIN action a ON a.id = i.action_id WHERE i.plan_id IN \(in: plans)"
        ).map(ActionRecord.init)
    }

    func items(ofActions actions: [Action.ID]) throws -> [PlanItemRecord] {
        guard !actions.isEmpty else { return [] }
        return try reading.all("SELECT * FROM plan_item WHERE action_id IN \(in: actions)").map(PlanItemRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func item(_ id: PlanItem.ID) throws -> PlanItemRecord {
        guard let item = try items([id]).first else { throw Refusal.notFound }
        return item
    }

    func item(of action: Action.ID) throws -> PlanItemRecord? { try items(ofActions: [action]).first }

    func count(in plan: ProgrammePlan.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM plan_item WHERE plan_id = \(plan)") ?? 0
    }

    static func insert(
        _ id: PlanItem.ID, _ plan: ProgrammePlan.ID, _ action: Action.ID, _ fields: PlanItemFields,
        _ draft: PlanItemDraft,
        _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO plan_item (id, plan_id, place, action_id, \(PlanItemFields.columns), regions, secured, held_back, blocked, created_at)
            VALUES (\(id), \(plan), (SELECT COALESCE(MAX(place), 0) + 1 FROM plan_item WHERE plan_id = \(plan)), \(action),
                \(fields.columnValues), \(PlanRegions.text(draft.regions)), \(draft.isSecured), \(draft.isHeldBack), '', \(work.now))
            """)
    }

    static func update(
        _ id: PlanItem.ID, _ fields: PlanItemFields, _ draft: PlanItemDraft, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE plan_item SET \(fields.assignments), regions = \(PlanRegions.text(draft.regions)), secured = \(draft.isSecured),
                held_back = \(draft.isHeldBack) WHERE id = \(id)
            """)
    }

    static func block(_ id: PlanItem.ID, _ reason: String, _ tx: Transaction) throws {
        try tx.execute("UPDATE plan_item SET blocked = \(reason) WHERE id = \(id)")
    }

    // MARK: Steps

    /// In their order.
    func steps(of items: [PlanItem.ID]) throws -> [PlanItem.ID: [PlanStepRecord]] {
        guard !items.isEmpty else { return [:] }
        let rows = try reading.all(
            "SELECT * FROM plan_step WHERE item_id IN \(in: items) ORDER BY item_id, place, id"
        ).map(PlanStepRecord.init)
        return Dictionary(grouping: rows, by: \.item)
    }

    /// The same of whole plans.
    func steps(ofPlans plans: [ProgrammePlan.ID]) throws -> [PlanItem.ID: [PlanStepRecord]] {
        guard !plans.isEmpty else { return [:] }
        let rows = try reading.all(
            """
            SELECT s.* FROM plan_item i JOIN plan_step s ON s.item_id = i.id WHERE i.plan_id IN \(in: plans)
            ORDER BY s.item_id, s.place, s.id
            """
        ).map(PlanStepRecord.init)
        return Dictionary(grouping: rows, by: \.item)
    }

    /// - Throws: ``Refusal/notFound``.
    func step(_ id: PlanStep.ID, of item: PlanItem.ID) throws -> PlanStepRecord {
        guard let row = try reading.first("SELECT * FROM plan_step WHERE id = \(id) AND item_id = \(item)") else {
            throw Refusal.notFound
        }
        return try PlanStepRecord(row)
    }

    static func insert(
        _ id: PlanStep.ID, _ item: PlanItem.ID, place: Int, _ milestone: PlanMilestone, waived: String = "",
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO plan_step (id, item_id, place, title, due_on, done_on, waived)
            VALUES (\(id), \(item), \(place), \(milestone.title), \(milestone.due?.description ?? ""),
                \(milestone.doneOn?.description ?? ""), \(waived))
            """)
    }

    static func set(_ id: PlanStep.ID, doneOn: String, waived: String, _ tx: Transaction) throws {
        try tx.execute("UPDATE plan_step SET done_on = \(doneOn), waived = \(waived) WHERE id = \(id)")
    }

    static func remove(_ id: PlanStep.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM plan_step WHERE id = \(id)")
    }

    static func clearSteps(of item: PlanItem.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM plan_step WHERE item_id = \(item)")
    }

    // MARK: Gathered

    /// What each of these items gathers, in the order in which it was.
    func gathered(by items: [PlanItem.ID]) throws -> [PlanItem.ID: [PlanItem.ID]] {
        guard !items.isEmpty else { return [:] }
        var found: [PlanItem.ID: [PlanItem.ID]] = [:]
        for row in try reading.all(
            "SELECT * FROM plan_gathering WHERE item_id IN \(in: items) ORDER BY item_id, at, gathered_id")
        {
            found[try row.get("item_id"), default: []].append(try row.get("gathered_id"))
        }
        return found
    }

    /// The same of all items of a plan.
    func gathered(in plan: ProgrammePlan.ID) throws -> [PlanItem.ID: [PlanItem.ID]] {
        var found: [PlanItem.ID: [PlanItem.ID]] = [:]
        for row in try reading.all(
            """
            SELECT g.* FROM plan_item i JOIN plan_gathering g ON g.item_id = i.id WHERE i.plan_id = \(plan)
            ORDER BY g.item_id, g.at, g.gathered_id
            """)
        {
            found[try row.get("item_id"), default: []].append(try row.get("gathered_id"))
        }
        return found
    }

    /// The items that gather one.
    func gatherers(of item: PlanItem.ID) throws -> [PlanItem.ID] {
        try reading.all("SELECT item_id FROM plan_gathering WHERE gathered_id = \(item) ORDER BY at, item_id").map {
            try $0.get("item_id")
        }
    }

    static func gather(_ item: PlanItem.ID, _ gathered: PlanItem.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO plan_gathering (item_id, gathered_id, at) VALUES (\(item), \(gathered), \(work.now))
            ON CONFLICT (item_id, gathered_id) DO NOTHING
            """)
    }

    static func letGo(_ item: PlanItem.ID, _ gathered: PlanItem.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM plan_gathering WHERE item_id = \(item) AND gathered_id = \(gathered)")
    }
}

extension PlanItemStore {
    /// Those whose owners may be written to: open and due between two days, or proposed since a moment.
    func pressing(from first: String, until last: String, madeSince: Int64) throws -> [PlanItemRecord] {
        try reading.all(
            """
            SELECT i.* FROM action a JOIN plan_item i ON i.action_id = a.id
            WHERE a.state IN ('agreed', 'in_progress') AND a.due_on >= \(first) AND a.due_on <= \(last)
            UNION ALL SELECT i.* FROM action a JOIN plan_item i ON i.action_id = a.id
            WHERE a.state = 'proposed' AND a.created_at >= \(madeSince)
            """
        ).map(PlanItemRecord.init)
    }

    /// By number, what each action of a plan waits for.
    func links(in plan: ProgrammePlan.ID) throws -> [String: (id: PlanItem.ID, before: [String])] {
        var links: [String: (id: PlanItem.ID, before: [String])] = [:]
        for row in try reading.all("SELECT id, number, depends_on FROM plan_item WHERE plan_id = \(plan)") {
            var fields = PlanItemFields()
            fields.dependsOn = try row.get("depends_on")
            links[try row.get("number")] = (id: try row.get("id"), before: fields.predecessors)
        }
        return links
    }

    /// Of plans, what another item could gather, and does not yet.
    func offered(of plans: [ProgrammePlan.ID], to item: PlanItem.ID) throws -> [PlanItemRecord] {
        guard !plans.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT i.* FROM plan_item i JOIN action a ON a.id = i.action_id
            WHERE i.plan_id IN \(in: plans) AND i.held_back = \(false) AND a.state <> 'dropped'
                AND NOT EXISTS (SELECT 1 FROM plan_gathering g WHERE g.item_id = \(item) AND g.gathered_id = i.id)
            ORDER BY i.plan_id, i.place LIMIT \(Self.mostFree)
            """
        ).map(PlanItemRecord.init)
    }

    static let mostFree = 500

    /// Open actions of a programme that stand in no plan, the latest first; of one owner, or of all.
    func free(in programme: Programme.ID, owner: MemberRef?) throws -> [ActionRecord] {
        let owned: SQL = if let owner { "AND a.owner_kind = \(owner.kind) AND a.owner = \(owner.ref)" } else { "" }
        return try reading.all(
            """
            SELECT a.* FROM action a WHERE a.programme_id = \(programme) AND a.state IN ('proposed', 'agreed', 'in_progress')
                \(owned) AND NOT EXISTS (SELECT 1 FROM plan_item i WHERE i.action_id = a.id)
            ORDER BY a.created_at DESC, a.id LIMIT \(Self.mostFree)
            """
        ).map(ActionRecord.init)
    }

    /// Plans in which an action was changed.
    func plansChanged(since: Int64) throws -> [ProgrammePlan.ID] {
        try reading.all(
            """
            SELECT DISTINCT i.plan_id FROM action a JOIN plan_item i ON i.action_id = a.id WHERE a.changed_at >= \(since)
            ORDER BY i.plan_id
            """
        ).map { try $0.get("plan_id") }
    }

    /// Of which of these the owner was written to, also where nobody could be.
    func written(_ keys: [String]) throws -> Set<String> {
        guard !keys.isEmpty else { return [] }
        return Set(
            try reading.all("SELECT key FROM plan_mail WHERE key IN \(in: keys)").map {
                try $0.get("key", as: String.self)
            })
    }

    static func setWritten(_ key: String, _ work: Work) throws {
        try work.tx.execute("INSERT INTO plan_mail (key, at) VALUES (\(key), \(work.now)) ON CONFLICT (key) DO NOTHING")
    }

    /// What a plan shows to everybody, the actions that began in it do, but for those that are held back.
    static func share(_ isShared: Bool, actionsOf plan: ProgrammePlan.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE action SET is_shared = \(isShared), changed_at = \(work.now)
            WHERE id IN (SELECT action_id FROM plan_item WHERE plan_id = \(plan) AND held_back = \(false))
                AND origin_kind = 'plan' AND origin_id = \(plan.description)
            """)
    }

    /// No action of a plan is marked wider than the plan.
    static func close(_ marking: String, actionsOf plan: ProgrammePlan.ID, _ work: Work) throws {
        let wider = SharedMarkings.all.filter { $0 != marking && TLP.stricter($0, marking) == marking }
        guard !wider.isEmpty else { return }
        try work.tx.execute(
            """
            UPDATE action SET marking = \(marking), changed_at = \(work.now)
            WHERE id IN (SELECT action_id FROM plan_item WHERE plan_id = \(plan)) AND marking IN \(in: wider)
            """)
    }
}

extension PlanItemStore {
    // MARK: Comments

    /// The earliest first.
    func comments(of item: PlanItem.ID) throws -> [PlanCommentRecord] {
        try reading.all("SELECT * FROM plan_comment WHERE item_id = \(item) ORDER BY at, id").map(
            PlanCommentRecord.init)
    }

    static func insert(
        _ id: PlanComment.ID, _ item: PlanItem.ID, _ member: MemberRef?, _ author: Account.ID, _ text: String,
        language: String, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO plan_comment (id, item_id, member_kind, member, account_id, text, language, at)
            VALUES (\(id), \(item), \(member?.kind), \(member?.ref), \(author), \(text), \(language), \(work.now))
            """)
    }

    static func remove(_ id: PlanComment.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM plan_comment WHERE id = \(id)")
    }
}
