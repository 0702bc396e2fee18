import Domain
import Storage
import Web

/// What becomes of an idea by hand; that it is supported, is developed or taken up follows from others' acts.
enum IdeaMove: String, CaseIterable, Sendable, Codable, ChoiceType {
    case share, park, close
}

/// Ideas: written, shared, supported by countries, joined, parked, closed.
enum IdeaOperations {
    static let most = 2_000

    /// A key that is known is answered with the first result.
    static func propose(
        _ visit: Visit, in programme: Programme.ID, _ fields: IdeaFields, _ draft: IdeaDraft, key: String? = nil
    ) async throws -> IdeaRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let sight = try IdeaSight(visit, programme, tx)
            guard sight.proposes else { throw Refusal.forbidden }
            let (work, store) = (Work(tx, visit), IdeaStore(tx))
            let key = SendingKey.of(key, by: work.actor)
            if let key, let first = try store.sent(programme, key: key) { return first }
            var areas: Set<Area.ID> = []
            let fields = try cleaned.checked { _, check in
                areas = try Self.check(draft, sight, visit, work, nil, &check)
            }
            return try insertIn(work, programme, fields, draft, areas, key: key)
        }
    }

    /// For whom has asked who may.
    static func insertIn(
        _ work: Work, _ programme: Programme.ID, _ fields: IdeaFields, _ draft: IdeaDraft, _ areas: Set<Area.ID>,
        key: String? = nil
    ) throws -> IdeaRecord {
        let store = IdeaStore(work.tx)
        guard try store.count(in: programme) < most else {
            throw Refusal.tooMany(L("The programme has \(most) ideas, the maximum."))
        }
        let id: ProjectIdea.ID = work.environment.id()
        try IdeaStore.insert(id, fields, draft, areas, in: programme, key: key, work)
        try work.record(.programme(programme), "idea:\(id)", "idea.creation")
        return try store.idea(id)
    }

    /// - Parameters:
    ///   - since: when it was last changed, as whoever changes it has read it; nothing where they did not say.
    ///   - told: the draft over what is there at the moment of the write.
    static func change(
        _ visit: Visit, _ id: ProjectIdea.ID, _ fields: IdeaFields, since: Int64? = nil,
        _ told: @escaping @Sendable (IdeaRecord) throws -> IdeaDraft
    ) async throws {
        let cleaned = fields.cleaned
        try await visit.database.write { tx in
            let (idea, sight) = try edited(visit, id, tx)
            guard since ?? .max >= idea.changedAt else { throw Refusal.changedSince }
            let draft = try told(idea)
            let work = Work(tx, visit)
            var areas: Set<Area.ID> = []
            let fields = try cleaned.checked { _, check in
                areas = try Self.check(draft, sight, visit, work, idea, &check)
            }
            try keepIn(work, idea, sight, fields, draft, areas)
        }
    }

    /// For whom has asked who may.
    static func keepIn(
        _ work: Work, _ idea: IdeaRecord, _ sight: IdeaSight, _ fields: IdeaFields, _ draft: IdeaDraft,
        _ areas: Set<Area.ID>
    ) throws {
        if idea.state != .draft {
            if draft.countries.isEmpty, draft.regions.isEmpty { throw Refusal.ideaHasNoPlace }
            if draft.sources.isEmpty, !draft.isDirect { throw Refusal.ideaHasNoSource }
        }
        try IdeaStore.update(idea.id, fields, draft, areas, work)
        try work.record(.programme(idea.programme), idea.subject, "idea.change")
        try noteSupport(before: idea, sight, work)
    }

    /// What is wrong besides the fields; the areas that it names.
    /// - Parameter before: what was there stays allowed.
    static func check(
        _ draft: IdeaDraft, _ sight: IdeaSight, _ visit: Visit, _ work: Work, _ before: IdeaRecord?,
        _ check: inout FieldCheck
    ) throws -> Set<Area.ID> {
        let standing = sight.standing
        if !draft.countries.subtracting(before?.countries ?? []).isSubset(of: standing.countries) {
            check.fail("country", L("Choose countries of the programme."))
        }
        let regions = Set(try RegionStore(work.tx).regions().map(\.id))
        if !draft.regions.isSubset(of: regions) { check.fail("region", L("Choose regions that are known here.")) }
        if !IdeaDraft.markings.contains(draft.marking) {
            check.fail("marking", L("This value is not one of those allowed."))
        }
        if let sponsor = draft.sponsor, sponsor != before?.sponsor {
            let members = try MemberStore(work.tx).members(of: standing.programme, on: standing.today).map(\.ref)
            if !members.contains(sponsor) || !standing.coordinates && !standing.members.contains(sponsor) {
                check.fail("sponsor", L("Choose a member for which you act."))
            }
        }
        let fresh = draft.sources.subtracting(before?.sources ?? [])
        if draft.sources.count > IdeaDraft.mostSources {
            check.fail("source", L("At most \(IdeaDraft.mostSources) sources."))
        } else {
            for source in fresh.sorted() {
                if try IdeaSources.source(source, in: standing.programme, visit, work.tx) == nil {
                    check.fail("source", L("There is no such source that you may see."))
                }
            }
        }
        return AreaList.read(draft.areas, in: try AreaTree(work.tx), &check)
    }

    /// - Throws: ``Refusal`` for who may not change it, and for what goes on in another one.
    static func edited(_ visit: Visit, _ id: ProjectIdea.ID, _ tx: Transaction) throws -> (IdeaRecord, IdeaSight) {
        let (idea, sight) = try IdeaSight.seen(visit, id, tx)
        guard sight.edits(idea) else { throw Refusal.forbidden }
        guard idea.joinedInto == nil else { throw Refusal.ideaJoined }
        return (idea, sight)
    }

    // MARK: What becomes of it

    /// - Parameters:
    ///   - day: when what is parked is looked at again.
    ///   - words: why it is parked or closed.
    static func move(_ visit: Visit, _ id: ProjectIdea.ID, _ move: IdeaMove, day: String, words: String) async throws {
        var check = FieldCheck()
        let words = check.lines("words", words, limit: 1_000, isRequired: move == .close)
        let day = move == .park ? check.date("day", day) : ""
        if move == .park, CalendarDate.isValid(day), day <= CalendarDate.today(visit.now) {
            check.fail("day", L("Choose a day that is still to come."))
        }
        try check.finish()
        try await visit.database.write { tx in
            let (idea, sight) = try edited(visit, id, tx)
            let work = Work(tx, visit)
            let state: IdeaState = move == .share ? .shared : move == .park ? .parked : .closed
            // Pressed twice, it is one.
            if idea.state == state, move != .park { return }
            guard from(move).contains(idea.state) else {
                throw Refusal.ideaState(
                    sight.standing(idea).label, (IdeaStanding(rawValue: state.rawValue) ?? .shared).label)
            }
            if move == .share {
                if idea.countries.isEmpty, idea.regions.isEmpty { throw Refusal.ideaHasNoPlace }
                if idea.sources.isEmpty, !idea.isDirect { throw Refusal.ideaHasNoSource }
            }
            try IdeaStore.set(state, of: idea, until: day, outcome: words, work)
            let kind = move == .share ? "sharing" : move == .park ? "parking" : "closing"
            try work.record(
                .programme(idea.programme), idea.subject, "idea.\(kind)",
                ["state": .object(["from": .text(idea.state.rawValue), "to": .text(state.rawValue)])])
            if move == .share, idea.sharedAt == nil { try IdeaMails(work, idea, visit.settings).askCountries() }
        }
    }

    static func from(_ move: IdeaMove) -> Set<IdeaState> {
        switch move {
        case .share: [.draft, .parked, .closed]
        case .park: [.shared, .parked]
        case .close: [.draft, .shared, .parked]
        }
    }

    // MARK: Countries

    static func endorse(
        _ visit: Visit, _ id: ProjectIdea.ID, _ country: String, _ stance: IdeaSupport.Stance, _ words: String
    ) async throws {
        var check = FieldCheck()
        let words = check.lines(
            "words", words, limit: IdeaEndorsement.longest, isRequired: stance == .supportIf)
        try check.finish()
        try await visit.database.write { tx in
            let (idea, sight) = try IdeaSight.seen(visit, id, tx)
            guard sight.endorses(idea).contains(country) else { throw Refusal.needsMandate }
            let work = Work(tx, visit)
            try IdeaStore.endorse(
                id, country, stance, words, mandate: sight.standing.mandate(for: .country(country))?.id,
                account: visit.visitor.account?.id, work)
            try work.record(
                .programme(idea.programme), idea.subject, "idea.endorsement",
                ["country": .text(country), "stance": .text(stance.rawValue)])
            try noteSupport(before: idea, sight, work)
        }
    }

    static func takeBack(_ visit: Visit, _ id: ProjectIdea.ID, _ country: String) async throws {
        try await visit.database.write { tx in
            let (idea, sight) = try IdeaSight.seen(visit, id, tx)
            guard sight.endorses(idea).contains(country) else { throw Refusal.needsMandate }
            let work = Work(tx, visit)
            guard try IdeaStore.takeBack(id, country, tx) else { return }
            try work.record(
                .programme(idea.programme), idea.subject, "idea.endorsement-withdrawal", ["country": .text(country)])
            try noteSupport(before: idea, sight, work)
        }
    }

    /// The journal tells when an idea becomes supported, and when it no longer is.
    private static func noteSupport(before: IdeaRecord, _ sight: IdeaSight, _ work: Work) throws {
        let after = try IdeaStore(work.tx).idea(before.id)
        let (was, isNow) = (sight.standing(before), sight.standing(after))
        guard was != isNow else { return }
        try work.record(
            .programme(before.programme), before.subject, "idea.support",
            ["state": .object(["from": .text(was.rawValue), "to": .text(isNow.rawValue)])])
    }

    static func set(_ visit: Visit, _ programme: Programme.ID, needed: String, namedMayStop: Bool) async throws {
        let range = 1...IdeaSupport.Rule.mostNeeded
        guard let number = WholeText.read(needed.trimmed, in: range) else {
            throw Refusal.invalid(["needed": WholeText.words(range)])
        }
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            try IdeaStore.set(IdeaSupport.Rule(needed: number, namedMayStop: namedMayStop), of: programme, tx)
            try Work(tx, visit).record(
                .programme(programme), "programme:\(programme)", "idea.rule", ["needed": .whole(Int64(number))])
        }
    }

    // MARK: Duplicates

    /// An idea goes on in another: it keeps its words and what was said of it, and the other takes over for whom and from what it is.
    static func join(_ visit: Visit, _ id: ProjectIdea.ID, into other: ProjectIdea.ID?) async throws {
        try await visit.database.write { tx in
            let (idea, sight) = try IdeaSight.seen(visit, id, tx)
            guard sight.edits(idea) else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            guard idea.joinedInto != other else { return }
            if let other {
                let (kept, _) = try edited(visit, other, tx)
                guard kept.programme == idea.programme, kept.id != idea.id, idea.joinedInto == nil,
                    [.draft, .shared, .parked].contains(idea.state)
                else { throw Refusal.ideaJoined }
                var draft = IdeaDraft(marking: kept.marking)
                (draft.countries, draft.regions) = (idea.countries, idea.regions)
                draft.sources = Set(
                    idea.sources.subtracting(kept.sources).sorted().prefix(
                        max(0, IdeaDraft.mostSources - kept.sources.count)))
                try IdeaStore.add(kept.id, draft, idea.areas, tx)
                // What went on in the one that goes on itself goes along.
                for parent in try IdeaStore(tx).parents(of: id) { try IdeaStore.join(parent.id, into: other, work) }
            }
            try IdeaStore.join(id, into: other, work)
            try work.record(
                .programme(idea.programme), idea.subject, other == nil ? "idea.parting" : "idea.joining",
                ["into": JSONValue(other?.description)])
        }
    }
}
