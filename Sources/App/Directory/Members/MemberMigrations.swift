import Storage

extension Migrations {
    /// What a programme is, who belongs to it from when to when, cities, and what becomes of organisations.
    static let members = Migration(
        "0073-members",
        [
            // kind: ProgrammeKind; starts, ends: partial dates, empty where nobody has said; marking: a TLP label, offered for what is made
            // in it; languages: BCP 47, with spaces between; public_page: whether strangers see what it is and who belongs to it.
            "ALTER TABLE programme ADD COLUMN kind TEXT NOT NULL DEFAULT 'initiative'",
            "ALTER TABLE programme ADD COLUMN acronym TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE programme ADD COLUMN parent_id TEXT REFERENCES programme (id)",
            "ALTER TABLE programme ADD COLUMN starts TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE programme ADD COLUMN ends TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE programme ADD COLUMN funder TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE programme ADD COLUMN marking TEXT NOT NULL DEFAULT 'GREEN'",
            "ALTER TABLE programme ADD COLUMN languages TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE programme ADD COLUMN public_page BOOLEAN NOT NULL DEFAULT FALSE",
            "CREATE INDEX programme_parent ON programme (parent_id)",
            """
            CREATE TABLE city (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, local_name TEXT NOT NULL, country TEXT NOT NULL REFERENCES country (code),
                locode TEXT UNIQUE, time_zone TEXT NOT NULL, created_at BIGINT NOT NULL, retired_at BIGINT)
            """,
            "CREATE INDEX city_country ON city (country, name)",
            // kind: OrganisationKind; successor_id: what it is called, or belongs to, since ended_on.
            "ALTER TABLE organisation ADD COLUMN city_id TEXT REFERENCES city (id)",
            "ALTER TABLE organisation ADD COLUMN kind TEXT NOT NULL DEFAULT 'other'",
            "ALTER TABLE organisation ADD COLUMN parent_id TEXT REFERENCES organisation (id)",
            "ALTER TABLE organisation ADD COLUMN successor_id TEXT REFERENCES organisation (id)",
            "ALTER TABLE organisation ADD COLUMN ended_on TEXT",
            "CREATE INDEX organisation_parent ON organisation (parent_id)",
            "CREATE INDEX organisation_successor ON organisation (successor_id)",
            // kind and ref: MemberRef; name: as it was called on the day of joining; since, until: partial dates, [first day of since, first
            // day of until), and no two rows of one member overlap.
            """
            CREATE TABLE member (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, ref TEXT NOT NULL,
                name TEXT NOT NULL, role TEXT NOT NULL, since TEXT NOT NULL, until TEXT, note TEXT NOT NULL, document TEXT NOT NULL,
                created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX member_programme ON member (programme_id, since)",
            "CREATE INDEX member_ref ON member (ref, kind)",
        ])
}
