import Storage

extension Migrations {
    /// Where the objectives of a plan that came as a file come from.
    static let exerciseFile = Migration(
        "0097-exercise-file",
        [
            // In the words of the server that wrote the file. kind: as items of the thread name themselves.
            """
            CREATE TABLE objective_origin (
                objective_id TEXT NOT NULL REFERENCES exercise_objective (id) ON DELETE CASCADE, position BIGINT NOT NULL,
                kind TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (objective_id, position))
            """
        ])
}
