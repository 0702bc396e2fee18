import Storage

extension Migrations {
    /// What somebody has to do, and who said yes to it.
    static let actions = Migration(
        "0089-actions",
        [
            // element: ``ActionElement`` or empty. owner_kind and owner: a MemberRef; owner_account: a person instead of it.
            // body: who is responsible there, in words. starts_on, due_on: dates or empty. evidence: what will show that it is done.
            // state: ``ActionState``; that it is proven is derived, and stands nowhere. agreed_by: who said yes, for the owner.
            // outcome: what was done, or why it was dropped. origin_kind and origin_id: as ``ActionOriginFeature`` names them.
            // is_shared: everybody of the programme reads it as its marking says, else its owner and organisers.
            """
            CREATE TABLE action (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
                language TEXT NOT NULL, element TEXT NOT NULL, body TEXT NOT NULL, starts_on TEXT NOT NULL, due_on TEXT NOT NULL,
                evidence TEXT NOT NULL, owner_kind TEXT, owner TEXT, owner_account TEXT REFERENCES account (id), state TEXT NOT NULL,
                agreed_by TEXT, agreed_at BIGINT, done_at BIGINT, outcome TEXT NOT NULL, origin_kind TEXT NOT NULL,
                origin_id TEXT NOT NULL, marking TEXT NOT NULL, is_shared BOOLEAN NOT NULL, created_by TEXT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT)
            """,
            "CREATE INDEX action_programme ON action (programme_id, created_at)",
            "CREATE INDEX action_owner ON action (owner, owner_kind)",
            "CREATE INDEX action_owner_account ON action (owner_account)",
            "CREATE INDEX action_origin ON action (origin_kind, origin_id)",
            "CREATE UNIQUE INDEX action_key ON action (programme_id, key)",
        ])
}
