import Storage

extension Migrations {
    /// What members tell and ask each other, what they need in common, and how a country's authorities tell each other.
    static let sharing = Migration(
        "0067-sharing",
        [
            // kind: NoticeFields.Kind; owner_kind and owner: the member that tells or asks, a MemberRef, nothing for the programme itself;
            // answer_by, expires_on: dates, empty where none is set; ended_at: since when it is no longer shown; marking and audience
            // (record_audience) say who reads it.
            """
            CREATE TABLE notice (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, title TEXT NOT NULL,
                text TEXT NOT NULL, language TEXT NOT NULL, marking TEXT NOT NULL, owner_kind TEXT, owner TEXT, answer_by TEXT NOT NULL,
                expires_on TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, ended_at BIGINT,
                key TEXT)
            """,
            "CREATE INDEX notice_programme ON notice (programme_id, created_at)",
            "CREATE UNIQUE INDEX notice_key ON notice (programme_id, key)",
            // to_asker: read by who asked and by who answers, else by whoever reads the question.
            """
            CREATE TABLE notice_answer (
                id TEXT PRIMARY KEY, notice_id TEXT NOT NULL REFERENCES notice (id), member_kind TEXT NOT NULL, member TEXT NOT NULL,
                text TEXT NOT NULL, language TEXT NOT NULL, to_asker BOOLEAN NOT NULL, created_by TEXT,
                mandate_id TEXT REFERENCES mandate (id), created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX notice_answer_member ON notice_answer (notice_id, member_kind, member)",
            // state: SharedNeedState; event_id: where it became a topic; outcome: what is said of it when it is closed.
            """
            CREATE TABLE shared_need (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
                language TEXT NOT NULL, marking TEXT NOT NULL, state TEXT NOT NULL, event_id TEXT REFERENCES event (id), outcome TEXT NOT NULL,
                created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX shared_need_programme ON shared_need (programme_id, state)",
            "CREATE UNIQUE INDEX shared_need_key ON shared_need (programme_id, key)",
            // Which members have the need, and what it is for each.
            """
            CREATE TABLE need_naming (
                need_id TEXT NOT NULL REFERENCES shared_need (id), member_kind TEXT NOT NULL, member TEXT NOT NULL, note TEXT NOT NULL,
                named_by TEXT, mandate_id TEXT REFERENCES mandate (id), named_at BIGINT NOT NULL,
                PRIMARY KEY (need_id, member_kind, member))
            """,
            // Drawn by the delegation of a country: who tells whom, by what, within how many minutes.
            """
            CREATE TABLE information_route (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), country TEXT NOT NULL REFERENCES country (code),
                title TEXT NOT NULL, note TEXT NOT NULL, language TEXT NOT NULL, marking TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL, retired_at BIGINT, key TEXT)
            """,
            "CREATE INDEX information_route_programme ON information_route (programme_id, title)",
            "CREATE UNIQUE INDEX information_route_key ON information_route (programme_id, key)",
            """
            CREATE TABLE route_step (
                route_id TEXT NOT NULL REFERENCES information_route (id), position BIGINT NOT NULL, teller TEXT NOT NULL,
                told TEXT NOT NULL, means TEXT NOT NULL, minutes BIGINT, PRIMARY KEY (route_id, position))
            """,
        ])

    /// What a working group tells or asks.
    static let groupNotices = Migration(
        "0080-group-notices",
        [
            // group_id: in whose name it is told; then it has no owner.
            "ALTER TABLE notice ADD COLUMN group_id TEXT REFERENCES working_group (id)",
            "CREATE INDEX notice_group ON notice (group_id)",
        ])

    /// From which item of the thread a need comes.
    static let needSources = Migration(
        "0081-need-sources",
        [
            // source: kind and id, `issue:ID`; nothing where a member named it of its own.
            "ALTER TABLE shared_need ADD COLUMN source TEXT"
        ])

    /// Which topic of an event a need became.
    static let needTopics = Migration(
        "0096-need-topics",
        [
            // topic_id: nothing where it became none, or before this was kept; the topic may be gone.
            "ALTER TABLE shared_need ADD COLUMN topic_id TEXT",
            "CREATE INDEX shared_need_event ON shared_need (event_id)",
        ])
}
