import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let projectScenarios = """
    GET    /programmes/:programme/projects                           programme
    POST   /programmes/:programme/projects                           owners  422
    GET    /programmes/:programme/projects/new                       owners
    GET    /programmes/:programme/projects/import                    owners
    POST   /programmes/:programme/projects/import                    owners  422
    GET    /programmes/:programme/projects/files/:file               programme  404
    GET    /projects/:project                                        accounts  200,stranger=404,administrator=404
    POST   /projects/:project                                        accounts  422,stranger=404,administrator=404,facilitator=403
    GET    /projects/:project/edit                                   accounts  200,stranger=404,administrator=404,facilitator=403
    GET    /projects/:project/files/:file                            accounts  404
    POST   /projects/:project/bodies                                 accounts  422,stranger=404,administrator=404,facilitator=403
    POST   /projects/:project/budgets                                accounts  422,stranger=404,administrator=404,facilitator=403
    POST   /projects/:project/carrying-on                            accounts  422,stranger=404,administrator=404,facilitator=403
    POST   /projects/:project/results                                accounts  422,stranger=404,administrator=404,facilitator=403
    GET    /results/:result                                          accounts  200,stranger=404,administrator=404,facilitator=403
    POST   /results/:result                                          accounts  422,stranger=404,administrator=404,facilitator=403
    POST   /results/:result/indicators                               accounts  400
    GET    /api/v1/programmes/:programme/projects                    programme
    POST   /api/v1/programmes/:programme/projects                    programme  422
    POST   /api/v1/programmes/:programme/projects/import             owners  422
    GET    /api/v1/projects/:project                                 accounts  200,stranger=404,administrator=404
    PUT    /api/v1/projects/:project                                 accounts  422
    GET    /api/v1/projects/:project/iati                            accounts  422,stranger=404,administrator=404
    GET    /api/v1/programmes/:programme/results                     programme
    POST   /api/v1/programmes/:programme/results                     programme  422
    GET    /api/v1/results/:result                                   accounts  200,stranger=404,administrator=404
    PUT    /api/v1/results/:result                                   accounts  422
    DELETE /api/v1/results/:result                                   accounts  200,stranger=404,administrator=404,facilitator=403
    """

let projectScreens = """
    - organiser     en projects         /programmes/:programme/projects
    - organiser     en project          /projects/:project
    - organiser     ar project          /projects/:project
    """

/// A project on one page, and as IATI or not at all.
struct ProjectTests {
    /// A part of the network's programme, of the kind project.
    static func project(_ network: NetworkWorld, marking: String = "CLEAR") async throws -> Programme.ID {
        let environment = network.site.environment
        return try await network.site.database.write { tx in
            let id: Programme.ID = environment.id()
            try ProgrammeStore(tx).insert(
                id,
                ProgrammeFields(
                    title: "Water safety networks", summary: "Four countries test a joint alert.",
                    kind: ProgrammeKind.project.rawValue, marking: marking), now: 0, tx)
            try ProgrammeStore(tx).setParent(network.programme, of: id, tx)
            return id
        }
    }

    private static func fields(_ change: (inout ProjectFields) -> Void = { _ in }) -> ProjectFields {
        var fields = ProjectFields()
        (fields.code, fields.status) = ("P900", ProjectStatus.running.rawValue)
        (fields.plannedStart, fields.plannedEnd) = ("2026-09-01", "2028-08-31")
        fields.places = "HR 33.34\nLV 33.33\nAT 33.33"
        (fields.reporter, fields.reporterRef) = ("Demo Secretariat (invented)", "XX-DEMO-00000")
        fields.purpose = "74020"
        change(&fields)
        return fields
    }

    static func told(_ network: NetworkWorld, marking: String = "CLEAR") async throws -> Programme.ID {
        let id = try await project(network, marking: marking)
        let visit = try await network.visit(network.world.organiser)
        try await ProjectOperations.tell(visit, id, fields(), idea: nil)
        try await ProjectOperations.add(visit, id, ProjectBodyFields(name: "Demo Secretariat (invented)"))
        return id
    }

    private static func indicator() -> ProjectIndicator {
        ProjectIndicator(
            ProjectIndicatorFields(title: "People with a certificate", baselineYear: 2026, baseline: "0"),
            [
                ProjectPeriod(
                    ProjectPeriodFields(starts: "2026-09-01", ends: "2027-08-31", target: "24", actual: "17"))
            ])
    }

    private static func xml(_ network: NetworkWorld, _ id: Programme.ID) async throws -> String {
        let visit = try await network.visit(network.world.organiser)
        return try await network.site.database.read { reading in
            let seen = try ProjectSight(visit, reading).seen(id)
            return String(decoding: try ProjectIATI([seen], now: visit.now, reading).xml(), as: UTF8.self)
        }
    }

    private static func faults(_ network: NetworkWorld, _ id: Programme.ID) async throws -> String {
        let visit = try await network.visit(network.world.organiser)
        return try await network.site.database.read { reading in
            let seen = try ProjectSight(visit, reading).seen(id)
            return try ProjectIATI([seen], now: visit.now, reading).faults.map { $0.string() }.joined(separator: "\n")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a project shows what was reached of what was wanted, and leaves as IATI`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let id = try await Self.told(network)
            let visit = try await network.visit(network.world.organiser)
            _ = try await ProjectOperations.add(
                visit, id, ProjectResultFields(title: "Trained people"), [Self.indicator()])
            try await ProjectOperations.add(
                visit, id,
                ProjectBudgetFields(starts: "2026-09-01", ends: "2027-08-31", amount: "240000", currency: "eur"))
            let page = try await network.browser(network.world.organiser).get("/projects/\(id)")
            #expect(page.contains("17 of 24") && page.contains("EUR 240000.00") && page.contains("IATI 2.03"))
            let xml = try await Self.xml(network, id)
            #expect(xml.contains("<iati-identifier>XX-DEMO-00000-P900</iati-identifier>"))
            #expect(xml.contains("<actual value=\"17\"/>") && xml.contains("percentage=\"33.34\""))
            // Who is of the network reads it, and changes nothing.
            let latvia = await network.browser(network.latvia)
            let read = try await latvia.get("/projects/\(id)")
            #expect(read.contains("17 of 24") && !read.contains("Add a result"))
            #expect(try await latvia.get("/projects/\(id)/edit").status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is not CLEAR, or not whole, is refused as IATI with the list`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let close = try await Self.told(network, marking: "AMBER")
            #expect(try await Self.faults(network, close).contains("TLP:AMBER"))
            await #expect(throws: Refusal.self) { _ = try await Self.xml(network, close) }
            let id = try await Self.told(network)
            let visit = try await network.visit(network.world.organiser)
            try await ProjectOperations.tell(
                visit, id, Self.fields { $0.places = "HR 33.33\nLV 33.33\nAT 33.33" }, idea: nil)
            #expect(try await Self.faults(network, id).contains("make 99.99, not 100: 0.01 is missing"))
            try await ProjectOperations.tell(visit, id, Self.fields(), idea: nil)
            _ = try await ProjectOperations.add(visit, id, ProjectResultFields(title: "A joint alert"))
            #expect(try await Self.faults(network, id).contains("result 1: it has no indicator"))
            let reply = try await network.world.api(network.world.organiser).send(.get, "/api/v1/projects/\(id)/iati")
            #expect(reply.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `money of three currencies stands beside each other`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let id = try await Self.told(network)
            let visit = try await network.visit(network.world.organiser)
            for (amount, currency) in [("100.50", "EUR"), ("5000", "KZT"), ("7", "USD"), ("0.50", "EUR")] {
                try await ProjectOperations.add(
                    visit, id,
                    ProjectBudgetFields(starts: "2026-09-01", ends: "2027-08-31", amount: amount, currency: currency))
            }
            let page = try await network.browser(network.world.organiser).get("/projects/\(id)")
            #expect(page.contains("EUR 101.00 + KZT 5000.00 + USD 7.00"))
            for (amount, currency) in [("-1", "EUR"), ("1,000", "EUR"), ("NaN", "EUR"), ("1", "XXX"), ("", "EUR")] {
                await #expect(throws: Refusal.self, "\(amount) \(currency)") {
                    try await ProjectOperations.add(
                        visit, id,
                        ProjectBudgetFields(
                            starts: "2026-09-01", ends: "2027-08-31", amount: amount, currency: currency))
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a supported idea is taken up by the project that names it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let idea = try await IdeaTests.supported(network)
            let id = try await Self.project(network)
            let visit = try await network.visit(network.world.organiser)
            try await ProjectOperations.tell(visit, id, Self.fields(), idea: idea.id)
            #expect(try await IdeaTests.standing(network, idea.id) == .taken)
            let draft = try await IdeaTests.propose(network, title: "Something else")
            await #expect(throws: Refusal.self) {
                try await ProjectOperations.tell(visit, id, Self.fields(), idea: draft.id)
            }
            #expect(try await network.browser(network.latvia).get("/projects/\(id)").contains("A joint water alert"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an implementer writes its own project's results, and nobody else's`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (own, other) = (try await Self.told(network), try await Self.told(network))
            let environment = site.environment
            try await site.database.write { tx in
                for (project, role) in [(own, MemberRole.implementer), (other, .partner)] {
                    try MemberStore(tx).insert(
                        MemberRecord(
                            id: environment.id(), programme: project, ref: .country("HR"), name: "Croatia", role: role,
                            since: "2018", until: nil, note: "", document: ""), by: nil, now: 0, tx)
                }
            }
            let croatia = try await network.visit(network.croatia)
            let result = try await ProjectOperations.add(croatia, own, ProjectResultFields(title: "Trained people"))
            await expectRefusal(.forbidden) {
                _ = try await ProjectOperations.add(croatia, other, ProjectResultFields(title: "Trained people"))
            }
            let browser = await network.browser(network.croatia)
            let added = try await browser.post(
                "/results/\(result)/indicators", ["part": "indicator", "at": "", "title": "People", "measure": "unit"])
            #expect(added.status == 303)
            let wrong = try await browser.post(
                "/results/\(result)/indicators",
                ["part": "period", "at": "0", "starts": "2026-09-01", "ends": "2026-01-01", "target": "two dozen"])
            #expect(wrong.status == 422 && wrong.contains("two dozen"))
            for at in ["7", "0-9", "-1", "9223372036854775808", "x"] {
                let reply = try await browser.post(
                    "/results/\(result)/indicators",
                    ["part": "period", "at": at, "starts": "2026-09-01", "ends": "2027-01-01", "target": "1"])
                #expect([400, 404].contains(reply.status), "\(at)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser begins a project as a part of the programme, and a table brings in those that ran before`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let organiser = await network.browser(network.world.organiser)
            let list = "/programmes/\(network.programme)/projects"
            let begun = try await organiser.post(list, ["title": "Joint alerts", "code": "P901", "summary": ""])
            #expect(begun.status == 303 && begun.location?.contains("/edit") == true)
            #expect(try await network.browser(network.latvia).post(list, ["title": "A", "code": "B"]).status == 403)
            let visit = try await network.visit(network.world.organiser)
            func take(_ csv: String, isTrial: Bool = false) async throws -> TableCounts {
                try await ProjectImport.take(
                    visit, network.programme,
                    TableUpload(Array(csv.utf8), name: "projects.csv", isTrial: isTrial))
            }
            let table = """
                code,title,regions,countries,cbrn_areas,cbrn_categories,state,starts,ends,implementer,source
                P901,Joint water alerts,,HR|LV,,C|B,running,2026-09-01,2028-08-31,Demo Lab (invented),
                P087,Mass gatherings,,AT,Health,B,closed,2021-01-01,2024-06-30,Demo Centre (invented),a public page

                """
            #expect(try await take(table, isTrial: true) == TableCounts(added: 1, changed: 1, same: 0))
            #expect(try await take(table) == TableCounts(added: 1, changed: 1, same: 0))
            // What comes out goes in, and changes nothing.
            #expect(try await take(table) == TableCounts(added: 0, changed: 0, same: 2))
            let page = try await organiser.get(list)
            #expect(page.contains("Joint water alerts") && page.contains("Mass gatherings"))
            await #expect(throws: Refusal.self) {
                _ = try await take(table.replacing("HR|LV", with: "HR|QQQ"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `bad input gets a word at its field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let id = try await Self.project(network)
            let visit = try await network.visit(network.world.organiser)
            let wrong: [(inout ProjectFields) -> Void] = [
                { $0.code = "" }, { $0.status = "eternal" }, { $0.plannedEnd = "2020-01-01" },
                { $0.plannedStart = "2026-02-30" }, { $0.places = "HR a lot" }, { $0.cbrn = "X" },
                { $0.places = "QQQ 100" }, { $0.next = String(repeating: "a", count: 100_000) },
            ]
            for change in wrong {
                await #expect(throws: Refusal.self) {
                    try await ProjectOperations.tell(visit, id, Self.fields(change), idea: nil)
                }
            }
            #expect(try await site.count("SELECT COUNT(*) FROM project") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever organises a project looks a year later whether it is carried on`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let id = try await Self.told(network)
            let visit = try await network.visit(network.world.organiser)
            await expectRefusal(.projectNotOver) {
                try await ProjectOperations.check(visit, id, holds: true, "The ministry pays")
            }
            try await ProjectOperations.tell(
                visit, id,
                Self.fields {
                    $0.status = ProjectStatus.closed.rawValue
                    ($0.plannedStart, $0.plannedEnd) = ("2015-01-01", "2016-01-01")
                }, idea: nil)
            let organiser = await network.browser(network.world.organiser)
            #expect(try await organiser.get("/today").contains("Look whether a project is carried on"))
            try await ProjectOperations.check(visit, id, holds: true, "The ministry pays")
            #expect(try await !organiser.get("/today").contains("Look whether a project is carried on"))
            #expect(try await organiser.get("/projects/\(id)").contains("The ministry pays"))
        }
    }
}
