import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let mandateScenarios = """
    GET    /directory/mandates                                                   keepers
    GET    /directory/mandates/new                                               keepers
    POST   /directory/mandates                                                   keepers  422
    GET    /directory/mandates/invitations                                       administrators
    POST   /directory/mandates/invitations                                       administrators
    GET    /directory/mandates/import                                            administrators
    POST   /directory/mandates/import                                            administrators  422
    GET    /directory/mandates/export/:format                                    keepers
    GET    /api/v1/mandate-file                                                  keepers
    POST   /api/v1/mandate-file                                                  administrators  422
    GET    /directory/mandates/:mandate                                          keepers
    POST   /directory/mandates/:mandate                                          administrators  422
    POST   /directory/mandates/:mandate/ending                                   keepers  422
    POST   /directory/mandates/:mandate/suspension                               keepers  303
    POST   /directory/mandates/:mandate/confirmation                             keepers  303
    POST   /directory/mandates/:mandate/refusal                                  keepers  409
    GET    /my-mandates                                                          accounts
    POST   /my-mandates/:mandate/confirmation                                    accounts  404
    POST   /directory/regions/:region/memberships/:country/home                  administrators  303
    GET    /api/v1/mandates                                                      accounts
    POST   /api/v1/mandates                                                      keepers  422
    GET    /api/v1/mandates/:mandate                                             keepers
    PUT    /api/v1/mandates/:mandate                                             administrators  422
    POST   /api/v1/mandates/:mandate/ending                                      keepers  422
    POST   /api/v1/mandates/:mandate/suspension                                  keepers
    POST   /api/v1/mandates/:mandate/confirmation                                keepers
    POST   /api/v1/mandates/:mandate/refusal                                     keepers  409
    GET    /api/v1/my-mandates                                                   accounts
    """

let mandateRows = """
    mandate /api/v1/mandates role=focal-point holderKind=country holder=HR programme=:programme person=:person since=2023-01-01
    """

/// Who speaks for a country, from when to when, and what it opens.
struct MandateTests {
    /// A site with people who may be appointed; it is 29 November 2023.
    struct Office {
        let world: World
        let people: [Person.ID]

        var site: TestSite { world.site }

        init(_ site: TestSite) async throws {
            let world = try await site.world(seats: 0)
            self.world = world
            people = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let people = try ["Anna", "Boris", "Clara", "Dana"].map { name in
                    try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: name, familyName: "Obraztsova", email: "\(name.lowercased())@example.org",
                            country: "SI"), knownTo: [world.programme])
                }
                for person in people { try PersonAccountOperations.chooseIn(work, person, .organisers) }
                #expect(try AccountWriting(tx).link(world.stranger.id, to: people[0]))
                return people
            }
        }

        func fields(
            _ person: Int, _ role: MandateRole = .focalPoint, holder: String = "country:SI", since: String,
            until: String? = nil, in programme: Programme.ID? = nil
        ) -> MandateFields {
            MandateFields(
                role: role, holder: holder, programme: programme, person: people[person], since: since, until: until,
                note: until == nil ? "" : "As their letter says.")
        }

        @discardableResult
        func appoint(_ fields: MandateFields, by account: TestAccount? = nil) async throws -> Mandate.ID {
            try await MandateOperations.appoint(try await world.visit(account ?? world.administrator), fields)
        }

        func stored(_ id: Mandate.ID) async throws -> MandateRecord {
            try await site.database.read { try MandateStore($0).mandate(id) }
        }

        /// Of the account that is Anna's.
        func held() async throws -> [ActiveMandate] { try await world.visit(world.stranger).visitor.mandates }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate is the account's from its first day to its last`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let id = try await office.appoint(office.fields(0, since: "2023-11-30", until: "2023-12-02"))
            #expect(try await office.held().isEmpty)
            site.clock.advance(days: 1)
            let held = try await office.held()
            #expect(held.map(\.id) == [id] && held.map(\.mayAct) == [true])
            let visitor = try await office.world.visit(office.world.stranger).visitor
            #expect(visitor.mandate(for: "SI", in: office.world.programme)?.id == id)
            #expect(visitor.mandate(for: "HR", in: office.world.programme) == nil)
            #expect(visitor.countries == ["SI"])
            let reader = try await site.database.read { [account = office.world.stranger.id, now = site.clock.now] in
                try AccountReader(try AccountStore($0).account(account), now: now, $0)
            }
            #expect(reader.visitor.mandates.map(\.id) == [id], "Today and the digest see it too")
            site.clock.advance(days: 1)
            #expect(try await office.held().count == 1)
            site.clock.advance(days: 1)
            #expect(try await office.held().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a new focal point ends the mandate of the one before, the same day`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let first = try await office.appoint(office.fields(0, since: "2023-01-01"))
            let second = try await office.appoint(office.fields(1, since: "2026-07-01"))
            #expect(try await office.stored(first).until == "2026-07-01")
            #expect(try await office.stored(second).until == nil)
            #expect(
                try await site.journal("directory").suffix(3) == [
                    "mandate.appointment", "mandate.handover", "mandate.appointment",
                ])
            #expect(try await office.held().map(\.id) == [first], "until that day it is still the first one's")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a second focal point is refused with both intervals, where the first has an end`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            try await office.appoint(office.fields(0, since: "2023-01-01", until: "2026-10-01"))
            let browser = await office.world.browser(office.world.administrator)
            let page = try await browser.post(
                "/directory/mandates",
                [
                    "role": "focal-point", "holder": "country:SI", "person": office.people[1].description,
                    "since": "2026-07-01",
                ])
            #expect(page.status == 422)
            #expect(page.contains("1 January 2023 – 30 September 2026") && page.contains("since 1 July 2026"))
            #expect(try await site.count("SELECT COUNT(*) FROM mandate") == 1)
            // On the day after the first one's last, and in another programme, it is free.
            try await office.appoint(office.fields(1, since: "2026-10-01"))
            try await office.appoint(office.fields(2, since: "2026-07-01", in: office.world.programme))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `there are two alternates at most on any day`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            try await office.appoint(office.fields(0, .alternate, since: "2023-01-01", until: "2023-07-01"))
            try await office.appoint(office.fields(1, .alternate, since: "2023-07-01"))
            // Two before July and two after are never three at once.
            try await office.appoint(office.fields(2, .alternate, since: "2023-01-01"))
            let third = await refusal {
                try await office.appoint(office.fields(3, .alternate, since: "2023-06-01"))
            }
            #expect(third?.fields.keys.sorted() == ["since"])
            let twice = await refusal {
                try await office.appoint(office.fields(1, .alternate, since: "2023-08-01"))
            }
            #expect(twice?.fields.keys.sorted() == ["person"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the register names gaps, reviews that are due, and who has no account`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            try await site.database.write { tx in
                let region = try RegionStore(tx).regions().first?.id
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: try #require(region), country: "SI", since: "2020-01-01", until: nil, remark: nil,
                        isHome: true), tx)
            }
            let browser = await office.world.browser(office.world.administrator)
            let first = try await browser.get("/directory/mandates?show=gaps")
            #expect(first.contains("Slovenia") && first.contains("No focal point yet"))
            try await office.appoint(office.fields(1, since: "2022-05-01", until: "2023-06-05"))
            let gap = try await browser.get("/directory/mandates?show=gaps")
            #expect(gap.contains("No focal point since 5 June 2023"))
            try await office.appoint(office.fields(2, since: "2022-05-01", in: office.world.programme))
            let page = try await browser.get("/directory/mandates?show=review")
            #expect(page.contains("Clara Obraztsova") && page.contains("To be confirmed"))
            #expect(page.contains("no account yet") && page.contains("Preparedness programme"))
            let then = try await browser.get("/directory/mandates?on=2023-06-04")
            #expect(then.contains("Boris Obraztsova"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `organisers appoint in their own programmes only, and others do not see it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let (world, maker) = (office.world, WorldMaker(environment: site.environment))
            let other = try await site.database.write { tx in
                let other = try maker.addAccount(tx, "Olga Other", "olga@example.org")
                _ = try maker.addProgramme(tx, "Another programme", organiser: other.id)
                return other
            }
            let fields = office.fields(0, since: "2023-01-01", in: world.programme)
            let id = try await office.appoint(fields, by: world.organiser)
            let foreign = await refusal { try await office.appoint(fields, by: other) }
            #expect(foreign?.status == .notFound)
            let everywhere = await refusal {
                try await office.appoint(office.fields(0, since: "2023-01-01"), by: world.organiser)
            }
            #expect(everywhere?.fields.keys.sorted() == ["programme"])
            await expectRefusal(.forbidden) {
                try await office.appoint(office.fields(1, since: "2023-01-01"), by: world.stranger)
            }
            let browser = await world.browser(other)
            #expect(try await browser.get("/directory/mandates/\(id)").status == 404)
            #expect(try await !browser.get("/directory/mandates").contains("Obraztsova"))
            let visit = try await world.visit(other)
            await expectRefusal(.notFound) { try await MandateOperations.end(visit, id, until: "2023-11-29") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is suspended reads on and does nothing, until somebody confirms it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let id = try await office.appoint(office.fields(0, since: "2023-01-01"))
            let keeper = try await office.world.visit(office.world.administrator)
            try await MandateOperations.suspend(keeper, id)
            #expect(try await office.held().map(\.mayAct) == [false])
            let holder = try await office.world.visit(office.world.stranger)
            await expectRefusal(.forbidden) { try await MandateOperations.confirm(holder, id) }
            try await MandateOperations.confirm(keeper, id)
            #expect(try await office.held().map(\.mayAct) == [true])
            site.clock.advance(days: 10)
            try await MandateOperations.confirm(try await office.world.visit(office.world.stranger), id)
            #expect(try await office.stored(id).reviewBy == "2024-12-09", "a year after it was confirmed")
            try await MandateOperations.end(keeper, id, until: "2023-12-09")
            #expect(try await office.held().isEmpty)
            await expectRefusal(.mandateOver) { try await MandateOperations.confirm(keeper, id) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a head is of a region, a focal point of a country`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let region = try await site.database.read { try RegionStore($0).regions().first?.id }
            let holder = "region:\(try #require(region))"
            let id = try await office.appoint(office.fields(0, .head, holder: holder, since: "2023-01-01"))
            #expect(try await office.held().map(\.holder.region) == [region])
            #expect(try await office.stored(id).role == .head)
            for (role, holder) in [
                (MandateRole.head, "country:SI"), (.focalPoint, holder), (.alternate, "city:Ljubljana"),
            ] {
                let wrong = await refusal {
                    try await office.appoint(office.fields(1, role, holder: holder, since: "2023-01-01"))
                }
                #expect(wrong?.fields.keys.sorted() == ["holder"])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API appoints, lists by day, and ends`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let api = try await office.world.api(office.world.administrator)
            let made = try await api.send(
                .post, "/api/v1/mandates",
                [
                    "role": "focal-point", "holderKind": "country", "holder": "SI",
                    "person": office.people[0].description, "since": "2023-02-01",
                ])
            #expect(made.status == 201 && made.text("name") == "Anna Obraztsova", "\(made.json)")
            #expect(try await api.send(.get, "/api/v1/mandates?on=2023-01-31").items.isEmpty)
            #expect(try await api.send(.get, "/api/v1/mandates?on=2023-02-01&country=SI").items.count == 1)
            for path in ["mandates", "mandate-file"] {
                #expect(try await api.send(.get, "/api/v1/\(path)?on=yesterday").status == 422)
            }
            let browser = await office.world.browser(office.world.administrator)
            for path in ["mandates", "mandates/export/csv"] {
                let page = try await browser.get("/directory/\(path)?on=2023-13-01")
                #expect(page.status == 422 && !page.contains("Anna Obraztsova"), "\(path)")
                #expect(try await browser.get("/directory/\(path)?on=").status == 200, "no day is asked for: \(path)")
            }
            let ended = try await api.send(
                .post, "/api/v1/mandates/\(made.text("id"))/ending", ["until": "2023-03-01"])
            #expect(ended.text("until") == "2023-03-01")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file appoints whole regions: people who are new are entered, all rows or none`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let browser = await office.world.browser(office.world.administrator)
            let head =
                "role,holder-kind,holder,programme,given-name,family-name,email,since,until,review-by,document,note\n"
            let rows = """
                focal-point,country,Slovenia,,Anna,Obraztsova,anna@example.org,2023-02-01,,,Note 12,
                alternate,country,SVN,,Nova,Primerova,nova@example.org,2023-02-01,,,,
                head,region,CA,,Glava,Uzorova,glava@example.org,2023-02-01,,,,

                """
            let path = "/directory/mandates/import"
            func send(_ text: String, _ form: KeyValuePairs<String, String> = [:]) async throws -> Page {
                try await browser.upload(path, form, field: "file", fileName: "m.csv", Array((head + text).utf8))
            }
            #expect(try await send(rows, ["trial": "1"]).contains("3 people would be appointed."))
            #expect(try await site.count("SELECT COUNT(*) FROM mandate") == 0)
            let wrong = try await send(
                rows + "focal-point,country,Nowhere,,Boris,Obraztsova,boris@example.org,2022-01-01,,,,\n")
            #expect(wrong.status == 422 && wrong.contains("Nothing was stored."))
            #expect(try await site.count("SELECT COUNT(*) FROM mandate") == 0)
            #expect(try await send(rows).contains("3 people were appointed."))
            #expect(try await site.count("SELECT COUNT(*) FROM person WHERE family_name = 'Primerova'") == 1)
            #expect(try await send(rows).contains("3 mandates are there already."))
            let out = try await browser.get("/directory/mandates/export/csv")
            #expect(out.contains("focal-point,country,SI,,Anna,Obraztsova,anna@example.org,2023-02-01"))
            #expect(out.contains("head,region,CA"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country of two regions is at home in one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM (SELECT country FROM region_country WHERE is_home GROUP BY country HAVING COUNT(*) = 1) h"
                ) == 62)
            let regions = try await site.database.read { reading in
                let of = try RegionStore(reading).memberships().filter { $0.country == "MA" }
                return (home: of.first { $0.isHome }?.region, other: of.first { !$0.isHome }?.region)
            }
            let other = try #require(regions.other)
            let browser = await world.browser(world.administrator)
            #expect(try await browser.get("/directory/regions/\(other)").contains("Home in another region"))
            try await browser.post("/directory/regions/\(other)/memberships/MA/home")
            let homes = try await site.database.read { try RegionStore($0).homes(on: "2023-11-29") }
            #expect(homes["MA"] == other && homes.count == 62)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is over at entry needs a reason, and an end on the first day is refused`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            var fields = office.fields(0, since: "2022-01-01", until: "2022-06-01")
            fields.note = ""
            let silent = await refusal { [fields] in try await office.appoint(fields) }
            #expect(silent?.fields.keys.sorted() == ["note"])
            fields.note = "Found in the minutes of 2022."
            try await office.appoint(fields)
            let empty = await refusal {
                try await office.appoint(office.fields(1, since: "2024-01-01", until: "2024-01-01"))
            }
            #expect(empty?.fields.keys.sorted() == ["until"])
        }
    }

    // MARK: Yearly review

    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    /// Kind, address and subject of what was written since the last time.
    private static func mails(_ site: TestSite) async throws -> [String] {
        try await MandateReviews.run(site.services)
        let now = site.clock.now
        return try await site.database.write { tx in
            // Nobody is signed out by the months that pass.
            try tx.execute("UPDATE session SET created_at = \(now), seen_at = \(now), expires_at = \(now + 86_400_000)")
            let mails = try tx.all("SELECT * FROM outgoing_mail ORDER BY address").map { row in
                "\(try row.get("class", as: String.self)) \(try row.get("address", as: String.self)): \(try row.get("subject", as: String.self))"
            }
            try tx.execute("DELETE FROM outgoing_mail")
            return mails
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate that nobody confirms is asked about three times, to its holder and the head, and then suspended`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let office = try await Office(site)
            let region = try await site.database.write { tx in
                let region = try #require(try RegionStore(tx).regions().first?.id)
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: region, country: "SI", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
                return region
            }
            var fields = office.fields(0, since: "2023-01-01")
            fields.reviewBy = "2023-12-31"
            let id = try await office.appoint(fields)
            var head = office.fields(1, .head, holder: "region:\(region)", since: "2023-11-01")
            head.reviewBy = "2026-01-01"
            try await office.appoint(head)
            #expect(try await Self.mails(site) == [], "it is 29 November: 32 days before")
            site.clock.advance(days: 2)
            let both = [
                "reminder boris@example.org: A mandate is to be confirmed: Slovenia",
                "reminder stan@example.org: Do you still act for Slovenia?",
            ]
            #expect(try await Self.mails(site) == both)
            #expect(try await Self.mails(site) == [])
            let holder = await office.world.browser(office.world.stranger)
            #expect(try await holder.get("/today").contains("Confirm that you still act for your country"))
            site.clock.advance(days: 30)
            #expect(try await Self.mails(site) == both)
            let keeper = await office.world.browser(office.world.administrator)
            #expect(try await keeper.get("/today").contains("1 mandate to be confirmed"))
            site.clock.advance(days: 30)
            #expect(try await Self.mails(site) == both)
            site.clock.advance(days: 29)
            #expect(try await Self.mails(site) == [])
            #expect(try await office.held().map(\.mayAct) == [true])
            site.clock.advance(days: 1)
            #expect(
                try await Self.mails(site) == [
                    "service boris@example.org: A mandate is suspended: Slovenia",
                    "service stan@example.org: Your mandate is suspended: Slovenia",
                ])
            #expect(try await office.held().map(\.mayAct) == [false])
            #expect(try await holder.get("/my-countries/SI").contains("Your mandate is suspended"))
            #expect(try await site.journal().last == "mandate.suspension")
            // Somebody who keeps the register lets them act again, and a year later it begins anew.
            try await MandateOperations.confirm(try await office.world.visit(office.world.administrator), id)
            #expect(try await Self.mails(site) == [])
            site.clock.advance(days: 340)
            #expect(try await Self.mails(site) == both)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who confirms in time is not asked again, and what was overdue when it was entered is asked about first`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let office = try await Office(site)
            var fields = office.fields(0, since: "2021-01-01")
            fields.reviewBy = "2022-01-01"
            let id = try await office.appoint(fields)
            #expect(try await Self.mails(site) == ["reminder stan@example.org: Do you still act for Slovenia?"])
            site.clock.advance(days: 29)
            #expect(try await Self.mails(site) == [])
            let holder = await office.world.browser(office.world.stranger)
            #expect(try await holder.get("/my-countries/SI").contains("Yes, I still do"))
            #expect(try await holder.post("/my-countries/SI/mandates/\(id)/confirmation").status == 303)
            #expect(try await !holder.get("/my-countries/SI").contains("Yes, I still do"))
            site.clock.advance(days: 2)
            #expect(try await Self.mails(site) == [])
            #expect(try await office.held().map(\.mayAct) == [true])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who moves to another country acts for the one before no longer`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let old = try await office.appoint(office.fields(1, since: "2023-01-01"))
            let visit = try await office.world.visit(office.world.administrator)
            var fields = try await site.database.read { try PersonStore($0).person(office.people[1]).fields }
            fields.note = "Moves in December."
            try await DirectoryOperations.changePerson(visit, office.people[1], fields)
            #expect(try await office.stored(old).until == nil)
            fields.country = "HR"
            try await DirectoryOperations.changePerson(visit, office.people[1], fields)
            #expect(try await office.stored(old).until == "2023-11-29")
            #expect(try await site.journal("directory").contains("mandate.ending"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an administrator corrects what was entered, also of a mandate that is over, and the journal keeps what stood`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let id = try await office.appoint(office.fields(0, since: "2022-01-01", until: "2022-06-01"))
            let browser = await office.world.browser(office.world.administrator)
            let path = "/directory/mandates/\(id)"
            let form = try await browser.get(path)
            #expect(form.contains("Correct what was entered") && form.contains("value=\"2022-05-31\""))
            let done = try await browser.post(
                path,
                [
                    "role": "alternate", "holder": "country:HR", "since": "2021-01-01", "last-day": "2023-12-31",
                    "document": "Note 12", "note": "As another letter says.",
                ])
            #expect(done.status == 303)
            let stored = try await office.stored(id)
            #expect(stored.role == .alternate && stored.holder == .country("HR") && stored.person == office.people[0])
            #expect(stored.since == "2021-01-01" && stored.until == "2024-01-01" && stored.document == "Note 12")
            #expect(stored.reviewBy == "2023-01-01", "as it was")
            #expect(try await office.held().map(\.id) == [id], "it holds again")
            let facts = try await site.database.read {
                try $0.value(
                    "SELECT facts FROM journal WHERE kind = 'mandate.correction' ORDER BY sequence DESC LIMIT 1",
                    as: String.self)
            }
            for words in ["2022-06-01", "2024-01-01", "country:SI", "country:HR", "focal-point"] {
                #expect(facts?.contains(words) ?? false, "\(words)")
            }
            #expect(!(facts ?? "").contains("letter"), "a note may name somebody")
            let api = try await office.world.api(office.world.administrator)
            let sent = try await api.send(
                .put, "/api/v1/mandates/\(id)",
                [
                    "role": "alternate", "holderKind": "country", "holder": "HR", "since": "2021-02-01",
                    "document": "Note 12", "note": "As another letter says.",
                ])
            #expect(sent.status == 200 && sent.text("since") == "2021-02-01" && sent["until"] == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a correction moves no other mandate, keeps the rules, and is for administrators alone`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let first = try await office.appoint(office.fields(0, since: "2022-01-01"))
            let second = try await office.appoint(office.fields(1, since: "2023-01-01"))
            let keeper = try await office.world.visit(office.world.administrator)
            // Where the successor holds already, an end is not taken away.
            var fields = MandateFields(try await office.stored(first))
            fields.until = nil
            let open = await refusal { [fields] in try await MandateOperations.correct(keeper, first, fields) }
            #expect(open?.fields.keys.sorted() == ["since"])
            // Nor does an earlier first day end the one before.
            fields = MandateFields(try await office.stored(second))
            fields.since = "2022-06-01"
            let early = await refusal { [fields] in try await MandateOperations.correct(keeper, second, fields) }
            #expect(early?.fields.keys.sorted() == ["since"])
            fields = MandateFields(try await office.stored(second))
            fields.until = "2022-12-01"
            let backwards = await refusal { [fields] in try await MandateOperations.correct(keeper, second, fields) }
            #expect(backwards?.fields.keys.sorted() == ["until"])
            let own = try await office.appoint(
                office.fields(2, .alternate, since: "2023-01-01", in: office.world.programme))
            let fine = MandateFields(try await office.stored(own))
            await expectRefusal(.forbidden) {
                try await MandateOperations.correct(
                    try await office.world.visit(office.world.organiser), own, fine)
            }
            let organiser = await office.world.browser(office.world.organiser)
            #expect(try await !organiser.get("/directory/mandates/\(own)").contains("Correct what was entered"))
            // What changes nothing is not journaled.
            try await MandateOperations.correct(keeper, own, fine)
            #expect(try await !site.journal("directory").contains("mandate.correction"))
            #expect(try await office.stored(first).until == "2023-01-01")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate of a kind that is not known here is left out, and hides no other`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let known = try await office.appoint(office.fields(1, since: "2023-01-01"))
            let strange = try await office.appoint(office.fields(2, .alternate, since: "2023-01-01"))
            let other = try await office.appoint(office.fields(3, .nationalTeam, since: "2023-01-01"))
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET role = 'liaison' WHERE id = \(strange)")
                try tx.execute("UPDATE mandate SET holder_kind = 'galaxy' WHERE id = \(other)")
            }
            let browser = await office.world.browser(office.world.administrator)
            let register = try await browser.get("/directory/mandates")
            #expect(register.status == 200 && register.contains("Boris Obraztsova"))
            #expect(try await browser.get("/directory/mandates?q=b%C3%B3ris").contains("Boris Obraztsova"))
            #expect(try await !browser.get("/directory/mandates?q=nobody+of+this+name").contains("Boris Obraztsova"))
            #expect(try await browser.get("/directory/mandates/\(strange)").status == 404)
            let api = try await office.world.api(office.world.administrator)
            let items = try await api.send(.get, "/api/v1/mandates").items
            #expect(items.compactMap { $0["id"] as? String } == [known.description])
            #expect(try await browser.get("/directory/mandates/export/csv").status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser ends no mandate outside of their programmes by changing somebody's country`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await Office(site)
            let world = office.world
            let everywhere = try await office.appoint(office.fields(1, since: "2023-01-01"))
            let own = try await office.appoint(office.fields(2, .alternate, since: "2023-01-01", in: world.programme))
            let visit = try await world.visit(world.organiser)
            var fields = try await site.database.read { try PersonStore($0).person(office.people[1]).fields }
            fields.country = "HR"
            let refused = await refusal { [fields] in
                try await DirectoryOperations.changePerson(visit, office.people[1], fields)
            }
            #expect(refused?.fields.keys.sorted() == ["country"])
            let api = try await world.api(world.organiser)
            let sent = try await api.send(
                .put, "/api/v1/people/\(office.people[1])",
                ["givenName": "Boris", "familyName": "Obraztsova", "email": "boris@example.org", "country": "HR"])
            #expect(sent.status == 422)
            #expect(try await office.stored(everywhere).until == nil)
            // What they organise they also end.
            fields = try await site.database.read { try PersonStore($0).person(office.people[2]).fields }
            fields.country = "HR"
            try await DirectoryOperations.changePerson(visit, office.people[2], fields)
            #expect(try await office.stored(own).until == "2023-11-29")
        }
    }
}
