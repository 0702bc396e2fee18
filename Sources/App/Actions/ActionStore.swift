import Domain
import Storage
import Web

/// The SQL of actions.
struct ActionStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By what is due first; what has no day comes last.
    func actions(of programmes: [Programme.ID]) throws -> [ActionRecord] {
        try read("programme_id IN \(in: programmes)")
    }

    func actions(_ ids: [Action.ID]) throws -> [ActionRecord] { try read("id IN \(in: ids)") }

    func actions(from kind: String, _ origins: [String]) throws -> [ActionRecord] {
        try read("origin_kind = \(kind) AND origin_id IN \(in: origins)")
    }

    /// Those that the account owns, or a member for which it acts.
    func actions(of account: Account.ID, _ members: [MemberRef]) throws -> [ActionRecord] {
        let named = Set(members)
        return try read("owner_account = \(account) OR owner IN \(in: members.map(\.ref).sorted())").filter { action in
            switch action.owner {
            case .account(let id): id == account
            case .member(let member): named.contains(member)
            case nil: false
            }
        }
    }

    /// - Throws: ``Refusal/notFound``.
    func action(_ id: Action.ID) throws -> ActionRecord {
        guard let found = try read("id = \(id)").first else { throw Refusal.notFound }
        return found
    }

    func sent(_ programme: Programme.ID, key: String) throws -> ActionRecord? {
        try read("programme_id = \(programme) AND key = \(key)").first
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM action WHERE programme_id = \(programme)") ?? 0
    }

    private func read(_ condition: SQL) throws -> [ActionRecord] {
        try reading.all(
            """
            SELECT * FROM action WHERE \(condition)
            ORDER BY CASE WHEN due_on = '' THEN 1 ELSE 0 END, due_on, created_at, id
            """
        ).map(ActionRecord.init)
    }

    static func insert(
        _ id: Action.ID, _ fields: ActionFields, _ draft: ActionDraft, in programme: Programme.ID, key: String?,
        _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO action (id, programme_id, \(ActionFields.columns), owner_kind, owner, owner_account, state, outcome,
                origin_kind, origin_id, marking, is_shared, created_by, created_at, changed_at, key)
            VALUES (\(id), \(programme), \(fields.columnValues), \(draft.owner?.member?.kind), \(draft.owner?.member?.ref),
                \(draft.owner?.account), \(ActionState.proposed), '', \(draft.origin?.kind ?? ""), \(draft.origin?.id ?? ""),
                \(draft.marking), \(draft.isShared), \(work.actor), \(work.now), \(work.now), \(key))
            """)
    }

    static func update(_ id: Action.ID, _ fields: ActionFields, _ draft: ActionDraft, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE action SET \(fields.assignments), owner_kind = \(draft.owner?.member?.kind),
                owner = \(draft.owner?.member?.ref), owner_account = \(draft.owner?.account), marking = \(draft.marking),
                is_shared = \(draft.isShared), changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    /// With who said yes, where that is what happens; `proposed` takes it back.
    static func set(
        _ state: ActionState, of action: ActionRecord, outcome: String, doneAt: Int64?, _ work: Work
    ) throws {
        // What is begun or done as its owner tells it at once was agreed at that moment.
        let isNew = action.state == .proposed && state != .dropped
        let agreedBy = state == .proposed ? nil : isNew ? work.actor : action.agreedBy
        let agreedAt = state == .proposed ? nil : isNew ? work.now : action.agreedAt
        try work.tx.execute(
            """
            UPDATE action SET state = \(state), agreed_by = \(agreedBy), agreed_at = \(agreedAt), done_at = \(doneAt),
                outcome = \(outcome), changed_at = \(work.now) WHERE id = \(action.id)
            """)
    }
}

/// What those are called who own actions: asked for all at once.
struct ActionOwnerNames {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func people(_ ids: [Account.ID]) throws -> [Account.ID: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reading.all("SELECT id, name FROM account WHERE id IN \(in: ids.sorted())")
        return try Dictionary(
            rows.map { (try $0.get("id"), try $0.get("name")) }, uniquingKeysWith: { first, _ in first })
    }

    /// By the id of each.
    func organisations(_ ids: [String]) throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reading.all("SELECT id, name FROM organisation WHERE id IN \(in: ids.sorted())")
        return try Dictionary(
            rows.map { (try $0.get("id"), try $0.get("name")) }, uniquingKeysWith: { first, _ in first })
    }
}
