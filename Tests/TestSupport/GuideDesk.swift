import Domain
import Storage
import Testing
import Web

@testable import App

/// A room in which an issue has been raised and a guide begun.
public struct GuideDesk: Sendable {
    public let world: World
    public let visit: Visit
    public let issue: IssueRecord

    public var event: Event.ID { world.event }

    public init(_ site: TestSite, marking: Marking = .green) async throws {
        world = try await site.world(stage: .collect)
        issue = try await IssueOperations.contribute(
            try await world.visit(world.member), world.event,
            Contribution(
                topic: world.topics[0], title: "Nobody leads the first hour",
                explanation: "Three services arrived. Each waited for the others."))
        let id = world.event
        try await site.database.write {
            try $0.execute("UPDATE workshop SET stage = 'guide' WHERE event_id = \(id)")
        }
        visit = try await world.visit(world.facilitator)
        _ = try await GuideOperations.create(
            visit, world.event, GuideStart(title: "A guide", marking: marking, language: "en"))
    }

    public func tree() async throws -> GuideTree {
        let event = event
        return try #require(try await world.site.database.read { try GuideStore($0).tree(of: event) })
    }

    public func document(_ language: String? = nil) async throws -> GuideDocument {
        let event = event
        return try #require(
            try await world.site.database.read { try GuideStore($0).document(of: event, in: language) })
    }

    public func section(_ number: String) async throws -> GuideSection.ID {
        try #require(try await tree().places.first { $0.number == number }?.id)
    }

    public func write(_ number: String, _ text: String, language: String = "en") async throws {
        try await SectionOperations.setText(visit, event, try await section(number), language: language, text)
    }

    public func addCase(_ marking: String, title: String = "An exercise in autumn") async throws -> Case.ID {
        let (id, world) = (world.site.environment.id(Case.ID.self), world)
        try await world.site.database.write { tx in
            try tx.execute(
                """
                INSERT INTO past_case (id, programme_id, event_id, kind, title, happened_on, place, summary, marking, source,
                    link, language, created_at, changed_at)
                VALUES (\(id), \(world.programme), \(world.event), 'exercise', \(title), '2022-10', 'Zagreb', '', \(marking), '', '',
                    'en', 1, 1)
                """)
        }
        return id
    }
}
