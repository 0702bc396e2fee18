import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What may be refused, and what not; a calendar entry and a file in a mail.
struct MailClassTests {
    private static func draft(_ key: String, _ mailClass: MailClass) -> MailDraft {
        MailDraft(
            event: nil, kind: "test", key: key, to: MailAddress(name: "Ana", address: "ana@example.org"),
            language: "en",
            subject: "S", text: "T", mailClass: mailClass)
    }

    private static func write(_ site: TestSite, _ key: String, _ mailClass: MailClass) async throws -> Bool {
        try await site.database.write { [environment = site.environment] tx in
            try Outbox.writeIn(Work(tx, environment), draft(key, mailClass))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who refuses news still gets reminders, and nobody can refuse what concerns their own place`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            #expect(try await Self.write(site, "a", .news))
            let token = try await site.database.read {
                try $0.value("SELECT unsubscribe_token FROM outgoing_mail", as: String.self) ?? ""
            }
            let browser = site.browser()
            #expect(try await browser.get("/mail/refusals/\(token)").contains("Stop news?"))
            try await browser.post("/mail/refusals/\(token)")
            #expect(try await browser.get("/mail/refusals/\(token)").contains("You will get no more news"))
            #expect(try await !Self.write(site, "b", .news))
            #expect(try await Self.write(site, "c", .reminder))
            try await browser.post("/mail/refusals/\(token)", ["class": "reminder"])
            #expect(try await !Self.write(site, "d", .reminder))
            // Whatever a form says.
            try await browser.post("/mail/refusals/\(token)", ["class": "service"])
            #expect(try await Self.write(site, "e", .service))
            #expect(try await site.count("SELECT COUNT(*) FROM mail_refusal") == 2)
            let due = try await site.database.write {
                try MailStore.claim(at: .max / 2, for: 1, limit: 9, $0).map(\.mailClass)
            }
            #expect(due == [.service])
            try await browser.post("/mail/refusals/\(token)/reversal", ["class": "reminder"])
            #expect(try await Self.write(site, "f", .reminder))
        }
    }

    @Test
    func `a mail with a calendar entry and a file has both forms of the words, and the method outside and inside`() {
        let calendar = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n"
        let message = MailMessage(
            id: "0197f3c2-0000-7000-8000-000000000001", from: MailAddress(name: "R", address: "r@example.org"),
            to: MailAddress(name: "A", address: "a@example.org"), subject: "S", text: "Hello", language: "en",
            unsubscribe: nil, date: 0, calendar: calendar,
            attachment: .init(name: "Отчёт; \"1\".pdf", type: "application/pdf", bytes: Array("%PDF-".utf8)),
            replyTo: "office@example.org")
        let lines = message.wire.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { (32..<127).contains($0) } })
        #expect(lines.contains("Content-Type: text/calendar; charset=utf-8; method=REQUEST"))
        #expect(lines.contains("Reply-To: <office@example.org>"))
        #expect(!lines.contains { $0.hasPrefix("List-Unsubscribe") })
        let kinds = lines.filter { $0.hasPrefix("Content-Type:") }.map { String($0.dropFirst(14).prefix { $0 != ";" }) }
        #expect(
            kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/pdf"])
        let entry = Data("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n".utf8).base64EncodedString()
        #expect(lines.joined().contains(entry))
    }

    @Test(arguments: TestEngine.allCases)
    func `the words, the entry and the file of a mail go when it was sent`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            try await site.database.write { [environment = site.environment] tx in
                var draft = Self.draft("a", .service)
                draft.calendar = "BEGIN:VCALENDAR"
                let file: KeptFile.ID = environment.id()
                try KeptFileStore.insert(
                    file, nil, try CheckedFile([1], name: "a.bin", FileSettings()), by: nil, now: 1, tx)
                draft.attachment = file
                _ = try Outbox.writeIn(Work(tx, environment), draft)
                let mail = try MailStore.claim(at: .max / 2, for: 1, limit: 1, tx)
                try MailStore.setSent(try #require(mail.first).id, at: 1, tx)
            }
            let left = """
                SELECT COUNT(*) FROM outgoing_mail WHERE text <> '' OR calendar <> '' OR attachment_id IS NOT NULL
                """
            #expect(try await site.count(SQL(verbatim: left)) == 0)
        }
    }
}
