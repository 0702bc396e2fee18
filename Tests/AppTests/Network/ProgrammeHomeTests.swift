import Domain
import Foundation
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The home of a programme as its members see it. It is 29 November 2023.
struct ProgrammeHomeTests {
    private func ask(_ network: NetworkWorld, _ marking: String, of audience: RecordAudience) async throws {
        var fields = NoticeFields()
        (fields.kind, fields.title) = ("question", "Who has boats for floods?")
        _ = try await NoticeOperations.post(
            network.visit(network.croatia), in: network.programme,
            SharedDraft(
                fields: fields, member: .country("HR"), choice: AudienceChoice(marking: marking, audience: audience)))
    }

    private func news(_ network: NetworkWorld, _ account: TestAccount) async throws -> String {
        let page = try await network.browser(account).get("/programmes/\(network.programme)")
        return try #require(page.text(after: "id=\"news\"", before: "</section>"))
    }

    @Test(arguments: TestEngine.allCases)
    func `what has changed names what the reader may read, and nothing else; much is counted`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            #expect(try await !news(network, network.latvia).contains("Notices and questions"))
            try await ask(network, "GREEN", of: .programme)
            try await ask(network, "AMBER+STRICT", of: .members([.country("HR"), .country("AT")]))
            let latvia = try await news(network, network.latvia)
            #expect(latvia.components(separatedBy: "Notices and questions").count == 2)
            let austria = try await news(network, network.austria)
            #expect(austria.components(separatedBy: "Notices and questions").count == 3)
            for _ in 0..<8 { try await ask(network, "GREEN", of: .programme) }
            #expect(try await news(network, network.latvia).contains("Notices and questions × 9"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who belongs to it stands first beside the events, and who is not invited is no number`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let text = try await network.browser(network.latvia).get("/programmes/\(network.programme)").text
            let members = try #require(text.range(of: "id=\"members\"")).lowerBound
            for section in ["library", "sharing"] {
                let place = try #require(text.range(of: "id=\"\(section)\"")).lowerBound
                #expect(members < place, "\(section)")
            }
            try await site.database.write { [event = network.world.event] tx in
                try tx.execute("UPDATE participant SET state = 'removed' WHERE event_id = \(event)")
            }
            let after = try await network.browser(network.latvia).get("/programmes/\(network.programme)")
            #expect(!after.contains("0 invited"))
        }
    }
}
