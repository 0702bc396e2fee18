import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let courseScenarios = """
    GET    /programmes/:programme/courses                            programme
    GET    /programmes/:programme/courses/new                        programme  200,facilitator=403
    POST   /programmes/:programme/courses                            programme  422,facilitator=403
    GET    /programmes/:programme/courses/export/:format             programme
    GET    /courses/:course                                          accounts  200,stranger=404,administrator=404
    POST   /courses/:course                                          accounts  422,stranger=404,administrator=404,facilitator=403
    GET    /courses/:course/edit                                     accounts  200,stranger=404,administrator=404,facilitator=403
    POST   /courses/:course/modules                                  accounts  422,stranger=404,administrator=404,facilitator=403
    POST   /courses/:course/cohorts                                  accounts  422,stranger=404,administrator=404,facilitator=403
    POST   /courses/:course/teaching                                 accounts  400
    POST   /courses/:course/seats                                    accounts  400
    POST   /courses/:course/replacement                              accounts  400
    GET    /api/v1/programmes/:programme/courses                     programme
    POST   /api/v1/programmes/:programme/courses                     programme  422
    GET    /api/v1/courses/:course                                   accounts  200,stranger=404,administrator=404
    PUT    /api/v1/courses/:course                                   accounts  422
    POST   /api/v1/courses/:course/modules                           accounts  422
    POST   /api/v1/courses/:course/runs                              accounts  422
    PUT    /api/v1/courses/:course/teaching                          accounts  422
    POST   /api/v1/courses/:course/seats                             accounts  422
    POST   /api/v1/courses/:course/replacement                       accounts  422
    """

let courseRows = """
    course /api/v1/programmes/:programme/courses title=Joint_water_alerts sectors=health_security
    """

let courseScreens = """
    - organiser     en courses          /programmes/:programme/courses
    - organiser     en course           /courses/:course
    """

/// Courses over modules, and who is trained without telling on small groups.
struct CourseTests {
    private static func add(_ network: NetworkWorld, _ title: String = "Joint water alerts") async throws
        -> TrainingCourse.ID
    {
        let visit = try await network.visit(network.world.organiser)
        let id = try await CourseOperations.add(
            visit, in: network.programme, CourseFields(title: title, sectors: "security, health"), requires: nil)
        for module in ["Basic", "Advanced"] {
            try await CourseOperations.add(visit, id, module: CourseModuleFields(title: module))
        }
        try await CourseOperations.add(visit, id, cohort: CourseCohortFields(title: "Spring"))
        return id
    }

    @Test(arguments: TestEngine.allCases)
    func `a course for several sectors is integrated, and none comes before itself`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let (first, second) = (try await Self.add(network), try await Self.add(network, "In depth"))
            let course = try await site.database.read { try CourseStore($0).course(first) }
            #expect(course.isIntegrated && course.sectors == "health security")
            try await CourseOperations.change(visit, second, CourseFields(title: "In depth"), requires: first)
            await #expect(throws: Refusal.self) {
                try await CourseOperations.change(visit, first, CourseFields(title: "Basics"), requires: second)
            }
            await #expect(throws: Refusal.self) {
                try await CourseOperations.change(visit, first, CourseFields(title: "Basics"), requires: first)
            }
            await #expect(throws: Refusal.self) {
                try await CourseOperations.change(
                    visit, first, CourseFields(title: "Basics", sectors: "magic"), requires: nil)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a member reads the catalogue and keeps nothing of it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let id = try await Self.add(network)
            let latvia = await network.browser(network.latvia)
            #expect(try await latvia.get("/courses/\(id)").contains("Joint water alerts"))
            #expect(try await latvia.get("/courses/\(id)/edit").status == 403)
            #expect(
                try await latvia.get("/programmes/\(network.programme)/courses").contains("trained in your country: 0"))
            #expect(try await network.browser(network.belgium).get("/courses/\(id)").status == 404)
            let visit = try await network.visit(network.latvia)
            await expectRefusal(.forbidden) {
                try await CourseOperations.add(visit, id, module: CourseModuleFields(title: "More"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `seats are carried on only between events that are said`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let id = try await Self.add(network)
            let visit = try await network.visit(network.world.organiser)
            let (modules, cohorts) = try await site.database.read {
                (try CourseStore($0).modules(of: [id]), try CourseStore($0).cohorts(of: [id]))
            }
            let cohort = try #require(cohorts.first)
            await expectRefusal(.cohortHasNoEvent) {
                _ = try await CourseOperations.carry(visit, id, cohort.id, to: modules[1].id)
            }
            try await CourseOperations.teach(visit, id, cohort.id, modules[0].id, in: network.world.event)
            let told = try await site.database.read { try CourseStore($0).cohorts(of: [id]) }
            #expect(told.first?.events == [modules[0].id: network.world.event])
            await #expect(throws: Refusal.self) {
                try await CourseOperations.teach(
                    visit, id, cohort.id, modules[1].id, in: site.environment.id(Event.ID.self))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `fewer than five trained are told to nobody but their own country`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let id = try await Self.add(network)
            let course = try await site.database.read { try CourseStore($0).course(id) }
            let trained = try await site.database.read { try CourseTrained([course], $0) }
            #expect(trained.regions(id, homes: [:]) == nil)
            let page = try await network.browser(network.latvia).get("/courses/\(id)")
            #expect(page.contains("Totals are told as soon as five people are trained."))
        }
    }

    /// Takes people in as they come.
    private static func open(_ event: Event.ID, _ environment: Environment, _ tx: Transaction) throws {
        var rule = RegistrationRule()
        (rule.work, rule.channels) = (.rolling, [.invitation])
        try RegistrationStore.keep(rule, of: event, now: environment.now(), tx)
        try tx.execute("UPDATE event SET starts_on = '2190-02-01', ends_on = '2190-02-02' WHERE id = \(event)")
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever has a seat in the first module gets one in the next, once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (basic, environment) = (network.world.event, site.environment)
            let advanced = try await site.database.write { tx in
                let id = try WorldMaker(environment: environment).addEvent(tx, network.programme, code: "ADVN")
                for event in [basic, id] { try Self.open(event, environment, tx) }
                return id
            }
            let visit = try await network.visit(network.world.organiser)
            for name in ["Primjer", "Piemers"] {
                var fields = RegistrationFields()
                (fields.familyName, fields.email) = (name, "\(name.lowercased())@example.org")
                let made = try await RegistrationOperations.enter(visit, basic, fields)
                try await RegistrationOperations.approve(visit, basic, made)
            }
            let id = try await Self.add(network)
            let (modules, cohorts) = try await site.database.read {
                (try CourseStore($0).modules(of: [id]), try CourseStore($0).cohorts(of: [id]))
            }
            let cohort = try #require(cohorts.first).id
            for (module, event) in zip(modules, [basic, advanced]) {
                try await CourseOperations.teach(visit, id, cohort, module.id, in: event)
            }
            #expect(try await CourseOperations.carry(visit, id, cohort, to: modules[1].id) == 2)
            // Pressed twice, nobody is there twice.
            #expect(try await CourseOperations.carry(visit, id, cohort, to: modules[1].id) == 0)
            let there = try await site.database.read { try CourseSeatStore($0).seats(in: [advanced]) }
            #expect(there.map(\.name) == ["Primjer", "Piemers"])
            let page = try await network.browser(network.world.organiser).get("/courses/\(id)")
            #expect(page.contains("seats: 2"))
            // Between modules somebody is replaced: they do not come back, and who comes is seen to have come later.
            let seat = try #require(there.first?.registration)
            let fields = NominationFields(
                givenName: "Nova", familyName: "Osoba", email: "nova@example.org", country: "HR")
            #expect(
                try await CourseReplacing.replace(visit, id, cohort, from: modules[1].id, seat, with: fields) == 1)
            #expect(try await CourseOperations.carry(visit, id, cohort, to: modules[1].id) == 0)
            let after = try await site.database.read { try CourseSeatStore($0).seats(in: [basic]) }
            #expect(after.map(\.name).contains("Primjer") && after.count == 2)
            await expectRefusal(.registrationEnded) {
                _ = try await CourseReplacing.replace(visit, id, cohort, from: modules[1].id, seat, with: fields)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country sees its own by name, and no region is told on by subtraction`(engine: TestEngine) async throws {
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
            try await site.database.write { tx in
                let maker = WorldMaker(environment: environment)
                for (number, country) in ["HR", "HR", "HR", "HR", "HR", "LV"].enumerated() {
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
            let page = try await network.browser(network.latvia).get("/courses/\(id)")
            #expect(page.contains("Trained LV 5") && !page.contains("Trained HR"))
            let course = try await site.database.read { try CourseStore($0).course(id) }
            let trained = try await site.database.read { try CourseTrained([course], $0) }
            let (north, south): (App.Region.ID, App.Region.ID) = (environment.id(), environment.id())
            let told = try #require(trained.regions(id, homes: ["HR": north, "LV": south]))
            // Of two regions one would tell the other: both are withheld.
            #expect(told.shown.isEmpty && Set(told.hidden) == [north, south])
        }
    }
}
