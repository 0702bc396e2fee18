import Storage

extension Migrations {
    /// What a programme could do, and which countries stand behind it.
    static let ideas = Migration(
        "0140-ideas",
        [
            // cbrn: of C, B, R, N; sponsor_kind and sponsor: a MemberRef; is_direct: it comes from nothing that stands here; state: IdeaState;
            // parked_until: a day or empty; outcome: why it was parked or closed; joined_into: the idea in which it goes on.
            """
            CREATE TABLE project_idea (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, need TEXT NOT NULL,
                text TEXT NOT NULL, difference TEXT NOT NULL, cost TEXT NOT NULL, months BIGINT, cbrn TEXT NOT NULL,
                language TEXT NOT NULL, state TEXT NOT NULL, sponsor_kind TEXT, sponsor TEXT, is_direct BOOLEAN NOT NULL,
                marking TEXT NOT NULL, parked_until TEXT NOT NULL, outcome TEXT NOT NULL,
                joined_into TEXT REFERENCES project_idea (id), shared_at BIGINT, created_by TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX project_idea_programme ON project_idea (programme_id, created_at)",
            "CREATE INDEX project_idea_joined ON project_idea (joined_into)",
            "CREATE UNIQUE INDEX project_idea_key ON project_idea (programme_id, key)",
            // kind: country, region, area or source; ref: a code, an id, or `need:ID`.
            """
            CREATE TABLE idea_link (
                idea_id TEXT NOT NULL REFERENCES project_idea (id), kind TEXT NOT NULL, ref TEXT NOT NULL,
                PRIMARY KEY (idea_id, kind, ref))
            """,
            "CREATE INDEX idea_link_ref ON idea_link (ref, kind)",
            // stance: support, support_if or not_now; mandate_id: under which it was said.
            """
            CREATE TABLE idea_endorsement (
                idea_id TEXT NOT NULL REFERENCES project_idea (id), country TEXT NOT NULL REFERENCES country (code),
                stance TEXT NOT NULL, words TEXT NOT NULL, account_id TEXT REFERENCES account (id),
                mandate_id TEXT REFERENCES mandate (id), said_at BIGINT NOT NULL, PRIMARY KEY (idea_id, country))
            """,
            "CREATE INDEX idea_endorsement_account ON idea_endorsement (account_id)",
            // Whom the sheet was given; answer: interested, ask, decline or empty; reply: to what was asked.
            """
            CREATE TABLE idea_funder (
                id TEXT PRIMARY KEY, idea_id TEXT NOT NULL REFERENCES project_idea (id),
                account_id TEXT NOT NULL REFERENCES account (id), released_by TEXT, released_at BIGINT NOT NULL,
                answer TEXT NOT NULL, words TEXT NOT NULL, answered_at BIGINT, reply TEXT NOT NULL, UNIQUE (idea_id, account_id))
            """,
            "CREATE INDEX idea_funder_account ON idea_funder (account_id)",
            // How many countries make an idea supported; named_may_stop: whether a country that it names stops it by "not now".
            """
            CREATE TABLE idea_rule (
                programme_id TEXT PRIMARY KEY REFERENCES programme (id), needed BIGINT NOT NULL, named_may_stop BOOLEAN NOT NULL)
            """,
            // publication_id: where it is written together; state: IdeaProposalState; version: from 1, one more after each return; words: of the
            // last decision.
            """
            CREATE TABLE idea_proposal (
                id TEXT PRIMARY KEY, idea_id TEXT NOT NULL REFERENCES project_idea (id),
                programme_id TEXT NOT NULL REFERENCES programme (id),
                publication_id TEXT NOT NULL UNIQUE REFERENCES publication (id), state TEXT NOT NULL, version BIGINT NOT NULL,
                words TEXT NOT NULL, decided_by TEXT, decided_at BIGINT, created_by TEXT, created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX idea_proposal_idea ON idea_proposal (idea_id)",
            "CREATE INDEX idea_proposal_programme ON idea_proposal (programme_id, created_at)",
        ])
}
