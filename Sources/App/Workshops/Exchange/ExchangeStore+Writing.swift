import Domain
import Storage
import Web

/// Writing of the exchange.
extension ExchangeStore {
    static func show(_ view: ExchangeView, _ sheet: EnvisionSheet.ID?, in event: Event.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE workshop SET exchange_view = \(view), sheet_id = \(sheet) WHERE id = \(EventPartStore.workshop(of: event))
            """)
    }

    static func setEndorsed(
        _ id: Intervention.ID, by participant: Participant.ID, _ isOn: Bool, now: Int64, _ tx: Transaction
    ) throws -> Bool {
        let changed =
            if isOn {
                try tx.change(
                    """
                    INSERT INTO endorsement (intervention_id, participant_id, given_at) VALUES (\(id), \(participant), \(now))
                    ON CONFLICT DO NOTHING
                    """)
            } else {
                try tx.change(
                    "DELETE FROM endorsement WHERE intervention_id = \(id) AND participant_id = \(participant)")
            }
        return changed > 0
    }

    struct NewQuestion {
        let id: ExchangeQuestion.ID
        let event: Event.ID
        let sheet: EnvisionSheet.ID
        let intervention: Intervention.ID?
        let participant: Participant.ID
        let text: String
        let language: String
        let key: String?
    }

    static func insert(_ question: NewQuestion, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO exchange_question (id, event_id, sheet_id, intervention_id, participant_id, text, language, key, asked_at)
            VALUES (\(question.id), \(question.event), \(question.sheet), \(question.intervention), \(question.participant),
                \(question.text), \(question.language), \(question.key), \(now))
            """)
    }

    static func setAnswered(_ id: ExchangeQuestion.ID, at time: Int64?, _ tx: Transaction) throws {
        try tx.execute("UPDATE exchange_question SET answered_at = \(time) WHERE id = \(id)")
    }

    static func setHidden(_ id: ExchangeQuestion.ID, at time: Int64?, _ tx: Transaction) throws {
        try tx.execute("UPDATE exchange_question SET hidden_at = \(time) WHERE id = \(id)")
    }

    /// - Parameter state: nothing takes back what was said.
    static func setStanding(
        _ state: StandingRecord.State?, note: String, of aspect: Aspect.ID, country: String,
        by participant: Participant.ID?,
        now: Int64, _ tx: Transaction
    ) throws {
        guard let state else {
            try tx.execute("DELETE FROM standing WHERE aspect_id = \(aspect) AND country = \(country)")
            return
        }
        try tx.execute(
            """
            INSERT INTO standing (aspect_id, country, state, note, participant_id, told_at)
            VALUES (\(aspect), \(country), \(state), \(note), \(participant), \(now))
            ON CONFLICT (aspect_id, country) DO UPDATE SET state = excluded.state, note = excluded.note,
                participant_id = excluded.participant_id, told_at = excluded.told_at
            """)
    }

    /// The last word of a country's head counts; what it said of its progress stays.
    static func decide(
        _ id: Adoption.ID, _ decision: AdoptionRecord.Decision, note: String, on intervention: InterventionRecord,
        country: String, by actor: String?, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO adoption (id, event_id, intervention_id, country, decision, note, progress, progress_note, decided_by,
                decided_at, decided_as)
            VALUES (\(id), \(intervention.event), \(intervention.id), \(country), \(decision), \(note), 'none', '', \(actor),
                \(now), 'head')
            ON CONFLICT (intervention_id, country) DO UPDATE SET decision = excluded.decision, note = excluded.note,
                decided_by = excluded.decided_by, decided_at = excluded.decided_at, decided_as = excluded.decided_as
            """)
    }

    static func setProgress(
        _ id: Adoption.ID, _ progress: AdoptionRecord.Progress, note: String, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE adoption SET progress = \(progress), progress_note = \(note), progressed_at = \(now) WHERE id = \(id)
            """)
    }
}
