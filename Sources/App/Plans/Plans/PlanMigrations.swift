import Storage

extension Migrations {
    /// Plans, their actions and how far these are.
    static let programmePlans = Migration(
        "0130-programme-plans",
        [
            // kind: ``PlanKind``. owner_kind and owner: a MemberRef, or nothing for the programme. stage: ``PlanStage``. sharing: ``PlanSharing``.
            // version: how often it was adopted. answer_by and silence_agrees: of the review that is on.
            """
            CREATE TABLE programme_plan (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, owner_kind TEXT,
                owner TEXT, title TEXT NOT NULL, text TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
                language TEXT NOT NULL, stage TEXT NOT NULL, version BIGINT NOT NULL, marking TEXT NOT NULL,
                sharing TEXT NOT NULL, answer_by TEXT NOT NULL, silence_agrees BOOLEAN NOT NULL, created_by TEXT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX programme_plan_programme ON programme_plan (programme_id, kind)",
            "CREATE INDEX programme_plan_stage ON programme_plan (stage, programme_id)",
            "CREATE UNIQUE INDEX programme_plan_key ON programme_plan (programme_id, key)",
            // An action stands in one plan, in its place; others gather it. depends_on: numbers of the same plan. blocked: why, or empty.
            """
            CREATE TABLE plan_item (
                id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES programme_plan (id), place BIGINT NOT NULL,
                action_id TEXT NOT NULL UNIQUE REFERENCES action (id), number TEXT NOT NULL, kind TEXT NOT NULL, weight BIGINT,
                sectors TEXT NOT NULL, priority TEXT NOT NULL, gap TEXT NOT NULL, sources TEXT NOT NULL, cost TEXT NOT NULL,
                currency TEXT NOT NULL, funded_by TEXT NOT NULL, depends_on TEXT NOT NULL, secured BOOLEAN NOT NULL,
                held_back BOOLEAN NOT NULL, blocked TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (plan_id, number))
            """,
            "CREATE INDEX plan_item_place ON plan_item (plan_id, place)",
            """
            CREATE TABLE plan_step (
                id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES plan_item (id), place BIGINT NOT NULL, title TEXT NOT NULL,
                due_on TEXT NOT NULL, done_on TEXT NOT NULL, waived TEXT NOT NULL)
            """,
            "CREATE INDEX plan_step_item ON plan_step (item_id, place)",
            // An item of a regional plan gathers national ones, one of a roadmap regional ones; each keeps its owner and its day.
            """
            CREATE TABLE plan_gathering (
                item_id TEXT NOT NULL REFERENCES plan_item (id), gathered_id TEXT NOT NULL REFERENCES plan_item (id),
                at BIGINT NOT NULL, PRIMARY KEY (item_id, gathered_id))
            """,
            "CREATE INDEX plan_gathering_gathered ON plan_gathering (gathered_id)",
            // What a country or region says of an item in the review that is on. stand: ``PlanStandKind``.
            """
            CREATE TABLE plan_stand (
                plan_id TEXT NOT NULL REFERENCES programme_plan (id), item_id TEXT NOT NULL REFERENCES plan_item (id),
                member_kind TEXT NOT NULL, member TEXT NOT NULL, stand TEXT NOT NULL, words TEXT NOT NULL, stated_by TEXT,
                at BIGINT NOT NULL, PRIMARY KEY (item_id, member_kind, member))
            """,
            "CREATE INDEX plan_stand_plan ON plan_stand (plan_id)",
            // content: the plan as a table. stands: JSON. Kept for ever as they were.
            """
            CREATE TABLE plan_version (
                plan_id TEXT NOT NULL REFERENCES programme_plan (id), version BIGINT NOT NULL, adopted_at BIGINT NOT NULL,
                adopted_by TEXT, content TEXT NOT NULL, stands TEXT NOT NULL, PRIMARY KEY (plan_id, version))
            """,
            // Which of their owners was written to, and why: see ``PlanMails``.
            "CREATE TABLE plan_mail (key TEXT PRIMARY KEY, at BIGINT NOT NULL)",
            "CREATE INDEX action_state_due ON action (state, due_on)",
            "CREATE INDEX action_changed ON action (changed_at)",
            "CREATE INDEX action_state_created ON action (state, created_at)",
        ])

    /// What a head of delegation decides in the room waits for the focal point; an action may be of several regions and of others' programmes.
    static let planRooms = Migration(
        "0132-plan-rooms",
        [
            // provisional: said in the room, by a head of delegation, and confirmed by no focal point.
            "ALTER TABLE plan_stand ADD COLUMN provisional BOOLEAN NOT NULL DEFAULT FALSE",
            // regions: ids separated by semicolons, besides that of who owns it. partners: other programmes, in words.
            "ALTER TABLE plan_item ADD COLUMN regions TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE plan_item ADD COLUMN partners TEXT NOT NULL DEFAULT ''",
        ])

    /// What is said of an action of a plan. member_kind and member: for whom, or nothing for the programme.
    static let planComments = Migration(
        "0131-plan-comments",
        [
            """
            CREATE TABLE plan_comment (
                id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES plan_item (id), member_kind TEXT, member TEXT,
                account_id TEXT REFERENCES account (id), text TEXT NOT NULL, language TEXT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX plan_comment_item ON plan_comment (item_id, at)",
            "CREATE INDEX plan_comment_account ON plan_comment (account_id)",
        ])
}
