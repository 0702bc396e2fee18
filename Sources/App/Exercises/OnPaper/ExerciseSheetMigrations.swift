import Storage

extension Migrations {
    static let exerciseSheets = Migration(
        "0152-exercise-sheets",
        [
            // kind: decision, request. body: JSON of what stands on the sheet. state: waiting, counted, discarded.
            """
            CREATE TABLE exercise_sheet (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), kind TEXT NOT NULL,
                cell_id TEXT NOT NULL REFERENCES exercise_cell (id), point_id TEXT REFERENCES decision_point (id), body TEXT NOT NULL,
                entered_by TEXT, entered_at BIGINT NOT NULL, decided_by TEXT, decided_at BIGINT, state TEXT NOT NULL)
            """,
            "CREATE INDEX exercise_sheet_event ON exercise_sheet (event_id, state)",
            "CREATE INDEX exercise_sheet_cell ON exercise_sheet (cell_id)",
            "CREATE INDEX exercise_sheet_point ON exercise_sheet (point_id)",
        ])
}
