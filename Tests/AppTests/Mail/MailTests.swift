import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

struct MailTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private static func draft(_ key: String, to address: String = "ana@example.org") -> MailDraft {
        MailDraft(
            event: nil, kind: "reminder", key: key, to: MailAddress(name: "Ana", address: address), language: "en",
            subject: "Something waits", text: "Text")
    }

    private static func write(_ site: TestSite, _ key: String, to address: String = "ana@example.org") async throws
        -> Bool
    {
        try await site.database.write { [environment = site.environment] tx in
            try Outbox.writeIn(Work(tx, environment), draft(key, to: address))
        }
    }

    @Test
    func `a mail in any script goes over the wire in short plain lines`() throws {
        let message = MailMessage(
            id: "1", from: MailAddress(name: "Überblick, Zagreb", address: "roundtable@example.org"),
            to: MailAddress(name: "Ирина Пиемэрс", address: "irina@example.org"),
            subject: "Вас ждёт одно дело: Совместный семинар по готовности к чрезвычайным ситуациям и обмену опытом",
            text: String(repeating: "Длинная строка. ", count: 40), language: "ru",
            unsubscribe: "https://roundtable.test/mail/refusals/x", date: 1_701_248_400_000)
        #expect(message.wire.utf8.allSatisfy { $0 == 13 || $0 == 10 || (32..<127).contains($0) })
        #expect(message.wire.components(separatedBy: "\r\n").allSatisfy { $0.count <= 78 })
        #expect(message.wire.contains("Date: Wed, 29 Nov 2023 09:00:00 +0000"))
        let body = try #require(message.wire.components(separatedBy: "\r\n\r\n").last)
        let decoded = try #require(Data(base64Encoded: body.replacingOccurrences(of: "\r\n", with: "")))
        #expect(String(decoding: decoded, as: UTF8.self).hasPrefix("Длинная строка. Длинная"))
    }

    @Test
    func `nobody writes a head of their own through a name or a subject`() {
        let message = MailMessage(
            id: "1", from: MailAddress(name: "R", address: "r@example.org"),
            to: MailAddress(name: "A\r\nBcc: all@example.org", address: "a@example.org"),
            subject: "Hello\r\nBcc: b@example.org",
            text: "", language: "en", unsubscribe: "https://x.test", date: 0)
        #expect(!message.wire.components(separatedBy: "\r\n").contains { $0.hasPrefix("Bcc:") })
    }

    @Test(arguments: [
        ("Roundtable <r@example.org>", "r@example.org"), ("r@example.org", "r@example.org"), ("Roundtable", nil),
        ("<>", nil), ("a b@example.org", nil),
    ])
    func `a sender is a name and an address`(text: String, address: String?) {
        #expect(MailAddress(text)?.address == address)
    }

    @Test(arguments: TestEngine.allCases)
    func `a mail is written once, and not to who wants none`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            #expect(try await Self.write(site, "a"))
            #expect(try await !Self.write(site, "a"))
            let token = try await site.database.read {
                try $0.value("SELECT unsubscribe_token FROM outgoing_mail", as: String.self) ?? ""
            }
            let browser = site.browser()
            #expect(try await browser.get("/mail/refusals/\(token)").contains("ana@example.org"))
            #expect(try await browser.get("/mail/refusals/0000").status == 410)
            try await browser.post("/mail/refusals/\(token)")
            #expect(try await !Self.write(site, "b"))
            #expect(try await Self.write(site, "c", to: "ivan@example.org"))
            try await browser.post("/mail/refusals/\(token)/reversal")
            #expect(try await Self.write(site, "d"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who unsubscribes while a mail waits gets none, also when failed mails are tried again`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            try await site.database.write { [environment = site.environment] tx in
                let draft = MailDraft(
                    event: world.event, kind: "reminder", key: "a",
                    to: MailAddress(name: "Ana", address: "ana@example.org"),
                    language: "en", subject: "Something waits", text: "Text")
                _ = try Outbox.writeIn(Work(tx, environment), draft)
                try MailStore.refuse("ana@example.org", .reminder, at: 1, tx)
                try MailStore.retry(world.event, at: 2, tx)
            }
            let claimed = try await site.database.write {
                try MailStore.claim(at: .max / 2, for: 1, limit: 5, $0).count
            }
            #expect(claimed == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE text <> ''") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two nodes never take the same mail`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            for key in ["a", "b", "c"] { _ = try await Self.write(site, key) }
            let now = site.clock.now
            let first = try await site.database.write {
                try MailStore.claim(at: now, for: 60_000, limit: 2, $0).map(\.id)
            }
            let second = try await site.database.write {
                try MailStore.claim(at: now, for: 60_000, limit: 5, $0).map(\.id)
            }
            #expect(first.count == 2 && second.count == 1 && Set(first).isDisjoint(with: second))
            // A node that died while sending: another one takes over.
            let later = try await site.database.write {
                try MailStore.claim(at: now + 61_000, for: 60_000, limit: 5, $0).count
            }
            #expect(later == 3)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a server that cannot be reached is tried again, with longer pauses, and then given up`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            _ = try await Self.write(site, "a")
            for pause in MailSending.pauses {
                #expect(try await MailSending.sendDue(site.services, by: Self.settings) == 1)
                #expect(try await MailSending.sendDue(site.services, by: Self.settings) == 0)
                site.clock.advance(seconds: pause * 60)
            }
            #expect(try await MailSending.sendDue(site.services, by: Self.settings) == 1)
            let state = try await site.database.read {
                try $0.first("SELECT * FROM outgoing_mail").map(OutgoingMailRecord.init)
            }
            #expect(state?.state == .failed && state?.error?.isEmpty == false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a failed mail keeps its words as long as it can be tried again, and then only its subject`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let now = site.clock.now
            let words: @Sendable () async throws -> [String] = {
                try await site.database.read {
                    try $0.all("SELECT * FROM outgoing_mail ORDER BY key").map(OutgoingMailRecord.init)
                        .map { "\($0.state) \($0.subject) \($0.error ?? "") \($0.text)" }
                }
            }
            try await site.database.write { [environment = site.environment] tx in
                for key in ["a", "b"] {
                    _ = try Outbox.writeIn(
                        Work(tx, environment),
                        MailDraft(
                            event: world.event, kind: "personal-link", key: key,
                            to: MailAddress(name: "Ana", address: "\(key)@example.org"), language: "en",
                            subject: "Workshop", text: "https://roundtable.test/join/secret"))
                }
                let claimed = try MailStore.claim(at: now, for: 1, limit: 2, tx).sorted { $0.address < $1.address }
                try MailStore.setFailed(claimed[0].id, at: now, error: "no such person", isFinal: true, tx)
                try MailStore.setFailed(claimed[1].id, at: now, error: "no answer", isFinal: false, tx)
            }
            #expect(
                try await words() == [
                    "failed Workshop no such person ", "failed Workshop no answer https://roundtable.test/join/secret",
                ])
            site.clock.advance(seconds: 8 * 86_400)
            try await MailSending.sendDue(site.services, by: Self.settings)
            #expect(try await words() == ["failed Workshop no such person ", "failed Workshop no answer "])
            // A mail without words is not sent.
            try await site.database.write { try MailStore.retry(world.event, at: now, $0) }
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE failed_at IS NULL") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who has not been heard gets one digest a day, in their own language`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let people = world.seats.prefix(2).map(\.id)
            try await site.database.write { tx in
                for (number, id) in people.enumerated() {
                    let person = "01890000-0000-7000-8000-00000000000\(number)"
                    try tx.execute(
                        """
                        INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                            created_at, changed_at) VALUES (\(person), '', '', '', '', '', \("p\(number)@example.org"),
                            \(number == 0 ? "[\"fr\"]" : "[\"hr\"]"), '[]', 0, 0)
                        """)
                    try tx.execute("UPDATE participant SET person_id = \(person), language = NULL WHERE id = \(id)")
                }
            }
            let services = site.services
            func remind() async throws -> Int {
                try await site.database.write { tx in
                    try ReminderOperations.remindIn(Work(tx, services.environment), [world.event], services.settings)
                }
            }
            #expect(try await remind() == 2)
            #expect(try await remind() == 0)
            let mails = try await site.database.read { try MailStore($0).mails(of: world.event) }
            #expect(Set(mails.map(\.language)) == ["en", "fr"])
            #expect(mails.allSatisfy { $0.text.contains("https://roundtable.test/e/ZGRB") })
            site.clock.advance(days: 1)
            _ = try await IssueOperations.contribute(
                try await world.visit(world.seats[0]), world.event, Contribution(topic: world.topics[0], title: "Done"))
            #expect(try await remind() == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who has no known language is written to in the event's, else in the programme's`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            try await site.database.write { tx in
                for (number, id) in world.seats.prefix(2).map(\.id).enumerated() {
                    let person = "01890000-0000-7000-8000-00000000000\(number)"
                    try tx.execute(
                        """
                        INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                            created_at, changed_at) VALUES (\(person), '', '', '', '', '', \("p\(number)@example.org"),
                            \(number == 0 ? "[\"fr\"]" : "[\"hr\"]"), '[]', 0, 0)
                        """)
                    try tx.execute("UPDATE participant SET person_id = \(person), language = NULL WHERE id = \(id)")
                }
            }
            func languages() async throws -> [String] {
                try await site.database.read { reading in
                    try ReminderStore(reading).readers(of: world.event).filter { $0.address.hasPrefix("p") }
                        .sorted { $0.address < $1.address }.map(\.language.rawValue)
                }
            }
            #expect(try await languages() == ["fr", "en"])
            let client = try await world.api(world.organiser)
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            let programme = "/api/v1/programmes/\(event.programme)"
            #expect(try await client.send(.put, programme, ["title": "P", "language": "ar"]).text("language") == "ar")
            #expect(try await languages() == ["fr", "ar"])
            let fields = [
                "title": event.title, "startsOn": event.startsOn, "endsOn": event.endsOn, "timeZone": event.timeZone,
                "place": "Zagreb",
            ]
            let changed = try await client.send(
                .put, "/api/v1/events/\(world.event)", fields.merging(["language": "ru"]) { $1 })
            #expect(changed.text("language") == "ru")
            #expect(try await languages() == ["fr", "ru"])
            let browser = await world.browser(world.organiser)
            let form = try await browser.get("/events/\(world.event)/settings")
            #expect(form.contains("name=\"language\"") && form.contains("value=\"ru\" selected"))
            #expect(try await browser.get("/programmes/\(event.programme)/edit").contains("value=\"ar\" selected"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `without a mail server the page says so, and nothing is written`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.facilitator)
            #expect(try await browser.get("/events/\(world.event)/mail").contains("This server sends no mail."))
            #expect(try await browser.post("/events/\(world.event)/reminders").status == 409)
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail") == 0)
        }
    }
}
