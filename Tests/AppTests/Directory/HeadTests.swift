import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who heads a regional secretariat: whom they see, and who is written to. It is 29 November 2023.
struct HeadTests {
    /// Slovenia, of which all four are, is at home in a region; Boris and Clara let its focal point and head alone see them.
    private func region(_ office: MandateTests.Office) async throws -> App.Region.ID {
        let people = office.people
        return try await office.site.database.write { [environment = office.site.environment] tx in
            let region = try #require(try RegionStore(tx).regions().first?.id)
            try RegionStore(tx).insert(
                RegionMembership(
                    region: region, country: "SI", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
            for person in people[1...2] {
                try PersonAccountOperations.chooseIn(Work(tx, environment), person, .focalPoint)
            }
            return region
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `head and deputy see the people of their region, and the addresses of who acts for a country`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MandateTests.Office(site)
            let (region, people) = (try await region(office), office.people)
            try await office.appoint(office.fields(1, .nationalTeam, since: "2023-01-01"))
            let keeper = try await office.world.visit(office.world.administrator)
            for (role, isHeading) in [(MandateRole.head, true), (.deputy, true), (.regionalCoordinator, false)] {
                let id = try await office.appoint(
                    office.fields(0, role, holder: "region:\(region)", since: "2023-01-01"))
                let visit = try await office.world.visit(office.world.stranger)
                let (seen, emails, found) = try await site.database.read { reading in
                    let store = try SightStore(reading, visit)
                    return (
                        Set(try store.seen(PersonStore(reading).people(people)).map(\.person.id)),
                        try store.emailsShown(of: Set(people)),
                        try ["boris@example.org", "clara@example.org"].map {
                            try store.count(PersonFilter(query: $0))
                        }
                    )
                }
                let others: Set<Person.ID> = isHeading ? Set(people[1...3]) : []
                let acting: Set<Person.ID> = isHeading ? [people[1]] : []
                #expect(seen == others.union([people[0]]), "\(role)")
                #expect(emails == acting.union([people[0]]), "\(role)")
                #expect(found == [isHeading ? 1 : 0, 0], "\(role)")
                try await MandateOperations.end(keeper, id, until: "2023-11-29")
            }
            // What ended opens nothing.
            let visit = try await office.world.visit(office.world.stranger)
            let after = try await site.database.read { try SightStore($0, visit).emailsShown(of: Set(people)) }
            #expect(after == [people[0]])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `letters go to the head, and to the deputies only where there is no head`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MandateTests.Office(site)
            let (region, people) = (try await region(office), office.people)
            let point = try await office.appoint(office.fields(1, since: "2023-01-01"))
            try await office.appoint(office.fields(2, .deputy, holder: "region:\(region)", since: "2023-01-01"))
            func heads() async throws -> [Person.ID] {
                try await site.database.read { reading in
                    try MandateReviewStore(reading).heads(of: MandateStore(reading).mandate(point), on: "2023-11-29")
                }
            }
            #expect(try await heads() == [people[2]])
            try await office.appoint(office.fields(3, .head, holder: "region:\(region)", since: "2023-01-01"))
            #expect(try await heads() == [people[3]])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the register misses a focal point where a secretariat is at work, or the country is a member`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MandateTests.Office(site)
            let region = try await region(office)
            let browser = await office.world.browser(office.world.administrator)
            let path = "/directory/mandates"
            #expect(try await !browser.get(path).contains("Slovenia"), "as for a network of cities")
            #expect(try await browser.get("\(path)?show=gaps").contains("Slovenia"))
            try await office.appoint(office.fields(3, .head, holder: "region:\(region)", since: "2023-01-01"))
            let page = try await browser.get(path)
            #expect(page.contains("1 country has no focal point") && page.contains("Slovenia"))
            #expect(page.contains("/directory/mandates/new?role=focal-point"))
            try await MemberOperations.join(
                try await office.world.visit(office.world.organiser), office.world.programme,
                MemberFields(member: "country:LV", role: .member, since: "2018"))
            #expect(try await browser.get(path).contains("Latvia"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the page of a region gives its head the addresses of who acts, and its coordinator names alone`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MandateTests.Office(site)
            let region = try await region(office)
            try await office.appoint(office.fields(1, since: "2023-01-01"))
            let keeper = try await office.world.visit(office.world.administrator)
            for (role, isHeading) in [(MandateRole.head, true), (.regionalCoordinator, false)] {
                let id = try await office.appoint(
                    office.fields(0, role, holder: "region:\(region)", since: "2023-01-01"))
                let page = try await office.world.browser(office.world.stranger).get("/my-regions/\(region)")
                #expect(page.status == 200 && page.contains("Boris Obraztsova"), "\(role)")
                #expect(page.contains("boris@example.org") == isHeading, "\(role)")
                try await MandateOperations.end(keeper, id, until: "2023-11-29")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country that left its region and came back is at home there on its days alone`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            _ = try await site.world(seats: 0)
            let region = try await site.database.write { tx in
                let store = RegionStore(tx)
                let region = try #require(try store.regions().first?.id)
                for (since, until) in [("2020-01-01", "2021-12-31"), ("2023-01-01", nil)] as [(String, String?)] {
                    try store.insert(
                        RegionMembership(
                            region: region, country: "SI", since: since, until: until, remark: nil, isHome: true), tx)
                }
                return region
            }
            for (day, isHome) in [("2021-12-31", true), ("2022-06-01", false), ("2023-01-01", true)] {
                let known = try await site.database.read { try HomeRegions(on: day, $0) }
                #expect((known.homes["SI"] == region) == isHome, "\(day)")
                #expect(known.countries(of: region).contains("SI") == isHome, "\(day)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate whose account is disabled holds on, is written to by the person's address, and opens nothing`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MandateTests.Office(site)
            let (world, anna) = (office.world, office.people[0])
            let id = try await office.appoint(office.fields(0, since: "2023-01-01"))
            let holder = await world.browser(world.stranger)
            #expect(try await holder.get("/my-countries/SI").status == 200)
            try await site.database.write { [account = world.stranger.id] tx in
                try tx.execute("UPDATE account SET disabled_at = 1 WHERE id = \(account)")
            }
            #expect(try await holder.get("/my-countries/SI").status != 200)
            let reader = try await site.database.read { try MandateReviewStore($0).reader(anna) }
            #expect(reader?.address == "anna@example.org" && reader?.hasAccount == false)
            let keeper = await world.browser(world.administrator)
            #expect(try await keeper.get("/directory/mandates/\(id)").contains("Without an account nobody can act"))
        }
    }
}
