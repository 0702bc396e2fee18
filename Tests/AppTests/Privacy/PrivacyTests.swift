import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What a person may ask of whoever keeps their data.
struct PrivacyTests {
    /// Every value of every table, as text.
    private static func everything(_ site: TestSite) async throws -> String {
        try await site.database.read { reading in
            let names: SQL =
                reading.engine == .sqlite
                ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'"
            var text = ""
            for name in try reading.all(names).map({ try $0.get("name", as: String.self) }) {
                for row in try reading.all("SELECT * FROM \(SQL(verbatim: "\"\(name)\""))") {
                    for column in row.columns {
                        text += "\(name).\(column)=\(try row.get(column, as: SQLValue.self))\n"
                    }
                }
            }
            return text
        }
    }

    /// The demo's whole workshop with one person of it in the directory, with an account and mail.
    private static func known(
        _ site: TestSite, name: String = "Quintessa Zweigelt", address: String = "quintessa@example.org"
    )
        async throws -> Participant.ID
    {
        let world = try await site.world(stage: .collect)
        let seat = world.seats[0]
        _ = try await IssueOperations.contribute(
            try await world.visit(seat), world.event, Contribution(topic: world.topics[0], title: "Nobody has a list"))
        return try await site.database.write { [environment = site.environment] tx in
            let account: Account.ID = environment.id()
            try AccountWriting(tx).insert(
                account, email: address, name: name, passwordHash: nil, isAdministrator: false, now: 1)
            let person: Person.ID = environment.id()
            try tx.execute(
                """
                INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise, created_at,
                    changed_at)
                VALUES (\(person), 'quintessa zweigelt', 'zweigelt quintessa', 'quintessa zweigelt', 'Quintessa', 'Zweigelt',
                    \(address), '[]', '', 1, 1)
                """)
            try tx.execute(
                """
                UPDATE participant SET name = \(name), account_id = \(account), person_id = \(person) WHERE id = \(seat.id)
                """)
            let draft = MailDraft(
                event: nil, kind: "reminder", key: "q", to: MailAddress(name: name, address: address), language: "en",
                subject: "Something waits", text: "Dear Quintessa Zweigelt")
            _ = try Outbox.writeIn(Work(tx, environment), draft)
            return seat.id
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a person gets all that is theirs, by address or by seat, without what opens doors`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seat = try await Self.known(site)
            let copy = try #require(try await PrivacyOperations.export(site.database, "Quintessa@example.org "))
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(copy.json.utf8)) as? [String: [[String: Any]]])
            #expect(json["participant"]?.first?["id"] as? String == seat.description)
            #expect(json["issue"]?.first?["title"] as? String == "Nobody has a list")
            #expect(json["outgoing_mail"]?.count == 1)
            #expect(json["journal"]?.isEmpty == false)
            for secret in ["digest", "password", "unsubscribe_token", "draft_key\":\"x"] {
                #expect(!copy.json.contains(secret))
            }
            #expect(try await PrivacyOperations.export(site.database, "\(seat)")?.json == copy.json)
            #expect(try await PrivacyOperations.export(site.database, "nobody@example.org") == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after an erasure the name stands nowhere, and what was decided is as before`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            _ = try await Self.known(site)
            let issues = try await site.count("SELECT COUNT(*) FROM issue")
            let done = try #require(
                try await PrivacyOperations.erase(site.database, site.environment, "quintessa@example.org"))
            #expect((done.accounts, done.people, done.seats) == (1, 1, 1))
            let all = try await Self.everything(site).lowercased()
            for word in ["quintessa", "zweigelt"] { #expect(!all.contains(word)) }
            #expect(try await site.count("SELECT COUNT(*) FROM issue") == issues)
            #expect(try await Journal.verify(site.database).isSound)
            #expect(try await PrivacyOperations.export(site.database, "quintessa@example.org") == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `spellings that a programme's imports remember are searched and forgotten, other answers stay`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            _ = try await Self.known(site)
            try await site.database.write { tx in
                var answers = ImportAnswers()
                answers.columns = ["A": "sector"]
                answers.values = [
                    "sector": [
                        "zweigelt, quintessa": "-", "mail quintessa@example.org": "-", "feuerwehr": "civil-protection",
                    ]
                ]
                try ImportStore(tx).remember(
                    answers, "f", scope: "programme:p", kind: "people", now: 1, tx)
            }
            let copy = try #require(try await PrivacyOperations.export(site.database, "quintessa@example.org"))
            #expect(copy.json.contains("zweigelt, quintessa") && !copy.json.contains("feuerwehr"))
            _ = try await PrivacyOperations.erase(site.database, site.environment, "quintessa@example.org")
            let all = try await Self.everything(site).lowercased()
            for word in ["quintessa", "zweigelt"] { #expect(!all.contains(word)) }
            let left = try await site.database.read { try ImportStore($0).memory("programme:p", kind: "people") }
            #expect(left["f"]?.values == ["sector": ["feuerwehr": "civil-protection"]])
            #expect(left["f"]?.columns == ["A": "sector"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `names that go by themselves go from the remembered spellings too`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seat = try await Self.known(site)
            try await site.database.write { tx in
                var answers = ImportAnswers()
                answers.values = ["country": ["quintessa zweigelt": "-", "kroatien": "HR"]]
                try ImportStore(tx).remember(answers, "f", scope: "programme:p", kind: "people", now: 1, tx)
                try PersonTraceStore.eraseNames(of: "id = \(seat)", now: 2, tx)
            }
            let left = try await site.database.read { try ImportStore($0).memory("programme:p", kind: "people") }
            #expect(left["f"]?.values == ["country": ["kroatien": "HR"]])
        }
    }

    /// An account, an entry of the directory with the same address, and seats that know only one of the two.
    @Test(arguments: TestEngine.allCases, ["account", "person"])
    func `whoever is found by one way is found by all`(engine: TestEngine, way: String) async throws {
        try await TestSite.with(engine) { site in
            let seat = try await Self.known(site)
            let (account, person) = try await site.database.write { tx in
                let row = try tx.first("SELECT account_id, person_id FROM participant WHERE id = \(seat)")
                let ids = (
                    try row?.get("account_id", as: String.self) ?? "", try row?.get("person_id", as: String.self) ?? ""
                )
                // Two more seats of the same event: one by the account only, one by the directory only.
                let others = try tx.all(
                    "SELECT id FROM participant WHERE id <> \(seat) AND account_id IS NULL ORDER BY id LIMIT 2"
                )
                .map { try $0.get("id", as: String.self) }
                try tx.execute("UPDATE participant SET account_id = NULL WHERE id = \(seat)")
                try tx.execute(
                    "UPDATE participant SET account_id = \(ids.0), name = 'Q. Zweigelt' WHERE id = \(others[0])")
                return ids
            }
            let wanted = way == "account" ? account : person
            let done = try #require(try await PrivacyOperations.erase(site.database, site.environment, wanted))
            #expect((done.accounts, done.people, done.seats) == (1, 1, 2))
            let all = try await Self.everything(site).lowercased()
            #expect(!all.contains("zweigelt"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `texts that mention the person are counted, for people to judge`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            _ = try await IssueOperations.contribute(
                try await world.visit(world.seats[1]), world.event,
                Contribution(topic: world.topics[0], title: "As 100% of us heard from Mr Zweigelt"))
            let found = try await site.database.read { reading in
                let store = PersonTraceStore(reading)
                return (
                    try store.mentions(of: "Zweigelt"), try store.mentions(of: "100%"), try store.mentions(of: "1_0")
                )
            }
            #expect(found == (1, 1, 0))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever was only registered, nominated or asked is found by address and forgotten`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 2)
            let (event, seat, address) = (world.event, world.seats[0].id, "quintessa@example.org")
            try await site.database.write { [environment = site.environment] tx in
                var fields = RegistrationFields()
                (fields.givenName, fields.familyName, fields.email) = ("Quintessa", "Zweigelt", address)
                var seated = RegistrationRecord(environment.id(), in: event, number: 1, fields, now: 1)
                seated.participant = seat
                try RegistrationStore.insert(seated, token: nil, now: 1, tx)
                try tx.execute("UPDATE participant SET name = 'Q. Zweigelt' WHERE id = \(seat)")
                try tx.execute(
                    """
                    INSERT INTO visa_letter (registration_id, event_id, passport_name, passport_number, born_on, asked_at)
                    VALUES (\(seated.id), \(event), 'ZWEIGELT', 'P1', '1980-01-01', 1)
                    """)
                // Before there was a seat.
                try tx.execute(
                    """
                    INSERT INTO claim (id, event_id, number, registration_id, state, currency, note, reason, created_at, changed_at)
                    VALUES ('k1', \(event), 1, \(seated.id), 'paid', 'EUR', 'For Zweigelt', '', 1, 1)
                    """)
                try tx.execute(
                    """
                    INSERT INTO claim_item (id, claim_id, position, category, spent_on, words, amount, currency, rate_source, reason)
                    VALUES ('i1', 'k1', 1, 'travel', '2023-11-29', 'Taxi of Zweigelt', 4000, 'EUR', '', '')
                    """)
                try tx.execute(
                    """
                    INSERT INTO nomination (id, event_id, behalf_kind, behalf, rank, state, given_name, family_name, email, organisation,
                        languages, funding, mode, note, created_at, changed_at)
                    VALUES ('n1', \(event), 'country', 'HR', 1, 'draft', 'Quintessa', 'Zweigelt', \(address), '', '', 'funded', 'online', '', 1, 1)
                    """)
                try tx.execute(
                    """
                    INSERT INTO consultation (id, event_id, title, intro, languages, questions, state, summary, created_at, changed_at)
                    VALUES ('c1', \(event), 'Scope', '', '[]', '', 'open', '', 1, 1)
                    """)
                try tx.execute(
                    """
                    INSERT INTO consultation_addressee (id, consultation_id, kind, name, contact, email, token_generation, created_at, changed_at)
                    VALUES ('a1', 'c1', 'institution', 'Institute', 'Zweigelt', \(address), 1, 1, 1)
                    """)
                try tx.execute(
                    """
                    INSERT INTO consultation_answer (id, consultation_id, addressee_id, answers, marking, language, signed, is_draft,
                        created_at, changed_at)
                    VALUES ('w1', 'c1', 'a1', 'One list', 'RED', 'en', 'Quintessa Zweigelt', FALSE, 1, 1)
                    """)
                let draft = MailDraft(
                    event: event, kind: "post", key: "q", to: MailAddress(name: "Quintessa", address: address),
                    language: "en", subject: "A seat", text: "Dear Quintessa Zweigelt")
                _ = try Outbox.writeIn(Work(tx, environment), draft)
            }
            let copy = try #require(try await PrivacyOperations.export(site.database, address))
            for table in [
                "registration", "nomination", "participant", "visa_letter", "claim", "claim_item",
                "consultation_addressee",
                "consultation_answer", "outgoing_mail",
            ] { #expect(copy.counts.contains { $0.table == table && $0.rows == 1 }, "\(table)") }
            #expect(try await PrivacyOperations.export(site.database, "n1")?.json == copy.json)
            #expect(try await PrivacyOperations.export(site.database, "\(seat)")?.json == copy.json)
            let done = try #require(try await PrivacyOperations.erase(site.database, site.environment, "\(seat)"))
            #expect((done.accounts, done.people, done.seats, done.records) == (0, 0, 1, 4))
            let all = try await Self.everything(site).lowercased()
            for word in ["quintessa", "zweigelt"] { #expect(!all.contains(word), "\(word)") }
            #expect(all.contains("one list"))
            #expect(try await PrivacyOperations.export(site.database, address) == nil)
        }
    }

    /// An office has one address for all of its people.
    @Test(arguments: TestEngine.allCases)
    func `who has the same address and another name is somebody else, and stays`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seat = try await Self.known(site)
            let address = "quintessa@example.org"
            let event = try await site.database.read { try PersonTraceStore($0).event(ofSeat: seat) }
            let other: Registration.ID = try await site.database.write { [environment = site.environment] tx in
                func register(_ given: String, _ family: String, _ number: Int) throws -> Registration.ID {
                    var fields = RegistrationFields()
                    (fields.givenName, fields.familyName, fields.email) = (given, family, address)
                    let record = RegistrationRecord(environment.id(), in: event, number: number, fields, now: 1)
                    try RegistrationStore.insert(record, token: nil, now: 1, tx)
                    return record.id
                }
                _ = try register("Q.", "Zweigelt", 1)
                for (key, name) in [("o", "Boris Blaufränkisch"), ("p", "Quintessa Zweigelt")] {
                    _ = try Outbox.writeIn(
                        Work(tx, environment),
                        MailDraft(
                            event: nil, kind: "post", key: key, to: MailAddress(name: name, address: address),
                            language: "en", subject: "A seat", text: "Dear \(name)"))
                }
                return try register("Boris", "Blaufränkisch", 2)
            }
            // Whose the address is meant to be is not guessed.
            await #expect(throws: Refusal.self) { _ = try await PrivacyOperations.export(site.database, address) }
            let own = try #require(try await PrivacyOperations.export(site.database, "\(seat)"))
            #expect(own.counts.first { $0.table == "registration" }?.rows == 1 && !own.json.contains("Blaufränkisch"))
            let theirs = try #require(try await PrivacyOperations.export(site.database, "\(other)"))
            #expect(theirs.json.contains("Boris") && !theirs.json.contains("Zweigelt"))
            let done = try #require(try await PrivacyOperations.erase(site.database, site.environment, "\(seat)"))
            #expect((done.accounts, done.people, done.seats, done.records) == (1, 1, 1, 1))
            let all = try await Self.everything(site)
            #expect(all.contains("Boris") && all.contains("Dear Boris Blaufränkisch") && !all.contains("Zweigelt"))
            #expect(try await PrivacyOperations.export(site.database, address)?.json == theirs.json)
        }
    }

    @Test func `the last administrator is not erased`() async throws {
        try await TestSite.with(.sqlite) { site in
            try await site.database.write { [environment = site.environment] tx in
                try AccountWriting(tx).insert(
                    environment.id(), email: "root@example.org", name: "Root", passwordHash: nil, isAdministrator: true,
                    now: 1)
                try tx.execute("UPDATE account SET is_administrator = FALSE WHERE email <> 'root@example.org'")
            }
            await #expect(throws: Refusal.self) {
                _ = try await PrivacyOperations.erase(site.database, site.environment, "root@example.org")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM account WHERE email = 'root@example.org'") == 1)
        }
    }
}
