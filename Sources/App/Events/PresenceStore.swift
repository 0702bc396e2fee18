import Domain
import Storage

/// Who has come: the one place that says what an arrival is, and what follows from one.
///
/// A person has come once their seat was opened (by the page that a personal link leads to), the facilitator has let them in, or
/// a paper of theirs was entered. Who is only invited is a number of its own everywhere: nobody waits for somebody who is not there.
enum Presence {
    /// In the room from now on; the first arrival is kept. Votes that are open take them in.
    static func arrive(_ id: Participant.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE participant SET state = \(ParticipantRecord.State.present), arrived_at = COALESCE(arrived_at, \(now))
            WHERE id = \(id)
            """)
        try admit(id, tx)
    }

    /// Who is there and may vote can answer the votes that are open now. To be called wherever somebody becomes one of those.
    static func admit(_ id: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO round_voter (round_id, participant_id)
            SELECT r.id, p.id FROM participant p JOIN round r ON r.event_id = p.event_id
            WHERE p.id = \(id) AND p.state = 'present' AND p.role IN ('participant', 'rapporteur') AND r.state = 'open'
            ON CONFLICT DO NOTHING
            """)
    }

    /// Two seats were one person: in votes that are open they are one voter, the one that is kept.
    static func join(_ gone: Participant.ID, into kept: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM round_voter WHERE participant_id = \(gone)
                AND round_id IN (SELECT r.id FROM round r WHERE r.state = 'open')
            """)
        try admit(kept, tx)
    }
}

extension ParticipantRecord {
    /// Is, or has been, in the room.
    var hasCome: Bool { state == .present }
    /// Invited, and not here yet.
    var isMissing: Bool { state == .invited }
    /// May contribute, and has come: what "of 38" counts.
    var isVoice: Bool { role.contributes && hasCome }
    /// May contribute and is invited, here or not: what "45 invited" counts.
    var isInvitedVoice: Bool { role.contributes && (hasCome || isMissing) }
}
