import Storage

extension Migrations {
    /// Who came, who could vote, who decides in whose name, and moves of the room that can be undone.
    static let decisions = Migration(
        "0017-decisions",
        [
            // unverified_at: since when somebody is in by the code alone, until who runs the room says that they know them.
            // naming_agreed_at: since when somebody agrees to be named in reports.
            "ALTER TABLE participant ADD COLUMN unverified_at BIGINT",
            "ALTER TABLE participant ADD COLUMN naming_agreed_at BIGINT",
            """
            UPDATE participant SET unverified_at = created_at WHERE account_id IS NULL AND person_id IS NULL
                AND link_digest IS NULL AND EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'participant.approval'
                    AND j.subject = 'participant:' || participant.id)
            """,
            // Who could answer a round: those who were there at the opening and those let in while it was open. After the close it is
            // fixed. Never smaller than who answered.
            """
            CREATE TABLE round_voter (
                round_id TEXT NOT NULL REFERENCES round (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                PRIMARY KEY (round_id, participant_id))
            """,
            "CREATE INDEX round_voter_participant ON round_voter (participant_id)",
            """
            INSERT INTO round_voter (round_id, participant_id)
            SELECT r.id, p.id FROM round r JOIN participant p ON p.event_id = r.event_id
            WHERE r.state <> 'draft' AND p.role IN ('participant', 'rapporteur') AND p.state = 'present'
                AND (r.closed_at IS NULL OR p.arrived_at <= r.closed_at)
            UNION SELECT a.round_id, a.participant_id FROM participation a
            """,
            // The last move of the room, while it can be undone. due_at: when it is carried out; nothing once it has been.
            // from_…: where the room was. step_opened_at: when the step that it leads to had been opened before.
            """
            CREATE TABLE room_move (
                event_id TEXT PRIMARY KEY REFERENCES event (id), id TEXT NOT NULL UNIQUE, stage TEXT NOT NULL, topic_id TEXT,
                step_id TEXT, due_at BIGINT, asked_by TEXT, asked_at BIGINT NOT NULL, from_stage TEXT, from_topic_id TEXT,
                from_step_id TEXT, from_round_id TEXT, step_opened_at BIGINT)
            """,
            "CREATE INDEX room_move_due ON room_move (due_at) WHERE due_at IS NOT NULL",
            // Who decides for a country in an event.
            """
            CREATE TABLE delegation_head (
                event_id TEXT NOT NULL REFERENCES event (id), country TEXT NOT NULL REFERENCES country (code),
                participant_id TEXT NOT NULL REFERENCES participant (id), named_by TEXT, named_at BIGINT NOT NULL,
                PRIMARY KEY (event_id, country))
            """,
            "CREATE INDEX delegation_head_participant ON delegation_head (participant_id)",
            "ALTER TABLE adoption ADD COLUMN decided_as TEXT",
            "ALTER TABLE sheet ADD COLUMN published_as TEXT",
            // What others of a delegation propose to its head. choice: adopt, adapt or decline.
            """
            CREATE TABLE adoption_proposal (
                intervention_id TEXT NOT NULL REFERENCES intervention (id),
                participant_id TEXT NOT NULL REFERENCES participant (id), event_id TEXT NOT NULL REFERENCES event (id),
                country TEXT NOT NULL REFERENCES country (code), decision TEXT NOT NULL, note TEXT NOT NULL,
                proposed_at BIGINT NOT NULL, PRIMARY KEY (intervention_id, participant_id))
            """,
            "CREATE INDEX adoption_proposal_country ON adoption_proposal (event_id, country)",
            "CREATE INDEX adoption_proposal_participant ON adoption_proposal (participant_id)",
            // Who signs the guide for a sector.
            """
            CREATE TABLE guide_signer (
                event_id TEXT NOT NULL REFERENCES event (id), participant_id TEXT NOT NULL REFERENCES participant (id),
                sector TEXT NOT NULL REFERENCES sector (code), named_by TEXT, named_at BIGINT NOT NULL,
                PRIMARY KEY (event_id, participant_id))
            """,
            "CREATE INDEX guide_signer_participant ON guide_signer (participant_id)",
            // A word on a version is a person's, for a sector: each named signer has one.
            """
            CREATE TABLE signature (
                version_id TEXT NOT NULL REFERENCES guide_version (id), sector TEXT NOT NULL REFERENCES sector (code),
                actor TEXT NOT NULL, decision TEXT NOT NULL, note TEXT NOT NULL, decided_at BIGINT NOT NULL,
                PRIMARY KEY (version_id, sector, actor))
            """,
            """
            INSERT INTO signature (version_id, sector, actor, decision, note, decided_at)
            SELECT version_id, sector, actor, decision, note, decided_at FROM sign_off
            """,
            "DROP TABLE sign_off",
            "ALTER TABLE signature RENAME TO sign_off",
        ])
}
