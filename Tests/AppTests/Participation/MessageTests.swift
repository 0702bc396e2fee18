import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let messageScenarios = """
    GET    /events/:event/messages  owners
    GET    /events/:event/messages/new  owners
    POST   /events/:event/messages/preview  owners  422
    POST   /events/:event/messages  owners  409
    GET    /api/v1/events/:event/messages  owners
    POST   /api/v1/events/:event/messages  owners  422
    """

let messageScreens = """
    - organiser     en messages  /events/:event/messages
    - organiser     ru message-new  /events/:event/messages/new
    """

struct MessageTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    /// Three seats with addresses: two read French, one of them in another country; one has no known language.
    private static func people(_ world: World) async throws {
        let seats = world.seats.prefix(3).map(\.id)
        try await world.site.database.write { tx in
            for (number, id) in seats.enumerated() {
                let person = "01890000-0000-7000-8000-00000000000\(number)"
                try tx.execute(
                    """
                    INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                        created_at, changed_at) VALUES (\(person), '', '', '', '', '', \("p\(number)@example.org"),
                        \(number < 2 ? "[\"fr\"]" : "[]"), '[]', 0, 0)
                    """)
                try tx.execute(
                    """
                    UPDATE participant SET person_id = \(person), language = NULL, country = \(number == 1 ? "FR" : "HR")
                    WHERE id = \(id)
                    """)
            }
        }
    }

    private static let texts: KeyValuePairs<String, String> = [
        "group": "seats", "subject-en": "The bus leaves at seven", "text-en": "Be there.",
        "subject-fr": "Le bus part à sept heures", "text-fr": "Soyez là.",
    ]

    @Test(arguments: TestEngine.allCases)
    func `a message is shown before it goes out, to each in their own language`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world()
            try await Self.people(world)
            try await site.database.write { try MailStore.refuse("p2@example.org", .news, at: 1, $0) }
            let desk = await world.browser(world.organiser)
            let path = "/events/\(world.event)/messages"
            // Markup, not its text.
            #expect(try await desk.get(path).contains("<h2>No message yet</h2>"))
            #expect(try await desk.get("\(path)/new").contains("Write a message"))
            let shown = try await desk.post("\(path)/preview", Self.texts)
            #expect(shown.contains("Le bus part") && shown.contains("1 person wants no news"))
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail") == 0)
            let sent = try await desk.post(path, Self.texts)
            #expect(sent.status == 303)
            let french = "SELECT COUNT(*) FROM outgoing_mail WHERE language = 'fr' AND address LIKE 'p%'"
            #expect(try await site.count(SQL(verbatim: french)) == 2)
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE address = 'p2@example.org'") == 0)
            // Pressed twice.
            let before = try await site.count("SELECT COUNT(*) FROM outgoing_mail")
            try await desk.post(path, Self.texts)
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail") == before)
            #expect(try await desk.get(path).contains("The bus leaves at seven"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a message to one country reaches nobody else`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world()
            try await Self.people(world)
            let client = try await world.api(world.organiser)
            let path = "/api/v1/events/\(world.event)/messages"
            let body: [String: Any] = [
                "texts": [["language": "en", "subject": "Hello", "text": "Bring it."]], "groups": ["seats"],
                "country": "FR",
                "key": "k",
            ]
            let sent = try await client.send(.post, path, body)
            #expect(sent.status == 201)
            let addresses = try await site.database.read {
                try $0.all("SELECT address FROM outgoing_mail").map { try $0.get("address", as: String.self) }
            }
            #expect(addresses == ["p1@example.org"])
            #expect(try await client.send(.get, path).items.count == 1)
            #expect(try await client.send(.post, path, ["texts": [String](), "groups": ["all"]]).status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a message without words or without anybody is sent back with what is missing`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world()
            let desk = await world.browser(world.organiser)
            let path = "/events/\(world.event)/messages/preview"
            #expect(try await desk.post(path, ["group": "seats", "subject-en": "Only this"]).status == 422)
            #expect(try await desk.post(path, ["subject-en": "A", "text-en": "B"]).contains("Choose who gets it."))
            #expect(
                try await desk.post(
                    "/events/\(world.event)/messages", ["group": "waiting", "subject-en": "A", "text-en": "B"]
                ).status == 422)
        }
    }
}
