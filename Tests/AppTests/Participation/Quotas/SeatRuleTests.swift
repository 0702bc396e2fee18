@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// I1 to I5 of the design where people decide in between: approvals, seats taken back, the last day of offers.
struct SeatRuleTests {
    private static func own(_ name: String, _ country: String, _ sector: String? = nil) -> Cleaned<RegistrationFields> {
        var fields = RegistrationFields()
        (fields.familyName, fields.country, fields.sector) = (name, country, sector)
        fields.email = "\(name.lowercased())@example.org"
        return fields.cleaned
    }

    private static func come(_ seats: SeatWorld, _ names: String) async throws {
        for name in names.split(separator: " ").map(String.init) {
            seats.site.clock.advance(seconds: 1)
            let fields = own(name, String(name.prefix(2)))
            try await seats.desk { _ = try $0.register(fields, .init(channel: .nomination), by: .own) }
        }
    }

    private static func allocate(_ seats: SeatWorld) async throws {
        let visit = try await seats.world.visit(seats.world.organiser)
        let run = try await AllocationOperations.preview(visit, seats.event)
        try await AllocationOperations.confirm(visit, seats.event, run)
    }

    @Test(arguments: TestEngine.allCases)
    func `I1 who is not approved when a batch is confirmed holds what is left, and waits where nothing is`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, work: .batch, quotas: [.total(3), .each(.country, 2)]) {
                $0.approval = .organiser
            }
            try await Self.come(seats, "HR1 HR2 HR3 BE1 AT1")
            for name in ["HR1", "BE1"] {
                let record = try await seats.record(name)
                try await seats.desk { _ = try $0.approve($0.registration(record.id)) }
            }
            let page = try await seats.world.browser(seats.world.organiser).get(
                "/events/\(seats.event)/registration/allocation")
            #expect(page.contains("3 people wait for your approval and are left out"))
            #expect(page.contains("what is left is kept for those who wait for your approval"))
            try await Self.allocate(seats)
            #expect(try await seats.names(.complete) == "HR1 BE1")
            // One seat is left: HR2 came first and holds it; the others wait, for the total.
            #expect(try await seats.names(.pending) == "HR2")
            #expect(try await seats.names(.waitlisted) == "HR3 AT1")
            let waiting = try await seats.record("HR2")
            try await seats.desk { _ = try $0.reject($0.registration(waiting.id), reason: "") }
            #expect(try await seats.names(.pending) == "HR3", "the next holds it")
            try await seats.desk { desk in
                for record in try desk.store.active(in: desk.event) { try desk.approve(record) }
            }
            #expect(try await seats.names(.complete) == "HR1 HR3 BE1")
            #expect(try await seats.names(.waitlisted) == "AT1")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `where pending people hold nothing, a batch leaves them pending, and an approval finds a seat or none`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, work: .batch, quotas: [.total(1)]) {
                ($0.approval, $0.holdPending) = (.organiser, false)
            }
            try await Self.come(seats, "HR1 BE1")
            try await Self.allocate(seats)
            #expect(try await seats.names(.pending) == "HR1 BE1")
            for name in ["BE1", "HR1"] {
                let record = try await seats.record(name)
                try await seats.desk { _ = try $0.approve($0.registration(record.id)) }
            }
            #expect(try await seats.names(.complete) == "BE1")
            #expect(try await seats.names(.waitlisted) == "HR1")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who holds a seat while they wait for a word keeps it, whatever the rule or the seats become`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(2)]) { $0.approval = .organiser }
            try await Self.come(seats, "HR1 BE1 AT1")
            #expect(try await seats.names(.pending) == "HR1 BE1")
            let (event, visit) = (seats.event, try await seats.world.visit(seats.world.organiser))
            let quota = try await site.database.read { try QuotaStore($0).quotas(of: event)[0].id }
            var fewer = QuotaFields()
            (fewer.label, fewer.seats) = ("total", "1")
            try await QuotaOperations.keep(visit, event, quota, fewer)
            let rule = try await site.database.read { try RegistrationStore($0).requireRule(of: event) }
            var fields = RegistrationRuleFields(rule)
            fields.placesShown.toggle()
            try await RegistrationOperations.keepRule(visit, event, fields)
            #expect(try await seats.names(.pending) == "HR1 BE1")
            let second = try await seats.record("BE1")
            try await seats.desk { _ = try $0.approve($0.registration(second.id)) }
            #expect(try await seats.names(.complete) == "BE1")
            fields.approval = .nobody
            try await RegistrationOperations.keepRule(visit, event, fields)
            #expect(try await seats.names(.complete) == "HR1 BE1")
            #expect(try await seats.names(.waitlisted) == "AT1")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whom only the budget keeps waiting is not seated by another rule`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(2)])
            try await Self.come(seats, "HR1 BE1")
            let (record, now) = (try await seats.record("BE1"), site.clock.now)
            try await site.database.write { tx in
                var held = record
                (held.state, held.approvedAt) = (.pending, nil)
                try RegistrationStore.update(held, now: now, tx)
            }
            let event = seats.event
            let rule = try await site.database.read { try RegistrationStore($0).requireRule(of: event) }
            var fields = RegistrationRuleFields(rule)
            fields.placesShown.toggle()
            try await RegistrationOperations.keepRule(
                try await seats.world.visit(seats.world.organiser), event, fields)
            #expect(try await seats.names(.pending) == "BE1")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a substitute who does not fit holds nothing, and one of another sector lets somebody move up`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.only(.sector, "security", 1), .total(3)]) {
                $0.approval = .organiser
            }
            let (guard1, clinic, waits) = (
                Self.own("Guard", "HR", "security"), Self.own("Clinic", "BE", "health"),
                Self.own("Watch", "AT", "security")
            )
            try await seats.desk { desk in
                for one in [guard1, clinic, waits] { _ = try desk.register(one, .init(channel: .nomination), by: .own) }
            }
            #expect(try await seats.names(.pending) == "Guard Clinic")
            let held = try await seats.record("Clinic")
            let blocked = Self.own("Other", "BE", "security")
            try await seats.desk { desk in
                _ = try desk.substitute(desk.registration(held.id), with: blocked, waitsIfFull: true, by: .organiser)
            }
            // Before it held a seat of security beside the one that there is.
            #expect(try await seats.names(.pending) == "Guard")
            #expect(try await seats.names(.waitlisted) == "Watch Other")
            let first = try await seats.record("Guard")
            let fits = Self.own("Nurse", "HR", "health")
            try await seats.desk { desk in
                _ = try desk.substitute(desk.registration(first.id), with: fits, by: .organiser)
            }
            #expect(try await seats.names(.pending) == "Watch Nurse")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is invited and has not answered takes no seat from those who have`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(1)]) {
                ($0.approval, $0.channels) = (.organiser, Set(RegistrationChannel.allCases))
            }
            let asked = Self.own("Asked", "HR")
            try await seats.desk { desk in
                _ = try desk.register(asked, .init(channel: .invitation, isAsked: true), by: .organiser)
            }
            try await Self.come(seats, "BE1")
            #expect(try await seats.names(.pending) == "Asked BE1")
            let standing = try await site.database.read { [event = seats.event, now = site.clock.now] reading in
                try SeatPlan(event, RegistrationStore(reading).requireRule(of: event), reading)
                    .allocation(at: now).seated.count
            }
            #expect(standing == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `after the last day of offers whoever comes waits behind those who would fit, until an organiser gives the seats`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let last = site.clock.now + EpochTime.day
            let seats = try await SeatWorld(site, quotas: [.total(2), .each(.country, 1)]) {
                $0.offerLast = TypedTime(at: last, zone: "Europe/Zagreb")
            }
            try await Self.come(seats, "HR1 BE1 AT1")
            site.clock.advance(days: 2)
            try await seats.withdraw("HR1")
            #expect(try await seats.names(.complete) == "BE1", "nobody moves by themselves")
            try await Self.come(seats, "LV1 BE2")
            #expect(try await seats.names(.waitlisted) == "AT1 LV1 BE2")
            let browser = await seats.world.browser(seats.world.organiser)
            let path = "/events/\(seats.event)/registration"
            let page = try await browser.get(path)
            #expect(page.contains("Give the free seat to 1 person who fits"))
            #expect(try await browser.post("\(path)/promotions").status == 303)
            #expect(try await seats.names(.complete) == "BE1 AT1")
            // Who waits and does not fit keeps nobody out.
            try await seats.withdraw("AT1")
            try await seats.withdraw("LV1")
            try await Self.come(seats, "ES1")
            #expect(try await seats.names(.complete) == "BE1 ES1")
            #expect(try await seats.names(.waitlisted) == "BE2")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat taken back is not given back by what happens next, but by an organiser's word`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [.total(2)])
            try await Self.come(seats, "HR1 BE1")
            let first = try await seats.record("HR1")
            try await seats.desk { _ = try $0.unseat($0.registration(first.id), reason: "Came by mistake") }
            #expect(try await seats.names(.waitlisted) == "HR1")
            try await seats.withdraw("BE1")
            #expect(try await seats.names(.complete).isEmpty)
            let browser = await seats.world.browser(seats.world.organiser)
            let page = try await browser.get("/events/\(seats.event)/registration/people/\(first.id)")
            #expect(page.contains("Let them move up again") && page.contains("moves up once an organiser says so"))
            #expect(
                try await browser.post("/events/\(seats.event)/registration/people/\(first.id)/approval").status == 303)
            #expect(try await seats.names(.complete) == "HR1")
            #expect(try await seats.record("HR1").heldBackAt == nil)
        }
    }

    /// D5: whatever people do in whatever order. Seats are raised and lowered only above what is taken, so that I1 holds without exception.
    @Test(arguments: TestEngine.allCases)
    func `I1 to I3 and I5 hold after each of many random acts`(engine: TestEngine) async throws {
        for seed in 0..<6 as Range<UInt64> {
            try await TestSite.with(engine) { site in
                let seats = try await SeatWorld(
                    site, offerHours: seed % 2 == 0 ? 0 : 24,
                    quotas: [.each(.country, 2), .only(.sector, "security", 2), .total(5)]
                ) {
                    $0.approval = seed % 3 == 0 ? .organiser : .nobody
                    $0.holdPending = seed % 6 != 3
                }
                var chance = ActChance(seed)
                for step in 0..<40 { try await Self.act(seats, step, &chance) }
            }
        }
    }

    private static func act(_ seats: SeatWorld, _ step: Int, _ chance: inout ActChance) async throws {
        let event = seats.event
        let before = try await seats.site.database.read { try RegistrationStore($0).registrations(of: event) }
        seats.site.clock.advance(seconds: 60)
        let country = ["HR", "BE", "AT", "LV"][chance.below(4)]
        let fields = own("\(country)\(step)", country, ["security", "health", nil][chance.below(3)])
        let one = before.isEmpty ? nil : before[chance.below(before.count)]
        let choice = chance.below(8)
        var touched: Set<Registration.ID> = []
        if let one, choice > 2 { touched.insert(one.id) }
        try await seats.desk { desk in
            guard let one, choice > 2 else {
                _ = try desk.register(fields, .init(channel: .nomination), by: .own)
                return
            }
            let record = try desk.registration(one.id)
            do {
                switch choice {
                case 3: _ = try desk.withdraw(record, reason: "", by: .own)
                case 4: _ = try record.isOffered ? desk.acceptOffer(record, by: .own) : desk.approve(record)
                case 5: _ = try desk.substitute(record, with: fields, waitsIfFull: true, by: .organiser)
                case 6: _ = try desk.comeBack(record, by: .organiser)
                default:
                    _ =
                        try record.isOffered
                        ? desk.declineOffer(record, by: .own) : desk.reject(record, reason: "")
                }
            } catch is Refusal {
                // What cannot be done in this state changes nothing.
            }
        }
        try await check(seats, before, touched, step)
    }

    private static func check(
        _ seats: SeatWorld, _ before: [RegistrationRecord], _ touched: Set<Registration.ID>, _ step: Int
    ) async throws {
        let event = seats.event
        let (all, rule, left) = try await seats.site.database.read { [now = seats.site.clock.now] reading in
            let rule = try RegistrationStore(reading).requireRule(of: event)
            let plan = try SeatPlan(event, rule, reading)
            return (
                try RegistrationStore(reading).registrations(of: event), rule,
                plan.allocation(at: now).seated.count - plan.staying.count
            )
        }
        let holding = all.filter { $0.holdsSeat(rule) }
        #expect(holding.count <= 5, "I1, step \(step)")
        #expect(holding.count { $0.sector == "security" } <= 2, "I1, step \(step)")
        for country in Set(holding.compactMap(\.country)) {
            #expect(holding.count { $0.country == country } <= 2, "I1, step \(step)")
        }
        for record in before where record.holdsSeat(rule) && !touched.contains(record.id) {
            #expect(all.first { $0.id == record.id }?.holdsSeat(rule) == true, "I2, step \(step)")
        }
        #expect(left == 0, "I3, step \(step)")
        let active = all.filter(\.isActive).compactMap(\.email)
        #expect(Set(active).count == active.count, "I5, step \(step)")
    }
}

/// The same acts at each run (Knuth's linear congruence, MMIX).
private struct ActChance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func below(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }
}
