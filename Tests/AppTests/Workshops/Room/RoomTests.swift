@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct RoomTests {
    @Test(arguments: TestEngine.allCases)
    func `each screen opens for whom it is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let console = "/events/\(world.event)/console"
            let projector = "/events/\(world.event)/projector"
            #expect(try await site.browser().get(console).status == 303)
            #expect(try await world.browser(world.stranger).get(console).status == 404)
            #expect(try await world.browser(world.member).get(console).status == 403)
            #expect(try await world.browser(world.facilitator).get(console).status == 200)
            #expect(try await world.browser(world.organiser).get(console).status == 200)
            #expect(try await world.browser(world.member).get(projector).status == 403)
            let leads = try await world.browser(world.facilitator).get(projector)
            let address = try #require(leads.location)
            let shown = try await site.browser().get(address)
            #expect(shown.status == 200 && shown.contains("id=\"room\""))
            #expect(try await site.browser().get(projector + "/" + String(repeating: "0", count: 26)).status == 404)
            #expect(try await site.browser().get("/e/NONE").status == 404)
            #expect(try await site.browser().get("/e/ZGRB").status == 200)
            #expect(try await !site.browser().get("/e/ZGRB").contains("id=\"contribute\""))
            let member = try await world.browser(world.member).get("/e/zgrb")
            #expect(member.status == 200 && member.contains("id=\"contribute\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the projector shows the marking of the event in every stage, in the same place`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let settings = site.services.settings
            for stage in [nil] + WorkshopStage.allCases.map(Optional.some) {
                try await site.database.write { tx in
                    try tx.execute("UPDATE event SET marking = 'AMBER' WHERE id = \(world.event)")
                    try tx.execute("UPDATE workshop SET stage = \(stage?.rawValue) WHERE event_id = \(world.event)")
                }
                let wall = try await site.database.render(in: .english) { reading in
                    let room = try Room(world.event, reading)
                    return try ProjectorSection(
                        room, try RoomFigures(room, reading), settings: settings, now: 0, reading
                    ).html().text
                }
                let chip = "<span class=\"tlp amber\">TLP:AMBER</span><bdi>"
                #expect(wall.components(separatedBy: chip).count == 2, "\(stage?.rawValue ?? "before the first")")
                #expect(wall.components(separatedBy: "TLP:").count == 2, "\(stage?.rawValue ?? "before the first")")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the projector link of an older generation stops working`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let token = ProjectorLink.token(event: world.event, generation: 1, key: site.services.key)
            #expect(try await site.browser().get("/events/\(world.event)/projector/\(token)").status == 200)
            try await site.database.write { tx in try tx.execute("UPDATE event SET projector_generation = 2") }
            #expect(try await site.browser().get("/events/\(world.event)/projector/\(token)").status == 404)
            #expect(try await site.browser().get("/events/\(world.event)/projector/\(token)/live").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `stages go on and back, but not while a vote is open`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let world = merge.world
            try await StageOperations.open(merge.lead, world.event, stage: .vote, topic: nil)
            var record = try await site.database.read { try EventStore($0).event(world.event) }
            #expect(record.stage == .vote && record.topic == world.topics[0])
            try await merge.vote(on: merge.issues[0].id, state: "open")
            let refusal = await #expect(throws: Refusal.self) {
                try await StageOperations.open(merge.lead, world.event, stage: .collect, topic: nil)
            }
            #expect(refusal?.code == "round-is-open")
            try await site.database.write { tx in try tx.execute("UPDATE round SET state = 'closed'") }
            try await StageOperations.open(merge.lead, world.event, stage: .collect, topic: nil)
            record = try await site.database.read { try EventStore($0).event(world.event) }
            #expect(record.stage == .collect && record.topic == nil)
            for stage in WorkshopStage.allCases {
                try await StageOperations.open(merge.lead, world.event, stage: stage, topic: nil)
                record = try await site.database.read { try EventStore($0).event(world.event) }
                #expect(record.stage == stage)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a fragment names the state that it was made for`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.member)
            let page = try await browser.get("/e/ZGRB")
            let fragment = try await browser.get("/e/ZGRB", fragment: true)
            let state = try #require(fragment.headers[.pageState])
            #expect(page.contains("data-state=\"\(state)\"") && page.contains("data-live=\"/e/ZGRB/live\""))
            #expect(!fragment.contains("<html") && fragment.contains("id=\"activity\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the participant sees what became of an issue`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let world = merge.world
            let joined = try await merge.join(0, 1, title: "Lists of contacts are old")
            let page = try await world.browser(world.seats[0]).get("/e/ZGRB")
            #expect(page.contains("merged into") && page.contains("/events/\(world.event)/issues/\(joined.id)"))
            #expect(page.contains("2 issues from 3"))
            let thread = try await world.browser(world.seats[0]).get("/events/\(world.event)/issues/\(joined.id)")
            #expect(
                thread.contains("Lists are old") && thread.contains("Old lists of contacts")
                    && thread.contains("2 contributions"))
            let parent = try await world.browser(world.seats[0]).get(
                "/events/\(world.event)/issues/\(merge.issues[0].id)")
            #expect(parent.contains("merged into") && parent.contains("Lists of contacts are old"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what people write is escaped on every screen`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(
                site, titles: ["<script>alert(1)</script> \"x\"", "Second one", "Third one"])
            let world = merge.world
            let token = ProjectorLink.token(event: world.event, generation: 1, key: site.services.key)
            _ = try await merge.join(0, 1)
            for page in [
                try await world.browser(world.member).get("/e/ZGRB"),
                try await world.browser(world.facilitator).get("/events/\(world.event)/console"),
                try await site.browser().get("/events/\(world.event)/projector/\(token)"),
                try await world.browser(world.member).get("/events/\(world.event)/issues"),
            ] {
                #expect(page.status == 200 && page.contains("&lt;script&gt;") && !page.contains("<script>alert"))
            }
        }
    }
}
