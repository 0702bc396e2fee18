import Domain
import Storage
import Web

/// By who heads the region, or coordinates: a cycle is opened, closed, and an answer returned with questions. None of them sees a value.
enum NeedsCycleOperations {
    static let most = 200
    /// Days from the end of one to the next that asks a country the same.
    private static let apart: Int64 = 90

    struct Draft: Sendable {
        var fields: NeedsCycleFields
        var framework: Framework.ID?
        /// Nothing for the whole programme.
        var region: App.Region.ID?
    }

    static func open(_ visit: Visit, _ programme: Programme.ID, _ draft: Draft, key: String? = nil) async throws
        -> NeedsCycleRecord
    {
        let cleaned = draft.fields.cleaned
        return try await visit.database.write { tx in
            let standing = try PlansStanding(visit, programme, tx)
            try standing.require(standing.isOf)
            guard standing.keeps(draft.region) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            let made = try openIn(work, standing, draft, cleaned, key: SendingKey.of(key, by: work.actor))
            try NeedsMails(work, visit.settings).opened(made)
            return made
        }
    }

    static func openIn(
        _ work: Work, _ standing: PlansStanding, _ draft: Draft, _ cleaned: Cleaned<NeedsCycleFields>,
        key: String? = nil
    ) throws -> NeedsCycleRecord {
        let (store, programme) = (NeedsStore(work.tx), standing.programme)
        if let key, let first = try store.sent(programme, key: key) { return first }
        guard try store.cycles(of: programme).count < most else {
            throw Refusal.tooMany(L("There are \(most) cycles, which is as many as it takes."))
        }
        let frameworks = try FrameworkStore(work.tx).frameworks(of: programme)
        let countries = draft.region.map { standing.countries(of: $0) } ?? standing.countries
        let framework = frameworks.first { $0.id == draft.framework }
        var groups = NeedsGroups(groups: [])
        let fields = try cleaned.checked { fields, check in
            if framework == nil { check.fail("framework", L("Choose a framework.")) }
            if countries.isEmpty { check.fail("region", L("No country of the programme is at home there.")) }
            if !fields.opensOn.isEmpty, !fields.closesOn.isEmpty, fields.closesOn < fields.opensOn {
                check.fail("closes_on", L("The end is before the beginning."))
            }
            groups = try Self.groups(countries, standing, pools: fields.pools, work.tx, &check)
            if let framework, try isAsked(countries, with: framework.id, in: programme, work) {
                check.fail(
                    "framework", L("Another cycle asks a country the same: one picture could be taken from the other."))
            }
        }
        guard let framework else { throw Refusal.notFound }
        let id: NeedsCycle.ID = work.environment.id()
        try NeedsStore.insert(id, fields, framework, draft.region, groups, key: key, work)
        try NeedsStore.insert(countries, of: id, work)
        try FrameworkStore.setOpen(framework.id, work)
        try work.record(
            .programme(programme), "needs-cycle:\(id)", "needs-cycle.opening",
            ["framework": .text(framework.id.description), "version": .whole(framework.version)])
        return try store.cycle(id)
    }

    /// Whether a cycle with the same framework holds one of these countries, and is open or showed a picture not long ago: what two pictures
    /// of the same answers differ by is a country.
    private static func isAsked(
        _ countries: [String], with framework: Framework.ID, in programme: Programme.ID, _ work: Work
    ) throws -> Bool {
        let store = NeedsStore(work.tx)
        let long = EpochTime.adding(work.now, milliseconds: -apart * EpochTime.day)
        let cycles = try store.cycles(of: programme).filter {
            $0.framework == framework && ($0.isOpen || ($0.closedAt ?? 0) > long)
        }
        let shown = try store.shown(cycles.map(\.id))
        let asked = Set(
            try store.assessments(of: cycles.filter { $0.isOpen || shown.contains($0.id) }.map(\.id)).map(\.country))
        return !asked.isDisjoint(with: countries)
    }

    /// Each region of the countries by its code; those that are joined under their codes with +.
    private static func groups(
        _ countries: [String], _ standing: PlansStanding, pools: String, _ reading: any Reading,
        _ check: inout FieldCheck
    ) throws -> NeedsGroups {
        let wanted = pools.split(separator: ";").map { pool in
            pool.split(separator: "+").map { String($0).trimmed }
        }
        let regions = try RegionStore(reading).regions().filter { region in
            countries.contains { standing.homes[$0] == region.id }
        }
        let codes = Set(regions.map(\.code))
        let joined = wanted.flatMap { $0 }
        if !wanted.allSatisfy({ $0.count >= 2 }) || Set(joined).count < joined.count || !Set(joined).isSubset(of: codes)
        {
            check.fail(
                "pools", L("Join regions of the programme by their codes, each once: \(list: codes.sorted())."))
            return NeedsGroups(groups: [])
        }
        var done: Set<String> = []
        var groups: [NeedsGroups.Group] = []
        for region in regions.sorted(by: { $0.code < $1.code }) where !done.contains(region.code) {
            let pool = wanted.first { $0.contains(region.code) } ?? [region.code]
            done.formUnion(pool)
            let members = pool.compactMap { code in regions.first { $0.code == code } }
            groups.append(
                NeedsGroups.Group(
                    name: pool.joined(separator: "+"), regions: members.map(\.id),
                    countries: countries.filter { country in members.contains { $0.id == standing.homes[country] } }))
        }
        return NeedsGroups(groups: groups)
    }

    /// Ends all: nothing is answered or submitted any more.
    static func close(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID) async throws {
        try await visit.database.write { tx in
            let cycle = try kept(visit, programme, id, tx)
            guard cycle.isOpen else { return }
            let work = Work(tx, visit)
            try NeedsStore.close(id, work)
            try work.record(.programme(programme), "needs-cycle:\(id)", "needs-cycle.closing")
        }
    }

    /// With questions; the country submits again.
    static func giveBack(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, country: String, questions: String
    ) async throws {
        var check = FieldCheck()
        let questions = check.lines("questions", questions, limit: 2_000, isRequired: true)
        try check.finish()
        try await visit.database.write { tx in
            let cycle = try kept(visit, programme, id, tx)
            guard cycle.isOpen else { throw Refusal.needsCycleClosed }
            guard let found = try NeedsStore(tx).assessments(of: [id]).first(where: { $0.country == country }) else {
                throw Refusal.invalid(["country": L("Choose a country of the list.")])
            }
            guard found.state == .submitted else { throw Refusal.nothingToReturn }
            let work = Work(tx, visit)
            try NeedsStore.set(.returned, of: found.id, questions: questions, work)
            try work.record(
                .programme(programme), "needs-assessment:\(found.id)", "needs-assessment.return",
                ["country": .text(country)])
            try NeedsMails(work, visit.settings).returned(found, cycle)
        }
    }

    /// - Throws: ``Refusal/notFound`` for who is not of the programme, ``Refusal/forbidden`` for who does not keep the cycle.
    static func kept(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, _ reading: any Reading
    ) throws -> NeedsCycleRecord {
        let standing = try PlansStanding(visit, programme, reading)
        try standing.require(standing.isOf)
        let cycle = try NeedsStore(reading).cycle(id, of: programme)
        guard standing.keeps(cycle.region) else { throw Refusal.forbidden }
        return cycle
    }
}
