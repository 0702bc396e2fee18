@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What is due around an event, beside what its registration says.
struct EventDatesTests {
    private func dates(_ world: World) async throws -> [String: String] {
        let items = try await world.api(world.organiser).send(.get, "/api/v1/events/\(world.event)/dates").items
        let pairs = items.compactMap { item in
            (item["name"] as? String).flatMap { name in (item["date"] as? String).map { (name, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private func move(_ world: World, to starts: String, _ ends: String) async throws {
        let event = world.event
        try await world.site.database.write { tx in
            try tx.execute("UPDATE event SET starts_on = \(starts), ends_on = \(ends) WHERE id = \(event)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nominations close when the registration says so, and what follows them is due afterwards`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) { fields in
                (fields.work, fields.nominationsClose) = (.batch, "2024-05-20T18:00")
            }
            let world = made.world
            try await move(world, to: "2024-06-12", "2024-06-13")
            let all = try await dates(world)
            #expect(all["nominations-close"] == "2024-05-20")
            for name in ["allocation", "visa-letters", "tickets"] {
                #expect(all[name].map { "2024-05-20" <= $0 && $0 < "2024-06-12" } ?? false, "\(name)")
            }
            #expect(all["information-note"] == "2024-05-22")
            let page = try await world.browser(world.organiser).get("/events/\(world.event)/dates")
            #expect(page.contains("as the registration says") && !page.contains("name=\"days-nominations-close\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what came by itself is done and not overdue, and what the server has seen is ticked`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) { fields in
                (fields.work, fields.nominationsClose) = (.batch, "2023-12-01T18:00")
            }
            let world = made.world
            try await move(world, to: "2024-01-31", "2024-02-01")
            try await made.desk { desk in
                _ = try InvitationOperations.inviteIn(desk, [InvitationFields(target: .country("HR")).cleaned])
                try InvitationOperations.sendIn(desk)
            }
            site.clock.advance(seconds: 3 * 86_400)
            let lead = await world.browser(world.organiser)
            let page = try await lead.get("/events/\(world.event)/dates")
            #expect(!page.contains("overdue"))
            #expect(
                page.contains("<input type=\"checkbox\" disabled checked aria-label=\"Done: Invitations are sent\">"))
            #expect(try await !lead.get("/today").contains("Close the nominations"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event planned at short notice is not born overdue`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site).world
            try await move(world, to: "2023-12-15", "2023-12-15")
            let all = try await dates(world)
            #expect(all.values.allSatisfy { $0 >= "2023-11-29" })
            #expect(all["visa-letters"] ?? "" <= all["tickets"] ?? "-")
            #expect(all["personal-links"] == "2023-12-08", "what can be done in time is due as usual")
            site.clock.advance(days: 17)
            let begun = try await world.browser(world.organiser).get("/events/\(world.event)/dates")
            #expect(!begun.contains("overdue"), "what lay before the event is due no more")
            site.clock.advance(days: -17)
            try await move(world, to: "2023-11-29", "2023-11-30")
            #expect(try await dates(world)["visa-letters"] == nil)
            #expect(try await dates(world)["materials"] == "2023-12-04")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `overview and programme tell who was asked and named before anybody has a seat`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) { fields in
                (fields.work, fields.nominationsClose) = (.batch, "2023-11-29T18:00")
            }
            let world = made.world
            let event = world.event
            try await site.database.write {
                try $0.execute("UPDATE participant SET state = 'removed' WHERE event_id = \(event)")
            }
            try await made.desk { desk in
                _ = try InvitationOperations.inviteIn(desk, [InvitationFields(target: .country("HR")).cleaned])
                try InvitationOperations.sendIn(desk)
            }
            _ = try await made.nominate("HR", "Hrvat")
            let lead = await world.browser(world.organiser)
            let page = try await lead.get("/events/\(event)")
            #expect(
                page.contains("Nobody has a seat yet")
                    && page.contains("1 registered, 0 with a seat, 1 invitation sent"))
            #expect(page.contains("On the way"), "also on the event's own days, while nobody has a seat")
            #expect(!page.contains("Nobody is invited yet") && page.contains("Zagreb time"))
            let programme = try await lead.get("/programmes/\(world.programme)")
            #expect(programme.contains("1 invitation sent") && !programme.contains("Invite people"))
        }
    }
}
