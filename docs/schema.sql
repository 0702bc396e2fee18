-- SQLite ----------------------------------------------------------------------------------------------------

-- storage/journal
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY NOT NULL,
    time BIGINT NOT NULL,
    actor TEXT,
    scope TEXT NOT NULL,
    subject TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX journal_by_scope ON journal (scope, sequence);
CREATE INDEX journal_by_subject ON journal (subject, sequence);
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- 0001-accounts
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE account (
    id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash TEXT, language TEXT,
    is_administrator BOOLEAN NOT NULL, created_at BIGINT NOT NULL, disabled_at BIGINT);
CREATE TABLE access_token (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT, expires_at BIGINT,
    revoked_at BIGINT);
CREATE INDEX access_token_account ON access_token (account_id);

-- 0002-directory
CREATE TABLE country (
    code TEXT PRIMARY KEY, iso3 TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_fr TEXT NOT NULL, name_ru TEXT NOT NULL,
    name_ar TEXT NOT NULL);
CREATE TABLE region (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, city TEXT, host_country TEXT REFERENCES country (code));
CREATE TABLE region_country (
    region_id TEXT NOT NULL REFERENCES region (id), country TEXT NOT NULL REFERENCES country (code), since TEXT NOT NULL,
    until TEXT, remark TEXT, PRIMARY KEY (region_id, country, since));
CREATE TABLE sector (
    code TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, position BIGINT NOT NULL, hue BIGINT NOT NULL, retired_at BIGINT);
CREATE TABLE organisation (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, country TEXT REFERENCES country (code),
    sector TEXT REFERENCES sector (code), created_at BIGINT NOT NULL);
CREATE INDEX organisation_name_key ON organisation (name_key);
CREATE TABLE person (
    id TEXT PRIMARY KEY, name_key TEXT NOT NULL, sort_key TEXT NOT NULL, search TEXT NOT NULL, given_name TEXT NOT NULL, family_name TEXT NOT NULL, email TEXT, country TEXT REFERENCES country (code),
    sector TEXT REFERENCES sector (code), organisation_id TEXT REFERENCES organisation (id), languages TEXT NOT NULL,
    expertise TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX person_email ON person (email);
CREATE INDEX person_sort_key ON person (sort_key, id);
CREATE INDEX person_name_key ON person (name_key);
CREATE INDEX person_organisation ON person (organisation_id);
CREATE TABLE import_draft (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), event_id TEXT, file_name TEXT NOT NULL,
    content TEXT NOT NULL, plan TEXT NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT);
CREATE INDEX import_draft_account ON import_draft (account_id);

-- 0003-events
CREATE TABLE programme (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, summary TEXT NOT NULL, created_at BIGINT NOT NULL);
CREATE TABLE programme_organiser (
    programme_id TEXT NOT NULL REFERENCES programme (id), account_id TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (programme_id, account_id));
CREATE INDEX programme_organiser_account ON programme_organiser (account_id);
CREATE TABLE event (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, title TEXT NOT NULL,
    starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, time_zone TEXT NOT NULL, place TEXT NOT NULL, link TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE, marking TEXT NOT NULL, door TEXT NOT NULL, projector_generation BIGINT NOT NULL,
    stage TEXT, topic_id TEXT, round_id TEXT, names_shown BOOLEAN NOT NULL, issues_visible BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX event_programme ON event (programme_id, starts_on);
CREATE TABLE topic (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, title TEXT NOT NULL,
    question TEXT NOT NULL);
CREATE INDEX topic_event ON topic (event_id, position);
CREATE TABLE participant (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), account_id TEXT REFERENCES account (id),
    person_id TEXT REFERENCES person (id), name TEXT NOT NULL, organisation TEXT NOT NULL,
    country TEXT REFERENCES country (code), sector TEXT REFERENCES sector (code), language TEXT, role TEXT NOT NULL,
    state TEXT NOT NULL, link_digest TEXT UNIQUE, created_at BIGINT NOT NULL, arrived_at BIGINT);
CREATE INDEX participant_event ON participant (event_id, state);
CREATE INDEX participant_account ON participant (account_id);
CREATE UNIQUE INDEX participant_person ON participant (event_id, person_id);
CREATE TABLE session (
    digest TEXT PRIMARY KEY, account_id TEXT REFERENCES account (id), participant_id TEXT REFERENCES participant (id),
    created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, agent TEXT NOT NULL);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_participant ON session (participant_id);

-- 0004-plenary
CREATE TABLE issue (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), topic_id TEXT NOT NULL REFERENCES topic (id),
    participant_id TEXT REFERENCES participant (id), kind TEXT NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL,
    explanation TEXT NOT NULL, country TEXT REFERENCES country (code), sector TEXT REFERENCES sector (code),
    merged_into TEXT REFERENCES issue (id), draft_key TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    withdrawn_at BIGINT);
CREATE INDEX issue_topic ON issue (topic_id, created_at);
CREATE INDEX issue_event ON issue (event_id);
CREATE INDEX issue_participant ON issue (participant_id);
CREATE INDEX issue_merged_into ON issue (merged_into);
CREATE UNIQUE INDEX issue_draft ON issue (participant_id, draft_key);
CREATE TABLE issue_kept_apart (
    first_issue TEXT NOT NULL REFERENCES issue (id), second_issue TEXT NOT NULL REFERENCES issue (id),
    event_id TEXT NOT NULL REFERENCES event (id), kept_at BIGINT NOT NULL, PRIMARY KEY (first_issue, second_issue));
CREATE INDEX issue_kept_apart_event ON issue_kept_apart (event_id);
CREATE TABLE round (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), topic_id TEXT REFERENCES topic (id),
    number BIGINT NOT NULL, title TEXT NOT NULL, method TEXT NOT NULL, settings TEXT NOT NULL, state TEXT NOT NULL,
    ballot_key BLOB, created_at BIGINT NOT NULL, opened_at BIGINT, closes_at BIGINT, closed_at BIGINT, revealed_at BIGINT,
    present BIGINT, UNIQUE (event_id, number));
CREATE TABLE round_item (
    round_id TEXT NOT NULL REFERENCES round (id), issue_id TEXT NOT NULL REFERENCES issue (id), position BIGINT NOT NULL,
    title TEXT NOT NULL, language TEXT NOT NULL, PRIMARY KEY (round_id, issue_id));
CREATE INDEX round_item_issue ON round_item (issue_id);
CREATE TABLE ballot (
    id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES round (id), voter TEXT, sector TEXT, country TEXT,
    choices TEXT NOT NULL, UNIQUE (round_id, voter));
CREATE TABLE participation (
    round_id TEXT NOT NULL REFERENCES round (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    is_paper BOOLEAN NOT NULL, receipt TEXT, PRIMARY KEY (round_id, participant_id));
CREATE TABLE counted_receipt (
    round_id TEXT NOT NULL REFERENCES round (id), receipt TEXT NOT NULL, PRIMARY KEY (round_id, receipt));
CREATE TABLE paper_ballot (
    id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES round (id),
    participant_id TEXT NOT NULL REFERENCES participant (id), choices TEXT, entered_by TEXT NOT NULL,
    confirmed_by TEXT, state TEXT NOT NULL, entered_at BIGINT NOT NULL, decided_at BIGINT);
CREATE INDEX paper_ballot_round ON paper_ballot (round_id, state);

-- PostgreSQL ----------------------------------------------------------------------------------------------------

-- storage/journal
CREATE TABLE journal (
    sequence BIGINT PRIMARY KEY,
    time BIGINT NOT NULL,
    actor TEXT COLLATE "C",
    scope TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    facts TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL
);
CREATE INDEX journal_by_scope ON journal (scope, sequence);
CREATE INDEX journal_by_subject ON journal (subject, sequence);
CREATE FUNCTION journal_refuses_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses_change();
CREATE FUNCTION journal_tells_of_entries() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NOTIFY roundtable_journal; RETURN NULL; END $$;
CREATE TRIGGER journal_tells AFTER INSERT ON journal
FOR EACH STATEMENT EXECUTE FUNCTION journal_tells_of_entries();

-- 0001-accounts
CREATE TABLE setting (name TEXT COLLATE "C" PRIMARY KEY, value TEXT COLLATE "C" NOT NULL);
CREATE TABLE account (
    id TEXT COLLATE "C" PRIMARY KEY, email TEXT COLLATE "C" NOT NULL UNIQUE, name TEXT COLLATE "C" NOT NULL, password_hash TEXT COLLATE "C", language TEXT COLLATE "C",
    is_administrator BOOLEAN NOT NULL, created_at BIGINT NOT NULL, disabled_at BIGINT);
CREATE TABLE access_token (
    id TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), name TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL UNIQUE, kind TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT, expires_at BIGINT,
    revoked_at BIGINT);
CREATE INDEX access_token_account ON access_token (account_id);

-- 0002-directory
CREATE TABLE country (
    code TEXT COLLATE "C" PRIMARY KEY, iso3 TEXT COLLATE "C" NOT NULL UNIQUE, name_en TEXT COLLATE "C" NOT NULL, name_fr TEXT COLLATE "C" NOT NULL, name_ru TEXT COLLATE "C" NOT NULL,
    name_ar TEXT COLLATE "C" NOT NULL);
CREATE TABLE region (
    id TEXT COLLATE "C" PRIMARY KEY, code TEXT COLLATE "C" NOT NULL UNIQUE, name TEXT COLLATE "C" NOT NULL, city TEXT COLLATE "C", host_country TEXT COLLATE "C" REFERENCES country (code));
CREATE TABLE region_country (
    region_id TEXT COLLATE "C" NOT NULL REFERENCES region (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code), since TEXT COLLATE "C" NOT NULL,
    until TEXT COLLATE "C", remark TEXT COLLATE "C", PRIMARY KEY (region_id, country, since));
CREATE TABLE sector (
    code TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL UNIQUE, position BIGINT NOT NULL, hue BIGINT NOT NULL, retired_at BIGINT);
CREATE TABLE organisation (
    id TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, name_key TEXT COLLATE "C" NOT NULL, country TEXT COLLATE "C" REFERENCES country (code),
    sector TEXT COLLATE "C" REFERENCES sector (code), created_at BIGINT NOT NULL);
CREATE INDEX organisation_name_key ON organisation (name_key);
CREATE TABLE person (
    id TEXT COLLATE "C" PRIMARY KEY, name_key TEXT COLLATE "C" NOT NULL, sort_key TEXT COLLATE "C" NOT NULL, search TEXT COLLATE "C" NOT NULL, given_name TEXT COLLATE "C" NOT NULL, family_name TEXT COLLATE "C" NOT NULL, email TEXT COLLATE "C", country TEXT COLLATE "C" REFERENCES country (code),
    sector TEXT COLLATE "C" REFERENCES sector (code), organisation_id TEXT COLLATE "C" REFERENCES organisation (id), languages TEXT COLLATE "C" NOT NULL,
    expertise TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX person_email ON person (email);
CREATE INDEX person_sort_key ON person (sort_key, id);
CREATE INDEX person_name_key ON person (name_key);
CREATE INDEX person_organisation ON person (organisation_id);
CREATE TABLE import_draft (
    id TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), event_id TEXT COLLATE "C", file_name TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL, plan TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT);
CREATE INDEX import_draft_account ON import_draft (account_id);

-- 0003-events
CREATE TABLE programme (
    id TEXT COLLATE "C" PRIMARY KEY, title TEXT COLLATE "C" NOT NULL, summary TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL);
CREATE TABLE programme_organiser (
    programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    PRIMARY KEY (programme_id, account_id));
CREATE INDEX programme_organiser_account ON programme_organiser (account_id);
CREATE TABLE event (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), kind TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL,
    starts_on TEXT COLLATE "C" NOT NULL, ends_on TEXT COLLATE "C" NOT NULL, time_zone TEXT COLLATE "C" NOT NULL, place TEXT COLLATE "C" NOT NULL, link TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE, marking TEXT COLLATE "C" NOT NULL, door TEXT COLLATE "C" NOT NULL, projector_generation BIGINT NOT NULL,
    stage TEXT COLLATE "C", topic_id TEXT COLLATE "C", round_id TEXT COLLATE "C", names_shown BOOLEAN NOT NULL, issues_visible BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX event_programme ON event (programme_id, starts_on);
CREATE TABLE topic (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), position BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL,
    question TEXT COLLATE "C" NOT NULL);
CREATE INDEX topic_event ON topic (event_id, position);
CREATE TABLE participant (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), account_id TEXT COLLATE "C" REFERENCES account (id),
    person_id TEXT COLLATE "C" REFERENCES person (id), name TEXT COLLATE "C" NOT NULL, organisation TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C" REFERENCES country (code), sector TEXT COLLATE "C" REFERENCES sector (code), language TEXT COLLATE "C", role TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL, link_digest TEXT COLLATE "C" UNIQUE, created_at BIGINT NOT NULL, arrived_at BIGINT);
CREATE INDEX participant_event ON participant (event_id, state);
CREATE INDEX participant_account ON participant (account_id);
CREATE UNIQUE INDEX participant_person ON participant (event_id, person_id);
CREATE TABLE session (
    digest TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" REFERENCES account (id), participant_id TEXT COLLATE "C" REFERENCES participant (id),
    created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, agent TEXT COLLATE "C" NOT NULL);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_participant ON session (participant_id);

-- 0004-plenary
CREATE TABLE issue (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), topic_id TEXT COLLATE "C" NOT NULL REFERENCES topic (id),
    participant_id TEXT COLLATE "C" REFERENCES participant (id), kind TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL,
    explanation TEXT COLLATE "C" NOT NULL, country TEXT COLLATE "C" REFERENCES country (code), sector TEXT COLLATE "C" REFERENCES sector (code),
    merged_into TEXT COLLATE "C" REFERENCES issue (id), draft_key TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    withdrawn_at BIGINT);
CREATE INDEX issue_topic ON issue (topic_id, created_at);
CREATE INDEX issue_event ON issue (event_id);
CREATE INDEX issue_participant ON issue (participant_id);
CREATE INDEX issue_merged_into ON issue (merged_into);
CREATE UNIQUE INDEX issue_draft ON issue (participant_id, draft_key);
CREATE TABLE issue_kept_apart (
    first_issue TEXT COLLATE "C" NOT NULL REFERENCES issue (id), second_issue TEXT COLLATE "C" NOT NULL REFERENCES issue (id),
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), kept_at BIGINT NOT NULL, PRIMARY KEY (first_issue, second_issue));
CREATE INDEX issue_kept_apart_event ON issue_kept_apart (event_id);
CREATE TABLE round (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), topic_id TEXT COLLATE "C" REFERENCES topic (id),
    number BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL, method TEXT COLLATE "C" NOT NULL, settings TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL,
    ballot_key BYTEA, created_at BIGINT NOT NULL, opened_at BIGINT, closes_at BIGINT, closed_at BIGINT, revealed_at BIGINT,
    present BIGINT, UNIQUE (event_id, number));
CREATE TABLE round_item (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), issue_id TEXT COLLATE "C" NOT NULL REFERENCES issue (id), position BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, PRIMARY KEY (round_id, issue_id));
CREATE INDEX round_item_issue ON round_item (issue_id);
CREATE TABLE ballot (
    id TEXT COLLATE "C" PRIMARY KEY, round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), voter TEXT COLLATE "C", sector TEXT COLLATE "C", country TEXT COLLATE "C",
    choices TEXT COLLATE "C" NOT NULL, UNIQUE (round_id, voter));
CREATE TABLE participation (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    is_paper BOOLEAN NOT NULL, receipt TEXT COLLATE "C", PRIMARY KEY (round_id, participant_id));
CREATE TABLE counted_receipt (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), receipt TEXT COLLATE "C" NOT NULL, PRIMARY KEY (round_id, receipt));
CREATE TABLE paper_ballot (
    id TEXT COLLATE "C" PRIMARY KEY, round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), choices TEXT COLLATE "C", entered_by TEXT COLLATE "C" NOT NULL,
    confirmed_by TEXT COLLATE "C", state TEXT COLLATE "C" NOT NULL, entered_at BIGINT NOT NULL, decided_at BIGINT);
CREATE INDEX paper_ballot_round ON paper_ballot (round_id, state);

