import Storage

extension Migrations {
    /// What members write together: planned, written, released, withdrawn.
    static let publications = Migration(
        "0069-publications",
        [
            // event_id: its writing room, whose id is the same; state: planned, drafting, review, released, withdrawn; due: an ISO 8601 date;
            // released_on: the day of the newest release; marking: a TLP label; languages: BCP 47 with spaces between, the one in which it is
            // written first; structure: with what its text begins; withdrawn_note: what is said to those who had it.
            """
            CREATE TABLE publication (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL,
                event_id TEXT UNIQUE REFERENCES event (id), state TEXT NOT NULL, due TEXT, released_on TEXT, marking TEXT NOT NULL,
                languages TEXT NOT NULL, structure TEXT NOT NULL, withdrawn_note TEXT NOT NULL, created_by TEXT,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX publication_programme ON publication (programme_id, state)",
            // Of which members it is; account_id: who speaks for the member in it, where one person is named.
            """
            CREATE TABLE publication_lead (
                publication_id TEXT NOT NULL REFERENCES publication (id), member_kind TEXT NOT NULL, member TEXT NOT NULL,
                account_id TEXT REFERENCES account (id), PRIMARY KEY (publication_id, member_kind, member))
            """,
            "CREATE INDEX publication_lead_member ON publication_lead (member, member_kind)",
            "CREATE INDEX publication_lead_account ON publication_lead (account_id)",
            // What was released: number counts from 1; version_id: the version of the text that the leads had before them.
            """
            CREATE TABLE publication_release (
                publication_id TEXT NOT NULL REFERENCES publication (id), number BIGINT NOT NULL,
                version_id TEXT NOT NULL REFERENCES guide_version (id), marking TEXT NOT NULL, released_at BIGINT NOT NULL,
                withdrawn_at BIGINT, PRIMARY KEY (publication_id, number))
            """,
            // Who let which release go, for which member; of a number without a release: so far.
            """
            CREATE TABLE publication_word (
                publication_id TEXT NOT NULL REFERENCES publication (id), number BIGINT NOT NULL, member_kind TEXT NOT NULL,
                member TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES account (id), mandate_id TEXT REFERENCES mandate (id), said_at BIGINT NOT NULL,
                PRIMARY KEY (publication_id, number, member_kind, member))
            """,
            "CREATE INDEX publication_word_account ON publication_word (account_id)",
            // A release as its readers get it, in each language: text is what is searched, document a `GuideDocument` as JSON.
            """
            CREATE TABLE publication_text (
                publication_id TEXT NOT NULL REFERENCES publication (id), number BIGINT NOT NULL, language TEXT NOT NULL,
                title TEXT NOT NULL, text TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (publication_id, number, language))
            """,
        ])

    /// Whose place in a writing room holds because somebody let them in, and not because they act for a member that writes there.
    static let writingPlaces = Migration(
        "0076-writing-places",
        [
            // Who did it stands in the journal.
            """
            CREATE TABLE publication_writer (
                publication_id TEXT NOT NULL REFERENCES publication (id), account_id TEXT NOT NULL REFERENCES account (id),
                let_in_at BIGINT NOT NULL, PRIMARY KEY (publication_id, account_id))
            """,
            "CREATE INDEX publication_writer_account ON publication_writer (account_id)",
            // Who has a place already and never held a mandate for a member that writes there was let in by name.
            """
            INSERT INTO publication_writer (publication_id, account_id, let_in_at)
            SELECT b.id, p.account_id, MIN(p.created_at) FROM participant p JOIN publication b ON b.event_id = p.event_id
            WHERE p.account_id IS NOT NULL AND p.state <> 'removed' AND NOT EXISTS (
                SELECT m.id FROM mandate m JOIN account a ON a.person_id = m.person_id
                JOIN publication_lead l ON l.member_kind = m.holder_kind AND l.member = m.holder
                WHERE a.id = p.account_id AND l.publication_id = b.id)
            GROUP BY b.id, p.account_id
            """,
        ])
}
