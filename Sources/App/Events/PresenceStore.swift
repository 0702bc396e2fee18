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

    /// To be called wherever somebody becomes one of those who are there.
    static func admit(_ id: Participant.ID, _ tx: Transaction) throws {
        for feature in PresenceFeatures.all { try feature.admit(id, tx) }
    }

    /// Somebody was noted as here by mistake, and nothing of theirs says otherwise: they are invited again, and open votes wait for them
    /// no more.
    /// - Returns: false where they have been in the room since: a device of theirs is signed in, or they voted.
    static func retract(_ id: Participant.ID, _ tx: Transaction) throws -> Bool {
        for feature in PresenceFeatures.all where try feature.hasSecret(id, tx) { return false }
        let isIn = try tx.value("SELECT COUNT(*) FROM session WHERE participant_id = \(id)", as: Int.self) ?? 0
        guard isIn == 0 else { return false }
        try tx.execute(
            """
            UPDATE participant SET state = \(ParticipantRecord.State.invited), arrived_at = NULL
            WHERE id = \(id) AND state = \(ParticipantRecord.State.present)
            """)
        for feature in PresenceFeatures.all { try feature.dismiss(id, tx) }
        return true
    }

    /// Two seats were one person.
    static func join(_ gone: Participant.ID, into kept: Participant.ID, _ tx: Transaction) throws {
        for feature in PresenceFeatures.all { try feature.join(gone, into: kept, tx) }
    }
}

/// A feature that keeps account of who is in the room.
protocol PresenceFeature: Feature {
    /// Somebody is there now, or may do more than before.
    static func admit(_ id: Participant.ID, _ tx: Transaction) throws
    /// Somebody is not there after all, and has given nothing that is secret.
    static func dismiss(_ id: Participant.ID, _ tx: Transaction) throws
    /// Two seats were one person, the one that is kept.
    static func join(_ gone: Participant.ID, into kept: Participant.ID, _ tx: Transaction) throws
    /// Whether a new link to the seat would show whoever made the link what is still secret.
    static func hasSecret(_ id: Participant.ID, _ reading: any Reading) throws -> Bool
}

enum PresenceFeatures {
    static let all: [any PresenceFeature.Type] = Features.all { $0 as? any PresenceFeature.Type }
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
