@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct ConsoleTests {
    @Test(arguments: TestEngine.allCases)
    func `the console tells who has not been heard`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            // Three of HR with the rapporteur make four, three of BE: none of them.
            let speakers = world.seats.filter { $0.country == "HR" } + [world.rapporteur]
            let browser = await world.browser(world.facilitator)
            for (count, seat) in speakers.enumerated() {
                // While most of the room has not spoken, no delegation is marked.
                #expect(try await !browser.get("/events/\(world.event)/console").contains("class=\"low\""), "\(count)")
                _ = try await IssueOperations.contribute(
                    try await world.visit(seat), world.event,
                    Contribution(topic: world.topics[0], title: "By \(seat.name)"))
            }
            let page = try await browser.get("/events/\(world.event)/console")
            #expect(page.contains("<li class=\"low\"><abbr title=\"Belgium\">BE</abbr> 0/3</li>"))
            #expect(page.contains("<abbr title=\"Croatia\">HR</abbr> 4/4"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `there is one primary button, whatever the stage`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.facilitator)
            let stages: [WorkshopStage?] = [nil, .collect, .merge, .vote]
            for stage in stages {
                if let stage { try await browser.post("/events/\(world.event)/stage", ["stage": stage.rawValue]) }
                let page = try await browser.get("/events/\(world.event)/console")
                let primaries = page.text.ranges(of: /class="[^"]*\bprimary\b/).count
                #expect(primaries == 1, "\(stage?.rawValue ?? "welcome"): \(primaries)")
                #expect(page.contains("id=\"room\"") && page.contains("id=\"coverage\""))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a form of the console is answered with its regions, a refusal with words`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let browser = await merge.world.browser(merge.world.facilitator)
            let path = "/events/\(merge.world.event)/merges"
            let done = try await browser.post(
                path, ["issue": "\(merge.issues[0].id)", "issue": "\(merge.issues[1].id)", "idempotency": "k"],
                fragment: true)
            #expect(done.status == 200 && !done.contains("<html"))
            for id in ["trouble", "rail", "stage", "work", "acts", "coverage", "door", "room"] {
                #expect(done.contains("id=\"\(id)\""))
            }
            #expect(done.contains("2 issues from 3"))
            let refused = try await browser.post(path, ["issue": "\(merge.issues[2].id)"], fragment: true)
            #expect(refused.status == 422 && refused.contains("id=\"trouble\"") && refused.contains("at least two"))
            let plain = try await browser.post("/events/\(merge.world.event)/stage", ["stage": "collect"])
            #expect(plain.status == 303 && plain.location == "/events/\(merge.world.event)/console")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `wording, taking out and undoing work by plain forms`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let event = merge.world.event
            let joined = try await merge.join(0, 1, 2)
            let browser = await merge.world.browser(merge.world.facilitator)
            try await browser.post(
                "/events/\(event)/issues/\(joined.id)/wording",
                ["title-\(joined.id)": "Our words", "language-\(joined.id)": "fr"])
            #expect(try await merge.standing.map(\.title) == ["Our words"])
            try await browser.post(
                "/events/\(event)/issues/\(joined.id)/separation", ["parent": "\(merge.issues[1].id)"])
            #expect(try await merge.standing.count == 2)
            for act in try await merge.acts.reversed() {
                #expect(try await browser.post("/events/\(event)/merges/\(act.sequence)/reversal").status == 303)
            }
            #expect(try await merge.standing.count == 3)
            try await browser.post(
                "/events/\(event)/dismissals", ["issue": "\(merge.issues[0].id)", "issue": "\(merge.issues[1].id)"])
            #expect(try await site.count("SELECT COUNT(*) FROM issue_kept_apart") == 1)
            for path in [
                "merges", "dismissals", "stage", "room-settings", "issues/\(joined.id)/wording", "merges/1/reversal",
            ] {
                #expect(
                    try await merge.world.browser(merge.world.member).post("/events/\(event)/\(path)").status == 403)
                #expect(
                    try await merge.world.browser(merge.world.stranger).post("/events/\(event)/\(path)").status == 404)
                #expect(try await site.browser().post("/events/\(event)/\(path)").status == 401)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the console is about the topic on the table, and after its result the way on comes first`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            let browser = await world.browser(world.facilitator)
            let (event, console) = ("/events/\(world.event)", "/events/\(world.event)/console")
            func open(_ topic: Int) async throws {
                try await browser.post("\(event)/stage", ["stage": "vote", "topic": "\(world.topics[topic])"])
            }
            try await open(0)
            let other = try await browser.get(console)
            #expect(
                !other.contains("id=\"open-vote\"")
                    && other.contains("class=\"button primary\" href=\"\(event)/rounds/new\""))
            #expect(other.contains("href=\"\(event)/rounds/\(round)/edit\""), "it is in the list of rounds")
            try await open(2)
            #expect(try await browser.get(console).contains("id=\"open-vote\""))
            for act in ["opening", "closure", "revelation"] {
                try await browser.post("\(event)/rounds/\(round)/\(act)")
            }
            let after = try await browser.get(console)
            #expect(after.text.ranges(of: /class="[^"]*\bprimary\b/).count == 1)
            #expect(after.contains("class=\"primary\" data-key=\"g\">Go on to: "))
            #expect(after.contains("id=\"another-vote\"") && after.contains("Result and downloads"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a stage that counts nobody says who is here, not who spoke in another stage`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let page = try await groups.world.browser(groups.world.facilitator).get("/events/\(groups.event)/console")
            #expect(page.contains("Who is here") && !page.contains("class=\"low\"") && !page.contains("class=\"fill\""))
        }
    }

    @Test func `coverage marks nobody before anybody has spoken`() {
        #expect(!Coverage.Group(code: "LV", heard: 1, present: 2).isLow)
        #expect(Coverage.Group(code: "PT", heard: 1, present: 3).isLow)
        #expect(Coverage.Group(code: "LV", heard: 0, present: 1).isLow)
    }
}
