import Storage

extension Migrations {
    /// What is planned of an exercise: everything that hangs on a master scenario events list. Elapsed times (`…_ms`, `elapsed`, `planned_start`,
    /// `planned_length`) are milliseconds of the exercise's own clock.
    static let exercisePlan = Migration(
        "0082-exercise-plan",
        [
            // kind: scenario, exercise. languages: JSON list of codes. extra_columns: JSON list of an imported sheet's own columns.
            // overview: for players and observers. story_start: the story's first instant.
            """
            CREATE TABLE msel (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, title TEXT NOT NULL,
                overview TEXT NOT NULL, zone TEXT NOT NULL, story_start BIGINT NOT NULL, languages TEXT NOT NULL, marking TEXT NOT NULL,
                extra_columns TEXT NOT NULL, copied_from TEXT REFERENCES msel (id), created_by TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX msel_programme ON msel (programme_id, kind)",
            "CREATE INDEX msel_copied_from ON msel (copied_from)",
            // A break comes after everything that is planned at its elapsed time.
            """
            CREATE TABLE planned_break (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), elapsed BIGINT NOT NULL, length_ms BIGINT NOT NULL,
                title TEXT NOT NULL)
            """,
            "CREATE INDEX planned_break_msel ON planned_break (msel_id, elapsed)",
            // story_at: the story's instant at its beginning, where the story jumps there; rate: of the story's clock.
            // state: planned, open, closed, reviewed; only of one that is played.
            """
            CREATE TABLE exercise_move (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, title TEXT NOT NULL,
                planned_start BIGINT NOT NULL, planned_length BIGINT NOT NULL, story_at BIGINT, rate_num BIGINT NOT NULL,
                rate_den BIGINT NOT NULL, briefing TEXT NOT NULL, state TEXT NOT NULL, opened_elapsed BIGINT, closed_elapsed BIGINT,
                UNIQUE (msel_id, number))
            """,
            // kind: players, simcell. code: a letter or two. plays: whom it plays in the story. publication: private, anonymous, named.
            """
            CREATE TABLE exercise_cell (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, code TEXT NOT NULL,
                name TEXT NOT NULL, country TEXT REFERENCES country (code), plays TEXT NOT NULL, zone TEXT NOT NULL,
                language TEXT NOT NULL, kind TEXT NOT NULL, publication TEXT NOT NULL, copied_from TEXT)
            """,
            "CREATE INDEX exercise_cell_msel ON exercise_cell (msel_id, number)",
            "CREATE INDEX exercise_cell_country ON exercise_cell (country)",
            // Once for each pair, the smaller id first.
            """
            CREATE TABLE cell_border (
                cell_id TEXT NOT NULL REFERENCES exercise_cell (id), neighbour_id TEXT NOT NULL REFERENCES exercise_cell (id),
                PRIMARY KEY (cell_id, neighbour_id))
            """,
            "CREATE INDEX cell_border_neighbour ON cell_border (neighbour_id)",
            """
            CREATE TABLE exercise_function (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), code TEXT NOT NULL, name TEXT NOT NULL,
                position BIGINT NOT NULL, UNIQUE (msel_id, code))
            """,
            // kind: authority, operator, media, public, person. address: in a reserved domain, or empty.
            """
            CREATE TABLE exercise_actor (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), name TEXT NOT NULL, kind TEXT NOT NULL,
                address TEXT NOT NULL)
            """,
            "CREATE INDEX exercise_actor_msel ON exercise_actor (msel_id)",
            """
            CREATE TABLE storyline (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), position BIGINT NOT NULL, title TEXT NOT NULL)
            """,
            "CREATE INDEX storyline_msel ON storyline (msel_id, position)",
            // type: standard, contingency, adaptive. anchor: elapsed, wall, hand, rule; offset_ms: from its move's beginning, or from STARTEX
            // without a move. release: hand, due. status: ``InjectStatus``. revision grows with each change of its content.
            // extra: JSON, a sheet's own columns. controller_id: an exercise_seat. incident: words, within its storyline.
            """
            CREATE TABLE inject (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), position BIGINT NOT NULL, label TEXT NOT NULL,
                title TEXT NOT NULL, type TEXT NOT NULL, channel TEXT NOT NULL, storyline_id TEXT REFERENCES storyline (id),
                incident TEXT NOT NULL, actor_id TEXT REFERENCES exercise_actor (id), move_id TEXT REFERENCES exercise_move (id),
                anchor TEXT NOT NULL, offset_ms BIGINT NOT NULL, wall_at BIGINT, release TEXT NOT NULL, expected TEXT NOT NULL,
                note TEXT NOT NULL, controller_id TEXT, shows_observers BOOLEAN NOT NULL, status TEXT NOT NULL, held_at BIGINT,
                reason TEXT NOT NULL, revision BIGINT NOT NULL, written_by TEXT, submitted_by TEXT, approved_by TEXT, approved_at BIGINT,
                approved_revision BIGINT, cleared TEXT NOT NULL, extra TEXT NOT NULL, due_elapsed BIGINT, released_elapsed BIGINT,
                released_wall BIGINT, copied_from TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX inject_msel ON inject (msel_id, position)",
            "CREATE INDEX inject_storyline ON inject (storyline_id)",
            "CREATE INDEX inject_actor ON inject (actor_id)", "CREATE INDEX inject_move ON inject (move_id)",
            // kind: all, cell, function, simcell; target_id: of the cell or function, else empty.
            """
            CREATE TABLE inject_recipient (
                inject_id TEXT NOT NULL REFERENCES inject (id), kind TEXT NOT NULL, target_id TEXT NOT NULL,
                PRIMARY KEY (inject_id, kind, target_id))
            """,
            // source_revision: the inject's revision to which the text was written; state: draft, checked.
            """
            CREATE TABLE inject_text (
                inject_id TEXT NOT NULL REFERENCES inject (id), language TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
                source_revision BIGINT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (inject_id, language))
            """,
            """
            CREATE TABLE exercise_objective (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, text TEXT NOT NULL,
                capability TEXT NOT NULL, priority BIGINT NOT NULL, wanted BIGINT NOT NULL, copied_from TEXT)
            """,
            "CREATE INDEX exercise_objective_msel ON exercise_objective (msel_id, number)",
            // kind and source_id: as items of the thread name themselves (`intervention`, `aspect`, `adoption`, `section`, `action` …).
            """
            CREATE TABLE objective_source (
                objective_id TEXT NOT NULL REFERENCES exercise_objective (id), kind TEXT NOT NULL, source_id TEXT NOT NULL,
                event_id TEXT REFERENCES event (id), PRIMARY KEY (objective_id, kind, source_id))
            """,
            "CREATE INDEX objective_source_source ON objective_source (kind, source_id)",
            "CREATE INDEX objective_source_event ON objective_source (event_id)",
            // target: what is to be reached; threshold_ms: within which time, where it is a time; measure: a code of ``ExerciseMeasure`` or empty.
            """
            CREATE TABLE critical_task (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), objective_id TEXT NOT NULL REFERENCES exercise_objective (id),
                number BIGINT NOT NULL, text TEXT NOT NULL, target TEXT NOT NULL, standard TEXT NOT NULL, threshold_ms BIGINT,
                measure TEXT NOT NULL, copied_from TEXT)
            """,
            "CREATE INDEX critical_task_msel ON critical_task (msel_id, number)",
            "CREATE INDEX critical_task_objective ON critical_task (objective_id)",
            """
            CREATE TABLE inject_task (
                inject_id TEXT NOT NULL REFERENCES inject (id), task_id TEXT NOT NULL REFERENCES critical_task (id),
                PRIMARY KEY (inject_id, task_id))
            """,
            "CREATE INDEX inject_task_task ON inject_task (task_id)",
            // question: JSON by language. consent: JSON list of function codes. Asked of the cells that get the inject.
            """
            CREATE TABLE decision_point (
                id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), inject_id TEXT NOT NULL REFERENCES inject (id),
                number BIGINT NOT NULL, question TEXT NOT NULL, deadline_ms BIGINT, consent TEXT NOT NULL, allows_other BOOLEAN NOT NULL)
            """,
            "CREATE INDEX decision_point_msel ON decision_point (msel_id, number)",
            "CREATE UNIQUE INDEX decision_point_inject ON decision_point (inject_id)",
            // text: JSON by language.
            """
            CREATE TABLE decision_option (
                id TEXT PRIMARY KEY, point_id TEXT NOT NULL REFERENCES decision_point (id), position BIGINT NOT NULL, code TEXT NOT NULL,
                text TEXT NOT NULL, UNIQUE (point_id, code))
            """,
            // Both orders of a pair are one: the smaller code first.
            """
            CREATE TABLE incompatible_options (
                point_id TEXT NOT NULL REFERENCES decision_point (id), option_a TEXT NOT NULL, option_b TEXT NOT NULL,
                PRIMARY KEY (point_id, option_a, option_b))
            """,
            // scope: each_cell, all, k_of_n. match: all, any. effect: due, release.
            """
            CREATE TABLE inject_rule (
                id TEXT PRIMARY KEY, inject_id TEXT NOT NULL REFERENCES inject (id), scope TEXT NOT NULL, k BIGINT, match TEXT NOT NULL,
                delay_ms BIGINT NOT NULL, effect TEXT NOT NULL)
            """,
            "CREATE UNIQUE INDEX inject_rule_inject ON inject_rule (inject_id)",
            // event: ``RuleEvent``; subject_id: the inject or point it looks at; value: an option's code, a request's type; after_ms: a time.
            """
            CREATE TABLE rule_condition (
                rule_id TEXT NOT NULL REFERENCES inject_rule (id), position BIGINT NOT NULL, event TEXT NOT NULL, subject_id TEXT NOT NULL,
                value TEXT NOT NULL, after_ms BIGINT, PRIMARY KEY (rule_id, position))
            """,
        ])
}
