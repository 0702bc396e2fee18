import Domain
import Storage
import Web

/// A gathering is kept by organisers, by who heads a region for it, and by who speaks for a country for that.
enum GatheringOperations {
    static let most = 300
    static let mostLinks = 40
    static let mostLessons = 200

    /// A key that is known is answered with the first result.
    static func plan(
        _ visit: Visit, in programme: Programme.ID, _ fields: GatheringFields, _ draft: GatheringDraft,
        key: String? = nil
    ) async throws -> GatheringRecord {
        let (ordered, language) = (fields.ordered, visit.language)
        return try await visit.database.write { tx in
            let standing = try PlansStanding(visit, programme, tx)
            guard standing.tellsRisks else { throw standing.isOf ? Refusal.forbidden : .notFound }
            return try Language.$current.withValue(language) {
                let (work, store) = (Work(tx, visit), GatheringStore(tx))
                let key = SendingKey.of(key, by: work.actor)
                if let key, let first = try store.sent(programme, key: key) { return first }
                let (fields, areas) = try checked(ordered, draft, standing, work)
                guard try store.count(in: programme) < most else {
                    throw Refusal.tooMany(L("The programme has \(most) gatherings, the maximum."))
                }
                let id: Gathering.ID = work.environment.id()
                try GatheringStore.insert(id, fields, draft, areas: areas, in: programme, key: key, work)
                try work.record(
                    .programme(programme), "gathering:\(id)", "gathering.planning",
                    ["place": .text(draft.place.description)])
                return try store.gathering(id, of: programme)
            }
        }
    }

    /// Whose it is stays.
    /// - Parameter told: out of what is stored.
    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ fields: GatheringFields,
        seen: Int64? = nil, _ told: @escaping @Sendable (GatheringDraft) throws -> GatheringDraft
    ) async throws -> GatheringRecord {
        let (ordered, language) = (fields.ordered, visit.language)
        return try await visit.database.write { tx in
            let (gathering, standing) = try kept(visit, programme, id, tx)
            return try Language.$current.withValue(language) {
                let work = Work(tx, visit)
                var draft = try told(gathering.draft)
                draft.place = gathering.place
                let (fields, areas) = try checked(ordered, draft, standing, work)
                let isSame =
                    fields == gathering.fields && draft.marking == gathering.marking
                    && draft.isShared == gathering.isShared
                try PlansStale.require(seen, gathering.changedAt, isSame: isSame, at: "title")
                try GatheringStore.update(id, fields, draft, areas: areas, work)
                try work.record(.programme(programme), "gathering:\(id)", "gathering.change")
                return try GatheringStore(tx).gathering(id, of: programme)
            }
        }
    }

    private static func checked(
        _ ordered: Cleaned<GatheringFields>, _ draft: GatheringDraft, _ standing: PlansStanding, _ work: Work
    ) throws -> (GatheringFields, Set<Area.ID>) {
        let tree = try draft.areas.isEmpty ? nil : AreaTree(work.tx)
        var areas: Set<Area.ID> = []
        let isKnown: Bool =
            switch draft.place {
            case .programme: true
            case .region(let id): try RegionStore(work.tx).regions().contains { $0.id == id }
            case .country(let code): standing.countries.contains(code)
            }
        let fields = try ordered.checked { fields, check in
            let unsafe = try RiskOperations.findings(
                [("title", fields.title), ("venue", fields.venue), ("summary", fields.summary)],
                in: standing.programme, work.tx)
            for (field, words) in unsafe { check.fail(field, words) }
            if let tree { areas = AreaList.read(draft.areas, in: tree, &check) }
            if !SharedMarkings.all.contains(draft.marking) || draft.marking == "RED" {
                check.fail("marking", L("This value is not one of those allowed."))
            }
            if !isKnown || !standing.keeps(draft.place) {
                check.fail("place", L("Choose a region or a country for which you act."))
            }
        }
        return (fields, areas)
    }

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ reading: any Reading) throws
        -> (GatheringRecord, PlansStanding)
    {
        let gathering = try GatheringStore(reading).gathering(id, of: programme)
        let standing = try PlansStanding(visit, programme, reading)
        guard standing.reads(gathering) else { throw Refusal.notFound }
        return (gathering, standing)
    }

    static func kept(_ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ reading: any Reading) throws
        -> (GatheringRecord, PlansStanding)
    {
        let (gathering, standing) = try seen(visit, programme, id, reading)
        guard standing.keeps(gathering) else { throw Refusal.forbidden }
        return (gathering, standing)
    }

    static func set(_ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ state: GatheringState) async throws
    {
        try await visit.database.write { tx in
            let (gathering, _) = try kept(visit, programme, id, tx)
            guard gathering.state != state else { return }
            let work = Work(tx, visit)
            try GatheringStore.set(state, of: id, work)
            try work.record(
                .programme(programme), "gathering:\(id)", "gathering.state",
                ["state": .object(["from": .text(gathering.state.rawValue), "to": .text(state.rawValue)])])
        }
    }

    // MARK: Who does what, and what it hangs together with

    /// Somebody does something by a day: its owner is asked by it.
    static func act(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ fields: ActionFields, owner: ActionOwner?,
        key: String? = nil
    ) async throws -> ActionRecord {
        let cleaned = fields.ordered
        return try await visit.database.write { tx in
            let (gathering, _) = try kept(visit, programme, id, tx)
            let draft = ActionDraft(
                owner: owner, origin: ActionOrigin(kind: GatheringFacts.origin, id: id.description),
                marking: gathering.marking, isShared: gathering.isShared)
            let work = Work(tx, visit)
            let known = try ActionOperations.check(
                draft, in: programme, ActionVoice(visit, tx), work, isForAnybody: gathering.place.country == nil)
            return try ActionOperations.proposeIn(work, programme, cleaned, draft, known: known, key: key)
        }
    }

    /// - Throws: ``Refusal`` for what the visitor does not see.
    static func link(_ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ link: GatheringLink) async throws
    {
        try await visit.database.write { tx in
            let (gathering, standing) = try kept(visit, programme, id, tx)
            guard !gathering.links.contains(link) else { return }
            guard gathering.links.count < mostLinks else {
                throw Refusal.tooMany(L("A gathering is linked with at most \(mostLinks) things."))
            }
            switch link {
            case .risk(let risk):
                guard try standing.reads(RiskStore(tx).risk(risk, of: programme)) else { throw Refusal.notFound }
            case .event(let event):
                let seen = try ProgrammeStore(tx).events(of: programme, seenBy: standing.visitor)
                guard seen.contains(where: { $0.id == event }) else { throw Refusal.notFound }
            }
            let work = Work(tx, visit)
            try GatheringStore.link(link, of: id, work)
            try work.record(
                .programme(programme), "gathering:\(id)", "gathering.link", ["to": .text(link.description)])
        }
    }

    static func unlink(_ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ link: GatheringLink)
        async throws
    {
        try await visit.database.write { tx in
            _ = try kept(visit, programme, id, tx)
            guard try GatheringStore.unlink(link, of: id, tx) > 0 else { return }
            try Work(tx, visit).record(
                .programme(programme), "gathering:\(id)", "gathering.unlinking", ["to": .text(link.description)])
        }
    }

    /// What was learned there, by everybody who reads it and is of the programme.
    static func learn(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ text: String, language: String
    ) async throws {
        var check = FieldCheck()
        let text = check.lines("text", text, limit: 1_000, isRequired: true)
        if let fault = ContributionLanguage.fault(language) { check.fail("language", fault) }
        try check.finish()
        let spoken = visit.language
        try await visit.database.write { tx in
            let (_, standing) = try seen(visit, programme, id, tx)
            guard standing.isOf else { throw Refusal.forbidden }
            try Language.$current.withValue(spoken) {
                try RiskOperations.requireSafe([("text", text)], in: programme, tx)
            }
            let lessons = try GatheringStore(tx).lessons(of: [id])
            guard !lessons.contains(where: { $0.text == text }) else { return }
            guard lessons.count < mostLessons else {
                throw Refusal.tooMany(L("A gathering has at most \(mostLessons) lessons."))
            }
            let work = Work(tx, visit)
            try GatheringStore.learn(work.environment.id(), text, language, at: id, work)
            try work.record(.programme(programme), "gathering:\(id)", "gathering.lesson")
        }
    }
}
