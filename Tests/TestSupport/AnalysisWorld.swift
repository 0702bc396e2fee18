@testable import App
import Domain
import Storage
import Web

/// Two breakout groups at their tables: the first with two priority issues, the second with one of them.
public struct AnalysisWorld {
    public let world: World
    public let plan: GroupPlan.ID
    /// Seats 0, 2 and 4 and the rapporteur; seats 1, 3 and 5.
    public let groups: [BreakoutGroup.ID]
    public let issues: [Issue.ID]

    public var site: TestSite { world.site }
    public var event: Event.ID { world.event }
    /// A member of the first group, and one of the second.
    public var ana: TestSeat { world.seats[0] }
    public var ben: TestSeat { world.seats[1] }

    public init(_ site: TestSite, stage: WorkshopStage = .analyse) async throws {
        let world = try await site.world(stage: stage)
        let environment = site.environment
        (plan, groups, issues) = try await site.database.write { tx in
            let now = environment.now()
            let plan = environment.id(GroupPlan.ID.self)
            try tx.execute(
                """
                INSERT INTO group_plan (id, event_id, number, title, note, created_at)
                VALUES (\(plan), \(world.event), 1, 'First plan', '', \(now))
                """)
            let titles = ["No shared secure channel in the first two hours", "Duty contact lists are out of date"]
            let issues = try titles.enumerated().map { index, title in
                let id = environment.id(Issue.ID.self)
                try tx.execute(
                    """
                    INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, country, sector,
                        created_at, changed_at)
                    VALUES (\(id), \(world.event), \(world.topics[0]), \(world.seats[0].id), 'contributed', 'en', \(title), '', 'HR',
                        'health', \(now), \(now))
                    """)
                try tx.execute(
                    """
                    INSERT INTO priority (issue_id, event_id, position, reason, chosen_at)
                    VALUES (\(id), \(world.event), \(index + 1), 'by-hand', \(now))
                    """)
                return id
            }
            let groups = try (1...2).map { number in
                let id = environment.id(BreakoutGroup.ID.self)
                let rapporteur = number == 1 ? world.rapporteur.id : nil
                try tx.execute(
                    """
                    INSERT INTO breakout_group (id, plan_id, event_id, number, name, place, language, rapporteur_id)
                    VALUES (\(id), \(plan), \(world.event), \(number), \("Group \(number)"), 'Room A', 'en', \(rapporteur))
                    """)
                for (index, seat) in world.seats.enumerated() where index % 2 == number - 1 {
                    try tx.execute(
                        "INSERT INTO group_member (plan_id, participant_id, group_id) VALUES (\(plan), \(seat.id), \(id))"
                    )
                }
                return id
            }
            let given = [(0, 0, 1), (0, 1, 2), (1, 0, 1)]
            for (group, issue, position) in given {
                try tx.execute(
                    """
                    INSERT INTO group_priority (group_id, issue_id, position)
                    VALUES (\(groups[group]), \(issues[issue]), \(position))
                    """)
            }
            try tx.execute("UPDATE workshop SET group_plan_id = \(plan) WHERE event_id = \(world.event)")
            return (plan, groups, issues)
        }
        self.world = world
    }

    public func draft(_ text: String, _ direction: AspectDirection = .blocking, issue: Int = 0) -> AspectDraft {
        AspectDraft(issue: issues[issue], direction: direction, text: text)
    }

    /// Written by a member of the group.
    public func add(_ text: String, _ direction: AspectDirection = .blocking, group: Int = 0, issue: Int = 0)
        async throws
        -> AspectRecord
    {
        try await AspectOperations.add(
            world.visit(world.seats[group]), event, groups[group], draft(text, direction, issue: issue))
    }

    public static let flood = CaseFields(
        kind: "event", title: "Flood at a river port", happenedOn: "2019-05", place: "Port of Examples", country: "HR",
        summary: "Three services worked from three maps.", marking: "GREEN", source: "Report of the harbour master")

    public func addCase(_ fields: CaseFields = flood) async throws -> CaseRecord {
        try await CaseOperations.create(world.visit(world.organiser), in: world.programme, fields)
    }

    public func stage(_ stage: WorkshopStage) async throws {
        try await StageOperations.open(world.visit(world.facilitator), event, stage: stage, topic: nil)
    }
}
