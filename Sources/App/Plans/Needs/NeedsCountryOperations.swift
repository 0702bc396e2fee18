import Domain
import Storage
import Web

/// The focal point of a country: who answers, what the country's values are, what others learn, and that it is submitted.
enum NeedsCountryOperations {
    static let mostRespondents = 60

    private static func write(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID,
        _ body: @escaping @Sendable (NeedsStanding, Work) throws -> Void
    ) async throws {
        try await visit.database.write { tx in
            try body(try NeedsStanding(visit, programme, id, tx), Work(tx, visit))
        }
    }

    // MARK: Who answers

    static func name(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, sector: String, email: String
    ) async throws {
        var check = FieldCheck()
        let email = check.email("email", email)
        if email == nil { check.fail("email", L("This field is required.")) }
        try check.finish()
        // Who tries addresses to learn which are known here is stopped.
        try await visit.services.limits.letIn.tried(
            visit.visitor.journalName ?? "", now: visit.now, failingAs: [.invalid([:])]
        ) {
            try await nameIn(visit, programme, id, sector: sector, email: email)
        }
    }

    private static func nameIn(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, sector: String, email: String?
    ) async throws {
        try await write(visit, programme, id) { standing, work in
            try standing.requireOpen()
            guard try SectorStore(work.tx).sectors().contains(where: { $0.name.code == sector && !$0.isRetired }) else {
                throw Refusal.invalid(["sector": L("Choose a sector.")])
            }
            guard let email, let account = try AccountStore(work.tx).account(email: email) else {
                throw Refusal.invalid(["email": L("Nobody with this address has an account here.")])
            }
            guard try NeedsStore(work.tx).respondents(of: id).count < mostRespondents else {
                throw Refusal.tooMany(L("\(mostRespondents) people answer, which is as many as it takes."))
            }
            try NeedsStore.name(account.id, for: sector, of: id, work)
            try work.record(
                .programme(programme), "needs-assessment:\(id)", "needs-assessment.respondent",
                ["sector": .text(sector)])
            try NeedsMails(work, visit.settings).named(account, for: sector, standing.assessment)
        }
    }

    static func remove(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, sector: String, account: Account.ID
    ) async throws {
        try await write(visit, programme, id) { standing, work in
            try standing.requireOpen()
            try NeedsStore.remove(account, for: sector, of: id, work.tx)
            try work.record(
                .programme(programme), "needs-assessment:\(id)", "needs-assessment.respondent-removal",
                ["sector": .text(sector)])
        }
    }

    // MARK: National values

    /// Takes the answers over from the sectors, or lets them answer again.
    static func consolidate(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, isOn: Bool
    ) async throws {
        try await write(visit, programme, id) { standing, work in
            try standing.requireOpen()
            try NeedsStore.set(
                isOn ? .consolidating : .answering, of: id, questions: standing.assessment.questions, work)
            try work.record(
                .programme(programme), "needs-assessment:\(id)", "needs-assessment.consolidation",
                ["open": .flag(!isOn)])
        }
    }

    static func keep(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ values: [NeedsValueRecord]
    ) async throws {
        try await write(visit, programme, id) { standing, work in
            try standing.requireOpen()
            let content = try FrameworkStore(work.tx).content(standing.cycle.framework, version: standing.cycle.version)
            let known = Set(content.counted.map(\.code))
            let answers = try NeedsSummary(content, NeedsStore(work.tx).answers(of: id))
            var check = FieldCheck()
            var kept: [NeedsValueRecord] = []
            for var value in values {
                guard known.contains(value.indicator) else { throw Refusal.notFound }
                let name = value.indicator
                value.reason = check.lines("reason-\(name)", value.reason, limit: 1_000)
                value.targetOn = check.date("target-on-\(name)", value.targetOn, isRequired: false)
                if value.kind != .value { value.value = nil }
                if value.kind == .value, !(value.value.map(CapacityScore.levels.contains) ?? false) {
                    check.fail("value-\(name)", L("Choose a level from 1 to 5."))
                }
                if let target = value.target, !CapacityScore.levels.contains(target) {
                    check.fail("target-\(name)", L("Choose a level from 1 to 5."))
                }
                if answers.needsReason(value) {
                    check.fail("reason-\(name)", L("It differs from what the sectors answered: say why."))
                }
                kept.append(value)
            }
            try check.finish()
            try NeedsStore.keep(kept, of: id, work)
            try work.record(.programme(programme), "needs-assessment:\(id)", "needs-assessment.values")
        }
    }

    static func share(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ sharing: NeedsSharing,
        alternateSubmits: Bool
    ) async throws {
        try await write(visit, programme, id) { standing, work in
            guard standing.plans.focalPointOf.contains(standing.assessment.country) else { throw Refusal.forbidden }
            // Closer than before it can be shared at any time.
            guard standing.cycle.isOpen || sharing.isCloser(than: standing.assessment.sharing) else {
                throw Refusal.needsCycleClosed
            }
            // The others of a picture would be those that are left of it.
            if sharing.isNamed, !standing.assessment.sharing.isNamed,
                try !NeedsStore(work.tx).rollups(of: standing.cycle.id).isEmpty
            {
                throw Refusal.needsNamedLate
            }
            try NeedsStore.set(sharing, alternateSubmits: alternateSubmits, of: id, work)
            try work.record(
                .programme(programme), "needs-assessment:\(id)", "needs-assessment.sharing",
                ["sharing": .text(sharing.rawValue)])
        }
    }

    // MARK: Submitting

    /// Every indicator has a national value, or says that it is not answered; what differs has its reason.
    static func submit(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID) async throws {
        try await write(visit, programme, id) { standing, work in
            try standing.requireOpen()
            guard standing.maySubmit else { throw Refusal.forbidden }
            let store = NeedsStore(work.tx)
            let content = try FrameworkStore(work.tx).content(standing.cycle.framework, version: standing.cycle.version)
            let (values, answers) = (try store.values(of: id), try NeedsSummary(content, store.answers(of: id)))
            let missing = content.counted.map(\.code).filter { values[$0].map(answers.needsReason) ?? true }
            guard missing.isEmpty else { throw Refusal.needsIncomplete(missing) }
            let version = standing.assessment.version + 1
            let mandate = standing.plans.mandate(for: .country(standing.assessment.country))
            let sorted = content.counted.compactMap { values[$0.code] }
            try NeedsStore.submit(sorted, of: id, version: version, under: mandate?.id, work)
            try work.record(
                .programme(programme), "needs-assessment:\(id)", "needs-assessment.submission",
                ["country": .text(standing.assessment.country), "version": .whole(version)])
        }
    }
}

/// What the sectors of a country answered, question by question.
struct NeedsSummary: Sendable {
    /// By indicator, then sector: all answers, the latest last.
    let answers: [String: [String: [NeedsAnswerRecord]]]

    init(_ content: FrameworkContent, _ answers: [NeedsAnswerRecord]) {
        let known = Set(content.asked.map(\.code))
        self.answers = Dictionary(grouping: answers.filter { known.contains($0.indicator) }, by: \.indicator)
            .mapValues { Dictionary(grouping: $0, by: \.sector) }
    }

    /// The latest of each sector.
    func latest(_ indicator: String) -> [NeedsAnswerRecord] {
        (answers[indicator] ?? [:]).values.compactMap(\.last).sorted { $0.sector < $1.sector }
    }

    func proposal(_ indicator: String) -> CapacityScore.Proposal? {
        CapacityScore.proposal(latest(indicator).compactMap(\.level))
    }

    /// Whether a value differs from the proposal, or sectors lie two apart, and nobody said why.
    func needsReason(_ value: NeedsValueRecord) -> Bool {
        guard let proposal = proposal(value.indicator), value.reason.isEmpty else { return false }
        return value.kind == .value && (value.value != proposal.value || proposal.talk)
    }
}
