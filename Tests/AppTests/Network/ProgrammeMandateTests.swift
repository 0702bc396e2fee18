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
}
