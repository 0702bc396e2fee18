import Domain
import Storage
import Web

/// A previewed file.
struct ImportDraftRecord: Sendable {
    let id: ImportDraft.ID
    let account: Account.ID
    /// Nothing for the directory itself.
    let event: Event.ID?
    let fileName: String
    let content: ImportContent
    let plan: [PlannedRow]
    let confirmedAt: Int64?
}

/// The SQL of previewed files.
struct ImportStore {
    static let lifetime: Int64 = 86_400_000
    /// Previews that an account keeps; the oldest go.
    static let mostOfAccount = 5
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Only to whom it belongs, and only while it is kept.
    func draft(_ id: ImportDraft.ID, of account: Account.ID, event: Event.ID?, now: Int64) throws -> ImportDraftRecord {
        let row = try reading.first(
            """
            SELECT * FROM import_draft WHERE id = \(id) AND account_id = \(account) AND created_at > \(now - Self.lifetime)
            """)
        guard let row, try row.get("event_id", as: Event.ID?.self) == event else { throw Refusal.notFound }
        return ImportDraftRecord(
            id: id, account: account, event: event, fileName: try row.get("file_name"),
            content: try JSONText.decode(try row.get("content")), plan: try JSONText.decode(try row.get("plan")),
            confirmedAt: try row.get("confirmed_at"))
    }

    func insert(_ draft: ImportDraftRecord, now: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM import_draft WHERE created_at < \(now - Self.lifetime)")
        try tx.execute(
            """
            DELETE FROM import_draft WHERE account_id = \(draft.account) AND id NOT IN
                (SELECT id FROM import_draft WHERE account_id = \(draft.account) ORDER BY created_at DESC, id DESC
                    LIMIT \(Self.mostOfAccount - 1))
            """)
        try tx.execute(
            """
            INSERT INTO import_draft (id, account_id, event_id, file_name, content, plan, created_at, confirmed_at)
            VALUES (\(draft.id), \(draft.account), \(draft.event), \(draft.fileName), \(try JSONText.encode(draft.content)),
                \(try JSONText.encode(draft.plan)), \(now), NULL)
            """)
    }

    func setPlan(_ plan: [PlannedRow], of id: ImportDraft.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE import_draft SET plan = \(try JSONText.encode(plan)) WHERE id = \(id)")
    }

    func setConfirmed(_ id: ImportDraft.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE import_draft SET confirmed_at = \(now) WHERE id = \(id)")
    }

    func delete(_ id: ImportDraft.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM import_draft WHERE id = \(id)")
    }
}
