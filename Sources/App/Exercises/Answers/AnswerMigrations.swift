import Storage

extension Migrations {
    /// What players answer: decisions, requests between cells, the picture, the log, reports and statements, questions to control, and what
    /// observers would decide. `elapsed` and `…_elapsed` are milliseconds of the exercise's clock; `author` names people as the journal does.
    static let exerciseAnswers = Migration(
        "0086-exercise-answers",
        [
            // option_code: empty where `other` says it. function_code: of who decided. typed_at: when it was written on a device without
            // connection; is_late: after the point's deadline. sending: the key by which a device names it.
            """
            CREATE TABLE decision (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), point_id TEXT NOT NULL REFERENCES decision_point (id),
                cell_id TEXT NOT NULL REFERENCES exercise_cell (id), version BIGINT NOT NULL, option_code TEXT NOT NULL, other TEXT NOT NULL,
                rationale TEXT NOT NULL, confidence BIGINT NOT NULL, would_change TEXT NOT NULL, author TEXT, function_code TEXT NOT NULL,
                is_spokesperson BOOLEAN NOT NULL, deputising TEXT NOT NULL, decided_elapsed BIGINT NOT NULL, typed_at BIGINT,
                received_at BIGINT NOT NULL, is_offline BOOLEAN NOT NULL, is_late BOOLEAN NOT NULL, late_reason TEXT NOT NULL,
                change_reason TEXT NOT NULL, language TEXT NOT NULL, withdrawn_at BIGINT, withdrawn_by TEXT, withdrawal_reason TEXT NOT NULL,
                sending TEXT UNIQUE, UNIQUE (point_id, cell_id, version))
            """,
            "CREATE INDEX decision_event ON decision (event_id, decided_elapsed)",
            "CREATE INDEX decision_cell ON decision (cell_id, point_id)",
            // Whom a cell asked before it decided. kind: function, cell, actor.
            """
            CREATE TABLE decision_consultation (
                decision_id TEXT NOT NULL REFERENCES decision (id), kind TEXT NOT NULL, target_id TEXT NOT NULL,
                PRIMARY KEY (decision_id, kind, target_id))
            """,
            // A function of the cell agrees with a decision.
            """
            CREATE TABLE decision_consent (
                decision_id TEXT NOT NULL REFERENCES decision (id), function_code TEXT NOT NULL, author TEXT, at BIGINT NOT NULL,
                elapsed BIGINT NOT NULL, PRIMARY KEY (decision_id, function_code))
            """,
            // What one cell asks of one or several. type: information, assistance, joint-decision, notification.
            """
            CREATE TABLE request_call (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), from_cell TEXT NOT NULL REFERENCES exercise_cell (id),
                type TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, paper_id TEXT REFERENCES paper (id), author TEXT,
                at BIGINT NOT NULL, elapsed BIGINT NOT NULL, sending TEXT UNIQUE)
            """,
            "CREATE INDEX request_call_event ON request_call (event_id)",
            "CREATE INDEX request_call_cell ON request_call (from_cell)",
            "CREATE INDEX request_call_paper ON request_call (paper_id)",
            // To a cell, or to a simulated body, for which the simulation cell answers. parent_id: the one that was passed on here.
            """
            CREATE TABLE exercise_request (
                id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES request_call (id), event_id TEXT NOT NULL REFERENCES event (id),
                number BIGINT NOT NULL, to_cell TEXT REFERENCES exercise_cell (id), to_actor TEXT REFERENCES exercise_actor (id),
                from_function TEXT NOT NULL, to_function TEXT NOT NULL, allowed_ms BIGINT NOT NULL, sent_elapsed BIGINT NOT NULL,
                parent_id TEXT REFERENCES exercise_request (id), UNIQUE (event_id, number))
            """,
            "CREATE INDEX exercise_request_call ON exercise_request (call_id)",
            "CREATE INDEX exercise_request_to ON exercise_request (to_cell)",
            "CREATE INDEX exercise_request_actor ON exercise_request (to_actor)",
            "CREATE INDEX exercise_request_parent ON exercise_request (parent_id)",
            // Appended only; each kind once. kind: acknowledged, answered, closed, withdrawn. outcome: agreed, partly, declined, redirected;
            // of closing: served, not-served.
            """
            CREATE TABLE request_step (
                request_id TEXT NOT NULL REFERENCES exercise_request (id), kind TEXT NOT NULL, outcome TEXT NOT NULL, text TEXT NOT NULL,
                author TEXT, function_code TEXT NOT NULL, at BIGINT NOT NULL, elapsed BIGINT NOT NULL, typed_at BIGINT,
                is_offline BOOLEAN NOT NULL, PRIMARY KEY (request_id, kind))
            """,
            // topic and standing: ``PictureTopic``, ``PictureStanding``. as_of: the story's instant. source: paper, request, own.
            // shown_to: cell, cells, all. standing_elapsed: since when it stands so.
            """
            CREATE TABLE picture_item (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                topic TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, standing TEXT NOT NULL, as_of BIGINT, source TEXT NOT NULL,
                source_id TEXT NOT NULL, shown_to TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
                changed_at BIGINT NOT NULL, standing_elapsed BIGINT NOT NULL, sending TEXT UNIQUE)
            """,
            "CREATE INDEX picture_item_event ON picture_item (event_id)",
            "CREATE INDEX picture_item_cell ON picture_item (cell_id)",
            """
            CREATE TABLE picture_showing (
                item_id TEXT NOT NULL REFERENCES picture_item (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id), at BIGINT NOT NULL,
                elapsed BIGINT NOT NULL, PRIMARY KEY (item_id, cell_id))
            """,
            "CREATE INDEX picture_showing_cell ON picture_showing (cell_id)",
            // Lines that people add; papers, requests and decisions stand in the log by themselves. Appended only. kind: action, note.
            """
            CREATE TABLE log_entry (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                kind TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
                sending TEXT UNIQUE)
            """,
            "CREATE INDEX log_entry_event ON log_entry (event_id, elapsed)",
            "CREATE INDEX log_entry_cell ON log_entry (cell_id, elapsed)",
            // Frozen: items is the JSON of the cell's confirmed picture at that moment.
            """
            CREATE TABLE situation_report (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                number BIGINT NOT NULL, summary TEXT NOT NULL, needs TEXT NOT NULL, next_report TEXT NOT NULL, items TEXT NOT NULL,
                language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL, sending TEXT UNIQUE,
                UNIQUE (cell_id, number))
            """,
            "CREATE INDEX situation_report_event ON situation_report (event_id)",
            """
            CREATE TABLE public_statement (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                number BIGINT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
                released_at BIGINT, released_elapsed BIGINT, released_by TEXT, sending TEXT UNIQUE, UNIQUE (cell_id, number))
            """,
            "CREATE INDEX public_statement_event ON public_statement (event_id)",
            // answer: empty until the neighbour has answered; agreed, objected.
            """
            CREATE TABLE statement_consent (
                statement_id TEXT NOT NULL REFERENCES public_statement (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
                answer TEXT NOT NULL, text TEXT NOT NULL, author TEXT, answered_at BIGINT, elapsed BIGINT,
                PRIMARY KEY (statement_id, cell_id))
            """,
            "CREATE INDEX statement_consent_cell ON statement_consent (cell_id)",
            // kind: own (within a cell), control (with those who run the exercise), cells (two cells). other_cell: of two cells.
            """
            CREATE TABLE exercise_message (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), kind TEXT NOT NULL,
                cell_id TEXT NOT NULL REFERENCES exercise_cell (id), other_cell TEXT REFERENCES exercise_cell (id),
                is_control BOOLEAN NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL,
                elapsed BIGINT NOT NULL, sending TEXT UNIQUE)
            """,
            "CREATE INDEX exercise_message_event ON exercise_message (event_id, at)",
            "CREATE INDEX exercise_message_cell ON exercise_message (cell_id, at)",
            "CREATE INDEX exercise_message_other ON exercise_message (other_cell)",
            // What somebody who looks on would decide: one a person and point, told as counts only.
            """
            CREATE TABLE observer_answer (
                point_id TEXT NOT NULL REFERENCES decision_point (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                option_code TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (point_id, participant_id))
            """,
            "CREATE INDEX observer_answer_participant ON observer_answer (participant_id)",
        ])
    /// That half of the time of a request was over, or all of it, was shown: once each. share: 50, 100.
    static let requestReminders = Migration(
        "0151-request-reminders",
        [
            """
            CREATE TABLE exercise_request_reminder (
                request_id TEXT NOT NULL REFERENCES exercise_request (id), share BIGINT NOT NULL, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
                PRIMARY KEY (request_id, share))
            """
        ])
}
