@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Registration follows an event that moves, goes online, is cancelled or is planned again (A7, 17 and 18).
struct RegistrationChangeTests {
    private static func world(_ site: TestSite) async throws -> RegistrationWorld {
        let made = try await RegistrationWorld(site)
        let event = made.event
        try await site.database.write { tx in
            var rule = try RegistrationStore(tx).requireRule(of: event)
            rule.opens = TypedTime("2023-11-01T09:00", zone: "Europe/Zagreb")
            rule.closes = TypedTime("2024-01-31T18:00", zone: "Europe/Zagreb")
            try RegistrationStore.keep(rule, of: event, now: site.clock.now, tx)
            let quota = SeatQuota(label: "all", kind: .cap, attribute: nil, values: [], seats: 1)
            try QuotaStore.keep(
                [QuotaRecord(site.environment.id(), quota, until: nil)], of: event, now: site.clock.now, tx)
        }
        return made
    }

    /// Seats are offered until a day to come.
    private static func openOffers(_ made: RegistrationWorld) async throws {
        let (event, now) = (made.event, made.site.clock.now)
        try await made.site.database.write { tx in
            var rule = try RegistrationStore(tx).requireRule(of: event)
            rule.offerLast = TypedTime("2024-01-20T10:00", zone: "Europe/Zagreb")
            try RegistrationStore.keep(rule, of: event, now: now, tx)
        }
    }

    private static func act(_ fields: EventActFields, _ made: RegistrationWorld) async throws {
        try await EventChangeOperations.apply(
            try await made.world.visit(made.world.organiser), .event(made.event), fields)
    }

    private static func rule(_ event: Event.ID, _ site: TestSite) async throws -> RegistrationRule {
        try await site.database.read { try RegistrationStore($0).requireRule(of: event) }
    }

    @Test(arguments: TestEngine.allCases)
    func `deadlines to come move with the event on the same clock, and what is over stays`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let made = try await Self.world(site)
            try await Self.act(EventActFields(act: .postponement, startsOn: "2024-05-29"), made)
            let rule = try await Self.rule(made.event, site)
            #expect(rule.opens?.local == "2023-11-01T09:00" && rule.closes?.local == "2024-07-31T18:00")
            // Summer time: two hours ahead.
            #expect(rule.closes?.at == 1_722_441_600_000)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `while an event has no date the time of its offers stands still, and goes on with the new one`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let made = try await Self.world(site)
            _ = try await made.nominate("HR", "First")
            let second = try await made.nominate("BE", "Second")
            try await Self.openOffers(made)
            let waiting = try await made.record(second.id)
            let offered = try await made.desk { desk in try desk.offer(waiting) }
            let until = try #require(offered.offeredUntil)
            site.clock.advance(seconds: 3_600)
            let organiser = try await made.world.visit(made.world.organiser)
            let told = try await EventChangeOperations.preview(
                organiser, .event(made.event), EventActFields(act: .postponement))
            #expect(told.contains { $0.consequences.contains { $0.string().contains("its time stands still") } })
            try await Self.act(EventActFields(act: .postponement), made)
            site.clock.advance(days: 100)
            try await OfferClock.turn(site.database, site.environment)
            #expect(try await made.record(second.id).isOffered, "nothing lapses without a date")
            try await Self.act(EventActFields(act: .postponement, startsOn: "2024-11-29"), made)
            let again = try await made.record(second.id)
            #expect(again.offeredUntil == until + 100 * EpochTime.day)
            // What came while there was no date moves along: registration would have closed on 31 January.
            #expect(try await Self.rule(made.event, site).closes?.local == "2025-01-31T18:00")
            site.clock.advance(days: 4)
            try await OfferClock.turn(site.database, site.environment)
            #expect(try await made.record(second.id).passed == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event that moves to another day keeps the ends of its offers`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await Self.world(site)
            _ = try await made.nominate("HR", "First")
            let second = try await made.nominate("BE", "Second")
            try await Self.openOffers(made)
            let waiting = try await made.record(second.id)
            let offered = try await made.desk { desk in try desk.offer(waiting) }
            try await Self.act(EventActFields(act: .postponement, startsOn: "2024-05-29"), made)
            #expect(try await made.record(second.id).offeredUntil == offered.offeredUntil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser answers an offer for somebody, with the reason`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await Self.world(site)
            _ = try await made.nominate("HR", "First")
            let second = try await made.nominate("BE", "Second")
            try await Self.openOffers(made)
            let waiting = try await made.record(second.id)
            _ = try await made.desk { desk in try desk.offer(waiting) }
            let browser = await made.world.browser(made.world.organiser)
            let path = "/events/\(made.event)/registration/people/\(second.id)"
            #expect(try await browser.get(path).contains("Answer the offer for them"))
            #expect(try await browser.post("\(path)/offer", ["answer": "yes"]).status == 422, "no reason")
            let wrong: KeyValuePairs<String, String> = ["answer": "maybe", "reason": "By telephone"]
            #expect(try await browser.post("\(path)/offer", wrong).status == 422)
            let visit = try await made.world.visit(made.world.organiser)
            let client = APIClient(
                browser: site.browser(), token: try await AccountOperations.createToken(visit, name: "Test"))
            let taken = try await client.send(
                .post, "/api/v1/events/\(made.event)/registrations/\(second.id)/offer",
                ["isAccepted": true, "reason": "By telephone"] as [String: Any])
            #expect(taken.status == 200 && taken.text("state") == "complete" && taken.text("reason") == "By telephone")
            #expect(try await made.record(second.id).confirmedAt == nil, "the person has not said it here")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a cancelled event ends its offers, keeps who has a seat, and asks nobody else`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let made = try await Self.world(site)
            let first = try await made.nominate("HR", "First")
            let second = try await made.nominate("BE", "Second")
            #expect(try await made.record(first.id).state == .complete)
            let waiting = try await made.record(second.id)
            _ = try await made.desk { desk in try desk.offer(waiting) }
            #expect(try await made.record(second.id).isOffered)
            try await Self.act(EventActFields(act: .cancellation), made)
            #expect(try await made.record(second.id).isWaiting)
            #expect(try await made.record(first.id).state == .complete)
            #expect(try await site.journal().contains("registration.lapse"))
            let rule = try await Self.rule(made.event, site)
            #expect(rule.closes?.at ?? .max <= site.clock.now && rule.offerLast?.at ?? .max <= site.clock.now)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `people follow an event that goes online, and a copy has its rule and its quotas and nobody`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine) { site in
            let made = try await Self.world(site)
            let first = try await made.nominate("HR", "First")
            try await Self.act(EventActFields(act: .relocation, link: "https://meet.example.org/x"), made)
            #expect(try await made.record(first.id).mode == .online)
            #expect(try await Self.rule(made.event, site).mode == .online)
            let copy = try await EventCopyOperations.copy(
                try await made.world.visit(made.world.organiser), made.event, title: "Again", startsOn: "2024-11-29",
                parts: ["registration"])
            let rule = try await Self.rule(copy, site)
            #expect(rule.closes?.local == "2025-01-31T18:00" && rule.seed == nil && rule.allocatedAt == nil)
            let found = try await site.database.read { reading in
                (
                    try QuotaStore(reading).quotas(of: copy).map(\.quota.seats),
                    try RegistrationStore(reading).registrations(of: copy)
                )
            }
            #expect(found.0 == [1] && found.1.isEmpty)
        }
    }
}
