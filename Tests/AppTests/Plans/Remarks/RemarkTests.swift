import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let remarkScenarios = """
    GET    /comments/:item                                accounts  404
    POST   /comments/:item                                accounts  404
    POST   /comments/:item/removal                        accounts  404
    POST   /filters                                       accounts  422
    POST   /filters/removal                               accounts  404
    GET    /api/v1/comments/:item                         accounts  404
    POST   /api/v1/comments/:item                         accounts  422
    DELETE /api/v1/comments/:item/:comment                accounts  404
    GET    /api/v1/filters                                accounts
    POST   /api/v1/filters                                accounts  422
    DELETE /api/v1/filters/:filter                        accounts  200,stranger=404,administrator=404,facilitator=404
    """

let remarkRows = """
    filter /api/v1/filters page=/plans/every name=Mine query=show=mine
    """

/// What people say of ideas, actions and plans; the filters that they keep.
struct RemarkTests {
    private static func idea(_ network: NetworkWorld) async throws -> IdeaRecord {
        var fields = IdeaFields()
        fields.title = "A joint water alert"
        var draft = IdeaDraft(marking: "GREEN")
        (draft.countries, draft.isDirect) = (["HR"], true)
        let visit = try await network.visit(network.world.organiser)
        let idea = try await IdeaOperations.propose(visit, in: network.programme, fields, draft)
        try await IdeaOperations.move(visit, idea.id, .share, day: "", words: "")
        return idea
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever reads an idea says something of it, follows it from then on, and nobody else learns of it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let idea = try await Self.idea(network)
            let latvia = await network.browser(network.latvia)
            let path = "/comments/idea:\(idea.id)"
            #expect(
                try await latvia.post(path, ["text": "We have done this in Riga.", "language": "en"]).status == 303)
            // Pressed twice, it stands there once.
            #expect(
                try await latvia.post(path, ["text": "We have done this in Riga.", "language": "en"]).status == 303)
            let croatia = await network.browser(network.croatia)
            #expect(try await croatia.get("/ideas/\(idea.id)").contains("We have done this in Riga."))
            #expect(try await site.count("SELECT COUNT(*) FROM remark") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM follow WHERE subject = \("idea:\(idea.id)")") == 1)
            #expect(
                try await site.count("SELECT COUNT(*) FROM journal WHERE facts LIKE '%Riga%'") == 0)
            let belgium = await network.browser(network.belgium)
            #expect(try await belgium.get(path).status == 404)
            #expect(try await belgium.post(path, ["text": "Hello", "language": "en"]).status == 404)
            let empty = try await latvia.post(path, ["text": " ", "language": "en"])
            #expect(empty.status == 422)
            let long = try await latvia.post(path, ["text": String(repeating: "a", count: 2_001), "language": "en"])
            #expect(long.status == 422 && long.contains("aaaa"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a comment is taken away by its author or who coordinates, and stays without a name when its author goes`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let subject = "idea:\(try await Self.idea(network).id)"
            let (latvia, croatia, organiser) = (
                try await network.visit(network.latvia), try await network.visit(network.croatia),
                try await network.visit(network.world.organiser)
            )
            for text in ["One", "Two"] {
                _ = try await RemarkOperations.add(latvia, to: subject, RemarkFields(text: text))
                site.clock.advance(seconds: 1)
            }
            let remarks = try await site.database.read { try RemarkStore($0).remarks(on: subject) }
            #expect(remarks.map(\.fields.text) == ["One", "Two"])
            await expectRefusal(.forbidden) {
                _ = try await RemarkOperations.remove(croatia, remarks[0].id, on: subject)
            }
            _ = try await RemarkOperations.remove(latvia, remarks[0].id, on: subject)
            await expectRefusal(.notFound) {
                _ = try await RemarkOperations.remove(latvia, remarks[0].id, on: subject)
            }
            try await site.database.write { tx in try tx.execute("UPDATE remark SET account_id = NULL") }
            let page = try await network.browser(network.croatia).get("/comments/\(subject)")
            #expect(page.contains("Two") && page.contains("somebody who is no longer here"))
            _ = try await RemarkOperations.remove(organiser, remarks[1].id, on: subject)
            #expect(try await site.count("SELECT COUNT(*) FROM remark") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a filter is kept by name, by its account alone, and leads nowhere else`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            _ = try await Self.idea(network)
            let latvia = try await network.visit(network.latvia)
            let page = "/programmes/\(network.programme)/ideas"
            let kept = try await KeptFilterOperations.keep(
                latvia, page: page, name: "Ours", query: "country=LV&q=&cbrn=C")
            #expect(kept.address == "\(page)?country=LV&cbrn=C")
            // The same name is replaced.
            _ = try await KeptFilterOperations.keep(latvia, page: page, name: "Ours", query: "country=LV")
            #expect(try await site.count("SELECT COUNT(*) FROM kept_filter") == 1)
            #expect(try await network.browser(network.latvia).get(page).contains("Ours"))
            #expect(try await !network.browser(network.croatia).get(page).contains("Ours"))
            let wrong = [
                "https://example.org/", "//example.org/programmes/", "/programmes//example.org", "/today",
                "/programmes/\"><script>", "/programmes/" + String(repeating: "a", count: 300),
            ]
            for page in wrong {
                await #expect(throws: Refusal.self, "\(page)") {
                    _ = try await KeptFilterOperations.keep(latvia, page: page, name: "A", query: "q=a")
                }
            }
            for (name, query) in [("", "q=a"), ("A", ""), ("A", "q="), ("A", String(repeating: "q=a&", count: 400))] {
                await #expect(throws: Refusal.self) {
                    _ = try await KeptFilterOperations.keep(latvia, page: page, name: name, query: query)
                }
            }
            let croatia = try await network.visit(network.croatia)
            await expectRefusal(.notFound) { try await KeptFilterOperations.remove(croatia, kept.id) }
        }
    }
}
