@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// The weekly mail of networks (N1).
struct WeekTests {
    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    /// What was written since the last time, by address.
    private static func mails(_ site: TestSite) async throws -> [String: String] {
        try await WeekNews.run(site.services)
        return try await site.database.write { tx in
            var mails: [String: String] = [:]
            for row in try tx.all("SELECT address, text FROM outgoing_mail WHERE kind = 'network-week'") {
                mails[try row.get("address")] = try row.get("text", as: String.self)
            }
            try tx.execute("DELETE FROM outgoing_mail")
            return mails
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `once a week each is told what they may read, without subjects of what is close, and nothing where nothing is new`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.croatia)
            func post(_ title: String, _ marking: String, _ audience: RecordAudience = .programme) async throws {
                var fields = NoticeFields()
                fields.title = title
                let draft = SharedDraft(
                    fields: fields, member: .country("HR"),
                    choice: AudienceChoice(marking: marking, audience: audience))
                _ = try await NoticeOperations.post(visit, in: network.programme, draft)
            }
            // It is a Wednesday: those of before are told now, then on Monday.
            #expect(try await Self.mails(site).isEmpty, "Nothing is new.")
            try await post("Openword", "GREEN")
            try await post("Closeword", "AMBER", .members([.country("LV")]))
            #expect(try await Self.mails(site).isEmpty, "This week was told already.")
            site.clock.advance(days: 6)
            let mails = try await Self.mails(site)
            let (latvia, austria) = (mails["liga@example.org"] ?? "", mails["anton@example.org"] ?? "")
            #expect(latvia.contains("Openword") && latvia.contains("TLP:AMBER") && !latvia.contains("Closeword"))
            #expect(austria.contains("Openword") && !austria.contains("TLP:AMBER"))
            #expect(mails["hana@example.org"] == nil, "Who wrote it all is told nothing.")
            #expect(mails["bea@example.org"] == nil, "Who has left is told nothing.")
            #expect(mails["stan@example.org"] == nil)
            #expect(try await Self.mails(site).isEmpty)
            site.clock.advance(days: 7)
            #expect(try await Self.mails(site).isEmpty, "Nothing is new: no mail.")
        }
    }
}
