import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What stands on a country's page of the other members of its programmes. It is 29 November 2023.
struct CountryThingsTests {
    private func ask(
        _ network: NetworkWorld, _ title: String, marking: String = "GREEN", of audience: RecordAudience = .programme
    ) async throws -> NoticeRecord {
        var fields = NoticeFields()
        (fields.kind, fields.title) = ("question", title)
        return try await NoticeOperations.post(
            network.visit(network.croatia), in: network.programme,
            SharedDraft(
                fields: fields, member: .country("HR"), choice: AudienceChoice(marking: marking, audience: audience)))
    }

    @Test(arguments: TestEngine.allCases)
    func `a country's page tells what others offer and ask, what it answered, and what it shares`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let asked = try await ask(network, "Who has boats for floods?")
            _ = try await ask(
                network, "Only for Austria", marking: "AMBER+STRICT", of: .members([.country("HR"), .country("AT")]))
            var need = SharedNeedFields()
            need.title = "A common list of laboratories"
            _ = try await SharedNeedOperations.propose(
                network.visit(network.croatia), in: network.programme,
                SharedDraft(fields: need, member: .country("HR"), choice: AudienceChoice(marking: "GREEN")))
            let latvia = await network.browser(network.latvia)
            let page = try await latvia.get("/my-countries/LV")
            let offered = try #require(page.text(after: "id=\"offers\"", before: "</section>"))
            #expect(offered.contains("Who has boats") && offered.contains("Croatia"))
            #expect(offered.contains("A common list of laboratories") && !page.contains("Only for Austria"))
            #expect(!page.contains("id=\"answers\"") && !page.contains("id=\"shared\""))
            #expect(try await network.browser(network.austria).get("/my-countries/AT").contains("Only for Austria"))
            let path = "/programmes/\(network.programme)/notices/\(asked.id)/answers"
            _ = try await latvia.post(path, ["member": "country:LV", "text": "We have four.", "language": "en"])
            let then = try await latvia.get("/my-countries/LV")
            let answers = try #require(then.text(after: "id=\"answers\"", before: "</section>"))
            #expect(answers.contains("Who has boats") && answers.contains("answered on 29 November 2023"))
            #expect(then.text(after: "id=\"offers\"", before: "</section>")?.contains("Who has boats") == false)
            let own = try await network.browser(network.croatia).get("/my-countries/HR")
            #expect(own.text(after: "id=\"shared\"", before: "</section>")?.contains("A common list") == true)
            #expect(own.text(after: "id=\"offers\"", before: "</section>")?.contains("Who has boats") == false)
            // Belgium has left.
            #expect(try await !network.browser(network.belgium).get("/my-countries/BE").contains("Who has boats"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `practices of others are offered until the country decides, and then stand among its answers`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let practice = try await PracticeOperations.share(
                network.visit(network.croatia), in: network.programme,
                PracticeDraft(
                    fields: PracticeFields(
                        title: "Two keys for each store", summary: "Nobody opens it alone.", conditions: "Two keys.",
                        happenedOn: "2020", language: "en"),
                    owner: .country("HR"), choice: AudienceChoice(marking: "GREEN")))
            let latvia = await network.browser(network.latvia)
            let before = try await latvia.get("/my-countries/LV")
            #expect(before.text(after: "id=\"offers\"", before: "</section>")?.contains("Two keys") == true)
            _ = try await PracticeOperations.decide(
                network.visit(network.latvia), network.programme, practice.id, .adapt,
                note: "With one key and a bell.", for: .country("LV"))
            let after = try await latvia.get("/my-countries/LV")
            #expect(after.text(after: "id=\"offers\"", before: "</section>")?.contains("Two keys") == false)
            #expect(after.text(after: "id=\"answers\"", before: "</section>")?.contains("Two keys") == true)
        }
    }
}
