import Domain
import Storage
import Web

/// The SQL of sheets.
struct ExerciseSheetStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Those that nobody has confirmed or thrown away, the oldest first.
    func waiting(of event: Event.ID) throws -> [ExerciseSheetRecord] {
        try reading.all(
            "SELECT * FROM exercise_sheet WHERE event_id = \(event) AND state = 'waiting' ORDER BY entered_at, id"
        ).map(ExerciseSheetRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func sheet(_ id: ExerciseSheet.ID, of event: Event.ID) throws -> ExerciseSheetRecord {
        guard let row = try reading.first("SELECT * FROM exercise_sheet WHERE id = \(id) AND event_id = \(event)")
        else { throw Refusal.notFound }
        return try ExerciseSheetRecord(row)
    }

    static func insert(
        _ kind: ExerciseSheetRecord.Kind, _ point: DecisionPoint.ID?, _ body: ExerciseSheetBody, _ acting: CellActing
    ) throws -> ExerciseSheet.ID {
        let id: ExerciseSheet.ID = acting.work.environment.id()
        try acting.tx.execute(
            """
            INSERT INTO exercise_sheet (id, event_id, kind, cell_id, point_id, body, entered_by, entered_at, state)
            VALUES (\(id), \(acting.event), \(kind), \(acting.cell.id), \(point), \(try JSONCoding.text(body)),
                \(acting.work.actor), \(acting.work.now), 'waiting')
            """)
        return id
    }

    /// What stood on it counts elsewhere from then on, or nowhere: it is not kept twice.
    static func decide(_ id: ExerciseSheet.ID, _ state: ExerciseSheetRecord.State, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE exercise_sheet SET state = \(state), body = \(try JSONCoding.text(ExerciseSheetBody())), decided_by = \(work.actor), decided_at = \(work.now)
            WHERE id = \(id) AND state = 'waiting'
            """)
    }
}
