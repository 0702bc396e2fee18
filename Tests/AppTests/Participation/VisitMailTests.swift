@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Who has not told what the host of a visit asks.
struct VisitMailTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private struct Mail: Sendable {
        let address: String
        let subject: String
        let text: String
        let mailClass: String
    }

    private static func mails(_ site: TestSite) async throws -> [Mail] {
        for _ in 0..<2 { try await VisitMails.run(site.services) }
        return try await site.database.write { tx in
            let mails = try tx.all("SELECT * FROM outgoing_mail WHERE kind = 'visit-access' ORDER BY address").map {
                Mail(
                    address: try $0.get("address"), subject: try $0.get("subject"), text: try $0.get("text"),
                    mailClass: try $0.get("class"))
            }
            try tx.execute("DELETE FROM outgoing_mail")
            return mails
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who has not told what the host asks is reminded twice before the list goes out, and who has told is not`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let seated = try await LogisticsTests.Seated(site)
            let (event, people) = (seated.event, seated.people.map(\.id))
            let browser = await seated.world.browser(seated.world.organiser)
            try await browser.post(
                "/events/\(event)/visit/settings",
                ["host": "Demo port", "list-due": "2023-12-09", "ask": "full-name"])
            try await site.database.write {
                try $0.execute(
                    "UPDATE registration SET email = 'ana@example.org', language = 'fr' WHERE id = \(people[0])")
                try $0.execute("UPDATE registration SET email = 'boris@example.org' WHERE id = \(people[1])")
            }
            #expect(try await Self.mails(site).isEmpty, "ten days before")
            site.clock.advance(seconds: 3 * 86_400)
            let first = try await Self.mails(site)
            #expect(first.map(\.address) == ["ana@example.org", "boris@example.org"])
            #expect(first.allSatisfy { $0.mailClass == "reminder" && $0.text.contains("/visit") })
            #expect(first[0].text.hasPrefix("Bonjour"))
            // The organiser tells it for Ana.
            let told = try await browser.post(
                "/events/\(event)/visit/access/\(people[0])", ["full-name": "ANA PRIMJER"])
            #expect(told.status == 303)
            site.clock.advance(seconds: 5 * 86_400)
            #expect(try await Self.mails(site).map(\.address) == ["boris@example.org"])
            site.clock.advance(seconds: 5 * 86_400)
            #expect(try await Self.mails(site).isEmpty, "the list has gone out")
        }
    }
}
