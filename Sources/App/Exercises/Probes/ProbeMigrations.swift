import Storage

extension Migrations {
    /// Probes: what cells believe at the same moment. `…_elapsed` are milliseconds of the exercise's clock.
    static let exerciseProbes = Migration(
        "0098-exercise-probes",
        [
            // release: hand, due. At most one of an exercise is open: opened and not closed.
            """
            CREATE TABLE exercise_probe (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, title TEXT NOT NULL,
                planned_elapsed BIGINT NOT NULL, release TEXT NOT NULL, opened_at BIGINT, opened_elapsed BIGINT, closed_at BIGINT,
                closed_elapsed BIGINT, UNIQUE (event_id, number))
            """,
            // text: JSON by language. truth: the code of an option; empty where none is right. true_from: before that, none is.
            """
            CREATE TABLE probe_question (
                id TEXT PRIMARY KEY, probe_id TEXT NOT NULL REFERENCES exercise_probe (id), position BIGINT NOT NULL, text TEXT NOT NULL,
                truth TEXT NOT NULL, true_from BIGINT NOT NULL, UNIQUE (probe_id, position))
            """,
            """
            CREATE TABLE probe_option (
                question_id TEXT NOT NULL REFERENCES probe_question (id), position BIGINT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL,
                PRIMARY KEY (question_id, code))
            """,
            // Appended only; the last one of a cell counts.
            """
            CREATE TABLE probe_answer (
                question_id TEXT NOT NULL REFERENCES probe_question (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                number BIGINT NOT NULL, option_code TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
                PRIMARY KEY (question_id, cell_id, number))
            """,
            "CREATE INDEX probe_answer_cell ON probe_answer (cell_id)",
            // What an item of the picture said before, so that one can look back at any moment. Appended only; the newest says what the item
            // says (``CellPictureStore``).
            """
            CREATE TABLE picture_version (
                item_id TEXT NOT NULL REFERENCES picture_item (id), number BIGINT NOT NULL, topic TEXT NOT NULL, text TEXT NOT NULL,
                standing TEXT NOT NULL, shown_to TEXT NOT NULL, as_of BIGINT, elapsed BIGINT NOT NULL, PRIMARY KEY (item_id, number))
            """,
            """
            INSERT INTO picture_version (item_id, number, topic, text, standing, shown_to, as_of, elapsed)
            SELECT id, 1, topic, text, standing, shown_to, as_of, elapsed FROM picture_item
            """,
        ])
}
