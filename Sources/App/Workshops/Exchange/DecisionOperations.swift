import Domain
import Storage
import Web

/// What delegations say for their country: where it stands with a blocker and how it goes with what was taken up, which everybody who
/// contributes for it may say; and what it adopts, adapts or declines, which its head decides (``Policy/mayDecide(_:for:head:)``) and
/// others propose (``ProposalOperations``). The last word counts, and the journal keeps all.
enum DecisionOperations {
    static let noteLimit = 1_000

    /// - Parameter state: nothing takes back what was said.
    static func tell(
        _ visit: Visit, _ event: Event.ID, _ aspect: Aspect.ID, _ state: StandingRecord.State?, note: String = ""
    ) async throws {
        let note = cleaned(note)
        try await visit.database.write { tx in
            let (person, country) = try delegate(visit, event, tx)
            try tellIn(Work(tx, visit), event, aspect, state, note: note, country: country, by: person.id)
        }
    }

    private static func cleaned(_ note: String, _ field: String = "note") -> Cleaned<String> {
        Cleaned(note) { note, check in note = check.lines(field, note, limit: noteLimit) }
    }

    static func tellIn(
        _ work: Work, _ event: Event.ID, _ aspect: Aspect.ID, _ state: StandingRecord.State?, note: String = "",
        country: String, by participant: Participant.ID? = nil
    ) throws {
        try tellIn(work, event, aspect, state, note: cleaned(note), country: country, by: participant)
    }

    private static func tellIn(
        _ work: Work, _ event: Event.ID, _ aspect: Aspect.ID, _ state: StandingRecord.State?, note: Cleaned<String>,
        country: String, by participant: Participant.ID?
    ) throws {
        guard try InterventionStore(work.tx).blockers(of: event).contains(where: { $0.id == aspect }) else {
            throw Refusal.notFound
        }
        let note = try note.checked()
        let before = try ExchangeStore(work.tx).standings(of: event).first {
            $0.aspect == aspect && $0.country == country
        }
        guard before?.state != state || state != nil && before?.note != note else { return }
        try ExchangeStore.setStanding(
            state, note: note, of: aspect, country: country, by: participant, now: work.now, work.tx)
        try work.record(
            .event(event), "aspect:\(aspect)", "aspect.standing",
            ["country": .text(country), "note": .text(note), "state": JSONValue(state?.rawValue)])
    }

    /// Adopts, adapts or declines a published intervention, as head of the delegation.
    /// - Throws: ``Refusal/headDecides(_:)``, ``Refusal/noHead(_:)``.
    static func decide(
        _ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ decision: AdoptionRecord.Decision, note: String = ""
    ) async throws -> AdoptionRecord {
        let note = cleaned(note, for: decision)
        return try await visit.database.write { tx in
            let (person, country) = try delegate(visit, event, tx)
            try SpeakerOperations.requireHead(person, country, event, tx)
            let (_, intervention) = try ExchangeOperations.published(
                id, event, try SheetViewer(visit, in: event, tx), tx)
            // The person speaks for the country, also where an account is signed in beside the seat.
            let work = Work(tx, visit.environment, actor: "participant:\(person.id)")
            return try decideIn(work, intervention, decision, note: note, country: country)
        }
    }

    /// The note as it is stored; adapting and declining say something.
    static func cleaned(_ note: String, for decision: AdoptionRecord.Decision) -> Cleaned<String> {
        Cleaned(note) { note, check in
            note = check.lines("note", note, limit: noteLimit)
            if note.isEmpty && decision == .adapt { check.fail("note", L("Say how your country adapts it.")) }
            if note.isEmpty && decision == .decline { check.fail("note", L("Say why your country declines it.")) }
        }
    }

    /// By the head, who is the work's actor.
    @discardableResult
    static func decideIn(
        _ work: Work, _ intervention: InterventionRecord, _ decision: AdoptionRecord.Decision, note: String = "",
        country: String
    ) throws -> AdoptionRecord {
        try decideIn(work, intervention, decision, note: cleaned(note, for: decision), country: country)
    }

    private static func decideIn(
        _ work: Work, _ intervention: InterventionRecord, _ decision: AdoptionRecord.Decision, note: Cleaned<String>,
        country: String
    ) throws -> AdoptionRecord {
        let note = try note.checked()
        let store = ExchangeStore(work.tx)
        if let before = try store.adoption(of: intervention.id, by: country), before.decision == decision,
            before.note == note, before.isByHead, before.decidedBy == work.actor
        {
            return before
        }
        try ExchangeStore.decide(
            work.environment.id(), decision, note: note, on: intervention, country: country, by: work.actor,
            now: work.now,
            work.tx)
        guard let stored = try store.adoption(of: intervention.id, by: country) else { throw Refusal.notFound }
        try work.record(
            .event(intervention.event), "intervention:\(intervention.id)", "intervention.decision",
            [
                "as": "head", "country": .text(country), "decision": .text(decision.rawValue), "note": .text(note),
            ])
        return stored
    }

    /// Tells how it goes with what the country took up: at any time, also long after the event.
    static func progress(
        _ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ progress: AdoptionRecord.Progress, note: String = ""
    ) async throws -> AdoptionRecord {
        let note = cleaned(note, "progress-note")
        return try await visit.database.write { tx in
            let (_, country) = try delegate(visit, event, tx, late: true)
            guard try InterventionStore(tx).intervention(id).event == event else { throw Refusal.notFound }
            return try progressIn(Work(tx, visit), id, progress, note: note, country: country)
        }
    }

    @discardableResult
    static func progressIn(
        _ work: Work, _ id: Intervention.ID, _ progress: AdoptionRecord.Progress, note: String = "", country: String
    ) throws -> AdoptionRecord {
        try progressIn(work, id, progress, note: cleaned(note, "progress-note"), country: country)
    }

    private static func progressIn(
        _ work: Work, _ id: Intervention.ID, _ progress: AdoptionRecord.Progress, note: Cleaned<String>, country: String
    ) throws -> AdoptionRecord {
        let store = ExchangeStore(work.tx)
        guard let adoption = try store.adoption(of: id, by: country), adoption.isTakenUp else {
            throw Refusal.decideFirst
        }
        let note = try note.checked()
        guard adoption.progress != progress || adoption.progressNote != note else { return adoption }
        try ExchangeStore.setProgress(adoption.id, progress, note: note, now: work.now, work.tx)
        try work.record(
            .event(adoption.event), "intervention:\(id)", "intervention.progress",
            ["country": .text(country), "note": .text(note), "progress": .text(progress.rawValue)])
        return try store.adoption(of: id, by: country) ?? adoption
    }

    /// Who speaks for a country: a seat, or an account's place, that contributes and is known.
    static func delegate(_ visit: Visit, _ event: Event.ID, _ tx: Transaction, late: Bool = false) throws -> (
        ParticipantRecord, String
    ) {
        let person = try ExchangeOperations.voice(visit, event, tx, late: late)
        guard let country = person.country else { throw Refusal.noCountry }
        guard person.unverifiedAt == nil else { throw Refusal.notKnownYet }
        return (person, country)
    }
}
