import Domain
import Storage
import Web

/// Priorities are kept by who heads their region, and by who coordinates the network; what becomes of them a meeting decides.
enum PlanPriorityOperations {
    static let most = 500
    static let mostSources = 20

    /// A key that is known is answered with the first result.
    static func propose(
        _ visit: Visit, in programme: Programme.ID, _ fields: PlanPriorityFields, _ told: PlanPriorityDraft,
        key: String? = nil
    ) async throws -> PlanPriorityRecord {
        let (cleaned, language) = (fields.cleaned, visit.language)
        var draft = told
        draft.sources = distinct(told.sources)
        try await checkSources(draft.sources, visit, programme)
        let asked = draft
        return try await visit.database.write { tx in
            let standing = try PlansStanding(visit, programme, tx)
            guard standing.tellsPriorities else { throw standing.isOf ? Refusal.forbidden : .notFound }
            return try Language.$current.withValue(language) {
                let (work, store) = (Work(tx, visit), PlanPriorityStore(tx))
                let key = SendingKey.of(key, by: work.actor)
                if let key, let first = try store.sent(programme, key: key) { return first }
                let (fields, area) = try checked(cleaned, asked, standing, work)
                try requireKnown(asked.event, in: programme, tx)
                let priority = try proposeIn(work, programme, fields, asked, area: area, key: key)
                guard let event = asked.event else { return priority }
                return try adopt(priority, at: event, work)
            }
        }
    }

    /// A meeting adopted it before it was entered here.
    private static func adopt(_ priority: PlanPriorityRecord, at event: Event.ID, _ work: Work) throws
        -> PlanPriorityRecord
    {
        try PlanPriorityStore.decide(
            priority.id, .adopted, words: "", event: event, adoptedAt: work.now, work)
        try work.record(
            .programme(priority.programme), "priority:\(priority.id)", "plan-priority.decision",
            [
                "state": .object([
                    "from": .text(priority.state.rawValue), "to": .text(PlanPriorityState.adopted.rawValue),
                ]),
                "event": .text(event.description),
            ])
        return try PlanPriorityStore(work.tx).priority(priority.id, of: priority.programme)
    }

    private static func requireKnown(_ event: Event.ID?, in programme: Programme.ID, _ reading: any Reading) throws {
        guard let event else { return }
        guard try EventStore(reading).events([event]).first?.programme == programme else {
            throw Refusal.invalid(["event": L("Choose an event of the programme.")])
        }
    }

    static func proposeIn(
        _ work: Work, _ programme: Programme.ID, _ fields: PlanPriorityFields, _ draft: PlanPriorityDraft,
        area: Area.ID?,
        key: String? = nil
    ) throws -> PlanPriorityRecord {
        let store = PlanPriorityStore(work.tx)
        let number = try store.last(in: programme) + 1
        guard number <= most else { throw Refusal.tooMany(L("The programme has \(most) priorities, the maximum.")) }
        let id: PlanPriority.ID = work.environment.id()
        try PlanPriorityStore.insert(id, fields, draft, area: area, number: number, in: programme, key: key, work)
        try work.record(
            .programme(programme), "priority:\(id)", "plan-priority.proposal",
            ["region": JSONValue(draft.region?.description), "sources": .text(draft.sources.joined(separator: " "))])
        return try store.priority(id, of: programme)
    }

    /// Not while countries are asked about it.
    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID, _ fields: PlanPriorityFields,
        seen since: Int64? = nil, _ told: @escaping @Sendable (PlanPriorityRecord) -> PlanPriorityDraft
    ) async throws -> PlanPriorityRecord {
        let (cleaned, language) = (fields.cleaned, visit.language)
        let before = try await visit.read { try seen(visit, programme, id, $0).0 }
        let sources = distinct(told(before).sources)
        try await checkSources(sources.filter { !before.sources.contains($0) }, visit, programme)
        return try await visit.database.write { tx in
            let (priority, standing) = try kept(visit, programme, id, tx)
            return try Language.$current.withValue(language) {
                let work = Work(tx, visit)
                var draft = told(priority)
                draft.region = priority.region
                // What somebody else added in between stays; nothing comes that was not looked at.
                draft.sources = distinct(draft.sources).filter {
                    priority.sources.contains($0) || sources.contains($0)
                }
                guard draft.sources.count <= mostSources else { throw tooManySources }
                let (fields, area) = try checked(cleaned, draft, standing, work)
                let isSame = fields == priority.fields && draft.marking == priority.marking
                try PlansStale.require(since, priority.changedAt, isSame: isSame, at: "statement")
                try requireNotAsked(priority, on: standing.today, tx)
                try PlanPriorityStore.update(id, fields, draft, area: area, work)
                try work.record(.programme(programme), "priority:\(id)", "plan-priority.change")
                return try PlanPriorityStore(tx).priority(id, of: programme)
            }
        }
    }

    private static func requireNotAsked(_ priority: PlanPriorityRecord, on today: String, _ reading: any Reading) throws
    {
        let polls = try ValidityPollStore(reading).polls(of: [priority.programme])
        guard !polls.contains(where: { $0.isOpen(on: today) && $0.priorities.contains(priority.id) }) else {
            throw Refusal.priorityAsked
        }
    }

    private static var tooManySources: Refusal { .invalid(["source": L("Choose at most \(mostSources).")]) }

    /// Each once, in the order in which they came.
    private static func distinct(_ sources: [String]) -> [String] {
        var known: Set<String> = []
        return sources.filter { known.insert($0).inserted }
    }

    /// - Throws: ``Refusal`` for what the visitor does not see.
    private static func checkSources(_ sources: [String], _ visit: Visit, _ programme: Programme.ID) async throws {
        guard !sources.isEmpty else { return }
        guard sources.count <= mostSources else { throw tooManySources }
        let known = try await visit.read { reading in
            try PlanPrioritySource.known(sources, visit, programme, reading) == Set(sources)
        }
        guard known else {
            throw Refusal.invalid(["source": L("You see no such item of the thread.")])
        }
    }

    private static func checked(
        _ cleaned: Cleaned<PlanPriorityFields>, _ draft: PlanPriorityDraft, _ standing: PlansStanding, _ work: Work
    ) throws -> (PlanPriorityFields, Area.ID?) {
        let area = try draft.area.isEmpty ? nil : AreaTree(work.tx).area(told: draft.area)?.id
        let isKnown = try draft.region.map { id in try RegionStore(work.tx).regions().contains { $0.id == id } } ?? true
        let fields = try cleaned.checked { _, check in
            if !draft.area.isEmpty, area == nil { check.fail("area", L("There is no such area.")) }
            if !SharedMarkings.all.contains(draft.marking) || draft.marking == "RED" {
                check.fail("marking", L("This value is not one of those allowed."))
            }
            if !isKnown || !standing.keeps(draft.region) {
                check.fail("region", L("Choose a region for which you act."))
            }
        }
        return (fields, area)
    }

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID, _ reading: any Reading) throws
        -> (PlanPriorityRecord, PlansStanding)
    {
        let priority = try PlanPriorityStore(reading).priority(id, of: programme)
        let standing = try PlansStanding(visit, programme, reading)
        guard standing.reads(priority) else { throw Refusal.notFound }
        return (priority, standing)
    }

    static func kept(_ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID, _ reading: any Reading) throws
        -> (PlanPriorityRecord, PlansStanding)
    {
        let (priority, standing) = try seen(visit, programme, id, reading)
        guard standing.keeps(priority.region) else { throw Refusal.forbidden }
        return (priority, standing)
    }

    // MARK: What the meeting decides

    /// - Parameters:
    ///   - event: the meeting, of this programme.
    ///   - words: why; a must where it is dropped.
    static func decide(
        _ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID, _ state: PlanPriorityState, words: String,
        at event: Event.ID?
    ) async throws -> PlanPriorityRecord {
        var check = FieldCheck()
        let words = check.lines("words", words, limit: 1_000, isRequired: state == .dropped)
        try check.finish()
        return try await visit.database.write { tx in
            let (priority, standing) = try kept(visit, programme, id, tx)
            if priority.state == state { return priority }
            guard priority.state.next.contains(state) else {
                throw Refusal.priorityState(priority.state.label, state.label)
            }
            try requireNotAsked(priority, on: standing.today, tx)
            try requireKnown(event, in: programme, tx)
            let work = Work(tx, visit)
            let adoptedAt = state == .adopted ? work.now : priority.adoptedAt
            try PlanPriorityStore.decide(
                id, state, words: words, event: event ?? priority.event, adoptedAt: adoptedAt, work)
            try work.record(
                .programme(programme), "priority:\(id)", "plan-priority.decision",
                [
                    "state": .object(["from": .text(priority.state.rawValue), "to": .text(state.rawValue)]),
                    "event": JSONValue(event?.description),
                ])
            return try PlanPriorityStore(tx).priority(id, of: programme)
        }
    }

    /// Other words in its place: the old ones stay, and lead to the new.
    static func reword(
        _ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID, _ fields: PlanPriorityFields
    ) async throws -> PlanPriorityRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let (priority, standing) = try kept(visit, programme, id, tx)
            guard priority.state == .toReword || priority.state == .adopted || priority.state == .confirmed else {
                throw Refusal.priorityState(priority.state.label, PlanPriorityState.superseded.label)
            }
            let fields = try cleaned.checked()
            try requireNotAsked(priority, on: standing.today, tx)
            let work = Work(tx, visit)
            let draft = PlanPriorityDraft(
                region: priority.region, area: "",
                sources: Array((["priority:\(priority.id)"] + priority.sources).prefix(mostSources)),
                marking: priority.marking)
            let next = try proposeIn(work, programme, fields, draft, area: priority.area)
            try PlanPriorityStore.decide(
                next.id, .adopted, words: "", event: priority.event, adoptedAt: work.now, work)
            try PlanPriorityStore.supersede(id, by: next.id, work)
            try work.record(
                .programme(programme), "priority:\(id)", "plan-priority.rewording",
                [
                    "state": .object(["from": .text(priority.state.rawValue), "to": "superseded"]),
                    "successor": .text(next.id.description),
                ])
            return try PlanPriorityStore(tx).priority(next.id, of: programme)
        }
    }
}
