@testable import App
import Domain
import Storage
import TestSupport
import Web

/// A world with a breakout group, a country's sheet, and cards on them.
struct CardWorld: Sendable {
    let world: World
    let group: BreakoutGroup.ID
    /// Croatia's, private.
    let sheet: EnvisionSheet.ID
    let table: Card.ID
    let delegation: Card.ID
    let guide: Card.ID

    var site: TestSite { world.site }
    var event: Event.ID { world.event }
    /// Seats 0 and 1 (both of Croatia) sit at the table; 2 is of Croatia too, the others are not.
    var members: [TestSeat] { Array(world.seats.prefix(2)) }

    init(_ site: TestSite, stage: WorkshopStage = .analyse, text: String = "") async throws {
        let world = try await site.world(stage: stage)
        let environment = site.environment
        self.world = world
        (group, sheet, table, delegation, guide) = try await site.database.write { tx in
            let plan: GroupPlan.ID = environment.id()
            let group: BreakoutGroup.ID = environment.id()
            let sheet: EnvisionSheet.ID = environment.id()
            try tx.execute(
                """
                INSERT INTO group_plan (id, event_id, number, title, note, created_at)
                VALUES (\(plan), \(world.event), 1, 'Plan', '', 0)
                """)
            try tx.execute(
                """
                INSERT INTO breakout_group (id, plan_id, event_id, number, name, place, language)
                VALUES (\(group), \(plan), \(world.event), 1, '', '', '')
                """)
            for seat in world.seats.prefix(2) + [world.observer] {
                try tx.execute(
                    "INSERT INTO group_member (plan_id, participant_id, group_id) VALUES (\(plan), \(seat.id), \(group))"
                )
            }
            try tx.execute(
                """
                INSERT INTO sheet (id, event_id, country, publication, created_at)
                VALUES (\(sheet), \(world.event), 'HR', 'private', 0)
                """)
            let work = Work(tx, environment)
            return (
                group, sheet, try CardOperations.createIn(work, world.event, .table(group), text: text),
                try CardOperations.createIn(work, world.event, .sheet(sheet), text: text),
                try CardOperations.createIn(work, world.event, .guide, text: text)
            )
        }
    }

    @discardableResult
    func write(
        _ card: Card.ID, as seat: TestSeat, base: String, _ text: String, key: String? = nil
    ) async throws -> CardRecord {
        try await CardOperations.write(
            try await world.visit(seat), event, card, CardWriting(base: base, text: text, key: key))
    }

    @discardableResult
    func write(
        _ card: Card.ID, as account: TestAccount, base: String, _ text: String
    ) async throws -> CardRecord {
        try await CardOperations.write(try await world.visit(account), event, card, CardWriting(base: base, text: text))
    }

    func text(_ card: Card.ID) async throws -> String {
        try await site.database.read { try CardStore($0).card(card).text }
    }

    func revisions(_ card: Card.ID) async throws -> [CardRevision] {
        try await site.database.read { try CardStore($0).revisions(of: card) }
    }

    /// The name of the refusal that writing meets; nothing where it is allowed.
    func refusal(_ body: () async throws -> CardRecord) async throws -> String? {
        do {
            _ = try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.code
        }
    }
}
