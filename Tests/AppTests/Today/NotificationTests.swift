import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

struct NotificationTests {
    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private static func look(_ site: TestSite) async throws { try await Notifying.run(site.database, site.environment) }

    private static func contribute(_ world: World, _ title: String, by seat: TestSeat? = nil) async throws -> String {
        let client = APIClient(browser: world.site.browser(), token: (seat ?? world.member).link)
        let body: [String: Any] = ["topic": "\(world.topics[0])", "title": title, "language": "en"]
        let reply = try await client.send(.post, "/api/v1/events/\(world.event)/issues", body)
        #expect(reply.status == 201)
        return reply.text("id")
    }

    private static func told(_ world: World, _ account: TestAccount) async throws -> [String] {
        try await world.api(account).send(.get, "/api/v1/notifications").items.map { $0["what"] as? String ?? "" }
    }

    @Test(arguments: TestEngine.allCases)
    func `what happens is counted once a day, for who may know it and did not do it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let maker = WorldMaker(environment: site.environment)
            try await site.database.write { try maker.addAccountSeat($0, world.event, world.stranger, .observer) }
            try await Self.look(site)
            _ = try await Self.contribute(world, "Radios are not shared")
            _ = try await Self.contribute(world, "Nobody knows the number")
            try await Self.look(site)
            try await Self.look(site)
            #expect(try await Self.told(world, world.facilitator) == ["2 new issues"])
            #expect(try await Self.told(world, world.organiser) == ["2 new issues"])
            #expect(try await Self.told(world, world.stranger) == [])
            #expect(try await Self.told(world, world.administrator) == [])
            // Read, and counted anew.
            let browser = await world.browser(world.facilitator)
            #expect(try await browser.get("/today").contains("2 new issues"))
            #expect(try await browser.post("/notifications/reading", ["back": "today"]).location == "/today?done=read")
            #expect(try await !browser.get("/today").contains("2 new issues"))
            _ = try await Self.contribute(world, "Lists are old")
            try await Self.look(site)
            #expect(try await browser.get("/today").contains("1 new issue"))
            #expect(try await Self.told(world, world.organiser) == ["3 new issues"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two nodes that look at the same time tell it once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            try await Self.look(site)
            for number in 1...5 { _ = try await Self.contribute(world, "Issue number \(number)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { try await Self.look(site) } }
                try await group.waitForAll()
            }
            #expect(try await Self.told(world, world.facilitator) == ["5 new issues"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was there before is no news`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            _ = try await Self.contribute(world, "Radios are not shared")
            try await Self.look(site)
            #expect(try await site.count("SELECT COUNT(*) FROM notification") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a part in an event is followed until one says otherwise, and an item where one says so`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.facilitator)
            try await Self.look(site)
            let issue = try await Self.contribute(world, "Radios are not shared")
            #expect(try await browser.get("/events/\(world.event)").contains("aria-pressed=\"true\""))
            #expect(try await browser.post("/follows/event:\(world.event)/end").status == 303)
            #expect(try await browser.get("/events/\(world.event)").contains("aria-pressed=\"false\""))
            #expect(
                try await browser.post("/follows/issue:\(issue)").location
                    == "/events/\(world.event)/issues/\(issue)?done=followed")
            try await Self.look(site)
            #expect(try await Self.told(world, world.facilitator) == [])
            let member = APIClient(browser: site.browser(), token: world.member.link)
            let body: [String: Any] = ["topic": "\(world.topics[0])", "title": "Radios differ", "language": "en"]
            #expect(try await member.send(.put, "/api/v1/events/\(world.event)/issues/\(issue)", body).status == 200)
            try await Self.look(site)
            let lines = try await world.api(world.facilitator).send(.get, "/api/v1/notifications").items
            #expect(lines.map { $0["place"] as? String } == ["Radios differ"])
            #expect(lines.map { $0["path"] as? String } == ["/events/\(world.event)/issues/\(issue)"])
            let follows = try await world.api(world.facilitator).send(.get, "/api/v1/follows").items
            #expect(
                follows.contains { $0["subject"] as? String == "event:\(world.event)" && $0["isOn"] as? Bool == false })
            #expect(follows.contains { $0["subject"] as? String == "issue:\(issue)" })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody follows what they may not see, and who may no longer see it is shown nothing`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            try await Self.look(site)
            let issue = try await Self.contribute(world, "Radios are not shared")
            let stranger = await world.browser(world.stranger)
            for item in [
                "event:\(world.event)", "programme:\(world.programme)", "issue:\(issue)", "nothing", "issue:1",
            ] {
                #expect(try await stranger.post("/follows/\(item)").status == 404)
            }
            try await Self.look(site)
            #expect(try await Self.told(world, world.facilitator) == ["1 new issue"])
            let account = world.facilitator.id
            try await site.database.write {
                try $0.execute("UPDATE participant SET state = 'removed' WHERE account_id = \(account)")
            }
            #expect(try await Self.told(world, world.facilitator) == [])
            #expect(try await !world.browser(world.facilitator).get("/notifications").contains("Cross-sector workshop"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a kind that was turned off is told nowhere, and what is about the account cannot be`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            try await Self.look(site)
            let browser = await world.browser(world.facilitator)
            #expect(try await browser.get("/notifications/settings").contains("value=\"account\" checked disabled"))
            #expect(try await browser.post("/notifications/settings", ["kind": "digest"]).status == 303)
            #expect(try await browser.get("/notifications/settings").contains("value=\"digest\" checked"))
            #expect(try await !browser.get("/notifications/settings").contains("value=\"issue\" checked"))
            _ = try await Self.contribute(world, "Radios are not shared")
            try await Self.look(site)
            #expect(try await Self.told(world, world.facilitator) == [])
            let kinds = "SELECT COUNT(*) FROM notification_refusal WHERE kind = 'account'" as SQL
            #expect(try await site.count(kinds) == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is given a part is told so`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            try await Self.look(site)
            let lead = await world.browser(world.organiser)
            let path = "/programmes/\(world.programme)/organisers"
            #expect(try await lead.post(path, ["email": world.stranger.email]).status == 303)
            try await Self.look(site)
            #expect(try await Self.told(world, world.stranger) == ["You were named organiser of a programme"])
        }
    }

    // MARK: The daily mail

    private static func mails(_ site: TestSite) async throws -> [OutgoingMailRecord] {
        try await site.database.read {
            try $0.all("SELECT * FROM outgoing_mail WHERE kind = 'digest' ORDER BY created_at, id").map(
                OutgoingMailRecord.init)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one mail a day tells what waits and what is new, in the reader's morning and language`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let world = try await site.world(stage: .collect)
            let account = world.facilitator.id
            try await site.database.write {
                try $0.execute(
                    "UPDATE account SET language = 'fr', time_zone = 'America/New_York' WHERE id = \(account)")
            }
            try await Self.look(site)
            _ = try await Self.contribute(world, "Radios are not shared")
            try await Self.look(site)
            // 09:00 UTC is four in the morning in New York, and morning for who said nothing.
            #expect(try await Digest.run(site.services) == 1)
            #expect(try await Self.mails(site).map(\.address) == [world.organiser.email])
            site.clock.advance(seconds: 3 * 3_600)
            #expect(try await Digest.run(site.services) == 1)
            let mail = try #require(try await Self.mails(site).last)
            #expect(mail.address == world.facilitator.email && mail.language == "fr")
            #expect(mail.text.contains("https://roundtable.test/events/\(world.event)/issues"))
            #expect(mail.text.contains("https://roundtable.test/notifications/settings"))
            // A restart, another node, the next minute: nothing more.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await Digest.run(site.services) } }
                try await group.waitForAll()
            }
            site.clock.advance(days: 1)
            #expect(try await Digest.run(site.services) == 0)
            #expect(try await Self.mails(site).count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nodes that write the daily mail at the same time write one`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let world = try await site.world(stage: .collect)
            try await Self.look(site)
            _ = try await Self.contribute(world, "Radios are not shared")
            try await Self.look(site)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { try await Digest.run(site.services) } }
                try await group.waitForAll()
            }
            #expect(Set(try await Self.mails(site).map(\.address)).count == 2)
            #expect(try await Self.mails(site).count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `there is no mail without news, for who wants none, and for an account that is disabled`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let world = try await site.world(stage: .collect)
            try await Self.look(site)
            #expect(try await Digest.run(site.services) == 0)
            site.clock.advance(days: 1)
            _ = try await Self.contribute(world, "Radios are not shared")
            try await Self.look(site)
            #expect(
                try await world.browser(world.organiser).post("/notifications/settings", ["kind": "issue"]).status
                    == 303)
            let account = world.facilitator.id
            try await site.database.write {
                try $0.execute("UPDATE account SET disabled_at = 1 WHERE id = \(account)")
            }
            #expect(try await Digest.run(site.services) == 0)
            #expect(try await Self.mails(site).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what waits is told when it begins, and not every day`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let world = try await site.world()
            let (event, maker) = (world.event, WorldMaker(environment: site.environment))
            try await Self.look(site)
            try await site.database.write {
                _ = try maker.addSeat($0, event, "Wanda Waits", country: "HR", sector: "health", state: "waiting")
            }
            #expect(try await Digest.run(site.services) == 2)
            #expect(try await Self.mails(site).allSatisfy { $0.subject == "1 thing waits for you" })
            site.clock.advance(days: 1)
            #expect(try await Digest.run(site.services) == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what somebody follows and was told is in the copy of their data, and goes with them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            try await Self.look(site)
            _ = try await Self.contribute(world, "Radios are not shared")
            try await Self.look(site)
            let browser = await world.browser(world.facilitator)
            #expect(try await browser.post("/follows/event:\(world.event)/end").status == 303)
            let own = TableFacts.ofPersons.filter {
                ["follow", "notification", "notification_refusal", "digest", "calendar_feed"].contains($0.name)
            }
            #expect(own.count == 5)
            #expect(own.allSatisfy { if case .deleted = $0.erasure { true } else { false } })
        }
    }
}
