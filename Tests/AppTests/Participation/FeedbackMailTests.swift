@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct FeedbackMailTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private func mails(_ site: TestSite) async throws -> [(
        address: String, subject: String, text: String, kind: String
    )] {
        try await site.database.read { reading in
            try reading.all(
                "SELECT address, subject, text, class FROM outgoing_mail WHERE kind = 'feedback' ORDER BY address"
            ).map { row in
                (
                    address: try row.get("address", as: String.self), subject: try row.get("subject", as: String.self),
                    text: try row.get("text", as: String.self), kind: try row.get("class", as: String.self)
                )
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was there is asked once the event is over, once and in their language, by a link of their own`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world(seats: 6)
            let (event, visit) = (world.event, try await world.visit(world.organiser))
            let seats = world.seats.prefix(4).map(\.id)
            try await site.database.write { tx in
                let work = Work(tx, site.environment)
                for (number, seat) in seats.enumerated() {
                    let person = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: "Ana", familyName: "Primjer", email: "ana\(number)@example.org", country: "HR",
                            languages: number == 0 ? ["fr"] : []))
                    try tx.execute("UPDATE participant SET person_id = \(person) WHERE id = \(seat)")
                }
                // One has not come.
                try tx.execute("UPDATE participant SET state = 'invited' WHERE id = \(seats[2])")
            }
            try await FeedbackOperations.open(visit, event)
            // One has answered already.
            try await world.browser(world.seats[3]).post("/e/ZGRB/feedback", ["answer-q1": "4"])
            site.clock.advance(seconds: 3_600)
            try await FeedbackMails.run(site.services)
            #expect(try await mails(site).isEmpty, "the event is not over")
            site.clock.advance(seconds: 10 * 86_400)
            for _ in 0..<2 { try await FeedbackMails.run(site.services) }
            let sent = try await mails(site)
            #expect(sent.map(\.address) == ["ana0@example.org", "ana1@example.org"])
            #expect(
                sent.allSatisfy { $0.kind == "reminder" && $0.text.contains("/i/") && $0.text.contains("?to=feedback") }
            )
            #expect(sent[0].text.hasPrefix("Bonjour"))
            // The link leads to the questions.
            let link = try #require(sent[1].text.split(separator: "\n").first { $0.contains("/i/") })
            let path = try #require(link.firstRange(of: "/i/").map { String(link[$0.lowerBound...]) })
            let guest = site.browser()
            #expect(try await guest.get(path).contains("to=feedback"))
            let entered = try await guest.post(path)
            #expect(entered.location == "/e/ZGRB/feedback")
            #expect(try await guest.get("/e/ZGRB/feedback").contains("What do you say of it?"))
            #expect(try await guest.get(path.replacing("feedback", with: "../x")).location == "/e/ZGRB")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody is asked after feedback was closed, nor of an event that was cancelled`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world(seats: 6)
            let (event, seat) = (world.event, world.seats[0].id)
            let visit = try await world.visit(world.organiser)
            try await site.database.write { tx in
                let person = try DirectoryOperations.createPersonIn(
                    Work(tx, site.environment),
                    PersonFields(givenName: "Ana", familyName: "Primjer", email: "ana@example.org", country: "HR"))
                try tx.execute("UPDATE participant SET person_id = \(person) WHERE id = \(seat)")
            }
            try await FeedbackOperations.open(visit, event)
            site.clock.advance(seconds: 10 * 86_400)
            try await site.database.write {
                try $0.execute("UPDATE event SET standing = 'cancelled' WHERE id = \(event)")
            }
            try await FeedbackMails.run(site.services)
            try await site.database.write {
                try $0.execute("UPDATE event SET standing = 'planned' WHERE id = \(event)")
            }
            try await FeedbackOperations.close(visit, event)
            try await FeedbackMails.run(site.services)
            #expect(try await mails(site).isEmpty)
        }
    }
}
