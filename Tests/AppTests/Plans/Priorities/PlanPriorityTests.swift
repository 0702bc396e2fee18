import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let planPriorityScenarios = """
    GET    /programmes/:programme/priorities                               programme
    POST   /programmes/:programme/priorities                               programme  422,facilitator=403
    GET    /programmes/:programme/priorities/new                           programme  200,facilitator=403
    GET    /programmes/:programme/priorities/files/:format                 programme
    GET    /programmes/:programme/priorities/:priority                     programme
    POST   /programmes/:programme/priorities/:priority                     programme  422,facilitator=403
    GET    /programmes/:programme/priorities/:priority/edit                programme  200,facilitator=403
    POST   /programmes/:programme/priorities/:priority/decision            programme  400
    POST   /programmes/:programme/priorities/:priority/rewording           programme  422,facilitator=403
    POST   /programmes/:programme/validity-polls                           programme  422,facilitator=403
    GET    /programmes/:programme/validity-polls/new                       programme  200,facilitator=403
    GET    /programmes/:programme/validity-polls/:validity                 programme  200,facilitator=404
    POST   /programmes/:programme/validity-polls/:validity/answers         programme  403,facilitator=404
    POST   /programmes/:programme/validity-polls/:validity/closing         programme  303,facilitator=404
    GET    /api/v1/programmes/:programme/priorities                        programme
    POST   /api/v1/programmes/:programme/priorities                        programme  422
    GET    /api/v1/programmes/:programme/priorities/:priority              programme
    PUT    /api/v1/programmes/:programme/priorities/:priority              programme  422
    PUT    /api/v1/programmes/:programme/priorities/:priority/decision     programme  422
    GET    /api/v1/programmes/:programme/validity-polls                    programme
    POST   /api/v1/programmes/:programme/validity-polls                    programme  422
    GET    /api/v1/programmes/:programme/validity-polls/:validity          programme  200,facilitator=404
    PUT    /api/v1/programmes/:programme/validity-polls/:validity/answers  programme  422
    PUT    /api/v1/programmes/:programme/validity-polls/:validity/closing  programme  200,facilitator=404
    """

let planPriorityRows = """
    priority /api/v1/programmes/:programme/priorities statement=One_duty_list_a_country reason=:member language=en event=:event
    validity /api/v1/programmes/:programme/validity-polls closesOn=2030-03-01 shown=named note=:priority
    """

let planPriorityScreens = """
    - organiser     en priorities       /programmes/:programme/priorities
    - organiser     en priority         /programmes/:programme/priorities/:priority
    - organiser     ru validity-poll    /programmes/:programme/validity-polls/:validity
    """

/// What counts in a region, and whether it still does.
struct PlanPriorityTests {
    private static func adopted(_ world: RegionWorld, _ statement: String = "One duty list a country") async throws
        -> PlanPriorityRecord
    {
        var fields = PlanPriorityFields()
        fields.statement = statement
        let head = try await world.visit(world.head)
        let made = try await PlanPriorityOperations.propose(
            head, in: world.programme, fields, PlanPriorityDraft(region: world.region))
        return try await PlanPriorityOperations.decide(
            head, world.programme, made.id, .adopted, words: "", at: world.network.world.event)
    }

    private static func open(_ world: RegionWorld, _ priorities: [PlanPriorityRecord], isNamed: Bool = false)
        async throws
        -> ValidityPollRecord
    {
        try await ValidityPollOperations.open(
            world.visit(world.head), in: world.programme, of: world.region,
            ValidityPollFields(closesOn: "2030-03-01", isNamed: isNamed ? "named" : "", note: ""),
            about: priorities.map(\.id))
    }

    private static func answer(
        _ world: RegionWorld, _ poll: ValidityPollRecord, _ stances: [String: PriorityPoll.Stance],
        words: String = "A word"
    ) async throws {
        for (code, account) in world.countries {
            guard let stance = stances[code] else { continue }
            try await ValidityPollOperations.answer(
                world.visit(account), world.programme, poll.id, for: code,
                poll.priorities.map { .init(priority: $0, stance: stance, words: words) }, agrees: nil)
        }
    }

    private static func result(_ world: RegionWorld, _ poll: ValidityPollRecord) async throws -> ValidityResult {
        try await world.site.database.read { reading in
            let store = ValidityPollStore(reading)
            return try ValidityResult(
                store.poll(poll.id, of: world.programme), store.answers(of: poll.id), on: "2023-11-29")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the poll proposes by the rule, the meeting decides, and old words lead to new ones`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let priority = try await Self.adopted(world)
            #expect(priority.state == .adopted && priority.adoptedAt != nil && priority.number == 1)
            let poll = try await Self.open(world, [priority])
            #expect(poll.countries == ["AT", "ES", "HR", "LV", "SI"])
            let head = try await world.visit(world.head)
            await expectRefusal(.priorityAsked) {
                _ = try await PlanPriorityOperations.decide(
                    head, world.programme, priority.id, .confirmed, words: "", at: nil)
            }
            try await Self.answer(
                world, poll, ["AT": .valid, "ES": .reword, "HR": .reword, "LV": .valid, "SI": .noLonger])
            #expect(try await Self.result(world, poll).items[0].outcome == nil)
            try await ValidityPollOperations.close(head, world.programme, poll.id)
            #expect(try await Self.result(world, poll).items[0].outcome == .toReword)
            let decided = try await PlanPriorityOperations.decide(
                head, world.programme, priority.id, .toReword, words: "Say who keeps it", at: nil)
            #expect(decided.state == .toReword)
            var fields = PlanPriorityFields()
            fields.statement = "One duty list a country, tested each month"
            let next = try await PlanPriorityOperations.reword(head, world.programme, priority.id, fields)
            #expect(next.state == .adopted && next.sources == ["priority:\(priority.id)"] && next.number == 2)
            let old = try await site.database.read {
                try PlanPriorityStore($0).priority(priority.id, of: world.programme)
            }
            #expect(old.state == .superseded && old.successor == next.id)
            let page = try await world.browser(world.network.latvia).get(
                "/programmes/\(world.programme)/priorities/\(next.id)")
            #expect(page.contains("One duty list a country, tested each month") && page.contains("Earlier priority"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a poll without names tells nobody what a country said, not even by numbers`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let poll = try await Self.open(world, [try await Self.adopted(world)])
            try await Self.answer(
                world, poll, ["AT": .valid, "ES": .valid, "HR": .valid, "LV": .valid, "SI": .valid],
                words: "Zebra words")
            try await ValidityPollOperations.close(world.visit(world.head), world.programme, poll.id)
            let result = try await Self.result(world, poll)
            #expect(result.items[0].outcome == .confirmed)
            #expect(result.items[0].counts == nil && result.items[0].answers.isEmpty)
            #expect(result.answered.count == 5)
            let api = try await world.network.world.api(world.head)
            let body = try await api.send(.get, "/api/v1/programmes/\(world.programme)/validity-polls/\(poll.id)")
            let item = try #require((body["items"] as? [[String: Any]])?.first)
            #expect((item["answers"] as? [String: Any])?.isEmpty == true)
            #expect(item["words"] as? [String] == Array(repeating: "Zebra words", count: 5))
            #expect((body["own"] as? [String: Any])?.isEmpty == true)
            // Of another network's people nobody is told that there is a poll.
            let facilitator = await world.browser(world.network.world.facilitator)
            #expect(try await facilitator.get("/programmes/\(world.programme)/validity-polls/\(poll.id)").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `fewer than five answers say nothing, and their words are not shown`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let poll = try await Self.open(world, [try await Self.adopted(world)])
            try await Self.answer(
                world, poll, ["AT": .valid, "ES": .valid, "HR": .valid, "LV": .valid, "SI": .cannotSay])
            try await ValidityPollOperations.close(world.visit(world.head), world.programme, poll.id)
            let result = try await Self.result(world, poll)
            #expect(result.items[0].outcome == .tooFew && result.items[0].words.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one answer a country: the last counts, the focal point and an alternate both see it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let poll = try await Self.open(world, [try await Self.adopted(world)], isNamed: true)
            let alternate = try await site.database.write { [environment = site.environment] tx in
                let account = try WorldMaker(environment: environment).addFocalPoint(
                    tx, "Alma Alternate", "alma@example.org", of: "LV")
                try tx.execute(
                    """
                    UPDATE mandate SET role = 'alternate' WHERE person_id = (SELECT person_id FROM account WHERE id = \(account.id))
                    """)
                return account
            }
            try await Self.answer(world, poll, ["LV": .valid])
            let item = poll.priorities[0]
            try await ValidityPollOperations.answer(
                world.visit(alternate), world.programme, poll.id, for: "LV",
                [.init(priority: item, stance: .noLonger, words: "It is done")], agrees: nil)
            #expect(try await site.count("SELECT COUNT(*) FROM validity_answer WHERE country = 'LV'") == 1)
            let page = try await world.browser(world.network.latvia).get(
                "/programmes/\(world.programme)/validity-polls/\(poll.id)")
            #expect(page.contains("Alma Alternate") && page.contains("It is done"))
            // Nobody answers for another country, and a rewording says how.
            let latvia = try await world.visit(world.network.latvia)
            await expectRefusal(.needsMandate) {
                try await ValidityPollOperations.answer(
                    latvia, world.programme, poll.id, for: "HR", [.init(priority: item, stance: .valid, words: "")],
                    agrees: nil)
            }
            await #expect(throws: Refusal.self) {
                try await ValidityPollOperations.answer(
                    latvia, world.programme, poll.id, for: "LV", [.init(priority: item, stance: .reword, words: "")],
                    agrees: nil)
            }
            try await ValidityPollOperations.close(world.visit(world.head), world.programme, poll.id)
            #expect(try await Self.result(world, poll).items[0].answers.map(\.country) == ["LV"])
            await expectRefusal(.validityClosed) {
                try await ValidityPollOperations.answer(
                    latvia, world.programme, poll.id, for: "LV", [.init(priority: item, stance: .valid, words: "")],
                    agrees: nil)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a region of fewer than five is asked by name, and shown once all agree`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            try await site.database.write { try $0.execute("DELETE FROM region_country WHERE country IN ('ES', 'SI')") }
            let priority = try await Self.adopted(world)
            await #expect(throws: Refusal.self) { _ = try await Self.open(world, [priority]) }
            let poll = try await Self.open(world, [priority], isNamed: true)
            #expect(poll.countries == ["AT", "HR", "LV"])
            for (code, account) in world.countries where poll.countries.contains(code) {
                try await ValidityPollOperations.answer(
                    world.visit(account), world.programme, poll.id, for: code,
                    [.init(priority: priority.id, stance: .valid, words: "")], agrees: code != "LV")
            }
            try await ValidityPollOperations.close(world.visit(world.head), world.programme, poll.id)
            #expect(try await Self.result(world, poll).items[0].answers.isEmpty)
            #expect(try await Self.result(world, poll).items[0].outcome == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a priority keeps its sources, for who sees them`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let organiser = try await world.visit(world.network.world.organiser)
            var fields = RiskScenarioFields()
            (fields.title, fields.story) = ("A lost source is reported", "A search begins.")
            let risk = try await RiskOperations.tell(
                organiser, in: world.programme, fields, RiskDraft(marking: "GREEN"))
            var told = PlanPriorityFields()
            told.statement = "Search together"
            let made = try await PlanPriorityOperations.propose(
                organiser, in: world.programme, told, PlanPriorityDraft(sources: ["risk:\(risk.id)"]))
            let page = try await world.browser(world.network.latvia).get(
                "/programmes/\(world.programme)/priorities/\(made.id)")
            #expect(page.contains("A lost source is reported"))
            for wrong in ["risk:\(made.id)", "issue:x", "", "risk:"] {
                await #expect(throws: Refusal.self) {
                    _ = try await PlanPriorityOperations.propose(
                        organiser, in: world.programme, told, PlanPriorityDraft(sources: [wrong]))
                }
            }
            // A focal point proposes none: the head of the region does.
            let latvia = try await world.visit(world.network.latvia)
            await expectRefusal(.forbidden) {
                _ = try await PlanPriorityOperations.propose(
                    latvia, in: world.programme, told, PlanPriorityDraft(region: world.region))
            }
        }
    }

    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    @Test(arguments: TestEngine.allCases)
    func `mails ask who speaks for a country once, and remind who has not answered`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.mail, runsClocks: false) { site in
            let world = try await RegionWorld(site)
            let poll = try await ValidityPollOperations.open(
                world.visit(world.head), in: world.programme, of: world.region,
                ValidityPollFields(closesOn: "2023-12-10", isNamed: "", note: ""),
                about: [try await Self.adopted(world).id])
            func count() async throws -> Int {
                try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'validity-poll'")
            }
            #expect(try await count() == 5)
            try await Self.answer(world, poll, ["AT": .valid, "HR": .valid])
            try await ValidityMails.run(site.services)
            #expect(try await count() == 5)
            site.clock.advance(days: 8)
            try await ValidityMails.run(site.services)
            try await ValidityMails.run(site.services)
            #expect(try await count() == 8)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the home counts what the visitor reads, and files name no source that they do not`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let latvia = try await world.visit(world.network.latvia)
            var told = RiskScenarioFields()
            (told.title, told.story) = ("Our own", "Something of ours.")
            let risk = try await RiskOperations.tell(
                world.visit(world.head), in: world.programme, told,
                RiskDraft(place: .region(world.region), isShared: false))
            var fields = PlanPriorityFields()
            fields.statement = "Search together"
            let source = "risk:\(risk.id)"
            _ = try await PlanPriorityOperations.propose(
                world.visit(world.head), in: world.programme, fields,
                PlanPriorityDraft(region: world.region, sources: [source, source], marking: "GREEN"))
            #expect(try await site.count("SELECT COUNT(*) FROM plan_priority_source") == 1)
            let facilitator = try await world.visit(world.network.world.facilitator)
            let (own, others, news) = try await site.database.read { reading in
                (
                    try PlanPriorityFiles.rows(latvia, world.programme, reading),
                    try PlanPriorityFiles.rows(facilitator, world.programme, reading),
                    try PlanPriorityFacts.news(of: world.programme, since: 0, latvia, reading)
                )
            }
            #expect(own.first?.contains(source) == true)
            #expect(others.first?.contains(source) == false)
            #expect(news.map(\.count) == [1])
            #expect(PlanPriorityFacts.journal.allSatisfy { $0.news != .everybody })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a poll that is sent twice is one, and no priority has more sources than it takes`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let priority = try await Self.adopted(world)
            let first = try await Self.open(world, [priority])
            #expect(try await Self.open(world, [priority]).id == first.id)
            #expect(try await site.count("SELECT COUNT(*) FROM validity_poll") == 1)
            try await ValidityPollOperations.close(world.visit(world.head), world.programme, first.id)
            let many = await refusal {
                _ = try await PlanPriorityOperations.change(
                    world.visit(world.head), world.programme, priority.id, priority.fields
                ) { before in
                    PlanPriorityDraft(
                        region: before.region, sources: (0..<10_000).map { "risk:\($0)" }, marking: before.marking)
                }
            }
            #expect(many?.fields.keys.sorted() == ["source"])
        }
    }
}
