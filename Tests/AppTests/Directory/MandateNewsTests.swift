@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Mails about mandates that begin, are handed over and end (S1, S2, S6).
struct MandateNewsTests {
    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private struct Mail: Sendable {
        let address: String
        let subject: String
        let text: String
    }

    /// What was written since the last time, after the pause.
    private static func mails(_ site: TestSite) async throws -> [Mail] {
        site.clock.advance(seconds: 3_600)
        for _ in 0..<2 { try await MandateNews.run(site.services) }
        return try await site.database.write { tx in
            let mails = try tx.all("SELECT * FROM outgoing_mail WHERE class = 'service' ORDER BY address").map {
                Mail(address: try $0.get("address"), subject: try $0.get("subject"), text: try $0.get("text"))
            }
            try tx.execute("DELETE FROM outgoing_mail")
            return mails
        }
    }

    /// Boris heads the secretariat of Slovenia's region.
    private static func office(_ site: TestSite) async throws -> MandateTests.Office {
        let office = try await MandateTests.Office(site)
        let region = try await site.database.write { tx in
            let region = try #require(try RegionStore(tx).regions().first?.id)
            try RegionStore(tx).insert(
                RegionMembership(
                    region: region, country: "SI", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
            return region
        }
        try await office.appoint(office.fields(1, .head, holder: "region:\(region)", since: "2023-11-01"))
        return office
    }

    @Test(arguments: TestEngine.allCases)
    func `who is appointed is told once what they can do, and a handover is told to the old, the new and the head`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let office = try await Self.office(site)
            try await office.appoint(office.fields(0, since: "2023-11-01"))
            let first = try await Self.mails(site)
            #expect(first.map(\.address) == ["boris@example.org", "stan@example.org"])
            #expect(first[1].subject == "You are appointed: Slovenia" && first[1].text.contains("You name people"))
            #expect(first[0].text.contains("countries of the region") && first[0].text.contains("no account here yet"))
            #expect(try await Self.mails(site).isEmpty)
            try await office.appoint(office.fields(2, since: "2023-12-01"))
            let second = try await Self.mails(site)
            #expect(
                second.map { "\($0.address): \($0.subject)" } == [
                    "boris@example.org: A mandate is handed over: Slovenia",
                    "clara@example.org: You are appointed: Slovenia",
                    "stan@example.org: Your mandate is handed over: Slovenia",
                ])
            #expect(second[1].text.contains("You take it over from Anna Obraztsova."))
            #expect(second[2].text.contains("Clara Obraztsova acts for Slovenia in your place."))
            #expect(try await Self.mails(site).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was proposed and is confirmed days later is told like an appointment, and a yearly confirmation is not`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let office = try await Self.office(site)
            let own = try await office.appoint(office.fields(0, since: "2023-11-01"))
            #expect(try await Self.mails(site).count == 2)
            let proposed = try await MandateProposals.propose(
                try await office.world.visit(office.world.stranger), "SI",
                ProposalFields(
                    role: .focalPoint, givenName: "Eva", familyName: "Primer", email: "eva@example.org",
                    since: "2023-12-10"))
            site.clock.advance(days: 3)
            #expect(try await Self.mails(site).isEmpty)
            let administrator = try await office.world.visit(office.world.administrator)
            try await MandateOperations.confirm(administrator, proposed)
            #expect(
                try await Self.mails(site).map { "\($0.address): \($0.subject)" } == [
                    "boris@example.org: A mandate is handed over: Slovenia",
                    "eva@example.org: You are appointed: Slovenia",
                    "stan@example.org: Your mandate is handed over: Slovenia",
                ])
            try await MandateOperations.confirm(try await office.world.visit(office.world.administrator), own)
            #expect(try await Self.mails(site).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country without a focal point is told to the head and the administrator, where nobody follows`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let office = try await Self.office(site)
            let administrator = try await office.world.visit(office.world.administrator)
            let id = try await office.appoint(office.fields(0, since: "2023-11-01"))
            #expect(try await Self.mails(site).count == 2)
            try await MandateOperations.end(administrator, id, until: "2023-12-02")
            #expect(try await Self.mails(site).isEmpty, "it holds still")
            site.clock.advance(days: 3)
            let told = try await Self.mails(site)
            #expect(told.count >= 2 && told.allSatisfy { $0.subject == "No focal point: Slovenia" })
            #expect(told.contains { $0.address == "boris@example.org" })
            #expect(try await Self.mails(site).isEmpty)
            // Somebody follows in these days, so that nobody has to be told.
            let next = try await office.appoint(office.fields(2, since: "2023-12-03"))
            try await office.appoint(office.fields(3, since: "2023-12-06"))
            _ = try await Self.mails(site)
            site.clock.advance(days: 1)
            #expect(try await site.database.read { try MandateStore($0).mandate(next).until } == "2023-12-06")
            #expect(try await Self.mails(site).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever was the only focal point and is erased leaves a gap that is told, and a mandate that names nobody`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let office = try await Self.office(site)
            let id = try await office.appoint(office.fields(2, since: "2023-11-01"))
            #expect(try await Self.mails(site).map(\.address) == ["boris@example.org", "clara@example.org"])
            let erased = try await PrivacyOperations.erase(site.database, site.environment, "\(office.people[2])")
            #expect(erased?.people == 1)
            let stored = try await office.stored(id)
            #expect(stored.person == nil && stored.until == CalendarDate.today(site.clock.now))
            #expect(try await site.journal("directory").suffix(2) == ["mandate.ending", "person.erasure"])
            let told = try await Self.mails(site)
            #expect(told.allSatisfy { $0.subject == "No focal point: Slovenia" })
            #expect(told.contains { $0.address == "boris@example.org" })
            #expect(try await Self.mails(site).isEmpty)
            let browser = await office.world.browser(office.world.administrator)
            let page = try await browser.get("/directory/mandates/\(id)")
            #expect(page.contains("A person who was erased") && !page.contains("Clara"))
            #expect(try await browser.get("/directory/mandates?show=gaps").contains("Slovenia"))
        }
    }
}
