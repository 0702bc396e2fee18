import Domain
import Storage
import Web

/// A scenario is judged by sectors, sealed until its round is closed; then the room agrees, says what is done, and looks again.
enum RiskRoundOperations {
    static let mostRounds = 50

    static func open(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID) async throws {
        try await visit.database.write { tx in
            let (risk, _) = try RiskOperations.kept(visit, programme, id, tx)
            let rounds = try RiskRoundStore(tx).rounds(of: risk.id)
            // Pressed twice, it is one.
            guard !rounds.contains(where: \.isOpen) else { return }
            guard rounds.count < mostRounds else {
                throw Refusal.tooMany(L("It was judged \(mostRounds) times, the maximum."))
            }
            let work = Work(tx, visit)
            let (round, number): (RiskRound.ID, Int) = (work.environment.id(), (rounds.last?.number ?? 0) + 1)
            try RiskRoundStore.open(round, of: risk.id, number: number, work)
            try work.record(.programme(programme), "risk:\(id)", "risk.opening", ["round": .whole(Int64(number))])
        }
    }

    static func close(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID) async throws {
        try await visit.database.write { tx in
            let (risk, _) = try RiskOperations.kept(visit, programme, id, tx)
            guard let round = try RiskRoundStore(tx).rounds(of: risk.id).first(where: \.isOpen) else { return }
            let work = Work(tx, visit)
            try RiskRoundStore.close(round.id, work)
            try work.record(
                .programme(programme), "risk:\(id)", "risk.closing", ["round": .whole(Int64(round.number))])
        }
    }

    /// By everybody who reads it, for one sector; the last word counts.
    static func judge(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ fields: RiskJudgementFields
    ) async throws {
        let (complete, language) = (fields.complete, visit.language)
        try await visit.database.write { tx in
            let (risk, voice) = try RiskOperations.seen(visit, programme, id, tx)
            guard voice.isOf, voice.account != nil else { throw Refusal.forbidden }
            try Language.$current.withValue(language) {
                let fields = try checked(complete, risk, tx)
                // Whose sector is known judges for no other.
                guard try voice.sector(tx).map({ $0 == fields.sector }) ?? true else {
                    throw Refusal.invalid(["sector": L("Judge for your own sector.")])
                }
                guard let round = try RiskRoundStore(tx).rounds(of: id).first(where: \.isOpen) else {
                    throw Refusal.riskRoundClosed
                }
                let work = Work(tx, visit)
                // What somebody judged is nobody's to read: the journal says that, not what.
                try RiskRoundStore.judge(round.id, fields, work)
                try work.record(.programme(programme), "risk:\(id)", "risk.judgement")
            }
        }
    }

    /// What a sector of few says as one: by somebody of the sector, or by whoever keeps the scenario; until the room has agreed.
    static func sign(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ fields: RiskJudgementFields
    ) async throws {
        let (complete, language) = (fields.complete, visit.language)
        try await visit.database.write { tx in
            let (risk, voice) = try RiskOperations.seen(visit, programme, id, tx)
            try Language.$current.withValue(language) {
                let fields = try checked(complete, risk, tx)
                let isOwn = try voice.isOf && voice.sector(tx) == fields.sector
                guard isOwn || voice.keeps(risk) else { throw Refusal.forbidden }
                guard risk.state != .closed else { throw Refusal.riskClosed }
                guard let round = try RiskRoundStore(tx).rounds(of: id).last,
                    round.isOpen || (risk.agreedAt ?? 0) < round.openedAt
                else { throw Refusal.riskRoundClosed }
                let work = Work(tx, visit)
                let signed = try RiskRoundStore(tx).judgements(of: [round.id])[round.id]?.signed[fields.sector]
                if let by = signed?.by, by != work.actor { throw Refusal.riskSigned }
                try RiskRoundStore.sign(round.id, fields, work)
                try work.record(
                    .programme(programme), "risk:\(id)", "risk.sector-judgement", ["sector": .text(fields.sector)])
            }
        }
    }

    private static func checked(
        _ complete: Cleaned<RiskJudgementFields>, _ risk: RiskRecord, _ reading: any Reading
    ) throws -> RiskJudgementFields {
        let sectors = risk.asked(of: try DirectoryNames(reading).sectors.map(\.code))
        return try complete.checked { fields, check in
            if !sectors.contains(fields.sector) { check.fail("sector", L("This sector is not asked.")) }
        }
    }

    // MARK: What the room agrees on

    /// With the reason, once a round is closed.
    static func agree(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ fields: RiskAgreementFields
    ) async throws -> RiskRecord {
        let complete = fields.complete
        return try await visit.database.write { tx in
            let (risk, _) = try RiskOperations.kept(visit, programme, id, tx)
            let agreed = try complete.checked()
            try RiskOperations.requireSafe([("reason", agreed.reason)], in: programme, tx)
            let rounds = try RiskRoundStore(tx).rounds(of: id)
            guard !rounds.contains(where: \.isOpen) else { throw Refusal.riskRoundOpen }
            guard !rounds.isEmpty else { throw Refusal.riskNotJudged }
            guard agreed != risk.agreed else { return risk }
            let work = Work(tx, visit)
            try RiskStore.agree(id, agreed, risk.state == .draft ? .assessed : risk.state, work)
            let table = try RiskStore(tx).settings(of: programme).table
            let changed = try RiskStore(tx).risk(id, of: programme)
            try work.record(
                .programme(programme), "risk:\(id)", "risk.agreement",
                [
                    "band": .object([
                        "from": JSONValue(risk.band(table)?.code), "to": JSONValue(changed.band(table)?.code),
                    ])
                ])
            return changed
        }
    }

    static func treat(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ fields: RiskTreatmentFields
    ) async throws -> RiskRecord {
        let language = visit.language
        return try await visit.database.write { tx in
            let (risk, _) = try RiskOperations.kept(visit, programme, id, tx)
            let fields = try Language.$current.withValue(language) {
                try fields.checked(on: CalendarDate.today(visit.now))
            }
            try Language.$current.withValue(language) {
                try RiskOperations.requireSafe(
                    [("note", fields.note), ("acceptor", fields.acceptor)], in: programme, tx)
            }
            guard risk.agreed != nil else { throw Refusal.riskNotAgreed }
            guard fields != risk.treatment else { return risk }
            let work = Work(tx, visit)
            try RiskStore.treat(id, fields, work)
            try work.record(
                .programme(programme), "risk:\(id)", "risk.treatment",
                [
                    "state": .object(["from": .text(risk.state.rawValue), "to": "treated"]),
                    "treatment": .text(fields.treatment),
                ])
            return try RiskStore(tx).risk(id, of: programme)
        }
    }

    /// With what became of it.
    static func end(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, outcome: String) async throws {
        var check = FieldCheck()
        let outcome = check.lines("outcome", outcome, limit: 1_000, isRequired: true)
        try check.finish()
        try await visit.database.write { tx in
            let (risk, _) = try RiskOperations.kept(visit, programme, id, tx)
            try RiskOperations.requireSafe([("outcome", outcome)], in: programme, tx)
            guard risk.state == .treated else { throw Refusal.riskNotTreated }
            guard try !RiskRoundStore(tx).rounds(of: id).contains(where: \.isOpen) else { throw Refusal.riskRoundOpen }
            let work = Work(tx, visit)
            try RiskStore.close(id, outcome, work)
            try work.record(
                .programme(programme), "risk:\(id)", "risk.end",
                ["state": .object(["from": .text(risk.state.rawValue), "to": "closed"])])
        }
    }

    /// An action that treats the risk: its owner is asked by it.
    static func act(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ fields: ActionFields, owner: ActionOwner?,
        key: String? = nil
    ) async throws -> ActionRecord {
        let cleaned = fields.ordered
        return try await visit.database.write { tx in
            let (risk, _) = try RiskOperations.kept(visit, programme, id, tx)
            let draft = ActionDraft(
                owner: owner, origin: ActionOrigin(kind: RiskFacts.origin, id: id.description), marking: risk.marking,
                isShared: risk.draft.isShared)
            let work = Work(tx, visit)
            let known = try ActionOperations.check(
                draft, in: programme, ActionVoice(visit, tx), work, isForAnybody: risk.place.country == nil)
            return try ActionOperations.proposeIn(work, programme, cleaned, draft, known: known, key: key)
        }
    }
}
