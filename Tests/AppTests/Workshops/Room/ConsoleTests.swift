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
            for seat in world.seats.prefix(2) {
                _ = try await IssueOperations.contribute(
                    try await world.visit(seat), world.event,
                    Contribution(topic: world.topics[0], title: "By \(seat.name)"))
            }
            // Three of HR with the rapporteur make four, three of BE: none of them.
            let page = try await world.browser(world.facilitator).get("/events/\(world.event)/console")
            #expect(page.contains("BE has not answered."))
            #expect(page.contains("of 7 here have answered"))
            #expect(page.contains("<li class=\"low\"><abbr title=\"Belgium\">BE</abbr> 0/3</li>"))
            #expect(page.contains("<abbr title=\"Croatia\">HR</abbr> 2/4"))
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

    @Test func `coverage marks nobody before anybody has spoken`() {
        #expect(!Coverage.Group(code: "LV", heard: 1, present: 2).isLow)
        #expect(Coverage.Group(code: "PT", heard: 1, present: 3).isLow)
        #expect(Coverage.Group(code: "LV", heard: 0, present: 1).isLow)
    }
}
