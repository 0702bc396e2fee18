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
