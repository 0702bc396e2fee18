@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct DesignTests {
    private static func steps(_ world: World, _ event: Event.ID? = nil) async throws -> [EventStepRecord] {
        let event = event ?? world.event
        return try await world.site.database.read { try StepStore($0).steps(of: event) }
    }

    private static func event(_ world: World) async throws -> EventRecord {
        try await world.site.database.read { try EventStore($0).event(world.event) }
    }

    private static func fields(_ design: String) -> EventFields {
        var fields = EventFields(
            title: "Between meetings", startsOn: "2026-10-20", endsOn: "2026-11-10", timeZone: "Europe/Zagreb")
        fields.link = "https://example.org"
        fields.topics = [TopicFields("First"), TopicFields("Second")]
        fields.design = design
        return fields
    }

    @Test(arguments: TestEngine.allCases)
    func `a new event starts from the design that was chosen`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser)
            let plain = try await EventOperations.create(organiser, in: world.programme, Self.fields(""))
            #expect(try await Self.steps(world, plain).map(\.stage) == WorkshopStage.allCases)
            let nominal = try await EventOperations.create(organiser, in: world.programme, Self.fields("nominal-group"))
            let steps = try await Self.steps(world, nominal)
            #expect(steps.map(\.stage) == [.collect, .merge, .vote, .vote, .merge, .vote, .vote])
            #expect(Set(steps.map(\.topic)).count == 3 && steps[3].settings.method == .ranking)
            await #expect(throws: Refusal.self) {
                _ = try await EventOperations.create(organiser, in: world.programme, Self.fields("no-such"))
            }
            let form = try await world.browser(world.organiser).get("/programmes/\(world.programme)/events/new")
            for design in ShippedDesign.allCases { #expect(form.contains("value=\"\(design.rawValue)\"")) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the times of a design follow the days and the clock of the event`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser)
            let event = try await EventOperations.create(organiser, in: world.programme, Self.fields("delphi"))
            let steps = try await Self.steps(world, event)
            let clock = EventClock(zone: "Europe/Zagreb")
            #expect(steps[0].opensAt.map(clock.text) == "2026-10-20T09:00")
            // Winter time begins on 25 October.
            #expect(steps[2].opensAt.map(clock.text) == "2026-10-27T09:00")
            #expect(steps[3].closesAt.map(clock.text) == "2026-11-07T18:00")
            #expect(steps[0].closesAt.map(clock.words)?.text.contains("Saturday 24 October, 18:00 <") == true)
            // Kept as a design and used again it is the same.
            let kept = try await DesignOperations.keep(organiser, event, title: "Our Delphi", summary: "")
            let again = try await EventOperations.create(organiser, in: world.programme, Self.fields("\(kept)"))
            #expect(try await Self.steps(world, again).map(StepFields.init) == steps.map(StepFields.init))
            try await DesignOperations.retire(organiser, world.programme, kept, isRetired: true)
            await #expect(throws: Refusal.self) {
                _ = try await EventOperations.create(organiser, in: world.programme, Self.fields("\(kept)"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `steps are added, changed, moved and left out by plain forms`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.facilitator)
            let path = "/events/\(world.event)/steps"
            #expect(try await browser.get(path).contains("This event follows the whole flow."))
            try await browser.post(
                path, ["stage": "vote", "topic": "each", "title": "Second look", "minutes": "15", "method": "rating"])
            var steps = try await Self.steps(world)
            #expect(steps.count == 9 + 5 && steps.suffix(5).map(\.topic) == world.topics)
            let page = try await browser.get(path)
            #expect(page.contains("Second look") && page.contains("0 h 75 min") == false && page.contains("1 h 15 min"))
            let wrong = try await browser.post(
                "\(path)/\(steps[0].id)",
                [
                    "stage": "collect", "title": "Kept words", "opens": "2023-11-27T18:00",
                    "closes": "2023-11-27T17:00", "sure": "1",
                ])
            #expect(
                wrong.status == 422 && wrong.contains("The end is before the start.") && wrong.contains("Kept words"))
            try await browser.post(
                "\(path)/\(steps[0].id)", ["stage": "collect", "closes": "2023-11-27T18:00", "sure": "1"])
            #expect(
                try await browser.get(path).contains(
                    ">Monday 27 November, 18:00 <span class=\"zone\">(Zagreb time)</span>"))
            try await browser.post("\(path)/\(steps[1].id)/order", ["by": "-1"])
            try await browser.post("\(path)/\(steps[13].id)/removal")
            steps = try await Self.steps(world)
            #expect(steps.prefix(2).map(\.stage) == [.merge, .collect] && steps.map(\.position) == Array(1...13))
        }
    }

    @Test(arguments: [Int.min, -1, 0, 3, Int.max])
    func `any number moves a step to the nearest place, and the API takes places only`(position: Int) async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser)
            let event = try await EventOperations.create(organiser, in: world.programme, Self.fields("delphi"))
            let step = try #require(try await Self.steps(world, event).first)
            try await StepOperations.move(organiser, event, step.id, by: position)
            let api = try await world.api(world.organiser)
            let status = try await api.send(
                .post, "/api/v1/events/\(event)/steps", ["stage": "collect", "position": position]
            ).status
            #expect(status == (position == 3 ? 201 : 422))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the rail shows the steps, opens them, and goes on to the next`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.facilitator)
            try await site.database.write { tx in
                for (number, topic) in [nil, world.topics[1], world.topics[1]].enumerated() {
                    let stage: WorkshopStage = [.collect, .merge, .vote][number]
                    try StepStore.insert(
                        visit.environment.id(), in: world.event, StepFields(stage, topic: topic), position: number + 1,
                        tx)
                }
            }
            let steps = try await Self.steps(world)
            let browser = await world.browser(world.facilitator)
            let stagePath = "/events/\(world.event)/stage"
            let before = try await browser.get("/events/\(world.event)/console")
            #expect(before.contains("Open collecting") && !before.contains("go-groups"))
            try await browser.post(stagePath, ["stage": "collect", "step": "\(steps[0].id)"])
            var page = try await browser.get("/events/\(world.event)/console")
            #expect(page.contains("Go on to: Merge, topic 2") && page.contains("id=\"go-\(steps[2].id)\""))
            try await browser.post(stagePath, ["stage": "collect", "step": "\(steps[1].id)"])
            var event = try await Self.event(world)
            #expect(event.stage == .merge && event.topic == world.topics[1] && event.step == steps[1].id)
            // Without a step: the step follows the stage and the topic.
            try await StageOperations.open(visit, world.event, stage: .vote, topic: world.topics[1])
            event = try await Self.event(world)
            #expect(event.step == steps[2].id)
            try await StageOperations.open(visit, world.event, stage: .analyse, topic: nil)
            event = try await Self.event(world)
            #expect(event.stage == .analyse && event.step == nil)
            page = try await browser.get("/events/\(world.event)/console")
            #expect(page.status == 200)
            await expectRefusal(.notFound) {
                try await StageOperations.open(
                    visit, world.event, stage: .vote, topic: nil, step: visit.environment.id())
            }
            // A topic that only steps hold may go, and its steps with it.
            try await EventOperations.removeTopic(try await world.visit(world.organiser), world.event, world.topics[4])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `steps open at their time, and what is over is told`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (now, hour) = (site.clock.now, Int64(3_600_000))
            let environment = site.environment
            try await site.database.write { tx in
                var first = StepFields(.collect)
                (first.opensAt, first.closesAt) = (now + hour, now + 2 * hour)
                var second = StepFields(.merge)
                second.opensAt = now + 3 * hour
                for (number, fields) in [first, second].enumerated() {
                    try StepStore.insert(environment.id(), in: world.event, fields, position: number + 1, tx)
                }
            }
            func pass(_ hours: Int64) async throws -> EventRecord {
                site.clock.advance(seconds: hours * 3600)
                try await StepWatch.run(site.database, environment)
                return try await Self.event(world)
            }
            #expect(try await pass(0).stage == nil)
            #expect(try await pass(1).stage == .collect)
            let phone = await world.browser(world.member)
            #expect(try await phone.get("/e/ZGRB").contains("Open until "))
            #expect(try await pass(1).stage == .collect)
            #expect(try await phone.get("/e/ZGRB").contains("This was open until "))
            let console = try await world.browser(world.facilitator).get("/events/\(world.event)/console")
            #expect(console.contains("nothing opens by itself now"))
            #expect(try await pass(1).stage == .merge)
            // Whoever goes back by hand stays there.
            try await StageOperations.open(
                try await world.visit(world.facilitator), world.event, stage: .collect, topic: nil)
            #expect(try await pass(1).stage == .collect)
            #expect(try await site.journal().filter { $0 == "step.end" }.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after the end of a step nothing more is accepted, until it is opened again or has more time`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let (sheet, intervention) = try await world.published()
            let (event, member, lead) = (world.event, try await world.visit(0), try await world.lead)
            let environment = site.environment
            let ends = site.clock.now + 3_600_000
            func step(_ stage: WorkshopStage) async throws -> EventStep.ID {
                try await site.database.write { tx in
                    var fields = StepFields(stage)
                    fields.closesAt = ends
                    let id: EventStep.ID = environment.id()
                    let count = try StepStore(tx).steps(of: event).count
                    try StepStore.insert(id, in: event, fields, position: count + 1, tx)
                    try StageOperations.openIn(Work(tx, lead), event, stage: stage, topic: nil, step: id)
                    return id
                }
            }
            var steps: [WorkshopStage: EventStep.ID] = [:]
            for stage in [WorkshopStage.collect, .analyse, .outline, .exchange] { steps[stage] = try await step(stage) }
            func open(_ stage: WorkshopStage) async throws {
                try await StageOperations.open(lead, event, stage: stage, topic: nil, step: steps[stage])
            }
            let statement = try await OutlineOperations.propose(
                lead, event, StatementProposal(part: "scope", text: "Cities of the region"))
            let acts: [(WorkshopStage, String, () async throws -> Void)] = [
                (
                    .collect, "issue",
                    {
                        _ = try await IssueOperations.contribute(
                            member, event, Contribution(topic: world.world.topics[0], title: "Too late to say"))
                    }
                ),
                (
                    .analyse, "aspect",
                    {
                        _ = try await AspectOperations.add(
                            member, event, world.groups[0],
                            AspectDraft(
                                issue: world.issues[0], direction: .blocking, text: "Nobody decides", weight: 3,
                                withoutCase: true))
                    }
                ),
                (
                    .outline, "statement",
                    {
                        _ = try await OutlineOperations.propose(
                            member, event, StatementProposal(part: "scope", text: "Another one"))
                    }
                ),
                (
                    .outline, "rating",
                    {
                        try await OutlineOperations.rate(
                            member, event, [StatementAnswer(statement: statement.id, rating: 7, revision: 1)])
                    }
                ),
                (.exchange, "intervention", { _ = try await world.add(0, to: sheet) }),
                (
                    .exchange, "card",
                    {
                        _ = try await CardOperations.write(
                            member, event, intervention.card, CardWriting(base: intervention.text, text: "Other words"))
                    }
                ),
                (
                    .exchange, "decision",
                    {
                        _ = try await DecisionOperations.decide(
                            try await world.visit(3), event, intervention.id, .adopt)
                    }
                ),
                (
                    .exchange, "question",
                    {
                        _ = try await ExchangeOperations.ask(
                            member, event, ExchangeOperations.Question(sheet: sheet.id, text: "Who pays?"))
                    }
                ),
            ]
            site.clock.advance(seconds: 2 * 3_600)
            for (stage, name, act) in acts {
                // As when the room was in it at the end.
                let id = steps[stage]
                try await site.database.write { tx in
                    try tx.execute("UPDATE workshop SET stage = \(stage), step_id = \(id) WHERE event_id = \(event)")
                }
                try await StepWatch.run(site.database, environment)
                #expect(await refusedBy { try await act() }?.code == "step-over", "\(name)")
                let notice = try await world.world.browser(world.world.member).get("/e/\(world.world.code)")
                if stage == .collect { #expect(notice.contains("nothing more is accepted")) }
            }
            // Opened again by hand it goes on, also when the room is in it still; so it does with more time.
            let collecting = try #require(steps[.collect])
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE workshop SET stage = 'collect', step_id = \(collecting) WHERE event_id = \(event)")
            }
            try await open(.collect)
            try await StepWatch.run(site.database, environment)
            #expect(await refusedBy { try await acts[0].2() } == nil)
            let id = try #require(steps[.exchange])
            try await site.database.write { tx in
                var fields = StepFields(.exchange)
                fields.closesAt = ends + 86_400_000
                try StepStore.update(id, fields, now: lead.now, tx)
                try tx.execute("UPDATE workshop SET stage = 'exchange', step_id = \(id) WHERE event_id = \(event)")
            }
            for (_, name, act) in acts.suffix(4) { #expect(await refusedBy { try await act() } == nil, "\(name)") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a step that is open for days gives its round method and end`(engine: TestEngine) async throws {
        try await engine.withDatabase(Migrations.all) { database in
            let room = try await VotingRoom.make(database)
            let visit = room.visit(room.facilitator)
            let closesAt = room.clock.now + 9 * 86_400_000
            try await database.write { tx in
                for number in 1...2 {
                    var fields = StepFields(.vote)
                    fields.settings = StepSettings(
                        method: .rating, seats: 2, ratesFeasibility: true, repeatsRound: number == 2)
                    if number == 1 { fields.closesAt = closesAt }
                    try StepStore.insert(visit.environment.id(), in: room.event, fields, position: number, tx)
                }
                try StageOperations.followIn(Work(tx, visit), room.event)
            }
            let form = try await database.read { reading in
                try RoundFormPage(event: room.event, round: nil, reading).fresh(FormValues([]), reading)
            }
            #expect(
                form.values.text("method") == "rating" && form.values.text("seats") == "2"
                    && form.values.isOn("feasibility"))
            let round = try await room.open(RoundSettings(method: .rating), issues: [room.issues[0], room.issues[2]])
            #expect(try await room.record(round).closesAt == closesAt)
            room.clock.advance(seconds: 10 * 86_400)
            try await RoundClosing.closeDue(database, at: room.clock.now)
            #expect(try await room.record(round).state == .closed)
            try await room.reveal(round)
            // The second round puts the same issues to the vote again.
            let second = try await database.read { try StepStore($0).steps(of: room.event)[1].id }
            try await StageOperations.open(visit, room.event, stage: .vote, topic: nil, step: second)
            let again = try await database.read { reading in
                try RoundFormPage(event: room.event, round: nil, reading).fresh(FormValues([]), reading)
            }
            #expect(again.values.all("issue") == [room.issues[0], room.issues[2]].map(\.description))
        }
    }
}
