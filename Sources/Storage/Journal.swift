/// What an operation leaves in the journal. `Transaction/append(_:)` takes it.
public struct JournalEntry: Sendable, Hashable {
    /// Milliseconds since 1970, UTC.
    public var time: Int64
    /// Who did it; `nil` for the program itself.
    public var actor: String?
    /// The event or programme it happened in.
    public var scope: String
    /// What was changed.
    public var subject: String
    /// What happened, as `issue.merged`.
    public var kind: String
    /// JSON text, kept and hashed byte for byte as given.
    public var facts: String

    public init(
        time: Int64, actor: String?, scope: String, subject: String, kind: String, facts: String = "{}"
    ) {
        self.time = time
        self.actor = actor
        self.scope = scope
        self.subject = subject
        self.kind = kind
        self.facts = facts
    }

    /// Refuses what could not be stored, while the error can still go to the caller who wrote it.
    func check() throws {
        for text in [actor ?? "", scope, subject, kind, facts] { try RenderedSQL.check(.text(text)) }
    }
}

/// An entry as it stands in the journal.
public struct JournalRecord: Sendable, Hashable {
    /// Counted from 1, without gaps, in the order of the commits.
    public let sequence: Int64
    public let entry: JournalEntry
    /// BLAKE2b-256 over the hash before it and all fields: 32 bytes.
    public let hash: [UInt8]

    init(sequence: Int64, entry: JournalEntry, hash: [UInt8]) {
        self.sequence = sequence
        self.entry = entry
        self.hash = hash
    }

    init(_ row: Row) throws {
        sequence = try row.get("sequence")
        entry = JournalEntry(
            time: try row.get("time"), actor: try row.get("actor"), scope: try row.get("scope"),
            subject: try row.get("subject"), kind: try row.get("kind"), facts: try row.get("facts"))
        hash = try row.get("hash")
    }
}

/// Tells of a committed entry, for live updates.
public struct JournalNotice: Sendable, Hashable {
    public let sequence: Int64
    public let time: Int64
    public let actor: String?
    public let scope: String
    public let subject: String
    public let kind: String

    init(_ record: JournalRecord) {
        sequence = record.sequence
        time = record.entry.time
        actor = record.entry.actor
        scope = record.entry.scope
        subject = record.entry.subject
        kind = record.entry.kind
    }
}

/// Reading the journal.
public enum Journal {
    /// Entries with a sequence above `after`, oldest first.
    ///
    /// - Parameter scope: `nil` for all.
    public static func records(
        _ reading: any Reading, scope: String? = nil, after: Int64 = 0, limit: Int = 1000
    ) throws -> [JournalRecord] {
        let filter: SQL = if let scope { "AND scope = \(scope)" } else { "" }
        return try reading.all(
            """
            SELECT sequence, time, actor, scope, subject, kind, facts, hash FROM journal
            WHERE sequence > \(after) \(filter) ORDER BY sequence LIMIT \(limit)
            """
        ).map(JournalRecord.init)
    }

    /// Entries about one subject, oldest first.
    public static func records(
        _ reading: any Reading, subject: String, after: Int64 = 0, limit: Int = 1000
    ) throws -> [JournalRecord] {
        try reading.all(
            """
            SELECT sequence, time, actor, scope, subject, kind, facts, hash FROM journal
            WHERE subject = \(subject) AND sequence > \(after) ORDER BY sequence LIMIT \(limit)
            """
        ).map(JournalRecord.init)
    }

    /// The newest entries with a sequence below `before`, newest first: a page of the audit trail.
    public static func newest(
        _ reading: any Reading, scope: String? = nil, before: Int64 = .max, limit: Int = 100
    ) throws -> [JournalRecord] {
        let filter: SQL = if let scope { "AND scope = \(scope)" } else { "" }
        return try reading.all(
            """
            SELECT sequence, time, actor, scope, subject, kind, facts, hash FROM journal
            WHERE sequence < \(before) \(filter) ORDER BY sequence DESC LIMIT \(limit)
            """
        ).map(JournalRecord.init)
    }

    /// The entry with this sequence.
    public static func record(_ reading: any Reading, sequence: Int64) throws -> JournalRecord? {
        try records(reading, after: sequence - 1, limit: 1).first { $0.sequence == sequence }
    }

    /// The sequence of the newest entry; 0 for an empty journal.
    public static func lastSequence(_ reading: any Reading) throws -> Int64 {
        try reading.value("SELECT sequence FROM journal ORDER BY sequence DESC LIMIT 1") ?? 0
    }

    /// Adds the entries of a batch behind the newest one. The caller holds the write lock of the whole database, so
    /// that no other node can add to the same end of the chain.
    static func flush(_ entries: [JournalEntry], on connection: any Connection) throws -> [JournalRecord] {
        guard !entries.isEmpty else { return [] }
        let head = try connection.rows(
            "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1", onlyFirst: true
        ).first
        var sequence: Int64 = try head?.get("sequence") ?? 0
        var hash: [UInt8] = try head?.get("hash") ?? JournalChain.genesis
        var records: [JournalRecord] = []
        for entry in entries {
            sequence += 1
            hash = JournalChain.hash(of: entry, sequence: sequence, previous: hash)
            records.append(JournalRecord(sequence: sequence, entry: entry, hash: hash))
        }
        var start = 0
        while start < records.count {
            // Few different statement texts, so that they stay prepared; 8 values each, far below the engines' limits.
            let size = [64, 8, 1].first { start + $0 <= records.count } ?? 1
            try connection.send(insertion(of: records[start..<start + size]))
            start += size
        }
        return records
    }

    private static func insertion(of records: ArraySlice<JournalRecord>) -> SQL {
        let rows = records.map { record -> SQL in
            let entry = record.entry
            return """
                (\(record.sequence), \(entry.time), \(entry.actor), \(entry.scope), \(entry.subject), \(entry.kind), \
                \(entry.facts), \(record.hash))
                """
        }
        return "INSERT INTO journal (sequence, time, actor, scope, subject, kind, facts, hash) VALUES \(rows.joined())"
    }
}
