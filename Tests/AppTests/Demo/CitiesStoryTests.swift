@testable import App
import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

/// The story of a network of cities.
struct CitiesStoryTests {
    @Test(arguments: TestEngine.allCases)
    func `the story has its members on any day, a seminar, a released report, needs, and a link for everybody`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let links = try await CitiesWorld.fill(site.services)
            #expect(
                links.map(\.role) == [
                    "coordinator", "city", "head", "focal-point", "expert", "director", "controller", "evaluator",
                    "player", "projector", "observer",
                ])
            for link in links {
                let path = link.address.replacing("https://roundtable.test", with: "")
                #expect([200, 303].contains(try await site.browser().get(path).status), "\(link)")
            }
            try await holdTableTop(site)
            let counts = try await site.database.read { reading in
                let programme = try #require(try ProgrammeStore(reading).all().first).id
                return try ["2017-12-31", "2018-12-31", "2021-01-31"].map { day in
                    let members = try MemberStore(reading).members(of: programme, on: day)
                    return [members.count { $0.role.isMember }, members.count { $0.role == .strategicPartner }]
                }
            }
            #expect(counts == [[0, 0], [6, 0], [13, 3]])
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant p JOIN event e ON e.id = p.event_id WHERE e.kind = 'seminar' AND p.arrived_at IS NOT NULL"
                ) == 171)
            let figures = try await site.database.read { reading in
                let seminar = try reading.value("SELECT id FROM event WHERE kind = 'seminar'", as: Event.ID.self)
                return try OnlineFigures(try EventStore(reading).event(try #require(seminar)), reading)
            }
            #expect(figures.registered == 214 && figures.came == 171 && figures.connected == 171)
            #expect(figures.stayed == 152)
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE state = 'complete'") == 214)
            #expect(try await site.count("SELECT COUNT(*) FROM publication WHERE state = 'released'") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM publication WHERE state = 'drafting'") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM shared_need WHERE state = 'shared'") == 2)
            #expect(try await site.count("SELECT COUNT(*) FROM past_case WHERE kind = 'practice'") == 1)
            // Who coordinates it has read nothing yet, and stands in the directory.
            let coordinator = try #require(links.first { $0.role == "coordinator" }).address
            let desk = site.browser()
            _ = try await desk.follow(
                try await desk.open(coordinator.replacing("https://roundtable.test", with: "")))
            #expect(try await desk.get("/today").contains("1 publication was released"))
            #expect(try await desk.get("/experts").contains("Sample-London"))
            #expect(try await desk.get("/profile").status == 200)
            let city = try #require(links.first { $0.role == "city" }).address
            let browser = site.browser()
            _ = try await browser.follow(
                try await browser.open(city.replacing("https://roundtable.test", with: "")))
            let today = try await browser.get("/today")
            #expect(today.contains("1 publication was released") && !today.contains("The guide is final"))
            let london = try await site.database.read { try #require(try CityStore($0).city(locode: "GBLON")).id }
            let page = try await browser.get("/cities/\(london)")
            #expect(page.status == 200)
            #expect(page.contains("preparing a city for a biological threat"), "what it wrote")
            #expect(page.contains("Cyber attacks on what a city runs"), "what it needs")
            await #expect(throws: DemoWorld.NotEmpty.self) { _ = try await CitiesWorld.fill(site.services) }
        }
    }

    /// Eight cities, two moves, two hundred who look on: what these would decide is sealed until ENDEX.
    private func holdTableTop(_ site: TestSite) async throws {
        let event = try #require(
            try await site.database.read { try $0.value("SELECT event_id FROM exercise", as: Event.ID.self) })
        let (exercise, plan, counts) = try await site.database.read { reading in
            let exercise = try PlayStore(reading).required(event)
            return (
                exercise, try ExercisePlan(exercise.msel, reading), try ObserverRoundStore(reading).counts(of: event)
            )
        }
        #expect(exercise.state == .running && plan.players.count == 8 && plan.moves.map(\.state) == [.closed, .open])
        #expect(
            try await site.count(
                "SELECT COUNT(*) FROM participant WHERE event_id = \(event) AND role = 'observer' AND name LIKE 'Guest%'"
            )
                == CitiesTableTop.observers)
        #expect(counts.values.map { $0.values.reduce(0, +) } == [CitiesTableTop.answered])
        let matrix = try await site.database.read { try DecisionMatrix(exercise, plan, .everything, nil, $0) }
        #expect(matrix.lines.first?.decided == 8 && matrix.lines.allSatisfy { $0.observers == nil })
        let room = try await site.database.read { try DecisionMatrix(exercise, plan, .named, nil, $0) }
        #expect(room.columns.count == 6)
    }
}
