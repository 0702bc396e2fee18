@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

// The exercise of this table is in planning: its director finds the page, and nothing is rated yet.
let evaluationScenarios = """
    GET    /events/:event/exercise/evaluate                                      room  404,organiser=200
    GET    /events/:event/exercise/evaluate/live                                 room  404,organiser=200
    POST   /events/:event/exercise/evaluate/observations                         room  404,organiser=422
    POST   /events/:event/exercise/evaluate/observations/:note                   room  404,organiser=422
    POST   /events/:event/exercise/evaluate/ratings                              room  400
    POST   /events/:event/exercise/evaluate/submission                           room  404,organiser=409
    POST   /events/:event/exercise/evaluate/closing                              room  404,organiser=409
    POST   /events/:event/exercise/evaluate/lead                                 room  404,organiser=303
    POST   /events/:event/exercise/evaluate/consensus                            room  400
    GET    /api/v1/events/:event/exercise/observations                           room  404,organiser=200
    POST   /api/v1/events/:event/observations                                    room  422
    GET    /api/v1/events/:event/ratings                                         room  404,organiser=200
    PUT    /api/v1/events/:event/ratings                                         room  422
    """

/// Rated alone, with reasons, and never one's own.
struct EvaluationTests {
    @Test(arguments: TestEngine.allCases)
    func `ratings are sealed until all have submitted, and then stand beside the consensus`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            try await after.rate(0, 0, 0, .performed)
            let api = after.world.api(after.world.seats[1])
            func others() async throws -> Int {
                let items = try await api.send(.get, "/api/v1/events/\(after.event)/ratings")["items"]
                return (items as? [[String: Any]] ?? []).reduce(0) { $0 + (($1["ratings"] as? [Any])?.count ?? 0) }
            }
            #expect(try await others() == 0)
            await expectRefusal(.ratingsSealed) { try await after.agree(0, 0, .performed) }
            try await EvaluationOperations.close(after.director(), after.event)
            #expect(try await others() == 1)
            try await after.agree(0, 0, .some)
            let sight = try await after.sight()
            #expect(sight.consensus[after.unit(0, 0)]?.value == .some)
            #expect(sight.ratings(of: after.unit(0, 0)).map(\.value) == [.performed])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody rates their own country or organisation`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let people = after.world.seats.map(\.id)
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET country = 'LV' WHERE id = \(people[0])")
                try tx.execute("UPDATE participant SET organisation = 'Civil  Protection' WHERE id = \(people[1])")
                try tx.execute("UPDATE participant SET organisation = 'civil protection' WHERE id = \(people[2])")
            }
            await expectRefusal(.ratingsOwnCell) { try await after.rate(0, 0, 1, .performed) }
            try await after.rate(0, 0, 0, .performed)
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET organisation = 'Civil Protection' WHERE id = \(people[1])")
            }
            await expectRefusal(.ratingsOwnCell) { try await after.rate(1, 0, 0, .performed) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `M and U need a reason, a change after the evidence needs one, and a player rates nothing`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (unit, event) = (after.unit(0, 0), after.event)
            for value in [TaskRating.major, .unable] {
                let fields = await refusal {
                    try await EvaluationOperations.rate(
                        after.evaluator(0), event, unit, RatingDraft(value: value))
                }?.fields
                #expect(fields?["reason"] != nil)
            }
            try await after.rate(0, 0, 0, .some)
            let fields = await refusal { try await after.rate(0, 0, 0, .performed) }?.fields
            #expect(fields?["change"] != nil)
            try await after.rate(0, 0, 0, .performed, change: "The system had the earlier call")
            #expect(try await site.count("SELECT COUNT(*) FROM task_rating") == 2)
            await expectRefusal(.notFound) {
                try await EvaluationOperations.rate(after.player(), event, unit, RatingDraft(value: .performed))
            }
            let browser = await after.world.browser(after.world.seats[2])
            #expect(try await browser.get("/events/\(event)/exercise/evaluate").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what nobody observed is not observed, and never performed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            try await after.rateAll(.notObserved)
            let sight = try await after.sight()
            #expect(sight.result(after.unit(0, 0)) == .notObserved)
            let fields = await refusal { try await after.agree(0, 0, .performed) }?.fields
            #expect(fields?["value"] != nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `agreement is told with its n, and not at all where it tells nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            try await after.rateAll(.some)
            let sight = try await after.sight()
            // Four tasks of cells are too few, and all are alike.
            #expect(sight.agreement.count == 8 && sight.agreement.unitCount == 4)
            #expect(EvaluationSections.words(sight.agreement).string().contains("Too few"))
            let director = await after.world.browser(after.world.organiser)
            let page = try await director.get("/events/\(after.event)/exercise/evaluate")
            #expect(page.contains("Ratings compared: 8, of 4 tasks of cells"))
        }
        let alike = RatingAgreement(
            (0..<6).flatMap { unit in ["a", "b"].map { .init(unit: "\(unit)", rater: $0, value: 1) } }, steps: 4)
        #expect(EvaluationSections.words(alike).string().contains("would tell nothing"))
        let alone = RatingAgreement((0..<6).map { .init(unit: "\($0)", rater: "a", value: 1) }, steps: 4)
        #expect(EvaluationSections.words(alone).string().contains("One evaluator"))
    }

    @Test(arguments: TestEngine.allCases)
    func `an observation counts as of when it was written only where there was no connection`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site, state: "running")
            let (event, now) = (after.event, site.clock.now)
            let begun = try await site.database.read { try PlayStore($0).clock(of: event).startedAt }
            let start = try #require(begun)
            func note(_ typed: Int64, isOffline: Bool) async throws -> Int64 {
                let device = DeviceTime(typedAt: typed, deviceNow: site.clock.now, isOffline: isOffline)
                let id = try await EvaluationOperations.observe(
                    after.evaluator(0), event, ObservationDraft(text: "They asked nobody", device: device))
                return try await site.database.read { try EvaluationStore($0).observation(id, of: event).elapsed }
            }
            #expect(try await note(now - 600_000, isOffline: true) == now - 600_000 - start)
            #expect(try await note(start - 600_000, isOffline: true) >= now - start)
            site.clock.advance(seconds: 600)
            #expect(try await note(now - 300_000, isOffline: true) >= site.clock.now - start)
            #expect(try await note(site.clock.now - 300_000, isOffline: false) >= site.clock.now - start)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `programs find what was seen at one address, and note it there`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (api, path) = (after.world.api(after.world.seats[0]), "/api/v1/events/\(after.event)/observations")
            _ = try await api.send(.post, path, ["text": "Told by radio", "cell": after.cells[0].description])
            for address in [path, "/api/v1/events/\(after.event)/exercise/observations"] {
                let items = try await api.send(.get, address)["items"] as? [[String: Any]] ?? []
                #expect(items.count == 1 && items.first?["exercise"] as? Bool == true, "\(address)")
                #expect(items.first?["text"] as? String == "Told by radio", "\(address)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an observation is its author's until it is submitted, and comes twice once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let event = after.event
            let draft = ObservationDraft(text: "They asked nobody", kind: .improvement, cell: after.cells[0])
            let first = try await EvaluationOperations.observe(after.evaluator(0), event, draft, key: "one")
            let again = try await EvaluationOperations.observe(after.evaluator(0), event, draft, key: "one")
            #expect(first == again)
            let director = await after.world.browser(after.world.organiser)
            let path = "/events/\(event)/exercise/evaluate?cell=\(after.cells[0])"
            #expect(try await !director.get(path).contains("They asked nobody"))
            try await EvaluationOperations.close(after.director(), event)
            #expect(try await director.get(path).contains("They asked nobody"))
            await expectRefusal(.observationShared) {
                try await EvaluationOperations.remove(after.evaluator(0), event, first)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an observation is linked to what the cell did, and to nothing of another`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await room.play.watch("A")
            let made = try await room.decide("A", "close")
            let other = try await room.decide("B", "keep")
            let (evaluator, event) = (try await room.world.visit(room.world.seats[3]), room.event)
            let (cell, neighbour) = (try room.play.cell("A"), try room.play.cell("B"))
            let browser = await room.world.browser(room.world.seats[3])
            let path = "\(EvaluationPaths.evaluate(event))?cell=\(cell)"
            #expect(try await browser.get(path).contains("evidence=decision:\(made)"))
            let chosen = try await browser.get("\(path)&evidence=decision:\(made)")
            #expect(chosen.contains("name=\"evidence\" value=\"decision:\(made)\""))
            #expect(try await !browser.get("\(path)&evidence=decision:\(other)").contains("name=\"evidence\""))
            var draft = ObservationDraft(text: "They asked nobody", cell: cell)
            draft.evidence = .decision(made)
            let id = try await EvaluationOperations.observe(evaluator, event, draft)
            let kept = try await site.database.read { try EvaluationStore($0).observation(id, of: event) }
            #expect(kept.evidence == .decision(made))
            for (wrong, at) in [(ObservationEvidence.decision(other), cell), (.decision(other), neighbour)] {
                var strange = ObservationDraft(text: "Here", cell: at)
                strange.evidence = wrong
                let told = strange
                await expectRefusal(.notFound) { _ = try await EvaluationOperations.observe(evaluator, event, told) }
            }
        }
    }
}
