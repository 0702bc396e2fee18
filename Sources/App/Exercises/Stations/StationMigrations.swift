import Storage

extension Migrations {
    /// A practical exercise: stations with their tasks and evaluators, and the timetable by which groups go round them.
    static let exerciseStations = Migration(
        "0107-exercise-stations",
        [
            // They belong to the exercise as it is run, and go with it.
            """
            CREATE TABLE exercise_station (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE, number BIGINT NOT NULL,
                name TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX exercise_station_event ON exercise_station (event_id, number)",
            """
            CREATE TABLE exercise_station_task (
                station_id TEXT NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE,
                task_id TEXT NOT NULL REFERENCES critical_task (id) ON DELETE CASCADE, PRIMARY KEY (station_id, task_id))
            """,
            "CREATE INDEX exercise_station_task_task ON exercise_station_task (task_id)",
            // Evaluators who stay at a station.
            """
            CREATE TABLE exercise_station_seat (
                station_id TEXT NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE,
                seat_id TEXT NOT NULL REFERENCES exercise_seat (id) ON DELETE CASCADE, PRIMARY KEY (station_id, seat_id))
            """,
            "CREATE INDEX exercise_station_seat_seat ON exercise_station_seat (seat_id)",
            // revision: counts the changes of the timetable.
            """
            CREATE TABLE exercise_timetable (
                event_id TEXT PRIMARY KEY REFERENCES exercise (event_id) ON DELETE CASCADE, revision BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            // starts_at: epoch milliseconds.
            """
            CREATE TABLE exercise_rotation (
                event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE, number BIGINT NOT NULL,
                starts_at BIGINT NOT NULL, length_ms BIGINT NOT NULL, PRIMARY KEY (event_id, number))
            """,
            // A group that waits has no row.
            """
            CREATE TABLE exercise_rotation_cell (
                event_id TEXT NOT NULL, number BIGINT NOT NULL, cell_id TEXT NOT NULL REFERENCES exercise_cell (id) ON DELETE CASCADE,
                station_id TEXT NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE, PRIMARY KEY (event_id, number, cell_id),
                FOREIGN KEY (event_id, number) REFERENCES exercise_rotation (event_id, number) ON DELETE CASCADE)
            """,
            "CREATE INDEX exercise_rotation_cell_cell ON exercise_rotation_cell (cell_id)",
            "CREATE INDEX exercise_rotation_cell_station ON exercise_rotation_cell (station_id)",
        ])
}
