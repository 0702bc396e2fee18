import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What a country's focal point proposes, and who answers it. It is 29 November 2023.
struct ProposalTests {
    private struct Field {
        let world: World
        let point: TestAccount
        let head: TestAccount
        let other: TestAccount
        let region: Region.ID

        var site: TestSite { world.site }

        /// Nada speaks for Croatia, Bart for Belgium, and Hanna heads the secretariat of Croatia's region.
        init(_ site: TestSite) async throws {
            let world = try await site.world(seats: 0)
            let maker = WorldMaker(environment: site.environment)
            let made = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let region = try #require(try RegionStore(tx).regions().first?.id)
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: region, country: "HR", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
                let accounts = try [("Nada Hrvat", "HR"), ("Bart Belg", "BE"), ("Hanna Haupt", "SI")].map {
                    name, country in
                    let account = try maker.addAccount(tx, name, "\(country.lowercased())@example.org")
                    let person = try DirectoryOperations.createPersonIn(
                        work, PersonFields(givenName: name, familyName: country, country: country))
                    #expect(try AccountWriting(tx).link(account.id, to: person))
                    let holder = country == "SI" ? "region:\(region)" : "country:\(country)"
                    try MandateOperations.appointIn(
                        work,
                        MandateFields(
                            role: country == "SI" ? .head : .focalPoint, holder: holder, person: person,
                            since: "2023-01-01"
                        ).cleaned)
                    return account
                }
                return (accounts: accounts, region: region)
            }
            self.world = world
            (point, other, head) = (made.accounts[0], made.accounts[1], made.accounts[2])
            region = made.region
        }

        var fields: ProposalFields {
            ProposalFields(
                role: .nationalTeam, givenName: "Tea", familyName: "Timić", email: "tea@example.org",
                since: "2023-12-01")
        }

        func propose(_ fields: ProposalFields, for country: String = "HR") async throws -> Mandate.ID {
            try await MandateProposals.propose(try await world.visit(point), country, fields)
        }

        func stored(_ id: Mandate.ID) async throws -> MandateRecord {
            try await site.database.read { try MandateStore($0).mandate(id) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a focal point proposes holds once the head of the secretariat has confirmed it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let region = try await Field(site)
            let id = try await region.propose(region.fields)
            let proposed = try await region.stored(id)
            #expect(proposed.state == .proposed && !proposed.holds(on: "2023-12-01"))
            let point = await region.world.browser(region.point)
            #expect(try await point.get("/my-countries/HR").contains("Proposed, not confirmed yet"))
            let head = await region.world.browser(region.head)
            #expect(try await head.get("/today").contains("1 person proposed by their country to be confirmed"))
            let page = try await head.get("/my-regions/\(region.region)")
            #expect(page.contains("Tea Timić") && page.contains("Member of the national team"))
            let done = try await head.post("/my-regions/\(region.region)/proposals/\(id)/confirmation")
            #expect(done.location?.contains("done=proposal-confirmed") ?? false)
            #expect(try await region.stored(id).holds(on: "2023-12-01"))
            #expect(try await site.journal("directory").suffix(2) == ["mandate.proposal", "mandate.confirmation"])
            let register = await region.world.browser(region.world.administrator)
            let kept = try await register.get("/directory/mandates/\(id)").text(
                after: "id=\"acts\"", before: "</section>")
            let acts = try #require(kept)
            #expect(acts.contains("on behalf of Croatia, as focal point"), "who proposed it")
            #expect(acts.contains("as head of the secretariat"), "who confirmed it")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody proposes for another country, and nobody without power over it answers`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let region = try await Field(site)
            let wrong = await refusal { _ = try await region.propose(region.fields, for: "BE") }
            #expect(wrong?.status == .notFound)
            let id = try await region.propose(region.fields)
            for account in [region.other, region.point, region.world.stranger] {
                let visit = try await region.world.visit(account)
                let answer = await refusal { try await MandateOperations.confirm(visit, id) }
                #expect(answer?.status == .notFound, "\(account.name)")
            }
            #expect(try await region.stored(id).state == .proposed)
            let visit = try await region.world.visit(region.head)
            try await MandateProposals.refuse(visit, id)
            #expect(try await region.stored(id).state == .ended)
            let late = await refusal { try await MandateProposals.refuse(visit, id) }
            #expect(late?.code == "mandate-not-proposed")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate that ended while a request waited for its turn gives nothing more`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let proposed = try await field.propose(field.fields)
            // As they were when their requests began.
            let (point, head) = (try await field.world.visit(field.point), try await field.world.visit(field.head))
            let keeper = try await field.world.visit(field.world.administrator)
            let own = try #require(point.visitor.mandates.first?.id)
            try await MandateOperations.suspend(keeper, own)
            var fields = field.fields
            fields.email = "another@example.org"
            await expectRefusal(.mandateNotActing) { [fields] in
                _ = try await MandateProposals.propose(point, "HR", fields)
            }
            try await MandateOperations.end(keeper, own, until: "2023-11-29")
            await expectRefusal(.notFound) { [fields] in _ = try await MandateProposals.propose(point, "HR", fields) }
            try await MandateOperations.end(
                keeper, try #require(head.visitor.mandates.first?.id), until: "2023-11-29")
            await expectRefusal(.notFound) { try await MandateOperations.confirm(head, proposed) }
            await expectRefusal(.notFound) { try await MandateProposals.refuse(head, proposed) }
            #expect(try await field.stored(proposed).state == .proposed)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody tries out by proposals which addresses are known`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            try await site.database.write { [environment = site.environment] tx in
                _ = try DirectoryOperations.createPersonIn(
                    Work(tx, environment),
                    PersonFields(givenName: "Ada", familyName: "Known", email: "ada@example.org", country: "BE"))
            }
            var fields = field.fields
            fields.email = "ada@example.org"
            for _ in 1...20 {
                let taken = await refusal { [fields] in _ = try await field.propose(fields) }
                #expect(taken?.fields.keys.sorted() == ["email"])
            }
            fields.email = "nobody@example.org"
            let tried = await refusal { [fields] in _ = try await field.propose(fields) }
            #expect(tried?.status == .tooManyRequests)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a second press on a proposal renews nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let id = try await field.propose(field.fields)
            let visit = try await field.world.visit(field.head)
            try await MandateOperations.confirm(visit, id, onlyProposed: true)
            let review = try await field.stored(id).reviewBy
            site.clock.advance(days: 10)
            let later = try await field.world.visit(field.head)
            await expectRefusal(.mandateNotProposed) {
                try await MandateOperations.confirm(later, id, onlyProposed: true)
            }
            #expect(try await field.stored(id).reviewBy == review)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is proposed, or was refused, does not stand on a person's page as if it were held`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let id = try await field.propose(field.fields)
            let person = try #require(try await field.stored(id).person)
            let browser = await field.world.browser(field.world.administrator)
            #expect(try await !browser.get("/experts/people/\(person)").contains("Member of the national team"))
            #expect(try await browser.get("/directory/people/\(person)").contains("Proposed"))
            try await MandateProposals.refuse(try await field.world.visit(field.head), id)
            #expect(try await !browser.get("/experts/people/\(person)").contains("Member of the national team"))
            #expect(try await browser.get("/directory/people/\(person)").contains("Not confirmed"))
            let given = try await field.propose(field.fields)
            try await MandateOperations.confirm(try await field.world.visit(field.head), given)
            let page = try await browser.get("/experts/people/\(person)")
            #expect(page.contains("Member of the national team") && !page.contains("Suspended"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a successor takes over when confirmed, the same day`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let region = try await Field(site)
            var fields = region.fields
            (fields.role, fields.since) = (.focalPoint, "2024-01-01")
            let id = try await region.propose(fields)
            let visit = try await region.world.visit(region.point)
            let own = try #require(visit.visitor.mandates.first?.id)
            #expect(try await region.stored(own).until == nil, "a proposal changes nothing")
            try await MandateOperations.confirm(try await region.world.visit(region.head), id)
            #expect(try await region.stored(own).until == "2024-01-01")
            #expect(try await region.stored(id).holds(on: "2024-01-01"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a focal point who also heads the secretariat confirms, and the act says under which mandate`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let region = try await Field(site)
            let environment = site.environment
            let (account, holder) = (region.point.id, "region:\(region.region)")
            let headed = try await site.database.write { tx in
                let person = try #require(try AccountStore(tx).account(account).person)
                return try MandateOperations.appointIn(
                    Work(tx, environment),
                    MandateFields(role: .head, holder: holder, person: person, since: "2023-11-01").cleaned)
            }
            let id = try await region.propose(region.fields)
            try await MandateOperations.confirm(try await region.world.visit(region.point), id)
            let facts = try await site.database.read {
                try $0.value(
                    "SELECT facts FROM journal WHERE kind = 'mandate.confirmation' ORDER BY sequence DESC LIMIT 1",
                    as: String.self)
            }
            #expect(facts?.contains(headed.description) ?? false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the head of the secretariat confirms who is suspended or due in its countries, and nobody of others`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let own = try #require(try await field.world.visit(field.point).visitor.mandates.first?.id)
            let others = try #require(try await field.world.visit(field.other).visitor.mandates.first?.id)
            let administrator = try await field.world.visit(field.world.administrator)
            for id in [own, others] { try await MandateOperations.suspend(administrator, id) }
            let head = try await field.world.visit(field.head)
            let browser = await field.world.browser(field.head)
            #expect(try await browser.get("/my-regions/\(field.region)").contains("Let them act again"))
            try await MandateOperations.confirm(head, own)
            #expect(try await field.stored(own).state == .active)
            await expectRefusal(.forbidden) { try await MandateOperations.confirm(head, others) }
            #expect(try await field.stored(others).state == .suspended)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who heads the secretariat in one programme alone answers nothing that holds in all`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let (world, holder) = (field.world, "region:\(field.region)")
            try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let person = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Oskar", familyName: "Own", country: "AT"))
                #expect(try AccountWriting(tx).link(world.organiser.id, to: person))
                try MandateOperations.appointIn(
                    work,
                    MandateFields(
                        role: .head, holder: holder, programme: world.programme, person: person, since: "2023-01-01"
                    ).cleaned)
            }
            let point = try #require(try await world.visit(field.point).visitor.mandates.first?.id)
            let proposed = try await field.propose(field.fields)
            try await MandateOperations.suspend(try await world.visit(world.administrator), point)
            let head = try await world.visit(world.organiser)
            await expectRefusal(.mandateOfProgramme) { try await MandateOperations.confirm(head, proposed) }
            await expectRefusal(.mandateOfProgramme) { try await MandateProposals.refuse(head, proposed) }
            await expectRefusal(.mandateOfProgramme) { try await MandateOperations.confirm(head, point) }
            #expect(try await field.stored(proposed).state == .proposed)
            #expect(try await field.stored(point).state == .suspended)
            let browser = await world.browser(world.organiser)
            let page = try await browser.get("/my-regions/\(field.region)")
            #expect(!page.contains("Tea Timić") && !page.contains("Let them act again"))
            #expect(try await !browser.get("/today").contains("proposed by their country"))
            let heads = try await site.database.read {
                try MandateReviewStore($0).heads(of: try MandateStore($0).mandate(proposed), on: "2023-11-29")
            }
            #expect(heads.count == 1, "the letters go to who heads it in all programmes")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a suspended focal point proposes nobody, and an address of somebody else is refused`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let region = try await Field(site)
            var fields = region.fields
            fields.email = "tea@example.org"
            _ = try await region.propose(fields)
            let twice = await refusal { [fields] in _ = try await region.propose(fields) }
            #expect(twice?.fields.keys.sorted() == ["email"])
            fields.familyName = "Another"
            let taken = await refusal { [fields] in _ = try await region.propose(fields) }
            #expect(taken?.fields.keys.sorted() == ["email"])
            let visit = try await region.world.visit(region.point)
            let own = try #require(visit.visitor.mandates.first?.id)
            try await MandateOperations.suspend(try await region.world.visit(region.world.administrator), own)
            let refused = await refusal { _ = try await region.propose(region.fields) }
            #expect(refused?.code == "mandate-not-acting")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the file names holders of every kind by what people call them, in its columns to the letter`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let (environment, programme) = (site.environment, world.programme)
            try await site.database.write { tx in
                let work = Work(tx, environment)
                _ = try CityOperations.createIn(
                    work,
                    CityFields(name: "Zagreb", country: "HR", locode: "HRZAG", timeZone: "Europe/Zagreb").cleaned)
                _ = try WorkingGroupOperations.createIn(
                    work, programme, WorkingGroupFields(title: "Water safety", since: "2023-01-01").cleaned)
            }
            let browser = await world.browser(world.administrator)
            let title = try await site.database.read { try ProgrammeStore($0).programme(programme).title }
            let text = """
                role,holder-kind,holder,programme,given-name,family-name,email,since,until,review-by,appointed-by,document
                city-contact,city,HRZAG,,Ana,Grad,ana@example.org,2023-02-01,,,Mayor,
                working-group-member,working-group,Water safety,"\(title)",Boris,Voda,boris@example.org,2023-02-01,,,,Letter 4
                network-coordinator,programme,"\(title)",,Clara,Mreza,clara@example.org,2023-02-01,,,,

                """
            let done = try await browser.upload(
                "/directory/mandates/import", [:], field: "file", fileName: "m.csv", Array(text.utf8))
            #expect(done.contains("3 people were appointed."))
            let out = try await browser.get("/directory/mandates/export/csv")
            #expect(
                out.contains(
                    "role,holder-kind,holder,programme,given-name,family-name,email,since,until,review-by,appointed-by,document"
                ))
            #expect(out.contains("city-contact,city,HRZAG,,Ana,Grad,ana@example.org,2023-02-01"))
            #expect(out.contains("working-group-member,working-group,Water safety,"))
            let register = try await browser.get("/directory/mandates")
            #expect(register.contains("Other functions") && register.contains("City: Zagreb"))
        }
    }
}
