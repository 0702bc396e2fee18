@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// The design's examples E3 to E13 on both databases.
struct PromotionTests {
    private static let second = "HR1s BE1s AT1h LV1s ES1s HR2h BE2s AT2c ES2c HR3c"
    private static let secondQuotas: [SeatQuota] = [.each(.country, 2), .only(.sector, "security", 3), .total(7)]

    @Test(arguments: TestEngine.allCases)
    func `E2 and E3 a withdrawal promotes whoever fits first, with everybody's reason in words`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: Self.secondQuotas)
            try await seats.register(Self.second)
            #expect(try await seats.names(.complete) == "HR1 BE1 AT1 LV1 HR2 AT2 ES2")
            let waiting = try await seats.waiting()
            // As things stand now: the event is full for all three.
            #expect(
                waiting["ES1"]?.full.map { $0.string() } == [
                    "all 3 seats of Security and law enforcement are taken", "total: all 7 seats are taken",
                ])
            #expect(
                waiting["HR3"]?.full.map { $0.string() } == [
                    "both seats of Croatia are taken", "total: all 7 seats are taken",
                ])
            #expect(["ES1", "BE2", "HR3"].map { waiting[$0]?.place } == [1, 2, 3])
            try await seats.withdraw("HR2")
            #expect(try await seats.names(.waitlisted) == "ES1 BE2")
            try await seats.withdraw("AT1")
            #expect(try await seats.names(.complete) == "HR1 BE1 LV1 AT2 ES2 HR3")
            try await seats.withdraw("BE1")
            #expect(try await seats.names(.waitlisted) == "BE2")
            let record = try await seats.record("ES1")
            #expect(record.participant != nil)
            #expect(try await site.journal("event:\(seats.event)").filter { $0 == "registration.promotion" }.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a reason is said in the language of who reads it, also where the program made the quota's name`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(
                site,
                quotas: [
                    SeatQuota(label: "In all", attribute: nil, seats: 2),
                    SeatQuota(label: "Croatia", attribute: .country, values: ["HR"], seats: 1),
                ])
            try await seats.register("HR1 BE1 HR2")
            let waiting = try await seats.waiting()
            let full = try #require(waiting["HR2"]?.full)
            #expect(full.map { $0.string() } == ["both seats are taken", "the only seat of Croatia is taken"])
            #expect(
                full.map { $0.string(in: .russian) } == ["оба места заняты", "Croatia: единственное место занято"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `E4 one withdrawal promotes two, and E6 nobody is unseated`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(
                site, quotas: [.each(.country, 2), .only(.sector, "health", 2), .total(6)])
            try await seats.register("HR1h HR2s BE1h AT1c HR3s BE2h")
            #expect(try await seats.names(.waitlisted) == "HR3 BE2")
            try await seats.withdraw("HR1")
            #expect(try await seats.names(.complete) == "HR2 BE1 AT1 HR3 BE2")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `E7 lowered seats leave all who sit; raised ones promote`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(5)])
            try await seats.register("HR1 BE1 AT1 LV1 ES1 SI1")
            let visit = try await seats.world.visit(seats.world.organiser)
            let event = seats.event
            let id = try await site.database.read { try QuotaStore($0).quotas(of: event)[0].id }
            var fields = QuotaFields()
            (fields.label, fields.seats) = ("total", "3")
            try await QuotaOperations.keep(visit, event, id, fields)
            #expect(try await seats.names(.complete) == "HR1 BE1 AT1 LV1 ES1")
            let page = try await seats.world.browser(seats.world.organiser).get("/events/\(event)/registration/quotas")
            #expect(page.contains("5 of 3 taken") && page.contains("2 over") && page.contains("1 waits"))
            try await seats.withdraw("HR1")
            try await seats.withdraw("BE1")
            #expect(try await seats.names(.waitlisted) == "SI1")
            try await seats.withdraw("AT1")
            #expect(try await seats.names(.complete) == "LV1 ES1 SI1")
            try await seats.register("AT2 BE2")
            #expect(try await seats.names(.waitlisted) == "AT2 BE2")
            fields.seats = "5"
            try await QuotaOperations.keep(visit, event, id, fields)
            #expect(try await seats.names(.waitlisted).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `E8 kept seats are free for all once their day has come`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let until = site.clock.now + 10 * EpochTime.day
            let kept = SeatQuota(
                label: "kept", kind: .guarantee, attribute: .country, values: ["HR", "LV", "ES", "AT", "BE"], seats: 1,
                until: until)
            let seats = try await SeatWorld(site, quotas: [.each(.country, 3), .total(6), kept])
            try await seats.register("HR1 BE1 HR2 BE2 HR3 AT1 BE3")
            #expect(try await seats.names(.complete) == "HR1 BE1 HR2 AT1")
            let why = try await seats.waiting()["BE2"]?.full.map { $0.string() }
            #expect(why == ["seats are kept for Latvia and Spain"])
            try await seats.turnClock()
            #expect(try await seats.names(.waitlisted) == "BE2 HR3 BE3")
            site.clock.advance(days: 10)
            try await seats.turnClock()
            #expect(try await seats.names(.complete) == "HR1 BE1 HR2 BE2 HR3 AT1")
            let before = try await site.journal()
            try await seats.turnClock()
            #expect(try await site.journal() == before)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `E9 an offer holds the seat, lapses after its grace, and goes to the next`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, offerHours: 72, quotas: [.total(1)])
            try await seats.register("HR1 BE1 AT1")
            // To a full minute, as in the example.
            site.clock.advance(seconds: 60 - site.clock.now / 1000 % 60)
            let begin = site.clock.now
            try await seats.withdraw("HR1")
            let first = try await seats.record("BE1")
            #expect(first.state == .waitlisted && first.offeredUntil == begin + 72 * EpochTime.hour)
            site.clock.advance(seconds: 72 * 3600 + 3)
            try await seats.turnClock()
            #expect(try await seats.record("BE1").isOffered, "the grace of three seconds")
            site.clock.advance(seconds: 1)
            try await seats.turnClock()
            let (lapsed, next) = (try await seats.record("BE1"), try await seats.record("AT1"))
            #expect(lapsed.passed == 1 && !lapsed.isOffered)
            #expect(next.offeredUntil == begin + 144 * EpochTime.hour)
            await expectRefusal(.noOffer) { _ = try await seats.desk { try $0.acceptOffer(lapsed, by: .own) } }
            try await seats.desk { _ = try $0.declineOffer(next, by: .own) }
            #expect(try await seats.names(.withdrawn) == "HR1 AT1")
            #expect(try await seats.record("BE1").isOffered, "the same one is asked once more")
            site.clock.advance(seconds: 73 * 3600)
            try await seats.turnClock()
            let gone = try await seats.record("BE1")
            #expect(gone.passed == 2 && gone.state == .withdrawn)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an offer is taken until its grace, ends with the last day of offers, and none is made after it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let last = site.clock.now.floored(by: EpochTime.minute) * EpochTime.minute + 24 * EpochTime.hour
            let seats = try await SeatWorld(site, offerHours: 72, quotas: [.total(2)]) {
                $0.offerLast = TypedTime(at: last, zone: "Europe/Zagreb")
            }
            try await seats.register("HR1 HR2 BE1 AT1")
            try await seats.withdraw("HR1")
            let offered = try await seats.record("BE1")
            #expect(offered.offeredUntil == last)
            site.clock.advance(seconds: (last - site.clock.now) / 1000 + 3)
            let taken = try await seats.desk { try $0.acceptOffer(offered, by: .own) }
            #expect(taken.state == .complete && taken.confirmedAt != nil && taken.participant != nil)
            try await seats.withdraw("HR2")
            #expect(try await !seats.record("AT1").isOffered)
            #expect(try await seats.waiting()["AT1"]?.full.isEmpty == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `E13 the last seat taken by ten at once goes to one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(1)])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<10 {
                    group.addTask { try await seats.register("HR\(number)") }
                }
                try await group.waitForAll()
            }
            #expect(try await seats.names(.complete).split(separator: " ").count == 1)
            #expect(try await seats.names(.waitlisted).split(separator: " ").count == 9)
        }
    }

    /// A7-30, without a limit of time, which a busy machine would break: five thousand wait, and a withdrawal lets the right one move up.
    @Test(arguments: TestEngine.allCases)
    func `among five thousand who wait a withdrawal moves up whoever fits first`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(
                site, quotas: [.each(.country, 25), .each(.sector, 40), .total(100)])
            let (event, now) = (seats.event, site.clock.now)
            try await site.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO registration (id, event_id, number, channel, given_name, family_name, email, country, sector, organisation,
                        city, working_group, mode, funding, role, state, class, rank, lot, submitted_at, state_since, passed, approved_at,
                        confirmed_at, list_consent, reason, wish, token_generation, created_at, changed_at)
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5100)
                    SELECT '01900000-0000-7000-8000-' || CAST(100000000000 + i AS TEXT), \(event), i, 'nomination', 'Person', 'P' || CAST(i AS TEXT),
                        'p' || CAST(i AS TEXT) || '@example.org',
                        CASE i % 4 WHEN 0 THEN 'HR' WHEN 1 THEN 'BE' WHEN 2 THEN 'AT' ELSE 'LV' END,
                        CASE i % 3 WHEN 0 THEN 'health' WHEN 1 THEN 'security' ELSE 'civil-protection' END, 'Demo Institute', '', '',
                        'in-person', 'funded', 'participant', CASE WHEN i <= 100 THEN 'complete' ELSE 'waitlisted' END, 1, i % 50 + 1, '',
                        CAST(\(now) AS BIGINT) + i, CAST(\(now) AS BIGINT), 0, CAST(\(now) AS BIGINT), CAST(\(now) AS BIGINT), 1 = 0, '', '',
                        1, CAST(\(now) AS BIGINT), CAST(\(now) AS BIGINT)
                    FROM n
                    """)
            }
            let before = try await seats.record("P7")
            let began = ContinuousClock.now
            try await seats.desk { try $0.withdraw($0.registration(before.id), reason: "", by: .organiser) }
            print("withdrawal among 5,000: \(engine) \(ContinuousClock.now - began)")
            // P7 is of Latvia and security; who comes first of Latvia by rank and time, in a sector that has room.
            let moved = try await site.database.read { reading in
                try reading.all("SELECT family_name FROM registration WHERE state = 'complete' AND number > 100")
                    .map { try $0.get("family_name", as: String.self) }
            }
            #expect(moved == ["P151"])
        }
    }
}
