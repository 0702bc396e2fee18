@testable import App
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Starting data, and the pages on which people, organisations, regions and sectors are kept.
struct DirectoryTests {
    @Test(arguments: TestEngine.allCases)
    func `the starting data loads twice as once, with Morocco in two regions`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let environment = site.environment
            try await site.database.write { try StartingData.load($0, environment: environment) }
            #expect(try await site.count("SELECT COUNT(*) FROM country") == 249)
            #expect(try await site.count("SELECT COUNT(*) FROM region") == 8)
            #expect(try await site.count("SELECT COUNT(*) FROM region_country") == 63)
            #expect(try await site.count("SELECT COUNT(*) FROM region_country WHERE country = 'MA'") == 2)
            let sectors = try await site.database.read { try SectorStore($0).sectors().map(\.name) }
            #expect(sectors.map(\.code) == ["health", "security", "civil-protection"])
            #expect(sectors.map(\.hue) == [1, 2, 3])
        }
    }

    @Test func `names of countries lose their article and their footnote`() throws {
        #expect(StartingData.plainName("Afghanistan (l')") == "Afghanistan")
        #expect(StartingData.plainName("Îles Cook (les) **") == "Îles Cook")
        #expect(StartingData.plainName("Bolivie (État plurinational de)") == "Bolivie (État plurinational de)")
        let countries = try StartingData.countries()
        #expect(countries.first { $0.code == "HR" }?.names == ["Croatia", "Croatie", "Хорватия", "كرواتيا"])
        #expect(countries.allSatisfy { $0.names.allSatisfy { !$0.isEmpty && !$0.hasSuffix("*") } })
    }

    @Test(arguments: TestEngine.allCases)
    func `a person is created, found, changed and shown`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = try await browser.post(
                "/directory/people",
                [
                    "given-name": " Ana  Maria ", "family-name": "Zorić", "email": "Ana.Z@Example.org", "country": "HR",
                    "sector": "health",
                    "organisation": "Institute of Examples", "languages": "Croatian, en",
                    "expertise": "epidemiology; stock\nlogistics",
                ])
            let shown = try await browser.follow(page)
            #expect(shown.contains("Ana Maria Zorić"))
            #expect(shown.contains("ana.z@example.org"), "whoever entered an e-mail sees it")
            #expect(shown.contains("Croatian, English"))
            #expect(shown.contains("epidemiology, stock, logistics"))
            #expect(try await browser.get("/directory/people?q=zoric").contains("Zorić, Ana Maria"))
            #expect(try await browser.get("/directory/people?q=examples&country=HR").contains("Zorić"))
            #expect(try await browser.get("/directory/people?country=BE").contains("Nobody found"))
            #expect(try await browser.get("/directory/people?q=ana.z").contains("Zorić, Ana Maria"))
            let administrator = await world.browser(world.administrator)
            #expect(try await administrator.get("/directory/people?q=ana.z@").contains("ana.z@example.org"))
            let id = try #require(shown.path.split(separator: "/").last?.split(separator: "?").first)
            try await browser.post(
                "/directory/people/\(id)", ["family-name": "Nova", "country": "BE", "email": "ana.z@example.org"])
            #expect(try await browser.get("/directory/people/\(id)").contains("Nova"))
            #expect(try await administrator.get("/directory/people/\(id)").contains("ana.z@example.org"))
            #expect(
                try await site.journal("directory").suffix(3) == [
                    "organisation.creation", "person.creation", "person.change",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong person comes back with what was typed and errors at the fields`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let page = try await browser.post(
                "/directory/people",
                ["given-name": "Ana", "email": "nothing", "country": "XX", "languages": "Klingonish"])
            #expect(page.status == 422)
            #expect(page.contains("4 fields need your attention."))
            #expect(page.contains("value=\"Ana\""))
            #expect(page.contains("id=\"email-error\""))
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the same e-mail is refused, the same name and country is a choice`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let ana: KeyValuePairs = [
                "given-name": "Ana", "family-name": "Primjer", "email": "ana@example.org", "country": "HR",
            ]
            #expect(try await browser.post("/directory/people", ana).status == 303)
            let sameMail = try await browser.post(
                "/directory/people", ["family-name": "Other", "email": "ANA@example.org"])
            #expect(sameMail.status == 422)
            #expect(sameMail.contains("This e-mail address belongs to Ana Primjer in the directory."))
            let namesake: KeyValuePairs = ["given-name": "PRIMJER", "family-name": "Ana", "country": "HR"]
            let choice = try await browser.post("/directory/people", namesake)
            #expect(choice.status == 422)
            #expect(choice.contains("This is another person: save anyway"))
            let other: KeyValuePairs = [
                "given-name": "Primjer", "family-name": "Ana", "country": "HR", "another-person": "1",
            ]
            #expect(try await browser.post("/directory/people", other).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the list goes page by page without losing or repeating anybody`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let environment = site.environment
            try await site.database.write { tx in
                let work = Work(tx, environment)
                for number in 0..<120 {
                    _ = try DirectoryOperations.createPersonIn(
                        work, PersonFields(givenName: "N\(number)", familyName: ["Čulić", "Culic", "Zöe"][number % 3]))
                }
            }
            let browser = await world.browser(world.organiser)
            var seen: [String] = []
            var page = try await browser.get("/directory/people")
            while true {
                seen += page.text.split(separator: "<th scope=\"row\"><a href=\"").dropFirst().map {
                    String($0.prefix { $0 != "\"" })
                }
                guard let next = page.text(after: "rel=\"next\" href=\"", before: "\"") else { break }
                page = try await browser.get(next.replacing("&amp;", with: "&"))
            }
            #expect(seen.count == 120)
            #expect(Set(seen).count == 120)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sectors are added with the next hue, renamed, ordered and retired by administrators`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.administrator)
            try await browser.post("/directory/sectors", ["name": "Food safety"])
            try await browser.post("/directory/sectors/food-safety", ["name": "Food and water"])
            try await browser.post("/directory/sectors/food-safety/order", ["by": "-1"])
            try await browser.post("/directory/sectors/health/retirement")
            let names = try await site.database.read { try DirectoryNames($0) }
            #expect(
                names.sectors.map(\.name) == ["Security and law enforcement", "Food and water", "Civil protection"])
            #expect(names.sectors[1].hue == 4)
            #expect(names.sector("health")?.name == "Health")
            #expect(try await browser.post("/directory/sectors", ["name": "civil  PROTECTION"]).status == 422)
            try await browser.post("/directory/sectors/health/return")
            #expect(try await browser.get("/directory/sectors").contains("Health"))
            let organiser = await world.browser(world.organiser)
            #expect(try await organiser.get("/directory/sectors").status == 200)
            #expect(try await organiser.post("/directory/sectors", ["name": "X"]).status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country joins and leaves a region with dates`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.administrator)
            let region = try await site.database.read { try RegionStore($0).regions().first { $0.code == "SEEE" }?.id }
            let path = "/directory/regions/\(try #require(region))"
            try await browser.post(
                path + "/memberships", ["country": "HR", "since": "2020-02-01", "remark": "For the test"])
            #expect(try await browser.get(path).contains("1 February 2020"))
            let twice = try await browser.post(path + "/memberships", ["country": "HR", "since": "2021-01-01"])
            #expect(twice.status == 422)
            let early = try await browser.post(
                path + "/memberships/HR/ending", ["membership": "2020-02-01", "until-HR": "2019-01-01"])
            #expect(early.contains("The end is before the start."))
            try await browser.post(
                path + "/memberships/HR/ending", ["membership": "2020-02-01", "until-HR": "2022-12-31"])
            #expect(try await browser.get(path).contains("Memberships that ended"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `organisations are one per name and country`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            #expect(
                try await browser.post("/directory/organisations", ["name": "Ministry", "country": "HR"]).status == 303)
            #expect(
                try await browser.post("/directory/organisations", ["name": "MINISTRY", "country": "HR"]).status == 422)
            #expect(
                try await browser.post("/directory/organisations", ["name": "Ministry", "country": "BE"]).status == 303)
            #expect(try await browser.get("/directory/organisations?q=mini&country=BE").contains("Ministry"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `countries come page by page, and a search keeps to its own pages`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            try await site.database.write { tx in
                for number in 10..<90 {
                    try tx.execute(
                        """
                        INSERT INTO country (code, iso3, name_en, name_fr, name_ru, name_ar)
                        VALUES (\("Q\(number)"), \("Q\(number)"), \("Terra \(number)"), 'f', 'r', 'a')
                        """)
                }
            }
            let browser = await world.browser(world.organiser)
            let first = try await browser.get("/directory/countries?q=terra")
            #expect(first.contains("1–50 of") && first.contains("Terra 10") && !first.contains("Terra 89"))
            #expect(first.contains("/directory/countries?q=terra&amp;page=2"))
            let second = try await browser.get("/directory/countries?q=terra&page=2")
            #expect(second.contains("Terra 89") && !second.contains("Terra 10<") && second.contains("First page"))
            #expect(try await browser.get("/directory/countries?q=terra&page=999").contains("Terra 10"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the directory is for those who keep it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            for path in [
                "/directory/people", "/directory/people/new", "/directory/organisations", "/directory/countries",
                "/directory/regions", "/directory/sectors", "/directory/people/import",
                "/directory/people/import/template/xlsx",
                "/directory/people/export/csv",
            ] {
                #expect(try await site.browser().get(path).status == 303, "guest \(path)")
                #expect(try await world.browser(world.stranger).get(path).status == 403, "stranger \(path)")
                #expect(try await world.browser(world.member).get(path).status == 403, "member \(path)")
                let page = try await world.browser(world.organiser).get(path)
                #expect(page.status == 200, "owner \(path)")
                #expect(
                    !page.contains("Message(key") && !page.contains("&lt;span") && !page.contains("&lt;p"), "\(path)")
            }
        }
    }
}
