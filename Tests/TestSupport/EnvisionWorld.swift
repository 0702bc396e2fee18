@testable import App
import Domain
import Storage
import Web

/// Two priorities, a plan with two groups, a blocker of each priority; the envision stage is open.
///
/// Seats: HR (3 and the rapporteur), BE (3). Group 1 has seats 0, 1, 2 and works on the first priority; group 2 the others.
public struct EnvisionWorld: Sendable {
    public let site: TestSite
    public let world: World
    public let issues: [Issue.ID]
    public let groups: [BreakoutGroup.ID]
    public let blockers: [Aspect.ID]

    public init(_ site: TestSite, by: EnvisionBy? = nil, stage: WorkshopStage = .envision) async throws {
        self.site = site
        let world = try await site.world(stage: .collect)
        self.world = world
        var issues: [Issue.ID] = []
        for (index, title) in ["No agreed lead", "Lists are out of date"].enumerated() {
            issues.append(
                try await IssueOperations.contribute(
                    try await world.visit(world.seats[index]), world.event,
                    Contribution(topic: world.topics[0], title: title)
                ).id)
        }
        self.issues = issues
        let environment = site.environment
        let (groups, blockers) = try await site.database.write { [issues] tx in
            let work = Work(tx, environment)
            for (index, issue) in issues.enumerated() {
                try PriorityStore.insert(
                    PriorityChoice(issue), in: world.event, position: index + 1, now: work.now, tx)
            }
            let plan: GroupPlan.ID = environment.id()
            try GroupStore.insert(plan, in: world.event, number: 1, title: "", note: "", now: work.now, tx)
            var groups: [BreakoutGroup.ID] = []
            for number in 1...2 {
                let id: BreakoutGroup.ID = environment.id()
                try GroupStore.insert(
                    .init(
                        id: id, number: number,
                        members: world.seats[(number - 1) * 3..<number * 3].map(\.id), priorities: [issues[number - 1]]),
                    plan: plan, event: world.event, tx)
                groups.append(id)
            }
            try GroupStore.use(plan, in: world.event, tx)
            try SheetOperations.setEnvisionByIn(work, world.event, by ?? .country)
            for seat in [0, 3] { try SpeakerOperations.nameHeadIn(work, world.event, world.seats[seat].id) }
            try tx.execute("UPDATE workshop SET stage = \(stage) WHERE event_id = \(world.event)")
            let blockers = try issues.indices.map { index in
                let card = try CardOperations.createIn(
                    work, world.event, .table(groups[index]), text: "Nobody may decide alone \(index)")
                let id: Aspect.ID = environment.id()
                try tx.execute(
                    """
                    INSERT INTO aspect (id, event_id, group_id, issue_id, direction, card_id, weight, without_case, created_at,
                        changed_at) VALUES (\(id), \(world.event), \(groups[index]), \(issues[index]), 'blocking', \(card), 4,
                        \(true), \(work.now), \(work.now))
                    """)
                return id
            }
            return (groups, blockers)
        }
        self.groups = groups
        self.blockers = blockers
    }

    public var event: Event.ID { world.event }
    /// HR: seats 0, 1, 2; BE: seats 3, 4, 5.
    public func visit(_ seat: Int) async throws -> Visit { try await world.visit(world.seats[seat]) }
    public var lead: Visit { get async throws { try await world.visit(world.facilitator) } }

    /// The sheet of a seat's country or group.
    public func sheet(_ seat: Int = 0) async throws -> SheetRecord {
        try await SheetOperations.begin(try await visit(seat), event)
    }

    public func draft(_ text: String = "Name one lead by law", issue: Int = 0, key: String? = nil) -> InterventionDraft
    {
        InterventionDraft(
            issue: issues[issue], text: text, needs: "A model text",
            details: InterventionDetails(
                lead: "Ministry of the Interior", element: .organisation, difficulty: 2, impact: 5, horizon: .short,
                sectors: ["security", "health"], aspects: [blockers[issue]]), key: key)
    }

    public func add(_ seat: Int, to sheet: SheetRecord, _ draft: InterventionDraft? = nil) async throws
        -> InterventionRecord
    {
        try await InterventionOperations.add(try await visit(seat), event, sheet.id, draft ?? self.draft())
    }

    /// A published sheet of HR with one intervention.
    public func published(_ publication: SheetPublication? = nil) async throws -> (SheetRecord, InterventionRecord) {
        let sheet = try await sheet(0)
        let intervention = try await add(0, to: sheet)
        return (
            try await SheetOperations.publish(try await visit(0), event, sheet.id, publication ?? .named), intervention
        )
    }

    /// - Parameter visit: nothing for the seat's own.
    public func rate(
        _ seat: Int, _ sheet: SheetRecord, _ id: Intervention.ID, _ difficulty: Int, _ impact: Int,
        as visit: Visit? = nil
    )
        async throws
    {
        let own = try await self.visit(seat)
        let rating: DelegationVote.Rating? = .init(difficulty: difficulty, impact: impact)
        try await SheetVoteOperations.rate(visit ?? own, event, sheet.id, [id: rating])
    }

    public func visibility(_ sheet: SheetRecord, _ visit: Visit) async throws -> SheetVisibility {
        let event = event
        return try await site.database.read {
            SheetAccess.visible(
                try SheetStore($0).sheet(sheet.id, in: event), to: try SheetViewer(visit, in: event, $0))
        }
    }
}

/// What an operation refuses, by its code; nothing where it does not.
public func refusedBy(_ body: () async throws -> some Sendable) async -> Refusal? {
    do {
        _ = try await body()
        return nil
    } catch { return error as? Refusal }
}
