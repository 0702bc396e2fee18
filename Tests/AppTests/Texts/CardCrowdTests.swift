@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct CardCrowdTests {
    @Test(arguments: TestEngine.allCases)
    func `nine tables of five write at once, and no word is lost`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 45, stage: .analyse)
            let cards = try await Self.tables(9, of: 5, in: world)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, seat) in world.seats.enumerated() {
                    let visit = try await world.visit(seat)
                    group.addTask {
                        try await Self.write(8, words: "p\(number)n", on: cards[number / 5], visit, world.event)
                    }
                }
                try await group.waitForAll()
            }
            for (table, card) in cards.enumerated() {
                let text = try await site.database.read { try CardStore($0).card(card).text }
                let words = Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
                let missing = (0..<5).flatMap { seat in (0..<8).map { "p\(table * 5 + seat)n\($0)" } }.filter {
                    !words.contains($0)
                }
                #expect(missing.isEmpty, "table \(table): “\(text)”")
                // Each word once: what is merged is not multiplied.
                #expect(words.count == 5 * 8 + 1, "table \(table): “\(text)”")
            }
        }
    }

    /// Puts words at both ends of what the writer knows, every third time on a text that is one answer old, and sends each twice.
    private static func write(_ count: Int, words: String, on card: Card.ID, _ visit: Visit, _ event: Event.ID)
        async throws
    {
        var (known, older) = ("Start", "Start")
        for number in 0..<count {
            let base = number % 3 == 2 ? older : known
            let text = number % 2 == 0 ? "\(base) \(words)\(number)" : "\(words)\(number) \(base)"
            older = known
            for _ in 0..<2 {
                known = try await CardOperations.write(
                    visit, event, card, CardWriting(base: base, text: text, key: "\(words)\(number)")
                ).text
            }
        }
    }

    /// Groups of so many people each, with one card on the table of each.
    private static func tables(_ count: Int, of size: Int, in world: World) async throws -> [Card.ID] {
        let environment = world.site.environment
        return try await world.site.database.write { tx in
            let plan: GroupPlan.ID = environment.id()
            try tx.execute(
                """
                INSERT INTO group_plan (id, event_id, number, title, note, created_at)
                VALUES (\(plan), \(world.event), 1, 'Plan', '', 0)
                """)
            return try (0..<count).map { number in
                let group: BreakoutGroup.ID = environment.id()
                try tx.execute(
                    """
                    INSERT INTO breakout_group (id, plan_id, event_id, number, name, place, language)
                    VALUES (\(group), \(plan), \(world.event), \(number + 1), '', '', '')
                    """)
                for seat in world.seats[(number * size)..<((number + 1) * size)] {
                    try tx.execute(
                        "INSERT INTO group_member (plan_id, participant_id, group_id) VALUES (\(plan), \(seat.id), \(group))"
                    )
                }
                return try CardOperations.createIn(
                    Work(tx, environment), world.event, .table(group), text: "Start")
            }
        }
    }
}
