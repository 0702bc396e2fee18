@testable import App
import Domain
import Storage
import Web

/// Three issues of three people in topic 1, and the merge stage open on it.
public struct MergeWorld: Sendable {
    public let world: World
    public let lead: Visit
    public let issues: [IssueRecord]

    public init(
        _ site: TestSite,
        titles: [String] = ["Lists are old", "Old lists of contacts", "Contact lists are out of date"]
    ) async throws {
        world = try await site.world(stage: .collect)
        lead = try await world.visit(world.facilitator)
        var issues: [IssueRecord] = []
        for (index, title) in titles.enumerated() {
            site.clock.advance(seconds: 1)
            issues.append(
                try await IssueOperations.contribute(
                    try await world.visit(world.seats[index]), world.event,
                    Contribution(topic: world.topics[0], title: title)))
        }
        self.issues = issues
        try await StageOperations.open(lead, world.event, stage: .merge, topic: world.topics[0])
    }

    public func join(_ indices: Int..., into: Int? = nil, title: String? = nil, key: String? = nil) async throws
        -> IssueRecord
    {
        try await MergeOperations.join(
            lead, world.event,
            MergeOrder(indices.map { issues[$0].id }, into: into.map { issues[$0].id }, title: title, key: key))
    }

    public var standing: [IssueRecord] {
        get async throws {
            try await lead.database.read { [topic = world.topics[0]] in try IssueStore($0).issues(of: topic) }
        }
    }

    public var acts: [MergeAct] {
        get async throws {
            try await lead.database.read { [event = world.event] in try MergeStore($0).acts(of: event) }
        }
    }

    /// Makes a closed round with this issue in it.
    public func vote(on issue: Issue.ID, state: String = "closed") async throws {
        let event = world.event
        let round: Round.ID = lead.environment.id()
        let now = lead.now
        try await lead.database.write { tx in
            try tx.execute(
                """
                INSERT INTO round (id, event_id, number, title, method, settings, state, created_at)
                VALUES (\(round), \(event), 1, 'r', 'approval', '{}', \(state), \(now))
                """)
            try tx.execute(
                "INSERT INTO round_item (round_id, issue_id, position, title, language) VALUES (\(round), \(issue), 1, 'x', 'en')"
            )
        }
    }
}
