import Domain
import Storage
import Web

/// What somebody may do with the plans of a programme.
struct PlanVoice: Sendable {
    let standing: PlansStanding
    let actions: ActionVoice
    /// Nobody in particular: the command line, which reads the data anyway.
    var isServer = false
    /// For whom they decide in the room.
    let delegations: PlansDelegations

    /// For files that the command line makes.
    init(serverOf programme: Programme.ID, now: Int64, _ reading: any Reading) throws {
        let visitor = Visitor(account: nil, seat: nil)
        standing = try PlansStanding(visitor, programme, now: now, reading)
        actions = try ActionVoice(visitor, now: now, reading)
        delegations = PlansDelegations()
        isServer = true
    }

    init(_ visitor: Visitor, _ programme: Programme.ID, now: Int64, _ reading: any Reading) throws {
        let standing = try PlansStanding(visitor, programme, now: now, reading)
        self.standing = standing
        actions = try ActionVoice(visitor, now: now, reading)
        delegations =
            try standing.account.map {
                try PlansDelegationStore(reading).delegations(of: $0, in: programme, on: standing.today)
            } ?? PlansDelegations()
    }

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        try self.init(visit.visitor, programme, now: visit.now, reading)
    }

    /// Writes in it: the focal point of a country, the head of a secretariat, who coordinates.
    func edits(_ plan: PlanRecord) -> Bool { edits(plan.kind, plan.owner) }

    func edits(_ kind: PlanKind, _ owner: MemberRef?) -> Bool {
        switch kind {
        case .national: owner?.country.map { standing.isFocal(of: $0) } ?? false
        case .regional: owner.flatMap { App.Region.ID($0.ref) }.map { standing.keeps($0) } ?? false
        case .roadmap, .project, .workingGroup, .network: standing.coordinates
        }
    }

    /// Says that it is adopted: a country's focal point and no alternate, a region's head, for the others who coordinates.
    func adopts(_ plan: PlanRecord) -> Bool {
        switch plan.kind {
        case .national: plan.owner?.country.map { standing.focalPointOf.contains($0) } ?? false
        case .regional: plan.region.map { standing.heads($0) } ?? false
        default: standing.coordinates
        }
    }

    func reads(_ plan: PlanRecord) -> Bool {
        if isServer { return true }
        guard standing.isOf || plan.marking == "CLEAR" && plan.sharing == .programme else { return false }
        if edits(plan) || isOwn(plan) { return true }
        if plan.sharing == .region, isOfRegion(plan) { return true }
        // Who decides for a country in the room reads on what it is asked.
        if !delegations.headed.isEmpty, plan.stage == .inReview,
            asked(plan).contains(where: { $0.country.map { delegations.heads($0) } ?? false })
        {
            return true
        }
        return mayRead(readable(plan), standing.visitor, standing.roster, now: standing.now).isAllowed
    }

    private func readable(_ plan: PlanRecord) -> Readable {
        let audience: RecordAudience =
            plan.sharing == .programme ? .programme : .members(Set([plan.owner].compactMap { $0 }))
        return Readable(
            marking: plan.reach, programme: plan.programme, audience: audience,
            originators: Set([plan.owner].compactMap { $0 }))
    }

    /// Also what it holds back, and how it was adopted.
    func readsWhole(_ plan: PlanRecord) -> Bool {
        reads(plan) && (edits(plan) || isOwn(plan) || standing.organises || isServer)
    }

    /// An item that its plan holds back is seen by the owner of the plan and the organisers.
    func reads(_ item: PlanItemRecord, in plan: PlanRecord) -> Bool {
        reads(plan) && (!item.isHeldBack || edits(plan) || isOwn(plan) || standing.organises || isServer)
    }

    /// An action goes no farther than its own marking and sharing; one that began in the plan goes as far as a plan that is for few.
    func reads(_ action: ActionRecord, of plan: PlanRecord) -> Bool {
        if isServer || edits(plan) || actions.reads(action) { return true }
        return reads(plan) && (plan.sharing != .programme || isOwn(plan)) && plan.carries(action)
    }

    /// Whether everybody who is asked about a plan reads an action of it: nobody agrees to what they were not shown.
    func isShown(_ item: PlanItemRecord, _ action: ActionRecord, in plan: PlanRecord, to asked: [MemberRef]) -> Bool {
        if asked.isEmpty { return true }
        guard !item.isHeldBack, action.state != .dropped else { return false }
        return asked.allSatisfy { member in
            if plan.owner == member { return true }
            if plan.sharing == .region, plan.kind == .regional {
                return plan.carries(action) || action.readable.isRead(by: member)
            }
            return plan.sharing == .programme && readable(plan).isRead(by: member)
                && action.readable.isRead(by: member)
        }
    }

    /// The same of many: asked once for each plan.
    func visible(_ items: [PlanItemRecord], in plans: [PlanRecord]) -> [PlanItemRecord] {
        let readable = plans.filter(reads)
        let (known, whole) = (Set(readable.map(\.id)), Set(readable.filter(readsWhole).map(\.id)))
        return items.filter { known.contains($0.plan) && (!$0.isHeldBack || whole.contains($0.plan)) }
    }

    /// Whether they belong to the owner.
    private func isOwn(_ plan: PlanRecord) -> Bool {
        guard let owner = plan.owner else { return false }
        return standing.roster.belongs[plan.programme]?.contains(owner) ?? false
    }

    private func isOfRegion(_ plan: PlanRecord) -> Bool {
        let region = plan.region ?? plan.owner?.country.flatMap { standing.homes[$0] }
        guard let region else { return false }
        if standing.heads.contains(region) || standing.regionsRead.contains(region) { return true }
        let own = standing.roster.belongs[plan.programme] ?? []
        return own.contains { $0 == .region(region) || $0.country.map { standing.homes[$0] == region } ?? false }
    }

    /// Owners for whom they may begin a plan of a kind.
    func owners(of kind: PlanKind) -> [MemberRef] {
        switch kind.owner {
        case .country: standing.focal.sorted().map { .country($0) }
        case .region: standing.regions.filter { standing.keeps($0) }.sorted().map { .region($0) }
        default: []
        }
    }

    /// Kinds of plans that they may begin.
    var kinds: [PlanKind] {
        PlanKind.allCases.filter { kind in
            kind.owner == nil ? standing.coordinates : !owners(of: kind).isEmpty
        }
    }

    /// Those who are asked before a plan is adopted.
    func asked(_ plan: PlanRecord) -> [MemberRef] {
        switch plan.kind.asked {
        case .country: plan.region.map { standing.countries(of: $0).map { .country($0) } } ?? []
        case .region: standing.regions.sorted().map { .region($0) }
        default: []
        }
    }

    /// Whether what they say for a member waits for its focal point: said in the room, by the head of its delegation.
    func isProvisional(for member: MemberRef) -> Bool {
        member.country.map { !standing.isFocal(of: $0) && delegations.isProvisional($0) } ?? false
    }

    /// Those for whom they confirm, or take back, what was said in the room.
    func settles(in plan: PlanRecord) -> [MemberRef] {
        asked(plan).filter { member in member.country.map { standing.isFocal(of: $0) } ?? false }
    }

    /// For which of those who are asked they may state.
    func states(in plan: PlanRecord) -> [MemberRef] {
        asked(plan).filter { member in
            switch member.kind {
            case .country: standing.isFocal(of: member.ref) || delegations.heads(member.ref)
            case .region: App.Region.ID(member.ref).map { standing.heads($0) } ?? false
            default: false
            }
        }
    }
}

extension PlanRecord {
    /// What is for few is not public, whatever its marking says.
    fileprivate var reach: String { sharing == .programme ? marking : TLP.stricter(marking, "AMBER") }

    /// As what begins in it names where it comes from.
    var origin: ActionOrigin { ActionOrigin(kind: "plan", id: id.description) }

    /// Whether an action began in it, and is marked no closer.
    fileprivate func carries(_ action: ActionRecord) -> Bool {
        action.origin == origin && TLP.stricter(action.marking, reach) == reach
    }
}

extension Readable {
    /// Whether the people of a member read it, whoever they are.
    fileprivate func isRead(by member: MemberRef) -> Bool {
        if marking == "CLEAR" { return true }
        guard marking != "RED", audience.accounts.isEmpty else { return false }
        return originators.union(audience.members).contains(member)
            || audience.isProgramme && marking != "AMBER+STRICT"
    }
}
