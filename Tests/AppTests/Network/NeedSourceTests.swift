@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

/// A need that comes from what was said at an event.
struct NeedSourceTests {
    @Test(arguments: TestEngine.allCases)
    func `an issue becomes a need, which says to those who were there where it comes from`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site, stage: .collect)
            let world = network.world
            let issue = try await IssueOperations.contribute(
                try await world.visit(world.member), world.event,
                Contribution(topic: world.topics[0], title: "Nobody leads the first hour", explanation: ""))
            let (start, reference) = ("/programmes/\(network.programme)", "issue:\(issue.id)")
            let organiser = await network.browser(world.organiser)
            let thread = try await organiser.get("/events/\(world.event)/thread/\(issue.id)")
            #expect(thread.contains("\(start)/needs/new?source="))
            let facilitator = await network.browser(world.facilitator)
            #expect(
                try await !facilitator.get("/events/\(world.event)/thread/\(issue.id)").contains("needs/new?source="),
                "who acts for no member names no need")
            let form = try await organiser.get("\(start)/needs/new?source=issue%3A\(issue.id)")
            #expect(form.contains("value=\"Nobody leads the first hour\"") && form.contains("value=\"\(reference)\""))
            let fields: KeyValuePairs<String, String> = [
                "title": "One lead in the first hour", "text": "", "language": "en", "member": "", "marking": "GREEN",
                "audience": "programme", "source": reference,
            ]
            let sent = try await organiser.post("\(start)/needs", fields)
            let need = try #require(sent.location?.split(separator: "?").first.map(String.init))
            let page = try await organiser.get(need)
            #expect(page.contains("Where it comes from") && page.contains("Nobody leads the first hour"))
            // Latvia reads the need, and has no part in the event.
            let latvia = await network.browser(network.latvia)
            let told = try await latvia.get(need)
            #expect(told.contains("One lead in the first hour") && !told.contains("Nobody leads the first hour"))
            let own = try await world.api(world.organiser).send(.get, "/api/v1\(need)")
            #expect(own.text("source") == reference)
            let api = try await network.world.api(network.latvia)
            #expect(try await api.send(.get, "/api/v1\(need)").text("source") == "")
            let refused = try await api.send(
                .post, "/api/v1\(start)/needs",
                ["title": "One", "text": "", "language": "en", "member": "country:LV", "source": reference])
            #expect(refused.status == 422)
            let empty = try await latvia.get("\(start)/needs/new?source=issue%3A\(issue.id)")
            #expect(empty.status == 200 && !empty.contains("Nobody leads the first hour"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `needs are listed by area and by how far they are`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let api = try await network.world.api(network.croatia)
            let path = "/api/v1/programmes/\(network.programme)/needs"
            for (title, area) in [("A list of laboratories", "water-safety"), ("A common word", "food-safety")] {
                let made = try await api.send(
                    .post, path,
                    ["title": title, "text": "", "language": "en", "member": "country:HR", "areas": [area]])
                #expect(made.status == 201)
            }
            func titles(_ query: String) async throws -> [String] {
                try await api.send(.get, "\(path)?\(query)").items.compactMap { $0["title"] as? String }
            }
            #expect(try await titles("area=water-safety") == ["A list of laboratories"])
            #expect(try await titles("state=proposed").count == 2)
            #expect(try await titles("state=shared").isEmpty)
            #expect(try await api.send(.get, "\(path)?state=gone").status == 422)
            #expect(try await api.send(.get, "\(path)?area=no-such-area").status == 422)
        }
    }
}
