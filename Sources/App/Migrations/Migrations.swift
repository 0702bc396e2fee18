import Storage

/// The schema, as an append-only list: a migration that has landed is never edited. `docs/schema.sql` is made from it.
///
/// Ids are UUIDv7 text, times epoch milliseconds, dates ISO 8601 text, languages BCP 47 tags, lists and settings JSON text.
public enum Migrations {
    /// In the order of their numbers. A migration stands in any file that has `Migrations` in its name, beside the feature that it is for.
    public static let all: [Migration] = Registry.migrations.sorted { $0.id < $1.id }

    static let accounts = Migration(
        "0001-accounts",
        [
            "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
            """
            CREATE TABLE account (
                id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash TEXT, language TEXT,
                is_administrator BOOLEAN NOT NULL, created_at BIGINT NOT NULL, disabled_at BIGINT)
            """,
            """
            CREATE TABLE access_token (
                id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), name TEXT NOT NULL,
                digest TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT, expires_at BIGINT,
                revoked_at BIGINT)
            """,
            "CREATE INDEX access_token_account ON access_token (account_id)",
            // secret: sealed with the installation's key; confirmed_at: since when signing in asks for it; last_step: of the code that
            // was accepted last, since each is accepted once.
            """
            CREATE TABLE second_factor (
                account_id TEXT PRIMARY KEY REFERENCES account (id), secret TEXT NOT NULL, created_at BIGINT NOT NULL,
                confirmed_at BIGINT, last_step BIGINT NOT NULL)
            """,
            """
            CREATE TABLE recovery_code (
                digest TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), used_at BIGINT)
            """,
            "CREATE INDEX recovery_code_account ON recovery_code (account_id)",
            // Half a sign-in: the password was right, the code of the second factor is still to come. Ten minutes, once.
            """
            CREATE TABLE pending_sign_in (
                digest TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), back TEXT NOT NULL,
                created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX pending_sign_in_account ON pending_sign_in (account_id)",
        ])

    static let directory = Migration(
        "0002-directory",
        [
            """
            CREATE TABLE country (
                code TEXT PRIMARY KEY, iso3 TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_fr TEXT NOT NULL, name_ru TEXT NOT NULL,
                name_ar TEXT NOT NULL)
            """,
            """
            CREATE TABLE region (
                id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, city TEXT, host_country TEXT REFERENCES country (code))
            """,
            """
            CREATE TABLE region_country (
                region_id TEXT NOT NULL REFERENCES region (id), country TEXT NOT NULL REFERENCES country (code), since TEXT NOT NULL,
                until TEXT, remark TEXT, PRIMARY KEY (region_id, country, since))
            """,
            """
            CREATE TABLE sector (
                code TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, position BIGINT NOT NULL, hue BIGINT NOT NULL, retired_at BIGINT)
            """,
            """
            CREATE TABLE organisation (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, country TEXT REFERENCES country (code),
                sector TEXT REFERENCES sector (code), created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX organisation_name_key ON organisation (name_key)",
            // name_key: the words of the name, folded and sorted, by which duplicates are recognised; sort_key: family
            // name first, folded; search: what is looked through.
            """
            CREATE TABLE person (
                id TEXT PRIMARY KEY, name_key TEXT NOT NULL, sort_key TEXT NOT NULL, search TEXT NOT NULL, given_name TEXT NOT NULL, family_name TEXT NOT NULL, email TEXT, country TEXT REFERENCES country (code),
                sector TEXT REFERENCES sector (code), organisation_id TEXT REFERENCES organisation (id), languages TEXT NOT NULL,
                expertise TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE UNIQUE INDEX person_email ON person (email)",
            "CREATE INDEX person_sort_key ON person (sort_key, id)",
            "CREATE INDEX person_name_key ON person (name_key)",
            "CREATE INDEX person_organisation ON person (organisation_id)",
            // A previewed file, exactly as it would be applied; content and plan are JSON. Deleted after a day.
            """
            CREATE TABLE import_draft (
                id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), event_id TEXT, file_name TEXT NOT NULL,
                content TEXT NOT NULL, plan TEXT NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT)
            """,
            "CREATE INDEX import_draft_account ON import_draft (account_id)",
        ])

    static let events = Migration(
        "0003-events",
        [
            """
            CREATE TABLE programme (
                id TEXT PRIMARY KEY, title TEXT NOT NULL, summary TEXT NOT NULL, created_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE programme_organiser (
                programme_id TEXT NOT NULL REFERENCES programme (id), account_id TEXT NOT NULL REFERENCES account (id),
                PRIMARY KEY (programme_id, account_id))
            """,
            "CREATE INDEX programme_organiser_account ON programme_organiser (account_id)",
            // code: the short address; door: how people without a link come in (closed, approval); projector_generation: raise it
            // and older projector links stop working.
            """
            CREATE TABLE event (
                id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, title TEXT NOT NULL,
                starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, time_zone TEXT NOT NULL, place TEXT NOT NULL, link TEXT NOT NULL,
                code TEXT NOT NULL UNIQUE, marking TEXT NOT NULL, door TEXT NOT NULL, projector_generation BIGINT NOT NULL,
                stage TEXT, topic_id TEXT, round_id TEXT, names_until TEXT, names_erased_at BIGINT,
                names_shown BOOLEAN NOT NULL, issues_visible BOOLEAN NOT NULL,
                created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX event_programme ON event (programme_id, starts_on)",
            """
            CREATE TABLE topic (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, title TEXT NOT NULL,
                question TEXT NOT NULL)
            """,
            "CREATE INDEX topic_event ON topic (event_id, position)",
            // state: invited (has not come in yet), waiting (came by the code, not approved), present, removed.
            // country and sector are copied from the person, so that a later move does not rewrite a past vote.
            """
            CREATE TABLE participant (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), account_id TEXT REFERENCES account (id),
                person_id TEXT REFERENCES person (id), name TEXT NOT NULL, organisation TEXT NOT NULL,
                country TEXT REFERENCES country (code), sector TEXT REFERENCES sector (code), language TEXT, role TEXT NOT NULL,
                state TEXT NOT NULL, link_digest TEXT UNIQUE, created_at BIGINT NOT NULL, arrived_at BIGINT)
            """,
            "CREATE INDEX participant_event ON participant (event_id, state)",
            "CREATE INDEX participant_account ON participant (account_id)",
            "CREATE UNIQUE INDEX participant_person ON participant (event_id, person_id)",
            """
            CREATE TABLE session (
                digest TEXT PRIMARY KEY, account_id TEXT REFERENCES account (id), participant_id TEXT REFERENCES participant (id),
                created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, agent TEXT NOT NULL)
            """,
            "CREATE INDEX session_account ON session (account_id)",
            "CREATE INDEX session_participant ON session (participant_id)",
        ])

    static let plenary = Migration(
        "0004-plenary",
        [
            // kind: contributed (an author's words) or merged. A contributed issue that was joined points at its merged issue;
            // an undone merge keeps its row with withdrawn_at set. draft_key makes sending twice harmless.
            """
            CREATE TABLE issue (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), topic_id TEXT NOT NULL REFERENCES topic (id),
                participant_id TEXT REFERENCES participant (id), kind TEXT NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL,
                explanation TEXT NOT NULL, country TEXT REFERENCES country (code), sector TEXT REFERENCES sector (code),
                merged_into TEXT REFERENCES issue (id), draft_key TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
                withdrawn_at BIGINT)
            """,
            "CREATE INDEX issue_topic ON issue (topic_id, created_at)",
            "CREATE INDEX issue_event ON issue (event_id)",
            "CREATE INDEX issue_participant ON issue (participant_id)",
            "CREATE INDEX issue_merged_into ON issue (merged_into)",
            "CREATE UNIQUE INDEX issue_draft ON issue (participant_id, draft_key)",
            // Pairs that the facilitator has said are not the same, so that they are not suggested again; first_issue < second_issue.
            """
            CREATE TABLE issue_kept_apart (
                first_issue TEXT NOT NULL REFERENCES issue (id), second_issue TEXT NOT NULL REFERENCES issue (id),
                event_id TEXT NOT NULL REFERENCES event (id), kept_at BIGINT NOT NULL, PRIMARY KEY (first_issue, second_issue))
            """,
            "CREATE INDEX issue_kept_apart_event ON issue_kept_apart (event_id)",
            // state: draft, open, closed, revealed. ballot_key finds a person's ballot again while the round is open; closing
            // destroys it, and notes how many could have answered (present).
            """
            CREATE TABLE round (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), topic_id TEXT REFERENCES topic (id),
                number BIGINT NOT NULL, title TEXT NOT NULL, method TEXT NOT NULL, settings TEXT NOT NULL, state TEXT NOT NULL,
                ballot_key BLOB, created_at BIGINT NOT NULL, opened_at BIGINT, closes_at BIGINT, closed_at BIGINT, revealed_at BIGINT,
                present BIGINT, UNIQUE (event_id, number))
            """,
            // title and language: the words that were voted on.
            """
            CREATE TABLE round_item (
                round_id TEXT NOT NULL REFERENCES round (id), issue_id TEXT NOT NULL REFERENCES issue (id), position BIGINT NOT NULL,
                title TEXT NOT NULL, language TEXT NOT NULL, PRIMARY KEY (round_id, issue_id))
            """,
            "CREATE INDEX round_open ON round (closes_at) WHERE state = 'open'",
            "CREATE INDEX round_item_issue ON round_item (issue_id)",
            // A ballot knows no person, no receipt and no time. voter is HMAC(ballot_key, participant) while the round is open, and null once
            // it is closed; closing also gives every ballot a new id in random order.
            """
            CREATE TABLE ballot (
                id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES round (id), voter TEXT, sector TEXT, country TEXT,
                choices TEXT NOT NULL, UNIQUE (round_id, voter))
            """,
            // Who has answered (never what), for coverage, and with which receipt.
            """
            CREATE TABLE participation (
                round_id TEXT NOT NULL REFERENCES round (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                is_paper BOOLEAN NOT NULL, receipt TEXT, PRIMARY KEY (round_id, participant_id))
            """,
            // The receipts of a closed round, without the choices, so that each voter can see that theirs was counted.
            """
            CREATE TABLE counted_receipt (
                round_id TEXT NOT NULL REFERENCES round (id), receipt TEXT NOT NULL, PRIMARY KEY (round_id, receipt))
            """,
            // A paper ballot waits here until a second person has confirmed it; then it is a ballot and the choices go.
            """
            CREATE TABLE paper_ballot (
                id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES round (id),
                participant_id TEXT NOT NULL REFERENCES participant (id), choices TEXT, entered_by TEXT NOT NULL,
                confirmed_by TEXT, state TEXT NOT NULL, entered_at BIGINT NOT NULL, decided_at BIGINT)
            """,
            "CREATE INDEX paper_ballot_round ON paper_ballot (round_id, state)",
        ])
}
