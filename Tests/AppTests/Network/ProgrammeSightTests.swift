import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who sees a programme, besides its organisers and those with a part in an event. It is 29 November 2023.
struct ProgrammeSightTests {
    /// Stan, who has an account and no part in anything, is somebody of the directory.
    private func stan(
        _ world: World, mandate holder: String, in programme: Programme.ID? = nil, since: String = "2023-01-01"
    )
        async throws
    {
        try await world.site.database.write { [environment = world.site.environment, account = world.stranger.id] tx in
            let work = Work(tx, environment)
            let person = try DirectoryOperations.createPersonIn(
                work, PersonFields(givenName: "Stan", familyName: "Ger", country: "SI"))
            #expect(try AccountWriting(tx).link(account, to: person))
            try MandateOperations.appointIn(
                work,
                MandateFields(role: .focalPoint, holder: holder, programme: programme, person: person, since: since)
                    .cleaned)
        }
    }

    private func join(_ world: World, _ member: String, since: String = "2018", until: String? = nil) async throws
        -> Member.ID
    {
        try await MemberOperations.join(
            try await world.visit(world.organiser), world.programme,
            MemberFields(member: member, role: .member, since: since, until: until, note: "told late"))
    }

    private func statuses(_ world: World, _ account: TestAccount) async throws -> [Int] {
        let browser = await world.browser(account)
        var statuses: [Int] = []
        for path in ["/programmes/\(world.programme)", "/programmes/\(world.programme)/members"] {
            statuses.append(try await browser.get(path).status)
        }
        return statuses
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate for a member opens the programme, and closes it as the member leaves`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            try await stan(world, mandate: "country:SI")
            #expect(try await statuses(world, world.stranger) == [404, 404])
            let id = try await join(world, "country:SI")
            #expect(try await statuses(world, world.stranger) == [200, 200])
            let list = try await world.browser(world.stranger).get("/programmes")
            #expect(list.contains("Preparedness programme"))
            let edit = try await world.browser(world.stranger).get("/programmes/\(world.programme)/edit")
            #expect(edit.status == 403, "it is seen, and not organised")
            try await MemberOperations.end(
                try await world.visit(world.organiser), world.programme, id, until: "2023-11-29", note: "")
            #expect(try await statuses(world, world.stranger) == [404, 404])
            #expect(
                try await world.browser(world.stranger).get("/programmes").contains("Preparedness programme") == false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate in a programme opens it, until its country has left`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            try await stan(world, mandate: "country:SI", in: world.programme)
            #expect(try await statuses(world, world.stranger) == [200, 200])
            let id = try await join(world, "country:SI")
            #expect(try await statuses(world, world.stranger) == [200, 200])
            try await MemberOperations.end(
                try await world.visit(world.organiser), world.programme, id, until: "2023-01-02", note: "")
            #expect(try await statuses(world, world.stranger) == [404, 404])
            let mandates = try await site.database.read { try MandateStore($0).mandates(for: .country("SI")) }
            #expect(mandates.map(\.until) == ["2023-01-02"], "what was held for it in the programme ended with it")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an end that is corrected ends what was held in the programme, too`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            try await stan(world, mandate: "country:SI", in: world.programme)
            let id = try await join(world, "country:SI")
            let organiser = try await world.visit(world.organiser)
            var fields = MemberFields(member: "country:SI", role: .partner, since: "2018", note: "told late")
            try await MemberOperations.correct(organiser, world.programme, id, fields)
            func ends() async throws -> [String?] {
                try await site.database.read { try MandateStore($0).mandates(for: .country("SI")).map(\.until) }
            }
            #expect(try await ends() == [nil], "another role ends nothing")
            fields.until = "2023-06-01"
            try await MemberOperations.correct(organiser, world.programme, id, fields)
            #expect(try await ends() == ["2023-06-01"])
            #expect(try await statuses(world, world.stranger) == [404, 404])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate opens no list of names, and tells of no event that is for named people`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 2)
            try await stan(world, mandate: "country:SI")
            _ = try await join(world, "country:SI")
            try await site.database.write { [event = world.event] tx in
                try tx.execute("UPDATE event SET title = 'Closed talks', marking = 'RED' WHERE id = \(event)")
            }
            let (path, browser) = ("/programmes/\(world.programme)", await world.browser(world.stranger))
            #expect(try await browser.get("\(path)/people").status == 403)
            let page = try await browser.get(path)
            #expect(page.status == 200 && !page.contains("\(path)/people") && !page.contains("Closed talks"))
            let api = try await world.api(world.stranger)
            #expect(try await api.send(.get, "/api/v1\(path)/events").items.isEmpty)
            for account in [world.organiser, world.facilitator] {
                let own = try await world.browser(account).get(path)
                #expect(own.contains("Closed talks") && own.contains("\(path)/people"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who comes to one event reads nobody of another one among the programme's people`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 2)
            try await site.database.write { [environment = site.environment] tx in
                let other = try WorldMaker(environment: environment).addEvent(tx, world.programme, code: "OTHR")
                try tx.execute("UPDATE event SET marking = 'RED' WHERE id = \(other)")
                try tx.execute("UPDATE participant SET event_id = \(other) WHERE id = \(world.seats[1].id)")
            }
            let path = "/programmes/\(world.programme)/people"
            let (here, there) = (world.seats[0].name, world.seats[1].name)
            let own = try await world.browser(world.facilitator).get(path)
            #expect(own.contains(here) && !own.contains(there))
            let all = try await world.browser(world.organiser).get(path)
            #expect(all.contains(here) && all.contains(there))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the roster of a visitor follows from mandates, roles and what stands below`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            try await stan(world, mandate: "country:SI")
            _ = try await join(world, "country:SI")
            let visitor = try await world.visit(world.stranger).visitor
            let facilitator = try await world.visit(world.facilitator).visitor
            let rosters = try await site.database.read { [now = site.clock.now] reading in
                [
                    try NetworkRoster.read(visitor, reading, now: now),
                    try NetworkRoster.read(facilitator, reading, now: now),
                    try NetworkRoster.read(.guest, reading, now: now),
                ]
            }
            #expect(rosters[0].belongs == [world.programme: [.country("SI")]] && rosters[0].organises.isEmpty)
            #expect(rosters[1].attends == [world.programme] && rosters[1].belongs.isEmpty)
            #expect(rosters[2] == NetworkRoster())
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat that waits at the door opens no programme`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            #expect(try await statuses(world, world.facilitator) == [200, 200])
            try await site.database.write { [account = world.facilitator.id] tx in
                try tx.execute("UPDATE participant SET state = 'waiting' WHERE account_id = \(account)")
            }
            #expect(try await statuses(world, world.facilitator) == [404, 404])
            let visitor = try await world.visit(world.facilitator).visitor
            let roster = try await site.database.read { [now = site.clock.now] in
                try NetworkRoster.read(visitor, $0, now: now)
            }
            #expect(roster == NetworkRoster())
            let list = try await world.browser(world.facilitator).get("/programmes")
            #expect(!list.contains("Preparedness programme"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `organisers of a network organise its projects, and those of a project see the network`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let maker = WorldMaker(environment: site.environment)
            let (other, part) = try await site.database.write { tx in
                let other = try maker.addAccount(tx, "Olga Other", "olga@example.org")
                return (other, try maker.addProgramme(tx, "Work package 3", organiser: other.id))
            }
            let (above, below) = (await world.browser(world.organiser), await world.browser(other))
            #expect(try await above.get("/programmes/\(part)").status == 404)
            let refused = try await below.post("/programmes/\(part)/parent", ["parent": world.programme.description])
            #expect(refused.status == 403, "a programme is put under one that they organise too")
            try await site.database.write { [id = world.organiser.id] tx in
                try ProgrammeStore(tx).insertOrganiser(id, of: part, tx)
            }
            #expect(
                try await above.post("/programmes/\(part)/parent", ["parent": world.programme.description]).status
                    == 303)
            try await site.database.write { [id = world.organiser.id] tx in
                try ProgrammeStore(tx).deleteOrganiser(id, of: part, tx)
            }
            #expect(try await above.get("/programmes/\(part)/edit").status == 200)
            #expect(try await above.get("/programmes/\(world.programme)").contains("Work package 3"))
            #expect(try await below.get("/programmes/\(world.programme)").status == 200)
            #expect(try await below.get("/programmes/\(world.programme)/edit").status == 403)
            let out = try await below.post("/programmes/\(part)/parent", ["parent": ""])
            #expect(out.status == 403, "nor do they alone take it out of the network")
            let turned = try await above.post("/programmes/\(world.programme)/parent", ["parent": part.description])
            #expect(turned.status == 409, "no programme is a part of itself")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `strangers see a programme once its organisers open its page, and no person`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            _ = try await join(world, "country:SI")
            let path = "/programmes/\(world.programme)/public"
            #expect(try await site.browser().get(path).status == 404)
            try await world.browser(world.organiser).post(path)
            let page = try await site.browser().get(path)
            #expect(page.status == 200 && page.contains("Preparedness programme") && page.contains("Slovenia"))
            #expect(!page.contains("Oskar") && !page.contains("@"))
            try await world.browser(world.organiser).post("\(path)/ending")
            #expect(try await site.browser().get(path).status == 404)
        }
    }
}
