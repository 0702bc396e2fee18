/// What walking the chain found.
public struct JournalVerification: Sendable, Equatable {
    public struct Break: Sendable, Equatable {
        public let sequence: Int64
        /// A sentence.
        public let reason: String
    }

    /// How many entries are unbroken from the first on.
    public let checked: Int64
    /// The first entry that does not fit; `nil` for a sound journal.
    public let firstBreak: Break?
    /// The hash of the last sound entry. Noted outside the database, it also shows that the end was not cut off.
    public let lastHash: [UInt8]

    public var isSound: Bool { firstBreak == nil }
}

extension Journal {
    /// Walks the whole chain, a page at a time, so that any length fits in memory.
    public static func verify(_ database: Database, pageSize: Int = 1000, watch: LongWork? = nil) async throws
        -> JournalVerification
    {
        if let watch {
            let entries = try await database.read { try $0.value("SELECT MAX(sequence) FROM journal", as: Int64?.self) }
            try watch.begin("Checking the journal", of: entries ?? nil)
        }
        var checked: Int64 = 0
        var hash = JournalChain.genesis
        while true {
            let (from, previous) = (checked, hash)
            let page = try await database.read { reading in
                try walk(reading, after: from, previous: previous, limit: pageSize)
            }
            (checked, hash) = (page.checked, page.lastHash)
            try watch?.advance(by: Int(checked - from))
            guard page.firstBreak == nil, checked > from else { return page }
        }
    }

    private static func walk(
        _ reading: any Reading, after: Int64, previous: [UInt8], limit: Int
    ) throws -> JournalVerification {
        var (checked, hash) = (after, previous)
        let rows = try reading.all(
            """
            SELECT sequence, time, actor, scope, subject, kind, facts, hash FROM journal
            WHERE sequence > \(after) ORDER BY sequence LIMIT \(limit)
            """)
        func broken(_ sequence: Int64, _ reason: String) -> JournalVerification {
            JournalVerification(checked: checked, firstBreak: .init(sequence: sequence, reason: reason), lastHash: hash)
        }
        for row in rows {
            let record: JournalRecord
            do {
                record = try JournalRecord(row)
            } catch {
                return broken(checked + 1, "The entry cannot be read: a field is missing or of another kind.")
            }
            guard record.sequence == checked + 1 else {
                return broken(checked + 1, "The entry is missing; the next one is \(record.sequence).")
            }
            guard JournalChain.hash(of: record.entry, sequence: record.sequence, previous: hash) == record.hash else {
                return broken(record.sequence, "The entry was changed, or one before it: its hash does not fit.")
            }
            (checked, hash) = (record.sequence, record.hash)
        }
        return JournalVerification(checked: checked, firstBreak: nil, lastHash: hash)
    }
}
