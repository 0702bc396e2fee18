import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What is sent twice, and what was read before somebody else changed it.
struct PlanSendingTests {
    @Test(arguments: TestEngine.allCases)
    func `what is sent twice is there once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let (croatia, organiser) = (world.network.croatia, world.network.world.organiser)
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let visit = try await world.visit(croatia)
            let item = try await world.add(croatia, plan)
            let course = try await CourseOperations.add(
                try await world.visit(organiser), in: world.network.programme, CourseFields(title: "A course"),
                requires: nil)
            let project = try await ProjectTests.told(world.network)
            let before = try await site.count("SELECT COUNT(*) FROM project_body")
            for _ in 1...2 {
                #expect(try await PlanPaste.take(visit, plan.id, "One\nTwo", key: "k") == 2)
                _ = try await PlanStepOperations.add(visit, item, title: "A list is there", due: "", key: "k")
                let keeper = try await world.visit(organiser)
                try await CourseOperations.add(keeper, course, module: CourseModuleFields(title: "Basic"), key: "k")
                try await CourseOperations.add(keeper, course, cohort: CourseCohortFields(title: "Spring"), key: "k")
                try await ProjectOperations.add(keeper, project, ProjectBodyFields(name: "Another"), key: "k")
                try await ProjectOperations.add(
                    keeper, project,
                    ProjectBudgetFields(starts: "2026-09-01", ends: "2027-08-31", amount: "240000", currency: "eur"),
                    key: "k")
                _ = try await ProjectOperations.add(keeper, project, ProjectResultFields(title: "Trained"), key: "k")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM plan_item") == 3)
            #expect(try await site.count("SELECT COUNT(*) FROM plan_step") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM course_module") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM course_cohort") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM project_body") == before + 1)
            #expect(try await site.count("SELECT COUNT(*) FROM project_budget") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM project_result") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was changed since it was read is not written over`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlanWorld(site)
            let croatia = world.network.croatia
            let plan = try await world.plan(croatia, .national, owner: .country("HR"))
            let action = try await world.item(try await world.add(croatia, plan)).action
            let idea = try await IdeaTests.propose(world.network, by: croatia)
            let api = try await world.network.world.api(croatia)
            let changedAt = try await site.database.read { try ActionStore($0).action(action).changedAt }
            let things: [(path: String, at: Int64)] = [
                ("/api/v1/plans/\(plan.id)", plan.changedAt), ("/api/v1/actions/\(action)", changedAt),
                ("/api/v1/ideas/\(idea.id)", idea.changedAt),
            ]
            for thing in things {
                let late = try await api.send(.put, thing.path, ["title": "Too late", "changedAt": thing.at - 1])
                #expect(late.status == 422, "\(thing.path)")
                let now = try await api.send(.put, thing.path, ["title": "In time", "changedAt": thing.at])
                #expect(now.status == 200, "\(thing.path)")
            }
            // By a form too: what was typed stays.
            let page = try await world.network.browser(croatia).post(
                "/plans/\(plan.id)",
                [
                    "title": "Typed and kept", "language": "en", "marking": "GREEN", "sharing": "programme",
                    "changed": "1",
                ])
            #expect(page.status == 422 && page.contains("Typed and kept"))
            #expect(page.contains("It was changed in the meantime."))
            #expect(try await site.count("SELECT COUNT(*) FROM programme_plan WHERE title = 'In time'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who wrote an idea for a country no longer changes it when their mandate is over`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            var draft = IdeaDraft(marking: "AMBER+STRICT")
            (draft.countries, draft.isDirect, draft.sponsor) = (["HR"], true, .country("HR"))
            var fields = IdeaFields()
            fields.title = "Written while in office"
            let (told, kept) = (fields, draft)
            let idea = try await IdeaOperations.propose(
                try await network.visit(network.croatia), in: network.programme, told, kept)
            try await site.database.write { tx in
                try tx.execute(
                    """
                    UPDATE mandate SET holder = 'SI'
                    WHERE person_id = (SELECT person_id FROM account WHERE id = \(network.croatia.id))
                    """)
            }
            let former = try await network.visit(network.croatia)
            await expectRefusal(.notFound) {
                try await IdeaOperations.change(former, idea.id, told) { _ in kept }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the page of an idea names no other that the reader does not see`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let first = try await IdeaTests.shared(network)
            let closed = try await IdeaTests.propose(network, countries: ["HR"], title: "A draft of few")
            try await IdeaOperations.join(visit, first.id, into: closed.id)
            let latvia = try await network.browser(network.latvia).get("/ideas/\(first.id)")
            #expect(latvia.contains("A joint water alert") && !latvia.contains("A draft of few"))
            #expect(
                try await network.browser(network.world.organiser).get("/ideas/\(first.id)").contains("A draft of few"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a funder reads what was given, not what was written since, and nothing once it is taken back`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let idea = try await IdeaTests.shared(network)
            let visit = try await network.visit(network.world.organiser)
            try await IdeaSheetOperations.release(visit, idea.id, email: network.world.stranger.email)
            var fields = idea.fields
            fields.text = "Written afterwards"
            let later = fields
            try await IdeaOperations.change(visit, idea.id, later) { before in
                var draft = IdeaDraft(marking: before.marking)
                (draft.countries, draft.isDirect) = (before.countries, true)
                return draft
            }
            let funder = await network.browser(network.world.stranger)
            let page = try await funder.get("/ideas/\(idea.id)/sheet")
            #expect(page.contains("Four countries test one alert.") && !page.contains("Written afterwards"))
            let entry = try await site.database.read { try IdeaFunderStore($0).funders(of: idea.id).first?.id }
            let answer = try await network.browser(network.world.organiser).post(
                "/ideas/\(idea.id)/funders", ["remove": try #require(entry)])
            #expect(answer.status == 303)
            #expect(try await funder.open("/ideas/\(idea.id)/sheet").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who does not organise where people come from carries nobody on`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (basic, environment) = (network.world.event, site.environment)
            let visit = try await network.visit(network.world.organiser)
            let id = try await CourseOperations.add(
                visit, in: network.programme, CourseFields(title: "A course"), requires: nil)
            for module in ["Basic", "Advanced"] {
                try await CourseOperations.add(visit, id, module: CourseModuleFields(title: module))
            }
            try await CourseOperations.add(visit, id, cohort: CourseCohortFields(title: "Spring"))
            let advanced = try await site.database.write { tx in
                let maker = WorldMaker(environment: environment)
                let event = try maker.addEvent(tx, network.programme, code: "ADVN")
                try maker.addAccountSeat(tx, event, network.austria, .organiser)
                try tx.execute(
                    """
                    UPDATE mandate SET role = 'network-coordinator', holder_kind = 'programme',
                        holder = \(network.programme.description), programme_id = \(network.programme)
                    WHERE person_id = (SELECT person_id FROM account WHERE id = \(network.austria.id))
                    """)
                return event
            }
            let (modules, cohorts) = try await site.database.read {
                (try CourseStore($0).modules(of: [id]), try CourseStore($0).cohorts(of: [id]))
            }
            let cohort = try #require(cohorts.first).id
            for (module, event) in zip(modules, [basic, advanced]) {
                try await CourseOperations.teach(visit, id, cohort, module.id, in: event)
            }
            let coordinator = try await network.visit(network.austria)
            let refused = await refusal {
                _ = try await CourseOperations.carry(coordinator, id, cohort, to: modules[1].id)
            }
            #expect(refused != nil && refused?.code != Refusal.noRegistration.code)
            // An organiser of both gets as far as the registration, which nobody has set up here.
            await expectRefusal(.noRegistration) {
                _ = try await CourseOperations.carry(visit, id, cohort, to: modules[1].id)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a region is told only where nobody can take one country off its total`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (event, environment) = (network.world.event, site.environment)
            let visit = try await network.visit(network.world.organiser)
            let id = try await CourseOperations.add(
                visit, in: network.programme, CourseFields(title: "One day"), requires: nil)
            try await CourseOperations.add(visit, id, module: CourseModuleFields(title: "All of it"))
            try await CourseOperations.add(visit, id, cohort: CourseCohortFields(title: "Spring"))
            let (modules, cohorts) = try await site.database.read {
                (try CourseStore($0).modules(of: [id]), try CourseStore($0).cohorts(of: [id]))
            }
            try await CourseOperations.teach(visit, id, cohorts[0].id, modules[0].id, in: event)
            // Two countries of the north with six people; three of the south with nine.
            let people = ["HR", "HR", "HR", "HR", "HR", "LV"] + ["AT", "AT", "AT", "SI", "SI", "SI", "BE", "BE", "BE"]
            try await site.database.write { tx in
                let maker = WorldMaker(environment: environment)
                for (number, country) in people.enumerated() {
                    let name = "Trained \(country) \(number)"
                    let seat = try maker.addSeat(tx, event, name, country: country, sector: "health")
                    try tx.execute(
                        """
                        INSERT INTO certificate (id, event_id, participant_id, number, name, family_name, title, place, starts_on,
                            ends_on, days, language, digest, issued_at)
                        VALUES (\(environment.id(Certificate.ID.self)), \(event), \(seat.id), \("N\(number)"), \(name), '', '', '',
                            '2024-01-01', '2024-01-01', 1, 'en', '', 0)
                        """)
                }
            }
            let course = try await site.database.read { try CourseStore($0).course(id) }
            let trained = try await site.database.read { try CourseTrained([course], $0) }
            let (north, south): (App.Region.ID, App.Region.ID) = (environment.id(), environment.id())
            let told = try #require(
                trained.regions(
                    id, homes: ["HR": north, "LV": north, "AT": south, "SI": south, "BE": south]))
            #expect(told.shown == [south: 9] && told.hidden == [north])
        }
    }
}
