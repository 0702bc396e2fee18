import Domain
import Storage
import Web

/// A poll is opened by who keeps the priorities of a region, answered by who speaks for each of its countries, and read by the rule.
enum ValidityPollOperations {
    static let most = 200
    /// Priorities in one poll: three minutes on a phone.
    static let mostItems = 20

    static func open(
        _ visit: Visit, in programme: Programme.ID, of region: App.Region.ID?, _ fields: ValidityPollFields,
        about priorities: [PlanPriority.ID]
    ) async throws -> ValidityPollRecord {
        let language = visit.language
        return try await visit.database.write { tx in
            let standing = try PlansStanding(visit, programme, tx)
            guard standing.isOf || standing.tellsPriorities else { throw Refusal.notFound }
            guard standing.keeps(region) else { throw Refusal.forbidden }
            let countries = region.map { standing.countries(of: $0) } ?? standing.countries
            let fields = try Language.$current.withValue(language) {
                try fields.checked(on: standing.today, countries: countries.count)
            }
            guard !countries.isEmpty else { throw Refusal.validityNoCountry }
            let store = ValidityPollStore(tx)
            let chosen = try PlanPriorityStore(tx).priorities(priorities).filter {
                $0.programme == programme && $0.region == region && $0.state.isAsked
            }
            guard !chosen.isEmpty, chosen.count == Set(priorities).count, chosen.count <= mostItems else {
                throw Refusal.invalid(["priority": L("Choose 1 to \(mostItems) adopted priorities of the region.")])
            }
            let polls = try store.polls(of: [programme])
            guard polls.count < most else { throw Refusal.tooMany(L("The programme has \(most) polls, the maximum.")) }
            let open = polls.filter { $0.isOpen(on: standing.today) }
            // Pressed twice, it is one.
            let ids = Set(priorities)
            if let first = open.first(where: { $0.region == region && $0.fields == fields && Set($0.priorities) == ids }
            ) {
                return first
            }
            let asked = open.flatMap(\.priorities)
            guard !chosen.contains(where: { asked.contains($0.id) }) else { throw Refusal.priorityAsked }
            let work = Work(tx, visit)
            let id: ValidityPoll.ID = work.environment.id()
            try ValidityPollStore.open(id, fields, of: region, in: programme, chosen.map(\.id), countries, work)
            try work.record(
                .programme(programme), "validity-poll:\(id)", "plan-priority.poll",
                ["region": JSONValue(region?.description), "named": .flag(!fields.isNamed.isEmpty)])
            let poll = try store.poll(id, of: programme)
            try ValidityMails(work, visit.settings).ask(poll, countries, isReminder: false)
            return poll
        }
    }

    static func close(_ visit: Visit, _ programme: Programme.ID, _ id: ValidityPoll.ID) async throws {
        try await visit.database.write { tx in
            let (poll, standing) = try seen(visit, programme, id, tx)
            guard standing.keeps(poll.region) else { throw Refusal.forbidden }
            guard poll.closedAt == nil else { return }
            let work = Work(tx, visit)
            try ValidityPollStore.close(id, work)
            try work.record(.programme(programme), "validity-poll:\(id)", "plan-priority.poll-closing")
        }
    }

    struct Said: Sendable {
        let priority: PlanPriority.ID
        let stance: PriorityPoll.Stance
        let words: String
    }

    /// One answer a country: of the focal point and an alternate the last counts, and both see it.
    /// - Parameter agrees: to be shown by name, where fewer than five are asked; nothing where it stays.
    static func answer(
        _ visit: Visit, _ programme: Programme.ID, _ id: ValidityPoll.ID, for country: String, _ said: [Said],
        agrees: Bool?
    ) async throws {
        var check = FieldCheck()
        let cleaned = said.prefix(mostItems).map { one in
            Said(
                priority: one.priority, stance: one.stance,
                words: check.lines("words-\(one.priority)", one.words, limit: 500, isRequired: one.stance == .reword))
        }
        let checked = check
        let language = visit.language
        try await visit.database.write { tx in
            let (poll, standing) = try seen(visit, programme, id, tx)
            guard poll.countries.contains(country), standing.isFocal(of: country) else { throw Refusal.needsMandate }
            guard poll.isOpen(on: standing.today) else { throw Refusal.validityClosed }
            try Language.$current.withValue(language) { try checked.finish() }
            let known = Set(poll.priorities)
            guard cleaned.allSatisfy({ known.contains($0.priority) }) else { throw Refusal.notFound }
            let work = Work(tx, visit)
            let mandate = standing.mandate(for: .country(country))?.id
            for one in cleaned {
                try ValidityPollStore.answer(id, one.priority, country, one.stance, one.words, under: mandate, work)
            }
            if let agrees, poll.needsAgreement { try ValidityPollStore.agree(id, country, agrees, work) }
            try work.record(
                .programme(programme), "validity-poll:\(id)", "plan-priority.answer",
                ["country": .text(country), "mandate": JSONValue(mandate?.description)])
        }
    }

    /// - Throws: ``Refusal/notFound`` for who is neither asked nor keeps it.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: ValidityPoll.ID, _ reading: any Reading) throws
        -> (ValidityPollRecord, PlansStanding)
    {
        let poll = try ValidityPollStore(reading).poll(id, of: programme)
        let standing = try PlansStanding(visit, programme, reading)
        guard standing.sees(poll) else { throw Refusal.notFound }
        return (poll, standing)
    }
}
