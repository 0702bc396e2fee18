@testable import App
import Domain
import HTTPTypes
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct OutlineTests {
    private func propose(
        _ site: TestSite, _ world: World, _ text: String = "It covers the first day", part: OutlinePart = .scope
    ) async throws -> OutlineStatement.ID {
        let environment = site.environment
        return try await site.database.write { tx in
            try OutlineOperations.proposeIn(Work(tx, environment), world.event, part, text: text)
        }
    }

    /// Rates as each seat in turn.
    private func rate(_ world: World, _ id: OutlineStatement.ID, _ ratings: [Int?], revision: Int = 1) async throws {
        for (seat, rating) in zip(world.seats, ratings) {
            try await OutlineOperations.rate(
                try await world.visit(seat), world.event,
                [StatementAnswer(statement: id, rating: rating, revision: revision)])
        }
    }

    private func reading(_ site: TestSite, _ world: World, _ id: OutlineStatement.ID) async throws -> StatementReading {
        try #require(
            try await site.database.read { reading in
                try Outline(try Room(world.event, reading), reading).readings[id]
            })
    }

    /// Writes the card as another device would.
    private func reword(_ site: TestSite, _ id: OutlineStatement.ID, _ text: String) async throws {
        let environment = site.environment
        try await site.database.write { tx in
            let row = try tx.first("SELECT card_id, event_id FROM outline_statement WHERE id = \(id)")
            let card = try CardStore(tx).card(try #require(try row?.get("card_id", as: Card.ID.self)))
            _ = try CardOperations.writeIn(Work(tx, environment), card, CardWriting(base: card.text, text: text))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the report says what happened to the outline, and nothing more`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            func report() async throws -> String {
                try await site.database.render(in: .english) { reading in
                    let record = try ReportStore(reading).record(of: world.event)
                    return DocumentMarkdown(WorkshopReport(record: record, options: .init(madeOn: "")).document).text
                }
            }
            let (first, _) = (try await propose(site, world), try await propose(site, world, "It is short"))
            #expect(try await report().contains("were proposed (2); none was rated or agreed."))
            try await rate(world, first, [7, 8])
            #expect(try await report().contains("were proposed (2), rated (1) and agreed (0)."))
            try await OutlineOperations.decide(
                try await world.visit(world.facilitator), world.event, first, .agreed, revision: 1)
            #expect(try await report().contains("were proposed (2), rated (1) and agreed (1)."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody is said not to have rated what nobody was asked`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            _ = try await propose(site, world)
            let desk = await world.browser(world.facilitator)
            #expect(try await !desk.get("/events/\(world.event)/outline").contains("here have rated it"))
            try await site.database.write { tx in try tx.execute("UPDATE workshop SET stage = 'outline'") }
            #expect(try await desk.get("/events/\(world.event)/outline").contains("here have rated it"))
            try await site.database.write { tx in try tx.execute("UPDATE outline_statement SET state = 'agreed'") }
            #expect(
                try await !desk.get("/events/\(world.event)/console").contains(
                    "here have rated everything that is open"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a participant proposes from a phone, once per sending`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            let browser = await world.browser(world.member)
            let form: KeyValuePairs = [
                "part": "audience", "text": "Planners of\n all three sectors", "idempotency": "k1",
            ]
            let first = try await browser.post("/events/\(world.event)/outline", form)
            #expect(first.location == "/e/ZGRB")
            let page = try await browser.post("/events/\(world.event)/outline", form, fragment: true)
            #expect(
                page.status == 200 && page.contains("Planners of all three sectors") && page.contains("id=\"rate\""))
            #expect(try await site.count("SELECT COUNT(*) FROM outline_statement") == 1)
            let found = try await site.database.read { try OutlineStore($0).statements(of: world.event) }
            #expect(found.first?.participant == world.member.id && found.first?.part == .audience)
            #expect(try await site.journal("event:\(world.event)").last == "statement.proposal")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what cannot be discussed comes back with what was typed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            let browser = await world.browser(world.member)
            let path = "/events/\(world.event)/outline"
            var page = try await browser.post(path, ["part": "scope", "text": "😀 👍"], fragment: true)
            #expect(page.status == 422 && page.contains("symbols and emoji alone") && page.contains("😀 👍"))
            #expect(page.contains("id=\"activity\""))
            page = try await browser.post(
                path, ["part": "scope", "text": String(repeating: "word ", count: 2_000)], fragment: true)
            #expect(page.status == 422 && page.contains("At most 400 characters"))
            page = try await browser.post(path, ["part": "nothing", "text": "Fine words"], fragment: true)
            #expect(page.status == 422 && page.contains("Choose the part"))
            let desk = await world.browser(world.facilitator)
            page = try await desk.post(path, ["part": "scope", "text": "!!!", "from": "outline"])
            #expect(page.status == 422 && page.contains("<html") && page.contains("!!!"))
            page = try await desk.post(path, ["part": "scope", "text": "!!!", "from": "console"], fragment: true)
            #expect(page.status == 422 && page.contains("id=\"console-propose\""))
            #expect(try await site.count("SELECT COUNT(*) FROM outline_statement") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `ratings are 1 to 9 or cannot judge, by those who contribute, in the stage`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            let id = try await propose(site, world)
            let path = "/events/\(world.event)/outline/ratings"
            let browser = await world.browser(world.member)
            for wrong in ["0", "10", "-1"] {
                let page = try await browser.post(path, ["rating-\(id)": wrong, "revision-\(id)": "1"], fragment: true)
                #expect(page.status == 422 && page.contains("A rating is a number from 1 to 9"))
            }
            #expect(try await browser.post(path, ["rating-\(id)": "5", "revision-\(id)": "2"]).status == 400)
            #expect(try await browser.post(path, ["rating-\(id)": "5"]).status == 400)
            #expect(
                try await browser.post(path, ["rating-\(world.event)": "5", "revision-\(world.event)": "1"]).status
                    == 404)
            let observer = await world.browser(world.observer)
            #expect(try await observer.post(path, ["rating-\(id)": "5", "revision-\(id)": "1"]).status == 403)
            #expect(try await site.count("SELECT COUNT(*) FROM statement_rating") == 0)
            #expect(
                try await browser.post(path, ["rating-\(id)": "unsure", "revision-\(id)": "1"]).location == "/e/ZGRB")
            #expect(try await browser.post(path, ["rating-\(id)": "7", "revision-\(id)": "1"]).location == "/e/ZGRB")
            #expect(try await site.count("SELECT COUNT(*) FROM statement_rating WHERE rating = 7") == 1)
            try await StageOperations.open(
                try await world.visit(world.facilitator), world.event, stage: .collect, topic: nil)
            #expect(try await browser.post(path, ["rating-\(id)": "5", "revision-\(id)": "1"]).status == 409)
            let facts = try await site.database.read {
                try Journal.records($0, scope: "event:\(world.event)/outline", limit: 9).map(\.entry.facts)
            }
            #expect(facts.count == 2 && !facts.joined().contains("7,") && !facts.joined().contains("rating"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nothing is shown below five ratings, and no sector below five`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 16, stage: .outline)
            let id = try await propose(site, world)
            try await rate(world, id, [9, 9, 9, 9])
            var result = try await reading(site, world, id)
            #expect(result.answered == 4 && result.state == nil && result.sectors.isEmpty && result.figures == nil)
            try await rate(world, id, Array(repeating: 9, count: 14))
            result = try await reading(site, world, id)
            // Health and security have five, civil protection four: then none may be shown by itself.
            #expect(result.state == .in && result.sectors.isEmpty)
            try await rate(world, id, Array(repeating: 9, count: 15))
            result = try await reading(site, world, id)
            #expect(result.sectors.map(\.state) == [.in, .in, .in])
            #expect(result.figures == nil, "figures wait for the decision")
            let page = try await world.browser(world.facilitator).get("/events/\(world.event)/console")
            #expect(page.contains("Every sector supports it"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sectors that differ are an invitation to talk`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 15, stage: .outline)
            let id = try await propose(site, world)
            try await rate(world, id, (0..<15).map { $0 % 3 == 1 ? 2 : 8 })
            let result = try await reading(site, world, id)
            #expect(result.state == .open && result.isDissent)
            #expect(result.sectors.map(\.state) == [.in, .out, .in])
            let console = try await world.browser(world.facilitator).get("/events/\(world.event)/console")
            #expect(
                console.contains("an invitation to talk") && console.contains("Sectors differ: worth talking about"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a new wording is rated anew, and the same words again count`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            let id = try await propose(site, world, "It covers the first day")
            try await rate(world, id, [9, 8, 7])
            try await reword(site, id, "It covers the first two days")
            var result = try await reading(site, world, id)
            #expect(result.answered == 0 && result.ofEarlierWording == 3)
            let phone = try await world.browser(world.member).get("/e/ZGRB")
            #expect(
                phone.contains("Reworded since you gave it 9") && phone.contains("name=\"revision-\(id)\" value=\"2\""))
            // A form that was opened before tells of the wording that was seen.
            try await rate(world, id, [5], revision: 1)
            #expect(try await reading(site, world, id).ofEarlierWording == 3)
            try await rate(world, id, [5], revision: 2)
            result = try await reading(site, world, id)
            #expect(result.answered == 1 && result.ofEarlierWording == 2)
            try await reword(site, id, "It covers the first day")
            result = try await reading(site, world, id)
            #expect(result.answered == 2 && result.ofEarlierWording == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the facilitator agrees to words that were seen, drops, and puts back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            let id = try await propose(site, world)
            let desk = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/outline/\(id)"
            try await reword(site, id, "Other words")
            #expect(try await desk.post("\(path)/agreement", ["revision": "1", "from": "console"]).status == 409)
            #expect(
                try await desk.post("\(path)/agreement", ["revision": "2", "from": "console"]).location?.hasSuffix(
                    "/console") == true)
            #expect(try await world.browser(world.member).get("/e/ZGRB").contains("Agreed so far"))
            #expect(try await desk.get("/events/\(world.event)/outline").contains("Agreed"))
            let member = await world.browser(world.member)
            let late = try await member.post(
                "/events/\(world.event)/outline/ratings", ["rating-\(id)": "5", "revision-\(id)": "2"], fragment: true)
            #expect(late.status == 409)
            #expect(try await member.post("\(path)/dropping").status == 403)
            #expect(
                try await desk.post("\(path)/dropping", ["from": "outline"]).location?.hasSuffix("/outline") == true)
            #expect(try await !world.browser(world.member).get("/e/ZGRB").contains("Agreed so far"))
            _ = try await desk.post("\(path)/return", ["from": "outline"])
            let states = try await site.database.read { try OutlineStore($0).statements(of: world.event).map(\.state) }
            #expect(states == [.proposed])
            let kinds = try await site.journal("event:\(world.event)")
            #expect(kinds.suffix(3) == ["statement.agreement", "statement.dropping", "statement.return"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the structure is put in order, and the room sees one part at a time`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            var ids: [OutlineStatement.ID] = []
            for name in ["Introduction", "Warning", "Annexes"] {
                ids.append(try await propose(site, world, name, part: .structure))
            }
            let desk = await world.browser(world.facilitator)
            _ = try await desk.post(
                "/events/\(world.event)/outline/\(ids[2])/position", ["step": "-1", "from": "console"])
            _ = try await desk.post(
                "/events/\(world.event)/outline/\(ids[0])/position", ["step": "-1", "from": "console"])
            #expect(
                try await desk.post("/events/\(world.event)/outline/\(ids[0])/position", ["step": "5"]).status == 400)
            let order = try await site.database.read { try OutlineStore($0).statements(of: world.event).map(\.id) }
            #expect(order == [ids[0], ids[2], ids[1]])
            _ = try await desk.post("/events/\(world.event)/outline/part", ["part": "structure"])
            let link = try await desk.get("/events/\(world.event)/projector").location ?? ""
            let room = try await site.browser().get(link)
            #expect(room.contains("Which sections does the guide have?") && room.contains("Annexes"))
            _ = try await desk.post("/events/\(world.event)/outline/part", ["part": "purpose"])
            #expect(try await site.browser().get(link).contains("Propose a statement on your phone"))
            #expect(try await desk.post("/events/\(world.event)/outline/part", ["part": "cover"]).status == 400)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API proposes, rates and decides`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .outline)
            let path = "/api/v1/events/\(world.event)/outline"
            func send(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ bearer: String) async throws
                -> Page
            {
                try await site.browser().send(
                    method, path, [.authorization: "Bearer \(bearer)", .contentType: "application/json"],
                    Array(body.utf8))
            }
            let made = try await send(
                .post, path, #"{"part":"scope","text":"First day only","key":"a"}"#, world.member.link)
            #expect(made.status == 201 && made.contains("\"state\":\"proposed\""))
            let other = #"{"part":"scope","text":"Second day only","key":"a"}"#
            #expect(try await send(.post, path, other, world.member.link).status == 409)
            let id = try #require(made.text(after: "\"id\":\"", before: "\""))
            #expect(
                try await send(.put, "\(path)/\(id)/rating", #"{"rating":10,"revision":1}"#, world.member.link).status
                    == 422)
            #expect(
                try await send(.put, "\(path)/\(id)/rating", #"{"rating":8,"revision":1}"#, world.member.link).status
                    == 200)
            let token = try await AccountOperations.createToken(try await world.visit(world.facilitator), name: "Test")
            let agreed = try await send(.put, "\(path)/\(id)/state", #"{"state":"agreed","revision":1}"#, token)
            #expect(agreed.status == 200 && agreed.contains("\"answered\":1") && !agreed.contains("histogram"))
            #expect(
                try await send(.put, "\(path)/\(id)/state", #"{"state":"dropped"}"#, world.member.link).status == 403)
            let list = try await site.browser().send(.get, path, [.authorization: "Bearer \(world.observer.link)"])
            #expect(list.status == 200 && list.contains("First day only"))
        }
    }
}
