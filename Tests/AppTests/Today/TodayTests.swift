import Domain
import Foundation
import HTTPTypes
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who gets through, and how they are answered (see ``AccessTests``).
let todayScenarios = """
    GET    /today                                   accounts
    POST   /follows/:item                           accounts  303,stranger=404,administrator=404
    POST   /follows/:item/end                       accounts  303,stranger=404,administrator=404
    GET    /notifications                           accounts
    POST   /notifications/reading                   accounts  303
    GET    /notifications/settings                  accounts
    POST   /notifications/settings                  accounts  303
    GET    /api/v1/today                            accounts
    GET    /api/v1/notifications                    accounts
    PUT    /api/v1/notifications/reading            accounts
    GET    /api/v1/follows                          accounts
    PUT    /api/v1/follows/:item                    accounts  200,stranger=404,administrator=404
    DELETE /api/v1/follows/:item                    accounts  200,stranger=404,administrator=404
    """

let todayScreens = """
    - organiser     en today            /today
    - organiser     ar today            /today
    - stranger      en today-empty      /today
    - organiser     en notifications    /notifications
    - organiser     en told             /notifications/settings
    """

struct TodayTests {
    private static func steps(_ page: Page) -> [String] {
        (page.text(after: "first-steps\">", before: "</ol>") ?? "").split(separator: "<li>").map { String($0) }
    }

    @Test(arguments: TestEngine.allCases)
    func `an empty Today says what one can begin, by what one may do`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let stranger = Self.steps(try await world.browser(world.stranger).get("/today"))
            #expect(stranger.count == 3 && !stranger.contains { $0.contains("/programmes/") })
            let administrator = Self.steps(try await world.browser(world.administrator).get("/today"))
            #expect(administrator.count == 3 && administrator[0].contains("href=\"/programmes/new\""))
            let organiser = Self.steps(try await world.browser(world.organiser).get("/today"))
            #expect(organiser[0].contains("/programmes/\(world.programme)/events/new"))
            #expect(organiser[1].contains("/events/\(world.event)/people"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event is on where it is its day there, with the way in for each part in it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let maker = WorldMaker(environment: site.environment)
            try await site.database.write { try maker.addAccountSeat($0, world.event, world.stranger, .participant) }
            let (lead, guest) = (await world.browser(world.facilitator), await world.browser(world.stranger))
            #expect(try await lead.get("/today").contains("href=\"/events/\(world.event)/console\""))
            let page = try await guest.get("/today")
            #expect(page.contains("class=\"button primary\" href=\"/events/\(world.event)\""))
            #expect(!page.contains("/console"))
            // The last day ends in Zagreb an hour before it does in London.
            site.clock.advance(seconds: 37 * 3_600 + 59 * 60)
            #expect(try await lead.get("/today").contains("id=\"on-\(world.event)\""))
            site.clock.advance(seconds: 120)
            #expect(try await !lead.get("/today").contains("id=\"on-\(world.event)\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a stage wants waits for those who have not done it, and for nobody else`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let maker = WorldMaker(environment: site.environment)
            try await site.database.write { try maker.addAccountSeat($0, world.event, world.stranger, .participant) }
            func waiting(_ account: TestAccount) async throws -> [String] {
                let reply = try await world.api(account).send(.get, "/api/v1/today")
                return (reply["waiting"] as? [[String: Any]] ?? []).map { $0["id"] as? String ?? "" }
            }
            #expect(try await waiting(world.stranger) == ["stage-\(world.event)-collect"])
            #expect(try await waiting(world.facilitator) == [])
            #expect(try await waiting(world.organiser) == [])
            // Taken out, they no longer find it.
            let account = world.stranger.id
            try await site.database.write {
                try $0.execute("UPDATE participant SET state = 'removed' WHERE account_id = \(account)")
            }
            #expect(try await waiting(world.stranger) == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is due comes first, the earliest before`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (event, maker) = (world.event, WorldMaker(environment: site.environment))
            let client = try await world.api(world.organiser)
            let file = "R2l2ZW4gbmFtZSxGYW1pbHkgbmFtZSxDb3VudHJ5Ckl2byxQcmltamVyLEhSCg=="
            let body = ["fileName": "people.csv", "content": file]
            #expect(try await client.send(.post, "/api/v1/events/\(event)/imports", body).status == 201)
            site.clock.advance(seconds: 60)
            #expect(try await client.send(.post, "/api/v1/people/imports", body).status == 201)
            try await site.database.write {
                _ = try maker.addSeat($0, event, "Wanda Waits", country: "HR", sector: "health", state: "waiting")
            }
            let reply = try await client.send(.get, "/api/v1/today")
            let tasks = reply["waiting"] as? [[String: Any]] ?? []
            #expect(tasks.map { $0["kind"] as? String } == ["import", "import", "event"])
            #expect(tasks.map { $0["place"] as? String } == ["Cross-sector workshop", "", "Cross-sector workshop"])
            #expect(tasks[2]["due"] is NSNull || tasks[2]["due"] == nil)
            let page = try await world.browser(world.organiser).get("/today")
            #expect(page.contains("due ") && page.contains("Let in 1 person at the door"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a guide waits for who signs, who writes, and who has to finish it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.threadWorld().world
            let account = world.stranger.id
            let seat = world.seats[0].id
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET account_id = \(account) WHERE id = \(seat)")
                try tx.execute(
                    """
                    INSERT INTO guide_signer (event_id, participant_id, sector, named_at)
                    VALUES (\(world.event), \(seat), 'health', 1) ON CONFLICT DO NOTHING
                    """)
                try tx.execute("UPDATE guide SET state = 'review' WHERE event_id = \(world.event)")
                try tx.execute("UPDATE guide_version SET review_at = 1, final_at = NULL")
                try tx.execute("DELETE FROM sign_off")
            }
            func waiting(_ account: TestAccount) async throws -> Set<String> {
                let reply = try await world.api(account).send(.get, "/api/v1/today")
                let ids = (reply["waiting"] as? [[String: Any]] ?? []).map { $0["id"] as? String ?? "" }
                return Set(ids.map { String($0.prefix { $0 != "-" }) })
            }
            #expect(try await waiting(world.stranger).contains("signing"))
            #expect(try await !waiting(world.organiser).contains("signing"))
            #expect(try await !waiting(world.organiser).contains("finishing"))
            site.clock.advance(days: 3)
            #expect(try await waiting(world.organiser).contains("finishing"))
            #expect(try await !waiting(world.stranger).contains("finishing"))
        }
    }
}
