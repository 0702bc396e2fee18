import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who reads what of an agenda, and its minutes.
struct AgendaMarkingTests {
    private static func body(
        _ session: String, _ starts: String, _ ends: String, place: String = "", people: [[String: String]] = []
    ) -> [String: Any] {
        [
            "session": session, "kind": "plenary", "day": "2023-11-29", "starts": starts, "ends": ends, "place": place,
            "people": people,
        ]
    }

    @Test(arguments: TestEngine.allCases)
    func `of a session that is marked closely others see that there is something, on every page and in every file`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let event = world.event
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET marking = 'CLEAR' WHERE id = \(event)")
                // In by the code alone.
                try tx.execute("UPDATE participant SET unverified_at = 1 WHERE id = \(world.seats[1].id)")
                var rule = RegistrationRule()
                rule.channels = [.open]
                try RegistrationStore.keep(rule, of: event, now: site.clock.now, tx)
            }
            let api = try await world.api(world.organiser)
            let path = "/api/v1/events/\(event)/agenda"
            var body = Self.body(
                "Sources of the outbreak", "09:00", "10:00", place: "Cellar",
                people: [["participant": world.seats[0].id.description, "part": "speaker"]])
            body["marking"] = "RED"
            body["summary"] = "Who said what"
            let id = try await api.send(.post, path, body).text("id")
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            let secrets = ["Sources of the outbreak", "Cellar", "Who said what"]
            let (speaker, waiting) = (await world.browser(world.seats[0]), await world.browser(world.seats[1]))
            let own = try await speaker.get("/events/\(event)/agenda").text
            #expect(secrets.allSatisfy { own.contains($0) } && own.contains("TLP:RED"))
            for (browser, path) in [
                (waiting, "/events/\(event)/agenda"), (site.browser(), "/e/\(world.code)/agenda"),
                (speaker, "/events/\(event)/event.ics"), (waiting, "/events/\(event)/event.ics"),
                (site.browser(), "/e/\(world.code)/online"),
            ] {
                let text = try await browser.get(path).text
                #expect(!secrets.contains { text.contains($0) }, "\(path)")
            }
            #expect(try await waiting.get("/events/\(event)/agenda").contains("Plenary (TLP:RED)"))
            #expect(try await site.browser().get("/e/\(world.code)/agenda").contains("Plenary (TLP:RED)"))
            let seen = try await APIClient(browser: site.browser(), token: world.seats[1].link).send(.get, path).items
            #expect(seen.first?["session"] as? String == "Plenary (TLP:RED)" && seen.first?["place"] as? String == "")
            #expect(try await waiting.get("/events/\(event)/agenda/blocks/\(id)").status == 404)
            let found = try await world.api(world.organiser).send(.get, "/api/v1/search?q=outbreak").items
            #expect(found.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the minutes of a session are written by several, read by who may read it, and stay here`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let api = try await world.api(world.organiser)
            let path = "/events/\(world.event)/agenda"
            let id = try await api.send(.post, "/api/v1\(path)", Self.body("Opening", "09:00", "10:00")).text("id")
            _ = try await api.send(.post, "/api/v1\(path)/releases", ["note": ""])
            let block = "\(path)/blocks/\(id)"
            let (writer, reader) = (await world.browser(world.rapporteur), await world.browser(world.member))
            #expect(try await !reader.get(path).contains("\(block)\""), "nothing to read yet")
            #expect(try await reader.post("\(block)/minutes").status == 403)
            #expect(try await writer.get(path).contains("\(block)\""))
            for _ in 0..<2 { #expect(try await writer.post("\(block)/minutes").status == 303) }
            let card = try await api.send(.put, "/api/v1\(path)/\(id)/minutes").text("id")
            #expect(try await site.count("SELECT COUNT(*) FROM card") == 1)
            let text = "/api/v1/events/\(world.event)/cards/\(card)"
            _ = try await api.send(.put, text, ["base": "", "text": "Agreed: one list."])
            let other = APIClient(browser: site.browser(), token: world.rapporteur.link)
            _ = try await other.send(.put, text, ["base": "", "text": "Open: who keeps it."])
            let page = try await reader.get(block).text
            #expect(page.contains("Agreed: one list.") && page.contains("Open: who keeps it."))
            #expect(!page.contains("<textarea") && page.contains("Opening"))
            #expect(try await writer.get(block).contains("<textarea"))
            let member = APIClient(browser: site.browser(), token: world.member.link)
            #expect(try await member.send(.put, text, ["base": "", "text": "No"]).status == 403)
            // The agenda stays on the server that asks, and so do its minutes.
            let event = world.event
            let file = try await site.database.read { try WorkshopFile.export(event, $0) }
            #expect(!file.contains("Agreed: one list."))
        }
    }
}
