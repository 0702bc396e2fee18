import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// A network is founded: its cities come into the directory, and into it. It is 29 November 2023.
struct MemberFoundingTests {
    private func add(_ office: MemberTests.Office, _ fields: CityFields) async throws -> City.ID {
        try await office.site.database.write { [environment = office.site.environment] tx in
            try CityOperations.createIn(Work(tx, environment), fields.cleaned)
        }
    }

    private func send(_ office: MemberTests.Office, _ rows: [String]) async throws -> Page {
        let file = (["kind,code,name,role,since,until,note"] + rows).joined(separator: "\n")
        return try await office.world.browser(office.world.organiser).upload(
            "\(office.path)/import", field: "file", fileName: "members.csv", Array(file.utf8))
    }

    @Test(arguments: TestEngine.allCases)
    func `a file that names a city nobody knows is told its name and where it is added`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await MemberTests.Office(site)
            let page = try await send(
                office, ["city,GB,London,founding,2018,,", "organisation,,Old Guild,member,2018,,"])
            #expect(page.status == 422)
            #expect(page.contains("The city “London” is not known here: it is added under Directory › Cities first."))
            #expect(page.contains("The organisation “Old Guild” is not known here"))
            #expect(!page.contains("“GB”"))
            #expect(page.contains("href=\"/directory/cities\"") && page.contains("href=\"/directory/organisations\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a city is found by its code with a space, and by its name in the country of a code that is not known`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MemberTests.Office(site)
            let london = try await add(
                office, CityFields(name: "London", country: "GB", locode: "GBLON", timeZone: "Europe/London"))
            let other = try await add(office, CityFields(name: "London", country: "CA", timeZone: "America/Toronto"))
            let page = try await send(
                office,
                [
                    "city,gb lon,,founding,2018,2019,first", "city,GBLND,London,member,2020,,",
                    "city,CA,london,member,2018,,",
                ])
            #expect(page.contains("3 members were added"))
            let members = try await office.members(on: nil)
            #expect(members.count { $0.ref == .city(london) } == 2 && members.count { $0.ref == .city(other) } == 1)
            // In another country it is another city.
            #expect(try await send(office, ["city,USLDN,London,member,2018,,"]).contains("“London” is not known here"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a city and an organisation that were missing lead back to the member, with what was typed`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MemberTests.Office(site)
            let browser = await office.world.browser(office.world.organiser)
            let form = try await browser.get("\(office.path)/new")
            #expect(form.contains("formaction=\"/directory/cities/new\""))
            #expect(form.contains("formaction=\"/directory/organisations/new\""))
            let typed =
                "programme=\(office.programme)&member=&role=founding&since=2018&document=Decision%203&note=A%26B"
            let city = try await browser.get("/directory/cities/new?\(typed)")
            #expect(city.contains("name=\"since\" value=\"2018\"") && city.contains("name=\"note\" value=\"A&amp;B\""))
            let wrong = try await browser.post(
                "/directory/cities", ["name": "London", "programme": "\(office.programme)", "since": "2018"])
            #expect(wrong.status == 422 && wrong.contains("name=\"since\" value=\"2018\""))
            let saved = try await browser.post(
                "/directory/cities",
                [
                    "name": "London", "country": "GB", "time-zone": "Europe/London",
                    "programme": "\(office.programme)", "role": "founding", "since": "2018", "document": "Decision 3",
                    "note": "A&B",
                ])
            let back = try await browser.get(try #require(saved.location))
            #expect(saved.location?.hasPrefix("\(office.path)/new?member=city") == true)
            #expect(back.text(after: "<option value=\"city:", before: "</option>") != nil)
            #expect(back.contains("selected>City: London (GB)") && back.contains("value=\"2018\""))
            #expect(back.contains("value=\"founding\" selected") && back.contains("value=\"Decision 3\""))
            #expect(back.contains("A&amp;B</textarea>"))
            let guild = try await browser.post(
                "/directory/organisations",
                ["name": "Old Guild", "programme": "\(office.programme)", "since": "2019"])
            let again = try await browser.get(try #require(guild.location))
            #expect(again.contains("selected>Organisation: Old Guild") && again.contains("value=\"2019\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a new city has no time zone before somebody chose one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let office = try await MemberTests.Office(site)
            let browser = await office.world.browser(office.world.organiser)
            let form = try await browser.get("/directory/cities/new")
            #expect(form.contains("<option value=\"\">Choose a time zone</option><option value=\"Africa/Abidjan\">"))
            let refused = try await browser.post(
                "/directory/cities", ["name": "London", "country": "GB", "time-zone": ""])
            #expect(refused.status == 422 && refused.contains("Choose a time zone from the list"))
            let known = try await browser.get("/directory/cities/\(office.cities[0])")
            #expect(known.contains("value=\"Europe/Zagreb\" selected") && !known.contains("Choose a time zone"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the home of an empty network says where those stand who speak for its members`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let office = try await MemberTests.Office(site)
            try await site.database.write { [programme = office.programme] tx in
                try tx.execute("UPDATE programme SET kind = 'network' WHERE id = \(programme)")
                try tx.execute("UPDATE participant SET state = 'removed'")
            }
            let page = try await office.world.browser(office.world.organiser).get("/programmes/\(office.programme)")
            #expect(page.contains("Who speaks for a member stands on"))
            #expect(page.contains("No case yet. Practices, exercises and past events are kept here."))
        }
    }
}
