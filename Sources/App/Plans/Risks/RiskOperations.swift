import Domain
import Storage
import Web

/// Scenarios are told by organisers, by who heads a region for it, and by who speaks for a country for that; each keeps its own.
enum RiskOperations {
    static let most = 500

    /// What a write found: stored, or a text that says too much, which is written down and then refused.
    private enum Told {
        case stored(RiskRecord)
        case unsafe([String: Message])

        func record() throws -> RiskRecord {
            switch self {
            case .stored(let record): return record
            case .unsafe(let errors): throw Refusal.invalid(errors)
            }
        }
    }

    /// A key that is known is answered with the first result.
    static func tell(
        _ visit: Visit, in programme: Programme.ID, _ fields: RiskScenarioFields, _ told: RiskDraft, key: String? = nil
    ) async throws -> RiskRecord {
        let (cleaned, language, draft) = (fields.cleaned, visit.language, told.bounded)
        return try await visit.database.write { tx -> Told in
            try Language.$current.withValue(language) {
                let voice = try PlansStanding(visit, programme, tx)
                guard voice.tellsRisks else { throw voice.isOf ? Refusal.forbidden : .notFound }
                let (work, store) = (Work(tx, visit), RiskStore(tx))
                let key = SendingKey.of(key, by: work.actor)
                if let key, let first = try store.sent(programme, key: key) { return .stored(first) }
                let (fields, draft, area) = try checked(cleaned, draft, voice, before: nil, work)
                if let errors = try unsafe(fields, in: programme, work) { return .unsafe(errors) }
                guard try store.count(in: programme) < most else {
                    throw Refusal.tooMany(L("The programme has \(most) scenarios, the maximum."))
                }
                let id: RiskScenario.ID = work.environment.id()
                try RiskStore.insert(id, fields, draft, area: area, in: programme, key: key, work)
                try work.record(
                    .programme(programme), "risk:\(id)", "risk.telling",
                    ["place": .text(draft.place.description), "marking": .text(draft.marking)])
                return .stored(try store.risk(id, of: programme))
            }
        }.record()
    }

    /// Not while it is judged, so that all judge the same words; what was judged keeps them.
    /// - Parameter told: out of what is stored.
    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ fields: RiskScenarioFields,
        seen: Int64? = nil, _ told: @escaping @Sendable (RiskDraft) throws -> RiskDraft
    ) async throws -> RiskRecord {
        let (cleaned, language) = (fields.cleaned, visit.language)
        return try await visit.database.write { tx -> Told in
            try Language.$current.withValue(language) {
                let (risk, voice) = try kept(visit, programme, id, tx)
                let work = Work(tx, visit)
                let (fields, draft, area) = try checked(cleaned, told(risk.draft).bounded, voice, before: risk, work)
                let isSame =
                    fields == risk.fields && draft.marking == risk.marking && draft.isShared == risk.draft.isShared
                try PlansStale.require(seen, risk.changedAt, isSame: isSame, at: "title")
                let rounds = try RiskRoundStore(tx).rounds(of: id)
                guard !rounds.contains(where: \.isOpen) else { throw Refusal.riskRoundOpen }
                // What was judged is not put under other words.
                guard rounds.isEmpty || risk.says(fields, draft, area) else { throw Refusal.riskJudged }
                if let errors = try unsafe(fields, in: programme, work) { return .unsafe(errors) }
                try RiskStore.update(id, fields, draft, area: area, work)
                try work.record(.programme(programme), "risk:\(id)", "risk.change")
                return .stored(try RiskStore(tx).risk(id, of: programme))
            }
        }.record()
    }

    // MARK: What is checked

    static func checked(
        _ cleaned: Cleaned<RiskScenarioFields>, _ told: RiskDraft, _ voice: PlansStanding, before: RiskRecord?,
        _ work: Work
    ) throws -> (RiskScenarioFields, RiskDraft, Area.ID?) {
        var draft = told
        let tree = told.area.isEmpty ? nil : try AreaTree(work.tx)
        let area = tree?.area(told: told.area)?.id
        let sectors = Set(try DirectoryNames(work.tx).sectors.map(\.code))
        draft.hazards = RiskDraft.allHazards.filter(told.hazards.contains)
        draft.sectors = Array(told.sectors.prefix(40)).filter { !$0.isEmpty }
        let isKnown = try isKnown(draft.place, voice, work)
        let asked = try told.indicators.isEmpty ? [] : RiskCoping.known(in: voice.programme, work.tx)
        var codes: Set<String> = []
        draft.indicators = told.indicators.filter { codes.insert($0).inserted }
        let unknown = told.indicators.filter {
            !asked.contains($0) && !(before?.draft.indicators.contains($0) ?? false)
        }
        let fields = try cleaned.checked { _, check in
            if !told.area.isEmpty, area == nil { check.fail("area", L("There is no such area.")) }
            if draft.hazards.count != Set(told.hazards).count {
                check.fail("hazard", L("This value is not one of those allowed."))
            }
            if draft.sectors.contains(where: { !sectors.contains($0) && !(before?.draft.sectors.contains($0) ?? false) }
            ) {
                check.fail("sector", L("This value is not one of those allowed."))
            }
            if let code = unknown.first {
                check.fail("indicators", L("There is no indicator \(String(code.prefix(40)))."))
            } else if told.indicators.count > RiskDraft.mostIndicators {
                check.fail("indicators", L("Choose at most \(RiskDraft.mostIndicators)."))
            }
            if !SharedMarkings.all.contains(draft.marking) || draft.marking == "RED" {
                check.fail("marking", L("This value is not one of those allowed."))
            }
            if !isKnown || before == nil && !voice.keeps(draft.place)
                || before.map({ $0.place != draft.place && !voice.keeps(draft.place) }) ?? false
            {
                check.fail("place", L("Choose a region or a country for which you act."))
            }
        }
        return (fields, draft, area)
    }

    private static func isKnown(_ place: RiskPlace, _ voice: PlansStanding, _ work: Work) throws -> Bool {
        switch place {
        case .programme: true
        case .region(let id): try RegionStore(work.tx).regions().contains { $0.id == id }
        case .country(let code): try PersonStore(work.tx).countryCodes().contains(code)
        }
    }

    /// What in texts says too much, by field.
    static func findings(_ texts: [(field: String, text: String)], in programme: Programme.ID, _ reading: any Reading)
        throws -> [String: Message]
    {
        let names = try RiskStore(reading).settings(of: programme).names
        var errors: [String: Message] = [:]
        for (field, text) in texts {
            let found = ScenarioSafety.findings(in: [text], names: names).map(\.text)
            if !found.isEmpty { errors[field] = L("Stay with what the public would see. Leave out: \(list: found)") }
        }
        return errors
    }

    /// - Throws: where one of the texts says too much.
    static func requireSafe(
        _ texts: [(field: String, text: String)], in programme: Programme.ID, _ reading: any Reading
    )
        throws
    {
        let errors = try findings(texts, in: programme, reading)
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
    }

    /// What in the texts says too much, by field; that it was refused is written down, the words are not.
    private static func unsafe(_ fields: RiskScenarioFields, in programme: Programme.ID, _ work: Work) throws
        -> [String: Message]?
    {
        let errors = try findings(
            [("title", fields.title), ("story", fields.story), ("coping", fields.coping)], in: programme, work.tx)
        guard !errors.isEmpty else { return nil }
        try work.record(
            .programme(programme), "programme:\(programme)", "risk.refusal",
            ["fields": .text(errors.keys.sorted().joined(separator: " "))])
        return errors
    }

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ reading: any Reading) throws
        -> (RiskRecord, PlansStanding)
    {
        let (risk, voice) = (
            try RiskStore(reading).risk(id, of: programme), try PlansStanding(visit, programme, reading)
        )
        guard voice.reads(risk) else { throw Refusal.notFound }
        return (risk, voice)
    }

    /// - Throws: also where it is closed.
    static func kept(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ reading: any Reading) throws
        -> (RiskRecord, PlansStanding)
    {
        let (risk, voice) = try seen(visit, programme, id, reading)
        guard voice.keeps(risk) else { throw Refusal.forbidden }
        guard risk.state != .closed else { throw Refusal.riskClosed }
        return (risk, voice)
    }

    // MARK: Reports and settings

    /// Somebody thinks that a text says too much: whoever keeps it is told.
    static func report(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ words: String) async throws {
        var check = FieldCheck()
        let words = check.lines("words", words, limit: 500, isRequired: true)
        try check.finish()
        try await visit.database.write { tx in
            let (risk, _) = try seen(visit, programme, id, tx)
            let open = try RiskStore(tx).reports(of: [id])[id, default: []].filter { !$0.isSettled }
            guard !open.contains(where: { $0.words == words }) else { return }
            guard open.count < 50 else { throw Refusal.tooMany(L("It was reported often enough.")) }
            let work = Work(tx, visit)
            try RiskStore.report(risk.id, words, work)
            try work.record(.programme(programme), "risk:\(id)", "risk.report")
        }
    }

    static func settle(_ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID) async throws {
        try await visit.database.write { tx in
            let (risk, voice) = try seen(visit, programme, id, tx)
            guard voice.organises || voice.keeps(risk) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            guard try RiskStore.settle(id, work) > 0 else { return }
            try work.record(.programme(programme), "risk:\(id)", "risk.report-settling")
        }
    }

    /// The table only before anything was judged by it.
    static func keep(_ visit: Visit, _ programme: Programme.ID, _ fields: RiskSettingFields) async throws {
        let (tested, language) = (fields.tested, visit.language)
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            try Language.$current.withValue(language) {
                let before = try RiskStore(tx).settings(of: programme)
                let fields = try tested.checked()
                if fields.table != before.table, try RiskRoundStore(tx).hasAny(in: programme) {
                    throw Refusal.riskTableFixed
                }
                guard fields != before else { return }
                let work = Work(tx, visit)
                try RiskStore.keep(fields, of: programme, work)
                var facts: [String: JSONValue] = [:]
                if fields.table != before.table {
                    facts["bands"] = .object(["from": .text(before.bands), "to": .text(fields.bands)])
                }
                try work.record(.programme(programme), "programme:\(programme)", "risk.settings", facts)
            }
        }
    }
}
