import Domain
import Storage
import Web

public enum Receipt { public typealias ID = Identifier<Receipt> }

/// A picture or a scan of what was paid.
struct ReceiptRecord: Sendable {
    let id: Receipt.ID
    let item: ClaimItem.ID
    let claim: Claim.ID
    let file: KeptFileRecord

    fileprivate init(_ row: Row, file: KeptFileRecord) throws {
        id = try row.get("id")
        item = try row.get("claim_item_id")
        claim = try row.get("claim_id")
        self.file = file
    }
}

/// The SQL of receipts. What was erased is found by nobody.
struct ReceiptStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func receipts(of claims: [Claim.ID]) throws -> [ClaimItem.ID: [ReceiptRecord]] {
        guard !claims.isEmpty else { return [:] }
        let rows = try reading.all(
            """
            SELECT r.*, i.claim_id FROM receipt r JOIN claim_item i ON i.id = r.claim_item_id
            WHERE i.claim_id IN \(in: claims) AND r.erased_at IS NULL ORDER BY r.added_at, r.id
            """)
        return Dictionary(grouping: try rows.map(record), by: \.item)
    }

    /// - Throws: ``Refusal/notFound``, also for one of another claim.
    func receipt(_ claims: [Claim.ID], _ id: Receipt.ID) throws -> ReceiptRecord {
        guard let found = try receipts(of: claims).values.joined().first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        return found
    }

    private func record(_ row: Row) throws -> ReceiptRecord {
        try ReceiptRecord(row, file: KeptFileStore(reading).file(row.get("file_id")))
    }

    static func insert(
        _ id: Receipt.ID, _ item: ClaimItem.ID, _ traveller: Traveller, _ file: KeptFile.ID, now: Int64,
        _ tx: Transaction
    )
        throws
    {
        try tx.execute(
            """
            INSERT INTO receipt (id, claim_item_id, event_id, participant_id, file_id, added_at)
            VALUES (\(id), \(item), \(traveller.event), \(traveller.participant), \(file), \(now))
            """)
    }

    static func remove(_ receipt: ReceiptRecord, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM receipt WHERE id = \(receipt.id)")
        try KeptFileStore.remove(receipt.file.id, tx)
    }

    /// Also those that were erased and are not gone yet.
    static func remove(of item: ClaimItem.ID, _ tx: Transaction) throws {
        try remove(try tx.all("SELECT id, file_id FROM receipt WHERE claim_item_id = \(item)"), tx)
    }

    // MARK: What goes on its day

    private static let gone: SQL =
        "SELECT r.id, r.file_id FROM receipt r JOIN event e ON e.id = r.event_id WHERE r.erased_at IS NOT NULL OR e.names_erased_at IS NOT NULL"

    func hasGone() throws -> Bool { try reading.first("\(Self.gone) LIMIT 1") != nil }

    /// Those of people who were erased, and of events whose names were.
    static func forget(_ tx: Transaction) throws { try remove(try tx.all(gone), tx) }

    private static func remove(_ rows: [Row], _ tx: Transaction) throws {
        for row in rows {
            let (id, file): (Receipt.ID, KeptFile.ID) = (try row.get("id"), try row.get("file_id"))
            try tx.execute("DELETE FROM receipt WHERE id = \(id)")
            try KeptFileStore.remove(file, tx)
        }
    }
}
