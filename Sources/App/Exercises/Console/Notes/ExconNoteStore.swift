import Domain
import Storage
import Web

public enum ExconNote { public typealias ID = Identifier<ExconNote> }

/// What is told of a note.
struct ExconNoteFields: FieldRecord {
    var text = ""

    static let fields: [Field<ExconNoteFields>] = [
        .lines("text", \.text, L("Note"), limit: 2_000, isRequired: true)
    ]
}

/// A line of somebody who runs the exercise, stamped with its clock.
struct ExconNoteRecord: Sendable {
    let id: ExconNote.ID
    /// On what it was noted.
    let inject: Inject.ID?
    let fields: ExconNoteFields
    let language: String
    let author: String?
    let at: Int64
    let elapsed: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        inject = try row.get("inject_id")
        fields = try ExconNoteFields(row)
        language = try row.get("language")
        author = try row.get("author")
        at = try row.get("at")
        elapsed = try row.get("elapsed")
    }
}

/// The SQL of notes.
struct ExconNoteStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// As they were written.
    func all(of event: Event.ID) throws -> [ExconNoteRecord] {
        try reading.all("SELECT * FROM excon_note WHERE event_id = \(event) ORDER BY elapsed, at, id").map(
            ExconNoteRecord.init)
    }

    func count(of event: Event.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM excon_note WHERE event_id = \(event)", as: Int.self) ?? 0
    }

    func isKnown(_ id: ExconNote.ID) throws -> Bool {
        try reading.first("SELECT id FROM excon_note WHERE id = \(id)") != nil
    }

    static func insert(
        _ id: ExconNote.ID, _ fields: ExconNoteFields, on inject: Inject.ID?, in event: Event.ID, elapsed: Int64,
        language: String, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO excon_note (id, event_id, inject_id, \(ExconNoteFields.columns), language, author, at, elapsed)
            VALUES (\(id), \(event), \(inject), \(fields.columnValues), \(language), \(work.actor), \(work.now), \(elapsed))
            """)
    }
}
