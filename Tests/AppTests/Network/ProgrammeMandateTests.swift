import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who acts in a programme, and for who belongs to it, and to whom that is told. It is 29 November 2023.
struct ProgrammeMandateTests {
    private func names(_ api: APIClient, _ path: String) async throws -> [String] {
        try await api.send(.get, path).items.compactMap { $0["name"] as? String }.sorted()
    }

    @Test(arguments: TestEngine.allCases)
    func `who acts for the members is told to whoever belongs to the programme, as on any day`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let path = "/api/v1/programmes/\(network.programme)/mandates"
            let today = ["Anton Alp", "Hana Harbour", "Liga Lake"]
            for account in [network.croatia, network.world.organiser] {
                let api = try await network.world.api(account)
                #expect(try await names(api, path + "?on=2023-11-29") == today)
                // Belgium was a member until the end of 2021.
                let before = ["Anton Alp", "Bea Brook", "Hana Harbour", "Liga Lake"]
                #expect(try await names(api, path + "?on=2021-12-31") == before)
                #expect(try await names(api, path).count == 4)
                #expect(try await names(api, path + "?on=2017-12-31").isEmpty)
                #expect(try await api.send(.get, path + "?on=yesterday").status == 422)
            }
            for account in [network.belgium, network.world.stranger] {
                #expect(try await network.world.api(account).send(.get, path).status == 404)
            }
            let page = try await network.browser(network.croatia).get("/programmes/\(network.programme)/members")
            #expect(page.contains("Who acts for them") && page.contains("Liga Lake") && !page.contains("Bea Brook"))
            #expect(page.contains("As on 29 November 2023: 4 members"))
            let before = try await network.browser(network.croatia).get(
                "/programmes/\(network.programme)/members?on=2021-12-31")
            #expect(before.contains("Bea Brook"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever belongs to a programme reads its mandates, and not the register`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET document = 'Note 12', review_by = '2024-01-01'")
            }
            let api = try await network.world.api(network.croatia)
            #expect(
                try await names(api, "/api/v1/mandates?on=2023-11-29") == ["Anton Alp", "Hana Harbour", "Liga Lake"])
            let items = try await api.send(.get, "/api/v1/mandates?country=LV").items
            #expect(items.count == 1 && items.allSatisfy { $0["document"] as? String == "" && $0["reviewBy"] == nil })
            let kept = try await network.world.api(network.world.administrator).send(
                .get, "/api/v1/mandates?country=LV"
            ).items
            #expect(kept.allSatisfy { $0["document"] as? String == "Note 12" })
            // Of a country that left, its own.
            let left = try await network.world.api(network.belgium)
            #expect(try await names(left, "/api/v1/mandates") == ["Bea Brook"])
            let stranger = try await network.world.api(network.world.stranger).send(.get, "/api/v1/mandates")
            #expect(stranger.status == 200 && stranger.items.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mandate is told in the shape of Popolo too: its end is the last day`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET until = '2024-07-01' WHERE holder = 'LV'")
            }
            let api = try await network.world.api(network.croatia)
            let items = try await api.send(
                .get, "/api/v1/programmes/\(network.programme)/mandates?on=2023-11-29"
            ).items
            let latvia = try #require(items.first { $0["holder"] as? String == "LV" })
            #expect(latvia["start_date"] as? String == "2018-01-01" && latvia["end_date"] as? String == "2024-06-30")
            #expect(latvia["until"] as? String == "2024-07-01" && latvia["area_id"] as? String == "LV")
            #expect(latvia["organization_id"] == nil)
            #expect(latvia["person_id"] as? String == latvia["person"] as? String && latvia["person"] != nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who holds a mandate is told that their name, function and since when stand on the pages of members`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let contact = try await site.database.write { [environment = site.environment] tx in
                try WorldMaker(environment: environment).addCity(tx, "Split", in: network.programme).1
            }
            try await site.database.write { tx in try tx.execute("UPDATE person SET visible_to = 'nobody'") }
            let api = try await network.world.api(network.latvia)
            let told = try await names(api, "/api/v1/programmes/\(network.programme)/mandates?on=2023-11-29")
            #expect(told.contains("Petra of Split"), "so it is")
            let own = await network.browser(contact)
            let page = try await own.get("/profile")
            let views = try #require(page.text(after: "id=\"views\"", before: "</section>"))
            let others = try #require(views.split(separator: "Somebody of “").last)
            #expect(others.contains("your name, your function and since when"))
            #expect(views.contains("stand on the pages of members and groups, whatever you choose"))
            #expect(views.contains("Anybody on the web</dt><dd>nothing, not even that you are here"))
            try await site.database.write { tx in try tx.execute("UPDATE mandate SET until = '2023-01-01'") }
            let after = try await own.get("/profile")
            #expect(!after.contains("your name, your function and since when"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is added to the directory to be appointed comes back to the appointment, for the same city`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let city = try await site.database.write { [environment = site.environment] tx in
                try WorldMaker(environment: environment).addCity(tx, "Split", in: network.programme).0
            }
            let browser = await network.browser(network.world.administrator)
            let wish = "role=city-contact&holder=city%3A\(city)&programme=\(network.programme)"
            let form = try await browser.get("/directory/mandates/new?\(wish)")
            #expect(form.contains("From this day on they can act.") && !form.contains("A new focal point ends"))
            #expect(form.text.contains("/directory/people/new?"))
            let person = try await browser.get("/directory/people/new?\(wish)")
            #expect(person.contains("name=\"holder\" value=\"city:\(city)\""))
            let added = try await browser.post(
                "/directory/people",
                [
                    "given-name": "Vesna", "family-name": "Vidovec", "role": "city-contact", "holder": "city:\(city)",
                    "programme": network.programme.description,
                ])
            let location = try #require(added.location)
            #expect(location.hasPrefix("/directory/mandates/new?") && location.contains("person="))
            let again = try await browser.get(location)
            #expect(again.contains("value=\"city:\(city)\" selected") && again.contains("Vesna Vidovec"))
            let id = try #require(location.split(separator: "person=").last?.split(separator: "&").first)
            let done = try await browser.post(
                "/directory/mandates",
                [
                    "role": "city-contact", "holder": "city:\(city)", "programme": network.programme.description,
                    "person": String(id), "since": "2023-11-01",
                ])
            let mandate = try await browser.get(try #require(done.location))
            #expect(mandate.contains("Vesna Vidovec appointed") && mandate.contains("Invite them"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the register of a network of cities does not begin with focal points of countries`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            try await site.database.write { [environment = site.environment] tx in
                _ = try WorldMaker(environment: environment).addCity(tx, "Split", in: network.programme)
                try tx.execute("DELETE FROM mandate WHERE holder_kind = 'country'")
                try tx.execute("DELETE FROM member WHERE kind = 'country'")
            }
            let browser = await network.browser(network.world.administrator)
            let page = try await browser.get("/directory/mandates?programme=\(network.programme)")
            #expect(page.contains("Petra of Split") && page.contains("0 mandates to be confirmed"))
            #expect(!page.contains("countries have a focal point") && !page.contains("Nothing to show"))
        }
    }
}
