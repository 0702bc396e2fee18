@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What goes wrong at the edges of a registration, with quotas.
struct RegistrationEdgeTests {
    private func fields(_ name: String, _ country: String, _ sector: String?, email: String? = nil)
        -> Cleaned<RegistrationFields>
    {
        var fields = RegistrationFields()
        (fields.familyName, fields.country, fields.sector) = (name, country, sector)
        fields.email = email ?? "\(name.lowercased())@example.org"
        return fields.cleaned
    }

    @Test(arguments: TestEngine.allCases)
    func `E10 a substitute of a full sector is refused with the reason, or waits in the place while the seat moves on`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let quotas: [SeatQuota] = [.each(.country, 2), .only(.sector, "security", 3), .total(7)]
            let world = try await SeatWorld(site, quotas: quotas)
            try await world.register("HR1s BE1s AT1h LV1s ES1s HR2h BE2s AT2c ES2c HR3c")
            #expect(try await world.names(.complete) == "HR1 BE1 AT1 LV1 HR2 AT2 ES2")
            let leaving = try await world.record("HR2")
            let blocked = fields("Y", "HR", "security")
            await #expect(throws: Refusal.self) {
                try await world.desk { try $0.substitute($0.registration(leaving.id), with: blocked, by: .organiser) }
            }
            #expect(try await world.record("HR2").state == .complete)
            // The same sector fits: UZ1 gives the seat to X in the example, here BE1.
            let own = try await world.record("BE1")
            let fitting = fields("X", "BE", "security")
            let new = try await world.desk {
                try $0.substitute($0.registration(own.id), with: fitting, by: .organiser)
            }
            #expect(new.state == .complete && new.rank == own.rank && new.lot == own.lot && new.class == own.class)
            // Y waits in HR2's place, and HR3 is next who fits.
            let waits = try await world.desk {
                try $0.substitute($0.registration(leaving.id), with: blocked, waitsIfFull: true, by: .organiser)
            }
            #expect(waits.state == .waitlisted)
            #expect(try await world.record("HR3").state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a substitute who waits already takes the seat with their own registration`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SeatWorld(site, quotas: [.total(1)])
            try await world.register("HR1h HR2h")
            let (seated, waiting) = (try await world.record("HR1"), try await world.record("HR2"))
            let same = fields("HR2", "HR", "health", email: waiting.email)
            let new = try await world.desk {
                try $0.substitute($0.registration(seated.id), with: same, by: .organiser)
            }
            #expect(new.id == waiting.id && new.state == .complete)
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `E11 a change to online frees a seat in the room, and back waits for one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let room = SeatQuota(label: "room", attribute: nil, seats: 1, mode: "in-person")
            let world = try await SeatWorld(site, quotas: [room]) { $0.mode = .hybrid }
            try await world.register("HR1h BE1h")
            let (first, second) = (try await world.record("HR1"), try await world.record("BE1"))
            #expect(first.state == .complete && second.state == .waitlisted)
            try await world.desk { try $0.changeMode($0.registration(first.id), to: .online, by: .own) }
            #expect(try await world.record("BE1").state == .complete)
            let full = try await world.desk { try $0.changeMode($0.registration(first.id), to: .inPerson, by: .own) }
            let waiting = try await world.record("HR1")
            #expect(!full.isEmpty && waiting.mode == .online && waiting.state == .complete && waiting.wish == .inPerson)
            try await world.withdraw("BE1")
            let back = try await world.record("HR1")
            #expect(back.mode == .inPerson && back.wish == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an offered one who is not accepted frees the seat, and the next is asked once`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SeatWorld(site, offerHours: 72, quotas: [.total(1)])
            try await world.register("HR1h BE1h AT1h")
            try await world.withdraw("HR1")
            let offered = try await world.record("BE1")
            #expect(offered.isOffered)
            try await world.desk { try $0.reject($0.registration(offered.id), reason: "Another day") }
            #expect(try await world.record("AT1").isOffered)
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'registration.offer'") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever has no country belongs to no quota of countries, and the total counts them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SeatWorld(site, quotas: [.each(.country, 1), .total(2)])
            try await world.register("HR1h HR2h")
            let body = fields("EU", "", nil)
            _ = try await world.desk { try $0.register(body, .init(channel: .invitation), by: .organiser) }
            #expect(try await world.names(.complete) == "HR1 EU")
            let other = fields("EU2", "", nil)
            _ = try await world.desk { try $0.register(other, .init(channel: .invitation), by: .organiser) }
            #expect(try await world.names(.waitlisted) == "HR2 EU2")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat taken back goes to who is next, and the person waits at the end; put first they sit where it is full`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SeatWorld(site, quotas: [.total(1)])
            try await world.register("HR1h BE1h")
            let first = try await world.record("HR1")
            try await world.desk { try $0.unseat($0.registration(first.id), reason: "Came by mistake") }
            #expect(try await world.names(.complete) == "BE1")
            #expect(try await world.names(.waitlisted) == "HR1")
            #expect(try await world.record("HR1").reason == "Came by mistake")
            try await world.desk { try $0.protect($0.registration(first.id), reason: "Speaks") }
            #expect(try await world.names(.complete) == "HR1 BE1")
            #expect(try await world.record("HR1").class == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what needs an organiser's word holds a seat while it fits, and waits where it does not`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SeatWorld(site, quotas: [.total(1)]) { $0.approval = .organiser }
            let (one, other) = (fields("One", "HR", nil), fields("Other", "BE", nil))
            let first = try await world.desk { try $0.register(one, .init(channel: .nomination), by: .own) }
            let second = try await world.desk { try $0.register(other, .init(channel: .nomination), by: .own) }
            #expect(first.state == .pending && second.state == .waitlisted)
            try await world.desk { try $0.reject($0.registration(first.id), reason: "") }
            #expect(try await world.record("Other").state == .pending)
            try await world.desk { try $0.approve($0.registration(second.id)) }
            #expect(try await world.record("Other").state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `forms of an organiser that are pressed twice count once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site)
            let browser = await made.world.browser(made.world.organiser)
            let event = "/events/\(made.event)"
            // Without an address nothing else tells that the two are one.
            let forms: [(path: String, fields: KeyValuePairs<String, String>)] = [
                ("\(event)/registration/people", ["family-name": "Twice", "mode": "in-person", "funding": "funded"]),
                ("\(event)/registration/quotas", ["kind": "cap", "attribute": "country", "seats": "2"]),
            ]
            for (path, fields) in forms {
                let first = try await browser.post(path, fields)
                let second = try await browser.post(path, fields)
                #expect(first.status == 303 && second.status == 303, "\(path)")
            }
            let counts = try await site.database.read { reading in
                let counted: [SQL] = ["SELECT COUNT(*) FROM registration", "SELECT COUNT(*) FROM quota"]
                return try counted.map { try reading.value($0, as: Int.self) }
            }
            #expect(counts == [1, 1])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody nominates for a country or an organisation that does not exist`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site)
            let browser = await made.world.browser(made.world.organiser)
            for behalf in ["country%3AZZ", "country%3A", "organisation%3A1"] {
                let path = "/events/\(made.event)/registration/nominations/of/\(behalf)"
                #expect(try await browser.get(path).status == 404, "\(behalf)")
                #expect(try await browser.post(path, ["family-name": "A"]).status == 404, "\(behalf)")
            }
            let api = try await made.world.api(made.world.organiser)
            for behalf in ["ZZ", "country:HR"] {
                let answer = try await api.send(
                    .post, "/api/v1/events/\(made.event)/nominations", ["behalf": behalf, "familyName": "A"])
                #expect(answer.status == 422, "\(behalf)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is due about nominations is what the rule says, and is over by itself`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) {
                ($0.work, $0.nominationsClose) = (.batch, "2023-12-01T00:00")
            }
            let event = made.event
            func look() async throws -> (date: String?, isOver: Bool) {
                let now = site.clock.now
                return try await site.database.read { reading in
                    let due = try EventDue(EventStore(reading).event(event), now: now, reading)
                    return (
                        date: due.all.first { $0.name == .nominationsClose }?.date,
                        isOver: due.happened.contains(.nominationsClose)
                    )
                }
            }
            let before = try await look()
            #expect(before.date == "2023-12-01" && !before.isOver)
            site.clock.advance(days: 7)
            #expect(try await look().isOver)
        }
    }
}
