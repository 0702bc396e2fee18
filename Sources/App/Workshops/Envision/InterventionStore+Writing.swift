import Domain
import Storage
import Web

/// Writing situations, interventions and the private votes on them.
extension InterventionStore {
    struct NewIntervention {
        let id: Intervention.ID
        let sheet: SheetRecord
        let issue: Issue.ID
        let country: String?
        let card: Card.ID
        let needsCard: Card.ID
        let details: InterventionDetails
        let key: String?
    }

    static func insert(_ new: NewIntervention, by actor: String?, now: Int64, _ tx: Transaction) throws {
        let details = new.details
        try tx.execute(
            """
            INSERT INTO intervention (id, event_id, sheet_id, issue_id, country, card_id, needs_card_id, lead, element, difficulty,
                impact, horizon, created_by, key, created_at, changed_at)
            VALUES (\(new.id), \(new.sheet.event), \(new.sheet.id), \(new.issue), \(new.country), \(new.card), \(new.needsCard),
                \(details.lead), \(details.element), \(details.difficulty), \(details.impact), \(details.horizon), \(actor),
                \(new.key), \(now), \(now))
            """)
        try setLists(new.id, details, tx)
    }

    /// - Parameter keepsVote: whether the figures are still those of the vote.
    static func update(
        _ id: Intervention.ID, country: String?, _ details: InterventionDetails, keepsVote: Bool, now: Int64,
        _ tx: Transaction
    ) throws {
        let vote: SQL = keepsVote ? "" : ", vote_count = NULL"
        try tx.execute(
            """
            UPDATE intervention SET country = \(country), lead = \(details.lead), element = \(details.element),
                difficulty = \(details.difficulty), impact = \(details.impact), horizon = \(details.horizon),
                changed_at = \(now)\(vote) WHERE id = \(id)
            """)
        try tx.execute("DELETE FROM intervention_sector WHERE intervention_id = \(id)")
        try tx.execute("DELETE FROM intervention_aspect WHERE intervention_id = \(id)")
        try setLists(id, details, tx)
    }

    private static func setLists(_ id: Intervention.ID, _ details: InterventionDetails, _ tx: Transaction) throws {
        for sector in Set(details.sectors).sorted() {
            try tx.execute("INSERT INTO intervention_sector (intervention_id, sector) VALUES (\(id), \(sector))")
        }
        for aspect in Set(details.aspects).sorted() {
            try tx.execute("INSERT INTO intervention_aspect (intervention_id, aspect_id) VALUES (\(id), \(aspect))")
        }
    }

    static func setWithdrawn(_ id: Intervention.ID, at time: Int64?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE intervention SET withdrawn_at = \(time), changed_at = \(now) WHERE id = \(id)")
    }

    static func insert(
        _ id: DesiredSituation.ID, on sheet: SheetRecord, _ issue: Issue.ID, card: Card.ID, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO desired_situation (id, event_id, sheet_id, issue_id, card_id, created_at)
            VALUES (\(id), \(sheet.event), \(sheet.id), \(issue), \(card), \(now))
            """)
    }

    // MARK: The private vote

    static func openVote(_ sheet: EnvisionSheet.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE sheet SET vote_opened_at = \(now), vote_closed_at = NULL WHERE id = \(sheet)")
    }

    /// The last one of a person counts.
    static func setVote(
        _ rating: DelegationVote.Rating?, on id: Intervention.ID, of participant: Participant.ID, _ tx: Transaction
    ) throws {
        guard let rating else {
            try tx.execute(
                "DELETE FROM intervention_vote WHERE intervention_id = \(id) AND participant_id = \(participant)")
            return
        }
        try tx.execute(
            """
            INSERT INTO intervention_vote (intervention_id, participant_id, difficulty, impact)
            VALUES (\(id), \(participant), \(rating.difficulty), \(rating.impact))
            ON CONFLICT (intervention_id, participant_id) DO UPDATE SET difficulty = excluded.difficulty, impact = excluded.impact
            """)
    }

    /// All votes on a sheet, without who gave them.
    static func votes(on sheet: EnvisionSheet.ID, _ tx: Transaction) throws -> [Intervention.ID: [DelegationVote.Rating]] {
        let rows = try tx.all(
            """
            SELECT v.intervention_id, v.difficulty, v.impact FROM intervention_vote v
            JOIN intervention i ON i.id = v.intervention_id WHERE i.sheet_id = \(sheet)
            """)
        var votes: [Intervention.ID: [DelegationVote.Rating]] = [:]
        for row in rows {
            votes[try row.get("intervention_id"), default: []].append(
                DelegationVote.Rating(difficulty: try row.get("difficulty"), impact: try row.get("impact")))
        }
        return votes
    }

    static func setResult(
        _ result: DelegationVote.Rating, votes: Int, of id: Intervention.ID, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE intervention SET difficulty = \(result.difficulty), impact = \(result.impact), vote_count = \(votes),
                changed_at = \(now) WHERE id = \(id)
            """)
    }

    /// Nothing is left of the single votes.
    static func endVote(_ sheet: EnvisionSheet.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM intervention_vote WHERE intervention_id IN (SELECT id FROM intervention WHERE sheet_id = \(sheet))
            """)
        try tx.execute("UPDATE sheet SET vote_closed_at = \(now) WHERE id = \(sheet)")
    }
}
