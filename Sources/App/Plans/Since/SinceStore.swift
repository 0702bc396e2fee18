import Domain
import Storage
import Web

// lint: tables journal because what became of things stands in it alone.

/// The SQL of what changed between meetings.
struct SinceStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: The journal

    /// One entry of those kinds, as it is stored.
    struct Entry: Sendable {
        let sequence: Int64
        let subject: String
        let kind: String
        let facts: String
    }

    /// Of a programme, after one entry and up to another, in their order.
    func entries(of programme: Programme.ID, _ kinds: [String], after: Int64, upTo: Int64) throws -> [Entry] {
        try reading.all(
            """
            SELECT sequence, subject, kind, facts FROM journal
            WHERE scope = \(Scope.programme(programme).description) AND kind IN \(in: kinds)
                AND sequence > \(after) AND sequence <= \(upTo) ORDER BY sequence
            """
        ).map {
            Entry(
                sequence: try $0.get("sequence"), subject: try $0.get("subject"), kind: try $0.get("kind"),
                facts: try $0.get("facts"))
        }
    }

    /// The last entry that was made before a moment; 0 where none was. Entries stand in the order of their time, but for what two servers
    /// wrote at once.
    func sequence(before moment: Int64) throws -> Int64 {
        var (low, high): (Int64, Int64) = (0, try Journal.lastSequence(reading))
        while low < high {
            let middle = low + (high - low + 1) / 2
            let time: Int64? = try reading.value("SELECT time FROM journal WHERE sequence = \(middle)")
            if time ?? .max < moment { low = middle } else { high = middle - 1 }
        }
        return low
    }

    func time(of sequence: Int64) throws -> Int64? {
        try reading.value("SELECT time FROM journal WHERE sequence = \(sequence)")
    }

    /// When something was last said of each of these subjects: `action:ID`.
    func lastSaid(of subjects: [String]) throws -> [String: Int64] {
        guard !subjects.isEmpty else { return [:] }
        let rows = try reading.all(
            "SELECT subject, MAX(time) AS last FROM journal WHERE subject IN \(in: subjects) GROUP BY subject")
        return Dictionary(
            try rows.map { (try $0.get("subject", as: String.self), try $0.get("last", as: Int64.self)) },
            uniquingKeysWith: { first, _ in first })
    }

    // MARK: Where meetings ended

    /// The entry itself says where; the last one counts, unless the meeting was opened again.
    func closing(of event: Event.ID) throws -> (sequence: Int64, at: Int64)? {
        let row = try reading.first(
            """
            SELECT sequence, time, kind FROM journal WHERE subject = \("event:\(event)")
                AND kind IN \(in: [SinceFacts.closing, SinceFacts.reopening]) ORDER BY sequence DESC LIMIT 1
            """)
        guard let row, try row.get("kind", as: String.self) == SinceFacts.closing else { return nil }
        return (try row.get("sequence"), try row.get("time"))
    }

    // MARK: Notes of progress

    /// The newest first.
    func notes(of programme: Programme.ID) throws -> [SinceNoteRecord] { try notes("programme_id = \(programme)") }

    /// - Throws: ``Refusal/notFound``.
    func note(_ id: SinceNote.ID, of programme: Programme.ID) throws -> SinceNoteRecord {
        guard let note = try notes("id = \(id)").first, note.programme == programme else { throw Refusal.notFound }
        return note
    }

    func sent(_ programme: Programme.ID, key: String) throws -> SinceNoteRecord? {
        try notes("programme_id = \(programme) AND key = \(key)").first
    }

    private func notes(_ condition: SQL) throws -> [SinceNoteRecord] {
        try reading.all("SELECT * FROM since_note WHERE \(condition) ORDER BY noted_on DESC, created_at DESC, id").map(
            SinceNoteRecord.init)
    }

    static func insert(
        _ id: SinceNote.ID, _ fields: SinceNoteFields, of region: App.Region.ID?, in programme: Programme.ID,
        key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO since_note (id, programme_id, region_id, \(SinceNoteFields.columns), created_by, created_at, changed_at, key)
            VALUES (\(id), \(programme), \(region), \(fields.columnValues), \(work.actor), \(work.now), \(work.now), \(key))
            """)
    }

    static func update(_ id: SinceNote.ID, _ fields: SinceNoteFields, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE since_note SET \(fields.assignments), changed_at = \(work.now) WHERE id = \(id)")
    }

    static func remove(_ id: SinceNote.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM since_note WHERE id = \(id)")
    }

    // MARK: Who is named

    func named(in programme: Programme.ID) throws -> Set<String> {
        Set(
            try reading.all("SELECT country FROM since_naming WHERE programme_id = \(programme)").map {
                try $0.get("country")
            })
    }

    static func name(_ country: String, in programme: Programme.ID, _ isNamed: Bool, _ work: Work) throws {
        guard isNamed else {
            try work.tx.execute(
                "DELETE FROM since_naming WHERE programme_id = \(programme) AND country = \(country)")
            return
        }
        try work.tx.execute(
            """
            INSERT INTO since_naming (programme_id, country, agreed_by, agreed_at)
            VALUES (\(programme), \(country), \(work.actor), \(work.now)) ON CONFLICT (programme_id, country) DO NOTHING
            """)
    }
}

/// The SQL of which meetings look back at another.
struct SinceTiesStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func following(in programme: Programme.ID) throws -> Set<Event.ID> {
        Set(
            try reading.all(
                """
                SELECT id FROM event WHERE programme_id = \(programme) AND (follows_id IS NOT NULL OR prepares_id IS NOT NULL)
                """
            ).map { try $0.get("id") })
    }
}
