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

-- storage/commit-number
CREATE TABLE commit_number (id BIGINT PRIMARY KEY, number BIGINT NOT NULL);

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
CREATE TABLE second_factor (
    account_id TEXT PRIMARY KEY REFERENCES account (id), secret TEXT NOT NULL, created_at BIGINT NOT NULL,
    confirmed_at BIGINT, last_step BIGINT NOT NULL);
CREATE TABLE recovery_code (
    digest TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), used_at BIGINT);
CREATE INDEX recovery_code_account ON recovery_code (account_id);
CREATE TABLE pending_sign_in (
    digest TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), back TEXT NOT NULL,
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);
CREATE INDEX pending_sign_in_account ON pending_sign_in (account_id);

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
    stage TEXT, topic_id TEXT, round_id TEXT, names_until TEXT, names_erased_at BIGINT,
    names_shown BOOLEAN NOT NULL, issues_visible BOOLEAN NOT NULL,
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
CREATE INDEX round_open ON round (closes_at) WHERE state = 'open';
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

-- 0005-groups
CREATE TABLE group_plan (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, title TEXT NOT NULL,
    note TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (event_id, number));
CREATE TABLE breakout_group (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES group_plan (id), event_id TEXT NOT NULL REFERENCES event (id),
    number BIGINT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, language TEXT NOT NULL,
    facilitator_id TEXT REFERENCES participant (id), rapporteur_id TEXT REFERENCES participant (id),
    UNIQUE (plan_id, number));
CREATE INDEX breakout_group_event ON breakout_group (event_id);
CREATE TABLE group_member (
    plan_id TEXT NOT NULL REFERENCES group_plan (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    group_id TEXT NOT NULL REFERENCES breakout_group (id), PRIMARY KEY (plan_id, participant_id));
CREATE INDEX group_member_group ON group_member (group_id);
CREATE INDEX group_member_participant ON group_member (participant_id);
CREATE TABLE priority (
    issue_id TEXT PRIMARY KEY REFERENCES issue (id), event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL,
    round_id TEXT REFERENCES round (id), reason TEXT NOT NULL, chosen_at BIGINT NOT NULL);
CREATE INDEX priority_event ON priority (event_id, position);
CREATE TABLE group_priority (
    group_id TEXT NOT NULL REFERENCES breakout_group (id), issue_id TEXT NOT NULL REFERENCES priority (issue_id),
    position BIGINT NOT NULL, PRIMARY KEY (group_id, issue_id));
CREATE INDEX group_priority_issue ON group_priority (issue_id);
ALTER TABLE event ADD COLUMN group_plan_id TEXT REFERENCES group_plan (id);

-- 0006-designs
CREATE TABLE design (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, summary TEXT NOT NULL,
    steps TEXT NOT NULL, created_at BIGINT NOT NULL, retired_at BIGINT);
CREATE INDEX design_programme ON design (programme_id);
CREATE TABLE event_step (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, stage TEXT NOT NULL,
    topic_id TEXT REFERENCES topic (id), title TEXT NOT NULL, minutes BIGINT, settings TEXT NOT NULL, opens_at BIGINT,
    closes_at BIGINT, opened_at BIGINT, ended_at BIGINT);
CREATE INDEX event_step_opens ON event_step (opens_at) WHERE opened_at IS NULL;
CREATE INDEX event_step_closes ON event_step (closes_at) WHERE ended_at IS NULL;
CREATE INDEX event_step_event ON event_step (event_id, position);
CREATE INDEX event_step_topic ON event_step (topic_id);
ALTER TABLE event ADD COLUMN step_id TEXT REFERENCES event_step (id);
CREATE INDEX event_present_step ON event (step_id);

-- 0007-cards
CREATE TABLE card (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), place TEXT NOT NULL, language TEXT NOT NULL,
    text TEXT NOT NULL, revision BIGINT NOT NULL, changed_by TEXT, changed_at BIGINT NOT NULL);
CREATE INDEX card_event ON card (event_id);
CREATE TABLE card_revision (
    card_id TEXT NOT NULL REFERENCES card (id), number BIGINT NOT NULL, text TEXT NOT NULL, changed_by TEXT,
    begun_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (card_id, number));
CREATE TABLE card_sending (
    card_id TEXT NOT NULL REFERENCES card (id), key TEXT NOT NULL, sent_at BIGINT NOT NULL, PRIMARY KEY (card_id, key));

-- 0008-analysis
CREATE TABLE past_case (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), event_id TEXT REFERENCES event (id),
    kind TEXT NOT NULL, title TEXT NOT NULL, happened_on TEXT NOT NULL, place TEXT NOT NULL,
    country TEXT REFERENCES country (code), summary TEXT NOT NULL, marking TEXT NOT NULL, source TEXT NOT NULL,
    link TEXT NOT NULL, language TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    retired_at BIGINT, key TEXT);
CREATE UNIQUE INDEX past_case_key ON past_case (programme_id, key);
CREATE INDEX past_case_event ON past_case (event_id);
CREATE INDEX past_case_programme ON past_case (programme_id);
CREATE TABLE aspect (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), group_id TEXT NOT NULL REFERENCES breakout_group (id),
    issue_id TEXT NOT NULL REFERENCES issue (id), direction TEXT NOT NULL, card_id TEXT NOT NULL UNIQUE REFERENCES card (id),
    weight BIGINT NOT NULL, sector TEXT REFERENCES sector (code), without_case BOOLEAN NOT NULL, created_by TEXT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, withdrawn_at BIGINT, key TEXT);
CREATE UNIQUE INDEX aspect_key ON aspect (group_id, key);
CREATE INDEX aspect_group ON aspect (group_id);
CREATE INDEX aspect_issue ON aspect (issue_id);
CREATE INDEX aspect_event ON aspect (event_id);
CREATE TABLE aspect_case (
    aspect_id TEXT NOT NULL REFERENCES aspect (id), case_id TEXT NOT NULL REFERENCES past_case (id),
    PRIMARY KEY (aspect_id, case_id));
CREATE INDEX aspect_case_case ON aspect_case (case_id);
CREATE TABLE aspect_link (
    first_aspect TEXT NOT NULL REFERENCES aspect (id), second_aspect TEXT NOT NULL REFERENCES aspect (id),
    event_id TEXT NOT NULL REFERENCES event (id), state TEXT NOT NULL, decided_by TEXT, decided_at BIGINT NOT NULL,
    PRIMARY KEY (first_aspect, second_aspect));
CREATE INDEX aspect_link_event ON aspect_link (event_id);
CREATE INDEX aspect_link_second ON aspect_link (second_aspect);
ALTER TABLE event ADD COLUMN shown_group_id TEXT REFERENCES breakout_group (id);
ALTER TABLE event ADD COLUMN shown_issue_id TEXT REFERENCES issue (id);

-- 0009-envision
CREATE TABLE sheet (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), group_id TEXT REFERENCES breakout_group (id),
    country TEXT REFERENCES country (code), publication TEXT NOT NULL, published_at BIGINT, published_by TEXT,
    vote_opened_at BIGINT, vote_closed_at BIGINT, created_at BIGINT NOT NULL, UNIQUE (event_id, group_id),
    UNIQUE (event_id, country));
CREATE TABLE desired_situation (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sheet_id TEXT NOT NULL REFERENCES sheet (id),
    issue_id TEXT NOT NULL REFERENCES issue (id), card_id TEXT NOT NULL UNIQUE REFERENCES card (id),
    created_at BIGINT NOT NULL, UNIQUE (sheet_id, issue_id));
CREATE INDEX desired_situation_event ON desired_situation (event_id);
CREATE INDEX desired_situation_issue ON desired_situation (issue_id);
CREATE TABLE intervention (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sheet_id TEXT NOT NULL REFERENCES sheet (id),
    issue_id TEXT NOT NULL REFERENCES issue (id), country TEXT REFERENCES country (code),
    card_id TEXT NOT NULL UNIQUE REFERENCES card (id), needs_card_id TEXT NOT NULL UNIQUE REFERENCES card (id),
    lead TEXT NOT NULL, element TEXT NOT NULL, difficulty BIGINT, impact BIGINT, horizon TEXT NOT NULL, created_by TEXT,
    vote_count BIGINT, key TEXT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, withdrawn_at BIGINT, UNIQUE (sheet_id, key));
CREATE INDEX intervention_sheet ON intervention (sheet_id);
CREATE INDEX intervention_issue ON intervention (issue_id);
CREATE INDEX intervention_event ON intervention (event_id);
CREATE TABLE intervention_sector (
    intervention_id TEXT NOT NULL REFERENCES intervention (id), sector TEXT NOT NULL REFERENCES sector (code),
    PRIMARY KEY (intervention_id, sector));
CREATE TABLE intervention_aspect (
    intervention_id TEXT NOT NULL REFERENCES intervention (id), aspect_id TEXT NOT NULL REFERENCES aspect (id),
    PRIMARY KEY (intervention_id, aspect_id));
CREATE INDEX intervention_aspect_aspect ON intervention_aspect (aspect_id);
CREATE TABLE intervention_vote (
    intervention_id TEXT NOT NULL REFERENCES intervention (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    difficulty BIGINT NOT NULL, impact BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id));
ALTER TABLE event ADD COLUMN envision_by TEXT NOT NULL DEFAULT 'group';

-- 0010-exchange
CREATE TABLE endorsement (
    intervention_id TEXT NOT NULL REFERENCES intervention (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    given_at BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id));
CREATE TABLE exchange_question (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sheet_id TEXT NOT NULL REFERENCES sheet (id),
    intervention_id TEXT REFERENCES intervention (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    text TEXT NOT NULL, language TEXT NOT NULL, key TEXT, asked_at BIGINT NOT NULL, answered_at BIGINT, hidden_at BIGINT,
    UNIQUE (participant_id, key));
CREATE INDEX exchange_question_sheet ON exchange_question (sheet_id);
CREATE INDEX exchange_question_event ON exchange_question (event_id);
CREATE TABLE standing (
    aspect_id TEXT NOT NULL REFERENCES aspect (id), country TEXT NOT NULL REFERENCES country (code), state TEXT NOT NULL,
    note TEXT NOT NULL, participant_id TEXT REFERENCES participant (id), told_at BIGINT NOT NULL,
    PRIMARY KEY (aspect_id, country));
CREATE TABLE adoption (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    intervention_id TEXT NOT NULL REFERENCES intervention (id), country TEXT NOT NULL REFERENCES country (code),
    decision TEXT NOT NULL, note TEXT NOT NULL, progress TEXT NOT NULL, progress_note TEXT NOT NULL, decided_by TEXT,
    decided_at BIGINT NOT NULL, progressed_at BIGINT, UNIQUE (intervention_id, country));
CREATE INDEX adoption_event ON adoption (event_id);
ALTER TABLE event ADD COLUMN sheet_id TEXT REFERENCES sheet (id);
ALTER TABLE event ADD COLUMN exchange_view TEXT NOT NULL DEFAULT 'gallery';

-- 0011-outline
CREATE TABLE outline_statement (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), part TEXT NOT NULL,
    card_id TEXT NOT NULL UNIQUE REFERENCES card (id), state TEXT NOT NULL, position BIGINT NOT NULL,
    participant_id TEXT REFERENCES participant (id), author TEXT, key TEXT, created_at BIGINT NOT NULL,
    decided_at BIGINT, decided_revision BIGINT);
CREATE INDEX outline_statement_event ON outline_statement (event_id);
CREATE INDEX outline_statement_participant ON outline_statement (participant_id);
CREATE UNIQUE INDEX outline_statement_key ON outline_statement (event_id, author, key);
CREATE TABLE statement_rating (
    statement_id TEXT NOT NULL REFERENCES outline_statement (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    rating BIGINT, revision BIGINT NOT NULL, rated_at BIGINT NOT NULL, PRIMARY KEY (statement_id, participant_id));
CREATE INDEX statement_rating_participant ON statement_rating (participant_id);
ALTER TABLE event ADD COLUMN outline_part TEXT;

-- 0012-guide
CREATE TABLE guide (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL UNIQUE REFERENCES event (id), title TEXT NOT NULL, marking TEXT NOT NULL,
    language TEXT NOT NULL, state TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE TABLE guide_section (
    id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), parent_id TEXT REFERENCES guide_section (id),
    position BIGINT NOT NULL, kind TEXT NOT NULL, created_at BIGINT NOT NULL, removed_at BIGINT);
CREATE INDEX guide_section_guide ON guide_section (guide_id, position);
CREATE INDEX guide_section_parent ON guide_section (parent_id);
CREATE TABLE section_statement (
    section_id TEXT NOT NULL REFERENCES guide_section (id),
    statement_id TEXT NOT NULL REFERENCES outline_statement (id), PRIMARY KEY (section_id, statement_id));
CREATE INDEX section_statement_statement ON section_statement (statement_id);
CREATE TABLE section_text (
    section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL, title TEXT NOT NULL,
    card_id TEXT NOT NULL UNIQUE REFERENCES card (id), source_revision BIGINT, changed_at BIGINT NOT NULL,
    PRIMARY KEY (section_id, language));
CREATE TABLE evidence (
    id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, kind TEXT NOT NULL,
    issue_id TEXT REFERENCES issue (id), round_id TEXT REFERENCES round (id), aspect_id TEXT REFERENCES aspect (id),
    case_id TEXT REFERENCES past_case (id), situation_id TEXT REFERENCES desired_situation (id),
    intervention_id TEXT REFERENCES intervention (id), quote TEXT, created_at BIGINT NOT NULL, UNIQUE (guide_id, number),
    CHECK ((CASE WHEN issue_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN round_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN aspect_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN case_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN situation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN intervention_id IS NULL THEN 0 ELSE 1 END) = 1));
CREATE INDEX evidence_issue ON evidence (issue_id);
CREATE INDEX evidence_round ON evidence (round_id);
CREATE INDEX evidence_aspect ON evidence (aspect_id);
CREATE INDEX evidence_case ON evidence (case_id);
CREATE INDEX evidence_situation ON evidence (situation_id);
CREATE INDEX evidence_intervention ON evidence (intervention_id);
CREATE TABLE citation (
    section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL,
    evidence_id TEXT NOT NULL REFERENCES evidence (id), PRIMARY KEY (section_id, language, evidence_id));
CREATE INDEX citation_evidence ON citation (evidence_id);
CREATE TABLE guide_comment (
    id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id),
    section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL,
    parent_id TEXT REFERENCES guide_comment (id), kind TEXT NOT NULL, author TEXT NOT NULL, quote TEXT NOT NULL,
    text TEXT NOT NULL, proposed TEXT NOT NULL, key TEXT, state TEXT NOT NULL, answer TEXT NOT NULL,
    created_at BIGINT NOT NULL, decided_by TEXT, decided_at BIGINT);
CREATE INDEX guide_comment_section ON guide_comment (section_id);
CREATE INDEX guide_comment_guide ON guide_comment (guide_id);
CREATE INDEX guide_comment_parent ON guide_comment (parent_id);
CREATE UNIQUE INDEX guide_comment_key ON guide_comment (guide_id, author, key);
CREATE TABLE guide_version (
    id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, title TEXT NOT NULL,
    note TEXT NOT NULL, content TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, review_at BIGINT,
    final_at BIGINT, final_by TEXT, final_note TEXT, UNIQUE (guide_id, number));
CREATE TABLE sign_off (
    version_id TEXT NOT NULL REFERENCES guide_version (id), sector TEXT NOT NULL REFERENCES sector (code),
    decision TEXT NOT NULL, note TEXT NOT NULL, actor TEXT NOT NULL, decided_at BIGINT NOT NULL,
    PRIMARY KEY (version_id, sector));

-- 0013-mail
CREATE TABLE outgoing_mail (
    id TEXT PRIMARY KEY, event_id TEXT REFERENCES event (id), kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
    unsubscribe_token TEXT NOT NULL, created_at BIGINT NOT NULL, send_at BIGINT NOT NULL, tries BIGINT NOT NULL,
    claimed_until BIGINT, sent_at BIGINT, failed_at BIGINT, error TEXT);
CREATE INDEX outgoing_mail_waiting ON outgoing_mail (sent_at, failed_at, send_at);
CREATE INDEX outgoing_mail_event ON outgoing_mail (event_id);
CREATE TABLE mail_refusal (address TEXT PRIMARY KEY, refused_at BIGINT NOT NULL);

-- 0014-openid
CREATE TABLE account_identity (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), issuer TEXT NOT NULL, subject TEXT NOT NULL,
    created_at BIGINT NOT NULL, used_at BIGINT NOT NULL);
CREATE UNIQUE INDEX account_identity_subject ON account_identity (issuer, subject);
CREATE UNIQUE INDEX account_identity_account ON account_identity (account_id, issuer);
CREATE TABLE sign_in_attempt (digest TEXT PRIMARY KEY, back TEXT NOT NULL, expires_at BIGINT NOT NULL);

-- 0015-counts
ALTER TABLE round ADD COLUMN shows_ballots BOOLEAN NOT NULL DEFAULT TRUE;
CREATE TABLE tally_group (
    round_id TEXT NOT NULL REFERENCES round (id), reading TEXT NOT NULL, position BIGINT NOT NULL, members TEXT NOT NULL,
    people BIGINT NOT NULL, PRIMARY KEY (round_id, reading, position));
CREATE TABLE tally_count (
    round_id TEXT NOT NULL REFERENCES round (id), reading TEXT NOT NULL, position BIGINT NOT NULL, criterion TEXT NOT NULL,
    issue_id TEXT NOT NULL REFERENCES issue (id), value BIGINT NOT NULL, ballots BIGINT NOT NULL,
    PRIMARY KEY (round_id, reading, position, criterion, issue_id, value));
CREATE INDEX tally_count_issue ON tally_count (issue_id);
ALTER TABLE ballot DROP COLUMN sector;
ALTER TABLE ballot DROP COLUMN country;

-- 0016-seats
ALTER TABLE participation ADD COLUMN device TEXT;
ALTER TABLE participation ADD COLUMN device_number BIGINT;
ALTER TABLE participant ADD COLUMN link_generation BIGINT NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN first_link_digest TEXT;
CREATE UNIQUE INDEX participant_first_link ON participant (first_link_digest);
ALTER TABLE participant ADD COLUMN card_code TEXT;
CREATE UNIQUE INDEX participant_card_code ON participant (card_code);
ALTER TABLE participant ADD COLUMN claimed_seat TEXT REFERENCES participant (id);
ALTER TABLE participant ADD COLUMN joined_into TEXT REFERENCES participant (id);
CREATE INDEX participant_claimed_seat ON participant (claimed_seat);
CREATE INDEX participant_joined_into ON participant (joined_into);
CREATE TABLE seat_joining (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    kept_id TEXT NOT NULL REFERENCES participant (id), joined_id TEXT NOT NULL REFERENCES participant (id),
    moved TEXT NOT NULL, joined_at BIGINT NOT NULL, undone_at BIGINT);
CREATE INDEX seat_joining_event ON seat_joining (event_id);
CREATE INDEX seat_joining_kept ON seat_joining (kept_id);
CREATE INDEX seat_joining_joined ON seat_joining (joined_id);

-- 0017-decisions
ALTER TABLE participant ADD COLUMN unverified_at BIGINT;
ALTER TABLE participant ADD COLUMN naming_agreed_at BIGINT;
UPDATE participant SET unverified_at = created_at WHERE account_id IS NULL AND person_id IS NULL
    AND link_digest IS NULL AND EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'participant.approval'
        AND j.subject = 'participant:' || participant.id);
CREATE TABLE round_voter (
    round_id TEXT NOT NULL REFERENCES round (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    PRIMARY KEY (round_id, participant_id));
CREATE INDEX round_voter_participant ON round_voter (participant_id);
INSERT INTO round_voter (round_id, participant_id)
SELECT r.id, p.id FROM round r JOIN participant p ON p.event_id = r.event_id
WHERE r.state <> 'draft' AND p.role IN ('participant', 'rapporteur') AND p.state = 'present'
    AND (r.closed_at IS NULL OR p.arrived_at <= r.closed_at)
UNION SELECT a.round_id, a.participant_id FROM participation a;
CREATE TABLE room_move (
    event_id TEXT PRIMARY KEY REFERENCES event (id), id TEXT NOT NULL UNIQUE, stage TEXT NOT NULL, topic_id TEXT,
    step_id TEXT, due_at BIGINT, asked_by TEXT, asked_at BIGINT NOT NULL, from_stage TEXT, from_topic_id TEXT,
    from_step_id TEXT, from_round_id TEXT, step_opened_at BIGINT);
CREATE INDEX room_move_due ON room_move (due_at) WHERE due_at IS NOT NULL;
CREATE TABLE delegation_head (
    event_id TEXT NOT NULL REFERENCES event (id), country TEXT NOT NULL REFERENCES country (code),
    participant_id TEXT NOT NULL REFERENCES participant (id), named_by TEXT, named_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, country));
CREATE INDEX delegation_head_participant ON delegation_head (participant_id);
ALTER TABLE adoption ADD COLUMN decided_as TEXT;
ALTER TABLE sheet ADD COLUMN published_as TEXT;
CREATE TABLE adoption_proposal (
    intervention_id TEXT NOT NULL REFERENCES intervention (id),
    participant_id TEXT NOT NULL REFERENCES participant (id), event_id TEXT NOT NULL REFERENCES event (id),
    country TEXT NOT NULL REFERENCES country (code), decision TEXT NOT NULL, note TEXT NOT NULL,
    proposed_at BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id));
CREATE INDEX adoption_proposal_country ON adoption_proposal (event_id, country);
CREATE INDEX adoption_proposal_participant ON adoption_proposal (participant_id);
CREATE TABLE guide_signer (
    event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    sector TEXT NOT NULL REFERENCES sector (code), named_by TEXT, named_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, participant_id));
CREATE INDEX guide_signer_participant ON guide_signer (participant_id);
CREATE TABLE signature (
    version_id TEXT NOT NULL REFERENCES guide_version (id), sector TEXT NOT NULL REFERENCES sector (code),
    actor TEXT NOT NULL, decision TEXT NOT NULL, note TEXT NOT NULL, decided_at BIGINT NOT NULL,
    PRIMARY KEY (version_id, sector, actor));
INSERT INTO signature (version_id, sector, actor, decision, note, decided_at)
SELECT version_id, sector, actor, decision, note, decided_at FROM sign_off;
DROP TABLE sign_off;
ALTER TABLE signature RENAME TO sign_off;

-- 0018-local-times
ALTER TABLE account ADD COLUMN time_zone TEXT;
ALTER TABLE event_step ADD COLUMN opens_local TEXT;
ALTER TABLE event_step ADD COLUMN closes_local TEXT;
ALTER TABLE event_step ADD COLUMN local_zone TEXT;

-- 0019-importing
ALTER TABLE person ADD COLUMN note TEXT NOT NULL DEFAULT '';
DELETE FROM import_draft;
ALTER TABLE import_draft ADD COLUMN file BLOB;
ALTER TABLE import_draft ADD COLUMN answers TEXT NOT NULL DEFAULT '{}';
ALTER TABLE import_draft ADD COLUMN basis TEXT NOT NULL DEFAULT '';
CREATE TABLE import_memory (
    scope TEXT NOT NULL, kind TEXT NOT NULL, fingerprint TEXT NOT NULL, answers TEXT NOT NULL, used_at BIGINT NOT NULL,
    PRIMARY KEY (scope, kind, fingerprint));

-- 0022-directory-retention
ALTER TABLE person ADD COLUMN released_at BIGINT;

-- 0023-apart
CREATE TABLE seats_kept_apart (
    first_seat TEXT NOT NULL REFERENCES participant (id), second_seat TEXT NOT NULL REFERENCES participant (id),
    event_id TEXT NOT NULL REFERENCES event (id), kept_at BIGINT NOT NULL, PRIMARY KEY (first_seat, second_seat));
CREATE INDEX seats_kept_apart_second ON seats_kept_apart (second_seat);
CREATE INDEX seats_kept_apart_event ON seats_kept_apart (event_id);
CREATE TABLE sending (key TEXT PRIMARY KEY, words TEXT NOT NULL, sent_at BIGINT NOT NULL);
CREATE INDEX sending_sent ON sending (sent_at);
CREATE TABLE round_source (
    round_id TEXT NOT NULL REFERENCES round (id), issue_id TEXT NOT NULL REFERENCES issue (id),
    PRIMARY KEY (round_id, issue_id));
CREATE INDEX round_source_issue ON round_source (issue_id);
INSERT INTO round_source (round_id, issue_id)
WITH RECURSIVE behind (round_id, issue_id) AS (
    SELECT t.round_id, t.issue_id FROM round_item t JOIN round r ON r.id = t.round_id WHERE r.state <> 'draft'
    UNION SELECT b.round_id, i.id FROM behind b JOIN issue i ON i.merged_into = b.issue_id)
SELECT round_id, issue_id FROM behind;

-- 0024-event-language
ALTER TABLE event ADD COLUMN language TEXT;
ALTER TABLE programme ADD COLUMN language TEXT;

-- 0025-sight
ALTER TABLE person ADD COLUMN visible_to TEXT NOT NULL DEFAULT 'organisers';
ALTER TABLE account ADD COLUMN person_id TEXT REFERENCES person (id);
CREATE UNIQUE INDEX account_person ON account (person_id);
CREATE INDEX participant_of_person ON participant (person_id);

-- 0026-event-parts
CREATE TABLE event_part (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (event_id, position));
CREATE TABLE workshop (
    id TEXT PRIMARY KEY REFERENCES event_part (id), event_id TEXT NOT NULL REFERENCES event (id), stage TEXT,
    topic_id TEXT, round_id TEXT, step_id TEXT REFERENCES event_step (id), names_shown BOOLEAN NOT NULL,
    issues_visible BOOLEAN NOT NULL, group_plan_id TEXT REFERENCES group_plan (id),
    shown_group_id TEXT REFERENCES breakout_group (id), shown_issue_id TEXT REFERENCES issue (id),
    envision_by TEXT NOT NULL DEFAULT 'group', sheet_id TEXT REFERENCES sheet (id),
    exchange_view TEXT NOT NULL DEFAULT 'gallery', outline_part TEXT);
CREATE INDEX workshop_event ON workshop (event_id);
CREATE INDEX workshop_present_step ON workshop (step_id);
INSERT INTO event_part (id, event_id, position, kind, title, created_at)
SELECT id, id, 1, 'workshop', '', created_at FROM event;
INSERT INTO workshop (id, event_id, stage, topic_id, round_id, step_id, names_shown, issues_visible, group_plan_id,
    shown_group_id, shown_issue_id, envision_by, sheet_id, exchange_view, outline_part)
SELECT id, id, stage, topic_id, round_id, step_id, names_shown, issues_visible, group_plan_id, shown_group_id,
    shown_issue_id, envision_by, sheet_id, exchange_view, outline_part FROM event;
ALTER TABLE event ADD COLUMN part_id TEXT REFERENCES event_part (id);
ALTER TABLE event ADD COLUMN workshop_id TEXT REFERENCES workshop (id);
UPDATE event SET part_id = id, workshop_id = id;
CREATE INDEX event_part_of_room ON event (part_id);
CREATE INDEX event_workshop ON event (workshop_id);
DROP INDEX event_present_step;
ALTER TABLE event DROP COLUMN stage;
ALTER TABLE event DROP COLUMN topic_id;
ALTER TABLE event DROP COLUMN round_id;
ALTER TABLE event DROP COLUMN step_id;
ALTER TABLE event DROP COLUMN names_shown;
ALTER TABLE event DROP COLUMN issues_visible;
ALTER TABLE event DROP COLUMN group_plan_id;
ALTER TABLE event DROP COLUMN shown_group_id;
ALTER TABLE event DROP COLUMN shown_issue_id;
ALTER TABLE event DROP COLUMN envision_by;
ALTER TABLE event DROP COLUMN sheet_id;
ALTER TABLE event DROP COLUMN exchange_view;
ALTER TABLE event DROP COLUMN outline_part;

-- 0027-address
ALTER TABLE person ADD COLUMN email_changed_at BIGINT;
CREATE TABLE known_address (
    person_id TEXT NOT NULL REFERENCES person (id), programme_id TEXT NOT NULL REFERENCES programme (id),
    known_at BIGINT NOT NULL, PRIMARY KEY (person_id, programme_id));
CREATE INDEX known_address_programme ON known_address (programme_id);
INSERT INTO known_address (person_id, programme_id, known_at)
SELECT s.person_id, e.programme_id, s.created_at FROM participant s JOIN event e ON e.id = s.event_id
JOIN person p ON p.id = s.person_id
WHERE p.email IS NOT NULL AND NOT EXISTS (SELECT t.id FROM participant t WHERE t.person_id = s.person_id
    AND (t.created_at < s.created_at OR (t.created_at = s.created_at AND t.id < s.id)));

-- 0029-calendar-feed
CREATE TABLE calendar_feed (
    account_id TEXT PRIMARY KEY REFERENCES account (id), digest TEXT UNIQUE, generation BIGINT NOT NULL,
    created_at BIGINT NOT NULL);

-- 0029-following
CREATE TABLE follow (
    account_id TEXT NOT NULL REFERENCES account (id), subject TEXT NOT NULL, is_on BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL, PRIMARY KEY (account_id, subject));
CREATE INDEX follow_subject ON follow (subject);
CREATE TABLE notification (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), entry TEXT NOT NULL, scope TEXT NOT NULL,
    item TEXT NOT NULL, reason TEXT NOT NULL, day TEXT NOT NULL, number BIGINT NOT NULL, first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL, read_at BIGINT, mailed_at BIGINT, UNIQUE (account_id, entry, scope, item, day));
CREATE INDEX notification_account ON notification (account_id, last_at);
CREATE INDEX notification_last ON notification (last_at);
CREATE TABLE notification_refusal (
    account_id TEXT NOT NULL REFERENCES account (id), kind TEXT NOT NULL, refused_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind));
CREATE TABLE digest (
    account_id TEXT PRIMARY KEY REFERENCES account (id), day TEXT NOT NULL, tasks TEXT NOT NULL,
    looked_at BIGINT NOT NULL);

-- 0030-mandates
CREATE TABLE mandate (
    id TEXT PRIMARY KEY, role TEXT NOT NULL, holder_kind TEXT NOT NULL, holder TEXT NOT NULL,
    programme_id TEXT REFERENCES programme (id), person_id TEXT REFERENCES person (id), since TEXT NOT NULL, until TEXT,
    review_by TEXT, state TEXT NOT NULL, appointed_by TEXT, document TEXT NOT NULL, note TEXT NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX mandate_person ON mandate (person_id);
CREATE INDEX mandate_holder ON mandate (holder_kind, holder, role);

-- 0031-registration
CREATE TABLE registration_rule (
    event_id TEXT PRIMARY KEY REFERENCES event (id), opens_local TEXT, opens_at BIGINT, nominations_close_local TEXT,
    nominations_close_at BIGINT, closes_local TEXT, closes_at BIGINT, freeze_local TEXT, freeze_at BIGINT,
    offer_last_local TEXT, offer_last_at BIGINT, channels TEXT NOT NULL, approval TEXT NOT NULL, mode TEXT NOT NULL,
    order_by TEXT NOT NULL, work TEXT NOT NULL, offer_hours BIGINT NOT NULL, hold_pending BOOLEAN NOT NULL,
    counted_roles TEXT NOT NULL, list_shown_to TEXT NOT NULL, places_shown BOOLEAN NOT NULL, languages TEXT NOT NULL,
    asked TEXT NOT NULL, needs_erased_on TEXT, seed TEXT, seed_at BIGINT, allocated_at BIGINT, changed_at BIGINT NOT NULL);
CREATE TABLE invitation (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), target_kind TEXT NOT NULL, target TEXT NOT NULL,
    channel TEXT NOT NULL, region_id TEXT REFERENCES region (id), language TEXT, note TEXT NOT NULL, state TEXT NOT NULL,
    answer TEXT NOT NULL, sent_at BIGINT, answer_by_local TEXT, answer_by_at BIGINT, answered_at BIGINT, answered_by TEXT,
    created_at BIGINT NOT NULL, UNIQUE (event_id, target_kind, target));
CREATE TABLE quota (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, label TEXT NOT NULL,
    kind TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT, seats BIGINT NOT NULL, mode TEXT, exceptions TEXT NOT NULL,
    until_local TEXT, until_at BIGINT, ended_at BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX quota_event ON quota (event_id, position);
CREATE INDEX quota_until ON quota (until_at) WHERE until_at IS NOT NULL AND ended_at IS NULL;
CREATE TABLE nomination (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), behalf_kind TEXT NOT NULL, behalf TEXT NOT NULL,
    mandate_id TEXT REFERENCES mandate (id), person_id TEXT REFERENCES person (id), rank BIGINT NOT NULL,
    state TEXT NOT NULL, given_name TEXT NOT NULL, family_name TEXT NOT NULL, email TEXT, organisation TEXT NOT NULL,
    country TEXT REFERENCES country (code), region_id TEXT REFERENCES region (id),
    sector TEXT REFERENCES sector (code), languages TEXT NOT NULL, funding TEXT NOT NULL, mode TEXT NOT NULL,
    note TEXT NOT NULL, nominated_by TEXT, created_at BIGINT NOT NULL, submitted_at BIGINT, changed_at BIGINT NOT NULL);
CREATE INDEX nomination_event ON nomination (event_id, behalf_kind, behalf, rank);
CREATE INDEX nomination_person ON nomination (person_id);
CREATE TABLE registration (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL,
    person_id TEXT REFERENCES person (id), account_id TEXT REFERENCES account (id), channel TEXT NOT NULL,
    nomination_id TEXT REFERENCES nomination (id),
    given_name TEXT NOT NULL, family_name TEXT NOT NULL, email TEXT, country TEXT REFERENCES country (code),
    region_id TEXT REFERENCES region (id), sector TEXT REFERENCES sector (code), organisation TEXT NOT NULL,
    city TEXT NOT NULL, working_group TEXT NOT NULL, mode TEXT NOT NULL, funding TEXT NOT NULL, role TEXT NOT NULL,
    language TEXT, state TEXT NOT NULL, class BIGINT NOT NULL, rank BIGINT NOT NULL, lot TEXT NOT NULL,
    submitted_at BIGINT NOT NULL, state_since BIGINT NOT NULL, offered_until BIGINT, passed BIGINT NOT NULL,
    moved_back_at BIGINT, approved_at BIGINT, confirmed_at BIGINT, list_consent BOOLEAN NOT NULL, reason TEXT NOT NULL, wish TEXT NOT NULL,
    wish_at BIGINT, token_digest TEXT UNIQUE,
    token_generation BIGINT NOT NULL, participant_id TEXT REFERENCES participant (id), created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, UNIQUE (event_id, number));
CREATE INDEX registration_event ON registration (event_id, state, class, rank);
CREATE INDEX registration_person ON registration (person_id);
CREATE INDEX registration_account ON registration (account_id);
CREATE INDEX registration_email ON registration (event_id, email);
CREATE INDEX registration_offered ON registration (offered_until) WHERE offered_until IS NOT NULL;
CREATE UNIQUE INDEX registration_participant ON registration (participant_id);
CREATE INDEX registration_nomination ON registration (nomination_id);
CREATE TABLE allocation (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, made_by TEXT,
    made_at BIGINT NOT NULL, journal_sequence BIGINT NOT NULL, inputs TEXT NOT NULL, outcome TEXT NOT NULL,
    state TEXT NOT NULL, decided_at BIGINT, UNIQUE (event_id, number));

-- 0032-home-region
ALTER TABLE region_country ADD COLUMN is_home BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE region_country SET is_home = TRUE WHERE until IS NULL AND NOT EXISTS (
    SELECT o.country FROM region_country o
    WHERE o.country = region_country.country AND o.until IS NULL AND o.region_id < region_country.region_id);

-- 0033-mail-classes
CREATE TABLE kept_file (
    id TEXT PRIMARY KEY, event_id TEXT REFERENCES event (id), name TEXT NOT NULL, type TEXT NOT NULL, size BIGINT NOT NULL,
    sha256 TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL);
CREATE INDEX kept_file_event ON kept_file (event_id);
CREATE INDEX kept_file_sha256 ON kept_file (sha256);
CREATE TABLE file_content (
    sha256 TEXT NOT NULL, chunk BIGINT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, chunk));
ALTER TABLE outgoing_mail ADD COLUMN class TEXT NOT NULL DEFAULT 'reminder';
ALTER TABLE outgoing_mail ADD COLUMN calendar TEXT NOT NULL DEFAULT '';
ALTER TABLE outgoing_mail ADD COLUMN attachment_id TEXT REFERENCES kept_file (id);
ALTER TABLE outgoing_mail ADD COLUMN reply_to TEXT;
CREATE INDEX outgoing_mail_attachment ON outgoing_mail (attachment_id);
UPDATE outgoing_mail SET class = 'service' WHERE kind IN ('account', 'personal-link');
UPDATE outgoing_mail SET class = 'news' WHERE kind = 'digest';
CREATE TABLE mail_class_refusal (
    address TEXT NOT NULL, class TEXT NOT NULL, refused_at BIGINT NOT NULL, PRIMARY KEY (address, class));
INSERT INTO mail_class_refusal (address, class, refused_at)
SELECT address, 'reminder', refused_at FROM mail_refusal;
INSERT INTO mail_class_refusal (address, class, refused_at)
SELECT address, 'news', refused_at FROM mail_refusal;
DROP TABLE mail_refusal;
ALTER TABLE mail_class_refusal RENAME TO mail_refusal;

-- 0034-materials
CREATE TABLE material (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, language TEXT NOT NULL,
    note TEXT NOT NULL, marking TEXT NOT NULL, audience TEXT NOT NULL, state TEXT NOT NULL, released_at BIGINT,
    announced BOOLEAN NOT NULL, withdrawn_at BIGINT, reason TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX material_event ON material (event_id);
CREATE INDEX material_due ON material (released_at) WHERE state = 'released' AND NOT announced;
CREATE UNIQUE INDEX material_key ON material (event_id, key);
CREATE TABLE material_file (
    material_id TEXT NOT NULL REFERENCES material (id), number BIGINT NOT NULL,
    file_id TEXT NOT NULL REFERENCES kept_file (id), added_by TEXT, added_at BIGINT NOT NULL,
    PRIMARY KEY (material_id, number));
CREATE INDEX material_file_file ON material_file (file_id);
CREATE TABLE material_fetch (
    material_id TEXT NOT NULL REFERENCES material (id), number BIGINT NOT NULL, reader TEXT NOT NULL,
    fetched_at BIGINT NOT NULL, PRIMARY KEY (material_id, number, reader));

-- 0035-agenda
CREATE TABLE agenda_session (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, kind TEXT NOT NULL,
    summary TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX agenda_session_event ON agenda_session (event_id);
CREATE TABLE agenda_block (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    session_id TEXT NOT NULL REFERENCES agenda_session (id), starts_local TEXT NOT NULL, ends_local TEXT NOT NULL,
    local_zone TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, place TEXT NOT NULL, link TEXT NOT NULL,
    step_id TEXT, seats BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, removed_at BIGINT);
CREATE INDEX agenda_block_event ON agenda_block (event_id, starts_at);
CREATE INDEX agenda_block_session ON agenda_block (session_id);
CREATE TABLE agenda_person (
    id TEXT PRIMARY KEY, block_id TEXT NOT NULL REFERENCES agenda_block (id),
    participant_id TEXT REFERENCES participant (id), name TEXT NOT NULL, part TEXT NOT NULL, position BIGINT NOT NULL);
CREATE INDEX agenda_person_block ON agenda_person (block_id);
CREATE INDEX agenda_person_participant ON agenda_person (participant_id);
CREATE TABLE agenda_release (
    event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, released_at BIGINT NOT NULL, released_by TEXT,
    note TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (event_id, number));
CREATE TABLE agenda_choice (
    block_id TEXT NOT NULL REFERENCES agenda_block (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    chosen_at BIGINT NOT NULL, PRIMARY KEY (block_id, participant_id));
CREATE INDEX agenda_choice_participant ON agenda_choice (participant_id);
CREATE TABLE event_dates (
    event_id TEXT PRIMARY KEY REFERENCES event (id), host_country TEXT REFERENCES country (code), offsets TEXT NOT NULL,
    done TEXT NOT NULL, changed_at BIGINT NOT NULL);

-- 0036-event-changes
ALTER TABLE event ADD COLUMN standing TEXT NOT NULL DEFAULT 'planned';
ALTER TABLE event ADD COLUMN standing_at BIGINT;
ALTER TABLE event ADD COLUMN standing_note TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN begins_at BIGINT;
ALTER TABLE event ADD COLUMN finishes_at BIGINT;

-- 0037-door
CREATE TABLE desk_pass (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), day TEXT NOT NULL, label TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE, opens_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, created_by TEXT,
    created_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT);
CREATE INDEX desk_pass_event ON desk_pass (event_id, day);
CREATE TABLE attendance (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT NOT NULL REFERENCES participant (id), day TEXT NOT NULL, block_id TEXT REFERENCES agenda_block (id), at BIGINT NOT NULL,
    via TEXT NOT NULL, noted_by TEXT, device TEXT NOT NULL, nonce TEXT NOT NULL UNIQUE, minutes BIGINT,
    brought BOOLEAN NOT NULL, created_at BIGINT NOT NULL, undone_at BIGINT);
CREATE INDEX attendance_event ON attendance (event_id, day);
CREATE INDEX attendance_participant ON attendance (participant_id);
CREATE TABLE attendance_rule (
    event_id TEXT PRIMARY KEY REFERENCES event (id), percent BIGINT NOT NULL, counted TEXT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE TABLE certificate (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT NOT NULL REFERENCES participant (id), number TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    family_name TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
    minutes BIGINT, days BIGINT NOT NULL, language TEXT NOT NULL, digest TEXT NOT NULL, issued_by TEXT,
    issued_at BIGINT NOT NULL, revoked_at BIGINT);
CREATE INDEX certificate_event ON certificate (event_id);
CREATE INDEX certificate_participant ON certificate (participant_id);

-- 0038-online
CREATE TABLE online_stay (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT NOT NULL REFERENCES participant (id), started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
    heads BIGINT NOT NULL, joins BIGINT NOT NULL);
CREATE INDEX online_stay_event ON online_stay (event_id, participant_id, seen_at);
CREATE INDEX online_stay_participant ON online_stay (participant_id);
CREATE TABLE room_question (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT NOT NULL REFERENCES participant (id), text TEXT NOT NULL, state TEXT NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX room_question_event ON room_question (event_id, state, created_at);
CREATE INDEX room_question_participant ON room_question (participant_id);
CREATE TABLE room_question_endorsement (
    question_id TEXT NOT NULL REFERENCES room_question (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    created_at BIGINT NOT NULL, PRIMARY KEY (question_id, participant_id));
CREATE INDEX room_question_endorsement_participant ON room_question_endorsement (participant_id);
CREATE TABLE room_poll (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), question TEXT NOT NULL, options TEXT NOT NULL,
    state TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX room_poll_event ON room_poll (event_id, created_at);
CREATE TABLE room_poll_answer (
    poll_id TEXT NOT NULL REFERENCES room_poll (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    choice BIGINT NOT NULL, answered_at BIGINT NOT NULL, PRIMARY KEY (poll_id, participant_id));
CREATE INDEX room_poll_answer_participant ON room_poll_answer (participant_id);

-- 0039-logistics
CREATE TABLE need (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    registration_id TEXT NOT NULL REFERENCES registration (id), participant_id TEXT REFERENCES participant (id),
    code TEXT NOT NULL, text TEXT NOT NULL, told_at BIGINT NOT NULL, UNIQUE (registration_id, code));
CREATE INDEX need_event ON need (event_id, code);
CREATE TABLE need_reading (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), reader TEXT, reason TEXT NOT NULL,
    read_at BIGINT NOT NULL);
CREATE INDEX need_reading_event ON need_reading (event_id, read_at);
CREATE TABLE journey (
    registration_id TEXT PRIMARY KEY REFERENCES registration (id), event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT REFERENCES participant (id),
    origin TEXT NOT NULL, arrives_on TEXT, arrives_time TEXT NOT NULL, departs_on TEXT, departs_time TEXT NOT NULL,
    carrier TEXT NOT NULL, nights TEXT NOT NULL, shares_with TEXT NOT NULL, ticket TEXT NOT NULL, visa TEXT NOT NULL,
    letter_issued_at BIGINT, note TEXT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX journey_event ON journey (event_id);
CREATE TABLE visa_letter (
    registration_id TEXT PRIMARY KEY REFERENCES registration (id), event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT REFERENCES participant (id),
    passport_name TEXT NOT NULL, passport_number TEXT NOT NULL, born_on TEXT NOT NULL, asked_at BIGINT NOT NULL);
CREATE INDEX visa_letter_event ON visa_letter (event_id);
CREATE TABLE programme_finance (
    programme_id TEXT NOT NULL REFERENCES programme (id), account_id TEXT NOT NULL REFERENCES account (id),
    added_at BIGINT NOT NULL, PRIMARY KEY (programme_id, account_id));
CREATE INDEX programme_finance_account ON programme_finance (account_id);
CREATE TABLE budget_line (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, category TEXT NOT NULL,
    title TEXT NOT NULL, currency TEXT NOT NULL, ceiling BIGINT, per_person BIGINT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX budget_line_event ON budget_line (event_id, position);
CREATE TABLE exchange_rate (
    programme_id TEXT NOT NULL REFERENCES programme (id), currency TEXT NOT NULL, base TEXT NOT NULL, month TEXT NOT NULL,
    rate TEXT NOT NULL, source TEXT NOT NULL, entered_at BIGINT NOT NULL, PRIMARY KEY (programme_id, currency, base, month));
CREATE TABLE entitlement (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    registration_id TEXT NOT NULL REFERENCES registration (id), line_id TEXT NOT NULL REFERENCES budget_line (id),
    basis TEXT NOT NULL, quantity BIGINT, rate BIGINT NOT NULL, currency TEXT NOT NULL, part TEXT NOT NULL,
    is_fixed BOOLEAN NOT NULL, note TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX entitlement_event ON entitlement (event_id);
CREATE INDEX entitlement_registration ON entitlement (registration_id);
CREATE TABLE claim (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL,
    registration_id TEXT NOT NULL REFERENCES registration (id), participant_id TEXT REFERENCES participant (id),
    state TEXT NOT NULL, currency TEXT NOT NULL, note TEXT NOT NULL, reason TEXT NOT NULL, checker TEXT, approver TEXT, submitted_at BIGINT, decided_at BIGINT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, UNIQUE (event_id, number));
CREATE INDEX claim_registration ON claim (registration_id);
CREATE TABLE claim_item (
    id TEXT PRIMARY KEY, claim_id TEXT NOT NULL REFERENCES claim (id), line_id TEXT REFERENCES budget_line (id),
    position BIGINT NOT NULL, category TEXT NOT NULL, spent_on TEXT NOT NULL, words TEXT NOT NULL, amount BIGINT NOT NULL,
    currency TEXT NOT NULL, rate TEXT, rate_source TEXT NOT NULL, exchanged BIGINT, allowed BIGINT, reason TEXT NOT NULL);
CREATE INDEX claim_item_claim ON claim_item (claim_id, position);
CREATE TABLE payment (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    registration_id TEXT NOT NULL REFERENCES registration (id), claim_id TEXT REFERENCES claim (id), kind TEXT NOT NULL,
    amount BIGINT NOT NULL, currency TEXT NOT NULL, paid_on TEXT NOT NULL, reference TEXT NOT NULL, payer TEXT,
    created_at BIGINT NOT NULL);
CREATE INDEX payment_registration ON payment (registration_id);
CREATE INDEX payment_event ON payment (event_id);

-- 0040-consultations
CREATE TABLE consultation (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, intro TEXT NOT NULL,
    languages TEXT NOT NULL, questions TEXT NOT NULL, state TEXT NOT NULL, due_local TEXT, due_at BIGINT,
    summary TEXT NOT NULL, summary_at BIGINT, opened_at BIGINT, closed_at BIGINT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX consultation_event ON consultation (event_id, created_at);
CREATE INDEX consultation_due ON consultation (state, due_at);
CREATE TABLE consultation_addressee (
    id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES consultation (id), kind TEXT NOT NULL,
    name TEXT NOT NULL, contact TEXT NOT NULL, country TEXT REFERENCES country (code), email TEXT, language TEXT,
    person_id TEXT, token_digest TEXT UNIQUE, token_generation BIGINT NOT NULL, sent_at BIGINT, reminded_at BIGINT, removed_at BIGINT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX consultation_addressee_of ON consultation_addressee (consultation_id);
CREATE TABLE consultation_answer (
    id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES consultation (id),
    addressee_id TEXT NOT NULL UNIQUE REFERENCES consultation_addressee (id), answers TEXT NOT NULL,
    marking TEXT NOT NULL, language TEXT NOT NULL, signed TEXT NOT NULL, is_draft BOOLEAN NOT NULL,
    submitted_at BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX consultation_answer_of ON consultation_answer (consultation_id);
CREATE TABLE objective (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX objective_event ON objective (event_id, position);
CREATE TABLE objective_answer (
    objective_id TEXT NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    answer_id TEXT NOT NULL REFERENCES consultation_answer (id) ON DELETE CASCADE, PRIMARY KEY (objective_id, answer_id));
CREATE TABLE public_note (
    event_id TEXT NOT NULL REFERENCES event (id), language TEXT NOT NULL, outcome TEXT NOT NULL, changed_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, language));
CREATE TABLE public_note_release (
    event_id TEXT PRIMARY KEY REFERENCES event (id), names_people BOOLEAN NOT NULL, released_at BIGINT NOT NULL);
CREATE TABLE objective_topic (
    objective_id TEXT NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE, PRIMARY KEY (objective_id, topic_id));

-- 0044-post
CREATE TABLE post_subject (
    subject TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), changed_at BIGINT, told TEXT NOT NULL,
    told_at BIGINT);
CREATE INDEX post_subject_event ON post_subject (event_id);
CREATE INDEX post_subject_changed ON post_subject (changed_at) WHERE changed_at IS NOT NULL;
CREATE TABLE post_mark (name TEXT PRIMARY KEY, sequence BIGINT NOT NULL);
CREATE TABLE post_reminder (
    key TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), reminded_at BIGINT NOT NULL);
CREATE INDEX post_reminder_event ON post_reminder (event_id);
CREATE TABLE post_setting (
    event_id TEXT PRIMARY KEY REFERENCES event (id), reply_to TEXT, words TEXT NOT NULL, changed_at BIGINT NOT NULL);

-- 0045-messages
CREATE TABLE event_message (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), texts TEXT NOT NULL, groups TEXT NOT NULL,
    sent_by TEXT, sent_at BIGINT NOT NULL, written BIGINT NOT NULL, refused BIGINT NOT NULL, key TEXT);
CREATE INDEX event_message_event ON event_message (event_id, sent_at);
CREATE UNIQUE INDEX event_message_key ON event_message (event_id, key);

-- 0046-agenda-mails
CREATE TABLE agenda_told (
    event_id TEXT PRIMARY KEY REFERENCES event (id), number BIGINT NOT NULL, told_at BIGINT NOT NULL);

-- 0047-study-visits
CREATE TABLE study_visit (
    event_id TEXT PRIMARY KEY REFERENCES event (id), organisation_id TEXT REFERENCES organisation (id), host TEXT NOT NULL,
    contact TEXT NOT NULL, reach TEXT NOT NULL, address TEXT NOT NULL, list_due TEXT NOT NULL, note TEXT NOT NULL,
    asks TEXT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX study_visit_organisation ON study_visit (organisation_id);
CREATE TABLE visit_stop (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), title TEXT NOT NULL, place TEXT NOT NULL,
    day TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, host_person TEXT NOT NULL, escort TEXT NOT NULL,
    capacity BIGINT, programme TEXT NOT NULL, rules TEXT NOT NULL, block_id TEXT REFERENCES agenda_block (id),
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX visit_stop_event ON visit_stop (event_id, day, starts);
CREATE INDEX visit_stop_block ON visit_stop (block_id);
CREATE TABLE visit_access (
    registration_id TEXT PRIMARY KEY REFERENCES registration (id), event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT REFERENCES participant (id), full_name TEXT NOT NULL, nationality TEXT, born_on TEXT NOT NULL,
    document_number TEXT NOT NULL, told_at BIGINT NOT NULL);
CREATE INDEX visit_access_event ON visit_access (event_id);
CREATE INDEX visit_access_participant ON visit_access (participant_id);
CREATE TABLE visit_sending (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), sent_by TEXT, format TEXT NOT NULL,
    people BIGINT NOT NULL, sent_at BIGINT NOT NULL);
CREATE INDEX visit_sending_event ON visit_sending (event_id, sent_at);
CREATE TABLE stop_question (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), stop_id TEXT NOT NULL REFERENCES visit_stop (id),
    author TEXT, text TEXT NOT NULL, language TEXT NOT NULL, answer TEXT NOT NULL, state TEXT NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX stop_question_event ON stop_question (event_id);
CREATE INDEX stop_question_stop ON stop_question (stop_id, created_at);
CREATE TABLE stop_question_endorsement (
    question_id TEXT NOT NULL REFERENCES stop_question (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    created_at BIGINT NOT NULL, PRIMARY KEY (question_id, participant_id));
CREATE INDEX stop_question_endorsement_participant ON stop_question_endorsement (participant_id);
CREATE TABLE stop_observation (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), stop_id TEXT NOT NULL REFERENCES visit_stop (id),
    author TEXT, seen TEXT NOT NULL, useful TEXT NOT NULL, marking TEXT NOT NULL, language TEXT NOT NULL,
    is_practice BOOLEAN NOT NULL, case_id TEXT REFERENCES past_case (id), created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX stop_observation_event ON stop_observation (event_id);
CREATE INDEX stop_observation_stop ON stop_observation (stop_id, created_at);
CREATE INDEX stop_observation_case ON stop_observation (case_id);
INSERT INTO event_part (id, event_id, position, kind, title, created_at)
SELECT e.id, e.id, COALESCE((SELECT MAX(p.position) FROM event_part p WHERE p.event_id = e.id), 0) + 1, 'visit', '', e.created_at
FROM event e WHERE e.kind = 'study-visit' AND NOT EXISTS (SELECT 1 FROM event_part p WHERE p.id = e.id);

-- 0048-receipts
ALTER TABLE journey ADD COLUMN moved_at BIGINT;
ALTER TABLE claim_item ADD COLUMN is_not_refundable BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE claim_item ADD COLUMN participant_id TEXT REFERENCES participant (id);
ALTER TABLE entitlement ADD COLUMN participant_id TEXT REFERENCES participant (id);
ALTER TABLE payment ADD COLUMN participant_id TEXT REFERENCES participant (id);
UPDATE claim_item SET participant_id = (SELECT c.participant_id FROM claim c WHERE c.id = claim_item.claim_id);
UPDATE entitlement SET participant_id = (SELECT r.participant_id FROM registration r WHERE r.id = entitlement.registration_id);
UPDATE payment SET participant_id = (SELECT r.participant_id FROM registration r WHERE r.id = payment.registration_id);
CREATE TABLE receipt (
    id TEXT PRIMARY KEY, claim_item_id TEXT NOT NULL REFERENCES claim_item (id),
    event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT REFERENCES participant (id),
    file_id TEXT NOT NULL REFERENCES kept_file (id), added_at BIGINT NOT NULL, erased_at BIGINT);
CREATE INDEX receipt_claim_item ON receipt (claim_item_id);
CREATE INDEX receipt_event ON receipt (event_id);
CREATE INDEX receipt_file ON receipt (file_id);
CREATE INDEX receipt_erased ON receipt (erased_at) WHERE erased_at IS NOT NULL;

-- 0049-allowances
CREATE TABLE allowance (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), scheme TEXT NOT NULL,
    country TEXT REFERENCES country (code),
    city TEXT NOT NULL, per TEXT NOT NULL, amount BIGINT NOT NULL, currency TEXT NOT NULL, valid_from TEXT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX allowance_place ON allowance (programme_id, scheme, COALESCE(country, ''), city, per, valid_from);

-- 0050-registration-questions
ALTER TABLE registration ADD COLUMN held_back_at BIGINT;
ALTER TABLE registration ADD COLUMN answers TEXT NOT NULL DEFAULT '';
CREATE TABLE registration_questions (
    event_id TEXT PRIMARY KEY REFERENCES event (id), questions TEXT NOT NULL, changed_at BIGINT NOT NULL);

-- 0051-door-notes
ALTER TABLE desk_pass ADD COLUMN is_lost BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE self_check_in (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), day TEXT NOT NULL,
    block_id TEXT REFERENCES agenda_block (id), code TEXT NOT NULL, opened_by TEXT, opened_at BIGINT NOT NULL,
    closed_at BIGINT);
CREATE TABLE online_down (event_id TEXT PRIMARY KEY REFERENCES event (id), words TEXT NOT NULL, since BIGINT NOT NULL);
CREATE INDEX self_check_in_event ON self_check_in (event_id, day);

-- 0052-feedback
CREATE TABLE feedback (
    event_id TEXT PRIMARY KEY REFERENCES event (id), questions TEXT NOT NULL, languages TEXT NOT NULL, state TEXT NOT NULL,
    opened_at BIGINT, closed_at BIGINT, changed_at BIGINT NOT NULL);
CREATE TABLE feedback_answer (
    key TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), answers TEXT NOT NULL);
CREATE INDEX feedback_answer_event ON feedback_answer (event_id);
CREATE TABLE feedback_given (
    event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    PRIMARY KEY (event_id, participant_id));
CREATE INDEX feedback_given_participant ON feedback_given (participant_id);
CREATE TABLE certificate_told (
    certificate_id TEXT PRIMARY KEY REFERENCES certificate (id), told_at BIGINT NOT NULL);

-- 0053-mandate-reviews
CREATE TABLE mandate_question (
    mandate_id TEXT NOT NULL REFERENCES mandate (id), review_by TEXT NOT NULL, stage BIGINT NOT NULL,
    asked_at BIGINT NOT NULL, PRIMARY KEY (mandate_id, review_by, stage));

-- 0054-programme-feed
CREATE TABLE programme_feed (
    account_id TEXT NOT NULL REFERENCES account (id), programme_id TEXT NOT NULL REFERENCES programme (id),
    digest TEXT UNIQUE, generation BIGINT NOT NULL, created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, programme_id));
CREATE INDEX programme_feed_programme ON programme_feed (programme_id);

-- 0055-released-figures
ALTER TABLE public_note_release ADD COLUMN figures TEXT NOT NULL DEFAULT '';

-- 0059-agenda-marking
ALTER TABLE agenda_session ADD COLUMN marking TEXT;

-- 0060-registration-state
CREATE INDEX registration_state ON registration (state);

-- 0061-funder-reports
CREATE TABLE funder_report (
    event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, made_at BIGINT NOT NULL,
    figures TEXT NOT NULL, PRIMARY KEY (event_id, number));

-- 0062-seat-turns
ALTER TABLE participant ADD COLUMN calendar_turns BIGINT NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN left_at BIGINT;
CREATE INDEX participant_left ON participant (left_at) WHERE left_at IS NOT NULL;

-- 0063-areas
CREATE TABLE area (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, parent_id TEXT REFERENCES area (id), name_en TEXT NOT NULL,
    name_fr TEXT NOT NULL, name_ru TEXT NOT NULL, name_ar TEXT NOT NULL, note TEXT NOT NULL, crosswalk TEXT NOT NULL,
    axis TEXT NOT NULL, position BIGINT NOT NULL, retired_at BIGINT, successor_id TEXT REFERENCES area (id));
CREATE INDEX area_parent ON area (parent_id);
CREATE TABLE person_area (
    person_id TEXT NOT NULL REFERENCES person (id), area_id TEXT NOT NULL REFERENCES area (id), level TEXT NOT NULL,
    PRIMARY KEY (person_id, area_id));
CREATE INDEX person_area_area ON person_area (area_id);
CREATE TABLE record_area (
    subject TEXT NOT NULL, subject_id TEXT NOT NULL, area_id TEXT NOT NULL REFERENCES area (id),
    PRIMARY KEY (subject, subject_id, area_id));
CREATE INDEX record_area_area ON record_area (area_id, subject);

-- 0064-profiles
CREATE TABLE profile (
    person_id TEXT PRIMARY KEY REFERENCES person (id), willing TEXT NOT NULL, notice_weeks BIGINT,
    remote_only BOOLEAN NOT NULL, contact_via TEXT NOT NULL, consent_at BIGINT, reviewed_at BIGINT, asked_at BIGINT);
CREATE INDEX profile_consent ON profile (consent_at);

-- 0065-working-groups
CREATE TABLE working_group (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), area_id TEXT REFERENCES area (id),
    title TEXT NOT NULL, remit TEXT NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL, until TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX working_group_programme ON working_group (programme_id);
ALTER TABLE mandate ADD COLUMN country TEXT REFERENCES country (code);

-- 0066-practices
ALTER TABLE past_case ADD COLUMN conditions TEXT NOT NULL DEFAULT '';
ALTER TABLE past_case ADD COLUMN owner_kind TEXT;
ALTER TABLE past_case ADD COLUMN owner TEXT;
CREATE TABLE practice_adoption (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES past_case (id), member_kind TEXT NOT NULL, member TEXT NOT NULL,
    decision TEXT NOT NULL, note TEXT NOT NULL, decided_by TEXT, mandate_id TEXT REFERENCES mandate (id),
    decided_at BIGINT NOT NULL, ask_again_on TEXT);
CREATE UNIQUE INDEX practice_adoption_member ON practice_adoption (case_id, member_kind, member);
CREATE INDEX practice_adoption_due ON practice_adoption (member_kind, member, ask_again_on);

-- 0067-sharing
CREATE TABLE notice (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, title TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT NOT NULL, marking TEXT NOT NULL, owner_kind TEXT, owner TEXT, answer_by TEXT NOT NULL,
    expires_on TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, ended_at BIGINT,
    key TEXT);
CREATE INDEX notice_programme ON notice (programme_id, created_at);
CREATE UNIQUE INDEX notice_key ON notice (programme_id, key);
CREATE TABLE notice_answer (
    id TEXT PRIMARY KEY, notice_id TEXT NOT NULL REFERENCES notice (id), member_kind TEXT NOT NULL, member TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT NOT NULL, to_asker BOOLEAN NOT NULL, created_by TEXT,
    mandate_id TEXT REFERENCES mandate (id), created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX notice_answer_member ON notice_answer (notice_id, member_kind, member);
CREATE TABLE shared_need (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, marking TEXT NOT NULL, state TEXT NOT NULL, event_id TEXT REFERENCES event (id), outcome TEXT NOT NULL,
    created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX shared_need_programme ON shared_need (programme_id, state);
CREATE UNIQUE INDEX shared_need_key ON shared_need (programme_id, key);
CREATE TABLE need_naming (
    need_id TEXT NOT NULL REFERENCES shared_need (id), member_kind TEXT NOT NULL, member TEXT NOT NULL, note TEXT NOT NULL,
    named_by TEXT, mandate_id TEXT REFERENCES mandate (id), named_at BIGINT NOT NULL,
    PRIMARY KEY (need_id, member_kind, member));
CREATE TABLE information_route (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), country TEXT NOT NULL REFERENCES country (code),
    title TEXT NOT NULL, note TEXT NOT NULL, language TEXT NOT NULL, marking TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, retired_at BIGINT, key TEXT);
CREATE INDEX information_route_programme ON information_route (programme_id, title);
CREATE UNIQUE INDEX information_route_key ON information_route (programme_id, key);
CREATE TABLE route_step (
    route_id TEXT NOT NULL REFERENCES information_route (id), position BIGINT NOT NULL, teller TEXT NOT NULL,
    told TEXT NOT NULL, means TEXT NOT NULL, minutes BIGINT, PRIMARY KEY (route_id, position));

-- 0068-audiences
CREATE TABLE record_audience (
    subject TEXT NOT NULL, subject_id TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL,
    PRIMARY KEY (subject, subject_id, kind, ref));
CREATE TABLE record_fetch (
    subject TEXT NOT NULL, subject_id TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES account (id),
    fetched_at BIGINT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (subject, subject_id, account_id, what));
CREATE INDEX record_fetch_account ON record_fetch (account_id);
CREATE TABLE record_withdrawal (
    subject TEXT NOT NULL, subject_id TEXT NOT NULL, note TEXT NOT NULL, withdrawn_by TEXT, withdrawn_at BIGINT NOT NULL,
    PRIMARY KEY (subject, subject_id));

-- 0069-publications
CREATE TABLE publication (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL,
    event_id TEXT UNIQUE REFERENCES event (id), state TEXT NOT NULL, due TEXT, released_on TEXT, marking TEXT NOT NULL,
    languages TEXT NOT NULL, structure TEXT NOT NULL, withdrawn_note TEXT NOT NULL, created_by TEXT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX publication_programme ON publication (programme_id, state);
CREATE TABLE publication_lead (
    publication_id TEXT NOT NULL REFERENCES publication (id), member_kind TEXT NOT NULL, member TEXT NOT NULL,
    account_id TEXT REFERENCES account (id), PRIMARY KEY (publication_id, member_kind, member));
CREATE INDEX publication_lead_member ON publication_lead (member, member_kind);
CREATE INDEX publication_lead_account ON publication_lead (account_id);
CREATE TABLE publication_release (
    publication_id TEXT NOT NULL REFERENCES publication (id), number BIGINT NOT NULL,
    version_id TEXT NOT NULL REFERENCES guide_version (id), marking TEXT NOT NULL, released_at BIGINT NOT NULL,
    withdrawn_at BIGINT, PRIMARY KEY (publication_id, number));
CREATE TABLE publication_word (
    publication_id TEXT NOT NULL REFERENCES publication (id), number BIGINT NOT NULL, member_kind TEXT NOT NULL,
    member TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES account (id), mandate_id TEXT REFERENCES mandate (id), said_at BIGINT NOT NULL,
    PRIMARY KEY (publication_id, number, member_kind, member));
CREATE INDEX publication_word_account ON publication_word (account_id);
CREATE TABLE publication_text (
    publication_id TEXT NOT NULL REFERENCES publication (id), number BIGINT NOT NULL, language TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (publication_id, number, language));

-- 0071-expert-requests
CREATE TABLE expert_request (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
    area TEXT NOT NULL, words TEXT NOT NULL, language TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
    number BIGINT, state TEXT NOT NULL, mandate_id TEXT REFERENCES mandate (id), created_by TEXT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX expert_request_programme ON expert_request (programme_id, created_at);
CREATE INDEX expert_request_maker ON expert_request (created_by);
CREATE TABLE expert_candidate (
    id TEXT PRIMARY KEY, request_id TEXT NOT NULL REFERENCES expert_request (id), person_id TEXT REFERENCES person (id),
    country TEXT REFERENCES country (code), state TEXT NOT NULL, why TEXT NOT NULL, asked_at BIGINT, passed_at BIGINT, answered_at BIGINT,
    answered_by TEXT, mandate_id TEXT REFERENCES mandate (id), note TEXT NOT NULL, created_at BIGINT NOT NULL,
    UNIQUE (request_id, person_id));
CREATE INDEX expert_candidate_person ON expert_candidate (person_id);
CREATE INDEX expert_candidate_country ON expert_candidate (country, state);

-- 0072-network-weeks
CREATE TABLE network_week (
    account_id TEXT PRIMARY KEY REFERENCES account (id), week TEXT NOT NULL, looked_at BIGINT NOT NULL);

-- 0073-members
ALTER TABLE programme ADD COLUMN kind TEXT NOT NULL DEFAULT 'initiative';
ALTER TABLE programme ADD COLUMN acronym TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN parent_id TEXT REFERENCES programme (id);
ALTER TABLE programme ADD COLUMN starts TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN ends TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN funder TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN marking TEXT NOT NULL DEFAULT 'GREEN';
ALTER TABLE programme ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN public_page BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX programme_parent ON programme (parent_id);
CREATE TABLE city (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, local_name TEXT NOT NULL, country TEXT NOT NULL REFERENCES country (code),
    locode TEXT UNIQUE, time_zone TEXT NOT NULL, created_at BIGINT NOT NULL, retired_at BIGINT);
CREATE INDEX city_country ON city (country, name);
ALTER TABLE organisation ADD COLUMN city_id TEXT REFERENCES city (id);
ALTER TABLE organisation ADD COLUMN kind TEXT NOT NULL DEFAULT 'other';
ALTER TABLE organisation ADD COLUMN parent_id TEXT REFERENCES organisation (id);
ALTER TABLE organisation ADD COLUMN successor_id TEXT REFERENCES organisation (id);
ALTER TABLE organisation ADD COLUMN ended_on TEXT;
CREATE INDEX organisation_parent ON organisation (parent_id);
CREATE INDEX organisation_successor ON organisation (successor_id);
CREATE TABLE member (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, ref TEXT NOT NULL,
    name TEXT NOT NULL, role TEXT NOT NULL, since TEXT NOT NULL, until TEXT, note TEXT NOT NULL, document TEXT NOT NULL,
    created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX member_programme ON member (programme_id, since);
CREATE INDEX member_ref ON member (ref, kind);

-- 0074-practice-questions
CREATE TABLE practice_question (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES past_case (id), event_id TEXT NOT NULL REFERENCES event (id),
    text TEXT NOT NULL, language TEXT NOT NULL, country TEXT REFERENCES country (code), asked_by TEXT, asked_at BIGINT NOT NULL, answer TEXT NOT NULL,
    answered_by TEXT, answered_at BIGINT);
CREATE INDEX practice_question_case ON practice_question (case_id, event_id);
CREATE INDEX practice_question_event ON practice_question (event_id);

-- 0076-writing-places
CREATE TABLE publication_writer (
    publication_id TEXT NOT NULL REFERENCES publication (id), account_id TEXT NOT NULL REFERENCES account (id),
    let_in_at BIGINT NOT NULL, PRIMARY KEY (publication_id, account_id));
CREATE INDEX publication_writer_account ON publication_writer (account_id);
INSERT INTO publication_writer (publication_id, account_id, let_in_at)
SELECT b.id, p.account_id, MIN(p.created_at) FROM participant p JOIN publication b ON b.event_id = p.event_id
WHERE p.account_id IS NOT NULL AND p.state <> 'removed' AND NOT EXISTS (
    SELECT m.id FROM mandate m JOIN account a ON a.person_id = m.person_id
    JOIN publication_lead l ON l.member_kind = m.holder_kind AND l.member = m.holder
    WHERE a.id = p.account_id AND l.publication_id = b.id)
GROUP BY b.id, p.account_id;

-- 0077-invited-members
UPDATE invitation SET target = (
    SELECT MIN(c.id) FROM event e JOIN member m ON m.programme_id = e.programme_id AND m.kind = 'city'
    JOIN city c ON c.id = m.ref WHERE e.id = invitation.event_id AND c.name = invitation.target)
WHERE target_kind = 'city' AND 1 = (
    SELECT COUNT(DISTINCT c.id) FROM event e JOIN member m ON m.programme_id = e.programme_id AND m.kind = 'city'
    JOIN city c ON c.id = m.ref WHERE e.id = invitation.event_id AND c.name = invitation.target)
AND NOT EXISTS (SELECT n.id FROM nomination n WHERE n.event_id = invitation.event_id AND n.behalf_kind = 'city'
    AND n.behalf = invitation.target);
UPDATE invitation SET target = (
    SELECT MIN(g.id) FROM event e JOIN working_group g ON g.programme_id = e.programme_id
    WHERE e.id = invitation.event_id AND g.title = invitation.target)
WHERE target_kind = 'working-group' AND 1 = (
    SELECT COUNT(g.id) FROM event e JOIN working_group g ON g.programme_id = e.programme_id
    WHERE e.id = invitation.event_id AND g.title = invitation.target)
AND NOT EXISTS (SELECT n.id FROM nomination n WHERE n.event_id = invitation.event_id AND n.behalf_kind = 'working-group'
    AND n.behalf = invitation.target);
CREATE INDEX invitation_target ON invitation (target_kind, target);
CREATE INDEX nomination_behalf ON nomination (behalf_kind, behalf);

-- 0078-series
CREATE TABLE series (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, rhythm TEXT NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX series_programme ON series (programme_id);
ALTER TABLE event ADD COLUMN series_id TEXT REFERENCES series (id);
ALTER TABLE event ADD COLUMN follows_id TEXT REFERENCES event (id);
ALTER TABLE event ADD COLUMN prepares_id TEXT REFERENCES event (id);
CREATE INDEX event_series ON event (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX event_follows ON event (follows_id) WHERE follows_id IS NOT NULL;
CREATE INDEX event_prepares ON event (prepares_id) WHERE prepares_id IS NOT NULL;
CREATE INDEX event_starts ON event (starts_on);

-- 0079-further-evidence
CREATE TABLE further_evidence (
    id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, kind TEXT NOT NULL,
    target TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (guide_id, number));
CREATE TABLE further_citation (
    section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL,
    evidence_id TEXT NOT NULL REFERENCES further_evidence (id), PRIMARY KEY (section_id, language, evidence_id));
CREATE INDEX further_citation_evidence ON further_citation (evidence_id);

-- 0080-group-notices
ALTER TABLE notice ADD COLUMN group_id TEXT REFERENCES working_group (id);
CREATE INDEX notice_group ON notice (group_id);

-- 0081-need-sources
ALTER TABLE shared_need ADD COLUMN source TEXT;

-- 0082-exercise-plan
CREATE TABLE msel (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, title TEXT NOT NULL,
    overview TEXT NOT NULL, zone TEXT NOT NULL, story_start BIGINT NOT NULL, languages TEXT NOT NULL, marking TEXT NOT NULL,
    extra_columns TEXT NOT NULL, copied_from TEXT REFERENCES msel (id), created_by TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX msel_programme ON msel (programme_id, kind);
CREATE INDEX msel_copied_from ON msel (copied_from);
CREATE TABLE planned_break (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), elapsed BIGINT NOT NULL, length_ms BIGINT NOT NULL,
    title TEXT NOT NULL);
CREATE INDEX planned_break_msel ON planned_break (msel_id, elapsed);
CREATE TABLE exercise_move (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, title TEXT NOT NULL,
    planned_start BIGINT NOT NULL, planned_length BIGINT NOT NULL, story_at BIGINT, rate_num BIGINT NOT NULL,
    rate_den BIGINT NOT NULL, briefing TEXT NOT NULL, state TEXT NOT NULL, opened_elapsed BIGINT, closed_elapsed BIGINT,
    UNIQUE (msel_id, number));
CREATE TABLE exercise_cell (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, code TEXT NOT NULL,
    name TEXT NOT NULL, country TEXT REFERENCES country (code), plays TEXT NOT NULL, zone TEXT NOT NULL,
    language TEXT NOT NULL, kind TEXT NOT NULL, publication TEXT NOT NULL, copied_from TEXT);
CREATE INDEX exercise_cell_msel ON exercise_cell (msel_id, number);
CREATE INDEX exercise_cell_country ON exercise_cell (country);
CREATE TABLE cell_border (
    cell_id TEXT NOT NULL REFERENCES exercise_cell (id), neighbour_id TEXT NOT NULL REFERENCES exercise_cell (id),
    PRIMARY KEY (cell_id, neighbour_id));
CREATE INDEX cell_border_neighbour ON cell_border (neighbour_id);
CREATE TABLE exercise_function (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), code TEXT NOT NULL, name TEXT NOT NULL,
    position BIGINT NOT NULL, UNIQUE (msel_id, code));
CREATE TABLE exercise_actor (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), name TEXT NOT NULL, kind TEXT NOT NULL,
    address TEXT NOT NULL);
CREATE INDEX exercise_actor_msel ON exercise_actor (msel_id);
CREATE TABLE storyline (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), position BIGINT NOT NULL, title TEXT NOT NULL);
CREATE INDEX storyline_msel ON storyline (msel_id, position);
CREATE TABLE inject (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), position BIGINT NOT NULL, label TEXT NOT NULL,
    title TEXT NOT NULL, type TEXT NOT NULL, channel TEXT NOT NULL, storyline_id TEXT REFERENCES storyline (id),
    incident TEXT NOT NULL, actor_id TEXT REFERENCES exercise_actor (id), move_id TEXT REFERENCES exercise_move (id),
    anchor TEXT NOT NULL, offset_ms BIGINT NOT NULL, wall_at BIGINT, release TEXT NOT NULL, expected TEXT NOT NULL,
    note TEXT NOT NULL, controller_id TEXT, shows_observers BOOLEAN NOT NULL, status TEXT NOT NULL, held_at BIGINT,
    reason TEXT NOT NULL, revision BIGINT NOT NULL, written_by TEXT, submitted_by TEXT, approved_by TEXT, approved_at BIGINT,
    approved_revision BIGINT, cleared TEXT NOT NULL, extra TEXT NOT NULL, due_elapsed BIGINT, released_elapsed BIGINT,
    released_wall BIGINT, copied_from TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX inject_msel ON inject (msel_id, position);
CREATE INDEX inject_storyline ON inject (storyline_id);
CREATE INDEX inject_actor ON inject (actor_id);
CREATE INDEX inject_move ON inject (move_id);
CREATE TABLE inject_recipient (
    inject_id TEXT NOT NULL REFERENCES inject (id), kind TEXT NOT NULL, target_id TEXT NOT NULL,
    PRIMARY KEY (inject_id, kind, target_id));
CREATE TABLE inject_text (
    inject_id TEXT NOT NULL REFERENCES inject (id), language TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
    source_revision BIGINT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (inject_id, language));
CREATE TABLE exercise_objective (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, text TEXT NOT NULL,
    capability TEXT NOT NULL, priority BIGINT NOT NULL, wanted BIGINT NOT NULL, copied_from TEXT);
CREATE INDEX exercise_objective_msel ON exercise_objective (msel_id, number);
CREATE TABLE objective_source (
    objective_id TEXT NOT NULL REFERENCES exercise_objective (id), kind TEXT NOT NULL, source_id TEXT NOT NULL,
    event_id TEXT REFERENCES event (id), PRIMARY KEY (objective_id, kind, source_id));
CREATE INDEX objective_source_source ON objective_source (kind, source_id);
CREATE INDEX objective_source_event ON objective_source (event_id);
CREATE TABLE critical_task (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), objective_id TEXT NOT NULL REFERENCES exercise_objective (id),
    number BIGINT NOT NULL, text TEXT NOT NULL, target TEXT NOT NULL, standard TEXT NOT NULL, threshold_ms BIGINT,
    measure TEXT NOT NULL, copied_from TEXT);
CREATE INDEX critical_task_msel ON critical_task (msel_id, number);
CREATE INDEX critical_task_objective ON critical_task (objective_id);
CREATE TABLE inject_task (
    inject_id TEXT NOT NULL REFERENCES inject (id), task_id TEXT NOT NULL REFERENCES critical_task (id),
    PRIMARY KEY (inject_id, task_id));
CREATE INDEX inject_task_task ON inject_task (task_id);
CREATE TABLE decision_point (
    id TEXT PRIMARY KEY, msel_id TEXT NOT NULL REFERENCES msel (id), inject_id TEXT NOT NULL REFERENCES inject (id),
    number BIGINT NOT NULL, question TEXT NOT NULL, deadline_ms BIGINT, consent TEXT NOT NULL, allows_other BOOLEAN NOT NULL);
CREATE INDEX decision_point_msel ON decision_point (msel_id, number);
CREATE UNIQUE INDEX decision_point_inject ON decision_point (inject_id);
CREATE TABLE decision_option (
    id TEXT PRIMARY KEY, point_id TEXT NOT NULL REFERENCES decision_point (id), position BIGINT NOT NULL, code TEXT NOT NULL,
    text TEXT NOT NULL, UNIQUE (point_id, code));
CREATE TABLE incompatible_options (
    point_id TEXT NOT NULL REFERENCES decision_point (id), option_a TEXT NOT NULL, option_b TEXT NOT NULL,
    PRIMARY KEY (point_id, option_a, option_b));
CREATE TABLE inject_rule (
    id TEXT PRIMARY KEY, inject_id TEXT NOT NULL REFERENCES inject (id), scope TEXT NOT NULL, k BIGINT, match TEXT NOT NULL,
    delay_ms BIGINT NOT NULL, effect TEXT NOT NULL);
CREATE UNIQUE INDEX inject_rule_inject ON inject_rule (inject_id);
CREATE TABLE rule_condition (
    rule_id TEXT NOT NULL REFERENCES inject_rule (id), position BIGINT NOT NULL, event TEXT NOT NULL, subject_id TEXT NOT NULL,
    value TEXT NOT NULL, after_ms BIGINT, PRIMARY KEY (rule_id, position));

-- 0083-exercise-play
CREATE TABLE exercise (
    event_id TEXT PRIMARY KEY REFERENCES event (id), msel_id TEXT NOT NULL REFERENCES msel (id), state TEXT NOT NULL,
    pace TEXT NOT NULL, approval TEXT NOT NULL, release_default TEXT NOT NULL, comparison TEXT NOT NULL, rules_text TEXT NOT NULL,
    emergency_phone TEXT NOT NULL, rehearses TEXT REFERENCES event (id), catch_up_ms BIGINT NOT NULL, cells_talk BOOLEAN NOT NULL,
    planned_startex BIGINT, halted_at BIGINT, halted_by TEXT, halted_from TEXT, reviewed_at BIGINT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX exercise_msel ON exercise (msel_id);
CREATE INDEX exercise_state ON exercise (state);
CREATE INDEX exercise_rehearses ON exercise (rehearses);
CREATE TABLE exercise_seat (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    role TEXT NOT NULL, cell_id TEXT REFERENCES exercise_cell (id), function_id TEXT REFERENCES exercise_function (id),
    is_spokesperson BOOLEAN NOT NULL, deputises_for TEXT NOT NULL, startex_at BIGINT, endex_at BIGINT, created_at BIGINT NOT NULL);
CREATE INDEX exercise_seat_event ON exercise_seat (event_id, role);
CREATE INDEX exercise_seat_participant ON exercise_seat (participant_id);
CREATE INDEX exercise_seat_cell ON exercise_seat (cell_id);
CREATE INDEX exercise_seat_function ON exercise_seat (function_id);
CREATE TABLE task_assignment (
    seat_id TEXT NOT NULL REFERENCES exercise_seat (id), task_id TEXT NOT NULL REFERENCES critical_task (id),
    cell_id TEXT NOT NULL REFERENCES exercise_cell (id), PRIMARY KEY (seat_id, task_id, cell_id));
CREATE INDEX task_assignment_task ON task_assignment (task_id, cell_id);
CREATE INDEX task_assignment_cell ON task_assignment (cell_id);
CREATE TABLE clock_mark (
    event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, wall BIGINT NOT NULL, kind TEXT NOT NULL,
    speed_num BIGINT NOT NULL, speed_den BIGINT NOT NULL, elapsed BIGINT NOT NULL, actor TEXT, PRIMARY KEY (event_id, number));
CREATE TABLE story_mark (
    event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, elapsed BIGINT NOT NULL, story BIGINT NOT NULL,
    rate_num BIGINT NOT NULL, rate_den BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (event_id, number));
CREATE TABLE paper (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), inject_id TEXT NOT NULL REFERENCES inject (id),
    cell_id TEXT NOT NULL REFERENCES exercise_cell (id), number BIGINT NOT NULL, channel TEXT NOT NULL, sender TEXT NOT NULL,
    language TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, wall BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    story BIGINT NOT NULL, released_by TEXT, corrects TEXT REFERENCES paper (id), reached TEXT NOT NULL);
CREATE INDEX paper_event ON paper (event_id, elapsed);
CREATE INDEX paper_cell ON paper (cell_id, elapsed);
CREATE INDEX paper_corrects ON paper (corrects);
CREATE UNIQUE INDEX paper_once ON paper (inject_id, cell_id, COALESCE(corrects, ''));
CREATE TABLE paper_opening (
    paper_id TEXT NOT NULL REFERENCES paper (id), participant_id TEXT NOT NULL REFERENCES participant (id), at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, PRIMARY KEY (paper_id, participant_id));
CREATE INDEX paper_opening_participant ON paper_opening (participant_id);
CREATE TABLE paper_passing (
    paper_id TEXT NOT NULL REFERENCES paper (id), from_cell TEXT NOT NULL REFERENCES exercise_cell (id),
    to_cell TEXT NOT NULL REFERENCES exercise_cell (id), actor TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    note TEXT NOT NULL, PRIMARY KEY (paper_id, from_cell, to_cell));
CREATE INDEX paper_passing_from ON paper_passing (from_cell);
CREATE INDEX paper_passing_to ON paper_passing (to_cell);
INSERT INTO event_part (id, event_id, position, kind, title, created_at)
SELECT e.id, e.id, COALESCE((SELECT MAX(p.position) FROM event_part p WHERE p.event_id = e.id), 0) + 1, 'exercise', '', e.created_at
FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM event_part p WHERE p.id = e.id);

-- 0084-inject-planning
CREATE TABLE inject_author (
    inject_id TEXT NOT NULL REFERENCES inject (id), actor TEXT NOT NULL, PRIMARY KEY (inject_id, actor));
CREATE TABLE inject_clearing (
    inject_id TEXT NOT NULL REFERENCES inject (id), kind TEXT NOT NULL, found TEXT NOT NULL, actor TEXT,
    cleared_at BIGINT NOT NULL, PRIMARY KEY (inject_id, kind, found));

-- 0085-exercise-playing
CREATE TABLE inject_due (
    inject_id TEXT NOT NULL REFERENCES inject (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    elapsed BIGINT NOT NULL, created_at BIGINT NOT NULL, dismissed_at BIGINT, PRIMARY KEY (inject_id, cell_id));
CREATE INDEX inject_due_cell ON inject_due (cell_id);
CREATE TABLE call_attempt (
    inject_id TEXT NOT NULL REFERENCES inject (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, wall BIGINT NOT NULL, elapsed BIGINT NOT NULL, actor TEXT,
    PRIMARY KEY (inject_id, cell_id, number));
CREATE INDEX call_attempt_cell ON call_attempt (cell_id);
CREATE TABLE exercise_alarm (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), raised_by TEXT, raised_at BIGINT NOT NULL,
    answered_by TEXT, answered_at BIGINT, is_real BOOLEAN);
CREATE INDEX exercise_alarm_event ON exercise_alarm (event_id, raised_at);

-- 0086-exercise-answers
CREATE TABLE decision (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), point_id TEXT NOT NULL REFERENCES decision_point (id),
    cell_id TEXT NOT NULL REFERENCES exercise_cell (id), version BIGINT NOT NULL, option_code TEXT NOT NULL, other TEXT NOT NULL,
    rationale TEXT NOT NULL, confidence BIGINT NOT NULL, would_change TEXT NOT NULL, author TEXT, function_code TEXT NOT NULL,
    is_spokesperson BOOLEAN NOT NULL, deputising TEXT NOT NULL, decided_elapsed BIGINT NOT NULL, typed_at BIGINT,
    received_at BIGINT NOT NULL, is_offline BOOLEAN NOT NULL, is_late BOOLEAN NOT NULL, late_reason TEXT NOT NULL,
    change_reason TEXT NOT NULL, language TEXT NOT NULL, withdrawn_at BIGINT, withdrawn_by TEXT, withdrawal_reason TEXT NOT NULL,
    sending TEXT UNIQUE, UNIQUE (point_id, cell_id, version));
CREATE INDEX decision_event ON decision (event_id, decided_elapsed);
CREATE INDEX decision_cell ON decision (cell_id, point_id);
CREATE TABLE decision_consultation (
    decision_id TEXT NOT NULL REFERENCES decision (id), kind TEXT NOT NULL, target_id TEXT NOT NULL,
    PRIMARY KEY (decision_id, kind, target_id));
CREATE TABLE decision_consent (
    decision_id TEXT NOT NULL REFERENCES decision (id), function_code TEXT NOT NULL, author TEXT, at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, PRIMARY KEY (decision_id, function_code));
CREATE TABLE request_call (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), from_cell TEXT NOT NULL REFERENCES exercise_cell (id),
    type TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, paper_id TEXT REFERENCES paper (id), author TEXT,
    at BIGINT NOT NULL, elapsed BIGINT NOT NULL, sending TEXT UNIQUE);
CREATE INDEX request_call_event ON request_call (event_id);
CREATE INDEX request_call_cell ON request_call (from_cell);
CREATE INDEX request_call_paper ON request_call (paper_id);
CREATE TABLE exercise_request (
    id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES request_call (id), event_id TEXT NOT NULL REFERENCES event (id),
    number BIGINT NOT NULL, to_cell TEXT REFERENCES exercise_cell (id), to_actor TEXT REFERENCES exercise_actor (id),
    from_function TEXT NOT NULL, to_function TEXT NOT NULL, allowed_ms BIGINT NOT NULL, sent_elapsed BIGINT NOT NULL,
    parent_id TEXT REFERENCES exercise_request (id), UNIQUE (event_id, number));
CREATE INDEX exercise_request_call ON exercise_request (call_id);
CREATE INDEX exercise_request_to ON exercise_request (to_cell);
CREATE INDEX exercise_request_actor ON exercise_request (to_actor);
CREATE INDEX exercise_request_parent ON exercise_request (parent_id);
CREATE TABLE request_step (
    request_id TEXT NOT NULL REFERENCES exercise_request (id), kind TEXT NOT NULL, outcome TEXT NOT NULL, text TEXT NOT NULL,
    author TEXT, function_code TEXT NOT NULL, at BIGINT NOT NULL, elapsed BIGINT NOT NULL, typed_at BIGINT,
    is_offline BOOLEAN NOT NULL, PRIMARY KEY (request_id, kind));
CREATE TABLE picture_item (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    topic TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, standing TEXT NOT NULL, as_of BIGINT, source TEXT NOT NULL,
    source_id TEXT NOT NULL, shown_to TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, standing_elapsed BIGINT NOT NULL, sending TEXT UNIQUE);
CREATE INDEX picture_item_event ON picture_item (event_id);
CREATE INDEX picture_item_cell ON picture_item (cell_id);
CREATE TABLE picture_showing (
    item_id TEXT NOT NULL REFERENCES picture_item (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id), at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, PRIMARY KEY (item_id, cell_id));
CREATE INDEX picture_showing_cell ON picture_showing (cell_id);
CREATE TABLE log_entry (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    kind TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    sending TEXT UNIQUE);
CREATE INDEX log_entry_event ON log_entry (event_id, elapsed);
CREATE INDEX log_entry_cell ON log_entry (cell_id, elapsed);
CREATE TABLE situation_report (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, summary TEXT NOT NULL, needs TEXT NOT NULL, next_report TEXT NOT NULL, items TEXT NOT NULL,
    language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL, sending TEXT UNIQUE,
    UNIQUE (cell_id, number));
CREATE INDEX situation_report_event ON situation_report (event_id);
CREATE TABLE public_statement (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    released_at BIGINT, released_elapsed BIGINT, released_by TEXT, sending TEXT UNIQUE, UNIQUE (cell_id, number));
CREATE INDEX public_statement_event ON public_statement (event_id);
CREATE TABLE statement_consent (
    statement_id TEXT NOT NULL REFERENCES public_statement (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    answer TEXT NOT NULL, text TEXT NOT NULL, author TEXT, answered_at BIGINT, elapsed BIGINT,
    PRIMARY KEY (statement_id, cell_id));
CREATE INDEX statement_consent_cell ON statement_consent (cell_id);
CREATE TABLE exercise_message (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), kind TEXT NOT NULL,
    cell_id TEXT NOT NULL REFERENCES exercise_cell (id), other_cell TEXT REFERENCES exercise_cell (id),
    is_control BOOLEAN NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, author TEXT, at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, sending TEXT UNIQUE);
CREATE INDEX exercise_message_event ON exercise_message (event_id, at);
CREATE INDEX exercise_message_cell ON exercise_message (cell_id, at);
CREATE INDEX exercise_message_other ON exercise_message (other_cell);
CREATE TABLE observer_answer (
    point_id TEXT NOT NULL REFERENCES decision_point (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    option_code TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (point_id, participant_id));
CREATE INDEX observer_answer_participant ON observer_answer (participant_id);

-- 0088-evaluation
CREATE TABLE exercise_evaluation (
    event_id TEXT PRIMARY KEY REFERENCES event (id), lead_id TEXT REFERENCES exercise_seat (id), closed_at BIGINT,
    closed_by TEXT);
CREATE INDEX exercise_evaluation_lead ON exercise_evaluation (lead_id);
CREATE TABLE exercise_observation (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), seat_id TEXT REFERENCES exercise_seat (id),
    author TEXT, cell_id TEXT REFERENCES exercise_cell (id), task_id TEXT REFERENCES critical_task (id),
    paper_id TEXT REFERENCES paper (id), kind TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
    elapsed BIGINT NOT NULL, at BIGINT NOT NULL, shared_at BIGINT);
CREATE INDEX exercise_observation_event ON exercise_observation (event_id, elapsed);
CREATE INDEX exercise_observation_seat ON exercise_observation (seat_id);
CREATE INDEX exercise_observation_cell ON exercise_observation (cell_id);
CREATE INDEX exercise_observation_task ON exercise_observation (task_id);
CREATE INDEX exercise_observation_paper ON exercise_observation (paper_id);
CREATE TABLE task_rating (
    seat_id TEXT NOT NULL REFERENCES exercise_seat (id), task_id TEXT NOT NULL REFERENCES critical_task (id),
    cell_id TEXT NOT NULL REFERENCES exercise_cell (id), version BIGINT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL,
    change TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (seat_id, task_id, cell_id, version));
CREATE INDEX task_rating_task ON task_rating (task_id, cell_id);
CREATE INDEX task_rating_cell ON task_rating (cell_id);
CREATE TABLE rating_submission (
    seat_id TEXT PRIMARY KEY REFERENCES exercise_seat (id), at BIGINT NOT NULL);
CREATE TABLE rating_consensus (
    task_id TEXT NOT NULL REFERENCES critical_task (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    value TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT, at BIGINT NOT NULL, PRIMARY KEY (task_id, cell_id));
CREATE INDEX rating_consensus_cell ON rating_consensus (cell_id);
CREATE TABLE finding (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), kind TEXT NOT NULL, title TEXT NOT NULL,
    text TEXT NOT NULL, reference TEXT NOT NULL, why TEXT NOT NULL, language TEXT NOT NULL,
    objective_id TEXT REFERENCES exercise_objective (id), cell_id TEXT REFERENCES exercise_cell (id),
    is_shared BOOLEAN NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX finding_event ON finding (event_id, created_at);
CREATE INDEX finding_objective ON finding (objective_id);
CREATE INDEX finding_cell ON finding (cell_id);
CREATE TABLE finding_observation (
    finding_id TEXT NOT NULL REFERENCES finding (id), observation_id TEXT NOT NULL REFERENCES exercise_observation (id),
    PRIMARY KEY (finding_id, observation_id));
CREATE INDEX finding_observation_observation ON finding_observation (observation_id);
CREATE TABLE lesson (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), text TEXT NOT NULL, language TEXT NOT NULL,
    case_id TEXT REFERENCES past_case (id), created_by TEXT, created_at BIGINT NOT NULL);
CREATE INDEX lesson_event ON lesson (event_id, created_at);
CREATE INDEX lesson_case ON lesson (case_id);
CREATE TABLE lesson_finding (
    lesson_id TEXT NOT NULL REFERENCES lesson (id), finding_id TEXT NOT NULL REFERENCES finding (id),
    PRIMARY KEY (lesson_id, finding_id));
CREATE INDEX lesson_finding_finding ON lesson_finding (finding_id);
CREATE TABLE exercise_report_text (
    event_id TEXT NOT NULL REFERENCES event (id), section TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
    revision BIGINT NOT NULL, changed_by TEXT, changed_at BIGINT NOT NULL, PRIMARY KEY (event_id, section));
CREATE TABLE exercise_report (
    event_id TEXT PRIMARY KEY REFERENCES event (id), template TEXT NOT NULL, agreed_at BIGINT, agreed_by TEXT,
    case_id TEXT REFERENCES past_case (id));
CREATE INDEX exercise_report_case ON exercise_report (case_id);

-- 0089-actions
CREATE TABLE action (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, element TEXT NOT NULL, body TEXT NOT NULL, starts_on TEXT NOT NULL, due_on TEXT NOT NULL,
    evidence TEXT NOT NULL, owner_kind TEXT, owner TEXT, owner_account TEXT REFERENCES account (id), state TEXT NOT NULL,
    agreed_by TEXT, agreed_at BIGINT, done_at BIGINT, outcome TEXT NOT NULL, origin_kind TEXT NOT NULL,
    origin_id TEXT NOT NULL, marking TEXT NOT NULL, is_shared BOOLEAN NOT NULL, created_by TEXT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX action_programme ON action (programme_id, created_at);
CREATE INDEX action_owner ON action (owner, owner_kind);
CREATE INDEX action_owner_account ON action (owner_account);
CREATE INDEX action_origin ON action (origin_kind, origin_id);
CREATE UNIQUE INDEX action_key ON action (programme_id, key);

-- 0091-msel-file
CREATE TABLE msel_draft (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), account_id TEXT NOT NULL REFERENCES account (id),
    file_name TEXT NOT NULL, file BLOB, answers TEXT NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT,
    counts TEXT NOT NULL);
CREATE INDEX msel_draft_event ON msel_draft (event_id);
CREATE INDEX msel_draft_account ON msel_draft (account_id);

-- 0092-exercises-that-were
INSERT INTO msel (id, programme_id, kind, title, overview, zone, story_start, languages, marking, extra_columns,
    created_at, changed_at)
SELECT e.id, e.programme_id, 'exercise', e.title, '', e.time_zone, e.created_at, '["en"]', e.marking, '[]',
    e.created_at, e.created_at
FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM exercise x WHERE x.event_id = e.id);
INSERT INTO exercise (event_id, msel_id, state, pace, approval, release_default, comparison, rules_text,
    emergency_phone, catch_up_ms, cells_talk, created_at, changed_at)
SELECT e.id, e.id, 'draft', 'clock', 'none', 'hand', 'private', '', '', 60000, FALSE, e.created_at, e.created_at
FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM exercise x WHERE x.event_id = e.id);

-- 0095-expert-request-sector
ALTER TABLE expert_request ADD COLUMN sector TEXT NOT NULL DEFAULT '';

-- 0096-need-topics
ALTER TABLE shared_need ADD COLUMN topic_id TEXT;
CREATE INDEX shared_need_event ON shared_need (event_id);

-- 0097-exercise-file
CREATE TABLE objective_origin (
    objective_id TEXT NOT NULL REFERENCES exercise_objective (id) ON DELETE CASCADE, position BIGINT NOT NULL,
    kind TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (objective_id, position));

-- 0098-exercise-probes
CREATE TABLE exercise_probe (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, title TEXT NOT NULL,
    planned_elapsed BIGINT NOT NULL, release TEXT NOT NULL, opened_at BIGINT, opened_elapsed BIGINT, closed_at BIGINT,
    closed_elapsed BIGINT, UNIQUE (event_id, number));
CREATE TABLE probe_question (
    id TEXT PRIMARY KEY, probe_id TEXT NOT NULL REFERENCES exercise_probe (id), position BIGINT NOT NULL, text TEXT NOT NULL,
    truth TEXT NOT NULL, true_from BIGINT NOT NULL, UNIQUE (probe_id, position));
CREATE TABLE probe_option (
    question_id TEXT NOT NULL REFERENCES probe_question (id), position BIGINT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (question_id, code));
CREATE TABLE probe_answer (
    question_id TEXT NOT NULL REFERENCES probe_question (id), cell_id TEXT NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, option_code TEXT NOT NULL, author TEXT, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    PRIMARY KEY (question_id, cell_id, number));
CREATE INDEX probe_answer_cell ON probe_answer (cell_id);
CREATE TABLE picture_version (
    item_id TEXT NOT NULL REFERENCES picture_item (id), number BIGINT NOT NULL, topic TEXT NOT NULL, text TEXT NOT NULL,
    standing TEXT NOT NULL, shown_to TEXT NOT NULL, as_of BIGINT, elapsed BIGINT NOT NULL, PRIMARY KEY (item_id, number));
INSERT INTO picture_version (item_id, number, topic, text, standing, shown_to, as_of, elapsed)
SELECT id, 1, topic, text, standing, shown_to, as_of, elapsed FROM picture_item;

-- 0099-observer-rounds
DROP TABLE observer_answer;
CREATE TABLE observer_round (
    point_id TEXT PRIMARY KEY REFERENCES decision_point (id), ballot_key BLOB, closed_at BIGINT);
CREATE TABLE observer_ballot (
    point_id TEXT NOT NULL REFERENCES observer_round (point_id), voter TEXT NOT NULL, option_code TEXT NOT NULL,
    PRIMARY KEY (point_id, voter));
CREATE TABLE observer_tally (
    point_id TEXT NOT NULL REFERENCES observer_round (point_id), option_code TEXT NOT NULL, heads BIGINT NOT NULL,
    PRIMARY KEY (point_id, option_code));

-- 0107-exercise-stations
CREATE TABLE exercise_station (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE, number BIGINT NOT NULL,
    name TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX exercise_station_event ON exercise_station (event_id, number);
CREATE TABLE exercise_station_task (
    station_id TEXT NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE,
    task_id TEXT NOT NULL REFERENCES critical_task (id) ON DELETE CASCADE, PRIMARY KEY (station_id, task_id));
CREATE INDEX exercise_station_task_task ON exercise_station_task (task_id);
CREATE TABLE exercise_station_seat (
    station_id TEXT NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE,
    seat_id TEXT NOT NULL REFERENCES exercise_seat (id) ON DELETE CASCADE, PRIMARY KEY (station_id, seat_id));
CREATE INDEX exercise_station_seat_seat ON exercise_station_seat (seat_id);
CREATE TABLE exercise_timetable (
    event_id TEXT PRIMARY KEY REFERENCES exercise (event_id) ON DELETE CASCADE, revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE TABLE exercise_rotation (
    event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE, number BIGINT NOT NULL,
    starts_at BIGINT NOT NULL, length_ms BIGINT NOT NULL, PRIMARY KEY (event_id, number));
CREATE TABLE exercise_rotation_cell (
    event_id TEXT NOT NULL, number BIGINT NOT NULL, cell_id TEXT NOT NULL REFERENCES exercise_cell (id) ON DELETE CASCADE,
    station_id TEXT NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE, PRIMARY KEY (event_id, number, cell_id),
    FOREIGN KEY (event_id, number) REFERENCES exercise_rotation (event_id, number) ON DELETE CASCADE);
CREATE INDEX exercise_rotation_cell_cell ON exercise_rotation_cell (cell_id);
CREATE INDEX exercise_rotation_cell_station ON exercise_rotation_cell (station_id);

-- 0109-finding-actions
UPDATE action SET is_shared = FALSE WHERE origin_kind = 'finding' AND is_shared AND origin_id IN (
    SELECT f.id FROM finding f JOIN exercise e ON e.event_id = f.event_id JOIN exercise_cell c ON c.id = f.cell_id
    WHERE NOT (e.comparison = 'named' AND c.publication = 'named'));

-- 0110-frameworks
CREATE TABLE framework (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), code TEXT NOT NULL, title TEXT NOT NULL,
    language TEXT NOT NULL, version BIGINT NOT NULL, is_open BOOLEAN NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT);
CREATE UNIQUE INDEX framework_code ON framework (programme_id, code);
CREATE UNIQUE INDEX framework_key ON framework (programme_id, key);
CREATE TABLE framework_version (
    framework_id TEXT NOT NULL REFERENCES framework (id), version BIGINT NOT NULL, content TEXT NOT NULL,
    made_at BIGINT NOT NULL, PRIMARY KEY (framework_id, version));

-- 0111-needs
CREATE TABLE needs_cycle (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
    title TEXT NOT NULL, framework_id TEXT NOT NULL REFERENCES framework (id), version BIGINT NOT NULL, opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL, pools TEXT NOT NULL, home_groups TEXT NOT NULL, state TEXT NOT NULL, created_by TEXT,
    created_at BIGINT NOT NULL, closed_at BIGINT, key TEXT);
CREATE INDEX needs_cycle_programme ON needs_cycle (programme_id, created_at);
CREATE INDEX needs_cycle_closing ON needs_cycle (closes_on);
CREATE INDEX needs_cycle_framework ON needs_cycle (framework_id);
CREATE UNIQUE INDEX needs_cycle_key ON needs_cycle (programme_id, key);
CREATE TABLE needs_assessment (
    id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES needs_cycle (id), country TEXT NOT NULL REFERENCES country (code),
    state TEXT NOT NULL, sharing TEXT NOT NULL, version BIGINT NOT NULL, questions TEXT NOT NULL,
    alternate_submits BOOLEAN NOT NULL, changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX needs_assessment_country ON needs_assessment (cycle_id, country);
CREATE INDEX needs_assessment_of ON needs_assessment (country);
CREATE TABLE needs_respondent (
    assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), sector TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id), named_by TEXT, named_at BIGINT NOT NULL,
    PRIMARY KEY (assessment_id, sector, account_id));
CREATE INDEX needs_respondent_account ON needs_respondent (account_id);
CREATE TABLE needs_answer (
    id TEXT PRIMARY KEY, assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), indicator TEXT NOT NULL,
    sector TEXT NOT NULL, value TEXT NOT NULL, not_applicable BOOLEAN NOT NULL, note TEXT NOT NULL,
    evidence_kind TEXT NOT NULL, evidence TEXT NOT NULL, answered_by TEXT, answered_at BIGINT NOT NULL);
CREATE UNIQUE INDEX needs_answer_of ON needs_answer (assessment_id, indicator, sector, answered_by);
CREATE TABLE needs_value (
    assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), indicator TEXT NOT NULL, kind TEXT NOT NULL,
    value BIGINT, reason TEXT NOT NULL, target BIGINT, target_on TEXT NOT NULL, set_by TEXT, set_at BIGINT NOT NULL,
    PRIMARY KEY (assessment_id, indicator));
CREATE TABLE needs_submission (
    assessment_id TEXT NOT NULL REFERENCES needs_assessment (id), version BIGINT NOT NULL, content TEXT NOT NULL,
    mandate_id TEXT REFERENCES mandate (id), submitted_by TEXT, submitted_at BIGINT NOT NULL,
    PRIMARY KEY (assessment_id, version));
CREATE TABLE needs_rollup (
    id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES needs_cycle (id), snapshot BIGINT NOT NULL, sequence BIGINT NOT NULL,
    cells TEXT NOT NULL, chain TEXT NOT NULL, taken_by TEXT, taken_at BIGINT NOT NULL);
CREATE UNIQUE INDEX needs_rollup_snapshot ON needs_rollup (cycle_id, snapshot);

-- 0112-framework-crosswalks
CREATE TABLE framework_crosswalk (
    framework_id TEXT NOT NULL REFERENCES framework (id), indicator TEXT NOT NULL,
    other_id TEXT NOT NULL REFERENCES framework (id), other TEXT NOT NULL, relation TEXT NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (framework_id, indicator, other_id, other));
CREATE INDEX framework_crosswalk_other ON framework_crosswalk (other_id);

-- 0113-needs-named
ALTER TABLE needs_assessment ADD COLUMN was_named BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE needs_assessment SET was_named = TRUE WHERE sharing IN ('region', 'programme');

-- 0120-risks
CREATE TABLE risk_setting (
    programme_id TEXT PRIMARY KEY REFERENCES programme (id), bands TEXT NOT NULL, site_names TEXT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE TABLE risk_scenario (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
    country TEXT, code TEXT NOT NULL, title TEXT NOT NULL, story TEXT NOT NULL, coping TEXT NOT NULL, language TEXT NOT NULL,
    area_id TEXT REFERENCES area (id), hazards TEXT NOT NULL, sectors TEXT NOT NULL, indicators TEXT NOT NULL, source TEXT NOT NULL,
    marking TEXT NOT NULL, is_shared BOOLEAN NOT NULL, state TEXT NOT NULL, likelihood BIGINT, impact BIGINT,
    reason TEXT NOT NULL, agreed_by TEXT, agreed_at BIGINT, treatment TEXT NOT NULL, note TEXT NOT NULL,
    acceptor TEXT NOT NULL, review_on TEXT NOT NULL, residual_likelihood BIGINT, residual_impact BIGINT,
    outcome TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX risk_scenario_programme ON risk_scenario (programme_id, created_at);
CREATE INDEX risk_scenario_region ON risk_scenario (region_id);
CREATE INDEX risk_scenario_area ON risk_scenario (area_id);
CREATE UNIQUE INDEX risk_scenario_key ON risk_scenario (programme_id, key);
CREATE TABLE risk_round (
    id TEXT PRIMARY KEY, risk_id TEXT NOT NULL REFERENCES risk_scenario (id), number BIGINT NOT NULL, opened_by TEXT,
    opened_at BIGINT NOT NULL, closed_at BIGINT);
CREATE UNIQUE INDEX risk_round_number ON risk_round (risk_id, number);
CREATE TABLE risk_judgement (
    id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES risk_round (id), author TEXT, sector TEXT NOT NULL,
    likelihood BIGINT NOT NULL, impact BIGINT NOT NULL, confidence TEXT NOT NULL, judged_at BIGINT NOT NULL);
CREATE UNIQUE INDEX risk_judgement_author ON risk_judgement (round_id, author);
CREATE TABLE risk_sector_view (
    round_id TEXT NOT NULL REFERENCES risk_round (id), sector TEXT NOT NULL, likelihood BIGINT NOT NULL,
    impact BIGINT NOT NULL, confidence TEXT NOT NULL, signed_by TEXT, signed_at BIGINT NOT NULL,
    PRIMARY KEY (round_id, sector));
CREATE TABLE risk_report (
    id TEXT PRIMARY KEY, risk_id TEXT NOT NULL REFERENCES risk_scenario (id), words TEXT NOT NULL, reported_by TEXT,
    reported_at BIGINT NOT NULL, settled_at BIGINT);
CREATE INDEX risk_report_risk ON risk_report (risk_id, reported_at);

-- 0121-priorities
CREATE TABLE plan_priority (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
    number BIGINT NOT NULL, statement TEXT NOT NULL, reason TEXT NOT NULL, language TEXT NOT NULL,
    area_id TEXT REFERENCES area (id), marking TEXT NOT NULL, state TEXT NOT NULL, event_id TEXT REFERENCES event (id),
    adopted_at BIGINT, words TEXT NOT NULL, successor_id TEXT REFERENCES plan_priority (id), created_by TEXT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT);
CREATE UNIQUE INDEX plan_priority_number ON plan_priority (programme_id, number);
CREATE INDEX plan_priority_region ON plan_priority (region_id);
CREATE INDEX plan_priority_area ON plan_priority (area_id);
CREATE INDEX plan_priority_event ON plan_priority (event_id);
CREATE INDEX plan_priority_successor ON plan_priority (successor_id);
CREATE UNIQUE INDEX plan_priority_key ON plan_priority (programme_id, key);
CREATE TABLE plan_priority_source (
    priority_id TEXT NOT NULL REFERENCES plan_priority (id), source TEXT NOT NULL, position BIGINT NOT NULL,
    PRIMARY KEY (priority_id, source));
CREATE INDEX plan_priority_source_source ON plan_priority_source (source);
CREATE TABLE validity_poll (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
    closes_on TEXT NOT NULL, is_named TEXT NOT NULL, note TEXT NOT NULL, opened_by TEXT, opened_at BIGINT NOT NULL,
    closed_at BIGINT);
CREATE INDEX validity_poll_programme ON validity_poll (programme_id, opened_at);
CREATE INDEX validity_poll_region ON validity_poll (region_id);
CREATE INDEX validity_poll_closes ON validity_poll (closes_on);
CREATE TABLE validity_poll_item (
    poll_id TEXT NOT NULL REFERENCES validity_poll (id), priority_id TEXT NOT NULL REFERENCES plan_priority (id),
    position BIGINT NOT NULL, PRIMARY KEY (poll_id, priority_id));
CREATE INDEX validity_poll_item_priority ON validity_poll_item (priority_id);
CREATE TABLE validity_poll_country (
    poll_id TEXT NOT NULL REFERENCES validity_poll (id), country TEXT NOT NULL, agrees BOOLEAN NOT NULL,
    PRIMARY KEY (poll_id, country));
CREATE TABLE validity_answer (
    poll_id TEXT NOT NULL REFERENCES validity_poll (id), priority_id TEXT NOT NULL REFERENCES plan_priority (id),
    country TEXT NOT NULL, stance TEXT NOT NULL, words TEXT NOT NULL, answered_by TEXT,
    mandate_id TEXT REFERENCES mandate (id), answered_at BIGINT NOT NULL, PRIMARY KEY (poll_id, priority_id, country));
CREATE INDEX validity_answer_priority ON validity_answer (priority_id);
CREATE INDEX validity_answer_mandate ON validity_answer (mandate_id);

-- 0122-gatherings
CREATE TABLE gathering (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
    country TEXT, title TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, venue TEXT NOT NULL,
    summary TEXT NOT NULL, language TEXT NOT NULL, marking TEXT NOT NULL, is_shared BOOLEAN NOT NULL, state TEXT NOT NULL,
    created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX gathering_programme ON gathering (programme_id, starts_on);
CREATE INDEX gathering_region ON gathering (region_id);
CREATE UNIQUE INDEX gathering_key ON gathering (programme_id, key);
CREATE TABLE gathering_area (
    gathering_id TEXT NOT NULL REFERENCES gathering (id), area_id TEXT NOT NULL REFERENCES area (id),
    PRIMARY KEY (gathering_id, area_id));
CREATE INDEX gathering_area_area ON gathering_area (area_id);
CREATE TABLE gathering_link (
    gathering_id TEXT NOT NULL REFERENCES gathering (id), kind TEXT NOT NULL, target TEXT NOT NULL,
    linked_at BIGINT NOT NULL, PRIMARY KEY (gathering_id, kind, target));
CREATE TABLE gathering_lesson (
    id TEXT PRIMARY KEY, gathering_id TEXT NOT NULL REFERENCES gathering (id), text TEXT NOT NULL, language TEXT NOT NULL,
    created_by TEXT, created_at BIGINT NOT NULL);
CREATE INDEX gathering_lesson_gathering ON gathering_lesson (gathering_id, created_at);

-- 0130-programme-plans
CREATE TABLE programme_plan (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), kind TEXT NOT NULL, owner_kind TEXT,
    owner TEXT, title TEXT NOT NULL, text TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
    language TEXT NOT NULL, stage TEXT NOT NULL, version BIGINT NOT NULL, marking TEXT NOT NULL,
    sharing TEXT NOT NULL, answer_by TEXT NOT NULL, silence_agrees BOOLEAN NOT NULL, created_by TEXT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX programme_plan_programme ON programme_plan (programme_id, kind);
CREATE INDEX programme_plan_stage ON programme_plan (stage, programme_id);
CREATE UNIQUE INDEX programme_plan_key ON programme_plan (programme_id, key);
CREATE TABLE plan_item (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES programme_plan (id), place BIGINT NOT NULL,
    action_id TEXT NOT NULL UNIQUE REFERENCES action (id), number TEXT NOT NULL, kind TEXT NOT NULL, weight BIGINT,
    sectors TEXT NOT NULL, priority TEXT NOT NULL, gap TEXT NOT NULL, sources TEXT NOT NULL, cost TEXT NOT NULL,
    currency TEXT NOT NULL, funded_by TEXT NOT NULL, depends_on TEXT NOT NULL, secured BOOLEAN NOT NULL,
    held_back BOOLEAN NOT NULL, blocked TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (plan_id, number));
CREATE INDEX plan_item_place ON plan_item (plan_id, place);
CREATE TABLE plan_step (
    id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES plan_item (id), place BIGINT NOT NULL, title TEXT NOT NULL,
    due_on TEXT NOT NULL, done_on TEXT NOT NULL, waived TEXT NOT NULL);
CREATE INDEX plan_step_item ON plan_step (item_id, place);
CREATE TABLE plan_gathering (
    item_id TEXT NOT NULL REFERENCES plan_item (id), gathered_id TEXT NOT NULL REFERENCES plan_item (id),
    at BIGINT NOT NULL, PRIMARY KEY (item_id, gathered_id));
CREATE INDEX plan_gathering_gathered ON plan_gathering (gathered_id);
CREATE TABLE plan_stand (
    plan_id TEXT NOT NULL REFERENCES programme_plan (id), item_id TEXT NOT NULL REFERENCES plan_item (id),
    member_kind TEXT NOT NULL, member TEXT NOT NULL, stand TEXT NOT NULL, words TEXT NOT NULL, stated_by TEXT,
    at BIGINT NOT NULL, PRIMARY KEY (item_id, member_kind, member));
CREATE INDEX plan_stand_plan ON plan_stand (plan_id);
CREATE TABLE plan_version (
    plan_id TEXT NOT NULL REFERENCES programme_plan (id), version BIGINT NOT NULL, adopted_at BIGINT NOT NULL,
    adopted_by TEXT, content TEXT NOT NULL, stands TEXT NOT NULL, PRIMARY KEY (plan_id, version));
CREATE TABLE plan_mail (key TEXT PRIMARY KEY, at BIGINT NOT NULL);
CREATE INDEX action_state_due ON action (state, due_on);
CREATE INDEX action_changed ON action (changed_at);
CREATE INDEX action_state_created ON action (state, created_at);

-- 0131-plan-comments
CREATE TABLE plan_comment (
    id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES plan_item (id), member_kind TEXT, member TEXT,
    account_id TEXT REFERENCES account (id), text TEXT NOT NULL, language TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX plan_comment_item ON plan_comment (item_id, at);
CREATE INDEX plan_comment_account ON plan_comment (account_id);

-- 0132-plan-rooms
ALTER TABLE plan_stand ADD COLUMN provisional BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE plan_item ADD COLUMN regions TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_item ADD COLUMN partners TEXT NOT NULL DEFAULT '';

-- 0140-ideas
CREATE TABLE project_idea (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, need TEXT NOT NULL,
    text TEXT NOT NULL, difference TEXT NOT NULL, cost TEXT NOT NULL, months BIGINT, cbrn TEXT NOT NULL,
    language TEXT NOT NULL, state TEXT NOT NULL, sponsor_kind TEXT, sponsor TEXT, is_direct BOOLEAN NOT NULL,
    marking TEXT NOT NULL, parked_until TEXT NOT NULL, outcome TEXT NOT NULL,
    joined_into TEXT REFERENCES project_idea (id), shared_at BIGINT, created_by TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX project_idea_programme ON project_idea (programme_id, created_at);
CREATE INDEX project_idea_joined ON project_idea (joined_into);
CREATE UNIQUE INDEX project_idea_key ON project_idea (programme_id, key);
CREATE TABLE idea_link (
    idea_id TEXT NOT NULL REFERENCES project_idea (id), kind TEXT NOT NULL, ref TEXT NOT NULL,
    PRIMARY KEY (idea_id, kind, ref));
CREATE INDEX idea_link_ref ON idea_link (ref, kind);
CREATE TABLE idea_endorsement (
    idea_id TEXT NOT NULL REFERENCES project_idea (id), country TEXT NOT NULL REFERENCES country (code),
    stance TEXT NOT NULL, words TEXT NOT NULL, account_id TEXT REFERENCES account (id),
    mandate_id TEXT REFERENCES mandate (id), said_at BIGINT NOT NULL, PRIMARY KEY (idea_id, country));
CREATE INDEX idea_endorsement_account ON idea_endorsement (account_id);
CREATE TABLE idea_funder (
    id TEXT PRIMARY KEY, idea_id TEXT NOT NULL REFERENCES project_idea (id),
    account_id TEXT NOT NULL REFERENCES account (id), released_by TEXT, released_at BIGINT NOT NULL,
    answer TEXT NOT NULL, words TEXT NOT NULL, answered_at BIGINT, reply TEXT NOT NULL, UNIQUE (idea_id, account_id));
CREATE INDEX idea_funder_account ON idea_funder (account_id);
CREATE TABLE idea_rule (
    programme_id TEXT PRIMARY KEY REFERENCES programme (id), needed BIGINT NOT NULL, named_may_stop BOOLEAN NOT NULL);
CREATE TABLE idea_proposal (
    id TEXT PRIMARY KEY, idea_id TEXT NOT NULL REFERENCES project_idea (id),
    programme_id TEXT NOT NULL REFERENCES programme (id),
    publication_id TEXT NOT NULL UNIQUE REFERENCES publication (id), state TEXT NOT NULL, version BIGINT NOT NULL,
    words TEXT NOT NULL, decided_by TEXT, decided_at BIGINT, created_by TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX idea_proposal_idea ON idea_proposal (idea_id);
CREATE INDEX idea_proposal_programme ON idea_proposal (programme_id, created_at);

-- 0141-projects
CREATE TABLE project (
    programme_id TEXT PRIMARY KEY REFERENCES programme (id), code TEXT NOT NULL, status TEXT NOT NULL,
    planned_start TEXT NOT NULL, actual_start TEXT NOT NULL, planned_end TEXT NOT NULL, actual_end TEXT NOT NULL,
    places TEXT NOT NULL, areas TEXT NOT NULL, cbrn TEXT NOT NULL, reporter TEXT NOT NULL, reporter_ref TEXT NOT NULL, reporter_type TEXT NOT NULL,
    purpose TEXT NOT NULL, source TEXT NOT NULL, carries_on TEXT NOT NULL, next TEXT NOT NULL, language TEXT NOT NULL,
    idea_id TEXT REFERENCES project_idea (id), carry_checked_on TEXT NOT NULL, carry_holds BOOLEAN NOT NULL,
    carry_words TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX project_idea_project ON project (idea_id);
CREATE TABLE project_body (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), name TEXT NOT NULL, role TEXT NOT NULL,
    type TEXT NOT NULL, ref TEXT NOT NULL, created_at BIGINT NOT NULL);
CREATE INDEX project_body_programme ON project_body (programme_id, created_at);
CREATE TABLE project_budget (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), starts TEXT NOT NULL, ends TEXT NOT NULL,
    amount TEXT NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL, created_at BIGINT NOT NULL);
CREATE INDEX project_budget_programme ON project_budget (programme_id, starts);
CREATE TABLE project_result (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, type TEXT NOT NULL,
    text TEXT NOT NULL, indicators TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX project_result_programme ON project_result (programme_id, created_at);

-- 0142-courses
CREATE TABLE course (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), title TEXT NOT NULL, text TEXT NOT NULL,
    sectors TEXT NOT NULL, hours BIGINT, rule TEXT NOT NULL, language TEXT NOT NULL,
    requires TEXT REFERENCES course (id), created_by TEXT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX course_programme ON course (programme_id, title);
CREATE TABLE course_module (
    id TEXT PRIMARY KEY, course_id TEXT NOT NULL REFERENCES course (id), title TEXT NOT NULL, hours BIGINT,
    created_at BIGINT NOT NULL);
CREATE INDEX course_module_course ON course_module (course_id, created_at);
CREATE TABLE course_cohort (
    id TEXT PRIMARY KEY, course_id TEXT NOT NULL REFERENCES course (id), title TEXT NOT NULL, starts TEXT NOT NULL,
    ends TEXT NOT NULL, created_at BIGINT NOT NULL);
CREATE INDEX course_cohort_course ON course_cohort (course_id, created_at);
CREATE TABLE cohort_module (
    cohort_id TEXT NOT NULL REFERENCES course_cohort (id), module_id TEXT NOT NULL REFERENCES course_module (id),
    event_id TEXT NOT NULL REFERENCES event (id), PRIMARY KEY (cohort_id, module_id));
CREATE INDEX cohort_module_event ON cohort_module (event_id);
CREATE INDEX cohort_module_module ON cohort_module (module_id);

-- 0145-remarks
CREATE TABLE remark (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), subject TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, account_id TEXT REFERENCES account (id), created_at BIGINT NOT NULL);
CREATE INDEX remark_subject ON remark (subject, created_at);
CREATE INDEX remark_account ON remark (account_id);
CREATE INDEX remark_programme ON remark (programme_id);
CREATE TABLE kept_filter (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), page TEXT NOT NULL, name TEXT NOT NULL,
    query TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (account_id, page, name));

-- 0146-needs-outside
CREATE TABLE needs_outside (
    cycle_id TEXT NOT NULL REFERENCES needs_cycle (id), country TEXT NOT NULL REFERENCES country (code),
    indicator TEXT NOT NULL, source TEXT NOT NULL, value BIGINT NOT NULL, said_on TEXT NOT NULL, taken_by TEXT,
    taken_at BIGINT NOT NULL, PRIMARY KEY (cycle_id, country, indicator, source));
CREATE INDEX needs_outside_country ON needs_outside (country);

-- 0150-exercise-mail
CREATE TABLE exercise_mail (
    event_id TEXT PRIMARY KEY REFERENCES event (id), on_at BIGINT, changed_by TEXT, changed_at BIGINT NOT NULL);
CREATE INDEX exercise_mail_on ON exercise_mail (on_at);
CREATE TABLE exercise_mail_choice (
    event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
    chosen_at BIGINT NOT NULL, PRIMARY KEY (event_id, participant_id));
CREATE INDEX exercise_mail_choice_participant ON exercise_mail_choice (participant_id);

-- 0151-request-reminders
CREATE TABLE exercise_request_reminder (
    request_id TEXT NOT NULL REFERENCES exercise_request (id), share BIGINT NOT NULL, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    PRIMARY KEY (request_id, share));

-- 0152-exercise-sheets
CREATE TABLE exercise_sheet (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), kind TEXT NOT NULL,
    cell_id TEXT NOT NULL REFERENCES exercise_cell (id), point_id TEXT REFERENCES decision_point (id), body TEXT NOT NULL,
    entered_by TEXT, entered_at BIGINT NOT NULL, decided_by TEXT, decided_at BIGINT, state TEXT NOT NULL);
CREATE INDEX exercise_sheet_event ON exercise_sheet (event_id, state);
CREATE INDEX exercise_sheet_cell ON exercise_sheet (cell_id);
CREATE INDEX exercise_sheet_point ON exercise_sheet (point_id);

-- 0153-inject-attachments
CREATE TABLE inject_attachment (
    id TEXT PRIMARY KEY, inject_id TEXT NOT NULL REFERENCES inject (id), position BIGINT NOT NULL, language TEXT,
    kind TEXT NOT NULL, file_id TEXT NOT NULL REFERENCES kept_file (id), alt TEXT NOT NULL, width BIGINT NOT NULL,
    height BIGINT NOT NULL, turns BIGINT NOT NULL, added_at BIGINT NOT NULL);
CREATE INDEX inject_attachment_inject ON inject_attachment (inject_id, position);
CREATE INDEX inject_attachment_file ON inject_attachment (file_id);

-- 0154-excon-notes
CREATE TABLE excon_note (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE,
    inject_id TEXT REFERENCES inject (id) ON DELETE SET NULL, text TEXT NOT NULL, language TEXT NOT NULL, author TEXT,
    at BIGINT NOT NULL, elapsed BIGINT NOT NULL);
CREATE INDEX excon_note_event ON excon_note (event_id, elapsed);
CREATE INDEX excon_note_inject ON excon_note (inject_id);

-- 0155-observation-evidence
ALTER TABLE exercise_observation ADD COLUMN evidence_kind TEXT;
ALTER TABLE exercise_observation ADD COLUMN evidence_id TEXT;

-- 0156-player-contacts
CREATE TABLE player_contact (
    event_id TEXT NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE,
    participant_id TEXT NOT NULL REFERENCES participant (id), at BIGINT NOT NULL, PRIMARY KEY (event_id, participant_id));
CREATE INDEX player_contact_participant ON player_contact (participant_id);

-- 0162-idea-sheets
ALTER TABLE idea_funder ADD COLUMN released TEXT NOT NULL DEFAULT '';

-- 0166-since
CREATE INDEX journal_by_kind ON journal (scope, kind, sequence);
CREATE TABLE since_note (
    id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES programme (id), region_id TEXT REFERENCES region (id),
    noted_on TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT);
CREATE INDEX since_note_programme ON since_note (programme_id, noted_on);
CREATE INDEX since_note_region ON since_note (region_id);
CREATE UNIQUE INDEX since_note_key ON since_note (programme_id, key);
CREATE TABLE since_naming (
    programme_id TEXT NOT NULL REFERENCES programme (id), country TEXT NOT NULL REFERENCES country (code),
    agreed_by TEXT, agreed_at BIGINT NOT NULL, PRIMARY KEY (programme_id, country));
CREATE INDEX since_naming_country ON since_naming (country);

-- 0167-meeting
CREATE TABLE meeting_paper (
    block_id TEXT NOT NULL REFERENCES agenda_block (id), material_id TEXT NOT NULL REFERENCES material (id),
    linked_at BIGINT NOT NULL, PRIMARY KEY (block_id, material_id));
CREATE INDEX meeting_paper_material ON meeting_paper (material_id);
CREATE TABLE meeting_decision (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), block_id TEXT NOT NULL REFERENCES agenda_block (id),
    text TEXT NOT NULL, language TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL, key TEXT);
CREATE INDEX meeting_decision_event ON meeting_decision (event_id, created_at);
CREATE INDEX meeting_decision_block ON meeting_decision (block_id);
CREATE UNIQUE INDEX meeting_decision_key ON meeting_decision (event_id, key);
CREATE TABLE meeting_stand (
    decision_id TEXT NOT NULL REFERENCES meeting_decision (id), country TEXT NOT NULL REFERENCES country (code),
    stance TEXT NOT NULL, words TEXT NOT NULL, state TEXT NOT NULL, stated_by TEXT, stated_at BIGINT NOT NULL,
    settled_by TEXT, settled_at BIGINT, PRIMARY KEY (decision_id, country));
CREATE INDEX meeting_stand_country ON meeting_stand (country);
CREATE TABLE meeting_floor (
    event_id TEXT PRIMARY KEY REFERENCES event (id), is_open BOOLEAN NOT NULL, minutes BIGINT, changed_at BIGINT NOT NULL);
CREATE TABLE meeting_speaker (
    id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id),
    participant_id TEXT NOT NULL REFERENCES participant (id), state TEXT NOT NULL, position BIGINT NOT NULL,
    asked_at BIGINT NOT NULL, began_at BIGINT, ended_at BIGINT, minutes BIGINT);
CREATE INDEX meeting_speaker_event ON meeting_speaker (event_id, position);
CREATE INDEX meeting_speaker_participant ON meeting_speaker (participant_id);

-- 0168-since-mails
CREATE TABLE since_mail (key TEXT PRIMARY KEY, at BIGINT NOT NULL);

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

-- storage/commit-number
CREATE TABLE commit_number (id BIGINT PRIMARY KEY, number BIGINT NOT NULL);

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
CREATE TABLE second_factor (
    account_id TEXT COLLATE "C" PRIMARY KEY REFERENCES account (id), secret TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL,
    confirmed_at BIGINT, last_step BIGINT NOT NULL);
CREATE TABLE recovery_code (
    digest TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), used_at BIGINT);
CREATE INDEX recovery_code_account ON recovery_code (account_id);
CREATE TABLE pending_sign_in (
    digest TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), back TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);
CREATE INDEX pending_sign_in_account ON pending_sign_in (account_id);

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
    stage TEXT COLLATE "C", topic_id TEXT COLLATE "C", round_id TEXT COLLATE "C", names_until TEXT COLLATE "C", names_erased_at BIGINT,
    names_shown BOOLEAN NOT NULL, issues_visible BOOLEAN NOT NULL,
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
CREATE INDEX round_open ON round (closes_at) WHERE state = 'open';
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

-- 0005-groups
CREATE TABLE group_plan (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, UNIQUE (event_id, number));
CREATE TABLE breakout_group (
    id TEXT COLLATE "C" PRIMARY KEY, plan_id TEXT COLLATE "C" NOT NULL REFERENCES group_plan (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    number BIGINT NOT NULL, name TEXT COLLATE "C" NOT NULL, place TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    facilitator_id TEXT COLLATE "C" REFERENCES participant (id), rapporteur_id TEXT COLLATE "C" REFERENCES participant (id),
    UNIQUE (plan_id, number));
CREATE INDEX breakout_group_event ON breakout_group (event_id);
CREATE TABLE group_member (
    plan_id TEXT COLLATE "C" NOT NULL REFERENCES group_plan (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    group_id TEXT COLLATE "C" NOT NULL REFERENCES breakout_group (id), PRIMARY KEY (plan_id, participant_id));
CREATE INDEX group_member_group ON group_member (group_id);
CREATE INDEX group_member_participant ON group_member (participant_id);
CREATE TABLE priority (
    issue_id TEXT COLLATE "C" PRIMARY KEY REFERENCES issue (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), position BIGINT NOT NULL,
    round_id TEXT COLLATE "C" REFERENCES round (id), reason TEXT COLLATE "C" NOT NULL, chosen_at BIGINT NOT NULL);
CREATE INDEX priority_event ON priority (event_id, position);
CREATE TABLE group_priority (
    group_id TEXT COLLATE "C" NOT NULL REFERENCES breakout_group (id), issue_id TEXT COLLATE "C" NOT NULL REFERENCES priority (issue_id),
    position BIGINT NOT NULL, PRIMARY KEY (group_id, issue_id));
CREATE INDEX group_priority_issue ON group_priority (issue_id);
ALTER TABLE event ADD COLUMN group_plan_id TEXT COLLATE "C" REFERENCES group_plan (id);

-- 0006-designs
CREATE TABLE design (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, summary TEXT COLLATE "C" NOT NULL,
    steps TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, retired_at BIGINT);
CREATE INDEX design_programme ON design (programme_id);
CREATE TABLE event_step (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), position BIGINT NOT NULL, stage TEXT COLLATE "C" NOT NULL,
    topic_id TEXT COLLATE "C" REFERENCES topic (id), title TEXT COLLATE "C" NOT NULL, minutes BIGINT, settings TEXT COLLATE "C" NOT NULL, opens_at BIGINT,
    closes_at BIGINT, opened_at BIGINT, ended_at BIGINT);
CREATE INDEX event_step_opens ON event_step (opens_at) WHERE opened_at IS NULL;
CREATE INDEX event_step_closes ON event_step (closes_at) WHERE ended_at IS NULL;
CREATE INDEX event_step_event ON event_step (event_id, position);
CREATE INDEX event_step_topic ON event_step (topic_id);
ALTER TABLE event ADD COLUMN step_id TEXT COLLATE "C" REFERENCES event_step (id);
CREATE INDEX event_present_step ON event (step_id);

-- 0007-cards
CREATE TABLE card (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), place TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, revision BIGINT NOT NULL, changed_by TEXT COLLATE "C", changed_at BIGINT NOT NULL);
CREATE INDEX card_event ON card (event_id);
CREATE TABLE card_revision (
    card_id TEXT COLLATE "C" NOT NULL REFERENCES card (id), number BIGINT NOT NULL, text TEXT COLLATE "C" NOT NULL, changed_by TEXT COLLATE "C",
    begun_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (card_id, number));
CREATE TABLE card_sending (
    card_id TEXT COLLATE "C" NOT NULL REFERENCES card (id), key TEXT COLLATE "C" NOT NULL, sent_at BIGINT NOT NULL, PRIMARY KEY (card_id, key));

-- 0008-analysis
CREATE TABLE past_case (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), event_id TEXT COLLATE "C" REFERENCES event (id),
    kind TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL, happened_on TEXT COLLATE "C" NOT NULL, place TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C" REFERENCES country (code), summary TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, source TEXT COLLATE "C" NOT NULL,
    link TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    retired_at BIGINT, key TEXT COLLATE "C");
CREATE UNIQUE INDEX past_case_key ON past_case (programme_id, key);
CREATE INDEX past_case_event ON past_case (event_id);
CREATE INDEX past_case_programme ON past_case (programme_id);
CREATE TABLE aspect (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), group_id TEXT COLLATE "C" NOT NULL REFERENCES breakout_group (id),
    issue_id TEXT COLLATE "C" NOT NULL REFERENCES issue (id), direction TEXT COLLATE "C" NOT NULL, card_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES card (id),
    weight BIGINT NOT NULL, sector TEXT COLLATE "C" REFERENCES sector (code), without_case BOOLEAN NOT NULL, created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, withdrawn_at BIGINT, key TEXT COLLATE "C");
CREATE UNIQUE INDEX aspect_key ON aspect (group_id, key);
CREATE INDEX aspect_group ON aspect (group_id);
CREATE INDEX aspect_issue ON aspect (issue_id);
CREATE INDEX aspect_event ON aspect (event_id);
CREATE TABLE aspect_case (
    aspect_id TEXT COLLATE "C" NOT NULL REFERENCES aspect (id), case_id TEXT COLLATE "C" NOT NULL REFERENCES past_case (id),
    PRIMARY KEY (aspect_id, case_id));
CREATE INDEX aspect_case_case ON aspect_case (case_id);
CREATE TABLE aspect_link (
    first_aspect TEXT COLLATE "C" NOT NULL REFERENCES aspect (id), second_aspect TEXT COLLATE "C" NOT NULL REFERENCES aspect (id),
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), state TEXT COLLATE "C" NOT NULL, decided_by TEXT COLLATE "C", decided_at BIGINT NOT NULL,
    PRIMARY KEY (first_aspect, second_aspect));
CREATE INDEX aspect_link_event ON aspect_link (event_id);
CREATE INDEX aspect_link_second ON aspect_link (second_aspect);
ALTER TABLE event ADD COLUMN shown_group_id TEXT COLLATE "C" REFERENCES breakout_group (id);
ALTER TABLE event ADD COLUMN shown_issue_id TEXT COLLATE "C" REFERENCES issue (id);

-- 0009-envision
CREATE TABLE sheet (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), group_id TEXT COLLATE "C" REFERENCES breakout_group (id),
    country TEXT COLLATE "C" REFERENCES country (code), publication TEXT COLLATE "C" NOT NULL, published_at BIGINT, published_by TEXT COLLATE "C",
    vote_opened_at BIGINT, vote_closed_at BIGINT, created_at BIGINT NOT NULL, UNIQUE (event_id, group_id),
    UNIQUE (event_id, country));
CREATE TABLE desired_situation (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), sheet_id TEXT COLLATE "C" NOT NULL REFERENCES sheet (id),
    issue_id TEXT COLLATE "C" NOT NULL REFERENCES issue (id), card_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES card (id),
    created_at BIGINT NOT NULL, UNIQUE (sheet_id, issue_id));
CREATE INDEX desired_situation_event ON desired_situation (event_id);
CREATE INDEX desired_situation_issue ON desired_situation (issue_id);
CREATE TABLE intervention (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), sheet_id TEXT COLLATE "C" NOT NULL REFERENCES sheet (id),
    issue_id TEXT COLLATE "C" NOT NULL REFERENCES issue (id), country TEXT COLLATE "C" REFERENCES country (code),
    card_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES card (id), needs_card_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES card (id),
    lead TEXT COLLATE "C" NOT NULL, element TEXT COLLATE "C" NOT NULL, difficulty BIGINT, impact BIGINT, horizon TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C",
    vote_count BIGINT, key TEXT COLLATE "C",
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, withdrawn_at BIGINT, UNIQUE (sheet_id, key));
CREATE INDEX intervention_sheet ON intervention (sheet_id);
CREATE INDEX intervention_issue ON intervention (issue_id);
CREATE INDEX intervention_event ON intervention (event_id);
CREATE TABLE intervention_sector (
    intervention_id TEXT COLLATE "C" NOT NULL REFERENCES intervention (id), sector TEXT COLLATE "C" NOT NULL REFERENCES sector (code),
    PRIMARY KEY (intervention_id, sector));
CREATE TABLE intervention_aspect (
    intervention_id TEXT COLLATE "C" NOT NULL REFERENCES intervention (id), aspect_id TEXT COLLATE "C" NOT NULL REFERENCES aspect (id),
    PRIMARY KEY (intervention_id, aspect_id));
CREATE INDEX intervention_aspect_aspect ON intervention_aspect (aspect_id);
CREATE TABLE intervention_vote (
    intervention_id TEXT COLLATE "C" NOT NULL REFERENCES intervention (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    difficulty BIGINT NOT NULL, impact BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id));
ALTER TABLE event ADD COLUMN envision_by TEXT COLLATE "C" NOT NULL DEFAULT 'group';

-- 0010-exchange
CREATE TABLE endorsement (
    intervention_id TEXT COLLATE "C" NOT NULL REFERENCES intervention (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    given_at BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id));
CREATE TABLE exchange_question (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), sheet_id TEXT COLLATE "C" NOT NULL REFERENCES sheet (id),
    intervention_id TEXT COLLATE "C" REFERENCES intervention (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C", asked_at BIGINT NOT NULL, answered_at BIGINT, hidden_at BIGINT,
    UNIQUE (participant_id, key));
CREATE INDEX exchange_question_sheet ON exchange_question (sheet_id);
CREATE INDEX exchange_question_event ON exchange_question (event_id);
CREATE TABLE standing (
    aspect_id TEXT COLLATE "C" NOT NULL REFERENCES aspect (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code), state TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL, participant_id TEXT COLLATE "C" REFERENCES participant (id), told_at BIGINT NOT NULL,
    PRIMARY KEY (aspect_id, country));
CREATE TABLE adoption (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    intervention_id TEXT COLLATE "C" NOT NULL REFERENCES intervention (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    decision TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, progress TEXT COLLATE "C" NOT NULL, progress_note TEXT COLLATE "C" NOT NULL, decided_by TEXT COLLATE "C",
    decided_at BIGINT NOT NULL, progressed_at BIGINT, UNIQUE (intervention_id, country));
CREATE INDEX adoption_event ON adoption (event_id);
ALTER TABLE event ADD COLUMN sheet_id TEXT COLLATE "C" REFERENCES sheet (id);
ALTER TABLE event ADD COLUMN exchange_view TEXT COLLATE "C" NOT NULL DEFAULT 'gallery';

-- 0011-outline
CREATE TABLE outline_statement (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), part TEXT COLLATE "C" NOT NULL,
    card_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES card (id), state TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL,
    participant_id TEXT COLLATE "C" REFERENCES participant (id), author TEXT COLLATE "C", key TEXT COLLATE "C", created_at BIGINT NOT NULL,
    decided_at BIGINT, decided_revision BIGINT);
CREATE INDEX outline_statement_event ON outline_statement (event_id);
CREATE INDEX outline_statement_participant ON outline_statement (participant_id);
CREATE UNIQUE INDEX outline_statement_key ON outline_statement (event_id, author, key);
CREATE TABLE statement_rating (
    statement_id TEXT COLLATE "C" NOT NULL REFERENCES outline_statement (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    rating BIGINT, revision BIGINT NOT NULL, rated_at BIGINT NOT NULL, PRIMARY KEY (statement_id, participant_id));
CREATE INDEX statement_rating_participant ON statement_rating (participant_id);
ALTER TABLE event ADD COLUMN outline_part TEXT COLLATE "C";

-- 0012-guide
CREATE TABLE guide (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES event (id), title TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE TABLE guide_section (
    id TEXT COLLATE "C" PRIMARY KEY, guide_id TEXT COLLATE "C" NOT NULL REFERENCES guide (id), parent_id TEXT COLLATE "C" REFERENCES guide_section (id),
    position BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, removed_at BIGINT);
CREATE INDEX guide_section_guide ON guide_section (guide_id, position);
CREATE INDEX guide_section_parent ON guide_section (parent_id);
CREATE TABLE section_statement (
    section_id TEXT COLLATE "C" NOT NULL REFERENCES guide_section (id),
    statement_id TEXT COLLATE "C" NOT NULL REFERENCES outline_statement (id), PRIMARY KEY (section_id, statement_id));
CREATE INDEX section_statement_statement ON section_statement (statement_id);
CREATE TABLE section_text (
    section_id TEXT COLLATE "C" NOT NULL REFERENCES guide_section (id), language TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL,
    card_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES card (id), source_revision BIGINT, changed_at BIGINT NOT NULL,
    PRIMARY KEY (section_id, language));
CREATE TABLE evidence (
    id TEXT COLLATE "C" PRIMARY KEY, guide_id TEXT COLLATE "C" NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    issue_id TEXT COLLATE "C" REFERENCES issue (id), round_id TEXT COLLATE "C" REFERENCES round (id), aspect_id TEXT COLLATE "C" REFERENCES aspect (id),
    case_id TEXT COLLATE "C" REFERENCES past_case (id), situation_id TEXT COLLATE "C" REFERENCES desired_situation (id),
    intervention_id TEXT COLLATE "C" REFERENCES intervention (id), quote TEXT COLLATE "C", created_at BIGINT NOT NULL, UNIQUE (guide_id, number),
    CHECK ((CASE WHEN issue_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN round_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN aspect_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN case_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN situation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN intervention_id IS NULL THEN 0 ELSE 1 END) = 1));
CREATE INDEX evidence_issue ON evidence (issue_id);
CREATE INDEX evidence_round ON evidence (round_id);
CREATE INDEX evidence_aspect ON evidence (aspect_id);
CREATE INDEX evidence_case ON evidence (case_id);
CREATE INDEX evidence_situation ON evidence (situation_id);
CREATE INDEX evidence_intervention ON evidence (intervention_id);
CREATE TABLE citation (
    section_id TEXT COLLATE "C" NOT NULL REFERENCES guide_section (id), language TEXT COLLATE "C" NOT NULL,
    evidence_id TEXT COLLATE "C" NOT NULL REFERENCES evidence (id), PRIMARY KEY (section_id, language, evidence_id));
CREATE INDEX citation_evidence ON citation (evidence_id);
CREATE TABLE guide_comment (
    id TEXT COLLATE "C" PRIMARY KEY, guide_id TEXT COLLATE "C" NOT NULL REFERENCES guide (id),
    section_id TEXT COLLATE "C" NOT NULL REFERENCES guide_section (id), language TEXT COLLATE "C" NOT NULL,
    parent_id TEXT COLLATE "C" REFERENCES guide_comment (id), kind TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C" NOT NULL, quote TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, proposed TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C", state TEXT COLLATE "C" NOT NULL, answer TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL, decided_by TEXT COLLATE "C", decided_at BIGINT);
CREATE INDEX guide_comment_section ON guide_comment (section_id);
CREATE INDEX guide_comment_guide ON guide_comment (guide_id);
CREATE INDEX guide_comment_parent ON guide_comment (parent_id);
CREATE UNIQUE INDEX guide_comment_key ON guide_comment (guide_id, author, key);
CREATE TABLE guide_version (
    id TEXT COLLATE "C" PRIMARY KEY, guide_id TEXT COLLATE "C" NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL, content TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, review_at BIGINT,
    final_at BIGINT, final_by TEXT COLLATE "C", final_note TEXT COLLATE "C", UNIQUE (guide_id, number));
CREATE TABLE sign_off (
    version_id TEXT COLLATE "C" NOT NULL REFERENCES guide_version (id), sector TEXT COLLATE "C" NOT NULL REFERENCES sector (code),
    decision TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, actor TEXT COLLATE "C" NOT NULL, decided_at BIGINT NOT NULL,
    PRIMARY KEY (version_id, sector));

-- 0013-mail
CREATE TABLE outgoing_mail (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" REFERENCES event (id), kind TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL UNIQUE,
    address TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    unsubscribe_token TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, send_at BIGINT NOT NULL, tries BIGINT NOT NULL,
    claimed_until BIGINT, sent_at BIGINT, failed_at BIGINT, error TEXT COLLATE "C");
CREATE INDEX outgoing_mail_waiting ON outgoing_mail (sent_at, failed_at, send_at);
CREATE INDEX outgoing_mail_event ON outgoing_mail (event_id);
CREATE TABLE mail_refusal (address TEXT COLLATE "C" PRIMARY KEY, refused_at BIGINT NOT NULL);

-- 0014-openid
CREATE TABLE account_identity (
    id TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), issuer TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL, used_at BIGINT NOT NULL);
CREATE UNIQUE INDEX account_identity_subject ON account_identity (issuer, subject);
CREATE UNIQUE INDEX account_identity_account ON account_identity (account_id, issuer);
CREATE TABLE sign_in_attempt (digest TEXT COLLATE "C" PRIMARY KEY, back TEXT COLLATE "C" NOT NULL, expires_at BIGINT NOT NULL);

-- 0015-counts
ALTER TABLE round ADD COLUMN shows_ballots BOOLEAN NOT NULL DEFAULT TRUE;
CREATE TABLE tally_group (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), reading TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL, members TEXT COLLATE "C" NOT NULL,
    people BIGINT NOT NULL, PRIMARY KEY (round_id, reading, position));
CREATE TABLE tally_count (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), reading TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL, criterion TEXT COLLATE "C" NOT NULL,
    issue_id TEXT COLLATE "C" NOT NULL REFERENCES issue (id), value BIGINT NOT NULL, ballots BIGINT NOT NULL,
    PRIMARY KEY (round_id, reading, position, criterion, issue_id, value));
CREATE INDEX tally_count_issue ON tally_count (issue_id);
ALTER TABLE ballot DROP COLUMN sector;
ALTER TABLE ballot DROP COLUMN country;

-- 0016-seats
ALTER TABLE participation ADD COLUMN device TEXT COLLATE "C";
ALTER TABLE participation ADD COLUMN device_number BIGINT;
ALTER TABLE participant ADD COLUMN link_generation BIGINT NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN first_link_digest TEXT COLLATE "C";
CREATE UNIQUE INDEX participant_first_link ON participant (first_link_digest);
ALTER TABLE participant ADD COLUMN card_code TEXT COLLATE "C";
CREATE UNIQUE INDEX participant_card_code ON participant (card_code);
ALTER TABLE participant ADD COLUMN claimed_seat TEXT COLLATE "C" REFERENCES participant (id);
ALTER TABLE participant ADD COLUMN joined_into TEXT COLLATE "C" REFERENCES participant (id);
CREATE INDEX participant_claimed_seat ON participant (claimed_seat);
CREATE INDEX participant_joined_into ON participant (joined_into);
CREATE TABLE seat_joining (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    kept_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), joined_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    moved TEXT COLLATE "C" NOT NULL, joined_at BIGINT NOT NULL, undone_at BIGINT);
CREATE INDEX seat_joining_event ON seat_joining (event_id);
CREATE INDEX seat_joining_kept ON seat_joining (kept_id);
CREATE INDEX seat_joining_joined ON seat_joining (joined_id);

-- 0017-decisions
ALTER TABLE participant ADD COLUMN unverified_at BIGINT;
ALTER TABLE participant ADD COLUMN naming_agreed_at BIGINT;
UPDATE participant SET unverified_at = created_at WHERE account_id IS NULL AND person_id IS NULL
    AND link_digest IS NULL AND EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'participant.approval'
        AND j.subject = 'participant:' || participant.id);
CREATE TABLE round_voter (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    PRIMARY KEY (round_id, participant_id));
CREATE INDEX round_voter_participant ON round_voter (participant_id);
INSERT INTO round_voter (round_id, participant_id)
SELECT r.id, p.id FROM round r JOIN participant p ON p.event_id = r.event_id
WHERE r.state <> 'draft' AND p.role IN ('participant', 'rapporteur') AND p.state = 'present'
    AND (r.closed_at IS NULL OR p.arrived_at <= r.closed_at)
UNION SELECT a.round_id, a.participant_id FROM participation a;
CREATE TABLE room_move (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), id TEXT COLLATE "C" NOT NULL UNIQUE, stage TEXT COLLATE "C" NOT NULL, topic_id TEXT COLLATE "C",
    step_id TEXT COLLATE "C", due_at BIGINT, asked_by TEXT COLLATE "C", asked_at BIGINT NOT NULL, from_stage TEXT COLLATE "C", from_topic_id TEXT COLLATE "C",
    from_step_id TEXT COLLATE "C", from_round_id TEXT COLLATE "C", step_opened_at BIGINT);
CREATE INDEX room_move_due ON room_move (due_at) WHERE due_at IS NOT NULL;
CREATE TABLE delegation_head (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), named_by TEXT COLLATE "C", named_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, country));
CREATE INDEX delegation_head_participant ON delegation_head (participant_id);
ALTER TABLE adoption ADD COLUMN decided_as TEXT COLLATE "C";
ALTER TABLE sheet ADD COLUMN published_as TEXT COLLATE "C";
CREATE TABLE adoption_proposal (
    intervention_id TEXT COLLATE "C" NOT NULL REFERENCES intervention (id),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    country TEXT COLLATE "C" NOT NULL REFERENCES country (code), decision TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL,
    proposed_at BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id));
CREATE INDEX adoption_proposal_country ON adoption_proposal (event_id, country);
CREATE INDEX adoption_proposal_participant ON adoption_proposal (participant_id);
CREATE TABLE guide_signer (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    sector TEXT COLLATE "C" NOT NULL REFERENCES sector (code), named_by TEXT COLLATE "C", named_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, participant_id));
CREATE INDEX guide_signer_participant ON guide_signer (participant_id);
CREATE TABLE signature (
    version_id TEXT COLLATE "C" NOT NULL REFERENCES guide_version (id), sector TEXT COLLATE "C" NOT NULL REFERENCES sector (code),
    actor TEXT COLLATE "C" NOT NULL, decision TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, decided_at BIGINT NOT NULL,
    PRIMARY KEY (version_id, sector, actor));
INSERT INTO signature (version_id, sector, actor, decision, note, decided_at)
SELECT version_id, sector, actor, decision, note, decided_at FROM sign_off;
DROP TABLE sign_off;
ALTER TABLE signature RENAME TO sign_off;

-- 0018-local-times
ALTER TABLE account ADD COLUMN time_zone TEXT COLLATE "C";
ALTER TABLE event_step ADD COLUMN opens_local TEXT COLLATE "C";
ALTER TABLE event_step ADD COLUMN closes_local TEXT COLLATE "C";
ALTER TABLE event_step ADD COLUMN local_zone TEXT COLLATE "C";

-- 0019-importing
ALTER TABLE person ADD COLUMN note TEXT COLLATE "C" NOT NULL DEFAULT '';
DELETE FROM import_draft;
ALTER TABLE import_draft ADD COLUMN file BYTEA;
ALTER TABLE import_draft ADD COLUMN answers TEXT COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE import_draft ADD COLUMN basis TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE TABLE import_memory (
    scope TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, fingerprint TEXT COLLATE "C" NOT NULL, answers TEXT COLLATE "C" NOT NULL, used_at BIGINT NOT NULL,
    PRIMARY KEY (scope, kind, fingerprint));

-- 0022-directory-retention
ALTER TABLE person ADD COLUMN released_at BIGINT;

-- 0023-apart
CREATE TABLE seats_kept_apart (
    first_seat TEXT COLLATE "C" NOT NULL REFERENCES participant (id), second_seat TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), kept_at BIGINT NOT NULL, PRIMARY KEY (first_seat, second_seat));
CREATE INDEX seats_kept_apart_second ON seats_kept_apart (second_seat);
CREATE INDEX seats_kept_apart_event ON seats_kept_apart (event_id);
CREATE TABLE sending (key TEXT COLLATE "C" PRIMARY KEY, words TEXT COLLATE "C" NOT NULL, sent_at BIGINT NOT NULL);
CREATE INDEX sending_sent ON sending (sent_at);
CREATE TABLE round_source (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES round (id), issue_id TEXT COLLATE "C" NOT NULL REFERENCES issue (id),
    PRIMARY KEY (round_id, issue_id));
CREATE INDEX round_source_issue ON round_source (issue_id);
INSERT INTO round_source (round_id, issue_id)
WITH RECURSIVE behind (round_id, issue_id) AS (
    SELECT t.round_id, t.issue_id FROM round_item t JOIN round r ON r.id = t.round_id WHERE r.state <> 'draft'
    UNION SELECT b.round_id, i.id FROM behind b JOIN issue i ON i.merged_into = b.issue_id)
SELECT round_id, issue_id FROM behind;

-- 0024-event-language
ALTER TABLE event ADD COLUMN language TEXT COLLATE "C";
ALTER TABLE programme ADD COLUMN language TEXT COLLATE "C";

-- 0025-sight
ALTER TABLE person ADD COLUMN visible_to TEXT COLLATE "C" NOT NULL DEFAULT 'organisers';
ALTER TABLE account ADD COLUMN person_id TEXT COLLATE "C" REFERENCES person (id);
CREATE UNIQUE INDEX account_person ON account (person_id);
CREATE INDEX participant_of_person ON participant (person_id);

-- 0026-event-parts
CREATE TABLE event_part (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), position BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, UNIQUE (event_id, position));
CREATE TABLE workshop (
    id TEXT COLLATE "C" PRIMARY KEY REFERENCES event_part (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), stage TEXT COLLATE "C",
    topic_id TEXT COLLATE "C", round_id TEXT COLLATE "C", step_id TEXT COLLATE "C" REFERENCES event_step (id), names_shown BOOLEAN NOT NULL,
    issues_visible BOOLEAN NOT NULL, group_plan_id TEXT COLLATE "C" REFERENCES group_plan (id),
    shown_group_id TEXT COLLATE "C" REFERENCES breakout_group (id), shown_issue_id TEXT COLLATE "C" REFERENCES issue (id),
    envision_by TEXT COLLATE "C" NOT NULL DEFAULT 'group', sheet_id TEXT COLLATE "C" REFERENCES sheet (id),
    exchange_view TEXT COLLATE "C" NOT NULL DEFAULT 'gallery', outline_part TEXT COLLATE "C");
CREATE INDEX workshop_event ON workshop (event_id);
CREATE INDEX workshop_present_step ON workshop (step_id);
INSERT INTO event_part (id, event_id, position, kind, title, created_at)
SELECT id, id, 1, 'workshop', '', created_at FROM event;
INSERT INTO workshop (id, event_id, stage, topic_id, round_id, step_id, names_shown, issues_visible, group_plan_id,
    shown_group_id, shown_issue_id, envision_by, sheet_id, exchange_view, outline_part)
SELECT id, id, stage, topic_id, round_id, step_id, names_shown, issues_visible, group_plan_id, shown_group_id,
    shown_issue_id, envision_by, sheet_id, exchange_view, outline_part FROM event;
ALTER TABLE event ADD COLUMN part_id TEXT COLLATE "C" REFERENCES event_part (id);
ALTER TABLE event ADD COLUMN workshop_id TEXT COLLATE "C" REFERENCES workshop (id);
UPDATE event SET part_id = id, workshop_id = id;
CREATE INDEX event_part_of_room ON event (part_id);
CREATE INDEX event_workshop ON event (workshop_id);
DROP INDEX event_present_step;
ALTER TABLE event DROP COLUMN stage;
ALTER TABLE event DROP COLUMN topic_id;
ALTER TABLE event DROP COLUMN round_id;
ALTER TABLE event DROP COLUMN step_id;
ALTER TABLE event DROP COLUMN names_shown;
ALTER TABLE event DROP COLUMN issues_visible;
ALTER TABLE event DROP COLUMN group_plan_id;
ALTER TABLE event DROP COLUMN shown_group_id;
ALTER TABLE event DROP COLUMN shown_issue_id;
ALTER TABLE event DROP COLUMN envision_by;
ALTER TABLE event DROP COLUMN sheet_id;
ALTER TABLE event DROP COLUMN exchange_view;
ALTER TABLE event DROP COLUMN outline_part;

-- 0027-address
ALTER TABLE person ADD COLUMN email_changed_at BIGINT;
CREATE TABLE known_address (
    person_id TEXT COLLATE "C" NOT NULL REFERENCES person (id), programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id),
    known_at BIGINT NOT NULL, PRIMARY KEY (person_id, programme_id));
CREATE INDEX known_address_programme ON known_address (programme_id);
INSERT INTO known_address (person_id, programme_id, known_at)
SELECT s.person_id, e.programme_id, s.created_at FROM participant s JOIN event e ON e.id = s.event_id
JOIN person p ON p.id = s.person_id
WHERE p.email IS NOT NULL AND NOT EXISTS (SELECT t.id FROM participant t WHERE t.person_id = s.person_id
    AND (t.created_at < s.created_at OR (t.created_at = s.created_at AND t.id < s.id)));

-- 0029-calendar-feed
CREATE TABLE calendar_feed (
    account_id TEXT COLLATE "C" PRIMARY KEY REFERENCES account (id), digest TEXT COLLATE "C" UNIQUE, generation BIGINT NOT NULL,
    created_at BIGINT NOT NULL);

-- 0029-following
CREATE TABLE follow (
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), subject TEXT COLLATE "C" NOT NULL, is_on BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL, PRIMARY KEY (account_id, subject));
CREATE INDEX follow_subject ON follow (subject);
CREATE TABLE notification (
    id TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), entry TEXT COLLATE "C" NOT NULL, scope TEXT COLLATE "C" NOT NULL,
    item TEXT COLLATE "C" NOT NULL, reason TEXT COLLATE "C" NOT NULL, day TEXT COLLATE "C" NOT NULL, number BIGINT NOT NULL, first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL, read_at BIGINT, mailed_at BIGINT, UNIQUE (account_id, entry, scope, item, day));
CREATE INDEX notification_account ON notification (account_id, last_at);
CREATE INDEX notification_last ON notification (last_at);
CREATE TABLE notification_refusal (
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), kind TEXT COLLATE "C" NOT NULL, refused_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind));
CREATE TABLE digest (
    account_id TEXT COLLATE "C" PRIMARY KEY REFERENCES account (id), day TEXT COLLATE "C" NOT NULL, tasks TEXT COLLATE "C" NOT NULL,
    looked_at BIGINT NOT NULL);

-- 0030-mandates
CREATE TABLE mandate (
    id TEXT COLLATE "C" PRIMARY KEY, role TEXT COLLATE "C" NOT NULL, holder_kind TEXT COLLATE "C" NOT NULL, holder TEXT COLLATE "C" NOT NULL,
    programme_id TEXT COLLATE "C" REFERENCES programme (id), person_id TEXT COLLATE "C" REFERENCES person (id), since TEXT COLLATE "C" NOT NULL, until TEXT COLLATE "C",
    review_by TEXT COLLATE "C", state TEXT COLLATE "C" NOT NULL, appointed_by TEXT COLLATE "C", document TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX mandate_person ON mandate (person_id);
CREATE INDEX mandate_holder ON mandate (holder_kind, holder, role);

-- 0031-registration
CREATE TABLE registration_rule (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), opens_local TEXT COLLATE "C", opens_at BIGINT, nominations_close_local TEXT COLLATE "C",
    nominations_close_at BIGINT, closes_local TEXT COLLATE "C", closes_at BIGINT, freeze_local TEXT COLLATE "C", freeze_at BIGINT,
    offer_last_local TEXT COLLATE "C", offer_last_at BIGINT, channels TEXT COLLATE "C" NOT NULL, approval TEXT COLLATE "C" NOT NULL, mode TEXT COLLATE "C" NOT NULL,
    order_by TEXT COLLATE "C" NOT NULL, work TEXT COLLATE "C" NOT NULL, offer_hours BIGINT NOT NULL, hold_pending BOOLEAN NOT NULL,
    counted_roles TEXT COLLATE "C" NOT NULL, list_shown_to TEXT COLLATE "C" NOT NULL, places_shown BOOLEAN NOT NULL, languages TEXT COLLATE "C" NOT NULL,
    asked TEXT COLLATE "C" NOT NULL, needs_erased_on TEXT COLLATE "C", seed TEXT COLLATE "C", seed_at BIGINT, allocated_at BIGINT, changed_at BIGINT NOT NULL);
CREATE TABLE invitation (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), target_kind TEXT COLLATE "C" NOT NULL, target TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL, region_id TEXT COLLATE "C" REFERENCES region (id), language TEXT COLLATE "C", note TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL, sent_at BIGINT, answer_by_local TEXT COLLATE "C", answer_by_at BIGINT, answered_at BIGINT, answered_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, UNIQUE (event_id, target_kind, target));
CREATE TABLE quota (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), position BIGINT NOT NULL, label TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL, attribute TEXT COLLATE "C" NOT NULL, value TEXT COLLATE "C", seats BIGINT NOT NULL, mode TEXT COLLATE "C", exceptions TEXT COLLATE "C" NOT NULL,
    until_local TEXT COLLATE "C", until_at BIGINT, ended_at BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX quota_event ON quota (event_id, position);
CREATE INDEX quota_until ON quota (until_at) WHERE until_at IS NOT NULL AND ended_at IS NULL;
CREATE TABLE nomination (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), behalf_kind TEXT COLLATE "C" NOT NULL, behalf TEXT COLLATE "C" NOT NULL,
    mandate_id TEXT COLLATE "C" REFERENCES mandate (id), person_id TEXT COLLATE "C" REFERENCES person (id), rank BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL, given_name TEXT COLLATE "C" NOT NULL, family_name TEXT COLLATE "C" NOT NULL, email TEXT COLLATE "C", organisation TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C" REFERENCES country (code), region_id TEXT COLLATE "C" REFERENCES region (id),
    sector TEXT COLLATE "C" REFERENCES sector (code), languages TEXT COLLATE "C" NOT NULL, funding TEXT COLLATE "C" NOT NULL, mode TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL, nominated_by TEXT COLLATE "C", created_at BIGINT NOT NULL, submitted_at BIGINT, changed_at BIGINT NOT NULL);
CREATE INDEX nomination_event ON nomination (event_id, behalf_kind, behalf, rank);
CREATE INDEX nomination_person ON nomination (person_id);
CREATE TABLE registration (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL,
    person_id TEXT COLLATE "C" REFERENCES person (id), account_id TEXT COLLATE "C" REFERENCES account (id), channel TEXT COLLATE "C" NOT NULL,
    nomination_id TEXT COLLATE "C" REFERENCES nomination (id),
    given_name TEXT COLLATE "C" NOT NULL, family_name TEXT COLLATE "C" NOT NULL, email TEXT COLLATE "C", country TEXT COLLATE "C" REFERENCES country (code),
    region_id TEXT COLLATE "C" REFERENCES region (id), sector TEXT COLLATE "C" REFERENCES sector (code), organisation TEXT COLLATE "C" NOT NULL,
    city TEXT COLLATE "C" NOT NULL, working_group TEXT COLLATE "C" NOT NULL, mode TEXT COLLATE "C" NOT NULL, funding TEXT COLLATE "C" NOT NULL, role TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C", state TEXT COLLATE "C" NOT NULL, class BIGINT NOT NULL, rank BIGINT NOT NULL, lot TEXT COLLATE "C" NOT NULL,
    submitted_at BIGINT NOT NULL, state_since BIGINT NOT NULL, offered_until BIGINT, passed BIGINT NOT NULL,
    moved_back_at BIGINT, approved_at BIGINT, confirmed_at BIGINT, list_consent BOOLEAN NOT NULL, reason TEXT COLLATE "C" NOT NULL, wish TEXT COLLATE "C" NOT NULL,
    wish_at BIGINT, token_digest TEXT COLLATE "C" UNIQUE,
    token_generation BIGINT NOT NULL, participant_id TEXT COLLATE "C" REFERENCES participant (id), created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, UNIQUE (event_id, number));
CREATE INDEX registration_event ON registration (event_id, state, class, rank);
CREATE INDEX registration_person ON registration (person_id);
CREATE INDEX registration_account ON registration (account_id);
CREATE INDEX registration_email ON registration (event_id, email);
CREATE INDEX registration_offered ON registration (offered_until) WHERE offered_until IS NOT NULL;
CREATE UNIQUE INDEX registration_participant ON registration (participant_id);
CREATE INDEX registration_nomination ON registration (nomination_id);
CREATE TABLE allocation (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL, made_by TEXT COLLATE "C",
    made_at BIGINT NOT NULL, journal_sequence BIGINT NOT NULL, inputs TEXT COLLATE "C" NOT NULL, outcome TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL, decided_at BIGINT, UNIQUE (event_id, number));

-- 0032-home-region
ALTER TABLE region_country ADD COLUMN is_home BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE region_country SET is_home = TRUE WHERE until IS NULL AND NOT EXISTS (
    SELECT o.country FROM region_country o
    WHERE o.country = region_country.country AND o.until IS NULL AND o.region_id < region_country.region_id);

-- 0033-mail-classes
CREATE TABLE kept_file (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" REFERENCES event (id), name TEXT COLLATE "C" NOT NULL, type TEXT COLLATE "C" NOT NULL, size BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL);
CREATE INDEX kept_file_event ON kept_file (event_id);
CREATE INDEX kept_file_sha256 ON kept_file (sha256);
CREATE TABLE file_content (
    sha256 TEXT COLLATE "C" NOT NULL, chunk BIGINT NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (sha256, chunk));
ALTER TABLE outgoing_mail ADD COLUMN class TEXT COLLATE "C" NOT NULL DEFAULT 'reminder';
ALTER TABLE outgoing_mail ADD COLUMN calendar TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE outgoing_mail ADD COLUMN attachment_id TEXT COLLATE "C" REFERENCES kept_file (id);
ALTER TABLE outgoing_mail ADD COLUMN reply_to TEXT COLLATE "C";
CREATE INDEX outgoing_mail_attachment ON outgoing_mail (attachment_id);
UPDATE outgoing_mail SET class = 'service' WHERE kind IN ('account', 'personal-link');
UPDATE outgoing_mail SET class = 'news' WHERE kind = 'digest';
CREATE TABLE mail_class_refusal (
    address TEXT COLLATE "C" NOT NULL, class TEXT COLLATE "C" NOT NULL, refused_at BIGINT NOT NULL, PRIMARY KEY (address, class));
INSERT INTO mail_class_refusal (address, class, refused_at)
SELECT address, 'reminder', refused_at FROM mail_refusal;
INSERT INTO mail_class_refusal (address, class, refused_at)
SELECT address, 'news', refused_at FROM mail_refusal;
DROP TABLE mail_refusal;
ALTER TABLE mail_class_refusal RENAME TO mail_refusal;

-- 0034-materials
CREATE TABLE material (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), title TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, audience TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, released_at BIGINT,
    announced BOOLEAN NOT NULL, withdrawn_at BIGINT, reason TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX material_event ON material (event_id);
CREATE INDEX material_due ON material (released_at) WHERE state = 'released' AND NOT announced;
CREATE UNIQUE INDEX material_key ON material (event_id, key);
CREATE TABLE material_file (
    material_id TEXT COLLATE "C" NOT NULL REFERENCES material (id), number BIGINT NOT NULL,
    file_id TEXT COLLATE "C" NOT NULL REFERENCES kept_file (id), added_by TEXT COLLATE "C", added_at BIGINT NOT NULL,
    PRIMARY KEY (material_id, number));
CREATE INDEX material_file_file ON material_file (file_id);
CREATE TABLE material_fetch (
    material_id TEXT COLLATE "C" NOT NULL REFERENCES material (id), number BIGINT NOT NULL, reader TEXT COLLATE "C" NOT NULL,
    fetched_at BIGINT NOT NULL, PRIMARY KEY (material_id, number, reader));

-- 0035-agenda
CREATE TABLE agenda_session (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), title TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX agenda_session_event ON agenda_session (event_id);
CREATE TABLE agenda_block (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    session_id TEXT COLLATE "C" NOT NULL REFERENCES agenda_session (id), starts_local TEXT COLLATE "C" NOT NULL, ends_local TEXT COLLATE "C" NOT NULL,
    local_zone TEXT COLLATE "C" NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, place TEXT COLLATE "C" NOT NULL, link TEXT COLLATE "C" NOT NULL,
    step_id TEXT COLLATE "C", seats BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, removed_at BIGINT);
CREATE INDEX agenda_block_event ON agenda_block (event_id, starts_at);
CREATE INDEX agenda_block_session ON agenda_block (session_id);
CREATE TABLE agenda_person (
    id TEXT COLLATE "C" PRIMARY KEY, block_id TEXT COLLATE "C" NOT NULL REFERENCES agenda_block (id),
    participant_id TEXT COLLATE "C" REFERENCES participant (id), name TEXT COLLATE "C" NOT NULL, part TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL);
CREATE INDEX agenda_person_block ON agenda_person (block_id);
CREATE INDEX agenda_person_participant ON agenda_person (participant_id);
CREATE TABLE agenda_release (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL, released_at BIGINT NOT NULL, released_by TEXT COLLATE "C",
    note TEXT COLLATE "C" NOT NULL, content TEXT COLLATE "C" NOT NULL, PRIMARY KEY (event_id, number));
CREATE TABLE agenda_choice (
    block_id TEXT COLLATE "C" NOT NULL REFERENCES agenda_block (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    chosen_at BIGINT NOT NULL, PRIMARY KEY (block_id, participant_id));
CREATE INDEX agenda_choice_participant ON agenda_choice (participant_id);
CREATE TABLE event_dates (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), host_country TEXT COLLATE "C" REFERENCES country (code), offsets TEXT COLLATE "C" NOT NULL,
    done TEXT COLLATE "C" NOT NULL, changed_at BIGINT NOT NULL);

-- 0036-event-changes
ALTER TABLE event ADD COLUMN standing TEXT COLLATE "C" NOT NULL DEFAULT 'planned';
ALTER TABLE event ADD COLUMN standing_at BIGINT;
ALTER TABLE event ADD COLUMN standing_note TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN begins_at BIGINT;
ALTER TABLE event ADD COLUMN finishes_at BIGINT;

-- 0037-door
CREATE TABLE desk_pass (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), day TEXT COLLATE "C" NOT NULL, label TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL UNIQUE, opens_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT);
CREATE INDEX desk_pass_event ON desk_pass (event_id, day);
CREATE TABLE attendance (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), day TEXT COLLATE "C" NOT NULL, block_id TEXT COLLATE "C" REFERENCES agenda_block (id), at BIGINT NOT NULL,
    via TEXT COLLATE "C" NOT NULL, noted_by TEXT COLLATE "C", device TEXT COLLATE "C" NOT NULL, nonce TEXT COLLATE "C" NOT NULL UNIQUE, minutes BIGINT,
    brought BOOLEAN NOT NULL, created_at BIGINT NOT NULL, undone_at BIGINT);
CREATE INDEX attendance_event ON attendance (event_id, day);
CREATE INDEX attendance_participant ON attendance (participant_id);
CREATE TABLE attendance_rule (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), percent BIGINT NOT NULL, counted TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE TABLE certificate (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), number TEXT COLLATE "C" NOT NULL UNIQUE, name TEXT COLLATE "C" NOT NULL,
    family_name TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL, place TEXT COLLATE "C" NOT NULL, starts_on TEXT COLLATE "C" NOT NULL, ends_on TEXT COLLATE "C" NOT NULL,
    minutes BIGINT, days BIGINT NOT NULL, language TEXT COLLATE "C" NOT NULL, digest TEXT COLLATE "C" NOT NULL, issued_by TEXT COLLATE "C",
    issued_at BIGINT NOT NULL, revoked_at BIGINT);
CREATE INDEX certificate_event ON certificate (event_id);
CREATE INDEX certificate_participant ON certificate (participant_id);

-- 0038-online
CREATE TABLE online_stay (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
    heads BIGINT NOT NULL, joins BIGINT NOT NULL);
CREATE INDEX online_stay_event ON online_stay (event_id, participant_id, seen_at);
CREATE INDEX online_stay_participant ON online_stay (participant_id);
CREATE TABLE room_question (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), text TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX room_question_event ON room_question (event_id, state, created_at);
CREATE INDEX room_question_participant ON room_question (participant_id);
CREATE TABLE room_question_endorsement (
    question_id TEXT COLLATE "C" NOT NULL REFERENCES room_question (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    created_at BIGINT NOT NULL, PRIMARY KEY (question_id, participant_id));
CREATE INDEX room_question_endorsement_participant ON room_question_endorsement (participant_id);
CREATE TABLE room_poll (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), question TEXT COLLATE "C" NOT NULL, options TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX room_poll_event ON room_poll (event_id, created_at);
CREATE TABLE room_poll_answer (
    poll_id TEXT COLLATE "C" NOT NULL REFERENCES room_poll (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    choice BIGINT NOT NULL, answered_at BIGINT NOT NULL, PRIMARY KEY (poll_id, participant_id));
CREATE INDEX room_poll_answer_participant ON room_poll_answer (participant_id);

-- 0039-logistics
CREATE TABLE need (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    registration_id TEXT COLLATE "C" NOT NULL REFERENCES registration (id), participant_id TEXT COLLATE "C" REFERENCES participant (id),
    code TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, told_at BIGINT NOT NULL, UNIQUE (registration_id, code));
CREATE INDEX need_event ON need (event_id, code);
CREATE TABLE need_reading (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), reader TEXT COLLATE "C", reason TEXT COLLATE "C" NOT NULL,
    read_at BIGINT NOT NULL);
CREATE INDEX need_reading_event ON need_reading (event_id, read_at);
CREATE TABLE journey (
    registration_id TEXT COLLATE "C" PRIMARY KEY REFERENCES registration (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" REFERENCES participant (id),
    origin TEXT COLLATE "C" NOT NULL, arrives_on TEXT COLLATE "C", arrives_time TEXT COLLATE "C" NOT NULL, departs_on TEXT COLLATE "C", departs_time TEXT COLLATE "C" NOT NULL,
    carrier TEXT COLLATE "C" NOT NULL, nights TEXT COLLATE "C" NOT NULL, shares_with TEXT COLLATE "C" NOT NULL, ticket TEXT COLLATE "C" NOT NULL, visa TEXT COLLATE "C" NOT NULL,
    letter_issued_at BIGINT, note TEXT COLLATE "C" NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX journey_event ON journey (event_id);
CREATE TABLE visa_letter (
    registration_id TEXT COLLATE "C" PRIMARY KEY REFERENCES registration (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" REFERENCES participant (id),
    passport_name TEXT COLLATE "C" NOT NULL, passport_number TEXT COLLATE "C" NOT NULL, born_on TEXT COLLATE "C" NOT NULL, asked_at BIGINT NOT NULL);
CREATE INDEX visa_letter_event ON visa_letter (event_id);
CREATE TABLE programme_finance (
    programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    added_at BIGINT NOT NULL, PRIMARY KEY (programme_id, account_id));
CREATE INDEX programme_finance_account ON programme_finance (account_id);
CREATE TABLE budget_line (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), position BIGINT NOT NULL, category TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL, currency TEXT COLLATE "C" NOT NULL, ceiling BIGINT, per_person BIGINT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX budget_line_event ON budget_line (event_id, position);
CREATE TABLE exchange_rate (
    programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), currency TEXT COLLATE "C" NOT NULL, base TEXT COLLATE "C" NOT NULL, month TEXT COLLATE "C" NOT NULL,
    rate TEXT COLLATE "C" NOT NULL, source TEXT COLLATE "C" NOT NULL, entered_at BIGINT NOT NULL, PRIMARY KEY (programme_id, currency, base, month));
CREATE TABLE entitlement (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    registration_id TEXT COLLATE "C" NOT NULL REFERENCES registration (id), line_id TEXT COLLATE "C" NOT NULL REFERENCES budget_line (id),
    basis TEXT COLLATE "C" NOT NULL, quantity BIGINT, rate BIGINT NOT NULL, currency TEXT COLLATE "C" NOT NULL, part TEXT COLLATE "C" NOT NULL,
    is_fixed BOOLEAN NOT NULL, note TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX entitlement_event ON entitlement (event_id);
CREATE INDEX entitlement_registration ON entitlement (registration_id);
CREATE TABLE claim (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL,
    registration_id TEXT COLLATE "C" NOT NULL REFERENCES registration (id), participant_id TEXT COLLATE "C" REFERENCES participant (id),
    state TEXT COLLATE "C" NOT NULL, currency TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, reason TEXT COLLATE "C" NOT NULL, checker TEXT COLLATE "C", approver TEXT COLLATE "C", submitted_at BIGINT, decided_at BIGINT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, UNIQUE (event_id, number));
CREATE INDEX claim_registration ON claim (registration_id);
CREATE TABLE claim_item (
    id TEXT COLLATE "C" PRIMARY KEY, claim_id TEXT COLLATE "C" NOT NULL REFERENCES claim (id), line_id TEXT COLLATE "C" REFERENCES budget_line (id),
    position BIGINT NOT NULL, category TEXT COLLATE "C" NOT NULL, spent_on TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, amount BIGINT NOT NULL,
    currency TEXT COLLATE "C" NOT NULL, rate TEXT COLLATE "C", rate_source TEXT COLLATE "C" NOT NULL, exchanged BIGINT, allowed BIGINT, reason TEXT COLLATE "C" NOT NULL);
CREATE INDEX claim_item_claim ON claim_item (claim_id, position);
CREATE TABLE payment (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    registration_id TEXT COLLATE "C" NOT NULL REFERENCES registration (id), claim_id TEXT COLLATE "C" REFERENCES claim (id), kind TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL, currency TEXT COLLATE "C" NOT NULL, paid_on TEXT COLLATE "C" NOT NULL, reference TEXT COLLATE "C" NOT NULL, payer TEXT COLLATE "C",
    created_at BIGINT NOT NULL);
CREATE INDEX payment_registration ON payment (registration_id);
CREATE INDEX payment_event ON payment (event_id);

-- 0040-consultations
CREATE TABLE consultation (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), title TEXT COLLATE "C" NOT NULL, intro TEXT COLLATE "C" NOT NULL,
    languages TEXT COLLATE "C" NOT NULL, questions TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, due_local TEXT COLLATE "C", due_at BIGINT,
    summary TEXT COLLATE "C" NOT NULL, summary_at BIGINT, opened_at BIGINT, closed_at BIGINT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX consultation_event ON consultation (event_id, created_at);
CREATE INDEX consultation_due ON consultation (state, due_at);
CREATE TABLE consultation_addressee (
    id TEXT COLLATE "C" PRIMARY KEY, consultation_id TEXT COLLATE "C" NOT NULL REFERENCES consultation (id), kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL, contact TEXT COLLATE "C" NOT NULL, country TEXT COLLATE "C" REFERENCES country (code), email TEXT COLLATE "C", language TEXT COLLATE "C",
    person_id TEXT COLLATE "C", token_digest TEXT COLLATE "C" UNIQUE, token_generation BIGINT NOT NULL, sent_at BIGINT, reminded_at BIGINT, removed_at BIGINT,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX consultation_addressee_of ON consultation_addressee (consultation_id);
CREATE TABLE consultation_answer (
    id TEXT COLLATE "C" PRIMARY KEY, consultation_id TEXT COLLATE "C" NOT NULL REFERENCES consultation (id),
    addressee_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES consultation_addressee (id), answers TEXT COLLATE "C" NOT NULL,
    marking TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, signed TEXT COLLATE "C" NOT NULL, is_draft BOOLEAN NOT NULL,
    submitted_at BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX consultation_answer_of ON consultation_answer (consultation_id);
CREATE TABLE objective (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), position BIGINT NOT NULL, text TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX objective_event ON objective (event_id, position);
CREATE TABLE objective_answer (
    objective_id TEXT COLLATE "C" NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    answer_id TEXT COLLATE "C" NOT NULL REFERENCES consultation_answer (id) ON DELETE CASCADE, PRIMARY KEY (objective_id, answer_id));
CREATE TABLE public_note (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), language TEXT COLLATE "C" NOT NULL, outcome TEXT COLLATE "C" NOT NULL, changed_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, language));
CREATE TABLE public_note_release (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), names_people BOOLEAN NOT NULL, released_at BIGINT NOT NULL);
CREATE TABLE objective_topic (
    objective_id TEXT COLLATE "C" NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    topic_id TEXT COLLATE "C" NOT NULL REFERENCES topic (id) ON DELETE CASCADE, PRIMARY KEY (objective_id, topic_id));

-- 0044-post
CREATE TABLE post_subject (
    subject TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), changed_at BIGINT, told TEXT COLLATE "C" NOT NULL,
    told_at BIGINT);
CREATE INDEX post_subject_event ON post_subject (event_id);
CREATE INDEX post_subject_changed ON post_subject (changed_at) WHERE changed_at IS NOT NULL;
CREATE TABLE post_mark (name TEXT COLLATE "C" PRIMARY KEY, sequence BIGINT NOT NULL);
CREATE TABLE post_reminder (
    key TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), reminded_at BIGINT NOT NULL);
CREATE INDEX post_reminder_event ON post_reminder (event_id);
CREATE TABLE post_setting (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), reply_to TEXT COLLATE "C", words TEXT COLLATE "C" NOT NULL, changed_at BIGINT NOT NULL);

-- 0045-messages
CREATE TABLE event_message (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), texts TEXT COLLATE "C" NOT NULL, groups TEXT COLLATE "C" NOT NULL,
    sent_by TEXT COLLATE "C", sent_at BIGINT NOT NULL, written BIGINT NOT NULL, refused BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX event_message_event ON event_message (event_id, sent_at);
CREATE UNIQUE INDEX event_message_key ON event_message (event_id, key);

-- 0046-agenda-mails
CREATE TABLE agenda_told (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), number BIGINT NOT NULL, told_at BIGINT NOT NULL);

-- 0047-study-visits
CREATE TABLE study_visit (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), organisation_id TEXT COLLATE "C" REFERENCES organisation (id), host TEXT COLLATE "C" NOT NULL,
    contact TEXT COLLATE "C" NOT NULL, reach TEXT COLLATE "C" NOT NULL, address TEXT COLLATE "C" NOT NULL, list_due TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL,
    asks TEXT COLLATE "C" NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX study_visit_organisation ON study_visit (organisation_id);
CREATE TABLE visit_stop (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), title TEXT COLLATE "C" NOT NULL, place TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL, starts TEXT COLLATE "C" NOT NULL, ends TEXT COLLATE "C" NOT NULL, host_person TEXT COLLATE "C" NOT NULL, escort TEXT COLLATE "C" NOT NULL,
    capacity BIGINT, programme TEXT COLLATE "C" NOT NULL, rules TEXT COLLATE "C" NOT NULL, block_id TEXT COLLATE "C" REFERENCES agenda_block (id),
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX visit_stop_event ON visit_stop (event_id, day, starts);
CREATE INDEX visit_stop_block ON visit_stop (block_id);
CREATE TABLE visit_access (
    registration_id TEXT COLLATE "C" PRIMARY KEY REFERENCES registration (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" REFERENCES participant (id), full_name TEXT COLLATE "C" NOT NULL, nationality TEXT COLLATE "C", born_on TEXT COLLATE "C" NOT NULL,
    document_number TEXT COLLATE "C" NOT NULL, told_at BIGINT NOT NULL);
CREATE INDEX visit_access_event ON visit_access (event_id);
CREATE INDEX visit_access_participant ON visit_access (participant_id);
CREATE TABLE visit_sending (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), sent_by TEXT COLLATE "C", format TEXT COLLATE "C" NOT NULL,
    people BIGINT NOT NULL, sent_at BIGINT NOT NULL);
CREATE INDEX visit_sending_event ON visit_sending (event_id, sent_at);
CREATE TABLE stop_question (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), stop_id TEXT COLLATE "C" NOT NULL REFERENCES visit_stop (id),
    author TEXT COLLATE "C", text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, answer TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX stop_question_event ON stop_question (event_id);
CREATE INDEX stop_question_stop ON stop_question (stop_id, created_at);
CREATE TABLE stop_question_endorsement (
    question_id TEXT COLLATE "C" NOT NULL REFERENCES stop_question (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    created_at BIGINT NOT NULL, PRIMARY KEY (question_id, participant_id));
CREATE INDEX stop_question_endorsement_participant ON stop_question_endorsement (participant_id);
CREATE TABLE stop_observation (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), stop_id TEXT COLLATE "C" NOT NULL REFERENCES visit_stop (id),
    author TEXT COLLATE "C", seen TEXT COLLATE "C" NOT NULL, useful TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    is_practice BOOLEAN NOT NULL, case_id TEXT COLLATE "C" REFERENCES past_case (id), created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX stop_observation_event ON stop_observation (event_id);
CREATE INDEX stop_observation_stop ON stop_observation (stop_id, created_at);
CREATE INDEX stop_observation_case ON stop_observation (case_id);
INSERT INTO event_part (id, event_id, position, kind, title, created_at)
SELECT e.id, e.id, COALESCE((SELECT MAX(p.position) FROM event_part p WHERE p.event_id = e.id), 0) + 1, 'visit', '', e.created_at
FROM event e WHERE e.kind = 'study-visit' AND NOT EXISTS (SELECT 1 FROM event_part p WHERE p.id = e.id);

-- 0048-receipts
ALTER TABLE journey ADD COLUMN moved_at BIGINT;
ALTER TABLE claim_item ADD COLUMN is_not_refundable BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE claim_item ADD COLUMN participant_id TEXT COLLATE "C" REFERENCES participant (id);
ALTER TABLE entitlement ADD COLUMN participant_id TEXT COLLATE "C" REFERENCES participant (id);
ALTER TABLE payment ADD COLUMN participant_id TEXT COLLATE "C" REFERENCES participant (id);
UPDATE claim_item SET participant_id = (SELECT c.participant_id FROM claim c WHERE c.id = claim_item.claim_id);
UPDATE entitlement SET participant_id = (SELECT r.participant_id FROM registration r WHERE r.id = entitlement.registration_id);
UPDATE payment SET participant_id = (SELECT r.participant_id FROM registration r WHERE r.id = payment.registration_id);
CREATE TABLE receipt (
    id TEXT COLLATE "C" PRIMARY KEY, claim_item_id TEXT COLLATE "C" NOT NULL REFERENCES claim_item (id),
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), participant_id TEXT COLLATE "C" REFERENCES participant (id),
    file_id TEXT COLLATE "C" NOT NULL REFERENCES kept_file (id), added_at BIGINT NOT NULL, erased_at BIGINT);
CREATE INDEX receipt_claim_item ON receipt (claim_item_id);
CREATE INDEX receipt_event ON receipt (event_id);
CREATE INDEX receipt_file ON receipt (file_id);
CREATE INDEX receipt_erased ON receipt (erased_at) WHERE erased_at IS NOT NULL;

-- 0049-allowances
CREATE TABLE allowance (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), scheme TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C" REFERENCES country (code),
    city TEXT COLLATE "C" NOT NULL, per TEXT COLLATE "C" NOT NULL, amount BIGINT NOT NULL, currency TEXT COLLATE "C" NOT NULL, valid_from TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX allowance_place ON allowance (programme_id, scheme, COALESCE(country, ''), city, per, valid_from);

-- 0050-registration-questions
ALTER TABLE registration ADD COLUMN held_back_at BIGINT;
ALTER TABLE registration ADD COLUMN answers TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE TABLE registration_questions (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), questions TEXT COLLATE "C" NOT NULL, changed_at BIGINT NOT NULL);

-- 0051-door-notes
ALTER TABLE desk_pass ADD COLUMN is_lost BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE self_check_in (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), day TEXT COLLATE "C" NOT NULL,
    block_id TEXT COLLATE "C" REFERENCES agenda_block (id), code TEXT COLLATE "C" NOT NULL, opened_by TEXT COLLATE "C", opened_at BIGINT NOT NULL,
    closed_at BIGINT);
CREATE TABLE online_down (event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), words TEXT COLLATE "C" NOT NULL, since BIGINT NOT NULL);
CREATE INDEX self_check_in_event ON self_check_in (event_id, day);

-- 0052-feedback
CREATE TABLE feedback (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), questions TEXT COLLATE "C" NOT NULL, languages TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL,
    opened_at BIGINT, closed_at BIGINT, changed_at BIGINT NOT NULL);
CREATE TABLE feedback_answer (
    key TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), answers TEXT COLLATE "C" NOT NULL);
CREATE INDEX feedback_answer_event ON feedback_answer (event_id);
CREATE TABLE feedback_given (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    PRIMARY KEY (event_id, participant_id));
CREATE INDEX feedback_given_participant ON feedback_given (participant_id);
CREATE TABLE certificate_told (
    certificate_id TEXT COLLATE "C" PRIMARY KEY REFERENCES certificate (id), told_at BIGINT NOT NULL);

-- 0053-mandate-reviews
CREATE TABLE mandate_question (
    mandate_id TEXT COLLATE "C" NOT NULL REFERENCES mandate (id), review_by TEXT COLLATE "C" NOT NULL, stage BIGINT NOT NULL,
    asked_at BIGINT NOT NULL, PRIMARY KEY (mandate_id, review_by, stage));

-- 0054-programme-feed
CREATE TABLE programme_feed (
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id),
    digest TEXT COLLATE "C" UNIQUE, generation BIGINT NOT NULL, created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, programme_id));
CREATE INDEX programme_feed_programme ON programme_feed (programme_id);

-- 0055-released-figures
ALTER TABLE public_note_release ADD COLUMN figures TEXT COLLATE "C" NOT NULL DEFAULT '';

-- 0059-agenda-marking
ALTER TABLE agenda_session ADD COLUMN marking TEXT COLLATE "C";

-- 0060-registration-state
CREATE INDEX registration_state ON registration (state);

-- 0061-funder-reports
CREATE TABLE funder_report (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL, made_at BIGINT NOT NULL,
    figures TEXT COLLATE "C" NOT NULL, PRIMARY KEY (event_id, number));

-- 0062-seat-turns
ALTER TABLE participant ADD COLUMN calendar_turns BIGINT NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN left_at BIGINT;
CREATE INDEX participant_left ON participant (left_at) WHERE left_at IS NOT NULL;

-- 0063-areas
CREATE TABLE area (
    id TEXT COLLATE "C" PRIMARY KEY, code TEXT COLLATE "C" NOT NULL UNIQUE, parent_id TEXT COLLATE "C" REFERENCES area (id), name_en TEXT COLLATE "C" NOT NULL,
    name_fr TEXT COLLATE "C" NOT NULL, name_ru TEXT COLLATE "C" NOT NULL, name_ar TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, crosswalk TEXT COLLATE "C" NOT NULL,
    axis TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL, retired_at BIGINT, successor_id TEXT COLLATE "C" REFERENCES area (id));
CREATE INDEX area_parent ON area (parent_id);
CREATE TABLE person_area (
    person_id TEXT COLLATE "C" NOT NULL REFERENCES person (id), area_id TEXT COLLATE "C" NOT NULL REFERENCES area (id), level TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person_id, area_id));
CREATE INDEX person_area_area ON person_area (area_id);
CREATE TABLE record_area (
    subject TEXT COLLATE "C" NOT NULL, subject_id TEXT COLLATE "C" NOT NULL, area_id TEXT COLLATE "C" NOT NULL REFERENCES area (id),
    PRIMARY KEY (subject, subject_id, area_id));
CREATE INDEX record_area_area ON record_area (area_id, subject);

-- 0064-profiles
CREATE TABLE profile (
    person_id TEXT COLLATE "C" PRIMARY KEY REFERENCES person (id), willing TEXT COLLATE "C" NOT NULL, notice_weeks BIGINT,
    remote_only BOOLEAN NOT NULL, contact_via TEXT COLLATE "C" NOT NULL, consent_at BIGINT, reviewed_at BIGINT, asked_at BIGINT);
CREATE INDEX profile_consent ON profile (consent_at);

-- 0065-working-groups
CREATE TABLE working_group (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), area_id TEXT COLLATE "C" REFERENCES area (id),
    title TEXT COLLATE "C" NOT NULL, remit TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, since TEXT COLLATE "C" NOT NULL, until TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX working_group_programme ON working_group (programme_id);
ALTER TABLE mandate ADD COLUMN country TEXT COLLATE "C" REFERENCES country (code);

-- 0066-practices
ALTER TABLE past_case ADD COLUMN conditions TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE past_case ADD COLUMN owner_kind TEXT COLLATE "C";
ALTER TABLE past_case ADD COLUMN owner TEXT COLLATE "C";
CREATE TABLE practice_adoption (
    id TEXT COLLATE "C" PRIMARY KEY, case_id TEXT COLLATE "C" NOT NULL REFERENCES past_case (id), member_kind TEXT COLLATE "C" NOT NULL, member TEXT COLLATE "C" NOT NULL,
    decision TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, decided_by TEXT COLLATE "C", mandate_id TEXT COLLATE "C" REFERENCES mandate (id),
    decided_at BIGINT NOT NULL, ask_again_on TEXT COLLATE "C");
CREATE UNIQUE INDEX practice_adoption_member ON practice_adoption (case_id, member_kind, member);
CREATE INDEX practice_adoption_due ON practice_adoption (member_kind, member, ask_again_on);

-- 0067-sharing
CREATE TABLE notice (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), kind TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, owner_kind TEXT COLLATE "C", owner TEXT COLLATE "C", answer_by TEXT COLLATE "C" NOT NULL,
    expires_on TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, ended_at BIGINT,
    key TEXT COLLATE "C");
CREATE INDEX notice_programme ON notice (programme_id, created_at);
CREATE UNIQUE INDEX notice_key ON notice (programme_id, key);
CREATE TABLE notice_answer (
    id TEXT COLLATE "C" PRIMARY KEY, notice_id TEXT COLLATE "C" NOT NULL REFERENCES notice (id), member_kind TEXT COLLATE "C" NOT NULL, member TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, to_asker BOOLEAN NOT NULL, created_by TEXT COLLATE "C",
    mandate_id TEXT COLLATE "C" REFERENCES mandate (id), created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX notice_answer_member ON notice_answer (notice_id, member_kind, member);
CREATE TABLE shared_need (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, event_id TEXT COLLATE "C" REFERENCES event (id), outcome TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX shared_need_programme ON shared_need (programme_id, state);
CREATE UNIQUE INDEX shared_need_key ON shared_need (programme_id, key);
CREATE TABLE need_naming (
    need_id TEXT COLLATE "C" NOT NULL REFERENCES shared_need (id), member_kind TEXT COLLATE "C" NOT NULL, member TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL,
    named_by TEXT COLLATE "C", mandate_id TEXT COLLATE "C" REFERENCES mandate (id), named_at BIGINT NOT NULL,
    PRIMARY KEY (need_id, member_kind, member));
CREATE TABLE information_route (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    title TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, retired_at BIGINT, key TEXT COLLATE "C");
CREATE INDEX information_route_programme ON information_route (programme_id, title);
CREATE UNIQUE INDEX information_route_key ON information_route (programme_id, key);
CREATE TABLE route_step (
    route_id TEXT COLLATE "C" NOT NULL REFERENCES information_route (id), position BIGINT NOT NULL, teller TEXT COLLATE "C" NOT NULL,
    told TEXT COLLATE "C" NOT NULL, means TEXT COLLATE "C" NOT NULL, minutes BIGINT, PRIMARY KEY (route_id, position));

-- 0068-audiences
CREATE TABLE record_audience (
    subject TEXT COLLATE "C" NOT NULL, subject_id TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, ref TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (subject, subject_id, kind, ref));
CREATE TABLE record_fetch (
    subject TEXT COLLATE "C" NOT NULL, subject_id TEXT COLLATE "C" NOT NULL, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    fetched_at BIGINT NOT NULL, what TEXT COLLATE "C" NOT NULL, PRIMARY KEY (subject, subject_id, account_id, what));
CREATE INDEX record_fetch_account ON record_fetch (account_id);
CREATE TABLE record_withdrawal (
    subject TEXT COLLATE "C" NOT NULL, subject_id TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, withdrawn_by TEXT COLLATE "C", withdrawn_at BIGINT NOT NULL,
    PRIMARY KEY (subject, subject_id));

-- 0069-publications
CREATE TABLE publication (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL,
    event_id TEXT COLLATE "C" UNIQUE REFERENCES event (id), state TEXT COLLATE "C" NOT NULL, due TEXT COLLATE "C", released_on TEXT COLLATE "C", marking TEXT COLLATE "C" NOT NULL,
    languages TEXT COLLATE "C" NOT NULL, structure TEXT COLLATE "C" NOT NULL, withdrawn_note TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX publication_programme ON publication (programme_id, state);
CREATE TABLE publication_lead (
    publication_id TEXT COLLATE "C" NOT NULL REFERENCES publication (id), member_kind TEXT COLLATE "C" NOT NULL, member TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" REFERENCES account (id), PRIMARY KEY (publication_id, member_kind, member));
CREATE INDEX publication_lead_member ON publication_lead (member, member_kind);
CREATE INDEX publication_lead_account ON publication_lead (account_id);
CREATE TABLE publication_release (
    publication_id TEXT COLLATE "C" NOT NULL REFERENCES publication (id), number BIGINT NOT NULL,
    version_id TEXT COLLATE "C" NOT NULL REFERENCES guide_version (id), marking TEXT COLLATE "C" NOT NULL, released_at BIGINT NOT NULL,
    withdrawn_at BIGINT, PRIMARY KEY (publication_id, number));
CREATE TABLE publication_word (
    publication_id TEXT COLLATE "C" NOT NULL REFERENCES publication (id), number BIGINT NOT NULL, member_kind TEXT COLLATE "C" NOT NULL,
    member TEXT COLLATE "C" NOT NULL, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), mandate_id TEXT COLLATE "C" REFERENCES mandate (id), said_at BIGINT NOT NULL,
    PRIMARY KEY (publication_id, number, member_kind, member));
CREATE INDEX publication_word_account ON publication_word (account_id);
CREATE TABLE publication_text (
    publication_id TEXT COLLATE "C" NOT NULL REFERENCES publication (id), number BIGINT NOT NULL, language TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, document TEXT COLLATE "C" NOT NULL, PRIMARY KEY (publication_id, number, language));

-- 0071-expert-requests
CREATE TABLE expert_request (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    area TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, starts_on TEXT COLLATE "C" NOT NULL, ends_on TEXT COLLATE "C" NOT NULL,
    number BIGINT, state TEXT COLLATE "C" NOT NULL, mandate_id TEXT COLLATE "C" REFERENCES mandate (id), created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX expert_request_programme ON expert_request (programme_id, created_at);
CREATE INDEX expert_request_maker ON expert_request (created_by);
CREATE TABLE expert_candidate (
    id TEXT COLLATE "C" PRIMARY KEY, request_id TEXT COLLATE "C" NOT NULL REFERENCES expert_request (id), person_id TEXT COLLATE "C" REFERENCES person (id),
    country TEXT COLLATE "C" REFERENCES country (code), state TEXT COLLATE "C" NOT NULL, why TEXT COLLATE "C" NOT NULL, asked_at BIGINT, passed_at BIGINT, answered_at BIGINT,
    answered_by TEXT COLLATE "C", mandate_id TEXT COLLATE "C" REFERENCES mandate (id), note TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL,
    UNIQUE (request_id, person_id));
CREATE INDEX expert_candidate_person ON expert_candidate (person_id);
CREATE INDEX expert_candidate_country ON expert_candidate (country, state);

-- 0072-network-weeks
CREATE TABLE network_week (
    account_id TEXT COLLATE "C" PRIMARY KEY REFERENCES account (id), week TEXT COLLATE "C" NOT NULL, looked_at BIGINT NOT NULL);

-- 0073-members
ALTER TABLE programme ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'initiative';
ALTER TABLE programme ADD COLUMN acronym TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN parent_id TEXT COLLATE "C" REFERENCES programme (id);
ALTER TABLE programme ADD COLUMN starts TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN ends TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN funder TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN marking TEXT COLLATE "C" NOT NULL DEFAULT 'GREEN';
ALTER TABLE programme ADD COLUMN languages TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN public_page BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX programme_parent ON programme (parent_id);
CREATE TABLE city (
    id TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, local_name TEXT COLLATE "C" NOT NULL, country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    locode TEXT COLLATE "C" UNIQUE, time_zone TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, retired_at BIGINT);
CREATE INDEX city_country ON city (country, name);
ALTER TABLE organisation ADD COLUMN city_id TEXT COLLATE "C" REFERENCES city (id);
ALTER TABLE organisation ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'other';
ALTER TABLE organisation ADD COLUMN parent_id TEXT COLLATE "C" REFERENCES organisation (id);
ALTER TABLE organisation ADD COLUMN successor_id TEXT COLLATE "C" REFERENCES organisation (id);
ALTER TABLE organisation ADD COLUMN ended_on TEXT COLLATE "C";
CREATE INDEX organisation_parent ON organisation (parent_id);
CREATE INDEX organisation_successor ON organisation (successor_id);
CREATE TABLE member (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), kind TEXT COLLATE "C" NOT NULL, ref TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL, role TEXT COLLATE "C" NOT NULL, since TEXT COLLATE "C" NOT NULL, until TEXT COLLATE "C", note TEXT COLLATE "C" NOT NULL, document TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX member_programme ON member (programme_id, since);
CREATE INDEX member_ref ON member (ref, kind);

-- 0074-practice-questions
CREATE TABLE practice_question (
    id TEXT COLLATE "C" PRIMARY KEY, case_id TEXT COLLATE "C" NOT NULL REFERENCES past_case (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, country TEXT COLLATE "C" REFERENCES country (code), asked_by TEXT COLLATE "C", asked_at BIGINT NOT NULL, answer TEXT COLLATE "C" NOT NULL,
    answered_by TEXT COLLATE "C", answered_at BIGINT);
CREATE INDEX practice_question_case ON practice_question (case_id, event_id);
CREATE INDEX practice_question_event ON practice_question (event_id);

-- 0076-writing-places
CREATE TABLE publication_writer (
    publication_id TEXT COLLATE "C" NOT NULL REFERENCES publication (id), account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    let_in_at BIGINT NOT NULL, PRIMARY KEY (publication_id, account_id));
CREATE INDEX publication_writer_account ON publication_writer (account_id);
INSERT INTO publication_writer (publication_id, account_id, let_in_at)
SELECT b.id, p.account_id, MIN(p.created_at) FROM participant p JOIN publication b ON b.event_id = p.event_id
WHERE p.account_id IS NOT NULL AND p.state <> 'removed' AND NOT EXISTS (
    SELECT m.id FROM mandate m JOIN account a ON a.person_id = m.person_id
    JOIN publication_lead l ON l.member_kind = m.holder_kind AND l.member = m.holder
    WHERE a.id = p.account_id AND l.publication_id = b.id)
GROUP BY b.id, p.account_id;

-- 0077-invited-members
UPDATE invitation SET target = (
    SELECT MIN(c.id) FROM event e JOIN member m ON m.programme_id = e.programme_id AND m.kind = 'city'
    JOIN city c ON c.id = m.ref WHERE e.id = invitation.event_id AND c.name = invitation.target)
WHERE target_kind = 'city' AND 1 = (
    SELECT COUNT(DISTINCT c.id) FROM event e JOIN member m ON m.programme_id = e.programme_id AND m.kind = 'city'
    JOIN city c ON c.id = m.ref WHERE e.id = invitation.event_id AND c.name = invitation.target)
AND NOT EXISTS (SELECT n.id FROM nomination n WHERE n.event_id = invitation.event_id AND n.behalf_kind = 'city'
    AND n.behalf = invitation.target);
UPDATE invitation SET target = (
    SELECT MIN(g.id) FROM event e JOIN working_group g ON g.programme_id = e.programme_id
    WHERE e.id = invitation.event_id AND g.title = invitation.target)
WHERE target_kind = 'working-group' AND 1 = (
    SELECT COUNT(g.id) FROM event e JOIN working_group g ON g.programme_id = e.programme_id
    WHERE e.id = invitation.event_id AND g.title = invitation.target)
AND NOT EXISTS (SELECT n.id FROM nomination n WHERE n.event_id = invitation.event_id AND n.behalf_kind = 'working-group'
    AND n.behalf = invitation.target);
CREATE INDEX invitation_target ON invitation (target_kind, target);
CREATE INDEX nomination_behalf ON nomination (behalf_kind, behalf);

-- 0078-series
CREATE TABLE series (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, rhythm TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX series_programme ON series (programme_id);
ALTER TABLE event ADD COLUMN series_id TEXT COLLATE "C" REFERENCES series (id);
ALTER TABLE event ADD COLUMN follows_id TEXT COLLATE "C" REFERENCES event (id);
ALTER TABLE event ADD COLUMN prepares_id TEXT COLLATE "C" REFERENCES event (id);
CREATE INDEX event_series ON event (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX event_follows ON event (follows_id) WHERE follows_id IS NOT NULL;
CREATE INDEX event_prepares ON event (prepares_id) WHERE prepares_id IS NOT NULL;
CREATE INDEX event_starts ON event (starts_on);

-- 0079-further-evidence
CREATE TABLE further_evidence (
    id TEXT COLLATE "C" PRIMARY KEY, guide_id TEXT COLLATE "C" NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    target TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, UNIQUE (guide_id, number));
CREATE TABLE further_citation (
    section_id TEXT COLLATE "C" NOT NULL REFERENCES guide_section (id), language TEXT COLLATE "C" NOT NULL,
    evidence_id TEXT COLLATE "C" NOT NULL REFERENCES further_evidence (id), PRIMARY KEY (section_id, language, evidence_id));
CREATE INDEX further_citation_evidence ON further_citation (evidence_id);

-- 0080-group-notices
ALTER TABLE notice ADD COLUMN group_id TEXT COLLATE "C" REFERENCES working_group (id);
CREATE INDEX notice_group ON notice (group_id);

-- 0081-need-sources
ALTER TABLE shared_need ADD COLUMN source TEXT COLLATE "C";

-- 0082-exercise-plan
CREATE TABLE msel (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), kind TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL,
    overview TEXT COLLATE "C" NOT NULL, zone TEXT COLLATE "C" NOT NULL, story_start BIGINT NOT NULL, languages TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL,
    extra_columns TEXT COLLATE "C" NOT NULL, copied_from TEXT COLLATE "C" REFERENCES msel (id), created_by TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX msel_programme ON msel (programme_id, kind);
CREATE INDEX msel_copied_from ON msel (copied_from);
CREATE TABLE planned_break (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), elapsed BIGINT NOT NULL, length_ms BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL);
CREATE INDEX planned_break_msel ON planned_break (msel_id, elapsed);
CREATE TABLE exercise_move (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL,
    planned_start BIGINT NOT NULL, planned_length BIGINT NOT NULL, story_at BIGINT, rate_num BIGINT NOT NULL,
    rate_den BIGINT NOT NULL, briefing TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, opened_elapsed BIGINT, closed_elapsed BIGINT,
    UNIQUE (msel_id, number));
CREATE TABLE exercise_cell (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL, country TEXT COLLATE "C" REFERENCES country (code), plays TEXT COLLATE "C" NOT NULL, zone TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, publication TEXT COLLATE "C" NOT NULL, copied_from TEXT COLLATE "C");
CREATE INDEX exercise_cell_msel ON exercise_cell (msel_id, number);
CREATE INDEX exercise_cell_country ON exercise_cell (country);
CREATE TABLE cell_border (
    cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), neighbour_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    PRIMARY KEY (cell_id, neighbour_id));
CREATE INDEX cell_border_neighbour ON cell_border (neighbour_id);
CREATE TABLE exercise_function (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), code TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL, UNIQUE (msel_id, code));
CREATE TABLE exercise_actor (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), name TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL);
CREATE INDEX exercise_actor_msel ON exercise_actor (msel_id);
CREATE TABLE storyline (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), position BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL);
CREATE INDEX storyline_msel ON storyline (msel_id, position);
CREATE TABLE inject (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), position BIGINT NOT NULL, label TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL, type TEXT COLLATE "C" NOT NULL, channel TEXT COLLATE "C" NOT NULL, storyline_id TEXT COLLATE "C" REFERENCES storyline (id),
    incident TEXT COLLATE "C" NOT NULL, actor_id TEXT COLLATE "C" REFERENCES exercise_actor (id), move_id TEXT COLLATE "C" REFERENCES exercise_move (id),
    anchor TEXT COLLATE "C" NOT NULL, offset_ms BIGINT NOT NULL, wall_at BIGINT, release TEXT COLLATE "C" NOT NULL, expected TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL, controller_id TEXT COLLATE "C", shows_observers BOOLEAN NOT NULL, status TEXT COLLATE "C" NOT NULL, held_at BIGINT,
    reason TEXT COLLATE "C" NOT NULL, revision BIGINT NOT NULL, written_by TEXT COLLATE "C", submitted_by TEXT COLLATE "C", approved_by TEXT COLLATE "C", approved_at BIGINT,
    approved_revision BIGINT, cleared TEXT COLLATE "C" NOT NULL, extra TEXT COLLATE "C" NOT NULL, due_elapsed BIGINT, released_elapsed BIGINT,
    released_wall BIGINT, copied_from TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX inject_msel ON inject (msel_id, position);
CREATE INDEX inject_storyline ON inject (storyline_id);
CREATE INDEX inject_actor ON inject (actor_id);
CREATE INDEX inject_move ON inject (move_id);
CREATE TABLE inject_recipient (
    inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), kind TEXT COLLATE "C" NOT NULL, target_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (inject_id, kind, target_id));
CREATE TABLE inject_text (
    inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), language TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL,
    source_revision BIGINT NOT NULL, state TEXT COLLATE "C" NOT NULL, PRIMARY KEY (inject_id, language));
CREATE TABLE exercise_objective (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), number BIGINT NOT NULL, text TEXT COLLATE "C" NOT NULL,
    capability TEXT COLLATE "C" NOT NULL, priority BIGINT NOT NULL, wanted BIGINT NOT NULL, copied_from TEXT COLLATE "C");
CREATE INDEX exercise_objective_msel ON exercise_objective (msel_id, number);
CREATE TABLE objective_source (
    objective_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_objective (id), kind TEXT COLLATE "C" NOT NULL, source_id TEXT COLLATE "C" NOT NULL,
    event_id TEXT COLLATE "C" REFERENCES event (id), PRIMARY KEY (objective_id, kind, source_id));
CREATE INDEX objective_source_source ON objective_source (kind, source_id);
CREATE INDEX objective_source_event ON objective_source (event_id);
CREATE TABLE critical_task (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), objective_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_objective (id),
    number BIGINT NOT NULL, text TEXT COLLATE "C" NOT NULL, target TEXT COLLATE "C" NOT NULL, standard TEXT COLLATE "C" NOT NULL, threshold_ms BIGINT,
    measure TEXT COLLATE "C" NOT NULL, copied_from TEXT COLLATE "C");
CREATE INDEX critical_task_msel ON critical_task (msel_id, number);
CREATE INDEX critical_task_objective ON critical_task (objective_id);
CREATE TABLE inject_task (
    inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), task_id TEXT COLLATE "C" NOT NULL REFERENCES critical_task (id),
    PRIMARY KEY (inject_id, task_id));
CREATE INDEX inject_task_task ON inject_task (task_id);
CREATE TABLE decision_point (
    id TEXT COLLATE "C" PRIMARY KEY, msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id),
    number BIGINT NOT NULL, question TEXT COLLATE "C" NOT NULL, deadline_ms BIGINT, consent TEXT COLLATE "C" NOT NULL, allows_other BOOLEAN NOT NULL);
CREATE INDEX decision_point_msel ON decision_point (msel_id, number);
CREATE UNIQUE INDEX decision_point_inject ON decision_point (inject_id);
CREATE TABLE decision_option (
    id TEXT COLLATE "C" PRIMARY KEY, point_id TEXT COLLATE "C" NOT NULL REFERENCES decision_point (id), position BIGINT NOT NULL, code TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, UNIQUE (point_id, code));
CREATE TABLE incompatible_options (
    point_id TEXT COLLATE "C" NOT NULL REFERENCES decision_point (id), option_a TEXT COLLATE "C" NOT NULL, option_b TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (point_id, option_a, option_b));
CREATE TABLE inject_rule (
    id TEXT COLLATE "C" PRIMARY KEY, inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), scope TEXT COLLATE "C" NOT NULL, k BIGINT, match TEXT COLLATE "C" NOT NULL,
    delay_ms BIGINT NOT NULL, effect TEXT COLLATE "C" NOT NULL);
CREATE UNIQUE INDEX inject_rule_inject ON inject_rule (inject_id);
CREATE TABLE rule_condition (
    rule_id TEXT COLLATE "C" NOT NULL REFERENCES inject_rule (id), position BIGINT NOT NULL, event TEXT COLLATE "C" NOT NULL, subject_id TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL, after_ms BIGINT, PRIMARY KEY (rule_id, position));

-- 0083-exercise-play
CREATE TABLE exercise (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), msel_id TEXT COLLATE "C" NOT NULL REFERENCES msel (id), state TEXT COLLATE "C" NOT NULL,
    pace TEXT COLLATE "C" NOT NULL, approval TEXT COLLATE "C" NOT NULL, release_default TEXT COLLATE "C" NOT NULL, comparison TEXT COLLATE "C" NOT NULL, rules_text TEXT COLLATE "C" NOT NULL,
    emergency_phone TEXT COLLATE "C" NOT NULL, rehearses TEXT COLLATE "C" REFERENCES event (id), catch_up_ms BIGINT NOT NULL, cells_talk BOOLEAN NOT NULL,
    planned_startex BIGINT, halted_at BIGINT, halted_by TEXT COLLATE "C", halted_from TEXT COLLATE "C", reviewed_at BIGINT, created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX exercise_msel ON exercise (msel_id);
CREATE INDEX exercise_state ON exercise (state);
CREATE INDEX exercise_rehearses ON exercise (rehearses);
CREATE TABLE exercise_seat (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    role TEXT COLLATE "C" NOT NULL, cell_id TEXT COLLATE "C" REFERENCES exercise_cell (id), function_id TEXT COLLATE "C" REFERENCES exercise_function (id),
    is_spokesperson BOOLEAN NOT NULL, deputises_for TEXT COLLATE "C" NOT NULL, startex_at BIGINT, endex_at BIGINT, created_at BIGINT NOT NULL);
CREATE INDEX exercise_seat_event ON exercise_seat (event_id, role);
CREATE INDEX exercise_seat_participant ON exercise_seat (participant_id);
CREATE INDEX exercise_seat_cell ON exercise_seat (cell_id);
CREATE INDEX exercise_seat_function ON exercise_seat (function_id);
CREATE TABLE task_assignment (
    seat_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_seat (id), task_id TEXT COLLATE "C" NOT NULL REFERENCES critical_task (id),
    cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), PRIMARY KEY (seat_id, task_id, cell_id));
CREATE INDEX task_assignment_task ON task_assignment (task_id, cell_id);
CREATE INDEX task_assignment_cell ON task_assignment (cell_id);
CREATE TABLE clock_mark (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL, wall BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    speed_num BIGINT NOT NULL, speed_den BIGINT NOT NULL, elapsed BIGINT NOT NULL, actor TEXT COLLATE "C", PRIMARY KEY (event_id, number));
CREATE TABLE story_mark (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL, elapsed BIGINT NOT NULL, story BIGINT NOT NULL,
    rate_num BIGINT NOT NULL, rate_den BIGINT NOT NULL, reason TEXT COLLATE "C" NOT NULL, PRIMARY KEY (event_id, number));
CREATE TABLE paper (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id),
    cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), number BIGINT NOT NULL, channel TEXT COLLATE "C" NOT NULL, sender TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL, wall BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    story BIGINT NOT NULL, released_by TEXT COLLATE "C", corrects TEXT COLLATE "C" REFERENCES paper (id), reached TEXT COLLATE "C" NOT NULL);
CREATE INDEX paper_event ON paper (event_id, elapsed);
CREATE INDEX paper_cell ON paper (cell_id, elapsed);
CREATE INDEX paper_corrects ON paper (corrects);
CREATE UNIQUE INDEX paper_once ON paper (inject_id, cell_id, COALESCE(corrects, ''));
CREATE TABLE paper_opening (
    paper_id TEXT COLLATE "C" NOT NULL REFERENCES paper (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, PRIMARY KEY (paper_id, participant_id));
CREATE INDEX paper_opening_participant ON paper_opening (participant_id);
CREATE TABLE paper_passing (
    paper_id TEXT COLLATE "C" NOT NULL REFERENCES paper (id), from_cell TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    to_cell TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), actor TEXT COLLATE "C", at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    note TEXT COLLATE "C" NOT NULL, PRIMARY KEY (paper_id, from_cell, to_cell));
CREATE INDEX paper_passing_from ON paper_passing (from_cell);
CREATE INDEX paper_passing_to ON paper_passing (to_cell);
INSERT INTO event_part (id, event_id, position, kind, title, created_at)
SELECT e.id, e.id, COALESCE((SELECT MAX(p.position) FROM event_part p WHERE p.event_id = e.id), 0) + 1, 'exercise', '', e.created_at
FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM event_part p WHERE p.id = e.id);

-- 0084-inject-planning
CREATE TABLE inject_author (
    inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), actor TEXT COLLATE "C" NOT NULL, PRIMARY KEY (inject_id, actor));
CREATE TABLE inject_clearing (
    inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), kind TEXT COLLATE "C" NOT NULL, found TEXT COLLATE "C" NOT NULL, actor TEXT COLLATE "C",
    cleared_at BIGINT NOT NULL, PRIMARY KEY (inject_id, kind, found));

-- 0085-exercise-playing
CREATE TABLE inject_due (
    inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    elapsed BIGINT NOT NULL, created_at BIGINT NOT NULL, dismissed_at BIGINT, PRIMARY KEY (inject_id, cell_id));
CREATE INDEX inject_due_cell ON inject_due (cell_id);
CREATE TABLE call_attempt (
    inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, wall BIGINT NOT NULL, elapsed BIGINT NOT NULL, actor TEXT COLLATE "C",
    PRIMARY KEY (inject_id, cell_id, number));
CREATE INDEX call_attempt_cell ON call_attempt (cell_id);
CREATE TABLE exercise_alarm (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), raised_by TEXT COLLATE "C", raised_at BIGINT NOT NULL,
    answered_by TEXT COLLATE "C", answered_at BIGINT, is_real BOOLEAN);
CREATE INDEX exercise_alarm_event ON exercise_alarm (event_id, raised_at);

-- 0086-exercise-answers
CREATE TABLE decision (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), point_id TEXT COLLATE "C" NOT NULL REFERENCES decision_point (id),
    cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), version BIGINT NOT NULL, option_code TEXT COLLATE "C" NOT NULL, other TEXT COLLATE "C" NOT NULL,
    rationale TEXT COLLATE "C" NOT NULL, confidence BIGINT NOT NULL, would_change TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", function_code TEXT COLLATE "C" NOT NULL,
    is_spokesperson BOOLEAN NOT NULL, deputising TEXT COLLATE "C" NOT NULL, decided_elapsed BIGINT NOT NULL, typed_at BIGINT,
    received_at BIGINT NOT NULL, is_offline BOOLEAN NOT NULL, is_late BOOLEAN NOT NULL, late_reason TEXT COLLATE "C" NOT NULL,
    change_reason TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, withdrawn_at BIGINT, withdrawn_by TEXT COLLATE "C", withdrawal_reason TEXT COLLATE "C" NOT NULL,
    sending TEXT COLLATE "C" UNIQUE, UNIQUE (point_id, cell_id, version));
CREATE INDEX decision_event ON decision (event_id, decided_elapsed);
CREATE INDEX decision_cell ON decision (cell_id, point_id);
CREATE TABLE decision_consultation (
    decision_id TEXT COLLATE "C" NOT NULL REFERENCES decision (id), kind TEXT COLLATE "C" NOT NULL, target_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (decision_id, kind, target_id));
CREATE TABLE decision_consent (
    decision_id TEXT COLLATE "C" NOT NULL REFERENCES decision (id), function_code TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, PRIMARY KEY (decision_id, function_code));
CREATE TABLE request_call (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), from_cell TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    type TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, paper_id TEXT COLLATE "C" REFERENCES paper (id), author TEXT COLLATE "C",
    at BIGINT NOT NULL, elapsed BIGINT NOT NULL, sending TEXT COLLATE "C" UNIQUE);
CREATE INDEX request_call_event ON request_call (event_id);
CREATE INDEX request_call_cell ON request_call (from_cell);
CREATE INDEX request_call_paper ON request_call (paper_id);
CREATE TABLE exercise_request (
    id TEXT COLLATE "C" PRIMARY KEY, call_id TEXT COLLATE "C" NOT NULL REFERENCES request_call (id), event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    number BIGINT NOT NULL, to_cell TEXT COLLATE "C" REFERENCES exercise_cell (id), to_actor TEXT COLLATE "C" REFERENCES exercise_actor (id),
    from_function TEXT COLLATE "C" NOT NULL, to_function TEXT COLLATE "C" NOT NULL, allowed_ms BIGINT NOT NULL, sent_elapsed BIGINT NOT NULL,
    parent_id TEXT COLLATE "C" REFERENCES exercise_request (id), UNIQUE (event_id, number));
CREATE INDEX exercise_request_call ON exercise_request (call_id);
CREATE INDEX exercise_request_to ON exercise_request (to_cell);
CREATE INDEX exercise_request_actor ON exercise_request (to_actor);
CREATE INDEX exercise_request_parent ON exercise_request (parent_id);
CREATE TABLE request_step (
    request_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_request (id), kind TEXT COLLATE "C" NOT NULL, outcome TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C", function_code TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL, elapsed BIGINT NOT NULL, typed_at BIGINT,
    is_offline BOOLEAN NOT NULL, PRIMARY KEY (request_id, kind));
CREATE TABLE picture_item (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    topic TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, standing TEXT COLLATE "C" NOT NULL, as_of BIGINT, source TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL, shown_to TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, standing_elapsed BIGINT NOT NULL, sending TEXT COLLATE "C" UNIQUE);
CREATE INDEX picture_item_event ON picture_item (event_id);
CREATE INDEX picture_item_cell ON picture_item (cell_id);
CREATE TABLE picture_showing (
    item_id TEXT COLLATE "C" NOT NULL REFERENCES picture_item (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, PRIMARY KEY (item_id, cell_id));
CREATE INDEX picture_showing_cell ON picture_showing (cell_id);
CREATE TABLE log_entry (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    kind TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    sending TEXT COLLATE "C" UNIQUE);
CREATE INDEX log_entry_event ON log_entry (event_id, elapsed);
CREATE INDEX log_entry_cell ON log_entry (cell_id, elapsed);
CREATE TABLE situation_report (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, summary TEXT COLLATE "C" NOT NULL, needs TEXT COLLATE "C" NOT NULL, next_report TEXT COLLATE "C" NOT NULL, items TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", at BIGINT NOT NULL, elapsed BIGINT NOT NULL, sending TEXT COLLATE "C" UNIQUE,
    UNIQUE (cell_id, number));
CREATE INDEX situation_report_event ON situation_report (event_id);
CREATE TABLE public_statement (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    released_at BIGINT, released_elapsed BIGINT, released_by TEXT COLLATE "C", sending TEXT COLLATE "C" UNIQUE, UNIQUE (cell_id, number));
CREATE INDEX public_statement_event ON public_statement (event_id);
CREATE TABLE statement_consent (
    statement_id TEXT COLLATE "C" NOT NULL REFERENCES public_statement (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    answer TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", answered_at BIGINT, elapsed BIGINT,
    PRIMARY KEY (statement_id, cell_id));
CREATE INDEX statement_consent_cell ON statement_consent (cell_id);
CREATE TABLE exercise_message (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), kind TEXT COLLATE "C" NOT NULL,
    cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), other_cell TEXT COLLATE "C" REFERENCES exercise_cell (id),
    is_control BOOLEAN NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", at BIGINT NOT NULL,
    elapsed BIGINT NOT NULL, sending TEXT COLLATE "C" UNIQUE);
CREATE INDEX exercise_message_event ON exercise_message (event_id, at);
CREATE INDEX exercise_message_cell ON exercise_message (cell_id, at);
CREATE INDEX exercise_message_other ON exercise_message (other_cell);
CREATE TABLE observer_answer (
    point_id TEXT COLLATE "C" NOT NULL REFERENCES decision_point (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    option_code TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (point_id, participant_id));
CREATE INDEX observer_answer_participant ON observer_answer (participant_id);

-- 0088-evaluation
CREATE TABLE exercise_evaluation (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), lead_id TEXT COLLATE "C" REFERENCES exercise_seat (id), closed_at BIGINT,
    closed_by TEXT COLLATE "C");
CREATE INDEX exercise_evaluation_lead ON exercise_evaluation (lead_id);
CREATE TABLE exercise_observation (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), seat_id TEXT COLLATE "C" REFERENCES exercise_seat (id),
    author TEXT COLLATE "C", cell_id TEXT COLLATE "C" REFERENCES exercise_cell (id), task_id TEXT COLLATE "C" REFERENCES critical_task (id),
    paper_id TEXT COLLATE "C" REFERENCES paper (id), kind TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    elapsed BIGINT NOT NULL, at BIGINT NOT NULL, shared_at BIGINT);
CREATE INDEX exercise_observation_event ON exercise_observation (event_id, elapsed);
CREATE INDEX exercise_observation_seat ON exercise_observation (seat_id);
CREATE INDEX exercise_observation_cell ON exercise_observation (cell_id);
CREATE INDEX exercise_observation_task ON exercise_observation (task_id);
CREATE INDEX exercise_observation_paper ON exercise_observation (paper_id);
CREATE TABLE task_rating (
    seat_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_seat (id), task_id TEXT COLLATE "C" NOT NULL REFERENCES critical_task (id),
    cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), version BIGINT NOT NULL, value TEXT COLLATE "C" NOT NULL, reason TEXT COLLATE "C" NOT NULL,
    change TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (seat_id, task_id, cell_id, version));
CREATE INDEX task_rating_task ON task_rating (task_id, cell_id);
CREATE INDEX task_rating_cell ON task_rating (cell_id);
CREATE TABLE rating_submission (
    seat_id TEXT COLLATE "C" PRIMARY KEY REFERENCES exercise_seat (id), at BIGINT NOT NULL);
CREATE TABLE rating_consensus (
    task_id TEXT COLLATE "C" NOT NULL REFERENCES critical_task (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    value TEXT COLLATE "C" NOT NULL, reason TEXT COLLATE "C" NOT NULL, actor TEXT COLLATE "C", at BIGINT NOT NULL, PRIMARY KEY (task_id, cell_id));
CREATE INDEX rating_consensus_cell ON rating_consensus (cell_id);
CREATE TABLE finding (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), kind TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, reference TEXT COLLATE "C" NOT NULL, why TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    objective_id TEXT COLLATE "C" REFERENCES exercise_objective (id), cell_id TEXT COLLATE "C" REFERENCES exercise_cell (id),
    is_shared BOOLEAN NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX finding_event ON finding (event_id, created_at);
CREATE INDEX finding_objective ON finding (objective_id);
CREATE INDEX finding_cell ON finding (cell_id);
CREATE TABLE finding_observation (
    finding_id TEXT COLLATE "C" NOT NULL REFERENCES finding (id), observation_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_observation (id),
    PRIMARY KEY (finding_id, observation_id));
CREATE INDEX finding_observation_observation ON finding_observation (observation_id);
CREATE TABLE lesson (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" REFERENCES past_case (id), created_by TEXT COLLATE "C", created_at BIGINT NOT NULL);
CREATE INDEX lesson_event ON lesson (event_id, created_at);
CREATE INDEX lesson_case ON lesson (case_id);
CREATE TABLE lesson_finding (
    lesson_id TEXT COLLATE "C" NOT NULL REFERENCES lesson (id), finding_id TEXT COLLATE "C" NOT NULL REFERENCES finding (id),
    PRIMARY KEY (lesson_id, finding_id));
CREATE INDEX lesson_finding_finding ON lesson_finding (finding_id);
CREATE TABLE exercise_report_text (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), section TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL, changed_by TEXT COLLATE "C", changed_at BIGINT NOT NULL, PRIMARY KEY (event_id, section));
CREATE TABLE exercise_report (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), template TEXT COLLATE "C" NOT NULL, agreed_at BIGINT, agreed_by TEXT COLLATE "C",
    case_id TEXT COLLATE "C" REFERENCES past_case (id));
CREATE INDEX exercise_report_case ON exercise_report (case_id);

-- 0089-actions
CREATE TABLE action (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, element TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL, starts_on TEXT COLLATE "C" NOT NULL, due_on TEXT COLLATE "C" NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL, owner_kind TEXT COLLATE "C", owner TEXT COLLATE "C", owner_account TEXT COLLATE "C" REFERENCES account (id), state TEXT COLLATE "C" NOT NULL,
    agreed_by TEXT COLLATE "C", agreed_at BIGINT, done_at BIGINT, outcome TEXT COLLATE "C" NOT NULL, origin_kind TEXT COLLATE "C" NOT NULL,
    origin_id TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, is_shared BOOLEAN NOT NULL, created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX action_programme ON action (programme_id, created_at);
CREATE INDEX action_owner ON action (owner, owner_kind);
CREATE INDEX action_owner_account ON action (owner_account);
CREATE INDEX action_origin ON action (origin_kind, origin_id);
CREATE UNIQUE INDEX action_key ON action (programme_id, key);

-- 0091-msel-file
CREATE TABLE msel_draft (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    file_name TEXT COLLATE "C" NOT NULL, file BYTEA, answers TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT,
    counts TEXT COLLATE "C" NOT NULL);
CREATE INDEX msel_draft_event ON msel_draft (event_id);
CREATE INDEX msel_draft_account ON msel_draft (account_id);

-- 0092-exercises-that-were
INSERT INTO msel (id, programme_id, kind, title, overview, zone, story_start, languages, marking, extra_columns,
    created_at, changed_at)
SELECT e.id, e.programme_id, 'exercise', e.title, '', e.time_zone, e.created_at, '["en"]', e.marking, '[]',
    e.created_at, e.created_at
FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM exercise x WHERE x.event_id = e.id);
INSERT INTO exercise (event_id, msel_id, state, pace, approval, release_default, comparison, rules_text,
    emergency_phone, catch_up_ms, cells_talk, created_at, changed_at)
SELECT e.id, e.id, 'draft', 'clock', 'none', 'hand', 'private', '', '', 60000, FALSE, e.created_at, e.created_at
FROM event e WHERE e.kind = 'exercise' AND NOT EXISTS (SELECT 1 FROM exercise x WHERE x.event_id = e.id);

-- 0095-expert-request-sector
ALTER TABLE expert_request ADD COLUMN sector TEXT COLLATE "C" NOT NULL DEFAULT '';

-- 0096-need-topics
ALTER TABLE shared_need ADD COLUMN topic_id TEXT COLLATE "C";
CREATE INDEX shared_need_event ON shared_need (event_id);

-- 0097-exercise-file
CREATE TABLE objective_origin (
    objective_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_objective (id) ON DELETE CASCADE, position BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, PRIMARY KEY (objective_id, position));

-- 0098-exercise-probes
CREATE TABLE exercise_probe (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), number BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL,
    planned_elapsed BIGINT NOT NULL, release TEXT COLLATE "C" NOT NULL, opened_at BIGINT, opened_elapsed BIGINT, closed_at BIGINT,
    closed_elapsed BIGINT, UNIQUE (event_id, number));
CREATE TABLE probe_question (
    id TEXT COLLATE "C" PRIMARY KEY, probe_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_probe (id), position BIGINT NOT NULL, text TEXT COLLATE "C" NOT NULL,
    truth TEXT COLLATE "C" NOT NULL, true_from BIGINT NOT NULL, UNIQUE (probe_id, position));
CREATE TABLE probe_option (
    question_id TEXT COLLATE "C" NOT NULL REFERENCES probe_question (id), position BIGINT NOT NULL, code TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (question_id, code));
CREATE TABLE probe_answer (
    question_id TEXT COLLATE "C" NOT NULL REFERENCES probe_question (id), cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id),
    number BIGINT NOT NULL, option_code TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C", at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    PRIMARY KEY (question_id, cell_id, number));
CREATE INDEX probe_answer_cell ON probe_answer (cell_id);
CREATE TABLE picture_version (
    item_id TEXT COLLATE "C" NOT NULL REFERENCES picture_item (id), number BIGINT NOT NULL, topic TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    standing TEXT COLLATE "C" NOT NULL, shown_to TEXT COLLATE "C" NOT NULL, as_of BIGINT, elapsed BIGINT NOT NULL, PRIMARY KEY (item_id, number));
INSERT INTO picture_version (item_id, number, topic, text, standing, shown_to, as_of, elapsed)
SELECT id, 1, topic, text, standing, shown_to, as_of, elapsed FROM picture_item;

-- 0099-observer-rounds
DROP TABLE observer_answer;
CREATE TABLE observer_round (
    point_id TEXT COLLATE "C" PRIMARY KEY REFERENCES decision_point (id), ballot_key BYTEA, closed_at BIGINT);
CREATE TABLE observer_ballot (
    point_id TEXT COLLATE "C" NOT NULL REFERENCES observer_round (point_id), voter TEXT COLLATE "C" NOT NULL, option_code TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (point_id, voter));
CREATE TABLE observer_tally (
    point_id TEXT COLLATE "C" NOT NULL REFERENCES observer_round (point_id), option_code TEXT COLLATE "C" NOT NULL, heads BIGINT NOT NULL,
    PRIMARY KEY (point_id, option_code));

-- 0107-exercise-stations
CREATE TABLE exercise_station (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE, number BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL, place TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX exercise_station_event ON exercise_station (event_id, number);
CREATE TABLE exercise_station_task (
    station_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE,
    task_id TEXT COLLATE "C" NOT NULL REFERENCES critical_task (id) ON DELETE CASCADE, PRIMARY KEY (station_id, task_id));
CREATE INDEX exercise_station_task_task ON exercise_station_task (task_id);
CREATE TABLE exercise_station_seat (
    station_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE,
    seat_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_seat (id) ON DELETE CASCADE, PRIMARY KEY (station_id, seat_id));
CREATE INDEX exercise_station_seat_seat ON exercise_station_seat (seat_id);
CREATE TABLE exercise_timetable (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES exercise (event_id) ON DELETE CASCADE, revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE TABLE exercise_rotation (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE, number BIGINT NOT NULL,
    starts_at BIGINT NOT NULL, length_ms BIGINT NOT NULL, PRIMARY KEY (event_id, number));
CREATE TABLE exercise_rotation_cell (
    event_id TEXT COLLATE "C" NOT NULL, number BIGINT NOT NULL, cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id) ON DELETE CASCADE,
    station_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_station (id) ON DELETE CASCADE, PRIMARY KEY (event_id, number, cell_id),
    FOREIGN KEY (event_id, number) REFERENCES exercise_rotation (event_id, number) ON DELETE CASCADE);
CREATE INDEX exercise_rotation_cell_cell ON exercise_rotation_cell (cell_id);
CREATE INDEX exercise_rotation_cell_station ON exercise_rotation_cell (station_id);

-- 0109-finding-actions
UPDATE action SET is_shared = FALSE WHERE origin_kind = 'finding' AND is_shared AND origin_id IN (
    SELECT f.id FROM finding f JOIN exercise e ON e.event_id = f.event_id JOIN exercise_cell c ON c.id = f.cell_id
    WHERE NOT (e.comparison = 'named' AND c.publication = 'named'));

-- 0110-frameworks
CREATE TABLE framework (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), code TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, is_open BOOLEAN NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE UNIQUE INDEX framework_code ON framework (programme_id, code);
CREATE UNIQUE INDEX framework_key ON framework (programme_id, key);
CREATE TABLE framework_version (
    framework_id TEXT COLLATE "C" NOT NULL REFERENCES framework (id), version BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL, PRIMARY KEY (framework_id, version));

-- 0111-needs
CREATE TABLE needs_cycle (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), region_id TEXT COLLATE "C" REFERENCES region (id),
    title TEXT COLLATE "C" NOT NULL, framework_id TEXT COLLATE "C" NOT NULL REFERENCES framework (id), version BIGINT NOT NULL, opens_on TEXT COLLATE "C" NOT NULL,
    closes_on TEXT COLLATE "C" NOT NULL, pools TEXT COLLATE "C" NOT NULL, home_groups TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, closed_at BIGINT, key TEXT COLLATE "C");
CREATE INDEX needs_cycle_programme ON needs_cycle (programme_id, created_at);
CREATE INDEX needs_cycle_closing ON needs_cycle (closes_on);
CREATE INDEX needs_cycle_framework ON needs_cycle (framework_id);
CREATE UNIQUE INDEX needs_cycle_key ON needs_cycle (programme_id, key);
CREATE TABLE needs_assessment (
    id TEXT COLLATE "C" PRIMARY KEY, cycle_id TEXT COLLATE "C" NOT NULL REFERENCES needs_cycle (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    state TEXT COLLATE "C" NOT NULL, sharing TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, questions TEXT COLLATE "C" NOT NULL,
    alternate_submits BOOLEAN NOT NULL, changed_at BIGINT NOT NULL);
CREATE UNIQUE INDEX needs_assessment_country ON needs_assessment (cycle_id, country);
CREATE INDEX needs_assessment_of ON needs_assessment (country);
CREATE TABLE needs_respondent (
    assessment_id TEXT COLLATE "C" NOT NULL REFERENCES needs_assessment (id), sector TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), named_by TEXT COLLATE "C", named_at BIGINT NOT NULL,
    PRIMARY KEY (assessment_id, sector, account_id));
CREATE INDEX needs_respondent_account ON needs_respondent (account_id);
CREATE TABLE needs_answer (
    id TEXT COLLATE "C" PRIMARY KEY, assessment_id TEXT COLLATE "C" NOT NULL REFERENCES needs_assessment (id), indicator TEXT COLLATE "C" NOT NULL,
    sector TEXT COLLATE "C" NOT NULL, value TEXT COLLATE "C" NOT NULL, not_applicable BOOLEAN NOT NULL, note TEXT COLLATE "C" NOT NULL,
    evidence_kind TEXT COLLATE "C" NOT NULL, evidence TEXT COLLATE "C" NOT NULL, answered_by TEXT COLLATE "C", answered_at BIGINT NOT NULL);
CREATE UNIQUE INDEX needs_answer_of ON needs_answer (assessment_id, indicator, sector, answered_by);
CREATE TABLE needs_value (
    assessment_id TEXT COLLATE "C" NOT NULL REFERENCES needs_assessment (id), indicator TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    value BIGINT, reason TEXT COLLATE "C" NOT NULL, target BIGINT, target_on TEXT COLLATE "C" NOT NULL, set_by TEXT COLLATE "C", set_at BIGINT NOT NULL,
    PRIMARY KEY (assessment_id, indicator));
CREATE TABLE needs_submission (
    assessment_id TEXT COLLATE "C" NOT NULL REFERENCES needs_assessment (id), version BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
    mandate_id TEXT COLLATE "C" REFERENCES mandate (id), submitted_by TEXT COLLATE "C", submitted_at BIGINT NOT NULL,
    PRIMARY KEY (assessment_id, version));
CREATE TABLE needs_rollup (
    id TEXT COLLATE "C" PRIMARY KEY, cycle_id TEXT COLLATE "C" NOT NULL REFERENCES needs_cycle (id), snapshot BIGINT NOT NULL, sequence BIGINT NOT NULL,
    cells TEXT COLLATE "C" NOT NULL, chain TEXT COLLATE "C" NOT NULL, taken_by TEXT COLLATE "C", taken_at BIGINT NOT NULL);
CREATE UNIQUE INDEX needs_rollup_snapshot ON needs_rollup (cycle_id, snapshot);

-- 0112-framework-crosswalks
CREATE TABLE framework_crosswalk (
    framework_id TEXT COLLATE "C" NOT NULL REFERENCES framework (id), indicator TEXT COLLATE "C" NOT NULL,
    other_id TEXT COLLATE "C" NOT NULL REFERENCES framework (id), other TEXT COLLATE "C" NOT NULL, relation TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (framework_id, indicator, other_id, other));
CREATE INDEX framework_crosswalk_other ON framework_crosswalk (other_id);

-- 0113-needs-named
ALTER TABLE needs_assessment ADD COLUMN was_named BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE needs_assessment SET was_named = TRUE WHERE sharing IN ('region', 'programme');

-- 0120-risks
CREATE TABLE risk_setting (
    programme_id TEXT COLLATE "C" PRIMARY KEY REFERENCES programme (id), bands TEXT COLLATE "C" NOT NULL, site_names TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE TABLE risk_scenario (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), region_id TEXT COLLATE "C" REFERENCES region (id),
    country TEXT COLLATE "C", code TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL, story TEXT COLLATE "C" NOT NULL, coping TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    area_id TEXT COLLATE "C" REFERENCES area (id), hazards TEXT COLLATE "C" NOT NULL, sectors TEXT COLLATE "C" NOT NULL, indicators TEXT COLLATE "C" NOT NULL, source TEXT COLLATE "C" NOT NULL,
    marking TEXT COLLATE "C" NOT NULL, is_shared BOOLEAN NOT NULL, state TEXT COLLATE "C" NOT NULL, likelihood BIGINT, impact BIGINT,
    reason TEXT COLLATE "C" NOT NULL, agreed_by TEXT COLLATE "C", agreed_at BIGINT, treatment TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL,
    acceptor TEXT COLLATE "C" NOT NULL, review_on TEXT COLLATE "C" NOT NULL, residual_likelihood BIGINT, residual_impact BIGINT,
    outcome TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX risk_scenario_programme ON risk_scenario (programme_id, created_at);
CREATE INDEX risk_scenario_region ON risk_scenario (region_id);
CREATE INDEX risk_scenario_area ON risk_scenario (area_id);
CREATE UNIQUE INDEX risk_scenario_key ON risk_scenario (programme_id, key);
CREATE TABLE risk_round (
    id TEXT COLLATE "C" PRIMARY KEY, risk_id TEXT COLLATE "C" NOT NULL REFERENCES risk_scenario (id), number BIGINT NOT NULL, opened_by TEXT COLLATE "C",
    opened_at BIGINT NOT NULL, closed_at BIGINT);
CREATE UNIQUE INDEX risk_round_number ON risk_round (risk_id, number);
CREATE TABLE risk_judgement (
    id TEXT COLLATE "C" PRIMARY KEY, round_id TEXT COLLATE "C" NOT NULL REFERENCES risk_round (id), author TEXT COLLATE "C", sector TEXT COLLATE "C" NOT NULL,
    likelihood BIGINT NOT NULL, impact BIGINT NOT NULL, confidence TEXT COLLATE "C" NOT NULL, judged_at BIGINT NOT NULL);
CREATE UNIQUE INDEX risk_judgement_author ON risk_judgement (round_id, author);
CREATE TABLE risk_sector_view (
    round_id TEXT COLLATE "C" NOT NULL REFERENCES risk_round (id), sector TEXT COLLATE "C" NOT NULL, likelihood BIGINT NOT NULL,
    impact BIGINT NOT NULL, confidence TEXT COLLATE "C" NOT NULL, signed_by TEXT COLLATE "C", signed_at BIGINT NOT NULL,
    PRIMARY KEY (round_id, sector));
CREATE TABLE risk_report (
    id TEXT COLLATE "C" PRIMARY KEY, risk_id TEXT COLLATE "C" NOT NULL REFERENCES risk_scenario (id), words TEXT COLLATE "C" NOT NULL, reported_by TEXT COLLATE "C",
    reported_at BIGINT NOT NULL, settled_at BIGINT);
CREATE INDEX risk_report_risk ON risk_report (risk_id, reported_at);

-- 0121-priorities
CREATE TABLE plan_priority (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), region_id TEXT COLLATE "C" REFERENCES region (id),
    number BIGINT NOT NULL, statement TEXT COLLATE "C" NOT NULL, reason TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    area_id TEXT COLLATE "C" REFERENCES area (id), marking TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, event_id TEXT COLLATE "C" REFERENCES event (id),
    adopted_at BIGINT, words TEXT COLLATE "C" NOT NULL, successor_id TEXT COLLATE "C" REFERENCES plan_priority (id), created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE UNIQUE INDEX plan_priority_number ON plan_priority (programme_id, number);
CREATE INDEX plan_priority_region ON plan_priority (region_id);
CREATE INDEX plan_priority_area ON plan_priority (area_id);
CREATE INDEX plan_priority_event ON plan_priority (event_id);
CREATE INDEX plan_priority_successor ON plan_priority (successor_id);
CREATE UNIQUE INDEX plan_priority_key ON plan_priority (programme_id, key);
CREATE TABLE plan_priority_source (
    priority_id TEXT COLLATE "C" NOT NULL REFERENCES plan_priority (id), source TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL,
    PRIMARY KEY (priority_id, source));
CREATE INDEX plan_priority_source_source ON plan_priority_source (source);
CREATE TABLE validity_poll (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), region_id TEXT COLLATE "C" REFERENCES region (id),
    closes_on TEXT COLLATE "C" NOT NULL, is_named TEXT COLLATE "C" NOT NULL, note TEXT COLLATE "C" NOT NULL, opened_by TEXT COLLATE "C", opened_at BIGINT NOT NULL,
    closed_at BIGINT);
CREATE INDEX validity_poll_programme ON validity_poll (programme_id, opened_at);
CREATE INDEX validity_poll_region ON validity_poll (region_id);
CREATE INDEX validity_poll_closes ON validity_poll (closes_on);
CREATE TABLE validity_poll_item (
    poll_id TEXT COLLATE "C" NOT NULL REFERENCES validity_poll (id), priority_id TEXT COLLATE "C" NOT NULL REFERENCES plan_priority (id),
    position BIGINT NOT NULL, PRIMARY KEY (poll_id, priority_id));
CREATE INDEX validity_poll_item_priority ON validity_poll_item (priority_id);
CREATE TABLE validity_poll_country (
    poll_id TEXT COLLATE "C" NOT NULL REFERENCES validity_poll (id), country TEXT COLLATE "C" NOT NULL, agrees BOOLEAN NOT NULL,
    PRIMARY KEY (poll_id, country));
CREATE TABLE validity_answer (
    poll_id TEXT COLLATE "C" NOT NULL REFERENCES validity_poll (id), priority_id TEXT COLLATE "C" NOT NULL REFERENCES plan_priority (id),
    country TEXT COLLATE "C" NOT NULL, stance TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, answered_by TEXT COLLATE "C",
    mandate_id TEXT COLLATE "C" REFERENCES mandate (id), answered_at BIGINT NOT NULL, PRIMARY KEY (poll_id, priority_id, country));
CREATE INDEX validity_answer_priority ON validity_answer (priority_id);
CREATE INDEX validity_answer_mandate ON validity_answer (mandate_id);

-- 0122-gatherings
CREATE TABLE gathering (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), region_id TEXT COLLATE "C" REFERENCES region (id),
    country TEXT COLLATE "C", title TEXT COLLATE "C" NOT NULL, starts_on TEXT COLLATE "C" NOT NULL, ends_on TEXT COLLATE "C" NOT NULL, venue TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, marking TEXT COLLATE "C" NOT NULL, is_shared BOOLEAN NOT NULL, state TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX gathering_programme ON gathering (programme_id, starts_on);
CREATE INDEX gathering_region ON gathering (region_id);
CREATE UNIQUE INDEX gathering_key ON gathering (programme_id, key);
CREATE TABLE gathering_area (
    gathering_id TEXT COLLATE "C" NOT NULL REFERENCES gathering (id), area_id TEXT COLLATE "C" NOT NULL REFERENCES area (id),
    PRIMARY KEY (gathering_id, area_id));
CREATE INDEX gathering_area_area ON gathering_area (area_id);
CREATE TABLE gathering_link (
    gathering_id TEXT COLLATE "C" NOT NULL REFERENCES gathering (id), kind TEXT COLLATE "C" NOT NULL, target TEXT COLLATE "C" NOT NULL,
    linked_at BIGINT NOT NULL, PRIMARY KEY (gathering_id, kind, target));
CREATE TABLE gathering_lesson (
    id TEXT COLLATE "C" PRIMARY KEY, gathering_id TEXT COLLATE "C" NOT NULL REFERENCES gathering (id), text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C", created_at BIGINT NOT NULL);
CREATE INDEX gathering_lesson_gathering ON gathering_lesson (gathering_id, created_at);

-- 0130-programme-plans
CREATE TABLE programme_plan (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), kind TEXT COLLATE "C" NOT NULL, owner_kind TEXT COLLATE "C",
    owner TEXT COLLATE "C", title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, starts_on TEXT COLLATE "C" NOT NULL, ends_on TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, stage TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, marking TEXT COLLATE "C" NOT NULL,
    sharing TEXT COLLATE "C" NOT NULL, answer_by TEXT COLLATE "C" NOT NULL, silence_agrees BOOLEAN NOT NULL, created_by TEXT COLLATE "C",
    created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX programme_plan_programme ON programme_plan (programme_id, kind);
CREATE INDEX programme_plan_stage ON programme_plan (stage, programme_id);
CREATE UNIQUE INDEX programme_plan_key ON programme_plan (programme_id, key);
CREATE TABLE plan_item (
    id TEXT COLLATE "C" PRIMARY KEY, plan_id TEXT COLLATE "C" NOT NULL REFERENCES programme_plan (id), place BIGINT NOT NULL,
    action_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES action (id), number TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, weight BIGINT,
    sectors TEXT COLLATE "C" NOT NULL, priority TEXT COLLATE "C" NOT NULL, gap TEXT COLLATE "C" NOT NULL, sources TEXT COLLATE "C" NOT NULL, cost TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL, funded_by TEXT COLLATE "C" NOT NULL, depends_on TEXT COLLATE "C" NOT NULL, secured BOOLEAN NOT NULL,
    held_back BOOLEAN NOT NULL, blocked TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, UNIQUE (plan_id, number));
CREATE INDEX plan_item_place ON plan_item (plan_id, place);
CREATE TABLE plan_step (
    id TEXT COLLATE "C" PRIMARY KEY, item_id TEXT COLLATE "C" NOT NULL REFERENCES plan_item (id), place BIGINT NOT NULL, title TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL, done_on TEXT COLLATE "C" NOT NULL, waived TEXT COLLATE "C" NOT NULL);
CREATE INDEX plan_step_item ON plan_step (item_id, place);
CREATE TABLE plan_gathering (
    item_id TEXT COLLATE "C" NOT NULL REFERENCES plan_item (id), gathered_id TEXT COLLATE "C" NOT NULL REFERENCES plan_item (id),
    at BIGINT NOT NULL, PRIMARY KEY (item_id, gathered_id));
CREATE INDEX plan_gathering_gathered ON plan_gathering (gathered_id);
CREATE TABLE plan_stand (
    plan_id TEXT COLLATE "C" NOT NULL REFERENCES programme_plan (id), item_id TEXT COLLATE "C" NOT NULL REFERENCES plan_item (id),
    member_kind TEXT COLLATE "C" NOT NULL, member TEXT COLLATE "C" NOT NULL, stand TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, stated_by TEXT COLLATE "C",
    at BIGINT NOT NULL, PRIMARY KEY (item_id, member_kind, member));
CREATE INDEX plan_stand_plan ON plan_stand (plan_id);
CREATE TABLE plan_version (
    plan_id TEXT COLLATE "C" NOT NULL REFERENCES programme_plan (id), version BIGINT NOT NULL, adopted_at BIGINT NOT NULL,
    adopted_by TEXT COLLATE "C", content TEXT COLLATE "C" NOT NULL, stands TEXT COLLATE "C" NOT NULL, PRIMARY KEY (plan_id, version));
CREATE TABLE plan_mail (key TEXT COLLATE "C" PRIMARY KEY, at BIGINT NOT NULL);
CREATE INDEX action_state_due ON action (state, due_on);
CREATE INDEX action_changed ON action (changed_at);
CREATE INDEX action_state_created ON action (state, created_at);

-- 0131-plan-comments
CREATE TABLE plan_comment (
    id TEXT COLLATE "C" PRIMARY KEY, item_id TEXT COLLATE "C" NOT NULL REFERENCES plan_item (id), member_kind TEXT COLLATE "C", member TEXT COLLATE "C",
    account_id TEXT COLLATE "C" REFERENCES account (id), text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL);
CREATE INDEX plan_comment_item ON plan_comment (item_id, at);
CREATE INDEX plan_comment_account ON plan_comment (account_id);

-- 0132-plan-rooms
ALTER TABLE plan_stand ADD COLUMN provisional BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE plan_item ADD COLUMN regions TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE plan_item ADD COLUMN partners TEXT COLLATE "C" NOT NULL DEFAULT '';

-- 0140-ideas
CREATE TABLE project_idea (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, need TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, difference TEXT COLLATE "C" NOT NULL, cost TEXT COLLATE "C" NOT NULL, months BIGINT, cbrn TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, sponsor_kind TEXT COLLATE "C", sponsor TEXT COLLATE "C", is_direct BOOLEAN NOT NULL,
    marking TEXT COLLATE "C" NOT NULL, parked_until TEXT COLLATE "C" NOT NULL, outcome TEXT COLLATE "C" NOT NULL,
    joined_into TEXT COLLATE "C" REFERENCES project_idea (id), shared_at BIGINT, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX project_idea_programme ON project_idea (programme_id, created_at);
CREATE INDEX project_idea_joined ON project_idea (joined_into);
CREATE UNIQUE INDEX project_idea_key ON project_idea (programme_id, key);
CREATE TABLE idea_link (
    idea_id TEXT COLLATE "C" NOT NULL REFERENCES project_idea (id), kind TEXT COLLATE "C" NOT NULL, ref TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (idea_id, kind, ref));
CREATE INDEX idea_link_ref ON idea_link (ref, kind);
CREATE TABLE idea_endorsement (
    idea_id TEXT COLLATE "C" NOT NULL REFERENCES project_idea (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    stance TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, account_id TEXT COLLATE "C" REFERENCES account (id),
    mandate_id TEXT COLLATE "C" REFERENCES mandate (id), said_at BIGINT NOT NULL, PRIMARY KEY (idea_id, country));
CREATE INDEX idea_endorsement_account ON idea_endorsement (account_id);
CREATE TABLE idea_funder (
    id TEXT COLLATE "C" PRIMARY KEY, idea_id TEXT COLLATE "C" NOT NULL REFERENCES project_idea (id),
    account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), released_by TEXT COLLATE "C", released_at BIGINT NOT NULL,
    answer TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, answered_at BIGINT, reply TEXT COLLATE "C" NOT NULL, UNIQUE (idea_id, account_id));
CREATE INDEX idea_funder_account ON idea_funder (account_id);
CREATE TABLE idea_rule (
    programme_id TEXT COLLATE "C" PRIMARY KEY REFERENCES programme (id), needed BIGINT NOT NULL, named_may_stop BOOLEAN NOT NULL);
CREATE TABLE idea_proposal (
    id TEXT COLLATE "C" PRIMARY KEY, idea_id TEXT COLLATE "C" NOT NULL REFERENCES project_idea (id),
    programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id),
    publication_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES publication (id), state TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL,
    words TEXT COLLATE "C" NOT NULL, decided_by TEXT COLLATE "C", decided_at BIGINT, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL);
CREATE INDEX idea_proposal_idea ON idea_proposal (idea_id);
CREATE INDEX idea_proposal_programme ON idea_proposal (programme_id, created_at);

-- 0141-projects
CREATE TABLE project (
    programme_id TEXT COLLATE "C" PRIMARY KEY REFERENCES programme (id), code TEXT COLLATE "C" NOT NULL, status TEXT COLLATE "C" NOT NULL,
    planned_start TEXT COLLATE "C" NOT NULL, actual_start TEXT COLLATE "C" NOT NULL, planned_end TEXT COLLATE "C" NOT NULL, actual_end TEXT COLLATE "C" NOT NULL,
    places TEXT COLLATE "C" NOT NULL, areas TEXT COLLATE "C" NOT NULL, cbrn TEXT COLLATE "C" NOT NULL, reporter TEXT COLLATE "C" NOT NULL, reporter_ref TEXT COLLATE "C" NOT NULL, reporter_type TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL, source TEXT COLLATE "C" NOT NULL, carries_on TEXT COLLATE "C" NOT NULL, next TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    idea_id TEXT COLLATE "C" REFERENCES project_idea (id), carry_checked_on TEXT COLLATE "C" NOT NULL, carry_holds BOOLEAN NOT NULL,
    carry_words TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX project_idea_project ON project (idea_id);
CREATE TABLE project_body (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), name TEXT COLLATE "C" NOT NULL, role TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL, ref TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL);
CREATE INDEX project_body_programme ON project_body (programme_id, created_at);
CREATE TABLE project_budget (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), starts TEXT COLLATE "C" NOT NULL, ends TEXT COLLATE "C" NOT NULL,
    amount TEXT COLLATE "C" NOT NULL, currency TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL);
CREATE INDEX project_budget_programme ON project_budget (programme_id, starts);
CREATE TABLE project_result (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, type TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL, indicators TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX project_result_programme ON project_result (programme_id, created_at);

-- 0142-courses
CREATE TABLE course (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    sectors TEXT COLLATE "C" NOT NULL, hours BIGINT, rule TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
    requires TEXT COLLATE "C" REFERENCES course (id), created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX course_programme ON course (programme_id, title);
CREATE TABLE course_module (
    id TEXT COLLATE "C" PRIMARY KEY, course_id TEXT COLLATE "C" NOT NULL REFERENCES course (id), title TEXT COLLATE "C" NOT NULL, hours BIGINT,
    created_at BIGINT NOT NULL);
CREATE INDEX course_module_course ON course_module (course_id, created_at);
CREATE TABLE course_cohort (
    id TEXT COLLATE "C" PRIMARY KEY, course_id TEXT COLLATE "C" NOT NULL REFERENCES course (id), title TEXT COLLATE "C" NOT NULL, starts TEXT COLLATE "C" NOT NULL,
    ends TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL);
CREATE INDEX course_cohort_course ON course_cohort (course_id, created_at);
CREATE TABLE cohort_module (
    cohort_id TEXT COLLATE "C" NOT NULL REFERENCES course_cohort (id), module_id TEXT COLLATE "C" NOT NULL REFERENCES course_module (id),
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), PRIMARY KEY (cohort_id, module_id));
CREATE INDEX cohort_module_event ON cohort_module (event_id);
CREATE INDEX cohort_module_module ON cohort_module (module_id);

-- 0145-remarks
CREATE TABLE remark (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), subject TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL, account_id TEXT COLLATE "C" REFERENCES account (id), created_at BIGINT NOT NULL);
CREATE INDEX remark_subject ON remark (subject, created_at);
CREATE INDEX remark_account ON remark (account_id);
CREATE INDEX remark_programme ON remark (programme_id);
CREATE TABLE kept_filter (
    id TEXT COLLATE "C" PRIMARY KEY, account_id TEXT COLLATE "C" NOT NULL REFERENCES account (id), page TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL,
    query TEXT COLLATE "C" NOT NULL, created_at BIGINT NOT NULL, UNIQUE (account_id, page, name));

-- 0146-needs-outside
CREATE TABLE needs_outside (
    cycle_id TEXT COLLATE "C" NOT NULL REFERENCES needs_cycle (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    indicator TEXT COLLATE "C" NOT NULL, source TEXT COLLATE "C" NOT NULL, value BIGINT NOT NULL, said_on TEXT COLLATE "C" NOT NULL, taken_by TEXT COLLATE "C",
    taken_at BIGINT NOT NULL, PRIMARY KEY (cycle_id, country, indicator, source));
CREATE INDEX needs_outside_country ON needs_outside (country);

-- 0150-exercise-mail
CREATE TABLE exercise_mail (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), on_at BIGINT, changed_by TEXT COLLATE "C", changed_at BIGINT NOT NULL);
CREATE INDEX exercise_mail_on ON exercise_mail (on_at);
CREATE TABLE exercise_mail_choice (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id),
    chosen_at BIGINT NOT NULL, PRIMARY KEY (event_id, participant_id));
CREATE INDEX exercise_mail_choice_participant ON exercise_mail_choice (participant_id);

-- 0151-request-reminders
CREATE TABLE exercise_request_reminder (
    request_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_request (id), share BIGINT NOT NULL, at BIGINT NOT NULL, elapsed BIGINT NOT NULL,
    PRIMARY KEY (request_id, share));

-- 0152-exercise-sheets
CREATE TABLE exercise_sheet (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), kind TEXT COLLATE "C" NOT NULL,
    cell_id TEXT COLLATE "C" NOT NULL REFERENCES exercise_cell (id), point_id TEXT COLLATE "C" REFERENCES decision_point (id), body TEXT COLLATE "C" NOT NULL,
    entered_by TEXT COLLATE "C", entered_at BIGINT NOT NULL, decided_by TEXT COLLATE "C", decided_at BIGINT, state TEXT COLLATE "C" NOT NULL);
CREATE INDEX exercise_sheet_event ON exercise_sheet (event_id, state);
CREATE INDEX exercise_sheet_cell ON exercise_sheet (cell_id);
CREATE INDEX exercise_sheet_point ON exercise_sheet (point_id);

-- 0153-inject-attachments
CREATE TABLE inject_attachment (
    id TEXT COLLATE "C" PRIMARY KEY, inject_id TEXT COLLATE "C" NOT NULL REFERENCES inject (id), position BIGINT NOT NULL, language TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL, file_id TEXT COLLATE "C" NOT NULL REFERENCES kept_file (id), alt TEXT COLLATE "C" NOT NULL, width BIGINT NOT NULL,
    height BIGINT NOT NULL, turns BIGINT NOT NULL, added_at BIGINT NOT NULL);
CREATE INDEX inject_attachment_inject ON inject_attachment (inject_id, position);
CREATE INDEX inject_attachment_file ON inject_attachment (file_id);

-- 0154-excon-notes
CREATE TABLE excon_note (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE,
    inject_id TEXT COLLATE "C" REFERENCES inject (id) ON DELETE SET NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, author TEXT COLLATE "C",
    at BIGINT NOT NULL, elapsed BIGINT NOT NULL);
CREATE INDEX excon_note_event ON excon_note (event_id, elapsed);
CREATE INDEX excon_note_inject ON excon_note (inject_id);

-- 0155-observation-evidence
ALTER TABLE exercise_observation ADD COLUMN evidence_kind TEXT COLLATE "C";
ALTER TABLE exercise_observation ADD COLUMN evidence_id TEXT COLLATE "C";

-- 0156-player-contacts
CREATE TABLE player_contact (
    event_id TEXT COLLATE "C" NOT NULL REFERENCES exercise (event_id) ON DELETE CASCADE,
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), at BIGINT NOT NULL, PRIMARY KEY (event_id, participant_id));
CREATE INDEX player_contact_participant ON player_contact (participant_id);

-- 0162-idea-sheets
ALTER TABLE idea_funder ADD COLUMN released TEXT COLLATE "C" NOT NULL DEFAULT '';

-- 0166-since
CREATE INDEX journal_by_kind ON journal (scope, kind, sequence);
CREATE TABLE since_note (
    id TEXT COLLATE "C" PRIMARY KEY, programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), region_id TEXT COLLATE "C" REFERENCES region (id),
    noted_on TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX since_note_programme ON since_note (programme_id, noted_on);
CREATE INDEX since_note_region ON since_note (region_id);
CREATE UNIQUE INDEX since_note_key ON since_note (programme_id, key);
CREATE TABLE since_naming (
    programme_id TEXT COLLATE "C" NOT NULL REFERENCES programme (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    agreed_by TEXT COLLATE "C", agreed_at BIGINT NOT NULL, PRIMARY KEY (programme_id, country));
CREATE INDEX since_naming_country ON since_naming (country);

-- 0167-meeting
CREATE TABLE meeting_paper (
    block_id TEXT COLLATE "C" NOT NULL REFERENCES agenda_block (id), material_id TEXT COLLATE "C" NOT NULL REFERENCES material (id),
    linked_at BIGINT NOT NULL, PRIMARY KEY (block_id, material_id));
CREATE INDEX meeting_paper_material ON meeting_paper (material_id);
CREATE TABLE meeting_decision (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id), block_id TEXT COLLATE "C" NOT NULL REFERENCES agenda_block (id),
    text TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL, created_by TEXT COLLATE "C", created_at BIGINT NOT NULL, key TEXT COLLATE "C");
CREATE INDEX meeting_decision_event ON meeting_decision (event_id, created_at);
CREATE INDEX meeting_decision_block ON meeting_decision (block_id);
CREATE UNIQUE INDEX meeting_decision_key ON meeting_decision (event_id, key);
CREATE TABLE meeting_stand (
    decision_id TEXT COLLATE "C" NOT NULL REFERENCES meeting_decision (id), country TEXT COLLATE "C" NOT NULL REFERENCES country (code),
    stance TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL, stated_by TEXT COLLATE "C", stated_at BIGINT NOT NULL,
    settled_by TEXT COLLATE "C", settled_at BIGINT, PRIMARY KEY (decision_id, country));
CREATE INDEX meeting_stand_country ON meeting_stand (country);
CREATE TABLE meeting_floor (
    event_id TEXT COLLATE "C" PRIMARY KEY REFERENCES event (id), is_open BOOLEAN NOT NULL, minutes BIGINT, changed_at BIGINT NOT NULL);
CREATE TABLE meeting_speaker (
    id TEXT COLLATE "C" PRIMARY KEY, event_id TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    participant_id TEXT COLLATE "C" NOT NULL REFERENCES participant (id), state TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL,
    asked_at BIGINT NOT NULL, began_at BIGINT, ended_at BIGINT, minutes BIGINT);
CREATE INDEX meeting_speaker_event ON meeting_speaker (event_id, position);
CREATE INDEX meeting_speaker_participant ON meeting_speaker (participant_id);

-- 0168-since-mails
CREATE TABLE since_mail (key TEXT COLLATE "C" PRIMARY KEY, at BIGINT NOT NULL);

