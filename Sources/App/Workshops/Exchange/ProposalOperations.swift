import Domain
import Storage
import Web

/// What somebody of a delegation proposes to its head, on a published intervention. Only the delegation sees it.
struct ProposalRecord: Sendable, Hashable {
    let intervention: Intervention.ID
    let participant: Participant.ID
    let name: String
    let sector: String?
    let country: String
    let decision: AdoptionRecord.Decision
    let note: String
    /// Epoch milliseconds.
    let proposedAt: Int64

    init(_ row: Row) throws {
        intervention = try row.get("intervention_id")
        participant = try row.get("participant_id")
        name = try row.get("name")
        sector = try row.get("sector")
        country = try row.get("country")
        decision = try row.get("decision")
        note = try row.get("note")
        proposedAt = try row.get("proposed_at")
    }
}

extension ExchangeStore {
    /// Of a country's delegation, oldest first. Who has left it proposes nothing any more.
    func proposals(of country: String, in event: Event.ID) throws -> [ProposalRecord] {
        try reading.all(
            """
            SELECT a.*, p.name, p.sector FROM adoption_proposal a JOIN participant p ON p.id = a.participant_id
            WHERE a.event_id = \(event) AND a.country = \(country) AND p.country = a.country AND p.state <> 'removed'
                AND p.unverified_at IS NULL
            ORDER BY a.proposed_at, p.id
            """
        ).map(ProposalRecord.init)
    }

    static func propose(
        _ decision: AdoptionRecord.Decision, note: String, on intervention: InterventionRecord, country: String,
        by participant: Participant.ID, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO adoption_proposal (intervention_id, participant_id, event_id, country, decision, note, proposed_at)
            VALUES (\(intervention.id), \(participant), \(intervention.event), \(country), \(decision), \(note), \(now))
            ON CONFLICT (intervention_id, participant_id) DO UPDATE SET country = excluded.country,
                decision = excluded.decision, note = excluded.note, proposed_at = excluded.proposed_at
            """)
    }

    /// - Returns: whether there was one.
    static func withdrawProposal(
        on intervention: Intervention.ID, by participant: Participant.ID, _ tx: Transaction
    ) throws -> Bool {
        try tx.change(
            """
            DELETE FROM adoption_proposal WHERE intervention_id = \(intervention) AND participant_id = \(participant)
            """) > 0
    }
}

/// Others of a delegation propose; its head accepts, changes or leaves that. A proposal decides nothing and leaves the delegation only
/// by the head's own decision.
enum ProposalOperations {
    static func propose(
        _ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ decision: AdoptionRecord.Decision,
        note: String = ""
    ) async throws {
        let note = DecisionOperations.cleaned(note, for: decision)
        try await visit.database.write { tx in
            let (person, country) = try DecisionOperations.delegate(visit, event, tx)
            let (_, intervention) = try ExchangeOperations.published(
                id, event, try SheetViewer(visit, in: event, tx), tx)
            let note = try note.checked()
            try ExchangeStore.propose(
                decision, note: note, on: intervention, country: country, by: person.id, now: visit.now, tx)
            try record(visit, event, id, "intervention.proposal", tx)
        }
    }

    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID) async throws {
        try await visit.database.write { tx in
            let (person, _) = try DecisionOperations.delegate(visit, event, tx)
            guard try InterventionStore(tx).intervention(id).event == event else { throw Refusal.notFound }
            guard try ExchangeStore.withdrawProposal(on: id, by: person.id, tx) else { return }
            try record(visit, event, id, "intervention.proposal-withdrawal", tx)
        }
    }

    /// That something was proposed, and by whom; not what: that is the delegation's.
    private static func record(
        _ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ kind: String, _ tx: Transaction
    ) throws {
        try visit.record(tx, scope: .event(event), subject: "intervention:\(id)", kind: kind)
    }
}

/// In whose name a country decided.
enum InWhoseName {
    /// "Ana Kovač for Croatia, as head of its delegation"; nothing for what was decided before delegations had heads.
    static func words(_ adoption: AdoptionRecord, _ names: DirectoryNames) -> Message? {
        guard adoption.isByHead else { return nil }
        let country = names.country(adoption.country) ?? adoption.country
        guard let name = adoption.decider else { return L("For \(country), by the head of its delegation") }
        return L("\(name) for \(country), as head of its delegation")
    }
}
