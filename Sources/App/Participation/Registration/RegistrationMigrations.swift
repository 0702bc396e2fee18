import Storage

extension Migrations {
    /// Who may come, who was asked, named and seated, and why.
    static let registration = Migration(
        "0031-registration",
        [
            // Deadlines: the clock time in the event's zone as it was typed (…_local), and the moment computed from it (…_at).
            // channels, counted_roles, languages, asked: JSON lists; approval: none, organiser; mode: in-person, online, hybrid;
            // order_by: lot, time; work: batch, rolling; list_shown_to: nobody, organisers, participants, public; seed: of the lot, drawn by
            // the server when the first call goes out.
            """
            CREATE TABLE registration_rule (
                event_id TEXT PRIMARY KEY REFERENCES event (id), opens_local TEXT, opens_at BIGINT, nominations_close_local TEXT,
                nominations_close_at BIGINT, closes_local TEXT, closes_at BIGINT, freeze_local TEXT, freeze_at BIGINT,
                offer_last_local TEXT, offer_last_at BIGINT, channels TEXT NOT NULL, approval TEXT NOT NULL, mode TEXT NOT NULL,
                order_by TEXT NOT NULL, work TEXT NOT NULL, offer_hours BIGINT NOT NULL, hold_pending BOOLEAN NOT NULL,
                counted_roles TEXT NOT NULL, list_shown_to TEXT NOT NULL, places_shown BOOLEAN NOT NULL, languages TEXT NOT NULL,
                asked TEXT NOT NULL, needs_erased_on TEXT, seed TEXT, seed_at BIGINT, allocated_at BIGINT, changed_at BIGINT NOT NULL)
            """,
            // target_kind: country, city, organisation, working-group, person; state: pending, accepted, declined.
            """
            CREATE TABLE invitation (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), target_kind TEXT NOT NULL, target TEXT NOT NULL,
                channel TEXT NOT NULL, region_id TEXT REFERENCES region (id), language TEXT, note TEXT NOT NULL, state TEXT NOT NULL,
                answer TEXT NOT NULL, sent_at BIGINT, answer_by_local TEXT, answer_by_at BIGINT, answered_at BIGINT, answered_by TEXT,
                created_at BIGINT NOT NULL, UNIQUE (event_id, target_kind, target))
            """,
            // kind: cap, guarantee; value: nothing is each value; mode: limits it to one; exceptions: JSON {value: seats};
            // ended_at: when those who wait were looked at after the end of a guarantee.
            """
            CREATE TABLE quota (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), position BIGINT NOT NULL, label TEXT NOT NULL,
                kind TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT, seats BIGINT NOT NULL, mode TEXT, exceptions TEXT NOT NULL,
                until_local TEXT, until_at BIGINT, ended_at BIGINT, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX quota_event ON quota (event_id, position)",
            "CREATE INDEX quota_until ON quota (until_at) WHERE until_at IS NOT NULL AND ended_at IS NULL",
            // behalf_kind and behalf: country and its code, city, organisation; state: draft, submitted, replaced, withdrawn.
            """
            CREATE TABLE nomination (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), behalf_kind TEXT NOT NULL, behalf TEXT NOT NULL,
                mandate_id TEXT REFERENCES mandate (id), person_id TEXT REFERENCES person (id), rank BIGINT NOT NULL,
                state TEXT NOT NULL, given_name TEXT NOT NULL, family_name TEXT NOT NULL, email TEXT, organisation TEXT NOT NULL,
                country TEXT REFERENCES country (code), region_id TEXT REFERENCES region (id),
                sector TEXT REFERENCES sector (code), languages TEXT NOT NULL, funding TEXT NOT NULL, mode TEXT NOT NULL,
                note TEXT NOT NULL, nominated_by TEXT, created_at BIGINT NOT NULL, submitted_at BIGINT, changed_at BIGINT NOT NULL)
            """,
            "CREATE INDEX nomination_event ON nomination (event_id, behalf_kind, behalf, rank)",
            "CREATE INDEX nomination_person ON nomination (person_id)",
            // number: in its event, from 1; channel: nomination, invitation, open; state: pending, complete, waitlisted, rejected, withdrawn;
            // class: 0 protected, 1 on time, 2 late; offered_until: of an offer that waits for an answer; passed: offers that lapsed;
            // moved_back_at: since when it stands at the end of its class (returned, or an offer lapsed); approved_at: by an organiser;
            // wish: withdrawal, in-person, online: what a person asks for that is not granted yet;
            // token_digest: of the link with which a person without account answers; participant_id: the seat that it became.
            """
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
                changed_at BIGINT NOT NULL, UNIQUE (event_id, number))
            """,
            "CREATE INDEX registration_event ON registration (event_id, state, class, rank)",
            "CREATE INDEX registration_person ON registration (person_id)",
            "CREATE INDEX registration_account ON registration (account_id)",
            "CREATE INDEX registration_email ON registration (event_id, email)",
            "CREATE INDEX registration_offered ON registration (offered_until) WHERE offered_until IS NOT NULL",
            "CREATE UNIQUE INDEX registration_participant ON registration (participant_id)",
            "CREATE INDEX registration_nomination ON registration (nomination_id)",
            // One run: what it would seat, and once it is confirmed, what it seated. journal_sequence and inputs: of what it was made.
            """
            CREATE TABLE allocation (
                id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES event (id), number BIGINT NOT NULL, made_by TEXT,
                made_at BIGINT NOT NULL, journal_sequence BIGINT NOT NULL, inputs TEXT NOT NULL, outcome TEXT NOT NULL,
                state TEXT NOT NULL, decided_at BIGINT, UNIQUE (event_id, number))
            """,
        ])

    /// Who has left is found without a look at all.
    static let registrationState = Migration(
        "0060-registration-state", ["CREATE INDEX registration_state ON registration (state)"])

    /// Cities and working groups were invited by a name in words; from now on by their id. Where a name means one of the programme alone, and
    /// nobody was named for it, the invitation goes on as one of that; every other stays readable as it was told.
    static let invitedMembers = Migration(
        "0077-invited-members",
        [
            """
            UPDATE invitation SET target = (
                SELECT MIN(c.id) FROM event e JOIN member m ON m.programme_id = e.programme_id AND m.kind = 'city'
                JOIN city c ON c.id = m.ref WHERE e.id = invitation.event_id AND c.name = invitation.target)
            WHERE target_kind = 'city' AND 1 = (
                SELECT COUNT(DISTINCT c.id) FROM event e JOIN member m ON m.programme_id = e.programme_id AND m.kind = 'city'
                JOIN city c ON c.id = m.ref WHERE e.id = invitation.event_id AND c.name = invitation.target)
            AND NOT EXISTS (SELECT n.id FROM nomination n WHERE n.event_id = invitation.event_id AND n.behalf_kind = 'city'
                AND n.behalf = invitation.target)
            """,
            """
            UPDATE invitation SET target = (
                SELECT MIN(g.id) FROM event e JOIN working_group g ON g.programme_id = e.programme_id
                WHERE e.id = invitation.event_id AND g.title = invitation.target)
            WHERE target_kind = 'working-group' AND 1 = (
                SELECT COUNT(g.id) FROM event e JOIN working_group g ON g.programme_id = e.programme_id
                WHERE e.id = invitation.event_id AND g.title = invitation.target)
            AND NOT EXISTS (SELECT n.id FROM nomination n WHERE n.event_id = invitation.event_id AND n.behalf_kind = 'working-group'
                AND n.behalf = invitation.target)
            """,
            // What concerns one of them over all events.
            "CREATE INDEX invitation_target ON invitation (target_kind, target)",
            "CREATE INDEX nomination_behalf ON nomination (behalf_kind, behalf)",
        ])
}
