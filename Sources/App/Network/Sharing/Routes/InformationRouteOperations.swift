import Domain
import Storage
import Web

/// Routes are drawn by who acts for a country of the programme, and by its organisers.
enum InformationRouteOperations {
    static let most = 1_000

    /// A key that is known is answered with the first result.
    static func draw(
        _ visit: Visit, in programme: Programme.ID, _ draft: SharedDraft<InformationRouteFields>, _ steps: [RouteStep],
        key: String? = nil
    ) async throws -> InformationRouteRecord {
        let cleaned = draft.fields.cleaned
        return try await visit.database.write { tx in
            let voice = try MemberVoice(visit, programme, tx)
            try voice.requireSpeaking()
            return try drawIn(Work(tx, visit), voice, draft, cleaned, steps, key: key)
        }
    }

    private static func drawIn(
        _ work: Work, _ voice: MemberVoice, _ draft: SharedDraft<InformationRouteFields>,
        _ cleaned: Cleaned<InformationRouteFields>, _ steps: [RouteStep], key: String?
    ) throws -> InformationRouteRecord {
        let store = InformationRouteStore(work.tx)
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try store.sent(voice.programme, key: key) { return first }
        let (fields, _) = try draft.checked(cleaned, voice, work)
        guard let country = draft.member?.country else {
            throw Refusal.invalid(["member": L("A route is a country's: choose one.")])
        }
        let steps = try checked(steps)
        guard try store.count(in: voice.programme) < most else {
            throw Refusal.tooMany(L("The programme has \(most) routes, the maximum."))
        }
        let id: InformationRoute.ID = work.environment.id()
        try InformationRouteStore.insert(
            id, fields, country, draft.choice.marking, in: voice.programme, key: key, work)
        try InformationRouteStore.set(steps, of: id, work.tx)
        try AudienceStore.set(draft.choice.audience, of: RecordSubject(.route, id), work.tx)
        try work.record(
            .programme(voice.programme), "route:\(id)", "route.drawing",
            [
                "country": .text(country), "steps": .whole(steps.count), "marking": .text(draft.choice.marking),
                "mandate": JSONValue(voice.mandates[.country(country)]?.id.description),
            ])
        return try store.route(id)
    }

    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: InformationRoute.ID, _ fields: InformationRouteFields,
        _ choice: AudienceChoice, _ steps: [RouteStep]
    ) async throws -> InformationRouteRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let route = try editable(visit, programme, id, tx)
            let work = Work(tx, visit)
            let fields = try cleaned.checked { _, check in
                try choice.check(SharedMarkings.all, of: programme, tx, now: visit.now, &check)
            }
            let steps = try checked(steps)
            try InformationRouteStore.update(id, fields, choice.marking, work)
            try InformationRouteStore.set(steps, of: id, tx)
            try AudienceStore.set(choice.audience, of: RecordSubject(.route, id), tx)
            var facts: [String: JSONValue] = [:]
            if route.marking != choice.marking {
                facts["marking"] = .object(["from": .text(route.marking), "to": .text(choice.marking)])
            }
            if route.steps.count != steps.count {
                facts["steps"] = .object(["from": .whole(route.steps.count), "to": .whole(steps.count)])
            }
            try work.record(.programme(programme), "route:\(id)", "route.change", facts)
            return try InformationRouteStore(tx).route(id)
        }
    }

    static func retire(_ visit: Visit, _ programme: Programme.ID, _ id: InformationRoute.ID) async throws {
        try await visit.database.write { tx in
            _ = try editable(visit, programme, id, tx)
            let work = Work(tx, visit)
            try InformationRouteStore.retire(id, work)
            try work.record(.programme(programme), "route:\(id)", "route.retirement")
        }
    }

    /// Taken away with a word to whoever had it.
    static func withdraw(_ visit: Visit, _ programme: Programme.ID, _ id: InformationRoute.ID, _ note: String)
        async throws
    {
        let note = try RecordWithdrawing.cleaned(note)
        try await visit.database.write { tx in
            let route = try editable(visit, programme, id, tx)
            let work = Work(tx, visit)
            try RecordWithdrawing.withdrawIn(work, route.recordSubject, note)
            try InformationRouteStore.retire(id, work)
            try work.record(.programme(programme), "route:\(id)", "route.withdrawal")
        }
    }

    private static func checked(_ steps: [RouteStep]) throws -> [RouteStep] {
        var check = FieldCheck()
        let steps = RouteStep.cleaned(steps, &check)
        try check.finish()
        return steps
    }

    /// A route that the visitor reads and that stands.
    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: InformationRoute.ID, _ reading: any Reading)
        throws
        -> (InformationRouteRecord, MemberVoice)
    {
        let route = try InformationRouteStore(reading).route(id)
        guard route.programme == programme, route.retiredAt == nil, try SharedReading(visit, reading).sees(route) else {
            throw Refusal.notFound
        }
        return (route, try MemberVoice(visit, programme, reading))
    }

    static func mayEdit(_ route: InformationRouteRecord, _ voice: MemberVoice) -> Bool {
        voice.speaks(for: .country(route.country))
    }

    private static func editable(
        _ visit: Visit, _ programme: Programme.ID, _ id: InformationRoute.ID, _ tx: Transaction
    ) throws -> InformationRouteRecord {
        let (route, voice) = try seen(visit, programme, id, tx)
        guard mayEdit(route, voice) else { throw Refusal.forbidden }
        return route
    }
}
