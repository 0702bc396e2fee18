import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The way to a meeting, by mail, to who takes part online.
struct OnlineMailTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    /// An event on 10 December 2023 with two people who have a seat: Ana online, Ivo in the room.
    private static func open(_ site: TestSite, link: String = "https://meet.example.org/preca7") async throws
        -> RegistrationWorld
    {
        let room = try await RegistrationWorld(site)
        let event = room.event
        try await site.database.write { tx in
            try tx.execute(
                "UPDATE event SET starts_on = '2023-12-10', ends_on = '2023-12-10', link = \(link) WHERE id = \(event)")
        }
        try await room.nominate("HR", "Ana", email: "ana@example.org")
        try await room.nominate("BE", "Ivo", email: "ivo@example.org")
        try await site.database.write { tx in
            try tx.execute("UPDATE registration SET mode = 'online' WHERE family_name = 'Ana'")
        }
        return room
    }

    private static func begin(_ room: RegistrationWorld, at hour: String) async throws {
        let api = try await room.world.api(room.world.organiser)
        let path = "/api/v1/events/\(room.event)/agenda"
        let block: [String: Any] = [
            "session": "Opening", "kind": "plenary", "day": "2023-12-10", "starts": hour, "ends": "18:00",
            "place": "Hall", "seats": 1_000,
        ]
        #expect(try await api.send(.post, path, block).status == 201)
        #expect(try await api.send(.post, "\(path)/releases", ["note": ""]).status < 300)
    }

    /// What is written at an hour of the event's place, `2023-12-10T15:00`: kind and address of each.
    private static func told(_ site: TestSite, at time: String) async throws -> [String] {
        let now = EventClock(zone: "Europe/Zagreb").milliseconds(time) ?? 0
        site.clock.advance(seconds: (now - site.clock.now) / 1_000)
        try await OnlineMails.run(site.services)
        return try await site.database.write { tx in
            let mails = try tx.all(
                "SELECT kind, address, text FROM outgoing_mail WHERE kind LIKE 'online-%' ORDER BY address")
            let all = try mails.map { row in
                #expect(try row.get("text", as: String.self).contains("https://roundtable.test/r/"))
                #expect(try !row.get("text", as: String.self).contains("meet.example.org"))
                return "\(try row.get("kind", as: String.self)) \(try row.get("address", as: String.self))"
            }
            try tx.execute("DELETE FROM outgoing_mail WHERE kind LIKE 'online-%'")
            return all
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who takes part online gets the way a day before and a quarter of an hour before, once each`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let room = try await Self.open(site)
            try await Self.begin(room, at: "15:00")
            #expect(try await Self.told(site, at: "2023-12-09T14:59").isEmpty)
            #expect(try await Self.told(site, at: "2023-12-09T15:00") == ["online-day ana@example.org"])
            #expect(try await Self.told(site, at: "2023-12-09T15:01").isEmpty)
            #expect(try await Self.told(site, at: "2023-12-10T14:44").isEmpty)
            #expect(try await Self.told(site, at: "2023-12-10T14:45") == ["online-quarter ana@example.org"])
            #expect(try await Self.told(site, at: "2023-12-10T14:50").isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `without an hour it is told in the morning before, and without a link or where it is cancelled not at all`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let room = try await Self.open(site)
            let event = room.event
            #expect(try await Self.told(site, at: "2023-12-09T08:59").isEmpty)
            try await site.database.write { try $0.execute("UPDATE event SET link = '' WHERE id = \(event)") }
            #expect(try await Self.told(site, at: "2023-12-09T09:00").isEmpty)
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET link = 'https://meet.example.org/x', standing = 'cancelled'")
            }
            #expect(try await Self.told(site, at: "2023-12-09T09:01").isEmpty)
            try await site.database.write { try $0.execute("UPDATE event SET standing = 'planned'") }
            #expect(try await Self.told(site, at: "2023-12-09T09:02") == ["online-day ana@example.org"])
            #expect(try await Self.told(site, at: "2023-12-10T00:00").isEmpty)
        }
    }
}
