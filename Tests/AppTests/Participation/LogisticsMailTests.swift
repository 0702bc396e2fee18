@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Mails about travel and money (S11, S12, R3).
struct LogisticsMailTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private struct Mail: Sendable {
        let kind: String
        let subject: String
        let text: String
        let mailClass: String
    }

    /// What was written since the last time.
    private static func pass(_ site: TestSite, seconds: Int64 = 601) async throws -> [Mail] {
        site.clock.advance(seconds: seconds)
        try await LogisticsMails.run(site.services)
        return try await site.database.write { tx in
            let mails = try tx.all("SELECT * FROM outgoing_mail ORDER BY created_at, kind").map { row in
                Mail(
                    kind: try row.get("kind"), subject: try row.get("subject"), text: try row.get("text"),
                    mailClass: try row.get("class"))
            }
            try tx.execute("DELETE FROM outgoing_mail")
            return mails
        }
    }

    private static func funded(_ site: TestSite, _ language: Language) async throws -> ClaimTests.Funded {
        let funded = try await ClaimTests.Funded(site)
        let ana = funded.ana
        try await site.database.write {
            try $0.execute(
                "UPDATE registration SET email = 'ana@example.org', language = \(language) WHERE id = \(ana)")
        }
        return funded
    }

    private static func enter(_ funded: ClaimTests.Funded, _ visit: Visit) async throws -> Claim.ID {
        try await ClaimOperations.enter(
            visit, funded.event, funded.ana,
            [ClaimItemInput(spentOn: "2027-06-08", words: "Bus", amount: "100", currency: "EUR")], note: "")
    }

    @Test(arguments: TestEngine.allCases)
    func `a letter that is ready, a claim returned and a claim paid are each told once, in the person's language`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let funded = try await Self.funded(site, .french)
            let visit = try await funded.world.visit(funded.world.organiser)
            try await site.browser().post(
                "/r/\(funded.seated.links[0])/letter",
                ["passport-name": "ANA", "passport-number": "X1", "born-on": "1980-01-01"])
            try await JourneyOperations.issueLetter(visit, funded.event, funded.ana)
            let claim = try await Self.enter(funded, visit)
            try await ClaimOperations.decide(visit, funded.event, claim, .returned, reason: "Which bus?")
            #expect(try await Self.pass(site, seconds: 300).isEmpty)
            let first = try await Self.pass(site)
            #expect(first.map(\.kind) == ["claim-returned", "visa-letter"])
            #expect(first.allSatisfy { $0.mailClass == "service" && $0.text.contains("https://roundtable.test/r/") })
            #expect(first[0].text.contains("Which bus?") && first[0].text.contains("/claim"))
            #expect(first[0].subject == "Votre demande n° 1 vous est renvoyée\u{A0}: Cross-sector workshop")
            #expect(try await Self.pass(site).isEmpty)
            // Sent again, checked, approved and paid.
            try await site.browser().post(funded.link, ["act": "submission"])
            try await ClaimOperations.check(visit, funded.event, claim, [:])
            try await ClaimOperations.decide(visit, funded.event, claim, .approved, reason: "")
            try await ClaimOperations.decide(visit, funded.event, claim, .paid, reason: "", paidOn: "2027-07-01")
            let second = try await Self.pass(site)
            #expect(second.map(\.kind) == ["claim-paid"] && second[0].text.contains("100,00\u{A0}EUR"))
            #expect(try await Self.pass(site).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is marked AMBER is told without its name, its reason and its sum`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let funded = try await Self.funded(site, .english)
            let visit = try await funded.world.visit(funded.world.organiser)
            let event = funded.event
            try await site.database.write { try $0.execute("UPDATE event SET marking = 'AMBER' WHERE id = \(event)") }
            let claim = try await Self.enter(funded, visit)
            try await ClaimOperations.decide(visit, funded.event, claim, .returned, reason: "Which bus?")
            let mails = try await Self.pass(site)
            #expect(mails.count == 1 && mails[0].text.contains("returned to you"))
            let words = mails.map { $0.subject + $0.text }.joined()
            #expect(!words.contains("Which bus?") && !words.contains("Cross-sector workshop"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `three weeks after the event who is funded and sent no claim is reminded once`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let funded = try await Self.funded(site, .english)
            let event = funded.event
            func end(_ days: Int64) async throws {
                let day = CalendarDate.today(site.clock.now - days * EpochTime.day)
                try await site.database.write {
                    try $0.execute("UPDATE event SET starts_on = \(day), ends_on = \(day) WHERE id = \(event)")
                }
            }
            try await end(19)
            #expect(try await Self.pass(site).isEmpty)
            try await end(20)
            let mails = try await Self.pass(site)
            #expect(mails.map(\.kind) == ["claim-missing"] && mails.first?.mailClass == "reminder")
            #expect(try await Self.pass(site).isEmpty)
        }
    }
}
