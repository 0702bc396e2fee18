@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// The cases of A7 that stand in no other file: 3, 5 to 11 and 14.
struct RegistrationCaseTests {
    @Test(arguments: TestEngine.allCases)
    func `3 two people of one office's address are two: neither comes back, nor takes a seat, as the other`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(1)])
            func told(_ name: String, _ address: String) -> Cleaned<RegistrationFields> {
                var fields = RegistrationFields()
                (fields.familyName, fields.country, fields.email) = (name, "HR", address)
                return fields.cleaned
            }
            let (first, second) = (told("First", "office@example.org"), told("Second", "office@example.org"))
            let other = told("Third", "third@example.org")
            try await seats.desk { _ = try $0.register(first, .init(channel: .nomination), by: .organiser) }
            try await seats.withdraw("First")
            let record = try await seats.desk { try $0.register(second, .init(channel: .nomination), by: .organiser) }
            let gone = try await seats.record("First")
            #expect(record.number == 2 && record.movedBackAt == nil && record.person != gone.person)
            #expect(gone.state == .withdrawn)
            try await seats.desk { _ = try $0.register(other, .init(channel: .nomination), by: .organiser) }
            let wrong = told("Fourth", "third@example.org")
            await expectRefusal(.alreadyRegistered) {
                try await seats.desk { _ = try $0.substitute($0.registration(record.id), with: wrong, by: .organiser) }
            }
            #expect(try await seats.names(.complete) == "Second")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `5 a country that leaves its region before the event counts by the region at its invitation`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let quota = SeatQuota(label: "each region", attribute: .region, seats: 1)
            let seats = try await SeatWorld(site, quotas: [quota])
            let region = try await site.database.write { tx -> App.Region.ID in
                let region = try #require(try RegionStore(tx).regions().first?.id)
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: region, country: "HR", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
                return region
            }
            let nomination = try await seats.desk { desk -> Nomination.ID in
                var invitation = InvitationFields(target: .country("HR"))
                invitation.region = region
                _ = try InvitationOperations.inviteIn(desk, [invitation.cleaned])
                try InvitationOperations.sendIn(desk)
                var told = NominationFields()
                told.familyName = "First"
                return try desk.nominate(.country("HR"), told, by: .organiser)
            }
            // The country leaves before anybody is submitted.
            try await site.database.write { tx in
                try RegionStore(tx).end(
                    RegionMembership(
                        region: region, country: "HR", since: "2020-01-01", until: nil, remark: nil, isHome: true),
                    until: "2023-01-01", tx)
            }
            let (first, second) = try await seats.desk { desk in
                let first = try desk.submit(nomination, by: .organiser)
                var told = NominationFields()
                told.familyName = "Second"
                return (first, try desk.submit(desk.nominate(.country("HR"), told, by: .organiser), by: .organiser))
            }
            #expect(first.region == region && first.state == .complete)
            #expect(second.region == region && second.state == .waitlisted, "one of the region sits")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `6 another sector after the freeze is the organiser's to enter, where it fits`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let freeze = site.clock.now + EpochTime.day
            let seats = try await SeatWorld(site, quotas: [.only(.sector, "security", 1), .total(3)]) {
                $0.freeze = TypedTime(at: freeze, zone: "Europe/Zagreb")
            }
            try await seats.register("HR1s BE1h")
            site.clock.advance(days: 2)
            let record = try await seats.record("BE1")
            var (fits, full) = (record.fields, record.fields)
            (fits.sector, full.sector) = ("civil-protection", "security")
            let (told, blocked) = (fits.cleaned, full.cleaned)
            await expectRefusal(.registrationFrozen) {
                try await seats.desk { _ = try $0.tell(record, told, by: .own) }
            }
            await expectRefusal(.noRoomForChange([])) {
                try await seats.desk { _ = try $0.tell(record, blocked, by: .organiser) }
            }
            try await seats.desk { _ = try $0.tell(record, told, by: .organiser) }
            let changed = try await seats.record("BE1")
            #expect(changed.sector == "civil-protection" && changed.state == .complete)
            let id = try #require(changed.participant)
            let seat = try await site.database.read { try EventStore($0).participant(id) }
            #expect(seat.sector == "civil-protection", "I6")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `7 and 8 a quota of no seats keeps its people waiting, and one that nobody has keeps nobody`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(
                site, quotas: [.only(.sector, "security", 0), .only(.country, "ES", 0), .total(5)])
            try await seats.register("HR1s HR2h BE1c")
            #expect(try await seats.names(.complete) == "HR2 BE1")
            let why = try await seats.waiting()["HR1"]?.full.map { $0.string() }
            #expect(why == ["no seats are given to Security and law enforcement"])
            let page = try await seats.world.browser(seats.world.organiser).get(
                "/events/\(seats.event)/registration/quotas")
            #expect(page.status == 200 && page.contains("At most 0 of Spain"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `9 three more seats promote three in their order, and each is told once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(1)])
            // Far enough away that no link is due yet.
            try await site.database.write {
                try $0.execute("UPDATE event SET starts_on = '2024-02-01', ends_on = '2024-02-02'")
            }
            try await Post.run(site.services)
            try await seats.register("HR1 BE1 AT1 LV1 ES1")
            try await Post.run(site.services)
            site.clock.advance(seconds: 601)
            try await Post.run(site.services)
            try await site.database.write { try $0.execute("DELETE FROM outgoing_mail") }
            let (event, visit) = (seats.event, try await seats.world.visit(seats.world.organiser))
            let id = try await site.database.read { try QuotaStore($0).quotas(of: event)[0].id }
            var fields = QuotaFields()
            (fields.label, fields.seats) = ("total", "4")
            try await QuotaOperations.keep(visit, event, id, fields)
            #expect(try await seats.names(.waitlisted) == "ES1")
            let promoted = try await site.database.read { reading in
                try reading.all("SELECT subject FROM journal WHERE kind = 'registration.promotion' ORDER BY sequence")
                    .map { try $0.get("subject", as: String.self) }
            }
            var subjects: [String] = []
            for name in ["BE1", "AT1", "LV1"] { subjects.append("registration:\(try await seats.record(name).id)") }
            #expect(promoted == subjects)
            try await Post.run(site.services)
            site.clock.advance(seconds: 601)
            try await Post.run(site.services)
            let mails = try await site.database.read {
                try $0.all("SELECT address FROM outgoing_mail ORDER BY address").map {
                    try $0.get("address", as: String.self)
                }
            }
            #expect(mails == ["at1@example.org", "be1@example.org", "lv1@example.org"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `10 an offer taken from two devices at once is taken once, and pressed again it stays taken`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, offerHours: 72, quotas: [.total(1)])
            try await seats.register("HR1 BE1")
            try await seats.withdraw("HR1")
            let id = try await seats.record("BE1").id
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await seats.desk { _ = try $0.acceptOffer($0.registration(id), by: .own) }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await seats.names(.complete) == "BE1")
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'registration.acceptance'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `11 an offer is taken a millisecond before and after its end and within the grace, and not later`(
        engine: TestEngine
    ) async throws {
        let grace = RoundRecord.grace
        for (late, isTaken) in [(Int64(-1), true), (0, true), (1, true), (grace, true), (grace + 1, false)] {
            try await TestSite.with(engine) { site in
                let seats = try await SeatWorld(site, offerHours: 1, quotas: [.total(1)])
                try await seats.register("HR1 BE1")
                try await seats.withdraw("HR1")
                let offered = try await seats.record("BE1")
                let until = try #require(offered.offeredUntil)
                // The moment at which the answer comes, to the millisecond.
                var environment = site.environment
                environment.now = { until + late }
                let event = seats.event
                let taken = try? await site.database.write { [environment] tx in
                    try RegistrationDesk(event, Work(tx, environment)).acceptOffer(offered, by: .own)
                }
                #expect((taken?.state == .complete) == isTaken, "\(late) ms")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `14 a new order after the allocation moves who waits, nobody who sits, and is journaled`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) {
                ($0.order, $0.offerHours, $0.offerLast) = (.time, 0, "2023-12-20T10:00")
            }
            let event = made.event
            try await site.database.write { [environment = site.environment] tx in
                try QuotaStore.keep(
                    [QuotaRecord(environment.id(), .total(1), until: nil)], of: event, now: site.clock.now, tx)
            }
            var people: [RegistrationRecord] = []
            for name in ["First", "Second", "Third"] { people.append(try await made.nominate("HR", name)) }
            #expect(people.map(\.state) == [.complete, .waitlisted, .waitlisted])
            let order = people.reversed().compactMap(\.nomination)
            try await made.desk { try $0.rank(.country("HR"), order, by: .organiser) }
            #expect(try await made.record(people[0].id).state == .complete)
            #expect(try await site.journal().contains("nomination.ranking"))
            let first = people[0].id
            try await made.desk { _ = try $0.withdraw($0.registration(first), reason: "", by: .organiser) }
            #expect(try await made.record(people[2].id).state == .complete, "the last is the first now")
        }
    }
}
