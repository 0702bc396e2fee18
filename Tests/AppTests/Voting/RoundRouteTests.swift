@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// The routes of rounds, ballots, paper and results, in the browser of the tests.
@Suite struct RoundRouteTests {
    @Test(arguments: TestEngine.allCases)
    func `a vote runs from the form to the files`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 6, stage: .vote)
            let round = try await world.preparedRound()
            let facilitator = await world.browser(world.facilitator)
            let base = "/events/\(world.event)/rounds/\(round)"
            #expect(try await facilitator.post("\(base)/opening").status == 303)

            for (index, seat) in world.seats.enumerated() {
                let voter = await world.browser(seat)
                let answer = try await voter.post(
                    "/e/ZGRB/rounds/\(round)/ballot",
                    ["dots-\(1 + index % 2)": "2", "dots-4": "1", "confirmed": "yes"], fragment: true)
                #expect(answer.status == 200)
                #expect(answer.contains("id=\"ballot\"") && answer.contains("Change my vote"))
                #expect(answer.text.firstMatch(of: /<b>[0-9A-Z]{4}-[0-9A-Z]{4}<\/b>/) != nil)
            }
            let member = await world.browser(world.member)
            #expect(try await member.get(base).status == 409)
            #expect(try await facilitator.post("\(base)/closure").status == 303)
            #expect(try await member.get(base).contains("sealed"))
            #expect(try await member.get("\(base)/ballots.csv").status == 409)
            #expect(try await facilitator.post("\(base)/revelation").status == 303)

            let page = try await member.get(base)
            #expect(page.status == 200)
            let csv = try await member.get("\(base)/ballots.csv")
            #expect(csv.contains("ballot,sector,country,item,value"))
            #expect(csv.contains("'=1+1 is no title"))
            for file in ["ballots.json", "counts.csv", "tally.csv", "tally.json"] {
                #expect(try await member.get("\(base)/\(file)").status == 200)
            }
            // Six people are too few for readings by sectors and countries (decision 18), and one reading alone is no picture.
            #expect(try await member.get("\(base)/slope.svg").status == 404)
            let receipts = try await member.get("/e/ZGRB/rounds/\(round)/receipts")
            #expect(receipts.contains("6 receipts") && receipts.contains("your receipt"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the fields of a method stand apart, so that only those of the chosen one are shown`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            _ = try await world.preparedRound()
            let page = try await world.browser(world.facilitator).get("/events/\(world.event)/rounds/new")
            for (method, fields) in [
                ("multivote", ["dots", "max"]), ("rating", ["feasibility", "in-high", "in-low", "out-high"]),
            ] {
                let own = try #require(page.text(after: "of-method of-\(method)\">", before: "</fieldset>"))
                #expect(fields.allSatisfy { own.contains("name=\"\($0)\"") })
            }
            let rest = page.text.replacing(
                /<fieldset class="stack-2 of-method.*?<\/fieldset>/.dotMatchesNewlines(), with: "")
            #expect(
                !rest.contains("name=\"dots\"") && rest.contains("name=\"seats\"") && rest.contains("name=\"minutes\""))
            #expect(rest.ranges(of: "class=\"method-picture\"").count == VotingMethod.allCases.count)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who may ask what`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            let base = "/events/\(world.event)/rounds/\(round)"
            let guest = site.browser(), stranger = await world.browser(world.stranger),
                member = await world.browser(world.member)
            let observer = await world.browser(world.observer), owner = await world.browser(world.organiser)
            for path in ["/events/\(world.event)/rounds/new", "\(base)/edit"] {
                #expect(try await guest.get(path).status == 303)
                #expect(try await stranger.get(path).status == 404)
                #expect(try await member.get(path).status == 403)
                #expect(try await owner.get(path).status == 200)
            }
            for action in ["opening", "extension", "closure", "revelation", "withdrawal", "change"] {
                #expect(try await guest.post("\(base)/\(action)").status == 401)
                #expect(try await stranger.post("\(base)/\(action)").status == 404)
                #expect(try await member.post("\(base)/\(action)").status == 403)
            }
            #expect(try await owner.post("\(base)/opening").status == 303)
            #expect(try await guest.post("/e/ZGRB/rounds/\(round)/ballot").status == 401)
            #expect(try await stranger.post("/e/ZGRB/rounds/\(round)/ballot").status == 404)
            #expect(try await observer.post("/e/ZGRB/rounds/\(round)/ballot").status == 403)
            #expect(
                try await member.post("/e/ZGRB/rounds/\(round)/ballot", ["dots-1": "1", "confirmed": "yes"]).status
                    == 303)
            #expect(try await member.get("\(base)/paper").status == 403)
            #expect(try await owner.get("\(base)/paper").status == 200)
            #expect(try await (await world.browser(world.rapporteur)).get("\(base)/paper").status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong ballot comes back with what was chosen and words at its field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            try await RoundOperations.open(try await world.visit(world.facilitator), round, in: world.event)
            let member = await world.browser(world.member)
            let answer = try await member.post(
                "/e/ZGRB/rounds/\(round)/ballot", ["dots-1": "2", "dots-2": "2"], fragment: true)
            #expect(answer.status == 422)
            #expect(answer.contains("Take back 1"))
            #expect(answer.contains("name=\"dots-1\" value=\"2\" data-dot checked"))
            let whole = try await member.post("/e/ZGRB/rounds/\(round)/ballot", ["dots-1": "2", "dots-2": "2"])
            #expect(whole.status == 422 && whole.contains("<!doctype html>"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a ballot after the close is told when it was closed and what counts`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            try await RoundOperations.open(try await world.visit(world.facilitator), round, in: world.event)
            let member = await world.browser(world.member)
            try await member.post("/e/ZGRB/rounds/\(round)/ballot", ["dots-1": "1", "confirmed": "yes"])
            try await RoundOperations.close(try await world.visit(world.facilitator), round, in: world.event)
            let answer = try await member.post("/e/ZGRB/rounds/\(round)/ballot", ["dots-2": "1"], fragment: true)
            #expect(answer.status == 409)
            #expect(answer.contains("The vote was closed at") && answer.contains("Your earlier vote (receipt"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a round is prepared by the form, which keeps what was typed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            _ = try await world.preparedRound()
            let owner = await world.browser(world.organiser)
            let issue = try await site.database.read { try IssueStore($0).issues(of: world.event)[0].id }
            let path = "/events/\(world.event)/rounds"
            let wrong = try await owner.post(
                path, ["title": "Kept words", "method": "rating", "minutes": "soon", "issue": issue.description])
            #expect(wrong.status == 422 && wrong.contains("value=\"Kept words\"") && wrong.contains("value=\"soon\""))
            let right = try await owner.post(
                path,
                [
                    "title": "How important?", "method": "rating", "minutes": "4", "seats": "1", "feasibility": "1",
                    "issue": issue.description,
                ])
            #expect(right.location == "/events/\(world.event)/console")
            let rounds = try await site.database.read { try RoundStore($0).rounds(of: world.event) }
            #expect(
                rounds.first?.settings.duration == 240
                    && rounds.first?.settings.criteria == [.importance, .feasibility])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a sheet goes through two people in the browser`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .vote)
            let round = try await world.preparedRound()
            try await RoundOperations.open(try await world.visit(world.facilitator), round, in: world.event)
            let path = "/events/\(world.event)/rounds/\(round)/paper"
            let first = await world.browser(world.facilitator), second = await world.browser(world.rapporteur)
            #expect(
                try await first.post(path, ["participant": world.member.id.description, "dots-1": "2"]).status == 303)
            let list = try await second.get(path)
            let sheet = try #require(list.text(after: "class=\"button\" href=\"", before: "\""))
            #expect(try await second.get(sheet).contains("Compare with the paper"))
            #expect(try await first.post("\(sheet)/confirmation").status == 409)
            #expect(try await second.post("\(sheet)/confirmation").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM ballot WHERE round_id = \(round)") == 1)
        }
    }
}
