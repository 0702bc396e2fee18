import Storage

extension Migrations {
    /// The guiding document: sections in a tree, their texts by language, evidence, comments, versions, sign-off.
    static let guide = Migration(
        "0012-guide",
        [
            // language: the one that the others are translated from. state: writing, review or final.
            """
            CREATE TABLE guide (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL UNIQUE REFERENCES event (id), title TEXT NOT NULL, marking TEXT NOT NULL,
                language TEXT NOT NULL, state TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE guide_section (
                id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), parent_id TEXT REFERENCES guide_section (id),
                position BIGINT NOT NULL, kind TEXT NOT NULL, created_at BIGINT NOT NULL, removed_at BIGINT)
            """,
            "CREATE INDEX guide_section_guide ON guide_section (guide_id, position)",
            "CREATE INDEX guide_section_parent ON guide_section (parent_id)",
            // What the room had agreed on, of which a section was made: one statement of the structure, or all of the scope.
            """
            CREATE TABLE section_statement (
                section_id TEXT NOT NULL REFERENCES guide_section (id),
                statement_id TEXT NOT NULL REFERENCES outline_statement (id), PRIMARY KEY (section_id, statement_id))
            """,
            "CREATE INDEX section_statement_statement ON section_statement (statement_id)",
            // source_revision: the revision of the main language's card that this translation follows.
            """
            CREATE TABLE section_text (
                section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL, title TEXT NOT NULL,
                card_id TEXT NOT NULL UNIQUE REFERENCES card (id), source_revision BIGINT, changed_at BIGINT NOT NULL,
                PRIMARY KEY (section_id, language))
            """,
            // Exactly one of the ids is set. The text cites it as [@number]; number never changes, what readers see is counted in the text.
            """
            CREATE TABLE evidence (
                id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, kind TEXT NOT NULL,
                issue_id TEXT REFERENCES issue (id), round_id TEXT REFERENCES round (id), aspect_id TEXT REFERENCES aspect (id),
                case_id TEXT REFERENCES past_case (id), situation_id TEXT REFERENCES desired_situation (id),
                intervention_id TEXT REFERENCES intervention (id), quote TEXT, created_at BIGINT NOT NULL, UNIQUE (guide_id, number),
                CHECK ((CASE WHEN issue_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN round_id IS NULL THEN 0 ELSE 1 END)
                    + (CASE WHEN aspect_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN case_id IS NULL THEN 0 ELSE 1 END)
                    + (CASE WHEN situation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN intervention_id IS NULL THEN 0 ELSE 1 END) = 1))
            """,
            "CREATE INDEX evidence_issue ON evidence (issue_id)",
            "CREATE INDEX evidence_round ON evidence (round_id)",
            "CREATE INDEX evidence_aspect ON evidence (aspect_id)",
            "CREATE INDEX evidence_case ON evidence (case_id)",
            "CREATE INDEX evidence_situation ON evidence (situation_id)",
            "CREATE INDEX evidence_intervention ON evidence (intervention_id)",
            // Kept with each save of a text: which section cites what.
            """
            CREATE TABLE citation (
                section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL,
                evidence_id TEXT NOT NULL REFERENCES evidence (id), PRIMARY KEY (section_id, language, evidence_id))
            """,
            "CREATE INDEX citation_evidence ON citation (evidence_id)",
            // kind: comment or suggestion (quote is replaced by proposed). state: open, accepted, declined, resolved; answer: why it was
            // declined. A reply has a parent. author: as Visitor.journalName; key: what the author calls this sending.
            """
            CREATE TABLE guide_comment (
                id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id),
                section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL,
                parent_id TEXT REFERENCES guide_comment (id), kind TEXT NOT NULL, author TEXT NOT NULL, quote TEXT NOT NULL,
                text TEXT NOT NULL, proposed TEXT NOT NULL, key TEXT, state TEXT NOT NULL, answer TEXT NOT NULL,
                created_at BIGINT NOT NULL, decided_by TEXT, decided_at BIGINT)
            """,
            "CREATE INDEX guide_comment_section ON guide_comment (section_id)",
            "CREATE INDEX guide_comment_guide ON guide_comment (guide_id)",
            "CREATE INDEX guide_comment_parent ON guide_comment (parent_id)",
            "CREATE UNIQUE INDEX guide_comment_key ON guide_comment (guide_id, author, key)",
            // content: JSON, the whole guide as it stood (GuideSnapshot). review_at: when its review was opened. final_at: when it
            // became final; final_note: what the organiser said who closed it over objections.
            """
            CREATE TABLE guide_version (
                id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, title TEXT NOT NULL,
                note TEXT NOT NULL, content TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, review_at BIGINT,
                final_at BIGINT, final_by TEXT, final_note TEXT, UNIQUE (guide_id, number))
            """,
            // A sector's last word on a version. decision: signed or objection (note: why).
            """
            CREATE TABLE sign_off (
                version_id TEXT NOT NULL REFERENCES guide_version (id), sector TEXT NOT NULL REFERENCES sector (code),
                decision TEXT NOT NULL, note TEXT NOT NULL, actor TEXT NOT NULL, decided_at BIGINT NOT NULL,
                PRIMARY KEY (version_id, sector))
            """,
        ])
}
