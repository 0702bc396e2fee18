import Storage

extension Migrations {
    /// What is played: the exercise of an event, who sits where in it, its clocks, and the papers that went out.
    static let exercisePlay = Migration(
        "0083-exercise-play",
        [
            // state: ``ExerciseState``. pace: clock, moves. approval: none, second_person. release_default: hand, due. comparison: private,
            // anonymous, named. halted_from: the state before a real emergency. emergency_phone: the organiser's, for participants only.
            // catch_up_ms: what is overdue by no more is released by itself. rehearses: the event whose exercise this one rehearses.
            """
            CREATE TABLE exercise (
                event_id TEXT PRIMARY KEY REFERENCES event (id), msel_id TEXT NOT NULL REFERENCES msel (id), state TEXT NOT NULL,
                pace TEXT NOT NULL, approval TEXT NOT NULL, release_default TEXT NOT NULL, comparison TEXT NOT NULL, rules_text TEXT NOT NULL,
                emergency_phone TEXT NOT NULL, rehearses TEXT REFERENCES event (id), catch_up_ms BIGINT NOT NULL, cells_talk BOOLEAN NOT NULL,
                planned_startex BIGINT, halted_at BIGINT, halted_by TEXT, halted_from TEXT, reviewed_at BIGINT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX exercise_msel ON exercise (msel_id)",
            "CREATE INDEX exercise_state ON exercise (state)",
            "CREATE INDEX exercise_rehearses ON exercise (rehearses)",
            // role: ``ExerciseRole``. participant_id: nobody yet, where a seat is only planned.
            """
            CREATE TABLE exercise_seat (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                role TEXT NOT NULL, cell_id TEXT REFERENCES exercise_cell (id), function_id TEXT REFERENCES exercise_function (id),
                is_spokesperson BOOLEAN NOT NULL, deputises_for TEXT NOT NULL, startex_at BIGINT, endex_at BIGINT, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX exercise_seat_event ON exercise_seat (event_id, role)",
            "CREATE INDEX exercise_seat_participant ON exercise_seat (participant_id)",
            "CREATE INDEX exercise_seat_cell ON exercise_seat (cell_id)",
            "CREATE INDEX exercise_seat_function ON exercise_seat (function_id)",
            // An evaluator looks at one task of one cell.
            """
            CREATE TABLE task_assignment (
                seat_id TEXT NOT NULL REFERENCES exercise_seat (id), task_id TEXT NOT NULL REFERENCES critical_task (id),
                cell_id TEXT NOT NULL REFERENCES exercise_cell (id), PRIMARY KEY (seat_id, task_id, cell_id))
            """,
            "CREATE INDEX task_assignment_task ON task_assignment (task_id, cell_id)",
            "CREATE INDEX task_assignment_cell ON task_assignment (cell_id)",
            // Appended only. kind: start, pause, resume, speed, halt, end. elapsed: of the exercise's clock at the mark, for whoever reads it.
            """
            CREATE TABLE clock_mark (
                event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, wall BIGINT NOT NULL, kind TEXT NOT NULL,
                speed_num BIGINT NOT NULL, speed_den BIGINT NOT NULL, elapsed BIGINT NOT NULL, actor TEXT, PRIMARY KEY (event_id, number))
            """,
            // Appended only: from elapsed on the story stands at an instant and goes on at a rate.
            """
            CREATE TABLE story_mark (
                event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, elapsed BIGINT NOT NULL, story BIGINT NOT NULL,
                rate_num BIGINT NOT NULL, rate_den BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (event_id, number))
            """,
            // One released copy of an inject for a cell, never changed. channel and sender as they were. corrects: the paper that this one strikes.
            // reached: of a call or a word in person: '', reached, not-reached, message.
            """
            CREATE TABLE paper (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), inject_id TEXT NOT NULL REFERENCES inject (id),
                cell_id TEXT NOT NULL REFERENCES exercise_cell (id), number BIGINT NOT NULL, channel TEXT NOT NULL, sender TEXT NOT NULL,
                language TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, wall BIGINT NOT NULL, elapsed BIGINT NOT NULL,
                story BIGINT NOT NULL, released_by TEXT, corrects TEXT REFERENCES paper (id), reached TEXT NOT NULL)
            """,
            "CREATE INDEX paper_event ON paper (event_id, elapsed)",
            "CREATE INDEX paper_cell ON paper (cell_id, elapsed)",
            "CREATE INDEX paper_corrects ON paper (corrects)",
            // An inject reaches a cell once.
            "CREATE UNIQUE INDEX paper_once ON paper (inject_id, cell_id, COALESCE(corrects, ''))",
            """
            CREATE TABLE paper_opening (
                paper_id TEXT NOT NULL REFERENCES paper (id), participant_id TEXT NOT NULL REFERENCES participant (id), at BIGINT NOT NULL,
                elapsed BIGINT NOT NULL, PRIMARY KEY (paper_id, participant_id))
            """,
            "CREATE INDEX paper_opening_participant ON paper_opening (participant_id)",
            """
            CREATE TABLE paper_passing (
                paper_id TEXT NOT NULL REFERENCES paper (id), from_cell TEXT NOT NULL REFERENCES exercise_cell (id),
                to_cell TEXT NOT NULL REFERENCES exercise_cell (id), actor TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
                note TEXT NOT NULL, PRIMARY KEY (paper_id, from_cell, to_cell))
            """,
            "CREATE INDEX paper_passing_from ON paper_passing (from_cell)",
            "CREATE INDEX paper_passing_to ON paper_passing (to_cell)",
            // Exercises that are planned already get the part; its id may be the event's, which SQL that both engines know cannot make.
            """
            INSERT INTO event_part (id, event_id, position, kind, title, created_at)
            SELECT e.id, e.id, COALESCE((SELECT MAX(p.position) FROM event_part p WHERE p.event_id = e.id), 0) + 1, 'exercise', '', e.created_at
            FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM event_part p WHERE p.id = e.id)
            """,
        ])
}
