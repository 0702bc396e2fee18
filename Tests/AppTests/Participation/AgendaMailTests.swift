import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Whom a release of the agenda concerns (R11).
struct AgendaMailTests {
    private static func block(
        _ id: String, _ kind: AgendaContent.Kind, start: Int64, place: String = "1", speaker: String? = nil,
        summary: String = ""
    ) -> AgendaContent.Block {
        AgendaContent.Block(
            id: id, session: id, title: id, kind: kind, summary: summary, startsAt: start, endsAt: start + 1,
            place: place,
            people: speaker.map { [AgendaContent.Person(participant: $0, name: "", part: .speaker)] } ?? [])
    }

    @Test
    func
        `release 2 of R11 is told to speakers of what moved, and to participants where a plenary or a chosen block did`()
    {
        let first = AgendaContent(blocks: [
            Self.block("B1", .plenary, start: 10, speaker: "s1"), Self.block("B2", .parallel, start: 20, speaker: "s2"),
            Self.block("B3", .parallel, start: 30, speaker: "s3"),
            Self.block("B5", .parallel, start: 50, speaker: "s5"),
        ])
        let second = AgendaContent(blocks: [
            Self.block("B1", .plenary, start: 11, speaker: "s1"),
            Self.block("B2", .parallel, start: 20, place: "2", speaker: "s2"),
            Self.block("B4", .parallel, start: 40, speaker: "s4"),
            Self.block("B5", .parallel, start: 50, speaker: "s5", summary: "Other words"),
        ])
        let difference = AgendaDifference(from: first, to: second)
        func told(_ seat: String, _ chosen: Set<String> = []) -> [String] {
            AgendaMails.changes(in: difference, for: seat, chosen: chosen).compactMap { $0.block?.id }
        }
        #expect(told("s1") == ["B1"])
        #expect(told("s2") == ["B1", "B2"] && told("s3") == ["B1", "B3"] && told("s4") == ["B1", "B4"])
        // The words of B5 alone: its speaker hears of the plenary only.
        #expect(told("s5") == ["B1"])
        #expect(told("p", ["B3"]) == ["B1", "B3"] && told("p", ["B4"]) == ["B1"])
        #expect(AgendaDifference(from: second, to: second).isEmpty)
    }

    // MARK: In calendars

    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    /// By person, what their calendar is told: `REQUEST block-ID 1`. What was written is taken out.
    private static func told(_ site: TestSite) async throws -> [String: [String]] {
        site.clock.advance(seconds: 601)
        try await AgendaMails.run(site.services)
        return try await site.database.write { tx in
            let rows = try tx.all("SELECT name, calendar FROM outgoing_mail WHERE kind = 'agenda'")
            try tx.execute("DELETE FROM outgoing_mail")
            let entries = try rows.map { row in
                let calendar = try row.get("calendar", as: String.self)
                #expect(calendar.components(separatedBy: "BEGIN:VCALENDAR").count <= 2, "a mail has one object")
                return (try row.get("name", as: String.self), words(calendar).sorted())
            }
            return Dictionary(entries) { ($0 + $1).sorted() }
        }
    }

    /// `CANCEL block-ID 2`, of each event of an object.
    private static func words(_ calendar: String) -> [String] {
        func value(_ name: String, _ lines: [String]) -> String {
            lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) } ?? "?"
        }
        let parts = calendar.replacing("\r\n ", with: "").components(separatedBy: "BEGIN:VEVENT").map {
            $0.components(separatedBy: "\r\n")
        }
        return parts.dropFirst().map { lines in
            [value("METHOD:", parts[0]), value("UID:", lines), value("SEQUENCE:", lines)].joined(separator: " ")
                .replacing("@roundtable.test", with: "")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each release puts into the calendars of speakers and of those who chose what it changed, and no more`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world()
            let seats = world.seats
            // Who can be written to has a person in the directory.
            try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                for (number, seat) in seats.enumerated() {
                    let person = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: "P", familyName: seat.name, email: "p\(number + 1)@example.org", country: "HR"))
                    try tx.execute("UPDATE participant SET person_id = \(person) WHERE id = \(seat.id)")
                }
            }
            let api = try await world.api(world.organiser)
            let path = "/api/v1/events/\(world.event)/agenda"
            func body(_ name: String, _ starts: String, _ ends: String, _ place: String, _ speaker: Int, kind: String)
                -> [String: Any]
            {
                [
                    "session": name, "kind": kind, "day": "2023-11-29", "starts": starts, "ends": ends, "place": place,
                    "people": [["participant": seats[speaker - 1].id.description]],
                    "seats": kind == "parallel" ? 9 : 1_000,
                ]
            }
            func add(_ number: Int, _ starts: String, _ ends: String, _ kind: String = "parallel") async throws
                -> String
            {
                try await api.send(.post, path, body("B\(number)", starts, ends, "Hall", number, kind: kind)).text("id")
            }
            let (first, second, third) = (
                try await add(1, "09:00", "10:00", "plenary"), try await add(2, "10:00", "11:00"),
                try await add(3, "11:00", "12:00")
            )
            let fifth = try await add(5, "14:00", "15:00")
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            let begin = try await Self.told(site)
            #expect(begin["Person 1"] == ["REQUEST block-\(first) 0"])
            #expect(begin["Person 5"] == ["REQUEST block-\(fifth) 0"] && begin["Person 6"] == [])

            // Person 6 chose B3.
            _ = try await APIClient(browser: site.browser(), token: seats[5].link).send(.put, "\(path)/\(third)/choice")
            _ = try await api.send(.put, "\(path)/\(first)", body("B1", "09:30", "10:00", "Hall", 1, kind: "plenary"))
            _ = try await api.send(
                .put, "\(path)/\(second)", body("B2", "10:00", "11:00", "Attic", 2, kind: "parallel"))
            _ = try await api.send(.delete, "\(path)/\(third)")
            let fourth = try await add(4, "12:00", "13:00")
            _ = try await api.send(
                .put, "\(path)/\(fifth)", body("Other words", "14:00", "15:00", "Hall", 5, kind: "parallel"))
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            let next = try await Self.told(site)
            #expect(next["Person 1"] == ["REQUEST block-\(first) 1"])
            #expect(next["Person 2"] == ["REQUEST block-\(second) 1"])
            #expect(next["Person 3"] == ["CANCEL block-\(third) 1"] && next["Person 6"] == ["CANCEL block-\(third) 1"])
            #expect(next["Person 4"] == ["REQUEST block-\(fourth) 0"])
            #expect(next["Person 5"] == [], "the plenary is told in words; their own block has other words only")

            // A7-32: released again without a change.
            _ = try await api.send(.post, "\(path)/releases", ["note": "Nothing new"])
            #expect(try await Self.told(site).isEmpty)
            // Another speaks in B2: who did takes it out.
            _ = try await api.send(
                .put, "\(path)/\(second)", body("B2", "10:00", "11:00", "Attic", 4, kind: "parallel"))
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            #expect(
                try await Self.told(site) == [
                    "Person 2": ["CANCEL block-\(second) 1"], "Person 4": ["REQUEST block-\(second) 1"],
                ])
            // Where nothing takes place, each session leaves the calendars in which it stands; the event has its own mail.
            try await EventChangeOperations.apply(
                try await world.visit(world.organiser), .event(world.event), EventActFields(act: .cancellation))
            #expect(
                try await Self.told(site) == [
                    "Person 1": ["CANCEL block-\(first) 2"], "Person 5": ["CANCEL block-\(fifth) 1"],
                    "Person 4": ["CANCEL block-\(fourth) 1", "CANCEL block-\(second) 2"].sorted(),
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sessions leave the calendar of who was taken out of the event, once, and come again with a higher number`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world()
            let seat = world.seats[0]
            try await site.database.write { [environment = site.environment] tx in
                let person = try DirectoryOperations.createPersonIn(
                    Work(tx, environment),
                    PersonFields(givenName: "P", familyName: seat.name, email: "p1@example.org", country: "HR"))
                try tx.execute("UPDATE participant SET person_id = \(person) WHERE id = \(seat.id)")
            }
            let api = try await world.api(world.organiser)
            let path = "/api/v1/events/\(world.event)/agenda"
            let block = try await api.send(
                .post, path,
                [
                    "session": "B1", "kind": "plenary", "day": "2023-11-29", "starts": "09:00", "ends": "10:00",
                    "place": "Hall", "people": [["participant": seat.id.description]], "seats": 1_000,
                ]
            ).text("id")
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            #expect(try await Self.told(site)[seat.name] == ["REQUEST block-\(block) 0"])

            let visit = try await world.visit(world.organiser)
            try await EventOperations.remove(visit, world.event, seat.id)
            #expect(try await Self.told(site) == [seat.name: ["CANCEL block-\(block) 1"]])
            #expect(try await Self.told(site).isEmpty, "it is told once")
            // What is told when they have the seat again has a higher number.
            try await EventOperations.restore(visit, world.event, seat.id)
            _ = try await api.send(
                .put, "\(path)/\(block)",
                [
                    "session": "B1", "kind": "plenary", "day": "2023-11-29", "starts": "09:30", "ends": "10:00",
                    "place": "Hall", "people": [["participant": seat.id.description]], "seats": 1_000,
                ])
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            #expect(try await Self.told(site)[seat.name] == ["REQUEST block-\(block) 3"])
        }
    }
}
