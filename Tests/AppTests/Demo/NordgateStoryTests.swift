import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The exercise of the story of an initiative, at each point at which the story may end.
struct NordgateStoryTests {
    private static let roles = [
        "organiser", "focal-point", "person", "desk", "facilitator", "projector", "participant", "director",
        "controller", "evaluator", "player", "projector", "observer",
    ]

    /// The figures of the design, of the plan as it is stored.
    private func holdPlan(_ site: TestSite) async throws -> Event.ID {
        let event = try #require(
            try await site.database.read {
                try $0.value(
                    """
                    SELECT x.event_id FROM exercise x JOIN msel m ON m.id = x.msel_id WHERE m.title = \(Nordgate.title)
                    """, as: Event.ID.self)
            })
        let plan = try await site.database.read { reading in
            try ExercisePlan(try PlayStore(reading).required(event).msel, reading)
        }
        #expect(plan.injects.count == 24 && plan.moves.count == 4 && plan.breaks.count == 2)
        #expect(plan.players.map(\.code) == ["A", "B", "C", "D", "E", "F"])
        #expect(plan.objectives.count == 3 && plan.tasks.count == 6 && plan.points.count == 4 && plan.rules.count == 2)
        #expect(plan.injects.map { plan.recipients(of: $0).count }.reduce(0, +) == 84)
        let papers = plan.players.map { cell in
            plan.injects.count { plan.recipients(of: $0).contains { $0.id == cell.id } }
        }
        #expect(papers == [17, 15, 15, 13, 12, 12])
        let perTask = plan.tasks.map { task in plan.injects.count { $0.tasks.contains(task.id) } }
        #expect(perTask == [5, 6, 5, 3, 5, 5])
        #expect(plan.injects.allSatisfy { $0.texts.map(\.language) == ["en", "fr", "ru"] })
        #expect(plan.injects.allSatisfy { inject in inject.texts.allSatisfy { $0.state == .checked } })
        #expect(plan.msel.storyStart == 1_813_297_200_000 && plan.msel.zone == "Europe/Zagreb")
        let (seats, looked) = try await site.database.read { reading in
            (try PlayStore(reading).seats(of: event), try PlayStore(reading).assignments(of: event))
        }
        #expect(seats.count { $0.role == .player } == 18 && seats.count { $0.role == .evaluator } == 6)
        #expect(seats.count(where: \.isSpokesperson) == 6)
        let twice = Dictionary(grouping: looked) { RatedPair(task: $0.task, cell: $0.cell) }
        #expect(twice.count == 36 && twice.values.allSatisfy { $0.count == 2 }, "two look at each task of each cell")
        return event
    }

    private struct RatedPair: Hashable {
        let task: CriticalTask.ID
        let cell: ExerciseCell.ID
    }

    private func exercise(_ site: TestSite, _ event: Event.ID) async throws -> ExerciseRecord {
        try await site.database.read { try PlayStore($0).required(event) }
    }

    @Test(arguments: TestEngine.allCases)
    func `planned, it is ready, with the figures of its design, and everybody has a link`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let links = try await InfrastructureWorld.fill(site.services, until: .planned)
            #expect(links.map(\.role) == Self.roles)
            for link in links {
                let path = link.address.replacing("https://roundtable.test", with: "")
                #expect([200, 303].contains(try await site.browser().get(path).status), "\(link)")
            }
            let event = try await holdPlan(site)
            #expect(try await exercise(site, event).state == .ready)
            #expect(try await site.count("SELECT COUNT(*) FROM paper") == 0)
            let statuses = try await site.count("SELECT COUNT(*) FROM inject WHERE status = 'approved'")
            #expect(statuses == 24)
            #expect(try await site.count("SELECT COUNT(*) FROM objective_source") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `running, it stands in its second move, with decisions and requests, and nobody has what comes later`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            _ = try await InfrastructureWorld.fill(site.services, until: .running)
            let event = try await holdPlan(site)
            #expect(try await exercise(site, event).state == .running)
            let plan = try await site.database.read { reading in
                try ExercisePlan(try PlayStore(reading).required(event).msel, reading)
            }
            #expect(plan.moves.filter { $0.state == .open }.map(\.number) == [2])
            let now = site.clock.now
            let elapsed = try await site.database.read { try PlayStore($0).clock(of: event).elapsed(at: now) }
            #expect((60...64).contains(elapsed / 60_000), "\(elapsed)")
            let out = plan.injects.filter { $0.status.isOut }.compactMap { Int($0.label) }
            #expect(out == Array(1...11))
            #expect(try await site.count("SELECT COUNT(*) FROM paper WHERE event_id = \(event)") == 38)
            #expect(try await site.count("SELECT COUNT(*) FROM decision") == 4)
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_request") == 6)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `ended, all papers went out, and every task of every cell is rated by two and agreed on`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            _ = try await InfrastructureWorld.fill(site.services, until: .ended)
            let event = try await holdPlan(site)
            #expect(try await exercise(site, event).state == .ended)
            let papers = try await site.database.read { try PlayStore($0).papers(of: event) }
            #expect(papers.count == 84)
            // In the language of its cell each.
            let plan = try await site.database.read { reading in
                try ExercisePlan(try PlayStore(reading).required(event).msel, reading)
            }
            #expect(papers.allSatisfy { plan.cell($0.cell)?.language == $0.language })
            // Breaks take no time of the exercise's clock.
            for inject in plan.injects {
                guard let number = Int(inject.label),
                    let minute = Nordgate.injects.first(where: { $0.number == number })?.at
                else { continue }
                #expect(inject.releasedElapsed.map { $0 / 60_000 } == minute, "\(number)")
            }
            let sight = try await site.database.read { try EvaluationSight(event, plan, $0) }
            #expect(sight.units.count == 36)
            #expect(sight.units.allSatisfy { sight.ratings(of: $0).count == 2 })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `reviewed, it has findings with causes, actions with an owner who agreed, a lesson and a report`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            _ = try await InfrastructureWorld.fill(site.services, until: .reviewed)
            let event = try await holdPlan(site)
            #expect(try await exercise(site, event).state == .reviewed)
            let (findings, lessons) = try await site.database.read { reading in
                (try AfterStore(reading).findings(of: event), try AfterStore(reading).lessons(of: event))
            }
            #expect(findings.count == 4 && lessons.count == 1)
            #expect(findings.filter { $0.kind == .improvement }.allSatisfy { $0.missing.isEmpty })
            let states = try await site.database.read {
                try $0.all("SELECT state FROM action ORDER BY state").map { try $0.get("state", as: String.self) }
            }
            #expect(states == ["agreed", "done"])
            try await endsInProven(site, event, lessons.first)
        }
    }

    /// From what was said in the room to the retest, in one thread.
    private func endsInProven(_ site: TestSite, _ event: Event.ID, _ lesson: LessonRecord?) async throws {
        let (programme, account) = try await site.database.read { reading in
            (
                try EventStore(reading).event(event).programme,
                try #require(
                    try reading.value(
                        "SELECT id FROM account WHERE email = 'organiser@example.org'", as: Account.ID.self))
            )
        }
        let visit = try await DemoStage(site.services, begins: 0).visit(account)
        let (merged, lists) = try await site.database.read { reading -> (ThreadItem, ThreadBook) in
            let book = try ThreadBook(
                around: try #require(
                    try reading.value(
                        "SELECT event_id FROM issue WHERE title = 'Who may tell whom, before the cause is sure'",
                        as: Event.ID.self)), visitor: visit.visitor, reading)
            return (try #require(book.items(.issue).first { $0.title.hasPrefix("Who may tell whom") }), book)
        }
        let below = lists.way(.down, of: merged.id)
        for kind in [
            ThreadKind.round, .aspect, .intervention, .exercised, .task, .inject, .observation, .finding, .action,
            .lesson,
        ] { #expect(below.contains { $0.item.kind == kind }, "\(kind)") }
        #expect(lists.ending(of: merged.id) == .proven(exercises: 2))
        let action = try #require(below.first { $0.item.standing == .proven }).item
        #expect(lists.way(.up, of: action.id).contains { $0.item.id == merged.id })
        let retest = try #require(lists.graph.edges(below: action.id).first { $0.link == .retestedBy })
        // From the last observation back to the first words.
        let last = try #require(
            lists.items(.observation).first { one in
                lists.way(.up, of: one.id).contains { $0.item.id == retest.to }
            })
        let up = lists.way(.up, of: last.id).map(\.item)
        #expect(up.contains { $0.kind == .issue && $0.title.hasPrefix("At night our duty desk") })
        let learned = try #require(lesson)
        #expect(lists.ending(of: learned.id.description) == .lesson(isLearned: true))
        // The retest is an event of its own.
        #expect(try await site.count("SELECT COUNT(*) FROM event WHERE programme_id = \(programme)") == 7)
    }

    /// Eighteen of twenty-four, and thirty-three of fifty-five pairs (the design's example).
    @Test(arguments: TestEngine.allCases)
    func `three probes show how far the cells saw the same`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            _ = try await InfrastructureWorld.fill(site.services, until: .ended)
            let event = try await holdPlan(site)
            let picture = try await site.database.read { reading -> SharedPicture? in
                let plan = try ExercisePlan(try PlayStore(reading).required(event).msel, reading)
                let probes = try ExerciseProbes(event, reading)
                #expect(probes.probes.map { $0.planned / 60_000 } == [35, 80, 125])
                #expect(probes.probes.allSatisfy { $0.state == .closed })
                return probes.picture(plan.players, in: 0...Int64.max)
            }
            let seen = try #require(picture)
            #expect(seen.right == 18 && seen.asked == 24 && seen.answered == 23)
            #expect(seen.alike == RequestMeasures.Share(33, of: 55))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `before it is planned, each delegation names its three players`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            _ = try await InfrastructureWorld.fill(site.services, until: .nominations)
            let named = try await site.database.read { reading in
                try reading.all(
                    """
                    SELECT r.country, COUNT(*) AS people FROM registration r JOIN event e ON e.id = r.event_id
                    WHERE e.title = \(NordgateStory.title) GROUP BY r.country ORDER BY r.country
                    """
                ).map { "\(try $0.get("country", as: String.self)) \(try $0.get("people", as: Int.self))" }
            }
            #expect(named == NordgatePeople.delegations.values.sorted().map { "\($0) 3" })
        }
    }

    @Test
    func `no text of an inject names a substance, a quantity or a way, and each has two sentences at least`() {
        for (language, texts) in NordgateTexts.byLanguage {
            #expect(texts.keys.sorted() == Array(1...24), "\(language)")
            for (number, text) in texts {
                #expect(!text.subject.isEmpty && text.subject.count <= 300, "\(language) \(number)")
                let sentences = text.body.split { ".?!".contains($0) }.count
                #expect(sentences >= 2, "\(language) \(number)")
                for word in ["chlor", "sarin", "gram", "litre", "хлор", "зарин", "грамм", "gaz", "газ ", " gas "] {
                    #expect(!text.body.lowercased().contains(word), "\(language) \(number): \(word)")
                }
            }
        }
    }
}
